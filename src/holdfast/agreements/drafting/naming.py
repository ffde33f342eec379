"""Which parties words can stand for, and what a text calls them, such as "M23 rebel movement"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from holdfast.model import Statement
from holdfast.values.nations import Mention, countries, mentions
from holdfast.values.sector import sector

__all__ = ["names_of", "parties_in", "party_key"]

_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
_OTHER_SIDES = frozenset({"REB", "SEP", "PTY", "OPP"})
"""Sectors of those who may talk with their own state: rebels, separatists, parties, the opposition."""
_NOBODYS = frozenset({"MED", "BUS", "CIV"})
_VENUE = re.compile(r"\b(?:in|at|near|outside)(?: the)? $", re.I)
_BEFORE_MEDIATOR = re.compile(
    r"(?:mediat|facilitat|broker|host|guarant)\w* (?:by|from) (?:the )?(?:[A-Z][\w ]+ and (?:the )?)?$"
)
_MEDIATOR = re.compile(
    r"(?:['’]s)?,?(?: the| which| who)?(?: \w+)? (?:mediat|facilitat|broker|host)"
    r"|(?: \w+)? as (?:an? |the )?(?:guarantor|mediator|witness|facilitator|observer|host)"
)
_KIND = (
    r"(?:government|army|armed forces|military|junta|authorities|rebels?|movement|group|fighters|insurgents|opposition"
    r"|guerrillas?|militia|separatists|forces|coalition|alliance|platform)"
)
_WORD = r"(?:\w+ally|recognised|recognized|interim|transitional|federal|central|rebel|armed|opposition|insurgent)"
_TAIL = re.compile(rf"(?:['’]s)?(?: {_WORD}){{0,3}} {_KIND}\b(?! of)")
_TAIL_OF_A_BODY = re.compile(rf"(?: {_WORD}){{0,2}} (?:movement|group|alliance|coalition|platform)\b")
_HEAD = re.compile(rf"\b{_KIND} of (?:the )?$")
_LONGEST = 60


def party_key(ref: str) -> str | None:
    """The party for which a reference stands: its state, or who of it is no part of the state, by country and sector.

    None for media, bodies and people.
    """
    country, _, rest = ref.partition(" ")
    part = rest.split(" ")[0]
    if len(country) != 3 or country in _NO_STATE or country not in countries() or part in _NOBODYS:
        return None
    return f"{country} {part}" if part in _OTHER_SIDES else country


def parties_in(sentence: str) -> list[str]:
    """The parties that a sentence names, in order; where it happens and who mediates are none."""
    found = []
    for mention in mentions(sentence):
        if _is_venue(mention, sentence) or _is_mediator(mention, sentence):
            continue
        found += [key for ref in mention.entry.ref.split("+") if (key := _key_at(mention, ref, sentence))]
    return list(dict.fromkeys(found))


def _key_at(mention: Mention, ref: str, text: str) -> str | None:
    """The party of a name with the words behind it: "Congolese" is the state's, "Congolese rebels" are not."""
    if mention.entry.kind in ("body", "person"):
        return party_key(ref)
    tail = _TAIL.match(text, mention.end)
    kind = sector(tail[0]) if tail else None
    return party_key(f"{ref} {kind[0]}" if kind else ref)


def _is_venue(mention: Mention, text: str) -> bool:
    return mention.entry.kind in ("seat", "country") and _VENUE.search(text[: mention.start]) is not None


def _is_mediator(mention: Mention, text: str) -> bool:
    return bool(_MEDIATOR.match(text, mention.end) or _BEFORE_MEDIATOR.search(text[: mention.start]))


def names_of(parties: Sequence[str], texts: Iterable[str], statements: Iterable[Statement]) -> dict[str, str]:
    """What texts call each party: the longest name, of the sector that they name most; none where they name none."""
    called: dict[str, Counter[tuple[str, str]]] = {party: Counter() for party in parties}
    for text in texts:
        for mention in mentions(text):
            for key, part, name in _phrase(mention, text):
                if key in called:
                    called[key][part, name] += 1
    for party, name in _mentioned(statements):
        if not called.get(party, True):  # no text names it otherwise than "southern insurgents"
            called[party]["", name] += 1
    return {party: _longest(names) for party, names in called.items() if names}


def _mentioned(statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Who acts or speaks in statements and is no state, by the words there."""
    for statement in statements:
        for ref, text in [(one.ref, one.text) for one in statement.actors] + [
            (one.ref, one.text) for one in statement.voices
        ]:
            party = party_key(ref or "")
            if party and " " in party and text and "+" not in (ref or ""):
                yield party, _bare(text)


def _phrase(mention: Mention, text: str) -> Iterator[tuple[str, str, str]]:
    """The party, the sector and the words of one name in a text, with the kind of body that it is of."""
    if mention.entry.kind in ("person", "seat") or _is_mediator(mention, text):
        return
    body = mention.entry.kind == "body"
    tail = (_TAIL_OF_A_BODY if body else _TAIL).match(text, mention.end)
    head = None if body else _HEAD.search(text, max(0, mention.start - 40), mention.start)
    start = head.start() if head else mention.start
    end = tail.end() if tail and not head else mention.end
    name = re.sub(r"\s+", " ", text[start:end])
    for ref in mention.entry.ref.split("+"):
        if body:
            key, part = party_key(ref), ref.partition(" ")[2].split(" ")[0]
        else:
            kind = sector(name) if tail or head else None
            if kind is None and mention.entry.kind != "country":
                continue
            key, part = party_key(f"{ref} {kind[0]}" if kind else ref), kind[0] if kind else ""
        if key and len(name) <= _LONGEST:
            yield key, part, _bare(name)


def _longest(names: Counter[tuple[str, str]]) -> str:
    """The longest name of the sector named most; a country's alone only where none is named."""
    parts: Counter[str] = Counter()
    for (part, _), number in names.items():
        parts[part] += number
    most = max(parts, key=lambda part: (part != "", parts[part]))
    return max((name for part, name in names if part == most), key=lambda name: (len(name), name))


def _bare(words: str) -> str:
    bare = re.sub(r"^(?:the|a|an) ", "", words.strip(), flags=re.I)
    return bare[:1].upper() + bare[1:]
