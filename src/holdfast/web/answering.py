"""Answering: a page printed for a browser, with what every page knows of the request."""

from __future__ import annotations

from fastapi import Request, Response

from holdfast.web.pages.page import Page
from holdfast.web.rendering import render

__all__ = ["as_page"]


def as_page(request: Request, page: Page, *, path: str | None = None, status: int = 200) -> Response:
    """A page as HTML.

    Args:
        request: What it answers.
        page: What it says.
        path: The page's own address, where it answers a form that was sent to another; then there is no such page as
            data, since the form is not part of the address.
        status: Of the answer.
    """
    own = request.url
    of_its_address = {"json_address": f"{own.path}.json" + (f"?{own.query}" if own.query else "")}
    text = render(
        page.template,
        title=page.title,
        section=page.section,
        context=page.context,
        days=page.days,
        drawing=page.drawing,
        dated=page.dated,
        hand=request.app.state.hand,
        path=path or own.path,
        query={} if path else dict(request.query_params),
        **({} if path else of_its_address),
    )
    return Response(text, status_code=status, media_type="text/html")
