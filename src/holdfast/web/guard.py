"""What every answer carries and every request must be: headers, a known Host, reading but for the desk's forms."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from holdfast.web.hand import BY_HAND, Hand, is_foreign
from holdfast.web.policy import HEADERS
from holdfast.web.problems import Problem, problem_response

__all__ = ["Guard", "allowed_hosts"]


class Guard:
    """The desk's door: it refuses foreign Host headers, forms of other sites, and all other writing.

    A page on another site can point its own name at 127.0.0.1 and read the desk through the reader's browser ("DNS
    rebinding"); the name then stands in the Host header, and is not one of ours.

    Args:
        app: What is guarded.
        hosts: Names and addresses under which the desk may be asked for, without port; empty allows any.
        hand: Whether people judge here.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], hand: Hand) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._hand = hand

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse; either with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        problem = self._problem(request)
        guarded = _Guarded(send, without_body=scope["method"] == "HEAD")
        if problem:
            response = problem_response(request, problem)
            if problem.status == 405:
                response.headers["Allow"] = "GET, HEAD"
            await response(scope, receive, guarded)
        else:
            # HEAD is asked as GET, since routes know no HEAD.
            await self._app({**scope, "method": "GET"} if guarded.without_body else scope, receive, guarded)

    def _problem(self, request: Request) -> Problem | None:
        host = request.headers.get("host", "")
        if self._hosts and _without_port(host) not in self._hosts:
            return Problem(
                status=421,
                what=f"This desk does not answer to the name {host!r}",
                where="Host header",
                remedy=f"Ask for it as {sorted(self._hosts)[0]}, or start it with HOLDFAST_NAMES set to that name",
            )
        if request.method == "POST" and request.url.path.startswith(BY_HAND) and not self._hand.read_only:
            return _foreign_form() if is_foreign(request.headers) else None
        if request.method not in ("GET", "HEAD"):
            return Problem(
                status=405,
                what=f"{request.method} changes things, and here the desk only reads",
                where=request.url.path,
                remedy="Use GET; the record is changed with the commands add, load and import",
            )
        return None


def _foreign_form() -> Problem:
    return Problem(
        status=403,
        what="This form was sent by a page of another site",
        where="Origin header",
        remedy="Judge on the pages of the desk itself",
    )


class _Guarded:
    """Sends an answer on with the headers that every answer carries; for HEAD all of it but the body."""

    def __init__(self, send: Send, *, without_body: bool) -> None:
        self.without_body = without_body
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            more = [(name, value) for name, value in _HEADERS if name not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        elif self.without_body:
            if message.get("more_body", False):
                return
            message = {**message, "body": b""}
        await self._send(message)


_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


def allowed_hosts(host: str, names: Iterable[str]) -> frozenset[str]:
    """Under which names a desk that listens on `host` may be asked for: this machine's own, and those given.

    A desk that listens on every address of the machine, without a name given, may be asked for under any.
    """
    given = frozenset(name.strip().lower() for name in names if name.strip())
    if not given and _everywhere(host):
        return frozenset()
    return given | {host.lower(), "127.0.0.1", "localhost", "::1"}


def _everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].split("]", 1)[0].lower()
    return host.rsplit(":", 1)[0].lower() if host.count(":") == 1 else host.lower()
