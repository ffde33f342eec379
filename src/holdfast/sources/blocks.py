"""The readable blocks of a web page: paragraphs, headlines and list items, without menus, adverts and links to more.

Works on the trees that `holdfast.sources.html` parses. A tree is pruned once, then walked in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from holdfast.sources.stamps import is_stamp

__all__ = ["HEADINGS", "Block", "Element", "blocks_of", "flatten", "leads_home", "prune", "words_in"]

Element = Any
"""An lxml element; lxml ships no types."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = HEADINGS | frozenset(
    {
        "p",
        "li",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "div",
        "section",
        "article",
        "main",
        "header",
        "td",
        "th",
        "tr",
        "table",
        "ul",
        "ol",
        "dl",
        "address",
        "details",
        "summary",
        "body",
        "figure",
        "figcaption",
        "hr",
        "center",
        "hgroup",
    }
)
_DROPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "form",
        "button",
        "select",
        "svg",
        "iframe",
        "figure",
        "picture",
        "video",
        "audio",
        "object",
        "canvas",
        "dialog",
        "input",
        "label",
        "menu",
        "map",
        "img",
    }
)
_ALWAYS_DROPPED = frozenset({"script", "style", "template", "nav", "menu", "select", "button", "svg", "iframe"})
_DROPPED_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "search", "menu", "menubar", "dialog", "alert"}
)
_DROPPED_WORDS = frozenset(
    {
        "ad",
        "ads",
        "adslot",
        "advert",
        "adverts",
        "advertisement",
        "advertising",
        "sponsor",
        "sponsored",
        "promo",
        "promos",
        "promotion",
        "newsletter",
        "subscribe",
        "subscription",
        "signup",
        "related",
        "recommended",
        "recommendations",
        "readmore",
        "mostread",
        "popular",
        "trending",
        "share",
        "sharing",
        "social",
        "cookie",
        "cookies",
        "consent",
        "breadcrumb",
        "breadcrumbs",
        "menu",
        "navbar",
        "nav",
        "navigation",
        "sidebar",
        "comments",
        "comment",
        "outbrain",
        "taboola",
        "footer",
        "toolbar",
        "pagination",
        "pager",
        "skip",
        "paywall",
        "masthead",
        "tagcloud",
        "topnav",
        "mainnav",
        "subnav",
        "socialmedia",
        "tags",
        "topics",
    }
)
_NEVER_DROPPED = frozenset({"main", "h1", "time"})
_ARTICLE_DROPPED_WORDS = frozenset({"related", "recommended", "promo", "sponsored", "advert", "advertisement"})
"""An article of a list keeps its place with names like "social-post"; only these say that it is none."""
_SUBWORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_POINTER = re.compile(r"^(read more|read also|also read|see also|related|more on|watch|listen|advertisement)\b", re.I)
_NETWORK = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|messenger|pinterest|e-?mail|print|copy link)"
_SHARE = re.compile(
    r"(?:share|tweet)(?: (?:this|on|via|with|by))*(?: (?:article|page|post|story|entry|update))?"
    rf"[\W_]*(?:{_NETWORK}[\W_]*)*|(?:{_NETWORK}[\W_]+)+{_NETWORK}[\W_]*",
    re.I,
)
_EXTRA_HEADING = re.compile(
    r"^(more (from|on|in|news|stories|top)|related|most (read|popular|viewed|shared)|read (more|next|also)|"
    r"you (may|might|could)\b.*\blike|recommended|trending|popular|also in|top stories|latest (news|stories|headlines)|"
    r"editors?['’]s? (picks?|choice)|newsletter|sign up|subscribe|share this|follow us|comments?$)",
    re.I,
)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_LEFT_OVER = " |·•–—-:,"
"""What stands between a time stamp and the words that it stamps."""
_LONGEST_BEFORE_STAMP = 3
_FRONT_PAGES = frozenset({"/", "./", "#", "index.html", "/index.html", ""})
_LONGEST_LABEL = 3
"""A class name of more subwords than this describes a layout ("page-with-left-sidebar"), not the thing itself."""
_LARGEST_PART = 0.5
"""What holds more of the page's words than this is its content, whatever it is called."""


@dataclass(slots=True, kw_only=True)
class Block:
    """One paragraph, headline or list item of a page.

    Attributes:
        text: Its words, with single blanks.
        tag: The element that it stands in, such as `p` or `h2`.
        element: That element.
        linked: How many of its characters are links.
        path: The elements around it, outermost first.
    """

    text: str
    tag: str
    element: Element
    linked: int = 0
    path: tuple[Element, ...] = field(default=(), repr=False)

    @property
    def is_heading(self) -> bool:
        """Whether it is a headline."""
        return self.tag in HEADINGS

    @property
    def is_pointer(self) -> bool:
        """Whether it only points elsewhere: a link alone, "Read more: ...", or "Share this: Facebook Twitter"."""
        if self.tag == "time":
            return False
        if _SHARE.fullmatch(self.text):
            return True
        if self.is_heading:
            return False
        return self.linked >= 0.9 * len(self.text) or bool(self.linked and _POINTER.match(self.text))


def leads_home(element: Element) -> bool:
    """Whether a headline is a link to the front page, as the name of a site is."""
    return any(link.get("href") in _FRONT_PAGES for link in element.iter("a"))


def words_in(text: str) -> int:
    """How many words there are, counted at blanks."""
    return len(text.split())


def prune(tree: Element) -> None:
    """Take out of a tree what is no content: scripts, menus, adverts, forms, hidden parts and links to more."""
    whole = max(1, words_in(tree.text_content()))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or (element.getparent() is not None and _is_no_content(element, whole)):
            _remove(element)


def flatten(tree: Element) -> None:
    """Take the tags of what stands inside sentences out of a tree, links apart, and leave the words."""
    for element in list(tree.iter()):
        if (
            element.tag not in _BLOCKS
            and element.tag not in ("html", "head", "title", "a", "br")
            and element.getparent() is not None
        ):
            element.drop_tag()


def blocks_of(root: Element) -> list[Block]:
    """The blocks of a pruned tree, in the order of the page, without those that only point elsewhere."""
    walker = _Walker()
    walker.walk(root, ())
    walker.flush()
    return [block for block in walker.found if not block.is_pointer]


class _Walker:
    """Collects the words between two borders of blocks."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._words: list[str] = []
        self._linked = 0
        self._place: tuple[Element, ...] = ()

    def walk(self, element: Element, path: tuple[Element, ...], *, linked: bool = False) -> None:
        """Visit an element, its children and the words between them."""
        if not isinstance(element.tag, str):
            return
        inside = (*path, element)
        stamp = is_stamp(element) and self._is_near_start()
        border = stamp or element.tag in _BLOCKS or element.tag == "br"
        linked = linked or element.tag == "a"
        if border and not stamp:
            self.flush()
        self._say(element.text, inside, linked)
        for child in element:
            self.walk(child, inside, linked=linked)
            self._say(child.tail, inside, linked)
        if stamp:
            self.flush(stamp=element)
        elif border:
            self.flush()

    def flush(self, *, stamp: Element | None = None) -> None:
        """End the block that is being collected; `stamp` is the element of a time stamp, if it is one."""
        text = self._collected()
        if stamp is not None and text:
            self.found.append(Block(text=text, tag="time", element=stamp, path=(*self._place, stamp)))
        elif stamp is None and text.strip(_LEFT_OVER):
            element = next((one for one in reversed(self._place) if one.tag in _BLOCKS), self._place[0])
            block = Block(text=text, tag=element.tag, element=element, linked=self._linked, path=self._place)
            if self.found and self.found[-1].tag == "time":
                block.text = text.lstrip(_LEFT_OVER)
            self.found.append(block)
        self._words, self._linked = [], 0

    def _collected(self) -> str:
        return _SPACE.sub(" ", "".join(self._words)).strip()

    def _is_near_start(self) -> bool:
        """Whether hardly a word stands before, as in "Posted at <time>"; a time inside a sentence is no stamp."""
        return words_in(self._collected()) <= _LONGEST_BEFORE_STAMP

    def _say(self, words: str | None, path: tuple[Element, ...], linked: bool) -> None:
        if not words:
            return
        if not self._collected():
            self._place = path
        self._words.append(words)
        self._linked += len(words.strip()) if linked else 0


def _is_no_content(element: Element, whole: int) -> bool:
    tag = element.tag
    if tag in _DROPPED:
        return tag in _ALWAYS_DROPPED or not _is_large(element, whole)
    if tag in ("html", "body"):
        return False
    if tag == "header":
        return _is_page_header(element) and not _is_large(element, whole)
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or _is_invisible(element):
        return True
    if element.get("role") in _DROPPED_ROLES:
        return not _is_large(element, whole)
    if tag in _NEVER_DROPPED:
        return False
    is_extra = _is_named_as_extra(element) or _is_list_of_links(element) or _is_headed_as_extra(element)
    return is_extra and not _is_large(element, whole)


def _is_invisible(element: Element) -> bool:
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _is_large(element: Element, whole: int) -> bool:
    return words_in(element.text_content()) > _LARGEST_PART * whole


def _is_named_as_extra(element: Element) -> bool:
    return any(_labels(element))


def _is_page_header(element: Element) -> bool:
    """Whether a header is the site's and not the article's."""
    inside = any(above.tag in ("main", "article", "section") for above in element.iterancestors())
    return not inside and all(leads_home(headline) for headline in element.iter("h1"))


def _labels(element: Element) -> Iterator[bool]:
    dropped = _ARTICLE_DROPPED_WORDS if element.tag == "article" else _DROPPED_WORDS
    for name in ("class", "id"):
        for token in (element.get(name) or "").split():
            subwords = [word.lower() for word in _SUBWORD.findall(token)]
            names = {*subwords, *map("".join, pairwise(subwords))}
            yield len(subwords) <= _LONGEST_LABEL and not dropped.isdisjoint(names)


def _is_headed_as_extra(element: Element) -> bool:
    """Whether the first thing in it is a headline such as "More from Korvan"."""
    first = next((child for child in element.iterchildren() if isinstance(child.tag, str)), None)
    while first is not None and first.tag in ("div", "header") and len(first):
        first = first[0]
    if first is None or first.tag not in HEADINGS or (element.text or "").strip():
        return False
    return _EXTRA_HEADING.match(" ".join(first.text_content().split())) is not None


def _is_list_of_links(element: Element) -> bool:
    """Whether a list holds nothing but links, two or more."""
    if element.tag not in ("ul", "ol"):
        return False
    items = [child for child in element if child.tag == "li"]
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return len(items) > 1 and linked >= 0.8 * len(element.text_content().strip())


def _remove(element: Element) -> None:
    """Take an element out and leave the words that follow it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
