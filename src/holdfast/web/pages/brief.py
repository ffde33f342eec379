"""The brief: what changed, who says so and what is not known, each sentence with the words that support it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import date
from threading import BoundedSemaphore, Lock

import msgspec
from fastapi import Response

from holdfast.errors import OutputError
from holdfast.model import Agreement, Verdict
from holdfast.outputs.brief import Brief, as_html
from holdfast.outputs.pdf import as_pdf
from holdfast.pipeline.asking import refuse_wrong_order
from holdfast.pipeline.briefing import briefed
from holdfast.record.store import View
from holdfast.web.desk import Days, Desk
from holdfast.web.pages.page import AtDesk, DayChoice, TheDays
from holdfast.web.policy import HEADERS

__all__ = ["brief", "brief_as_data", "brief_as_pdf"]

_PRINTING = Lock()
"""One browser prints at a time: several would take the memory of the desk's machine."""
_WAITING = BoundedSemaphore(6)
"""So many may wait for it, the one that prints included: each takes a thread that other pages need."""


def brief(desk: AtDesk, days: TheDays, since: DayChoice = None, on: DayChoice = None) -> Response:
    """The brief as one page that can be kept or printed; its own style is allowed by its hash."""
    refuse_wrong_order(since, on, last_name="on")
    text = as_html(_brief(desk, days, since))
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    names = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in styles)
    policy = f"{HEADERS['Content-Security-Policy']}; style-src 'self' {names}"
    return Response(text, media_type="text/html", headers={"Content-Security-Policy": policy})


def brief_as_data(desk: AtDesk, days: TheDays, since: DayChoice = None, on: DayChoice = None) -> Response:
    """The brief as data."""
    refuse_wrong_order(since, on, last_name="on")
    return Response(msgspec.json.encode(_brief(desk, days, since)), media_type="application/json")


def brief_as_pdf(desk: AtDesk, days: TheDays, since: DayChoice = None, on: DayChoice = None) -> Response:
    """The brief as a PDF, printed by the Chromium of the desk's machine.

    Raises:
        OutputError: No Chromium is installed there, it could not print, or too many briefs wait for it.
    """
    refuse_wrong_order(since, on, last_name="on")
    page = as_html(_brief(desk, days, since))
    if not _WAITING.acquire(blocking=False):
        raise OutputError(
            "This desk has many briefs to print", remedy="Ask again in a minute, or print /brief yourself"
        )
    try:
        with _PRINTING:
            printed = as_pdf(page)
    finally:
        _WAITING.release()
    headers = {"Content-Disposition": f'inline; filename="brief-{days.on}.pdf"'}
    return Response(printed, media_type="application/pdf", headers=headers)


def _brief(desk: Desk, days: Days, since: DayChoice) -> Brief:
    def work_out() -> Brief:
        found = [(agreement, desk.verdicts(agreement, days)) for agreement in desk.agreements]
        desk.merged(days.known_by)
        return desk.at_length(_briefed, days.known_by, found, days.on, since)

    return desk.once(("brief", days, since), work_out)


def _briefed(view: View, found: Sequence[tuple[Agreement, Sequence[Verdict]]], on: date, since: date | None) -> Brief:
    return briefed(view, found, on=on, since=since)
