"""The statement: one claim, in one voice, from one document.

This is the noun that carries the system, and its JSON form is a public contract (docs/statement.md): the reader makes
it, the record keeps it, agreements are checked against it, and exports write it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import msgspec

from holdfast.model.days import as_day, check_moment
from holdfast.model.noun import Noun, fingerprint

__all__ = [
    "ACTS",
    "AHEAD",
    "COUNTED",
    "EVENT_TYPES",
    "MODES",
    "STATUSES",
    "Act",
    "Condition",
    "ConditionKind",
    "Count",
    "Counted",
    "EventType",
    "Happening",
    "Mention",
    "Place",
    "Polarity",
    "Precision",
    "Span",
    "Statement",
    "Status",
    "Time",
    "Voice",
    "statement_id",
]

Act = Literal[
    "assert",
    "deny",
    "accuse",
    "promise",
    "propose",
    "demand",
    "threaten",
    "agree",
    "reject",
    "evaluate",
    "question",
]
EventType = Literal[
    "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "RETREAT", "CONCEDE", "AID", "SUPPORT", "COOPERATE",
    "CONSULT", "AGREE", "REJECT", "CONTROL", "INVESTIGATE", "OTHER",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "possible", "hypothetical"]
AHEAD: frozenset[Status] = frozenset(("planned", "possible", "hypothetical"))
"""Of what is still to come, or would."""
Polarity = Literal["affirmed", "negated"]
Precision = Literal["point", "settlement", "admin2", "admin1", "country", "area"]
ConditionKind = Literal["if", "only-if", "unless", "until", "after"]
Counted = Literal[
    "killed", "wounded", "casualties", "missing", "captured", "detained", "released", "displaced", "evacuated",
    "personnel", "vehicles", "aircraft", "vessels", "weapons", "buildings", "violations", "money", "duration-hours",
    "other",
]  # fmt: skip

ACTS: tuple[Act, ...] = get_args(Act)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
COUNTED: tuple[Counted, ...] = get_args(Counted)

MODES: dict[EventType, tuple[str, ...]] = {
    "ASSAULT": (
        "missile", "airstrike", "drone", "artillery", "ground", "firearms", "explosive", "abduction-killing", "sexual",
        "torture", "chemical", "cyber", "unspecified",
    ),
    "COERCE": ("arrest", "blockade", "restrict", "seize", "deport", "censor"),
    "MOBILIZE": ("deploy", "exercise", "alert", "weapons"),
    "SANCTION": (),
    "PROTEST": (),
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
    "OTHER": (),
}  # fmt: skip
"""Event types of PLOVER (the last three are added) with the modes that each may take."""


class Span(Noun, frozen=True, kw_only=True):
    """A stretch of a document's text: the words and where they stand, in code points, end exclusive."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _check_span(self.text, self.start, self.end)


class Happening(Noun, frozen=True, kw_only=True):
    """What a statement is about, for example ASSAULT by missile, named by the word "strike".

    Attributes:
        type: A PLOVER type, or None for a statement about no happening.
        mode: One of `MODES[type]`, if it is known.
        trigger: The words that name the happening; for `evaluate` the judging word.
    """

    type: EventType | None = None
    mode: str | None = None
    trigger: Span | None = None

    def __post_init__(self) -> None:
        if self.mode is None:
            return
        allowed = MODES[self.type] if self.type else ()
        if self.mode not in allowed:
            raise ValueError(f"mode {self.mode!r} is not one of {self.type}'s: {', '.join(allowed) or 'it has none'}")


class Mention(Noun, frozen=True, kw_only=True):
    """Somebody or something named in the text, and whom it stands for; for example "Russia", RUS MIL.

    Attributes:
        ref: ISO 3166 alpha-3 and a PLOVER sector, or "IGO UNO"; joint ones joined with "+"; None if unknown.
        name: The name of the person or organisation, if known.
    """

    text: str
    start: int
    end: int
    ref: str | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        _check_span(self.text, self.start, self.end)


class Place(Noun, frozen=True, kw_only=True):
    """Where it happened, as said and as found; never invented.

    Attributes:
        geonames: GeoNames id, where one was found.
        lat, lon: Degrees, WGS 84, of a point that stands for the place at its `precision`.
        country: ISO 3166 alpha-3.
        admin1: Name of the first-level unit.
        precision: How finely the place is known; an `area` has no true point.
    """

    text: str
    start: int
    end: int
    name: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision | None = None

    def __post_init__(self) -> None:
        _check_span(self.text, self.start, self.end)
        if self.lat is not None and not -90 <= self.lat <= 90:
            raise ValueError(f"lat is {self.lat}, which is not between -90 and 90 degrees")
        if self.lon is not None and not -180 <= self.lon <= 180:
            raise ValueError(f"lon is {self.lon}, which is not between -180 and 180 degrees")


class Time(Noun, frozen=True, kw_only=True, rename={"start_day": "from", "end_day": "to"}):
    """When it happened, as said and as worked out; in JSON the two ends are called `from` and `to`.

    Attributes:
        start_day: ISO date or moment of the beginning, None if open or not known.
        end_day: ISO date or moment of the end, inclusive, None if open or not known.
        precision: The unit in which it was said, such as day, month or hour.
        basis: `stated` in absolute words, or `resolved` from relative ones by the day of publication or speech.
    """

    text: str
    start: int
    end: int
    start_day: str | None = None
    end_day: str | None = None
    precision: str | None = None
    basis: Literal["stated", "resolved"] | None = None

    def __post_init__(self) -> None:
        _check_span(self.text, self.start, self.end)
        check_moment(self.start_day, "from")
        check_moment(self.end_day, "to")
        first, last = self.first_day, self.last_day
        if first and last and first > last:
            raise ValueError(f"from {self.start_day} is later than to {self.end_day}")

    @property
    def first_day(self) -> date | None:
        """The first day that it may cover, None if open or not known."""
        return as_day(self.start_day)

    @property
    def last_day(self) -> date | None:
        """The last day that it may cover, None if open or not known."""
        return as_day(self.end_day)


class Count(Noun, frozen=True, kw_only=True):
    """A figure as claimed; "at least seven" is low 7 and high None, "around 30" is 30 to 30, approximate."""

    what: Counted
    text: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    approx: bool = False

    def __post_init__(self) -> None:
        _check_span(self.text, self.start, self.end)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")


class Condition(Noun, frozen=True, kw_only=True):
    """What must hold first, or makes the claim void."""

    text: str
    start: int
    end: int
    kind: ConditionKind | None = None

    def __post_init__(self) -> None:
        _check_span(self.text, self.start, self.end)


class Voice(Noun, frozen=True, kw_only=True):
    """One link of the chain that says so: innermost first, the outlet last.

    Attributes:
        text, start, end: The words that stand for the speaker; None for an outlet that the text does not name.
        name: The speaker's name; for a pronoun, its antecedent's.
        cue: The word of saying, such as "said".
    """

    text: str | None = None
    start: int | None = None
    end: int | None = None
    ref: str | None = None
    name: str | None = None
    cue: str | None = None

    def __post_init__(self) -> None:
        given = [part is not None for part in (self.text, self.start, self.end)]
        if any(given) and not all(given):
            raise ValueError("text, start and end of a voice are given together or not at all")
        if self.text is not None and self.start is not None and self.end is not None:
            _check_span(self.text, self.start, self.end)

    @property
    def caption(self) -> str:
        """The speaker in words: the name, else the words of the text, else the reference."""
        return self.name or self.text or self.ref or "an unnamed voice"


class Statement(Noun, frozen=True, kw_only=True):
    """One claim in one voice from one document: "Russia would reduce its military activity", says its deputy minister.

    Attributes:
        document: The document's id.
        quote, start, end: The shortest stretch of the text that carries the claim, with its offsets.
        act: What the words do.
        event: What the words are about.
        status: Whether it happened, goes on, is planned, possible or hypothetical; None for pure evaluation.
        polarity: `negated` if the claim is that it did not or will not happen.
        confidence: The reader's, 0 to 1; None where a person or a dataset made the statement.
        reader: Name and version of what read it.
        id: Stable, see `statement_id`. Left empty, it is worked out.
    """

    document: str
    quote: str
    start: int
    end: int
    act: Act
    event: Happening = Happening()
    status: Status | None = None
    polarity: Polarity = "affirmed"
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: Place | None = None
    time: Time | None = None
    counts: tuple[Count, ...] = ()
    conditions: tuple[Condition, ...] = ()
    voices: tuple[Voice, ...] = ()
    confidence: float | None = None
    reader: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        _check_span(self.quote, self.start, self.end)
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence is {self.confidence}, which is not between 0 and 1")
        if not self.id:
            msgspec.structs.force_setattr(self, "id", statement_id(self))

    @property
    def innermost_voice(self) -> Voice | None:
        """Who says so first of all; None if nobody is named and the outlet is not known."""
        return self.voices[0] if self.voices else None

    def misplaced(self, text: str) -> str | None:
        """The path of the first span whose words do not stand at its offsets in `text`; None if all do."""
        for path, words, start, end in _spans(self):
            if text[start:end] != words:
                return path
        return None


def statement_id(statement: Statement) -> str:
    """The stable name of a statement: a hash of document, trigger, act, type, innermost voice and place.

    Where there is no trigger the quote stands in for it.
    """
    trigger = statement.event.trigger
    voice = statement.innermost_voice
    return fingerprint(
        "s",
        statement.document,
        *((trigger.start, trigger.end) if trigger else (statement.start, statement.end)),
        statement.act,
        statement.event.type,
        *((voice.start, voice.caption) if voice else (None, None)),
        statement.place.start if statement.place else None,
    )


def _spans(statement: Statement) -> list[tuple[str, str, int, int]]:
    """Every span of a statement as (path, words, start, end)."""
    found = [("$.quote", statement.quote, statement.start, statement.end)]
    if statement.event.trigger:
        trigger = statement.event.trigger
        found.append(("$.event.trigger", trigger.text, trigger.start, trigger.end))
    for path, single in (("$.place", statement.place), ("$.time", statement.time)):
        if single:
            found.append((path, single.text, single.start, single.end))
    for name in ("actors", "recipients", "counts", "conditions", "voices"):
        for number, item in enumerate(getattr(statement, name)):
            if item.text is not None:
                found.append((f"$.{name}[{number}]", item.text, item.start, item.end))
    return found


def _check_span(text: str, start: int, end: int) -> None:
    if start < 0 or end < start:
        raise ValueError(f"start {start} and end {end} are not a stretch of a text")
    if end - start != len(text):
        raise ValueError(f"from {start} to {end} are {end - start} characters, but the words {text!r} have {len(text)}")
