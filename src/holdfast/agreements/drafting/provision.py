"""The provision: what one sentence or item of an agreement's own text binds somebody to, read by grammar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

__all__ = ["Bearing", "Provision", "Term"]

Role = Literal["parties", "guarantors", "named", "body", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """Whom a provision binds, as its words have it.

    Attributes:
        role: All parties, all guarantors, those who are named, a body without a reference, or nobody who is named.
        words: The words that say so.
        refs: References of those who are named.
    """

    role: Role
    words: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days of a provision; for example due 14 days after the entry into force.

    Attributes:
        first, last: From which day it binds, and until which.
        due: By which day it is to be done.
        within: Days in which it is to be done, where the day from which they count is not known.
        days: The number of days that the words name, from whatever they count.
        after: What they count from, in words, where that is a happening: "the withdrawal".
        uncertain: What a person must decide about them.
    """

    first: date | None = None
    last: date | None = None
    due: date | None = None
    within: int | None = None
    days: int | None = None
    after: str | None = None
    uncertain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One norm of a treaty's text; for example article 4(b), the Parties, not to lay mines, within the zone.

    Attributes:
        article: Its number, such as "4(b)" or "VIII.5"; empty where it has none.
        core: The deed alone, with the chapeau that it completes, without conditions, exceptions and days.
        bans: It is not to be done.
        bearing: Whom it binds.
        term: By when, from when.
        conditions: As (link, words): "upon", "completion of the withdrawal".
        exceptions: What is excepted, in words.
        topic: Name of the undertaking that its words are about.
        uncertain: What the grammar leaves for a person to decide.
    """

    article: str
    core: str
    bans: bool
    bearing: Bearing
    topic: str
    term: Term = field(default_factory=Term)
    conditions: tuple[tuple[str, str], ...] = ()
    exceptions: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
