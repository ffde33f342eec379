"""The sections of a brief: which statements and events are told where, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from holdfast.model import Event
from holdfast.model.noun import Noun
from holdfast.model.statement import Act
from holdfast.outputs.certainty import is_sure
from holdfast.outputs.composing import Telling, of_denial, of_different_figures, of_reports, of_statement
from holdfast.outputs.material import Material
from holdfast.outputs.sentence import Claim, Sentence

__all__ = ["Section", "sections"]

_MOST_TOLD = 24
"""So many sentences are told in a section, those on which verdicts rest first; the record has the rest."""
_MOST_TOGETHER = 6
_PROMISING: tuple[Act, ...] = ("promise", "propose", "agree")
_OPPOSING: tuple[Act, ...] = ("demand", "reject", "threaten")
_UNKNOWN = "What is not known, or disputed"
_DONE = ("happened", "ongoing")


class Section(Noun, frozen=True, kw_only=True):
    """A part of a brief under one headline.

    Attributes:
        name: Short name, used as an address within the page.
        empty: What to say if there is no sentence.
        left_out: How many more there are in the record.
    """

    name: str
    title: str
    empty: str
    sentences: tuple[Sentence, ...] = ()
    left_out: int = 0

    def holding(self, sentences: Iterable[Sentence]) -> Section:
        """This section with other sentences."""
        return msgspec.structs.replace(self, sentences=tuple(sentences))


def sections(material: Material, about_verdicts: Mapping[str, Sequence[Sentence]]) -> list[Section]:
    """All sections in the order in which they are printed.

    Args:
        material: The statements and events of the period.
        about_verdicts: Sentences on verdicts: under `changed` and `unknown`.
    """
    return [
        _section("changed", "What has changed", "No verdict has changed in this period.", about_verdicts["changed"]),
        _told("promised", "What is promised, offered and agreed", "No promise is on record.", _PROMISING, material),
        _section("reported", "What is reported to have happened", "No happening is told.", *_reports(material)),
        _section("contradicted", "Who contradicts whom", "No contradiction is told.", *_contradictions(material)),
        _told("opposed", "What is demanded, refused and threatened", "Nothing of it is told.", _OPPOSING, material),
        _section("unknown", _UNKNOWN, "Nothing is marked as unknown.", *_unknown(material, about_verdicts)),
    ]


def _section(name: str, title: str, empty: str, sentences: Sequence[Sentence], left_out: int = 0) -> Section:
    return Section(name=name, title=title, empty=empty, sentences=tuple(sentences), left_out=left_out)


def _told(name: str, title: str, empty: str, acts: Sequence[Act], material: Material) -> Section:
    """A section of single statements of some acts."""
    return _section(name, title, empty, *_statements(material, acts))


def _statements(material: Material, acts: Sequence[Act]) -> tuple[list[Sentence], int]:
    chosen = [telling for telling in material.tellings if telling.statement.act in acts]
    ranked = sorted(chosen, key=lambda telling: (telling.statement.id not in material.weighed, -_confidence(telling)))
    sentences = _merged(map(of_statement, ranked))
    return _by_day(sentences[:_MOST_TOLD]), len(sentences[_MOST_TOLD:])


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
    return sorted(sentences, key=lambda sentence: min((cite.day or "9999" for cite in sentence.cites), default="9999"))


def _reports(material: Material) -> tuple[list[Sentence], int]:
    """What is reported to have happened: events that several speak of first, and those that verdicts rest on."""
    told = [(event, _reporters(event, material)) for event in material.events]
    told = [(event, tellings) for event, tellings in told if tellings]
    told.sort(key=lambda pair: (not _is_weighed(pair[0], material), -pair[0].sources, -max(map(_confidence, pair[1]))))
    sentences = [of_reports(tellings) for _, tellings in told[:_MOST_TOLD]]
    return _by_day(sentences), len(told[_MOST_TOLD:])


def _is_weighed(event: Event, material: Material) -> bool:
    return not material.weighed.isdisjoint(event.statements)


def _reporters(event: Event, material: Material) -> list[Telling]:
    """The statements that report an event as a fact, those with figures first, one for each voice."""
    found = [telling for telling in map(material.told, event.statements) if telling and _reports_it(telling)]
    sure = [telling for telling in found if is_sure(telling.statement)]
    found = sure or found
    found.sort(key=lambda telling: (not telling.statement.counts, telling.statement.place is None))
    by_voice = {telling.voice: telling for telling in reversed(found)}
    return [telling for telling in found if by_voice[telling.voice] is telling][:_MOST_TOGETHER]


def _reports_it(telling: Telling) -> bool:
    statement = telling.statement
    return (
        statement.act == "assert"
        and statement.polarity == "affirmed"
        and statement.status in _DONE
        and statement.event.type is not None
    )


def _contradictions(material: Material) -> tuple[list[Sentence], int]:
    """Contradictions within events, then denials and accusations."""
    found = _merged(sentence for event in material.events for sentence in _within(event, material))
    alone, more = _statements(material, ("deny", "accuse"))
    return _by_day([*found[:_MOST_TOLD], *alone]), more + len(found[_MOST_TOLD:])


def _within(event: Event, material: Material) -> Iterator[Sentence]:
    """What contradicts each other in one event: one sentence for its figures, one for each denial.

    That one voice names a district and another the town is no contradiction that a brief would tell.
    """
    figures: dict[str, Telling] = {}
    for contradiction in event.contradictions:
        left, right = material.told(contradiction.left), material.told(contradiction.right)
        if left is None or right is None or left.voice == right.voice:
            continue
        if contradiction.kind == "count":
            figures |= {one.voice: one for one in (left, right) if one.amounts and one.voice not in figures}
        elif contradiction.kind == "denial" and _are_of_one_place(left, right):
            yield of_denial(left, right)
    if len(figures) > 1:
        yield of_different_figures(sorted(figures.values(), key=_by_publication)[:_MOST_TOGETHER])


def _by_publication(telling: Telling) -> str:
    return telling.document.published or "9999"


def _are_of_one_place(left: Telling, right: Telling) -> bool:
    places = [one.statement.place for one in (left, right) if one.statement.place]
    return len({place.name or place.text for place in places}) < 2 and all(
        one.statement.event.type for one in (left, right)
    )


def _unknown(material: Material, about_verdicts: Mapping[str, Sequence[Sentence]]) -> tuple[list[Sentence], int]:
    questions, more = _statements(material, ("question",))
    return [*about_verdicts["unknown"], *questions], more
