"""Places of a document's claims: the words that the model marked, else the one town that the claim's own words name.

The model often takes the town of "Makariv was shelled" for the one that is hit and not for the place. It is both. So
where it marked no place for a happening that has one, the town, district or region that the quote names nearest to the
trigger stands for it. Nothing is taken from outside of the quote, and nothing
from a condition: "they would leave Kitsa if the shelling of Dorin stopped" is about Kitsa. A place that the model
marked inside of a condition stands only where it marked no other.
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
SOMEWHERE = frozenset({"ASSAULT", "CONTROL", "PROTEST", "RETREAT"})
# A country that is named in a claim is nearly always a party to it.
PRECISE = frozenset({"point", "settlement", "admin2", "admin1"})
NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*(?: (?:region|district|province|oblast|county))?")
# Words of a kind, of which nobody can say which one is meant.
NO_PLACE = re.compile(
    r"(?:towns|villages|cities|settlements|offices?|it|its|their|his|her|they|he|she|are|is"
    r"|was|were|more|less|al|el|the)",
    re.IGNORECASE,
)
# What opens a sentence with a capital and is a village somewhere, too ("One", "None" and "Most" are).
OPENS_SENTENCE = re.compile(
    r"(?:no|none|nothing|nobody|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|scores|hundreds|thousands|most|more"
    r"|many|much|some|several|few|all|both|each|every|any|other|others|another|such|same|this|that|these|those|there|here"
    r"|then|now|when|while|where|after|before|since|once|until|during|as|if|but|and|or|so|yet|also|only|even|still|just"
    r"|what|who|which|how|why|people|men|women|children|troops|forces|shells|rockets|fire|police|army|air|war|peace|talks"
    r"|today|yesterday|tomorrow|early|late|later|earlier|overnight|north|south|east|west)",
    re.IGNORECASE,
)
# Names of weapons, some of which are villages too: "Grad fire" is not in Slovenia. After "in" or "near" it is a place.
ARMS = r"(?:rockets?|missiles?|launchers?|fire|systems?|batter(?:y|ies)|drones?|salvoe?s?|shell(?:s|ing)?|guns?|tanks?)"
WEAPON = re.compile(
    r"(?:Grad|Uragan|Smerch|Tornado|Katyusha|Iskander|Kalibr|Kinzhal|Tochka|Buk|Pantsir|Shahed|Geran|Lancet|Orlan|Bayraktar"
    r"|Qassam|Fateh|Fajr|Zelzal|Scud|Kornet|Javelin|Stinger|Patriot|Hellfire|HIMARS|Caesar|Gepard|Leopard|Abrams)"
    rf"(?P<surely>s|s?[- ]{ARMS})?"
)
ARMED = re.compile(rf"[- ]{ARMS}\b")
WHERE = re.compile(r"\b(?:in|near|at|around|outside) $", re.IGNORECASE)
# What begins a name of several words and is no name alone, so that a mark without it was cut ("Fasher", "York").
OPENS_NAME = re.compile(
    r"(?<!\w)(?:(?:[EA]l|[AE]s|[AE]sh|[AE]r|An|Ad|Az|Abu|Bab|Beit|Bani|Deir|Jabal|Khan|Tel|Umm|Wad|San|Santa|Santo|St\.|Saint|New"
    r"|Nova|Novyi|Novo|Stara|Staryi|Velyka|Velykyi|Mala|Malyi|Bila|Kryvyi|Port|Fort|Mount|Puerto|La|Las|Los|Le)[ -])+$"
)
FAR = 24


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
        conditions = claim.parts["condition"]
        marked = max(
            claim.parts["place"],
            key=lambda part: (not any(_overlap(part.start, part.end, one) for one in conditions), part.score),
            default=None,
        )
        if marked is not None and self._may_be_a_place(marked.start, marked.end):
            start, end, found = self._whole(marked.start, marked.end)
            if found is not None or not any(_overlap(start, end, part) for part in self._people(claim)):
                return self._placed(start, end, found)
        if claim.labels["type"] not in SOMEWHERE:
            return None
        middle = claim.trigger.start
        named = sorted(self._named(claim), key=lambda one: (abs(one[0] - middle), one[0]))
        return self._placed(*named[0]) if named else None

    def _may_be_a_place(self, start: int, end: int) -> bool:
        """Whether words are no mere kind of place, no pronoun and no weapon."""
        if NO_PLACE.fullmatch(self._text, start, end):
            return False
        weapon = WEAPON.fullmatch(self._text, start, end)
        if weapon is None:
            return True
        armed = weapon["surely"] or ARMED.match(self._text, end)
        return not armed and WHERE.search(self._text, max(0, start - FAR), start) is not None

    def _whole(self, start: int, end: int) -> tuple[int, int, Location | None]:
        """A marked place, with the words before it if it was cut out of a known name: "Fasher" of "El Fasher"."""
        found = self._found(start, end)
        opening = OPENS_NAME.search(self._text, max(0, start - FAR), start)
        if opening is not None and self._text[start].isupper():
            longer = self._found(opening.start(), end)
            if longer is not None and longer.precision in PRECISE:
                return opening.start(), end, longer
        return start, end, found

    def _named(self, claim: Claim) -> Iterator[tuple[int, int, Location]]:
        """Towns, districts and regions that the quote names, but not in a condition, nor as those who do or say it."""
        others = (*self._people(claim), *claim.parts["condition"], claim.trigger)
        for match in NAME.finditer(self._text, claim.quote.start, claim.quote.end):
            start, end = match.span()
            if any(_overlap(start, end, part) for part in others) or not self._may_be_a_place(start, end):
                continue
            if OPENS_SENTENCE.fullmatch(match[0]):
                continue
            found = self._found(start, end)
            if found is not None and found.precision in PRECISE:
                yield start, end, found

    def _people(self, claim: Claim) -> list[Part]:
        """Who does it and who says it: of these, whoever no gazetteer knows as a place is none."""
        return [*claim.parts["actor"], *claim.parts["voice"], *claim.parts["outer"]]

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
