"""Waiting: what a reader is told while a page is being worked out, instead of a browser that seems to do nothing.

The page comes by itself when it is ready. The browser is told so in a header, which needs no script; there is nothing
on the page that could be lost by it.
"""

from __future__ import annotations

from fastapi import Request, Response

from holdfast.web.captions import how_many
from holdfast.web.rendering import render

__all__ = ["PATIENCE", "is_for_people", "waiting_page"]

PATIENCE = 0.8
"""Seconds for which a reader waits without being told why."""
_LONGEST = 10
_WORDS = {
    "/board": "The verdicts are being worked out",
    "/brief": "The brief is being written",
    "/brief.pdf": "The brief is being written and printed",
}
_DATA = (".json", ".atom")


def is_for_people(request: Request) -> bool:
    """Whether a person asks with a browser: programs wait for what they asked for."""
    path = request.url.path
    by_browser = "text/html" in request.headers.get("accept", "")
    return by_browser and not path.startswith("/api/") and not path.endswith(_DATA)


def waiting_page(request: Request, *, seconds: float) -> Response:
    """What is being worked out, since when, and that it comes by itself.

    Args:
        request: What was asked for.
        seconds: Since when it is being worked out.
    """
    path = request.url.path
    title = _WORDS.get(path, "This page is being worked out")
    again = str(min(_LONGEST, 1 + int(seconds / 3)))
    text = render(
        "waiting.html",
        title=title,
        section="",
        context=None,
        days=None,
        path=path,
        address_again=path + (f"?{request.url.query}" if request.url.query else ""),
        since=how_many(max(1, round(seconds)), "second"),
    )
    # Accepted, and not there yet (RFC 9110, 15.3.3): nobody keeps it, and no program takes it for the page.
    headers = {"Refresh": again, "Retry-After": again, "Cache-Control": "no-store"}
    return Response(text, status_code=202, media_type="text/html", headers=headers)
