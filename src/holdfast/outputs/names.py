"""Names that follow from a document: how a voice, an actor or a place may be called in a brief that cites it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from holdfast.model import Document, Mention, Place, Voice
from holdfast.outputs.discretion import NAME_WITHHELD, Discretion
from holdfast.values.nations import countries, mentions

__all__ = ["NOBODY", "best_name", "inside_sentence", "is_one_of", "is_outlet", "names", "place_names", "voice_names"]

NOBODY = "an unnamed source"
_PRONOUNS = frozenset({
    "i", "we", "he", "she", "it", "they", "you", "who", "him", "her", "them", "us", "me", "his", "their", "our",
    "its", "this", "that", "these", "those", "one", "someone", "somebody", "which", "both", "many", "some",
})  # fmt: skip
_PERSONAL = frozenset({
    "i", "we", "he", "she", "they", "you", "his", "her", "their", "our", "its", "my", "your",
})  # fmt: skip
_GENERIC = frozenset({
    "administration", "agency", "agreement", "army", "commission", "committee", "council", "court", "group",
    "international", "ministry", "nations", "office", "official", "officials", "party", "president", "spokesman",
    "spokeswoman", "union", "watch",
})  # fmt: skip
_OF_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
_FAR = 30
_WHERE = re.compile(
    r"(?:\b(around|near|outside|towards?|close to|along|(?:north|south|east|west)(?:-?(?:east|west))? of)"
    r"|\b(?:with(?:draw|drew)\w*|pull\w*(?: out| back)?|retreat\w*|troops|forces)\s+(from))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STEM = 5
_WORD = re.compile(r"\w+")


def names(who: Mention | Voice, document: Document, discretion: Discretion) -> tuple[str, ...]:
    """What somebody may be called, the best first; empty if the document gives no name that can be printed.

    The reader's name for somebody counts only if its words stand in the document, and if it is not another name than
    the one that stands at the place itself: there "he" may be Dmytro Kuleba, and "Ukraine's army" may not be Russia's.
    """
    if discretion.is_withheld(who, within=document.text):
        return (NAME_WITHHELD,)
    if is_cut(who, document.text):
        return ()
    country = _country_of_people(who.text)
    if country:
        return (country,)
    found: list[str] = []
    if who.name and not _country_of_people(who.name) and _follows(who.name, who.text, document):
        found.append(who.name)
    if who.text and not _is_pronoun(who.text):
        found.append(" ".join(who.text.split()))
    return tuple(found)


def is_cut(who: Mention | Voice, text: str) -> bool:
    """Whether the words for somebody are a part of a name: "International" of an agency, "office", "'s ministry"."""
    words = who.text
    if words is None or who.end is None:
        return False
    if words[:1] in "'’" or re.search(r"\b[A-Z]\.?$", words) or words.casefold() in _GENERIC:
        return True
    follows = re.match(r" ([A-Z][a-z]+)", text[who.end :])
    # "Ukraine said Tuesday" ends a name; "Watch" of Human Rights Watch and "President Vladimir" do not.
    return words.split()[-1][:1].isupper() and follows is not None and follows[1].casefold() not in _OF_CALENDAR


def voice_names(voice: Voice | None, document: Document, discretion: Discretion) -> tuple[str, ...]:
    """What the innermost voice of a statement may be called: without one it is the outlet's own word."""
    if voice is None:
        return (document.outlet or NOBODY,)
    return names(voice, document, discretion)


def is_outlet(voice: Voice | None, document: Document) -> bool:
    """Whether nobody but the outlet itself says so: the text names no speaker."""
    return voice is None or (voice.text is None and voice.name in (None, document.outlet))


def place_names(place: Place | None, document: Document, discretion: Discretion) -> tuple[str, ...]:
    """What a place may be called, after the word that says where if it is not "in"; empty if it may not be shown.

    "The areas around Kyiv" are not in Kyiv, and a withdrawal from a region is not one in it.
    """
    shown = discretion.place(place)
    if shown is None:
        return ()
    found = [shown.name] if shown.name and _follows(shown.name, shown.text, document) else []
    where = _WHERE.search(document.text[max(0, shown.start - _FAR) : shown.start])
    before = f"{(where[1] or where[2]).lower()} " if where else ""
    return tuple(f"{before}{name}" for name in (*found, " ".join(shown.text.split())))


def is_one_of(words: str, candidates: tuple[str, ...]) -> bool:
    """Whether words are one of the names, whether or not a sentence begins with them."""
    return bool(words) and any(
        words[1:] == one[1:] and words[:1].casefold() == one[:1].casefold() for one in candidates
    )


def inside_sentence(name: str, document: Document) -> str:
    """A name as it stands inside a sentence: without a capital that it has only because it began one."""
    first, blank, rest = name.partition(" ")
    is_article = first in ("The", "A", "An", "Its", "Their", "His", "Her") and bool(rest)
    is_common = first.istitle() and re.search(rf"\b{re.escape(first.lower())}\b", document.text) is not None
    return f"{first.lower()}{blank}{rest}" if is_article or is_common else name


def best_name(candidates: tuple[str, ...], otherwise: str) -> str:
    """The first of the names, or what else there is; that will then not be supported."""
    return candidates[0] if candidates else otherwise


def _country_of_people(text: str | None) -> str | None:
    """The country of an adjective that stands alone: "Russian" for Russia's side is no name."""
    found = mentions(text) if text and " " not in text.strip() else []
    if len(found) == 1 and found[0].entry.kind == "people" and found[0].text == (text or "").strip():
        country = countries().get(found[0].entry.ref)
        return country.names[0] if country else None
    return None


def _follows(name: str, text: str | None, document: Document) -> bool:
    if document.outlet and name == document.outlet:
        return True
    wanted, standing = _words(name), _words(document.text)
    if not wanted or not all(word in standing or _is_made_from(word, text) for word in wanted):
        return False
    if text is None or _is_pronoun(text):
        return True
    # A proper name that stands there cannot be another; a description ("the minister") can be anybody's.
    is_description = not any(word[:1].isupper() for word in _WORD.findall(text)[1:] or [text])
    return is_description or any(_is_made_from(word, text) for word in wanted)


def _akin(one: str, other: str) -> bool:
    """Whether two words are one name, or one is made from the other as "Russian" is from "Russia"."""
    return one == other or (min(len(one), len(other)) >= _STEM and one[:_STEM] == other[:_STEM])


def _is_made_from(word: str, text: str | None) -> bool:
    return any(_akin(word, other) for other in _words(text or ""))


@lru_cache(maxsize=512)  # a brief asks for the words of a few documents many times, and then of others
def _words(text: str) -> frozenset[str]:
    plain = text if text.isascii() else _without_accents(text)
    return frozenset(word.casefold() for word in _WORD.findall(plain))


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _is_pronoun(text: str) -> bool:
    words = text.casefold().split()
    return not words or (len(words) == 1 and words[0] in _PRONOUNS) or words[0] in _PERSONAL
