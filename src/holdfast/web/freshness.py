"""Freshness: a page is made again, and sent again, only if the record has changed since."""

from __future__ import annotations

import secrets
from asyncio import Lock
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    headers: list[tuple[bytes, bytes]]


class Freshness:
    """Keeps answers under a tag of the record's version and the address, and says 304 to a browser that has one.

    Args:
        app: What makes the answers.
        desk: Whose record it is.
        also: A mark of what pages tell besides the record.
    """

    def __init__(self, app: ASGIApp, desk: Desk, also: Callable[[], Hashable] = lambda: None) -> None:
        self._app = app
        self._desk = desk
        self._also = also
        # Another process may serve another record or other agreements under the same address.
        self._process = secrets.token_hex(8)
        self._made: OrderedDict[str, _Made] = OrderedDict()
        self._making: dict[str, Lock] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, from what was made before if nothing has changed."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        try:
            version = self._desk.refresh()
        except StoreError:
            await self._app(scope, receive, send)  # it meets the same error, and tells it in the one shape of errors
            return
        request = Request(scope)
        tag = f'W/"{fingerprint("t", self._process, version, self._also(), request.url, date.today())}"'
        if tag in request.headers.get("if-none-match", ""):
            await Response(status_code=304, headers={"ETag": tag})(scope, receive, send)
        elif not await self._sent(tag, send):
            # One reader has it made; the others who ask meanwhile wait for that, instead of making it again.
            try:
                async with self._making.setdefault(tag, Lock()):
                    if not await self._sent(tag, send):
                        await self._app(scope, receive, _Kept(self, tag, send))
            finally:
                self._making.pop(tag, None)

    async def _sent(self, tag: str, send: Send) -> bool:
        """Send what was made before; False if nothing was."""
        made = self._made.get(tag)
        if made is not None:
            self._made.move_to_end(tag)
            await _send(made, send)
        return made is not None

    def keep(self, tag: str, made: _Made) -> None:
        """Keep an answer; those not asked for longest go."""
        if tag not in self._made:
            self._made[tag] = made
            self._bytes += len(made.body)
        while self._bytes > _MOST_BYTES:
            _, gone = self._made.popitem(last=False)
            self._bytes -= len(gone.body)


class _Kept:
    """Sends an answer on, and keeps it if it is whole and good.

    Answers are held until their end, so that the tag can be told with the first of their headers.
    """

    def __init__(self, freshness: Freshness, tag: str, send: Send) -> None:
        self._freshness = freshness
        self._tag = tag
        self._send = send
        self._start: Message = {}
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
        elif message["type"] == "http.response.body" and self._start:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._end()
        else:
            await self._send(message)

    async def _end(self) -> None:
        told = [(name, value) for name, value in self._start["headers"] if name != b"cache-control"]
        headers = [*told, (b"etag", self._tag.encode()), (b"cache-control", b"no-cache")]
        made = _Made(body=b"".join(self._parts), headers=headers)
        self._freshness.keep(self._tag, made)
        await _send(made, self._send)


async def _send(made: _Made, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": list(made.headers)})
    await send({"type": "http.response.body", "body": made.body})
