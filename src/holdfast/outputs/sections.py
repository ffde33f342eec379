"""The sections of a brief: which statements and events are told where, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from holdfast.model import Event
from holdfast.model.noun import Noun
from holdfast.model.statement import Act
from holdfast.outputs.certainty import is_sure
from holdfast.outputs.choosing import ranked
from holdfast.outputs.composing import Telling, of_denial, of_different_figures, of_reports, of_statement
from holdfast.outputs.material import Material
from holdfast.outputs.sentence import Claim, Sentence, told_on

__all__ = ["Check", "Section", "reports_it", "sections"]

_MOST_TOLD = 24
"""So many sentences are told in a section, those on which verdicts rest first; the record has the rest."""
_MOST_TOGETHER = 6
_PROMISING: tuple[Act, ...] = ("promise", "propose", "agree")
_OPPOSING: tuple[Act, ...] = ("demand", "reject", "threaten")
_UNKNOWN = "What is not known, or disputed"
_SUREST = "These are {told} of {total}: those on which verdicts rest first, then those that were read most surely."
_BEST_ATTESTED = (
    "These are the {told} best attested of {total}. Those on which verdicts rest take two thirds of the places; they "
    "and the others are chosen by the number of independent sources, then by the killed and wounded that are claimed, "
    "and one of each place before a second of the same place."
)
_DONE = ("happened", "ongoing")


class Section(Noun, frozen=True, kw_only=True):
    """A part of a brief under one headline.

    Attributes:
        name: Short name, used as an address within the page.
        empty: What to say if there is no sentence.
        left_out: How many more there are in the record.
        rule: By which rule these were chosen, if more are in the record.
    """

    name: str
    title: str
    empty: str
    sentences: tuple[Sentence, ...] = ()
    left_out: int = 0
    rule: str = ""


class Check(Protocol):
    """Says of sentences whether all that they say is supported."""

    def carries(self, telling: Telling) -> bool:
        """Whether a statement supports the sentence in which it alone is told as a report."""
        ...

    def stands(self, sentence: Sentence) -> bool:
        """Whether all that a sentence says is supported; one that is not is noted as withheld."""
        ...


class _Chosen(NamedTuple):
    """Sentences in the order in which they are printed, and by which rule out of how many."""

    sentences: Sequence[Sentence]
    total: int
    rule: str = _SUREST


def sections(material: Material, about_verdicts: Mapping[str, Sequence[Sentence]], check: Check) -> tuple[Section, ...]:
    """All sections in the order in which they are printed.

    Args:
        material: The statements and events of the period.
        about_verdicts: Sentences on verdicts: under `changed` and `unknown`.
        check: What sentences must stand up to; only those that do are chosen.
    """
    stands = check.stands
    chosen = _Chooser(material=material, stands=stands, carries=check.carries)
    changed = [sentence for sentence in about_verdicts["changed"] if stands(sentence)]
    unsettled = [sentence for sentence in about_verdicts["unknown"] if stands(sentence)]
    questions = chosen.statements(("question",))
    unknown = questions._replace(sentences=[*unsettled, *questions.sentences], total=questions.total + len(unsettled))
    none = "Nothing of it is told."
    return (
        _section(
            "changed", "What has changed", "No verdict has changed in this period.", _Chosen(changed, len(changed))
        ),
        _section(
            "promised", "What is promised, offered and agreed", "No promise is told.", chosen.statements(_PROMISING)
        ),
        _section("reported", "What is reported to have happened", "No happening is told.", chosen.reports()),
        _section("contradicted", "Who contradicts whom", "No contradiction is told.", chosen.contradictions()),
        _section("opposed", "What is demanded, refused and threatened", none, chosen.statements(_OPPOSING)),
        _section("unknown", _UNKNOWN, "Nothing is marked as unknown.", unknown),
    )


def _section(name: str, title: str, empty: str, chosen: _Chosen) -> Section:
    told = len(chosen.sentences)
    left_out = max(0, chosen.total - told)
    rule = chosen.rule.format(told=told, total=chosen.total) if left_out and told else ""
    return Section(name=name, title=title, empty=empty, sentences=tuple(chosen.sentences), left_out=left_out, rule=rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chooser:
    """Chooses what is told among what is supported."""

    material: Material
    stands: Callable[[Sentence], bool]
    carries: Callable[[Telling], bool]

    def statements(self, acts: Sequence[Act]) -> _Chosen:
        """Single statements of some acts."""
        chosen = [telling for telling in self.material.tellings if telling.statement.act in acts]
        weighed = self.material.weighed
        ranked_ = sorted(chosen, key=lambda telling: (telling.statement.id not in weighed, -_confidence(telling)))
        sentences = _merged(map(of_statement, ranked_))
        return _Chosen(_by_day(self._first(sentences)), len(sentences))

    def reports(self) -> _Chosen:
        """What is reported to have happened."""
        tellings = {event.id: self._reporters(event) for event in self.material.events}
        told = [
            (event, [telling.statement for telling in tellings[event.id]])
            for event in self.material.events
            if tellings[event.id]
        ]
        best = ranked(told, weighed=self.material.weighed, places=_MOST_TOLD)
        sentences = (of_reports(tellings[event.id]) for event, _ in best)
        return _Chosen(_by_day(self._first(sentences)), len(told), _BEST_ATTESTED)

    def contradictions(self) -> _Chosen:
        """Contradictions within events, then denials and accusations."""
        found = _merged(
            sentence for event in self.material.events for sentence in _within(event, self.material, self.carries)
        )
        alone = self.statements(("deny", "accuse"))
        together = [*self._first(found), *alone.sentences]
        return _Chosen(_by_day(together), len(found) + alone.total)

    def _reporters(self, event: Event) -> list[Telling]:
        """The statements that report an event, without those that support no sentence, unless none does."""
        found = _reporters(event, self.material)
        return [telling for telling in found if self.carries(telling)] or found[:1]

    def _first(self, sentences: Iterable[Sentence]) -> list[Sentence]:
        """The first of the sentences that are supported, as many as are told."""
        return list(islice(filter(self.stands, sentences), _MOST_TOLD))


def _confidence(telling: Telling) -> float:
    """The reader's confidence; what a person or a dataset stated is sure to be stated."""
    return 1.0 if telling.statement.confidence is None else telling.statement.confidence


def _merged(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Sentences that read the same as one, which cites all and whose claims must follow from each."""
    found: dict[tuple[object, ...], Sentence] = {}
    for sentence in sentences:
        shape = (sentence.text, *((claim.kind, claim.words) for claim in sentence.claims))
        known = found.get(shape)
        found[shape] = _joined(known, sentence) if known else sentence
    return list(found.values())


def _joined(first: Sentence, second: Sentence) -> Sentence:
    if len(first.cites) >= _MOST_TOGETHER:
        return first
    claims = tuple(
        Claim(kind=one.kind, words=one.words, of=(*one.of, *other.of))
        for one, other in zip(first.claims, second.claims, strict=True)
    )
    return Sentence(text=first.text, claims=claims, cites=(*first.cites, *second.cites))


def _by_day(sentences: Iterable[Sentence]) -> list[Sentence]:
    return sorted(sentences, key=lambda sentence: told_on(sentence)[0] or "9999")


def _reporters(event: Event, material: Material) -> list[Telling]:
    """The statements that report an event as a fact, those with figures first, one for each voice."""
    found = [telling for telling in map(material.told, event.statements) if telling and reports_it(telling)]
    sure = [telling for telling in found if is_sure(telling.statement)]
    found = sure or found
    found.sort(key=lambda telling: (not telling.statement.counts, telling.statement.place is None))
    by_voice = {telling.voice: telling for telling in reversed(found)}
    return [telling for telling in found if by_voice[telling.voice] is telling][:_MOST_TOGETHER]


def reports_it(telling: Telling) -> bool:
    """Whether a statement reports as a fact that something has happened or is going on."""
    statement = telling.statement
    return (
        statement.act == "assert"
        and statement.polarity == "affirmed"
        and statement.status in _DONE
        and statement.event.type is not None
    )


def _within(event: Event, material: Material, carries: Callable[[Telling], bool]) -> Iterator[Sentence]:
    """What contradicts each other in one event: one sentence for its figures, one for each denial.

    That one voice names a district and another the town is no contradiction that a brief would tell.
    """
    figures: dict[str, Telling] = {}
    for contradiction in event.contradictions:
        left, right = material.told(contradiction.left), material.told(contradiction.right)
        if left is None or right is None or left.voice == right.voice:
            continue
        if contradiction.kind == "count" and _cannot_both_be(left, right):
            figures |= {
                one.voice: one for one in (left, right) if one.amounts and one.voice not in figures and carries(one)
            }
        elif contradiction.kind == "denial" and _are_of_one_place(left, right):
            yield of_denial(left, right)
    if len(figures) > 1:
        yield of_different_figures(sorted(figures.values(), key=_by_publication)[:_MOST_TOGETHER])


def _cannot_both_be(left: Telling, right: Telling) -> bool:
    """Whether two tolls contradict each other: those of one day, or a later one that is lower; tolls rise."""
    earlier, later = sorted((left, right), key=_by_publication)
    if _by_publication(earlier)[:10] == _by_publication(later)[:10]:
        return True
    before = {count.what: count.low or 0 for count in earlier.statement.counts}
    return any(
        count.high is not None and count.what in before and count.high < before[count.what]
        for count in later.statement.counts
    )


def _by_publication(telling: Telling) -> str:
    return telling.document.published or "9999"


def _are_of_one_place(left: Telling, right: Telling) -> bool:
    places = [one.statement.place for one in (left, right) if one.statement.place]
    return len({place.name or place.text for place in places}) < 2 and all(
        one.statement.event.type for one in (left, right)
    )
