"""Wholes: a name, an abbreviation or a date of which the model marked a piece is widened to the whole.

The model marks word by word, and now and then stops at the stop of "U.S." or "Feb. 24", or takes "Watch" for the whole
of "Human Rights Watch". What is a name is known (`holdfast.values.nations`), so the mark is widened to it. Nothing is
added that does not belong to the name or date, and the whole never crosses a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from holdfast.reading.annotate import Claim, Part
from holdfast.values.nations import mentions
from holdfast.values.sector import sector

__all__ = ["whole"]

# Nothing that is widened here is longer than this on one side, in code points.
FAR = 80
# Roles whose words name somebody or a place.
PARTIES = ("voice", "outer", "name", "actor", "recipient")

INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}|(?<![\w.])[A-Z]\.(?= [A-Z][a-z])")
NATION = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}$")
SORT = re.compile(r" (?P<word>[a-z][a-z-]*)(?![\w'’])")
# The other half of a joined name begins with a capital or, behind an apostrophe, is no ending ("Moscow's", "isn't").
HALF_BEHIND = re.compile(r"(?:[-‑](?=[^\W\d_a-z])|(?<=[^\W\d_])['’](?!(?:s|t|re|ve|ll|d|m)\b)(?=\w{2}))[\w'’-]*\w")
HALF_BEFORE = re.compile(r"(?<![\w'’-])(?:[A-Z][\w'’]*|[a-z]{2})[-‑]$")
CONJUNCTION = re.compile(
    r"(?:but |and )?(?:only )?(?:if|unless|until|after|once|provided(?: that)?|as long as|so long as)", re.IGNORECASE
)
CLAUSE_BEHIND = re.compile(r" [^,;.!?\n]{3,160}")
RANK = frozenset({"senior", "top", "high-ranking", "unnamed", "defence", "defense", "military", "intelligence"})
POSSESSIVE = re.compile(r"(?:[Tt]he )?(?:(?:[A-Z]\.)+|[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){0,4})(?=['’]s?$)")
OWNED = re.compile(r"^['’]s? ")
OWNER_BEFORE = re.compile(r"(?:[Tt]he )?(?:[^\W\d_a-z][\w.-]* ){0,4}[^\W\d_a-z][\w.-]*['’]s? $")
OFFICE = re.compile(r"(?:press )?(?:office|ministry|government|army|spokes\w+)", re.IGNORECASE)
MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
DAY_BEHIND = re.compile(r"\.? ?\d{1,2}(?:, \d{4})?(?![\w:%]|[.,]\d)")
MONTH_BEFORE = re.compile(rf"(?<!\w){MONTH}\. ?$")


def whole(claim: Claim, text: str) -> Claim:
    """The claim with each name and date that was cut widened to the whole.

    Args:
        claim: One claim of the model, its parts already trimmed.
        text: The text of its document.
    """
    parts: Mapping[str, tuple[Part, ...]] = {
        role: tuple(_widened(part, text, role) for part in found) for role, found in claim.parts.items()
    }
    return replace(claim, parts=parts)


def _widened(part: Part, text: str, role: str) -> Part:
    if role == "time":
        return _date(part, text)
    if role == "condition":
        return _clause(part, text)
    if role == "place":
        return _joined(part, text)
    if role in PARTIES:
        for widen in _STEPS:
            part = widen(part, text)
    return part


def _clause(part: Part, text: str) -> Part:
    """The clause behind a conjunction that was marked alone: "After" of "After the vote, they will go"."""
    if CONJUNCTION.fullmatch(text, part.start, part.end) is None:
        return part
    clause = CLAUSE_BEHIND.match(text, part.end)
    return part if clause is None else replace(part, end=clause.end())


def _joined(part: Part, text: str) -> Part:
    """A name of which a hyphen or an apostrophe cut off a half: "al" of "al-Qaida", "Da" of "Da'esh"."""
    behind = HALF_BEHIND.match(text, part.end)
    before = HALF_BEFORE.search(text, max(0, part.start - 16), part.start) if text[part.start].isupper() else None
    start = part.start if before is None else before.start()
    return replace(part, start=start, end=part.end if behind is None else behind.end())


def _date(part: Part, text: str) -> Part:
    """The day that belongs to an abbreviated month, and the month that belongs to a day."""
    words = text[part.start : part.end]
    if re.search(rf"(?<!\w){MONTH}\.?$", words) and (day := DAY_BEHIND.match(text, part.end)) is not None:
        return replace(part, end=day.end())
    if re.match(r"\d{1,2}(?!\w|[.:,]\d)", words):
        month = MONTH_BEFORE.search(text, max(0, part.start - 7), part.start)
        return part if month is None else replace(part, start=month.start())
    return part


def _initials(part: Part, text: str) -> Part:
    """Cut initials made whole, with what that nation's somebody is: "a U." becomes "a U.S. defence official"."""
    cut = False
    for found in INITIALS.finditer(text, max(0, part.start - 12), part.end + 12):
        inside = found.start() < part.end and part.start < found.end()
        if inside and not (part.start <= found.start() and found.end() <= part.end):
            part = replace(part, start=min(part.start, found.start()), end=max(part.end, found.end()))
            cut = True
    if not cut or not NATION.search(text[part.start : part.end]):
        return part
    end = part.end
    while (following := SORT.match(text, end)) is not None and (
        following["word"] in RANK or sector(following["word"]) is not None
    ):
        end = following.end()
    return replace(part, end=end)


def _name(part: Part, text: str) -> Part:
    """A known name of several words of which the part holds only some."""
    names = _names(text)
    for start, end in names[max(0, bisect_left(names, (part.start, 0)) - 1) :]:
        if start >= part.end:
            break
        if start < part.end and part.start < end and (start < part.start or end > part.end):
            part = replace(part, start=min(start, part.start), end=max(end, part.end))
    return part


@lru_cache(maxsize=1)
def _names(text: str) -> list[tuple[int, int]]:
    """Where the known names of several words stand in a text; kept while the claims of one document are read."""
    return [
        (found.start, found.end)
        for found in mentions(text)
        # A word alone is never cut, and "Afghan and coalition" are two.
        if " " in found.text and "\n" not in found.text and "+" not in found.entry.ref
    ]


def _owner(part: Part, text: str) -> Part:
    """What begins with a possessive, and a bare "office", with whose it is: "Russia's defence ministry"."""
    words = text[part.start : part.end]
    before = text[max(0, part.start - FAR) : part.start]
    owner = None
    if OWNED.match(words):
        head = before + words[:2].rstrip()
        owner = POSSESSIVE.search(head)
    elif OFFICE.fullmatch(words):
        owner = OWNER_BEFORE.search(before)
    return part if owner is None else replace(part, start=part.start - len(before) + owner.start())


_STEPS: tuple[Callable[[Part, str], Part], ...] = (_joined, _initials, _owner, _name)
