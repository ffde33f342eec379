"""The brief: what changed in a period, what is promised and reported, who contradicts whom, and what is not known.

Every sentence is made from statements, events or verdicts, and printed only if the support check finds all that it says
in the documents that it cites. What is not printed is listed under `withheld` with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from holdfast.agreements import check
from holdfast.model import Agreement, Citation, Verdict, roll_up
from holdfast.model.days import as_day
from holdfast.model.noun import Noun
from holdfast.model.verdict import Level
from holdfast.outputs.composing import Telling, evidence, key, of_changed_verdict, of_reports, of_unsettled
from holdfast.outputs.disclosure import Disclosure, disclosures
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.material import Material
from holdfast.outputs.pictures.by_day import SeriesPicture, series_pictures, unsupported_counts
from holdfast.outputs.pictures.where import MapPicture, map_picture
from holdfast.outputs.sections import Section, sections
from holdfast.outputs.sentence import Sentence, Withheld
from holdfast.outputs.support import Judged, Support, unsupported
from holdfast.outputs.templates import rendered
from holdfast.record.store import View

__all__ = ["Board", "Brief", "Note", "Row", "as_html", "brief"]

_MOST_IN_ROW = 4


class Note(Noun, frozen=True, kw_only=True):
    """A numbered quotation at the end of a brief: the words, who said them in which outlet on which day, and where.

    Attributes:
        quote: With names of private persons withheld.
        certainty: The reader's confidence, 0 to 1; None where a person or a dataset made the statement.
    """

    number: int
    statement: str
    document: str
    start: int
    end: int
    quote: str
    voice: str
    outlet: str | None = None
    day: str | None = None
    title: str | None = None
    url: str | None = None
    certainty: float | None = None


class Row(Noun, frozen=True, kw_only=True):
    """One line of a clause board: a clause with the instances and readings that share a verdict.

    Attributes:
        speaking_for, speaking_against: How many statements speak for and against the clause being kept.
        cites: The words to look at first.
    """

    clause: str
    title: str
    level: Level
    instances: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    shadow: Level | None = None
    settled: bool = False
    speaking_for: int = 0
    speaking_against: int = 0
    cites: tuple[Citation, ...] = ()


class Board(Noun, frozen=True, kw_only=True):
    """The clauses of one agreement with their verdicts, and the most severe of them.

    Attributes:
        counts: How many clauses there are of each level; a clause counts by the most severe verdict on it.
    """

    agreement: str
    title: str
    status: str
    date: str
    level: Level
    counts: dict[Level, int]
    rows: tuple[Row, ...] = ()


class Brief(Noun, frozen=True, kw_only=True):
    """What is known about agreements in a period, in sentences that each rest on the words of documents.

    Attributes:
        day: The day that the verdicts are about, None without agreements.
        since: First day of the period; None for all.
        known_by: Last day whose documents were seen; None for all.
        series: The daily series of reductions, as plots.
        map: Where the events of the period are reported; None if none is.
        unsure: How many statements of the period were read too uncertainly to be told.
        withheld: The sentences that were not printed, each with the reasons.
    """

    title: str
    day: str | None = None
    since: str | None = None
    known_by: str | None = None
    boards: tuple[Board, ...] = ()
    series: tuple[SeriesPicture, ...] = ()
    map: MapPicture | None = None
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    unsure: int = 0
    withheld: tuple[Withheld, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()


def brief(
    view: View,
    *,
    agreements: Sequence[tuple[Agreement, Sequence[Verdict]]],
    since: date | None,
    title: str,
    discretion: Discretion = GUARDED,
) -> Brief:
    """Make a brief.

    Args:
        view: What was known.
        agreements: Each agreement with its verdicts; none for a brief of what is reported alone.
        since: The first day of the period, and the day with which verdicts are compared; None for everything.
        title: Title of the brief.
        discretion: What may be shown beyond the default.
    """
    earlier = _earlier(view, agreements, since)
    judged = {**_judged(agreements), **_judged(earlier)}
    material = Material.of(view, since=since, discretion=discretion, weighed=_weighed(agreements))
    support = Support(view=material, judged=judged, discretion=discretion)
    about_verdicts = {
        "changed": list(_changes(agreements, earlier)),
        "unknown": list(_unknowns(agreements)),
    }
    checked = _Check(support=support)
    printed = sections(material, about_verdicts, checked)
    series = tuple(picture for one in agreements for picture in series_pictures(*one, view) if checked.draws(picture))
    drawn = map_picture(material, checked.carries)
    withheld = tuple(checked.withheld)
    boards = tuple(_board(agreement, verdicts, support) for agreement, verdicts in agreements)
    verdicts = [verdict for _, some in agreements for verdict in some]
    return Brief(
        title=title,
        day=max((verdict.day for verdict in verdicts), default=None),
        since=since.isoformat() if since else None,
        known_by=view.known_by.isoformat() if view.known_by else None,
        boards=boards,
        series=series,
        map=drawn,
        sections=printed,
        notes=_notes(printed, boards, material),
        unsure=material.unsure,
        withheld=withheld,
        disclosures=disclosures(material, printed=printed, withheld=withheld),
    )


def as_html(brief: Brief) -> str:
    """The brief as one self-contained page."""
    numbers = {note.statement: note.number for note in brief.notes}
    return rendered("brief.html", brief=brief, numbers=numbers, settling=_settling(brief))


def _settling(brief: Brief) -> Literal["none", "some", "all"]:
    """How many of the verdicts are settled."""
    settled = {row.settled for board in brief.boards for row in board.rows}
    return "some" if len(settled) > 1 else ("none" if settled == {False} else "all")


def _earlier(
    view: View, agreements: Sequence[tuple[Agreement, Sequence[Verdict]]], since: date | None
) -> list[tuple[Agreement, Sequence[Verdict]]]:
    """The same agreements checked on the first day of the period, by what is known now."""
    if since is None:
        return []
    later = [(agreement, verdicts) for agreement, verdicts in agreements if _is_after(verdicts, since)]
    return [(agreement, check(agreement, view, on=since)) for agreement, _ in later]


def _is_after(verdicts: Sequence[Verdict], day: date) -> bool:
    return any((as_day(verdict.day) or day) > day for verdict in verdicts)


def _judged(agreements: Sequence[tuple[Agreement, Sequence[Verdict]]]) -> Mapping[str, Judged]:
    return {
        key(verdict): Judged(verdict=verdict, title=_title(agreement, verdict.clause))
        for agreement, verdicts in agreements
        for verdict in verdicts
    }


def _title(agreement: Agreement, clause_id: str) -> str:
    clause = agreement.clause(clause_id)
    return clause.title or clause_id if clause else clause_id


def _weighed(agreements: Sequence[tuple[Agreement, Sequence[Verdict]]]) -> frozenset[str]:
    """The statements on which verdicts rest: what a brief tells first."""
    return frozenset(cite.statement for _, verdicts in agreements for verdict in verdicts for cite in evidence(verdict))


def _changes(
    now: Sequence[tuple[Agreement, Sequence[Verdict]]], then: Sequence[tuple[Agreement, Sequence[Verdict]]]
) -> Iterator[Sentence]:
    before = {_slot(verdict): verdict for _, verdicts in then for verdict in verdicts}
    for agreement, verdicts in now:
        for same in _alike(verdicts, lambda verdict: _level_of(before.get(_slot(verdict)))):
            old = [before[_slot(verdict)] for verdict in same if _slot(verdict) in before]
            if len(old) == len(same) and old[0].level != same[0].level:
                yield of_changed_verdict(_title(agreement, same[0].clause), old, same)


def _level_of(verdict: Verdict | None) -> str | None:
    return verdict.level if verdict else None


def _slot(verdict: Verdict) -> tuple[str, str, str, str | None]:
    return verdict.agreement, verdict.clause, verdict.reading, verdict.instance


def _alike(verdicts: Sequence[Verdict], *by: Callable[[Verdict], object]) -> list[list[Verdict]]:
    """Verdicts on one instance of a clause that are the same in several readings, together.

    Args:
        verdicts: In the order of the clauses.
        by: What else must be the same.
    """
    groups: dict[tuple[object, ...], list[Verdict]] = {}
    for verdict in verdicts:
        same = (verdict.clause, verdict.instance, verdict.level, verdict.evidence_for, verdict.evidence_against)
        groups.setdefault((*same, *(one(verdict) for one in by)), []).append(verdict)
    return list(groups.values())


def _unknowns(agreements: Sequence[tuple[Agreement, Sequence[Verdict]]]) -> Iterator[Sentence]:
    for agreement, verdicts in agreements:
        for same in _alike(verdicts):
            if same[0].level in ("unknown", "disputed"):
                yield of_unsettled(_title(agreement, same[0].clause), same)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """The support check, with the sentences that failed it."""

    support: Support
    withheld: list[Withheld] = field(default_factory=list)
    _carrying: dict[str, bool] = field(default_factory=dict)

    def carries(self, telling: Telling) -> bool:
        """Whether a statement supports the sentence in which it alone is told as a report; looked into once."""
        name = telling.statement.id
        if name not in self._carrying:
            self._carrying[name] = not unsupported(of_reports([telling]), self.support)
        return self._carrying[name]

    def stands(self, sentence: Sentence) -> bool:
        """Whether all that a sentence says is supported; one that fails is noted with the reasons."""
        reasons = unsupported(sentence, self.support)
        if reasons:
            self.withheld.append(Withheld(sentence=sentence, reasons=reasons))
        return not reasons

    def draws(self, picture: SeriesPicture) -> bool:
        """Whether all that a plot counts is supported; one that is not is noted with the reasons."""
        reasons = unsupported_counts(picture.series, self.support)
        if reasons:
            self.withheld.append(Withheld(sentence=Sentence(text=f"{picture.heading}.", claims=()), reasons=reasons))
        return not reasons


def _board(agreement: Agreement, verdicts: Sequence[Verdict], support: Support) -> Board:
    clauses = {
        verdict.clause: roll_up(one.level for one in verdicts if one.clause == verdict.clause) for verdict in verdicts
    }
    rolled = roll_up(clause.level for clause in clauses.values())
    return Board(
        agreement=agreement.id,
        title=agreement.title,
        status=agreement.status.replace("_", " "),
        date=agreement.date,
        level=rolled.level,
        counts=rolled.counts,
        rows=tuple(_row(agreement, same, support) for same in _together(verdicts)),
    )


def _together(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """The verdicts that make one line: the same clause, level and evidence, in several instances and readings."""
    lines: dict[tuple[object, ...], list[Verdict]] = {}
    for verdict in verdicts:
        same = (verdict.clause, verdict.level, verdict.shadow, verdict.settled)
        lines.setdefault((*same, evidence(verdict)), []).append(verdict)
    return list(lines.values())


def _row(agreement: Agreement, same: Sequence[Verdict], support: Support) -> Row:
    verdict = same[0]
    standing = [cite for cite in evidence(verdict) if not isinstance(support.of_statement(cite.statement), str)]
    return Row(
        clause=verdict.clause,
        title=_title(agreement, verdict.clause),
        level=verdict.level,
        instances=tuple(dict.fromkeys(one.instance for one in same if one.instance)),
        readings=tuple(dict.fromkeys(one.reading for one in same if one.reading != "text")),
        shadow=verdict.shadow,
        settled=verdict.settled,
        speaking_for=len(verdict.evidence_for),
        speaking_against=len(verdict.evidence_against),
        cites=tuple(standing[:_MOST_IN_ROW]),
    )


def _notes(printed: Sequence[Section], boards: Sequence[Board], material: Material) -> tuple[Note, ...]:
    """The quotations that sentences and boards cite, numbered in the order in which they are cited."""
    cited: dict[str, Citation] = {}
    for cites in (
        *(row.cites for board in boards for row in board.rows),
        *(sentence.cites for section in printed for sentence in section.sentences),
    ):
        for cite in cites:
            cited.setdefault(cite.statement, cite)
    return tuple(_note(number, cite, material) for number, cite in enumerate(cited.values(), start=1))


def _note(number: int, cite: Citation, material: Material) -> Note:
    telling = material.telling(cite.statement)
    document = telling.document if telling else None
    return Note(
        number=number,
        statement=cite.statement,
        document=cite.document,
        start=cite.start,
        end=cite.end,
        quote=material.discretion.quote(telling.statement, within=telling.document.text) if telling else cite.quote,
        voice=material.chain(telling) if telling else cite.voice,
        outlet=cite.outlet,
        day=cite.day,
        title=document.title if document else None,
        url=document.url if document else None,
        certainty=telling.statement.confidence if telling else None,
    )
