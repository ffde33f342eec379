"""Names of countries, peoples, seats of government, bodies and office holders, found in a text from left to right.

The tables are in `data/`: facts of open record, written for Holdfast; `data/SOURCES.md` says where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

__all__ = ["Country", "Entry", "Mention", "countries", "mentions", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as the news names it; for example UKR, Ukraine, Ukrainian, Kyiv.

    Attributes:
        code: ISO 3166 alpha-3; XKX for Kosovo, which has none.
        names: Names, the first is the one shown.
        people: Adjectives and names of its people.
        seats: Capital, residences and bynames that stand for its government.
    """

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name stands for.

    Attributes:
        kind: "country", "people", "nationals" (a plural), "seat", "body" or "person".
        ref: Alpha-3 of a country, or the whole ref of a body or person ("IGO IAEA", "RUS GOV").
        name: The name shown.
        since, until: When a person held the office; ISO dates, empty if open.
    """

    kind: str
    ref: str
    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A known name in a text; for example the country RUS at "Russia" in "Russia's army"."""

    entry: Entry
    text: str
    start: int
    end: int

    @property
    def state(self) -> str | None:
        """Alpha-3 code of the first state that is named, itself or as somebody's; None for a body of several."""
        code = self.entry.ref.split("+", 1)[0].split(" ", 1)[0]
        return code if code in countries() else None


_TOKEN = re.compile(r"[^\W_][\w'’.&+/-]*[\w+]|[^\W_]|\d+")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
# "US-backed rebels" are no part of the United States, and "pro-Russian" ones none of Russia.
_ATTACHED = re.compile(
    r"^(?:pro|anti|non|ex)-|-(?:backed|led|made|flagged|born|built|held|controlled|run|registered|owned|language"
    r"|speaking"
    r"|supplied|trained|allied|aligned|occupied|drafted|brokered|mediated|sponsored|funded|designed|style|based|wide)$",
    re.IGNORECASE,
)


def _rows(name: str) -> Iterator[list[str]]:
    text = files("holdfast.values").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _list(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split(";") if part)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country of the table by its ISO 3166 alpha-3 code."""
    return {
        code: Country(code=code, names=_list(names), people=_list(people), seats=_list(seats))
        for code, names, people, seats in _rows("countries.tsv")
    }


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """Names as token tuples to what they stand for; a person has an entry for each office held."""
    table: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for name, entry in (*_bodies(), *_nations(), *_persons()):
        key = tuple(token for token, _, _ in _tokens(name))
        known = table.get(key, ())
        if not known or (entry.kind == "person" and known[0].kind == "person"):
            table[key] = (*known, entry)
    return table


def _bodies() -> Iterator[tuple[str, Entry]]:
    for ref, names in _rows("bodies.tsv"):
        for name in _list(names):
            yield name, Entry(kind="body", ref=ref, name=_full(name, _list(names)))


# A name of at most this many letters is taken for an abbreviation.
LONGEST_ABBREVIATION = 6
SMALL_WORD = frozenset(("of", "the", "for", "and", "in", "on"))


def _full(name: str, row: tuple[str, ...]) -> str:
    """The name shown for a name of a row: an abbreviation's own long form if the row has it, else the name itself.

    Several bodies can stand in one row. "RT" is Russia Today and not TASS, and "ELN", whose long form is Spanish, is
    shown as it stands.
    """
    if len(name) > LONGEST_ABBREVIATION or name == row[0]:
        return name
    letters = name.replace(".", "").upper()
    return next((long for long in row if len(long) > LONGEST_ABBREVIATION and letters in _initials(long)), name)


def _initials(long: str) -> set[str]:
    """What a long name can be abbreviated to: first letters, with or without small words; capitals; the first word."""
    words = [word for word in re.split(r"[\s-]+", long) if word]
    main = [word for word in words if word.lower() not in SMALL_WORD]
    capitals = "".join(letter for letter in long if letter.isupper())
    # "RIA Novosti", but neither "FARC dissidents" nor "ASEAN Observer Team".
    first = words[0] if len(words) == 2 and words[0].isupper() and words[1][0].isupper() else ""
    return {"".join(word[0] for word in words).upper(), "".join(word[0] for word in main).upper(), capitals, first}


def _nations() -> Iterator[tuple[str, Entry]]:
    for country in countries().values():
        shown = country.names[0]
        for name in country.names:
            yield name, Entry(kind="country", ref=country.code, name=shown)
        for name in country.people:
            yield name, Entry(kind="people", ref=country.code, name=name)
            if plural := _plural(name):
                yield plural, Entry(kind="nationals", ref=country.code, name=plural)
        for name in country.seats:
            yield name, Entry(kind="seat", ref=country.code, name=shown)


def _persons() -> Iterator[tuple[str, Entry]]:
    for ref, shown, names, _, since, until in _rows("persons.tsv"):
        for name in _list(names):
            yield name, Entry(kind="person", ref=ref, name=shown, since=since, until=until)


def _plural(name: str) -> str | None:
    """The plural of a people's name; those in -ese, -ish, -ch and the like have none of their own."""
    if name.endswith(("ese", "ish", "ch", "ss", "s", "é", "è")):
        return None
    if name.endswith("man"):
        return f"{name[:-3]}men"
    return f"{name}s"


def _tokens(text: str) -> list[tuple[str, int, int]]:
    found = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if "’" in token or "'" in token:
            token = _POSSESSIVE.sub("", token.replace("’", "'"))
        found.append((token, match.start(), match.start() + len(token)))
    return found


@lru_cache(maxsize=1)
def _longest() -> dict[str, int]:
    """The first word of each known name with the number of words of the longest name that begins so."""
    longest: dict[str, int] = {}
    for key in _table():
        if key:
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


@lru_cache(maxsize=16)
def mentions(text: str, *, on: date | None = None) -> tuple[Mention, ...]:
    """Every known name in a text, longest first at each place, from left to right.

    The last few answers are kept: a document is asked for its names by all who resolve words in it.

    Args:
        text: Any text.
        on: The day of the report, which decides the office of a person who held several.
    """
    tokens = [piece for token in _tokens(text) for piece in _split(token)]
    table, longest = _table(), _longest()
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        step = 1
        first = tokens[at][0]
        most = longest.get(first, 0)
        if len(first) > 4 and first.isupper():
            most = max(most, min(2, longest.get(first.capitalize(), 0)))
        for length in range(min(most, len(tokens) - at), 0, -1):
            key = tuple(token for token, _, _ in tokens[at : at + length])
            entries = table.get(key) or (table.get(_titled(key)) if length <= 2 else None)
            if (
                entries
                and length == 1
                and entries[0].kind == "person"
                and _namesake(entries[0], _before(text, tokens, at))
            ):
                entries = None
            if entries:
                start, end = tokens[at][1], tokens[at + length - 1][2]
                found.append(Mention(entry=_in_office(entries, on), text=text[start:end], start=start, end=end))
                step = length
                break
        at += step
    return tuple(found)


# Words before a surname that are not another first name.
_TITLES = frozenset(
    re.findall(
        r"[\w-]+",
        "President Mr Mrs Ms Dr Sir Lord Prime Minister Chancellor Premier General Gen Colonel Col Marshal Admiral"
        " Secretary Senator Sen King Prince Emir Sheikh Imam Ayatollah Pope Ambassador Envoy Spokesman Leader Chairman"
        " Commander Governor Comrade The But And When While As If After Before For With By Both Like From To In On At"
        " Since Although Former Ex-President Vice-President Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
        " January February March April May June July August September October November December",
    )
)


def _before(text: str, tokens: list[tuple[str, int, int]], at: int) -> list[str]:
    """The two words before a token, as far as nothing but blanks stands between."""
    words: list[str] = []
    while at > 0 and len(words) < 2 and text[tokens[at - 1][2] : tokens[at][1]] == " ":
        at -= 1
        words.insert(0, tokens[at][0])
    return words


def _namesake(entry: Entry, before: list[str]) -> bool:
    """Whether a surname is somebody else's: another first name stands before it ("Rafael Ortega")."""
    if not before:
        return False
    word = before[-1]
    given = entry.name.split()
    if not word[0].isupper() or word.isupper() or word.rstrip(".") in _TITLES or word in given:
        return False
    return (word,) not in _table() and not any(token in given for token in before)


def named(words: str) -> Entry | None:
    """What the whole of some words names, or `None`; for example the country GEO for "Georgia".

    Args:
        words: A name alone, in its usual case.
    """
    entries = _table().get(tuple(token for token, _, _ in _tokens(words)))
    return entries[0] if entries else None


def _split(token: tuple[str, int, int]) -> list[tuple[str, int, int]]:
    """A hyphenated word as it stands if it is a known name, nothing if it is "US-backed", else its parts."""
    word, start, _ = token
    if "-" not in word or (word,) in _table():
        return [token]
    if _ATTACHED.search(word):
        return []
    if not word[0].isupper():
        return [token]
    parts, at = [], start
    for part in word.split("-"):
        if part:
            parts.append((part, at, at + len(part)))
        at += len(part) + 1
    return parts if any((part,) in _table() for part, _, _ in parts) else [token]


def _titled(key: tuple[str, ...]) -> tuple[str, ...]:
    """Headlines shout: UKRAINE is Ukraine. Short words stay, since IS, US and AU are names of their own."""
    return tuple(word.capitalize() if word.isupper() and len(word) > 4 else word for word in key)


def _in_office(entries: tuple[Entry, ...], on: date | None) -> Entry:
    """The entry whose dates cover the day of the report, else the first."""
    if on is None or len(entries) == 1:
        return entries[0]
    day = on.isoformat()
    for entry in entries:
        if (entry.since or "0") <= day < (entry.until or "9"):
            return entry
    return entries[0]
