"""Rolling pages: live blogs and diaries, kept entry by entry with their time stamps.

Article extractors keep the longest stretch of a page and drop what looks like a list, which is what a live blog is.
Here the entries are found by what repeats: siblings that carry time stamps, or a list of articles, or the updates that
the page describes in its own structured data. Other pages are left to the article extractor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from holdfast.sources.blocks import Block, Element, blocks_of, words_in
from holdfast.sources.stamps import is_stamp, leading_stamp, stamp_line, stamp_moment

__all__ = ["Entry", "RollingPage", "Update", "rolling_page"]

_FEWEST_ENTRIES = 3
_FEWEST_DECLARED = 1
"""A page that calls itself a live blog is believed with fewer entries than one that only looks like it."""
_SHORTEST_ENTRY = 8
_SHORTEST_UNSTAMPED = 20
_ENTRIES_PART = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update of a live blog as the page's structured data tells it."""

    headline: str | None
    moment: str | None
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a rolling page: its stamp as a line, the machine-readable moment, and its paragraphs."""

    stamp: str | None
    moment: str | None
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words its paragraphs have."""
        return sum(words_in(paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingPage:
    """What stands before the entries, the entries in the order of the page, and what stands after them."""

    before: tuple[str, ...]
    entries: tuple[Entry, ...]
    after: tuple[str, ...] = ()


def rolling_page(root: Element, updates: Sequence[Update] = (), *, declared: bool = False) -> RollingPage | None:
    """The entries of a pruned page; None if it is no rolling page.

    Args:
        root: The body of the page, pruned.
        updates: What its structured data tells of its entries.
        declared: Whether it calls itself a live blog.
    """
    blocks = _with_leading_stamps(blocks_of(root))
    seen = _seen(blocks, updates, declared=declared)
    told = tuple(_told(update) for update in updates if update.body.strip())
    seen_words = sum(entry.words for entry in seen.entries) if seen else 0
    # A page that loads its entries later has them in its structured data alone.
    if told and sum(entry.words for entry in told) > max(seen_words, 0) * 1.2:
        before = seen.before if seen else ()
        return RollingPage(before=before, entries=told)
    return seen


def _told(update: Update) -> Entry:
    paragraphs = tuple(line.strip() for line in update.body.splitlines() if line.strip())
    if update.headline and update.headline not in paragraphs:
        paragraphs = (update.headline, *paragraphs)
    return Entry(stamp=_moment_line(update.moment), moment=update.moment, paragraphs=paragraphs)


def _moment_line(moment: str | None) -> str | None:
    if moment is None or "T" not in moment:
        return moment
    day, clock = moment.split("T", 1)
    return f"{clock[:5]}{_zone(clock)}, {day}"


def _zone(clock: str) -> str:
    if clock.endswith(("Z", "+00:00")):
        return " UTC"
    return f" {clock[-6:]}" if clock[-6:-5] in ("+", "-") else ""


def _with_leading_stamps(blocks: list[Block]) -> list[Block]:
    """The same blocks with the clock times that open them as stamps, where several blocks are opened so."""
    leading = {number: found for number, block in enumerate(blocks) if (found := leading_stamp(block.text))}
    if len(leading) < _FEWEST_ENTRIES:
        return blocks
    divided: list[Block] = []
    for number, block in enumerate(blocks):
        if number in leading and block.tag != "time":
            clock, rest = leading[number]
            divided.append(replace(block, text=clock, tag="time", linked=0))
            divided.append(replace(block, text=rest))
        else:
            divided.append(block)
    return divided


def _seen(blocks: list[Block], updates: Sequence[Update], *, declared: bool) -> RollingPage | None:
    """The entries that the page shows."""
    for starts, shortest in (
        (_stamped(blocks), _SHORTEST_ENTRY),
        (_headed(blocks, updates), _SHORTEST_ENTRY),
        (_listed(blocks), _SHORTEST_UNSTAMPED),
    ):
        page = _divided(blocks, starts, updates)
        if page and _is_believable(page, shortest, declared=declared):
            return page
    return None


def _is_believable(page: RollingPage, shortest: int, *, declared: bool) -> bool:
    fewest = _FEWEST_DECLARED if declared else _FEWEST_ENTRIES
    lengths = [entry.words for entry in page.entries]
    if len(lengths) < fewest or median(lengths) < shortest:
        return False
    around = sum(map(words_in, (*page.before, *page.after)))
    return declared or sum(lengths) >= _ENTRIES_PART * (sum(lengths) + around)


def _stamped(blocks: list[Block]) -> list[int]:
    """Where entries begin by their stamps: at the children, holding one, of the parent that has most such children."""
    stamps = [number for number, block in enumerate(blocks) if block.tag == "time"]
    opened: dict[Element, dict[Element, None]] = {}
    for number in stamps:
        path = blocks[number].path
        for parent, child in pairwise(path):
            opened.setdefault(parent, {})[child] = None
    # The innermost of equals: the list itself and not what wraps it.
    parent = max(opened, key=lambda one: (len(opened[one]), len(list(one.iterancestors()))), default=None)
    if parent is None:
        return []
    starts = _first_blocks(blocks, opened[parent])
    return _with_headings_before(blocks, starts)


def _first_blocks(blocks: list[Block], containers: dict[Element, None]) -> list[int]:
    starts: dict[Element, int] = {}
    for number, block in enumerate(blocks):
        for element in block.path:
            if element in containers:
                starts.setdefault(element, number)
    return sorted(starts.values())


def _with_headings_before(blocks: list[Block], starts: list[int]) -> list[int]:
    """The same starts one block earlier where headlines stand before the stamps, each outside what holds the stamp."""
    if not starts or any(blocks[start].tag != "time" for start in starts):
        return starts
    before = [start > 0 and blocks[start - 1].is_heading for start in starts]
    # The page's own headline stands before the first stamp of many pages: most must have one.
    if sum(before[1:]) * 3 < 2 * max(1, len(before) - 1) or len(starts) == 1:
        return starts
    return [start - 1 if has else start for start, has in zip(starts, before, strict=True)]


def _headed(blocks: list[Block], updates: Sequence[Update]) -> list[int]:
    """Where entries begin by their headlines, as the structured data names them."""
    headlines = {_plain(update.headline) for update in updates if update.headline}
    return [number for number, block in enumerate(blocks) if block.is_heading and _plain(block.text) in headlines]


def _listed(blocks: list[Block]) -> list[int]:
    """Where entries without stamps begin: at the `<article>` elements that stand side by side."""
    parents: Counter[Element] = Counter()
    articles: dict[Element, None] = {}
    for block in blocks:
        for element in block.path:
            if element.tag == "article" and element not in articles:
                articles[element] = None
                parents[element.getparent()] += 1
    if not parents:
        return []
    parent = parents.most_common(1)[0][0]
    return _first_blocks(blocks, {one: None for one in articles if one.getparent() is parent})


def _divided(blocks: list[Block], starts: list[int], updates: Sequence[Update]) -> RollingPage | None:
    if not starts:
        return None
    moments = {_plain(update.headline): update.moment for update in updates if update.headline}
    ends = [*starts[1:], _end_of_last(blocks, starts)]
    entries = [_entry(blocks[start:end], moments) for start, end in zip(starts, ends, strict=True)]
    return RollingPage(
        before=tuple(block.text for block in _from_headline(blocks[: starts[0]]) if block.tag != "time"),
        entries=tuple(entry for entry in entries if entry.paragraphs),
        after=tuple(block.text for block in _without_last_heading(blocks[ends[-1] :]) if block.tag != "time"),
    )


def _from_headline(blocks: list[Block]) -> list[Block]:
    """Blocks from the page's headline on; what stands above it is the site's."""
    return blocks[next((number for number, block in enumerate(blocks) if block.tag == "h1"), 0) :]


def _without_last_heading(blocks: list[Block]) -> list[Block]:
    """Blocks without headlines at their end that head nothing any more, such as "Most read"."""
    kept = list(blocks)
    while kept and kept[-1].is_heading:
        kept.pop()
    return kept


def _end_of_last(blocks: list[Block], starts: list[int]) -> int:
    """Where the last entry ends: with what holds the entries."""
    shared = set(blocks[starts[0]].path)
    for start in starts[1:]:
        shared &= set(blocks[start].path)
    holder = max(shared, key=lambda element: len(list(element.iterancestors())), default=None)
    end = starts[-1] + 1
    while end < len(blocks) and (holder is None or holder in blocks[end].path):
        end += 1
    return end


def _entry(blocks: list[Block], moments: dict[str, str | None]) -> Entry:
    """An entry with its stamp first, whether that stood above or below its headline."""
    stamp = next((block for block in blocks if block.tag == "time"), None)
    paragraphs = tuple(block.text for block in blocks if block.tag != "time")
    if stamp is not None:
        line = stamp_line(stamp.element) if is_stamp(stamp.element) else stamp.text
        return Entry(stamp=line, moment=stamp_moment(stamp.element), paragraphs=paragraphs)
    moment = next((moments[key] for key in map(_plain, paragraphs) if key in moments), None)
    return Entry(stamp=_moment_line(moment), moment=moment, paragraphs=paragraphs)


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
