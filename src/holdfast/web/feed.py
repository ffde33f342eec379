"""The feed: each change of a clause's verdict as an Atom entry, told by what was known on its day."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Request, Response

from holdfast.model import Agreement
from holdfast.web.captions import LEVEL_WORDS, day_words
from holdfast.web.changes import page_of, verdict_changes
from holdfast.web.pages.board import Change
from holdfast.web.pages.page import AtDesk, TheDays

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_ATOM = "http://www.w3.org/2005/Atom"


@router.get("/changes.atom", response_model=None)
def changes(request: Request, desk: AtDesk, days: TheDays) -> Response:
    """Changes of verdicts in four weeks, the latest first."""
    base = str(request.base_url).rstrip("/")
    found = sorted(verdict_changes(desk, days), key=lambda pair: pair[1].day, reverse=True)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", "Holdfast: changes of verdicts")
    _add(feed, "id", f"{base}/changes.atom")
    _add(feed, "updated", _moment(found[0][1].day if found else days.on))
    ET.SubElement(feed, f"{{{_ATOM}}}link", {"rel": "self", "href": f"{base}/changes.atom"})
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", "Holdfast")
    for agreement, change in found:
        feed.append(_entry(base, agreement, change))
    return Response(ET.tostring(feed, encoding="utf-8", xml_declaration=True), media_type="application/atom+xml")


def _entry(base: str, agreement: Agreement, change: Change) -> ET.Element:
    address = base + page_of(agreement, change)
    entry = ET.Element(f"{{{_ATOM}}}entry")
    _add(entry, "title", f"{change.title}: {LEVEL_WORDS[change.before]} → {LEVEL_WORDS[change.after]}")
    _add(entry, "id", address)
    _add(entry, "updated", _moment(change.day))
    ET.SubElement(entry, f"{{{_ATOM}}}link", {"href": address})
    sentence = (
        f"{agreement.title}. On {day_words(change.day)}, by what was known on that day, this clause went from "
        f"“{LEVEL_WORDS[change.before]}” to “{LEVEL_WORDS[change.after]}”."
    )
    _add(entry, "summary", sentence)
    return entry


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
