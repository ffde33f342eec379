"""Situations in plain words, by which an agreement is tested: who says what, where and when, and what is expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from holdfast.agreements.check import check
from holdfast.agreements.load import folder_of, load
from holdfast.agreements.notation import Notation, read_notation
from holdfast.errors import InvalidAgreement, InvalidStatement, Mistake
from holdfast.model import Document, Happening, Mention, Place, Statement, Time, Verdict, Voice
from holdfast.model.days import as_day
from holdfast.model.noun import Noun
from holdfast.model.statement import Act, EventType, Polarity, Precision, Status
from holdfast.model.verdict import Level
from holdfast.record.account import Found
from holdfast.record.sought import Sought, bears
from holdfast.record.viewing import found, last_day, told_where

__all__ = [
    "Expectation",
    "Given",
    "GivenView",
    "Situation",
    "Trial",
    "read_situations",
    "run_tests",
    "situations_of",
    "told_in",
    "view_of",
]


class GivenPlace(Noun, frozen=True, kw_only=True):
    """Where it happened, in a situation."""

    name: str
    country: str | None = None
    admin1: str | None = None
    precision: Precision = "settlement"
    lat: float | None = None
    lon: float | None = None


class Days(Noun, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """From a day to a day, both inclusive."""

    first: str
    last: str


class Given(Noun, frozen=True, kw_only=True):
    """One report of a situation: words in a voice, published on a day.

    Attributes:
        said: The words.
        by: References of the voices, innermost first; none means the outlet itself.
        place: A settlement by name, or a place with its precision.
        day: When it happened; a day, or from a day to a day; None if nobody says.
        same: Statements with the same label speak of the same happening.
        each_day: The report stands for one on each of these days: happened and published on it.
        times: So many happenings on each of these days.
        confidence: With how much certainty a machine read it, 0 to 1; None for what no machine has read.
    """

    said: str
    published: str | None = None
    outlet: str = "The Example Gazette"
    by: tuple[str, ...] = ()
    act: Act = "assert"
    type: EventType | None = None
    mode: str | None = None
    status: Status | None = "happened"
    polarity: Polarity = "affirmed"
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: str | GivenPlace | None = None
    day: str | Days | None = None
    same: str | None = None
    each_day: Days | None = None
    times: int = 1
    confidence: float | None = None


class Expectation(Noun, frozen=True, kw_only=True):
    """What a clause's verdict should be; fields left out are not looked at."""

    clause: str
    level: Level
    reading: str | None = None
    instance: str | None = None
    shadow: Level | None = None
    settled: bool | None = None
    attributed: tuple[str, ...] | None = None


class Situation(Noun, frozen=True, kw_only=True):
    """What is reported, the day that is looked at, by what was known, and what is expected."""

    situation: str
    on: str
    expect: tuple[Expectation, ...]
    given: tuple[Given, ...] = ()
    known_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One expectation of one situation, and what came out.

    Attributes:
        where: "file:line" of the situation.
        found: The levels that came out, one for each verdict that the expectation is about.
        verdicts: Those verdicts, with their reasons.
    """

    where: str
    situation: str
    expectation: Expectation
    found: tuple[str, ...]
    passed: bool
    verdicts: tuple[Verdict, ...]

    def __str__(self) -> str:
        wanted = self.expectation
        named = " · ".join(part for part in (wanted.clause, wanted.instance, wanted.reading) if part)
        result = (
            "passed" if self.passed else f"failed: expected {wanted.level}, found {', '.join(self.found) or 'none'}"
        )
        return f"{self.where}: {self.situation} [{named}] {result}"


def run_tests(path: str | Path) -> list[Trial]:
    """Run the situations of an agreement's folder.

    Args:
        path: The folder, or a name of the library.

    Returns:
        One trial for each expectation, in the order of the files.

    Raises:
        MissingInput, InvalidAgreement: The agreement, or a file of situations, cannot be read.
    """
    agreement, trials = load(path), []
    for where, situation in situations_of(path):
        verdicts = check(agreement, view_of(situation), on=date.fromisoformat(situation.on))
        trials += [_trial(where, situation, wanted, verdicts) for wanted in situation.expect]
    return trials


def situations_of(path: str | Path) -> list[tuple[str, Situation]]:
    """The situations of an agreement's folder, each with its "file:line".

    Raises:
        InvalidAgreement: A file cannot be read; `problems` names every mistake with its line.
    """
    folder = folder_of(path)
    found, problems = read_situations(folder)
    if problems:
        raise InvalidAgreement("Its situations have mistakes", problems=tuple(problems), where=str(folder))
    return [(f"{file}:{line}", situation) for file, line, situation in found]


def read_situations(folder: Path) -> tuple[list[tuple[str, int, Situation]], list[Mistake]]:
    """The situations that can be read, each with its file and line, and the mistakes of the others."""
    found: list[tuple[str, int, Situation]] = []
    problems: list[Mistake] = []
    for file in sorted((folder / "tests").glob("*.y*ml")):
        notation = read_notation(file, name=f"tests/{file.name}")
        problems += notation.problems
        if notation.value is None:
            continue
        for number, value in enumerate(notation.value if isinstance(notation.value, list) else [notation.value]):
            try:
                situation = Situation.from_builtins(value)
                _check_days(situation)
            except (InvalidStatement, ValueError) as error:
                problems.append(_mistake(notation, number, error))
            else:
                found.append((notation.file, notation.line((number,)), situation))
    return found, problems


def view_of(situation: Situation) -> GivenView:
    """What is known in a situation."""
    pairs = [pair for given in situation.given for pair in told_in(given)]
    return GivenView(pairs, known_by=as_day(situation.known_by))


class GivenView:
    """The view of a situation: its reports, with what they say to be the same happening merged.

    Args:
        pairs: Documents, each with its statement and the label of its happening.
        known_by: The last day whose documents are seen; None for all.
    """

    def __init__(self, pairs: list[tuple[Document, Statement, str | None]], *, known_by: date | None) -> None:
        self._known_by = known_by
        seen = [pair for pair in pairs if not known_by or (pair[0].published_day or date.min) <= known_by]
        self._documents = {document.id: document for document, _, _ in seen}
        self._statements = {statement.id: statement for _, statement, _ in seen}
        self._event_of = {statement.id: f"e-{label or statement.id}" for _, statement, label in seen}
        members: dict[str, list[str]] = defaultdict(list)
        for name, event in self._event_of.items():
            members[event].append(name)
        self._members = {event: tuple(names) for event, names in members.items()}

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        return self._known_by

    def documents(self) -> Iterator[Document]:
        """All documents."""
        yield from self._documents.values()

    def statements(self) -> Iterator[Statement]:
        """All statements."""
        yield from self._statements.values()

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought."""
        return found((one for one in self._statements.values() if bears(one, sought)), self.documents_of)

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that are known, by id."""
        return {name: self._statements[name] for name in ids if name in self._statements}

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of the statements that bear on it, by their places."""
        return told_where((one for one in self._statements.values() if bears(one, sought)), self.documents_of)

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that are known, by id."""
        return {name: self._documents[name] for name in ids if name in self._documents}

    def event_members(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """What the situation says to be the same happening: ids of statements by that of the happening."""
        return {event: self._members[event] for event in {self._event_of[name] for name in ids}}

    def last_day(self) -> date | None:
        """The last day of a publication."""
        return last_day(self._documents.values())


def _trial(where: str, situation: Situation, wanted: Expectation, verdicts: tuple[Verdict, ...]) -> Trial:
    about = tuple(
        one
        for one in verdicts
        if one.clause == wanted.clause
        and wanted.reading in (None, one.reading)
        and wanted.instance in (None, one.instance)
    )
    passed = bool(about) and all(_as_wanted(one, wanted) for one in about)
    found = tuple(f"{one.level}{f' (shadow {one.shadow})' if one.shadow else ''}" for one in about)
    return Trial(
        where=where,
        situation=situation.situation,
        expectation=wanted,
        found=found,
        passed=passed,
        verdicts=about,
    )


def _as_wanted(verdict: Verdict, wanted: Expectation) -> bool:
    return (
        verdict.level == wanted.level
        and wanted.shadow in (None, verdict.shadow)
        and wanted.settled in (None, verdict.settled)
        and wanted.attributed in (None, verdict.attributed)
    )


def _check_days(situation: Situation) -> None:
    given = [("on", situation.on), ("known_by", situation.known_by)]
    for one in situation.given:
        given.append(("published", one.published))
        for name in ("day", "each_day"):
            days = getattr(one, name)
            given += [(name, days.first), (name, days.last)] if isinstance(days, Days) else [(name, days)]
        if one.published is None and one.each_day is None:
            raise ValueError(f"“{one.said}” has neither published nor each_day")
    for name, text in given:
        if text is not None and as_day(text) is None:
            raise ValueError(f"{name} is {text}, which is not a day such as 2022-03-29")


def _mistake(notation: Notation, number: int, error: InvalidStatement | ValueError) -> Mistake:
    what = f"{error.what} at {error.where}" if isinstance(error, InvalidStatement) else str(error)
    return notation.problem((number,), what, "Compare it with docs/writing-an-agreement.md")


def told_in(given: Given) -> Iterator[tuple[Document, Statement, str | None]]:
    """The documents and statements that a report stands for."""
    if given.each_day is None:
        yield (*_report(given, given.published or "", given.day, 0), given.same)
        return
    first, last = date.fromisoformat(given.each_day.first), date.fromisoformat(given.each_day.last)
    for number in range((last - first).days + 1):
        day = (first + timedelta(days=number)).isoformat()
        for time in range(given.times):
            label = f"{given.same}-{day}-{time}" if given.same else None
            yield (*_report(given, given.published or day, day, time), label)


def _report(given: Given, published: str, day: str | Days | None, time: int) -> tuple[Document, Statement]:
    """A document whose text is the words and, below them, the place, days and people that the situation names."""
    text = given.said
    spans: list[dict[str, Any]] = []
    place = GivenPlace(name=given.place) if isinstance(given.place, str) else given.place
    days = Days(first=day, last=day) if isinstance(day, str) else day
    parts = [place.name if place else "", f"{days.first} {days.last}" if days else "", *given.actor, *given.recipient]
    for part in (*parts, *given.by):
        spans.append({"text": part, "start": len(text) + 1, "end": len(text) + 1 + len(part)})
        text += f"\n{part}"
    url = f"https://example.org/{given.same or ''}/{time}"
    document = Document(text=text, published=published, outlet=given.outlet, url=url)
    actors, rest = spans[2 : 2 + len(given.actor)], spans[2 + len(given.actor) :]
    recipients, voices = rest[: len(given.recipient)], rest[len(given.recipient) :]
    statement = Statement(
        document=document.id,
        quote=given.said,
        start=0,
        end=len(given.said),
        act=given.act,
        event=Happening(type=given.type, mode=given.mode),
        status=given.status,
        polarity=given.polarity,
        confidence=given.confidence,
        actors=tuple(Mention(**_span(span), ref=span["text"]) for span in actors),
        recipients=tuple(Mention(**_span(span), ref=span["text"]) for span in recipients),
        place=_place(place, spans[0]) if place else None,
        time=Time(**_span(spans[1]), start_day=days.first, end_day=days.last, basis="stated") if days else None,
        voices=tuple(Voice(**_span(span), ref=span["text"]) for span in voices),
    )
    return document, statement


def _place(place: GivenPlace, span: dict[str, Any]) -> Place:
    return Place(**_span(span), **place.to_builtins())


def _span(span: dict[str, Any]) -> dict[str, Any]:
    return {"text": span["text"], "start": span["start"], "end": span["end"]}
