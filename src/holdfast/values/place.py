"""Where: words for places to coordinates, country, first-level unit and precision, each with its reason.

The words around a name decide how finely the place is known: "near Chernihiv" is the settlement, "the Kyiv direction"
an area, "the Kharkiv region" a first-level unit. Context (countries of the story, other places of the document)
decides between places of one name; population is a prior only. What the gazetteer lacks is `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from holdfast.values.gazetteer import Kind, Record, folded, look_up
from holdfast.values.nations import countries as nations
from holdfast.values.nations import named
from holdfast.values.place_score import Container, Context, Neighbour, admissible, kilometres, rivals, score
from holdfast.values.place_words import Phrase, between, both, clean, phrases

__all__ = ["Location", "RunnerUp", "caption", "clean", "compare", "distance", "resolve", "resolve_all"]

Precision = Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """The place that would have been taken next; for example Paris in Texas behind Paris in France.

    Attributes:
        name: Its name.
        country: ISO 3166 alpha-3, `None` on the high seas.
        admin1: Name of its first-level unit, if known.
        score: Its score, on the scale of the winner's.
    """

    name: str
    country: str | None
    admin1: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place found; for example Chernihiv, UKR, 51.506 N 31.285 E, settlement, for "near Chernihiv".

    Attributes:
        name: Its name.
        geonames: GeoNames id, `None` if it has none.
        lat, lon: Degrees, WGS 84, of a point that stands for the place at its precision.
        country: ISO 3166 alpha-3, `None` on the high seas and for regions that cross borders.
        admin1: Name of the first-level unit, if known.
        precision: "point", "settlement", "admin2", "admin1", "country" or "area"; an area has no true point.
        why: How it was found, in one sentence.
        score: Points for size, name and context; only differences between places of one name mean something.
        runner_up: The next best, if another place bears the name.
    """

    name: str
    geonames: int | None
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    precision: Precision
    why: str
    score: float
    runner_up: RunnerUp | None = None

    def __str__(self) -> str:
        return caption(self)


# Capitalised words that are names of small places somewhere and almost never meant so.
_NO_PLACES = frozenset(
    re.findall(
        "[a-z]+",
        "may march august january february april june july september october november december monday tuesday"
        " wednesday thursday friday saturday sunday said police of the army government president minister parliament"
        " security council state union general commander he she it they we you i a an and or but not from with by at"
        " in on to as is was be no yes mr mrs ms north south east west northern southern eastern western central",
    )
)


def resolve(text: str, *, countries: Iterable[str] = (), near: Iterable[Location] = ()) -> Location | None:
    """The place that the words name.

    Args:
        text: The words of the place, such as "near Chernihiv" or "the Kyiv region".
        countries: ISO 3166 alpha-3 codes of the countries that the document is about, the main one first.
        near: Other places of the document that are already found.

    Returns:
        The place with its reason and the runner-up, or `None` if the gazetteer has no such place.

    Raises:
        MissingInput: The gazetteer's file is not there or of another version.
    """
    return _resolve(clean(text), Context(countries=tuple(countries), near=tuple(map(_neighbour, near))))


def _neighbour(place: Location) -> Neighbour:
    return Neighbour(lat=place.lat, lon=place.lon, country=place.country, admin1=place.admin1, kind=place.precision)


def resolve_all(texts: Sequence[str], *, countries: Iterable[str] = ()) -> list[Location | None]:
    """The places of one document, each read with the others as context.

    Args:
        texts: The words of each place, in the order of the text: a town is often followed by its unit or country.
        countries: ISO 3166 alpha-3 codes of the countries that the document is about.
    """
    given = tuple(countries)
    answers = {text: resolve(text, countries=given) for text in dict.fromkeys(texts)}
    beside = _side_by_side(texts)
    for sure_only in (True, False):
        # First those whose name is borne by one place alone speak for the others, then all do.
        settled = {
            text: _neighbour(place)
            for text, place in answers.items()
            if place is not None and (place.runner_up is None or not sure_only)
        }
        if not settled:
            continue
        around = {text: _around(text, settled, given, *beside[text]) for text in answers}
        answers = {text: _again(text, place, around[text]) for text, place in answers.items()}
    return [answers[text] for text in texts]


def _side_by_side(texts: Sequence[str]) -> dict[str, tuple[set[str], set[str]]]:
    """For each of the words, those that come right before and right behind them anywhere."""
    found: dict[str, tuple[set[str], set[str]]] = {text: (set(), set()) for text in texts}
    for left, right in pairwise(texts):
        if left != right:
            found[right][0].add(left)
            found[left][1].add(right)
    return found


def _around(
    text: str, settled: dict[str, Neighbour], countries: tuple[str, ...], before: set[str], after: set[str]
) -> Context:
    """What the document says beside some words."""
    return Context(
        countries=countries,
        near=tuple([neighbour for other, neighbour in settled.items() if other != text][:_NEIGHBOURS]),
        before=tuple(settled[other] for other in sorted(before) if other in settled),
        after=tuple(settled[other] for other in sorted(after) if other in settled),
    )


def _again(text: str, alone: Location | None, context: Context) -> Location | None:
    """The place read with the others of the document; one whose name no other place bears stays as it is."""
    if alone is not None and alone.runner_up is None and not (context.before or context.after):
        return alone
    return _resolve(clean(text), context)


_NEIGHBOURS = 25  # places of a document that are compared with each name


def _resolve(words: str, context: Context) -> Location | None:
    if (pair := between(words)) is not None:
        return _midway(f"between {pair[0]} and {pair[1]}", pair, context)
    if not any(letter.isupper() for letter in words):
        return None
    if (people := _by_nation(words)) is not None:
        return people
    for phrase in phrases(words):
        if (found := _best(phrase, context)) is not None:
            return found
    pair = both(words)
    return None if pair is None else _midway(words, pair, context)


def _midway(words: str, pair: tuple[str, str], context: Context) -> Location | None:
    """The area between or of two places: no point of it is known, the middle stands for it."""
    first, second = _resolve(pair[0], context), _resolve(pair[1], context)
    if first is None or second is None:
        return None
    return Location(
        name=f"{'between ' if words.startswith('between') else ''}{first.name} and {second.name}",
        geonames=None,
        lat=(first.lat + second.lat) / 2,
        lon=(first.lon + second.lon) / 2,
        country=first.country if first.country == second.country else None,
        admin1=first.admin1 if first.admin1 == second.admin1 else None,
        precision="area",
        why=f'"{words}": two places, whose middle stands for the area',
        score=min(first.score, second.score),
    )


def _by_nation(words: str) -> Location | None:
    """The country of a people, where its adjective stands for the place ("the Turkish side").

    So too of a country whose name the gazetteer does not hold as a whole ("Republic of Congo" is not "Congo").
    """
    entry = named(words)
    if entry is None or entry.kind not in ("people", "nationals", "country"):
        return None
    if entry.kind == "country" and look_up(words.removeprefix("the ")):
        return None
    country = nations()[entry.ref]
    place = next((record for record in look_up(country.names[0]) if record.kind == "country"), None)
    if place is None:
        return None
    return replace(_location(place, Phrase(name=words), 0.0, [], None), why=f'"{words}" is said of {country.names[0]}')


def _best(phrase: Phrase, context: Context) -> Location | None:
    """The best place for one reading of the words, with the next best behind it."""
    if folded(phrase.name) in _NO_PLACES or not any(letter.isupper() for letter in phrase.name):
        return None
    records = rivals(look_up(phrase.name), context)
    within = _container(phrase.within, context) if phrase.within else None
    if phrase.within and within is None:
        return None
    scored = []
    for record in records:
        points, reasons = score(record, phrase, context, within, records)
        if points is not None and admissible(record, phrase, context, within, records):
            scored.append((points, record, reasons))
    if not scored:
        return None
    scored.sort(key=lambda entry: (-entry[0], entry[1].country, entry[1].admin1, entry[1].geonames or 0))
    points, record, reasons = scored[0]
    return _location(record, phrase, points, reasons, _runner_up(scored))


def _container(words: str, context: Context) -> Container | None:
    """The larger place that the words name, as the score asks for it."""
    place = _resolve(words, context)
    if place is None:
        return None
    return Container(
        name=place.name,
        precision=place.precision,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
    )


def _runner_up(scored: list[tuple[float, Record, list[str]]]) -> RunnerUp | None:
    """The best place other than the winner: not the district or unit around the same town."""
    winner = scored[0][1]
    for points, record, _ in scored[1:]:
        apart = kilometres(winner.lat, winner.lon, record.lat, record.lon) > 25
        if apart and not (record.country == winner.country and record.admin1 == winner.admin1):
            return RunnerUp(
                name=record.name, country=record.country or None, admin1=record.admin1 or None, score=round(points, 2)
            )
    return None


def _location(
    record: Record, phrase: Phrase, points: float, reasons: list[str], runner_up: RunnerUp | None
) -> Location:
    precision: Precision = "area" if phrase.area else record.kind
    why = f'"{phrase.name}" is {record.name}: {", ".join(reasons)}'
    if phrase.said:
        why += f"; the words say {phrase.said}"
    if phrase.hint == "facility" and precision != "point":
        why += "; the facility itself is not in the gazetteer"
    return Location(
        name=record.name,
        geonames=record.geonames,
        lat=record.lat,
        lon=record.lon,
        country=record.country or None,
        admin1=record.admin1 or None,
        precision=precision,
        why=why,
        score=round(points, 2),
        runner_up=runner_up,
    )


def distance(left: Location, right: Location) -> float:
    """Kilometres between the points that stand for two places."""
    return kilometres(left.lat, left.lon, right.lat, right.lon)


_FINE_KM = 25.0


def compare(left: Location, right: Location) -> bool | None:
    """Whether two places can be the same: `True` if one lies in the other or both are within 25 km of each other.

    `False` if their countries differ or fine places lie farther apart; `None` where an area leaves it open.
    """
    if left.country and right.country and left.country != right.country:
        return False
    if "country" in (left.precision, right.precision):
        return True if left.country and left.country == right.country else None
    if "admin1" in (left.precision, right.precision):
        return left.admin1 == right.admin1 if left.admin1 and right.admin1 else None
    if distance(left, right) <= _FINE_KM:
        return True
    return None if "area" in (left.precision, right.precision) else False


def caption(place: Location) -> str:
    """The place in a few words: "Chernihiv, Ukraine", "Kharkiv (region), Ukraine", "Kyiv (area), Ukraine"."""
    country = nations().get(place.country or "")
    where = f", {country.names[0]}" if country and place.precision != "country" else ""
    if place.precision in ("admin1", "admin2"):
        return f"{place.name} ({'region' if place.precision == 'admin1' else 'district'}){where}"
    return f"{place.name} (area){where}" if place.precision == "area" else f"{place.name}{where}"
