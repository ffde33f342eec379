"""Freshness: an answer is sent again only if the record has changed since the browser last asked."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from datetime import date

from fastapi import Request, Response

from holdfast.errors import StoreError
from holdfast.model.noun import fingerprint
from holdfast.web.desk import Desk

__all__ = ["Freshness"]


class Freshness:
    """Marks every page with a tag made of the record's version and the address, and answers 304 to one that is known.

    Args:
        desk: Whose record it is.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # Another process may serve another record or other agreements under the same address.
        self._process = secrets.token_hex(8)

    async def __call__(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer, or say that nothing is new."""
        if request.url.path.startswith("/static/"):
            return await go_on(request)
        try:
            version = self._desk.refresh()
        except StoreError:
            return await go_on(request)  # it meets the same error, and tells it in the one shape of errors
        tag = f'W/"{fingerprint("t", self._process, version, request.url, date.today())}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        response = await go_on(request)
        if response.status_code == 200:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "no-cache"
        return response
