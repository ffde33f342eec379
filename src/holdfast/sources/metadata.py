"""What a page says about itself: title, day, outlet, author, language, licence and address.

Taken from its structured data (JSON-LD), its meta tags, its links and its `<time>` elements, in this order. What
none of them says stays missing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from holdfast.sources.blocks import Element, leads_home
from holdfast.sources.rolling import Update
from holdfast.sources.stamps import as_moment

__all__ = ["PageFacts", "headline_of", "page_facts", "time_of"]

_ARTICLES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "WebPage", "SocialMediaPosting",
})  # fmt: skip
_METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
        "dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date", "pubdate",
        "publish-date", "publication_date", "citation_publication_date",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "licence": ("dcterms.license", "dc.rights.license", "license", "licence"),
    "url": ("og:url",),
}  # fmt: skip
_TAG = re.compile(r"<(br|/p|/div|/li|/h\d)[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says about itself; None where it says nothing.

    Attributes:
        is_live: Whether it calls itself a live blog.
        updates: The entries of a live blog as its structured data tells them.
        body: The text of the article as its structured data gives it; empty if they do not.
        unread_day: A day of publication that is written so that it could be two days, as given.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    licence: str | None = None
    url: str | None = None
    is_live: bool = False
    updates: tuple[Update, ...] = ()
    unread_day: str | None = None
    body: str = ""


def page_facts(tree: Element) -> PageFacts:
    """What the page says about itself, from a tree that is not pruned yet."""
    things = list(_things(tree))
    article = next((thing for thing in things if _kinds(thing) & (_ARTICLES - {"WebPage"})), None)
    article = article or next((thing for thing in things if "WebPage" in _kinds(thing)), {})
    live = next((thing for thing in things if "LiveBlogPosting" in _kinds(thing)), {})
    metas = _metas(tree)
    days = [_string(article.get("datePublished")), _string(live.get("datePublished")), *_all(metas, "published")]
    published = next(filter(None, map(as_moment, days)), None)
    outlet = _named(article.get("publisher")) or _first(metas, "outlet")
    title = _string(article.get("headline")) or _first(metas, "title") or _heading(tree, outlet)
    return PageFacts(
        title=_without_outlet(title, outlet),
        published=published,
        outlet=outlet,
        author=_named(article.get("author")) or _author(metas),
        language=_string(article.get("inLanguage")) or tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        licence=_link(tree, "license") or _string(article.get("license")) or _first(metas, "licence"),
        url=_link(tree, "canonical") or _first(metas, "url") or _web(article.get("url")),
        is_live=bool(live),
        updates=tuple(_updates(live)),
        body=_plain_body(article.get("articleBody")),
        unread_day=None if published else next(filter(None, days), None),
    )  # fmt: skip


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name that many pages add to it."""
    if title is None or outlet is None:
        return title
    return re.sub(rf"\s*[|–—·:-]\s*{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE) or title


def _things(tree: Element) -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD block, outermost first; a block that is not JSON is no block."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                # Pages often leave line breaks inside strings.
                yield from _objects(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


def _kinds(thing: dict[str, Any]) -> set[str]:
    kind = thing.get("@type")
    return {one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str)}


def _updates(live: dict[str, Any]) -> Iterator[Update]:
    told = live.get("liveBlogUpdate")
    for item in told if isinstance(told, list) else [told]:
        if isinstance(item, dict):
            yield Update(
                headline=_string(item.get("headline")),
                moment=as_moment(item.get("datePublished")),
                body=_plain_body(item.get("articleBody")),
            )


def _plain_body(value: Any) -> str:
    """The text of an update, without the tags and entities that some pages leave in it."""
    if not isinstance(value, str):
        return ""
    return html.unescape(_ANY_TAG.sub("", _TAG.sub("\n", value))).replace("\xa0", " ")


def _string(value: Any) -> str | None:
    """A text of structured data, with its entities read; the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _named(value: Any) -> str | None:
    """The name of a person or organisation, or of several."""
    parts = value if isinstance(value, list) else [value]
    names = [_string(part.get("name")) if isinstance(part, dict) else _string(part) for part in parts]
    kept = [name for name in names if name and not name.startswith("http")]
    return ", ".join(dict.fromkeys(kept)) or None


def _web(value: Any) -> str | None:
    text = _string(value)
    return text if text and text.startswith(("http://", "https://")) else None


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _all(metas: dict[str, str], field: str) -> list[str]:
    return [metas[name] for name in _METAS[field] if name in metas]


def _first(metas: dict[str, str], field: str) -> str | None:
    return next(iter(_all(metas, field)), None)


def _author(metas: dict[str, str]) -> str | None:
    """An author's name; some pages give the address of a profile, which is none."""
    names = (name.removeprefix("By ") for name in _all(metas, "author"))
    return next((name for name in names if not name.startswith("http")), None)


def _link(tree: Element, kind: str) -> str | None:
    for link in tree.iter("link", "a"):
        if kind in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    return None


def _heading(tree: Element, outlet: str | None) -> str | None:
    headlines = (headline_of(element, outlet) for tag in ("h1", "title") for element in tree.iter(tag))
    return next(filter(None, headlines), None)


def headline_of(element: Element, outlet: str | None) -> str | None:
    """The words of a first-level headline; None where it is the site's name that leads to its front page."""
    words = " ".join(element.text_content().split())
    return None if not words or words == outlet or leads_home(element) else words


def time_of(tree: Element) -> str | None:
    """The day of publication from a `<time>` that is marked as such, or the only one in the content of a page.

    Args:
        tree: The page, pruned, so that the day of another story does not count.
    """
    times = [time for time in tree.iter("time") if time.get("datetime") and not _is_inside_sentence(time)]
    marked = [t for t in times if t.get("itemprop") == "datePublished" or "pubdate" in t.attrib]
    days = {as_moment(time.get("datetime")) for time in marked or times} - {None}
    if len(days) == 1:
        return days.pop()
    # All entries of one day: the page is of that day, though of no single moment.
    only = {day[:10] for day in days if day}
    return only.pop() if len(only) == 1 else None


def _is_inside_sentence(time: Element) -> bool:
    """Whether words stand before it in its paragraph: the time of what is told, not of the telling."""
    parent = time.getparent()
    return parent is not None and parent.tag == "p" and len((parent.text or "").split()) > 3
