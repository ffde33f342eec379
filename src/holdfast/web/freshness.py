"""Freshness: a page is made again, and sent again, only if the record has changed since.

It is made apart from whoever asks: several who ask for the same wait for the same making, and a reader whose patience
ends before is told so, and finds it made when asking again.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from holdfast.errors import StoreError
from holdfast.model.noun import fingerprint
from holdfast.web.desk import Desk
from holdfast.web.waiting import PATIENCE, is_for_people, waiting_page

__all__ = ["Freshness"]

_MOST_BYTES = 32_000_000
"""Pages that are kept take no more memory than this; those not asked for longest go first."""
_STREAMED = "/api/export/"
"""Addresses below this are sent as they are made, and kept elsewhere."""
_KEPT_FOR = 60.0
"""Seconds for which what a reader was told to wait for is there, if nobody fetches it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An answer as it was made."""

    status: int
    body: bytes
    headers: list[tuple[bytes, bytes]]


@dataclass(slots=True, kw_only=True)
class _Making:
    """An answer that is being made, or was and is waited for.

    Attributes:
        tag: Of the record and the address.
        is_promised: A reader was told to ask for it again.
    """

    tag: str
    task: asyncio.Task[_Made]
    is_promised: bool = False
    begun: float = field(default_factory=time.monotonic)


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
        self._making: dict[str, _Making] = {}
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
        elif scope["path"].startswith(_STREAMED):
            await self._app(scope, receive, _Tagged(tag, send))
        elif (made := self._kept(tag) or await self._waited(tag, request)) is not None:
            await _send(made, send)
        else:
            seconds = time.monotonic() - self._making[str(request.url)].begun
            await waiting_page(request, seconds=seconds)(scope, receive, send)

    def _kept(self, tag: str) -> _Made | None:
        made = self._made.get(tag)
        if made is not None:
            self._made.move_to_end(tag)
        return made

    async def _waited(self, tag: str, request: Request) -> _Made | None:
        """The answer once it is made; None if a person's patience ends before."""
        address = str(request.url)
        making = self._making.get(address)
        # What a reader was told to wait for is given, although the record may have changed meanwhile: where somebody
        # adds to it all the time, what takes long would never come.
        if making is None or not (making.tag == tag or making.is_promised):
            task = asyncio.create_task(self._make(tag, request.scope))
            making = self._making[address] = _Making(tag=tag, task=task)
            task.add_done_callback(lambda _: self._is_over(address, making))
        await asyncio.wait([making.task], timeout=PATIENCE if is_for_people(request) else None)
        if not making.task.done():
            making.is_promised = True
            return None
        self._drop(address, making)
        return making.task.result()

    def _is_over(self, address: str, making: _Making) -> None:
        if making.is_promised and not making.task.cancelled():
            asyncio.get_running_loop().call_later(_KEPT_FOR, self._drop, address, making)
        else:
            self._drop(address, making)

    def _drop(self, address: str, making: _Making) -> None:
        if self._making.get(address) is making:
            del self._making[address]

    async def _make(self, tag: str, scope: Scope) -> _Made:
        answer = _Held()
        await self._app(scope, _nothing_more, answer)
        made = answer.made()
        if made.status == 200:
            made = replace(made, headers=_tagged(made.headers, tag))
            self._keep(tag, made)
        return made

    def _keep(self, tag: str, made: _Made) -> None:
        """Keep an answer; those not asked for longest go."""
        if tag not in self._made:
            self._made[tag] = made
            self._bytes += len(made.body)
        while self._bytes > _MOST_BYTES:
            _, gone = self._made.popitem(last=False)
            self._bytes -= len(gone.body)


class _Held:
    """Takes an answer and holds it until its end, so that the tag can be told with the first of its headers."""

    def __init__(self) -> None:
        self._start: Message = {}
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._parts.append(message.get("body", b""))

    def made(self) -> _Made:
        """The answer."""
        return _Made(status=self._start["status"], body=b"".join(self._parts), headers=list(self._start["headers"]))


class _Tagged:
    """Sends an answer on as it comes, with its tag if it is good."""

    def __init__(self, tag: str, send: Send) -> None:
        self._tag = tag
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            message = {**message, "headers": _tagged(message["headers"], self._tag)}
        await self._send(message)


def _tagged(headers: list[tuple[bytes, bytes]], tag: str) -> list[tuple[bytes, bytes]]:
    told = [(name, value) for name, value in headers if name != b"cache-control"]
    return [*told, (b"etag", tag.encode()), (b"cache-control", b"no-cache")]


async def _nothing_more() -> Message:
    """What is received by what makes an answer: no body, and no word that the reader has gone."""
    await asyncio.Event().wait()
    raise AssertionError("nothing ends that wait")


async def _send(made: _Made, send: Send) -> None:
    await send({"type": "http.response.start", "status": made.status, "headers": list(made.headers)})
    await send({"type": "http.response.body", "body": made.body})
