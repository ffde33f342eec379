"""Segmenting: where a text's entries, blocks and sentences begin and end, in code points.

An entry is one item of a rolling page (a line that opens with a clock time begins one), a block is a
paragraph, a headline or a list item, and a sentence never crosses a block. Voices never cross an entry, so the
reader encodes each entry by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from sentencex import segment as split_sentences

# A line that opens with a clock time ("21:07 Kinshasa time", "**14.11 - ICRC:", "[09:30 GMT]", "5:20pm").
CLOCK_LINE = re.compile(r"^[\s*_#>\[(•·–—-]*(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d|[.,]\d|\s*(?:%|per\b|km\b|metres\b))")
# One clock line is a dateline or a schedule; a rolling page has at least two.
FEWEST_ENTRIES = 2
# Lines of a hard-wrapped text are of about this many characters.
WRAP_NARROWEST, WRAP_WIDEST = 50, 120
# A headline is one line without a full stop, of at most this many characters.
LONGEST_HEADLINE = 160
ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]*_]*\s*$")
LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A stretch of text that is read as one, such as "The talks go on." in the third entry of a live blog.

    Attributes:
        start: Where it begins in the text, in code points.
        end: Where it ends, exclusive; trailing blanks are left off.
        block: The number of its paragraph.
        entry: The number of its entry on a rolling page, else 0.
        headline: Whether its block looks like a headline.
    """

    start: int
    end: int
    block: int
    entry: int
    headline: bool


def clean(text: str) -> str:
    """The same text with each lone surrogate exchanged for one replacement character, so that offsets stay."""
    return SURROGATE.sub("\ufffd", text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences of a text in order; none of them is blank, overlaps another or crosses a block."""
    found: list[Sentence] = []
    lines = [match.span() for match in LINE.finditer(text) if not match.group().isspace()]
    blocks = list(_blocks(text, lines))
    opens_entry = [bool(CLOCK_LINE.match(text[start:end])) for start, end in blocks]
    rolling = sum(opens_entry) >= FEWEST_ENTRIES
    entry = 0
    for number, (start, end) in enumerate(blocks):
        if rolling and opens_entry[number]:
            entry += 1
        headline = end - start <= LONGEST_HEADLINE and not ENDS_SENTENCE.search(text[start:end])
        for first, last in _split(text, start, end):
            found.append(Sentence(start=first, end=last, block=number, entry=entry, headline=headline))
    return tuple(found)


def _blocks(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines joined where a newline only wraps a sentence."""
    wrapped = _is_wrapped(lines)
    current: tuple[int, int] | None = None
    for line in lines:
        if current is not None and _goes_on(text, current, line, wrapped=wrapped):
            current = (current[0], line[1])
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether the text looks broken into lines of even width."""
    widths = [end - start for start, end in lines]
    return len(widths) > FEWEST_ENTRIES and max(widths) <= WRAP_WIDEST and median(widths) >= WRAP_NARROWEST


def _goes_on(text: str, current: tuple[int, int], line: tuple[int, int], *, wrapped: bool) -> bool:
    """Whether a line continues the block before it: no blank line between, and the sentence is not over."""
    gap = text[current[1] : line[0]]
    if gap not in ("\n", "\r\n", "\r") or CLOCK_LINE.match(text[line[0] : line[1]]):
        return False
    tail = text[max(current[0], current[1] - 8) : current[1]]
    if wrapped:
        return True
    first = text[line[0] : line[1]].lstrip()[:1]
    return first.islower() and not ENDS_SENTENCE.search(tail)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block, without blanks at their ends."""
    position = start
    # sentencex keeps every character, so lengths add up to offsets; newlines inside a block are wraps, not breaks.
    for part in split_sentences("en", re.sub(r"[\r\n\x0b\x0c\x85\u2028\u2029]", " ", text[start:end])):
        first, last = position, min(position + len(part), end)
        position = last
        stripped = text[first:last].strip()
        if stripped:
            first += len(text[first:last]) - len(text[first:last].lstrip())
            yield first, first + len(stripped)
    if text[position:end].strip():
        yield position, end
