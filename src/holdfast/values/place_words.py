"""How a place is spoken of: near, off, between, a region, a direction, a district, an airport."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

__all__ = ["Hint", "Phrase", "clean", "phrases"]

Hint = Literal["settlement", "admin1", "admin2", "area", "facility", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One way to read the words; for example the name "Kyiv" spoken of as an area for "the Kyiv direction".

    Attributes:
        name: What to look up.
        hint: What kind of place the words around the name say it is.
        area: Whether the words speak of the surroundings, so that no point of the place itself is meant.
        within: A larger place that the words name beside it ("Paris, Texas").
        said: The words that told, for the reason.
        doubtful: Whether the name is only a part of what may be a longer name ("Pearson" of "Pearson Airport").
    """

    name: str
    hint: Hint = "none"
    area: bool = False
    within: str | None = None
    said: str = ""
    doubtful: bool = False


_QUOTES = re.compile('["“”„«»]')
_LEAD = re.compile(
    r"^(?:(?:in|at|inside|into|from|to|of|across|throughout|on|for|over|within|and|through|via|toward"
    r"|towards)\s+)*(?:the\s+)?",
    re.IGNORECASE,
)
_COMPASS = (
    r"(?:north|south|east|west|north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?"
    r"|northern|southern|eastern"
    r"|western|central|upper|lower|occupied|rural|mainland|greater|the rest of|parts of|coastal)"
)
_ADMIN1 = (
    r"(?:region|oblast|province|governorate|state|krai|kray|voivodeship|department|prefecture|republic"
    r"|wilaya|muhafazah?)"
)
_ADMIN2 = r"(?:district|county|raion|rayon|municipality|commune|woreda|locality|sub-?district|tehsil|parish|cercle)"
_TOWN = r"(?:city|town|village|capital|port city|border town|hamlet|settlement|township)"
_AREA = (
    r"(?:direction|axis|axes|front|front line|frontline|sector|area|corridor|road|highway|border|valley|delta"
    r"|basin|mountains?|forests?|desert"
    r"|coast|peninsula|island|islands|river|steppe|pocket|salient|countryside|suburbs|zone|hills?|plains?|lake|bay"
    r"|waters|side)"
)
_FACILITY = (
    r"(?:international airport|airport|airfield|air ?base|airbase|naval base|military base|base|port|harbour"
    r"|harbor|nuclear power plant|nuclear plant"
    r"|power plant|power station|plant|refinery|dam|bridge|crossing|border crossing|border post|checkpoint|camp"
    r"|hospital|market|station|railway station"
    r"|prison|barracks|terminal|depot|mine|university|school|mosque|church|cathedral|square|palace|embassy|stadium"
    r"|hotel|quarter|neighbou?rhood|suburb)"
)
_NEAR = re.compile(
    r"^(?:near(?:by)?|close to|outside(?: of)?|around|not far from|just outside|in the vicinity of|on the"
    r" (?:outskirts|edge|approaches) of"
    r"|the (?:outskirts|edge|approaches|vicinity|suburbs) (?:of|to)|on the approaches to|outskirts"
    r" of)\s+(?:the\s+)?(?:(?:city|town|village) of\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"^(?:(?P<how>off|along|behind|beyond|towards?|in the direction of|in the direction|the road to|the coast of"
    r"|off the coast of|the border with|the north of"
    r"|the south of|the east of|the west of)|(?:(?:about|some|around)\s+)?(?:[\d.,]+\s*(?:km|kilomet(?:re|er)s?"
    r"|miles?|nm|nautical miles?)\s+)?(?:to the )?"
    rf"(?P<side>{_COMPASS})(?:\s+part)?\s+of|(?:about |some |around )?[\d.,]+\s*(?:km|kilomet(?:re|er)s?|miles?)"
    rf" (?:from|outside))\s+(?:the\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^(?:[Tt]he border |[Tt]he road |a line |line )?[Bb]etween\s+(?P<first>.+?)\s+and\s+(?P<second>.+)$"
    r"|^(?:[Tt]he\s+)?(?P<state>[A-Z]\w+)(?:'s|’s)?\s+border\s+with\s+(?P<neighbour>[A-Z].+)$"
)
_AND = re.compile(
    r"^(?:in |from |to |of |around |near )?(?:the\s+)?(?P<first>[A-ZÀ-Þ][^,]*?)\s+and\s+(?:the\s+)?"
    r"(?P<second>[A-ZÀ-Þ][^,]*?)"
    r"(?:\s+(?:directions|regions|oblasts|provinces|districts|areas|fronts|axes|governorates|states))?$"
)
_OWNED = re.compile(r"^(?P<within>[A-ZÀ-Þ][\w -]*?)(?:'s|’s)\s+(?P<name>[A-ZÀ-Þ].*)$")
_OF = re.compile(
    rf"^(?:(?P<town>{_TOWN})|(?P<admin1>{_ADMIN1})|(?P<admin2>{_ADMIN2})|(?P<area>{_AREA})|(?P<facility>(?:\w+"
    rf" ){{0,2}}{_FACILITY}))"
    r"\s+(?:of|at|in|near|outside)\s+(?:the\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^(?P<name>.+?)(?:'s|’s)?\s+(?:(?P<town>{_TOWN})|(?P<admin1>{_ADMIN1}s?)|(?P<admin2>{_ADMIN2}s?)"
    rf"|(?P<area>{_AREA})|(?P<facility>{_FACILITY}))$",
    re.IGNORECASE,
)
_SIDE = re.compile(rf"^(?P<side>{_COMPASS})\s+(?P<name>.+)$", re.IGNORECASE)
_THING = re.compile(
    r"^(?P<head>[^A-Z,]+?)\s+(?:in|at|of|near|outside|from|inside|around)\s+(?:the\s+)?(?P<name>[A-ZÀ-Þ][^,]*)(?:,.*)?$"
)
_WITHIN = re.compile(
    r"^(?P<name>[^,]+?)(?:,\s*(?:in\s+)?(?:the\s+)?|\s+(?:in|of)\s+(?:the\s+)?)(?P<within>[^,]+?)(?:,.*)?$"
)
_HINTS: dict[str, Hint] = {
    "town": "settlement",
    "admin1": "admin1",
    "admin2": "admin2",
    "area": "area",
    "facility": "facility",
}


def clean(text: str) -> str:
    """The words of a place without quotation marks, leading prepositions and articles."""
    words = re.sub(r"\s+", " ", _QUOTES.sub("", text)).strip(" ,;:.()")
    return re.sub(r"(?:'s|’s|'|’)$", "", words)


@lru_cache(maxsize=20_000)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The ways to read the words, the most literal first.

    Args:
        text: The cleaned words of a place.
    """
    bare = _LEAD.sub("", text).strip()
    article = re.search(r"\b(the \S.*)$", text) if bare != text and re.search(r"\bthe\s+\S+$", text) else None
    found = [Phrase(name=article[1]), Phrase(name=bare)] if article else [Phrase(name=bare)]
    if near := _NEAR.match(text):
        found += [replace_said(inner, "near it") for inner in phrases(near["name"])]
    if off := _OFF.match(text) or _OFF.match(bare):
        side = (off["side"] or off["how"] or "away from").strip()
        found.append(Phrase(name=off["name"], hint="area", area=True, said=f'"{side}" it'))
    found += _typed(bare)
    if (side := _SIDE.match(bare)) is not None:
        capital = side["side"][0].isupper() and not text[0].islower()
        found.append(
            Phrase(name=side["name"], hint="area", area=True, said=f'"{side["side"]}" part of it', doubtful=capital)
        )
        found += [Phrase(name=p.name, hint="area", area=True, said=p.said, doubtful=True) for p in _typed(side["name"])]
    if owned := _OWNED.match(bare):
        found.append(Phrase(name=owned["name"], within=owned["within"]))
        found.append(Phrase(name=owned["within"], hint="facility", said=f'"{owned["name"]}" there'))
    if thing := _THING.match(bare):
        area = re.search(rf"\b(?:{_COMPASS}|road|border|coast|waters|area|between)\b", thing["head"]) is not None
        found.append(
            Phrase(name=thing["name"], hint="area" if area else "facility", area=area, said=f'"{thing["head"]}" there')
        )
    if within := _WITHIN.match(bare):
        for inner in (Phrase(name=within["name"]), *_typed(within["name"])):
            found.append(
                Phrase(
                    name=inner.name,
                    hint=inner.hint,
                    area=inner.area,
                    within=within["within"],
                    said=inner.said,
                    doubtful=inner.doubtful,
                )
            )
    return tuple(found)


def replace_said(phrase: Phrase, said: str) -> Phrase:
    """The same reading with another remark on how the place is spoken of."""
    return replace(phrase, said=phrase.said or said)


def between(text: str) -> tuple[str, str] | None:
    """The two places of "between X and Y", or `None`."""
    match = _BETWEEN.match(text)
    if not match:
        return None
    return (match["first"], match["second"]) if match["first"] else (match["state"], match["neighbour"])


def both(text: str) -> tuple[str, str] | None:
    """The two places of "the Kyiv and Chernihiv directions", or `None`."""
    match = _AND.match(text)
    return (match["first"], match["second"]) if match else None


_STREETS = frozenset(("Road", "Highway", "Street", "Square", "Market", "Hotel", "School", "University"))


def _typed(bare: str) -> list[Phrase]:
    """Readings with a word for the kind of place before or behind the name."""
    found = []
    for pattern in (_OF, _AFTER):
        if match := pattern.match(bare):
            kind = next(name for name in _HINTS if match[name])
            hint = _HINTS[kind]
            if match[kind] in _STREETS:
                continue
            doubtful = hint in ("facility", "area")
            found.append(
                Phrase(name=match["name"], hint=hint, area=hint == "area", said=f'"{match[kind]}"', doubtful=doubtful)
            )
    return found
