"""Errors as answers: one shape for JSON, {what, where, remedy}, and the same words on a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from holdfast.errors import HoldfastError, MissingInput, OutputError, StoreError
from holdfast.web.hand import Forbidden
from holdfast.web.policy import HEADERS
from holdfast.web.rendering import render

__all__ = ["Problem", "install", "problem_response"]

_LOG = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, where, and what to do next; the one shape of every error."""

    status: int
    what: str
    where: str | None = None
    remedy: str | None = None


def install(app: FastAPI) -> None:
    """Answer every error in the one shape."""
    app.add_exception_handler(HoldfastError, _of_holdfast)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_anything)


def problem_response(request: Request, problem: Problem) -> Response:
    """A problem as JSON under /api and for .json addresses, as a page otherwise."""
    if request.url.path.startswith("/api") or request.url.path.endswith(".json"):
        text = msgspec.json.encode(problem)
        return Response(text, status_code=problem.status, media_type="application/json", headers=HEADERS)
    name = HTTPStatus(problem.status).phrase
    return Response(
        render("problem.html", title=name, section="", context=problem, days=None, path=request.url.path),
        status_code=problem.status,
        media_type="text/html",
        # The last resort answers outside the guard, which sends these with everything else.
        headers=HEADERS,
    )


async def _of_holdfast(request: Request, error: Exception) -> Response:
    assert isinstance(error, HoldfastError)
    by_kind = ((Forbidden, 403), (MissingInput, 404), (StoreError, 503), (OutputError, 503))
    status = next((status for kind, status in by_kind if isinstance(error, kind)), 422)
    return problem_response(request, Problem(status=status, what=error.what, where=error.where, remedy=error.remedy))


async def _of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    # The first part says only that it stands in the query or the path.
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    given = first.get("input")
    problem = Problem(
        status=422,
        what=f"{where} is {given!r}: {first['msg'][0].lower()}{first['msg'][1:]}",
        where=where,
        remedy=_remedy(first["type"]),
    )
    return problem_response(request, problem)


def _remedy(kind: str) -> str:
    if kind.startswith("date"):
        return "Give a day like 2022-04-05"
    if kind.startswith("int"):
        return "Give a whole number"
    if kind.startswith(("float", "greater", "less")):
        return "Give a number within what /api/docs says of it"
    return "See /api/docs for what each parameter may be"


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        problem = Problem(
            status=404, what="There is no such page", where=request.url.path, remedy="Begin at the board: /board"
        )
    else:
        problem = Problem(status=error.status_code, what=str(error.detail), where=request.url.path)
    return problem_response(request, problem)


async def _of_anything(request: Request, error: Exception) -> Response:
    # The server's last resort: the reason goes to the log, where it may name files, and not to whoever asks.
    _LOG.error("The desk failed on %s", request.url.path, exc_info=error)
    return problem_response(
        request,
        Problem(
            status=500,
            what="The desk failed on this page, by a mistake of its own",
            where=request.url.path,
            remedy="The terminal in which it runs says why; please report it",
        ),
    )
