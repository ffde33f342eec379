"""The offline gazetteer: every place that a name can mean, with coordinates, country, first-level unit and size.

One compressed file of about 6 MB is read once, on the first look-up, in about a fifth of a second; no network is asked.
`tools/build_gazetteer.py` makes the file; `data/SOURCES.md` says from what.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import accumulate
from typing import Literal

from holdfast.errors import MissingInput

__all__ = ["FORMAT", "KINDS", "Kind", "Record", "folded", "look_up"]

FORMAT = "holdfast-gazetteer-1"
FILE = "gazetteer.zip"
Kind = Literal["settlement", "admin2", "admin1", "country", "area", "point"]
KINDS: tuple[Kind, ...] = ("settlement", "admin2", "admin1", "country", "area", "point")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One place of the gazetteer; for example Kyiv, settlement, UKR, 50.455 N 30.524 E.

    Attributes:
        kind: What it is, in the words of the statement contract's `precision`.
        name: Its name as GeoNames writes it.
        country: ISO 3166 alpha-3, empty for the high seas and for regions that cross borders.
        admin1: Name of its first-level unit, empty if unknown.
        lat, lon: Degrees, WGS 84, to about a hundred metres.
        size: Decimal logarithm of its population, 0 if unknown.
        geonames: GeoNames id, `None` if it has none.
        own_name: Whether the name asked for is its own (and not an alternate one).
    """

    kind: Kind
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    size: float
    geonames: int | None
    own_name: bool


# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ǝ": "a", "þ": "th", "ð": "d"}
)
_MARKS = re.compile(r"['’‘ʻʿʾ`´ʼ]")
_OTHER = re.compile(r"[^\w]+")


def folded(name: str) -> str:
    """A name in the shape that look-ups compare: lower case, no accents, no apostrophes, single blanks."""
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().translate(_LETTERS)
    return _OTHER.sub(" ", _MARKS.sub("", plain)).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The file in memory: one entry a place in each column."""

    keys: list[bytes]
    offsets: Sequence[int]
    post: array[int]
    names: list[bytes]
    countries: list[str]
    admins: list[str]
    kind: bytes
    country: array[int]
    admin: array[int]
    lat: array[int]
    lon: array[int]
    size: bytes
    geonames: array[int]


@lru_cache(maxsize=1)
def _columns() -> _Columns:
    source = files("holdfast.values").joinpath("data", FILE)
    if not source.is_file():
        raise MissingInput(
            "The gazetteer is not installed",
            where=str(source),
            remedy="Install Holdfast again, or run tools/build_gazetteer.py",
        )
    with as_file(source) as path, zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if parts["format"].decode() != FORMAT:
        raise MissingInput(
            "The gazetteer is of another version",
            where=str(source),
            remedy="Run tools/build_gazetteer.py with this version",
        )
    counts = array("H", parts["counts"])
    return _Columns(
        keys=parts["keys"].split(b"\n"),
        offsets=array("I", accumulate(counts, initial=0)),
        post=array("I", parts["post"]),
        names=parts["names"].split(b"\n"),
        countries=parts["countries"].decode().split("\n"),
        admins=["", *(line.split("\t")[1] for line in parts["admins"].decode().split("\n"))],
        kind=parts["kind"],
        country=array("H", parts["country"]),
        admin=array("H", parts["admin"]),
        lat=array("i", parts["lat"]),
        lon=array("i", parts["lon"]),
        size=parts["size"],
        geonames=array("I", parts["geonames"]),
    )


@lru_cache(maxsize=20_000)
def look_up(name: str) -> tuple[Record, ...]:
    """Every place that bears a name, whatever its spelling in accents and case; empty if there is none.

    Args:
        name: A name alone, such as "Kharkov" or "Deir ez-Zor".

    Raises:
        MissingInput: The gazetteer's file is not there or of another version.
    """
    columns = _columns()
    key = folded(name).encode()
    at = bisect_left(columns.keys, key)
    if not key or at >= len(columns.keys) or columns.keys[at] != key:
        return ()
    entries = columns.post[columns.offsets[at] : columns.offsets[at + 1]]
    return tuple(_record(columns, entry >> 1, own_name=not entry & 1) for entry in entries)


def _record(columns: _Columns, number: int, *, own_name: bool) -> Record:
    return Record(
        kind=KINDS[columns.kind[number]],
        name=columns.names[number].decode(),
        country=columns.countries[columns.country[number]],
        admin1=columns.admins[columns.admin[number]],
        lat=columns.lat[number] / 1000,
        lon=columns.lon[number] / 1000,
        size=columns.size[number] / 25,
        geonames=columns.geonames[number] or None,
        own_name=own_name,
    )
