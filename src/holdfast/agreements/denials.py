"""Which denials that the record has not merged with a happening speak of it all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from holdfast.agreements.evidence import Matched, Question, same_manner
from holdfast.agreements.facts import Facts, Said
from holdfast.agreements.matching import fits
from holdfast.model.agreement import Area

__all__ = ["Loose"]

_CLOSE_BY = 400
"""Code points within which a denial without a place is taken to speak of what was said just before it."""

_SOON = 3
"""Days after a happening within which a denial that names no day is taken to speak of it."""

_WIDE = ("admin1", "area")
"""Precisions of places that may hold others."""


class Loose:
    """Denials that are merged with no happening, kept by document and place, so that each need not be looked at.

    Args:
        pairs: The denials, with how they bear on the question.
        question: What is asked.
        facts: What is known.
    """

    def __init__(self, pairs: Iterable[Matched], question: Question, facts: Facts) -> None:
        self._question = question
        self._facts = facts
        self._assumed: list[Matched] = []
        self._in_document: dict[str, list[Matched]] = defaultdict(list)
        self._at_place: dict[str | None, list[Matched]] = defaultdict(list)
        self._at_wide_places: list[Matched] = []
        for pair in pairs:
            self._put(pair)

    def _put(self, pair: Matched) -> None:
        said, place = pair[0], pair[0].statement.place
        if said.assumed:
            self._assumed.append(pair)
        elif place is None:
            if said.statement.act == "deny":
                self._in_document[said.statement.document].append(pair)
        elif place.precision in _WIDE:
            self._at_wide_places.append(pair)
        else:
            self._at_place[_place_name(said)].append(pair)

    def against(self, group: list[Matched]) -> list[Matched]:
        """Those that speak of a happening.

        They must speak of its days and of its manner, and name its place or a wider one that holds it; a denial that
        names no place must stand close by in the same document, and one that names no day must come soon after.
        """
        affirming = [said for said, found in group if found.affirms]
        near = {pair[0].statement.id: pair for said in affirming for pair in self._near(said)}
        found = [pair for pair in near.values() if self._denies(pair[0], affirming)]
        return found + [pair for pair in self._assumed if self._is_assumed_away(pair[0], affirming)]

    def _near(self, said: Said) -> Iterator[Matched]:
        yield from self._in_document.get(said.statement.document, ())
        if said.statement.place is not None:
            yield from self._at_place.get(_place_name(said), ())
            yield from self._at_wide_places

    def _denies(self, denial: Said, affirming: list[Said]) -> bool:
        if not any(_of_the_days(denial, said) and same_manner(denial, said) for said in affirming):
            return False
        if denial.statement.place is None:
            return any(_close_by(denial, said) for said in affirming)
        return any(self._of_the_place(denial, said) for said in affirming)

    def _is_assumed_away(self, denial: Said, affirming: list[Said]) -> bool:
        """Whether a happening is what is assumed not to have happened: in its days and place, by those it names."""
        doers = denial.manner.actors
        return any(
            max(denial.first or date.min, said.first or date.min) <= min(denial.last or date.max, said.last or date.max)
            and same_manner(denial, said)
            and (denial.statement.place is None or self._within(denial, said))
            and (
                not doers
                or not said.manner.actors
                or any(fits(ref, _side(doer)) for ref in said.manner.actors for doer in doers)
            )
            for said in affirming
        )

    def _within(self, denial: Said, said: Said) -> bool:
        wide, place = denial.statement.place, said.statement.place
        if wide and place and wide.precision == "country":
            return wide.country == place.country
        return self._of_the_place(denial, said)

    def _of_the_place(self, denial: Said, said: Said) -> bool:
        """Whether a denial names a happening's place, its first-level unit, or an area of the text that holds it."""
        wide, place = denial.statement.place, said.statement.place
        if wide is None or place is None:
            return False
        if _place_name(denial) == _place_name(said):
            return True
        if wide.precision not in _WIDE:
            return False
        if wide.admin1 and wide.admin1 == place.admin1:
            return True
        facts = self._facts
        areas = [name for name in self._question.areas if not _is_a_country(facts.agreement.areas[name])]
        return any(facts.lies_in(wide, (name,)) and facts.lies_in(place, (name,)) for name in areas)


def _side(ref: str) -> str:
    """The state of a reference; the whole of it for a body such as IGO UNO."""
    return ref if ref.startswith(("IGO", "NGO")) else ref.split(" ")[0]


def _is_a_country(area: Area) -> bool:
    return not (area.names or area.admin1 or area.box)


def _close_by(denial: Said, said: Said) -> bool:
    left, right = denial.statement, said.statement
    return left.document == right.document and 0 <= left.start - right.start <= _CLOSE_BY


def _place_name(said: Said) -> str | None:
    place = said.statement.place
    return (place.name or place.text).casefold() if place else None


def _of_the_days(denial: Said, said: Said) -> bool:
    """Whether a denial's days and a happening's have one in common; without a day, the denial must come soon after."""
    latest = min(denial.last or denial.published or date.max, said.last or date.max)
    if max(denial.first or date.min, said.first or date.min) > latest:
        return False
    if denial.first is not None or denial.published is None or said.last is None:
        return True
    return (denial.published - said.last).days <= _SOON
