"""Labels: every choice that the reader's model makes, in the order of its outputs."""

from typing import get_args

from holdfast.model import statement

# The contract's own lists: the shipped weights name theirs, and are refused if these differ from them.
ACTS = statement.ACTS
TYPES = (*statement.EVENT_TYPES, "")
STATUSES = (*statement.STATUSES, "")
POLARITIES: tuple[str, ...] = get_args(statement.Polarity)
# "" stands for a mode not said; a mode belongs to a type and is only chosen among its type's.
TYPE_MODES: dict[str, tuple[str, ...]] = {kind: modes for kind, modes in statement.MODES.items() if modes}
MODES = ("", *(f"{kind}:{mode}" for kind, modes in TYPE_MODES.items() for mode in modes))
# Whether a proposed trigger carries a statement at all.
VALID = ("no", "yes")
DECISIONS: dict[str, tuple[str, ...]] = {
    "valid": VALID, "type": TYPES, "mode": MODES, "act": ACTS, "status": STATUSES, "polarity": POLARITIES,
}  # fmt: skip

TAGS = ("outside", "begin", "inside")
# "voice" is the innermost, "outer" any further one, "name" the antecedent of a voice that is a pronoun or a short
# form, "cue" the attributing words.
ROLES = (
    "quote", "actor", "recipient", "place", "time", "count", "condition", "voice", "outer", "name", "cue",
)  # fmt: skip
# What a count counts.
COUNTED = statement.COUNTED
# How a condition binds.
KINDS: tuple[str, ...] = get_args(statement.ConditionKind)
