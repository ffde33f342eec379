"""What every answer carries and every request must be: headers, a known Host, reading but for the desk's forms."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

from fastapi import Request, Response

from holdfast.web.hand import BY_HAND, Hand, is_foreign
from holdfast.web.policy import HEADERS
from holdfast.web.problems import Problem, problem_response

__all__ = ["Guard", "allowed_hosts"]


class Guard:
    """The desk's door: it refuses foreign Host headers, forms of other sites, and all other writing.

    A page on another site can point its own name at 127.0.0.1 and read the desk through the reader's browser ("DNS
    rebinding"); the name then stands in the Host header, and is not one of ours.

    Args:
        hosts: Names and addresses under which the desk may be asked for, without port; empty allows any.
        hand: Whether people judge here.
    """

    def __init__(self, hosts: Iterable[str], hand: Hand) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._hand = hand

    async def __call__(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer, or refuse; either with the headers."""
        problem = self._problem(request)
        if problem:
            response = problem_response(request, problem)
        elif request.method == "HEAD":
            response = await _without_body(request, go_on)
        else:
            response = await go_on(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if problem and problem.status == 405:
            response.headers["Allow"] = "GET, HEAD"
        return response

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


async def _without_body(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """What GET would answer, but for the body: asked as GET, since routes know no HEAD."""
    request.scope["method"] = "GET"
    response = await go_on(request)
    stream: AsyncIterator[bytes] | None = getattr(response, "body_iterator", None)
    if stream is not None:
        async for _ in stream:
            pass
    request.scope["method"] = "HEAD"
    return Response(status_code=response.status_code, headers=dict(response.headers))


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
