"""Freshness: a page is made again, and sent again, only if the record has changed since."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from fastapi import Request, Response

from holdfast.errors import StoreError
from holdfast.model.noun import fingerprint
from holdfast.web.desk import Desk

__all__ = ["Freshness"]

_MOST_BYTES = 32_000_000
"""Pages that are kept take no more memory than this; those not asked for longest go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An answer as it was made."""

    body: bytes
    headers: dict[str, str]


class Freshness:
    """Keeps answers under a tag of the record's version and the address, and says 304 to a browser that has one.

    Args:
        desk: Whose record it is.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # Another process may serve another record or other agreements under the same address.
        self._process = secrets.token_hex(8)
        self._made: OrderedDict[str, _Made] = OrderedDict()
        self._bytes = 0

    async def __call__(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer, from what was made before if nothing has changed."""
        if request.method != "GET" or request.url.path.startswith("/static/"):
            return await go_on(request)
        try:
            version = self._desk.refresh()
        except StoreError:
            return await go_on(request)  # it meets the same error, and tells it in the one shape of errors
        tag = f'W/"{fingerprint("t", self._process, version, request.url, date.today())}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        if tag in self._made:
            self._made.move_to_end(tag)
            return Response(self._made[tag].body, headers=self._made[tag].headers)
        return await self._answered(tag, await go_on(request))

    async def _answered(self, tag: str, response: Response) -> Response:
        # A middleware sees every answer as a stream; these are short ones, and whole when they come.
        stream: AsyncIterator[bytes] | None = getattr(response, "body_iterator", None)
        if response.status_code != 200 or stream is None:
            return response
        parts = [part async for part in stream]
        headers = {**response.headers, "etag": tag, "cache-control": "no-cache"}
        made = _Made(body=b"".join(parts), headers=headers)
        self._keep(tag, made)
        return Response(made.body, headers=headers)

    def _keep(self, tag: str, made: _Made) -> None:
        if tag not in self._made:
            self._made[tag] = made
            self._bytes += len(made.body)
        while self._bytes > _MOST_BYTES:
            _, gone = self._made.popitem(last=False)
            self._bytes -= len(gone.body)
