"""Numbers as the news writes them: digits, words, and mixtures ("3.5 million", "forty-five", "1,600", "a dozen").

The reader is our own: a general library that turns words into digits reads "hundreds of civilians" as 100 and a
quantity library reads "3.5 million" as 3.5, and either mistake corrupts a casualty figure without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Numeral", "ordinal", "scan"]

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "score": 20,
}
_SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<short>(?:bn|mln|mn|m|k)(?![a-z\d²³/]))?"
    r"|(?P<word>[a-z]+)",
)
# What makes "m" metres and not millions: "9,000 m3/s".
_UNIT_BEHIND = re.compile(r"[\d²³/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """One number in a text and where it stands; for example 3500000 for "3.5 million".

    Attributes:
        value: The number meant.
        start: Offset of its first character.
        end: Offset after its last character.
        words: Whether it was written in words alone.
    """

    value: float
    start: int
    end: int
    words: bool


@dataclass(slots=True)
class _Growing:
    """A number that is being read from left to right: what is finished and what may still be multiplied."""

    start: int
    end: int
    words: bool
    done: float = 0.0
    current: float = 0.0
    last: float = 0.0  # the size of the last small word: "twenty" may take "one", "two" may not

    def result(self) -> Numeral:
        return Numeral(value=_whole(self.done + self.current), start=self.start, end=self.end, words=self.words)


def _whole(value: float) -> float:
    """Drop floating dust, so that 1.1 million is 1100000."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def scan(text: str) -> Iterator[Numeral]:
    """Every number in a text, from left to right.

    "a dozen" and "a hundred" count as numbers; the article alone does not. Plurals without a number before them
    ("dozens", "hundreds") are not numerals: they are vague quantities, which `count` reads.

    Args:
        text: Any text; case does not matter.

    Yields:
        The numbers with their offsets. Ordinals ("third") are left out; see `ordinal`.
    """
    lowered = text.lower()
    growing: _Growing | None = None
    for match in _TOKEN.finditer(lowered):
        step = _grow(growing, match, lowered)
        if step is not growing and growing is not None:
            yield growing.result()
        growing = step
    if growing is not None:
        yield growing.result()


def _grow(growing: _Growing | None, match: re.Match[str], text: str) -> _Growing | None:
    """Add one token to the number being read, begin a new one, or end it."""
    joined = growing is not None and _bridges(text[growing.end : match.start()])
    if match["digits"]:
        return _digits(match)
    word = match["word"]
    if word in _SMALL:
        return _small(growing if joined else None, match)
    short = word in _SHORT_SCALES and joined and growing is not None and not growing.words
    if word in _SCALES or (short and not _UNIT_BEHIND.match(text, match.end())):
        return _scale(growing if joined else None, match, text)
    if word == "and" and growing is not None and growing.words and growing.done + growing.current >= 100:
        return growing  # "two hundred and five"; the bridge below swallows the "and"
    return None


def _bridges(gap: str) -> bool:
    """Whether two number tokens belong together: only blanks, a hyphen or "and" stand between."""
    return gap.strip(" -\u2010\u2011\u00a0") in ("", "and")


def _digits(match: re.Match[str]) -> _Growing:
    value = float(re.sub(r"[, \u00a0\u202f]", "", match["digits"]))
    value *= _SHORT_SCALES.get(match["short"] or "", 1)
    return _Growing(start=match.start(), end=match.end(), words=False, current=value, last=1.0)


def _small(growing: _Growing | None, match: re.Match[str]) -> _Growing:
    value = float(_SMALL[match["word"]])
    fits = growing is not None and growing.words and _takes(growing.last, value)
    if growing is not None and fits:
        growing.current += value
        growing.end = match.end()
        growing.last = value
        return growing
    return _Growing(start=match.start(), end=match.end(), words=True, current=value, last=value)


def _takes(last: float, value: float) -> bool:
    """Whether a small number may follow: "twenty one" and "hundred five" do, "five six" does not."""
    return (20 <= last < 100 and 0 < value < 10) or last >= 100


def _scale(growing: _Growing | None, match: re.Match[str], text: str) -> _Growing | None:
    size = float(_SCALES.get(match["word"]) or _SHORT_SCALES[match["word"]])
    if growing is None:
        article = re.search(r"\b(an?|half an?|half|first|last|next|another)\s+$", text[: match.start()])
        if not article:
            return None
        factor = 0.5 if article[1].startswith("half") else 1.0
        return _Growing(start=article.start(), end=match.end(), words=True, current=factor * size, last=size)
    growing.end = match.end()
    growing.last = size
    if size >= 1_000:
        growing.done, growing.current = (growing.done + growing.current) * size, 0.0
        return growing
    growing.current = (growing.current or 1.0) * size
    return growing


def ordinal(word: str) -> int | None:
    """The number of an ordinal: 3 for "third", "3rd" or "3"; `None` for any other word.

    Args:
        word: One word in any case.
    """
    cleaned = word.lower().strip()
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", cleaned):
        return int(match[1])
    if cleaned in _ORDINALS:
        return _ORDINALS.index(cleaned) + 1
    tens, _, rest = cleaned.replace("-", " ").partition(" ")
    if tens in ("twenty", "thirty") and rest in _ORDINALS[:9]:
        return _SMALL[tens] + _ORDINALS.index(rest) + 1
    return {"twentieth": 20, "thirtieth": 30}.get(cleaned)
