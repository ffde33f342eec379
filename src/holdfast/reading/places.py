"""Places of a document's claims: the words that the model marked, else the one town that the claim's own words name.

The model often takes the town of "Makariv was shelled" for the one that is hit and not for the place. It is both. So
where it marked no place for a happening that has one, the town, district or region that the quote names nearest to the
trigger stands for it. Nothing is taken from outside of the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdfast.model.statement import Place
from holdfast.reading.annotate import Claim, Part
from holdfast.values import place
from holdfast.values.place import Location

__all__ = ["Places"]

# Happenings that are somewhere. In talks or promises "Moscow" and "Kyiv" are governments.
SOMEWHERE = frozenset({"ASSAULT", "CONTROL", "PROTEST"})
# A country that is named in a claim is nearly always a party to it.
PRECISE = frozenset({"point", "settlement", "admin2", "admin1"})
NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*(?: (?:region|district|province|oblast|county))?")


class Places:
    """Finds the places of one document's claims.

    Args:
        text: The document's text.
        countries: ISO 3166 alpha-3 codes of the countries that it is about, the main one first.
    """

    def __init__(self, text: str, countries: tuple[str, ...]) -> None:
        self._text, self._countries = text, countries

    def of(self, claim: Claim) -> Place | None:
        """Where a claim's happening is; None if its words do not say."""
        marked = max(claim.parts["place"], key=lambda part: part.score, default=None)
        if marked is not None:
            return self._placed(marked.start, marked.end, self._found(marked.start, marked.end))
        if claim.labels["type"] not in SOMEWHERE:
            return None
        middle = claim.trigger.start
        named = sorted(self._named(claim), key=lambda one: (abs(one[0] - middle), one[0]))
        return self._placed(*named[0]) if named else None

    def _named(self, claim: Claim) -> Iterator[tuple[int, int, Location]]:
        """Towns, districts and regions that the quote names, but not as those who do it or say it."""
        people = [*claim.parts["actor"], *claim.parts["voice"], *claim.parts["outer"]]
        for match in NAME.finditer(self._text, claim.quote.start, claim.quote.end):
            start, end = match.span()
            if any(_overlap(start, end, part) for part in (*people, claim.trigger)):
                continue
            found = self._found(start, end)
            if found is not None and found.precision in PRECISE:
                yield start, end, found

    def _found(self, start: int, end: int) -> Location | None:
        return place.resolve(self._text[start:end], countries=self._countries)

    def _placed(self, start: int, end: int, found: Location | None) -> Place:
        words = self._text[start:end]
        if found is None:
            return Place(text=words, start=start, end=end)
        return Place(
            text=words, start=start, end=end, name=found.name, geonames=found.geonames, lat=found.lat,
            lon=found.lon, country=found.country, admin1=found.admin1, precision=found.precision,
        )  # fmt: skip


def _overlap(start: int, end: int, part: Part) -> bool:
    return start < part.end and part.start < end
