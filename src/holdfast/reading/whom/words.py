"""Words: what a name, a description or a pronoun tells by itself, whoever else stands in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holdfast.values import actor
from holdfast.values.nations import mentions
from holdfast.values.sector import sector

__all__ = ["FORMS", "KINDS", "SECTORS", "Words", "form_of", "read", "sector_of", "state_of"]

FORMS = ("speaker", "speakers", "man", "woman", "thing", "several", "hearer", "pointing")
"""What pronouns stand for."""

KINDS = ("country", "people", "nationals", "seat", "body", "person", "place")
"""What the name of somebody may be of, as the table of names has it; `place` for a place that is in no such table."""

SECTORS = ("GOV", "MIL", "REB", "OPP", "CIV", "LEG", "JUD", "MED", "BUS", "NGO", "IGO")
"""Sectors of references, bodies of several states among them."""

_PRONOUNS = {
    "speaker": "i me my mine myself",
    "speakers": "we us our ours ourselves",
    "man": "he him his himself",
    "woman": "she her hers herself",
    "thing": "it its itself",
    "several": "they them their theirs themselves",
    "hearer": "you your yours",
    "pointing": "who which that whom whose those these this",
}
_FORM = {word: form for form, words in _PRONOUNS.items() for word in words.split()}
_OWNERS = frozenset(["its", "their", "our", "my", "his", "her"])

# Where the head of a description ends: "the head of the mission", "troops who fled", "Mr Orlov, the envoy".
_TAIL = re.compile(
    r",|\(| - |\b(?:of|for|from|in|at|on|to|with|who|whose|that|which|near|against|under|along|around|by)\b"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDING = re.compile(r"['’]s?$")
_TWO = re.compile(
    r"\b(?:both|two|sides|parties|neither|each|either|leaders|presidents|ministers|countries|delegations)\b"
)
_LOCAL = re.compile(
    r"\b(?:mayors?|governors?|regional|provincial|district|city|town|village|municipal\w*|local|governorate|prefect\w*"
    r"|emergency|firefighters|rescuers|police|hospital|residents?|villagers?|locals)\b"
)
_SEVERAL = frozenset(["people", "men", "women", "children", "police", "troops"])
# Capitalised words that are of titles, offices and institutions, and no names.
_NO_NAMES = frozenset({
    "the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "foreign", "defence",
    "defense", "interior", "general", "colonel", "major", "captain", "admiral", "secretary", "ambassador", "envoy",
    "spokesman", "spokeswoman", "spokesperson", "governor", "mayor", "deputy", "vice", "chief", "commander", "head",
    "director", "lieutenant", "brigadier", "sergeant", "king", "queen", "prince", "army", "navy", "air", "force",
    "forces", "military", "police", "state", "national", "ministry", "government", "special", "representative",
    "commission", "committee", "council", "party", "front", "movement", "in", "of", "and", "for", "on", "at", "to",
    "by", "he", "she", "it", "they", "we", "i", "no", "two", "three", "several", "some",
})  # fmt: skip
_LEAVE_OUT = frozenset(("the", "a", "an", *_FORM))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the words for somebody tell by themselves; for example "its two foreign ministers".

    Attributes:
        lowered: The words, lowered, with single blanks.
        form: What a pronoun stands for, of `FORMS`; empty for names and descriptions.
        owned: Whether they begin with whose somebody is: "its".
        ref: The reference that the words name by themselves, if they name a state or a body.
        kind: What the name in them is of, of `KINDS`; empty without a reference.
        sector: The sector that they name, or that what they name mostly acts by; of `SECTORS`.
        stated: Whether a word of theirs tells the sector.
        heads: The words of the head, lowered: "two", "foreign", "ministers".
        names: Their capitalised words that are no titles, lowered.
        several: Whether more than one is meant.
        two: Whether two sides are meant.
        local: Whether they are of a place's own people or offices.
    """

    lowered: str
    form: str
    owned: bool
    ref: str | None
    kind: str
    sector: str | None
    stated: bool
    heads: tuple[str, ...]
    names: frozenset[str]
    several: bool
    two: bool
    local: bool

    @property
    def head(self) -> str:
        """The last word of the head, empty for pronouns."""
        return self.heads[-1] if self.heads else ""


@lru_cache(maxsize=20_000)
def read(text: str, *, on: date | None = None, doing: str | None = None) -> Words:
    """What words for somebody tell by themselves.

    Args:
        text: The words, as they stand in the text.
        on: The day of the report, for persons who held several offices.
        doing: The event type of what somebody does, if the words are of a doer.
    """
    lowered, form = _lowered(text), form_of(text)
    if form:
        return _pronoun(lowered, form)
    found = actor.resolve(text, on=on, doing=doing)
    ref = found.ref if found is not None and found.basis == "named" and " " in found.ref else None
    stated = sector(text)
    heads = tuple(_heads(lowered))
    return Words(
        lowered=lowered,
        form="",
        owned=lowered.split(" ", 1)[0] in _OWNERS,
        ref=ref,
        kind=_kind(text, on) if ref else "",
        sector=sector_of(found.ref) if found is not None else stated[0] if stated is not None else None,
        stated=stated is not None,
        heads=heads,
        names=frozenset(_names(text)),
        several=bool(heads) and _is_several(heads[-1]),
        two=_TWO.search(lowered) is not None,
        local=_LOCAL.search(lowered) is not None,
    )


def form_of(text: str) -> str:
    """What a pronoun stands for, of `FORMS`; empty for names and descriptions."""
    return "" if text == "US" else _FORM.get(_lowered(text), "")


def _lowered(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _pronoun(lowered: str, form: str) -> Words:
    return Words(
        lowered=lowered, form=form, owned=False, ref=None, kind="", sector=None, stated=False, heads=(),
        names=frozenset(), several=form in ("several", "speakers"), two=False, local=False,
    )  # fmt: skip


def _heads(lowered: str) -> list[str]:
    head = _TAIL.split(lowered, maxsplit=1)[0] or lowered
    return [bare for word in _WORD.findall(head) if (bare := _ENDING.sub("", word)) not in _LEAVE_OUT]


def _names(text: str) -> list[str]:
    capitalised = (_ENDING.sub("", word).lower() for word in _WORD.findall(text) if word[0].isupper())
    return [word for word in capitalised if word not in _NO_NAMES]


def _is_several(head: str) -> bool:
    return head in _SEVERAL or (head.endswith("s") and not head.endswith("ss"))


def _kind(text: str, on: date | None) -> str:
    found = mentions(text, on=on)
    return found[0].entry.kind if found else "place"


def state_of(ref: str | None) -> str | None:
    """The alpha-3 code of the first state of a reference; None for bodies and for a sector alone."""
    if ref is None or " " not in ref or ref.startswith(("IGO ", "NGO ")):
        return None
    return ref.split(" ", 1)[0]


def sector_of(ref: str | None) -> str | None:
    """The sector of the first of a reference's actors; IGO and NGO for bodies."""
    if not ref:
        return None
    first = ref.split("+", 1)[0]
    return first[:3] if first.startswith(("IGO ", "NGO ")) else first.split()[-1]
