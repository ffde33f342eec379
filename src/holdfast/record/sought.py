"""What is sought of the record to judge a clause: which statements may bear on a question.

It stands between what a clause means and how a database finds it: a view in memory tests statements (`bears`), one in a
database compiles it (`sql/seeking.py`), and the same tests hold the two together. It may let through more than the
question wants, never less: whoever asks looks at each statement again.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.model import Mention, Statement, Voice
from holdfast.model.statement import Act, EventType, Polarity, Status
from holdfast.record.account import Account, Party, Speaking
from holdfast.record.facts import begins, is_sure, party_refs

__all__ = ["EVERYTHING", "Named", "Sought", "Stance", "bears"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One of some references, or one that goes on from it, is named in one of some roles.

    Attributes:
        roles: `a` for actors, `r` for recipients, `v` for voices.
    """

    roles: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A way of speaking of a happening; an empty field allows anything.

    Attributes:
        types: For what is said so of some kinds of happening only, such as an agreement by those who agree.
        statuses: A statement without a status has none of these.
        unsaid: A statement without a status will do as well.
    """

    acts: tuple[Act, ...] = ()
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    unsaid: bool = False
    polarity: Polarity | None = None
    named: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which statements may bear on a question; an empty field allows anything.

    Attributes:
        stances: One of these must be theirs.
        named: All of these must be so.
        countries: The country of the place is one of these; a statement without a place or its country passes.
        words: One of these stands somewhere in the statement, in any case; a view may leave that to whoever asks.
        min_confidence: The reader's least confidence, 0 to 1; a statement without one passes.
    """

    types: tuple[EventType, ...] = ()
    modes: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    named: tuple[Named, ...] = ()
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    min_confidence: float = 0.0


EVERYTHING = Sought()
"""What every statement bears on."""


def bears(statement: Statement | Account, sought: Sought) -> bool:
    """Whether a statement may bear on what is sought."""
    return (
        (not sought.types or statement.event.type in sought.types)
        and (not sought.modes or statement.event.mode in sought.modes)
        and is_sure(statement, sought.min_confidence)
        and (not sought.stances or any(_takes(statement, stance) for stance in sought.stances))
        and (not sought.countries or _country(statement) in (None, *sought.countries))
        and all(_names(statement, named) for named in sought.named)
    )


def _country(statement: Statement | Account) -> str | None:
    return statement.place.country if statement.place else None


def _takes(statement: Statement | Account, stance: Stance) -> bool:
    return (
        (not stance.acts or statement.act in stance.acts)
        and (not stance.types or statement.event.type in stance.types)
        and (stance.polarity is None or statement.polarity == stance.polarity)
        and (not stance.statuses or statement.status in stance.statuses or (stance.unsaid and statement.status is None))
        and (stance.named is None or _names(statement, stance.named))
    )


def _names(statement: Statement | Account, named: Named) -> bool:
    roles: dict[str, tuple[Mention | Voice | Party | Speaking, ...]] = {
        "a": statement.actors,
        "r": statement.recipients,
        "v": statement.voices,
    }
    refs = (ref for role in named.roles for mention in roles[role] for ref in party_refs(mention.ref))
    return any(begins(ref, beginning) for ref in refs for beginning in named.refs)
