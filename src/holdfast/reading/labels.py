"""Labels: every choice that the reader's model makes, in the order of its outputs."""

ACTS = (
    "assert", "deny", "accuse", "promise", "propose", "demand", "threaten", "agree", "reject", "evaluate", "question",
)  # fmt: skip
TYPES = (
    "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "RETREAT", "CONCEDE", "AID", "SUPPORT", "COOPERATE",
    "CONSULT", "AGREE", "REJECT", "CONTROL", "INVESTIGATE", "OTHER", "",
)  # fmt: skip
STATUSES = ("happened", "ongoing", "planned", "possible", "hypothetical", "")
POLARITIES = ("affirmed", "negated")
# "" stands for a mode not said; a mode belongs to a type and is only chosen among its type's.
TYPE_MODES: dict[str, tuple[str, ...]] = {
    "ASSAULT": (
        "missile", "airstrike", "drone", "artillery", "ground", "firearms", "explosive", "abduction-killing", "sexual",
        "torture", "chemical", "cyber", "unspecified",
    ),
    "COERCE": ("arrest", "blockade", "restrict", "seize", "deport", "censor"),
    "MOBILIZE": ("deploy", "exercise", "alert", "weapons"),
    "RETREAT": ("withdraw", "ceasefire", "reduce", "surrender", "disarm"),
    "CONCEDE": ("release", "ease", "political"),
    "AID": ("military", "humanitarian", "economic", "evacuate"),
    "SUPPORT": ("guarantee", "recognise", "ally"),
    "COOPERATE": ("exchange", "economic", "intelligence"),
    "CONSULT": ("meet", "negotiate", "mediate", "visit", "call"),
    "AGREE": ("sign", "ratify", "ceasefire-deal"),
    "REJECT": ("violate", "veto", "suspend"),
    "CONTROL": ("taken", "held", "lost", "contested"),
    "INVESTIGATE": ("inspect", "prosecute"),
}  # fmt: skip
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
COUNTED = (
    "killed", "wounded", "casualties", "missing", "captured", "detained", "released", "displaced", "evacuated",
    "personnel", "vehicles", "aircraft", "vessels", "weapons", "buildings", "violations", "money", "duration-hours",
    "other",
)  # fmt: skip
# How a condition binds.
KINDS = ("if", "only-if", "unless", "until", "after")
