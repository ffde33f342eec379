"""Web pages: the main text with its headlines, rolling pages entry by entry, and what the page says about itself.

The only door to trafilatura, which finds the text of an ordinary article; a page where it keeps too little of what the
article element holds, and every rolling page, is read by our own walk over the blocks.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from holdfast.errors import UnreadableInput
from holdfast.model import Document
from holdfast.sources.about import About
from holdfast.sources.blocks import Block, Element, blocks_of, flatten, prune, words_in
from holdfast.sources.metadata import PageFacts, headline_of, page_facts, time_of
from holdfast.sources.rolling import RollingPage, rolling_page
from holdfast.sources.stamps import as_moment
from holdfast.sources.text import decode, digest

__all__ = ["looks_like_html", "read_html"]

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WRITTEN_DAY = re.compile(r"^(?:published|posted)(?:\s+on)?[:\s]+(.{6,40})$", re.IGNORECASE)
_NEAR_TOP = 10
_KEPT_PART = 0.8
"""Where trafilatura keeps less than this of the words of the article element, the element is read instead."""
_SCRIPTED = 2
"""So many times longer must the text in the structured data be to be taken in place of the page's own."""
_HEADLINE_NEAR = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text built from blocks, and where each entry of a rolling page stands in it."""

    text: str
    entries: tuple[dict[str, Any], ...] = ()


def looks_like_html(raw: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    head = raw[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _HTML_START.match(head) is not None


def read_html(raw: bytes, *, name: str, about: About) -> Document:
    """A web page as a document: its main text, and what it says about itself.

    The entries of a rolling page are also listed in `extra["entries"]` with their offsets and moments.

    Raises:
        UnreadableInput: It is empty, no text, in an encoding that cannot be told, or a page without words.
    """
    declared = _DECLARED.search(raw[:4096]) or _XML_DECLARED.search(raw[:200])
    decoded = decode(raw, name=name, declared=declared and declared.group(1).decode("ascii"), given=about.encoding)
    tree = _parsed(decoded.text, name)
    facts = page_facts(tree)
    pruned = deepcopy(tree)
    prune(pruned)
    found = _main_text(pruned, facts)
    if not found.text.strip():
        raise UnreadableInput(
            "This page holds no text that can be read; it may be drawn by a script",
            where=name,
            remedy="Save the page from the browser once it is drawn, or give its text",
        )
    said = {
        "title": facts.title,
        "published": _published(facts, found) or time_of(pruned) or _written_day(pruned),
        "outlet": facts.outlet,
        "author": facts.author,
        "language": facts.language,
        "licence": facts.licence,
        "url": facts.url,
        "media_type": "text/html",
        "encoding": decoded.encoding,
        "sha256": digest(raw),
        "source": name,
    }
    return Document(text=found.text, extra=_extra(facts, found), **about.fill(said))


def _published(facts: PageFacts, found: _Text) -> str | None:
    """The day of publication: of a rolling page as it stands, that of its latest entry if it began on an earlier day.

    What an entry of Tuesday says was not known on Monday, when the page began.
    """
    latest = max((entry["moment"] for entry in found.entries if entry["moment"]), key=_day, default=None)
    if facts.published is None or latest is None or _day(latest) <= _day(facts.published):
        return facts.published
    return str(latest)


def _written_day(pruned: Element) -> str | None:
    """The day of a line such as "Published 3 June 2031" near the top of a page."""
    lines = (_WRITTEN_DAY.match(block.text) for block in blocks_of(_content(pruned))[:_NEAR_TOP])
    return next(filter(None, (as_moment(line.group(1)) for line in lines if line)), None)


def _day(moment: str) -> str:
    return moment[:10]


def _extra(facts: PageFacts, found: _Text) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    if found.entries:
        extra["entries"] = list(found.entries)
        if _published(facts, found) != facts.published:
            extra["began"] = facts.published
    if facts.unread_day:
        extra["published_as_given"] = facts.unread_day
    return extra


def _parsed(text: str, name: str) -> Element:
    """The tree of a page.

    Raises:
        UnreadableInput: There is not a single element in it.
    """
    clean = _UNSAID.sub(" ", _XML_DECLARATION.sub("", text))
    try:
        return lxml_html.document_fromstring(clean)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableInput(
            "This page holds nothing that can be read", where=name, remedy="Give a page with text in it"
        ) from None


def _main_text(pruned: Element, facts: PageFacts) -> _Text:
    root = _content(pruned)
    headline = next(filter(None, (headline_of(h1, facts.outlet) for h1 in pruned.iter("h1"))), facts.title)
    page = rolling_page(root, facts.updates, declared=facts.is_live)
    if page is None and root.tag != "body":
        body = pruned.find("body")
        page = rolling_page(body, facts.updates, declared=facts.is_live) if body is not None else None
    return _of_entries(page, headline) if page else _Text(text=_article(pruned, root, headline, facts.body))


def _content(pruned: Element) -> Element:
    """The part of a page that holds its content: `<main>`, else the body."""
    body = pruned.find("body")
    root = body if body is not None else pruned
    mains = [one for one in root.iter() if one.tag == "main" or one.get("role") == "main"]
    best = max(mains, key=lambda one: words_in(one.text_content()), default=root)
    return best if words_in(best.text_content()) > 0 else root


def _of_entries(page: RollingPage, title: str | None) -> _Text:
    """The text of a rolling page: its headline, and each entry with its stamp as a line, blank lines between."""
    parts = list(_with_headline(list(page.before), title))
    length = len("\n\n".join(parts))
    entries: list[dict[str, Any]] = []
    for entry in page.entries:
        text = "\n\n".join(part for part in (entry.stamp, *entry.paragraphs) if part)
        start = length + 2 if parts else 0
        length = start + len(text)
        parts.append(text)
        entries.append({"start": start, "end": length, "moment": entry.moment})
    return _Text(text="\n\n".join([*parts, *page.after]), entries=tuple(entries))


def _article(pruned: Element, root: Element, title: str | None, body: str) -> str:
    """The text of an ordinary article."""
    own = _own_paragraphs(root)
    extracted = _extracted(pruned)
    own_words = sum(map(words_in, own))
    kept = sum(map(words_in, extracted))
    paragraphs = extracted if kept >= _KEPT_PART * own_words else own
    # A page that a script draws has its text in its structured data alone.
    if words_in(body) > _SCRIPTED * max(own_words, kept):
        paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    return "\n\n".join(_with_headline(paragraphs, title)) if paragraphs else ""


def _extracted(pruned: Element) -> list[str]:
    """The paragraphs that trafilatura finds."""
    # Imported late: it takes a third of a second, which a command that reads no page should not pay.
    import trafilatura

    flat = deepcopy(pruned)
    flatten(flat)  # it takes a <time> inside a sentence for a paragraph of its own
    text = trafilatura.extract(flat, include_comments=False, include_tables=True)
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _own_paragraphs(root: Element) -> list[str]:
    """The paragraphs of the longest `<article>`, or of the whole where there is none."""
    articles = [blocks_of(article) for article in root.iter("article")]
    best = max(articles, key=_length, default=[])
    whole = blocks_of(root)
    chosen = best if _length(best) >= 0.5 * _length(whole) else whole
    return [block.text for block in chosen]


def _length(blocks: list[Block]) -> int:
    return sum(words_in(block.text) for block in blocks)


def _with_headline(paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs with the page's headline before them, unless it stands at the top already."""
    if not title:
        return paragraphs
    near, seen = 0, False
    for paragraph in paragraphs:
        seen = seen or paragraph.casefold() == title.casefold()
        near += len(paragraph)
        if near > _HEADLINE_NEAR:
            break
    return paragraphs if seen else [title, *paragraphs]
