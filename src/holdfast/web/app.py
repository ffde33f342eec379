"""The application: every page at its address and as JSON beside it, the API, the guard and the errors."""

# No deferred annotations here: FastAPI reads the signatures of the functions made in `_add`.

from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

import msgspec
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from holdfast import __version__
from holdfast.model import Agreement
from holdfast.reading.reader import Reader
from holdfast.record.store import Store
from holdfast.settings import Settings
from holdfast.web import api, by_hand, drafting, feed, problems, reference
from holdfast.web.answering import as_page
from holdfast.web.clerks import Clerks
from holdfast.web.desk import Desk, Judge
from holdfast.web.exports import Exports
from holdfast.web.freshness import Freshness
from holdfast.web.guard import Guard, allowed_hosts
from holdfast.web.hand import hand_of
from holdfast.web.judge import Evaluator
from holdfast.web.pages.board import board
from holdfast.web.pages.brief import brief, brief_as_data, brief_as_pdf
from holdfast.web.pages.clause import agreement_page, clause_page
from holdfast.web.pages.documents import document_page, documents
from holdfast.web.pages.draft import draft_page
from holdfast.web.pages.events import event_page, events
from holdfast.web.pages.map import map_page
from holdfast.web.pages.page import Page
from holdfast.web.pages.search import search
from holdfast.web.pages.statements import statement_page, statements
from holdfast.web.pages.timeline import timeline
from holdfast.web.pages.voices import voices
from holdfast.web.pages.what_if import what_if_page
from holdfast.web.parameters import refuse_unknown_parameters
from holdfast.web.webhook import courier_of
from holdfast.web.workbench import Workbench

__all__ = ["PAGES", "create_app"]

PAGES: dict[str, Callable[..., Page]] = {
    "/board": board,
    "/agreements/{agreement}": agreement_page,
    "/agreements/{agreement}/what-if": what_if_page,
    "/agreements/{agreement}/clauses/{clause:path}": clause_page,
    "/documents": documents,
    "/documents/{document}": document_page,
    "/statements": statements,
    "/statements/{statement}": statement_page,
    "/events": events,
    "/events/{event}": event_page,
    "/map": map_page,
    "/timeline": timeline,
    "/voices": voices,
    "/search": search,
    "/draft": draft_page,
}
"""Every page by its address; the same address with `.json` gives what it says as data."""


def create_app(
    store: Store,
    *,
    agreements: Sequence[Agreement],
    settings: Settings,
    judge: Judge | None = None,
    read_only: bool | None = None,
    open_reader: Callable[[], Reader] | None = None,
    record_file: Path | None = None,
    clerks: Clerks | None = None,
) -> FastAPI:
    """The desk over a record.

    Args:
        store: The record; the desk writes nothing to it but what people judge at the desk.
        agreements: The agreements on the board, in this order.
        settings: Where it listens, and under which names it may be asked for.
        judge: What evaluates clauses; the evaluator of `holdfast.agreements` if none is given.
        read_only: Whether nobody judges here; see `hand_of` for what is so if it is not said.
        open_reader: Opens the reader of texts that are pasted to draft from, when the first comes; without one none
            can be pasted.
        record_file: The record's file, where it is in one; what a webhook was told is kept beside it.
        clerks: Processes over the same record that do what takes long, ended by `Desk.close`; None if the desk does it.

    Raises:
        WrongUse: A setting of the webhook cannot be.
        StoreError: What the webhook was told cannot be read.
    """
    app = FastAPI(
        title="Holdfast",
        version=__version__,
        summary="What was promised, what was reported, and who says so.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    desk = Desk(store, agreements=agreements, judge=judge or Evaluator(), clerks=clerks)
    app.state.desk = desk
    app.state.exports = Exports(desk)
    # The one added last is asked first.
    app.state.courier = courier = courier_of(desk, settings, beside=record_file)
    app.add_middleware(Freshness, desk=desk, also=lambda: courier.version if courier else None)
    app.state.hand = hand_of(settings, read_only=read_only)
    hosts = allowed_hosts(settings.host, settings.names.split(","))
    app.state.workbench = Workbench(settings, open_reader=open_reader)
    app.add_middleware(Guard, hosts=hosts, hand=app.state.hand)
    problems.install(app)
    app.include_router(api.router, dependencies=[Depends(refuse_unknown_parameters)])
    app.include_router(reference.router)
    app.include_router(feed.router)
    app.include_router(by_hand.router)
    app.include_router(drafting.router)
    app.add_api_route("/brief.json", brief_as_data, include_in_schema=False, response_model=None)
    app.add_api_route("/brief.pdf", brief_as_pdf, include_in_schema=False, response_model=None)
    app.add_api_route("/brief", brief, include_in_schema=False, response_model=None)
    for path, page_of in PAGES.items():
        _add(app.router, path, page_of)
    app.add_api_route("/", _home, include_in_schema=False, response_model=None)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False, response_model=None)
    static = resources.files("holdfast.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    return app


def _home(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/board{query}")


def _icon() -> Response:
    """Browsers ask for this address where a page names no icon, as the brief does not."""
    return RedirectResponse("/static/icon.svg")


def _add(router: APIRouter, path: str, page_of: Callable[..., Page]) -> None:
    """Add a page at its address, and its data at the same address with `.json`."""

    def as_json(page: Page = Depends(page_of)) -> Response:  # noqa: B008  # how FastAPI is told
        return Response(msgspec.json.encode(page.context), media_type="application/json")

    def as_html(request: Request, page: Page = Depends(page_of)) -> Response:  # noqa: B008  # how FastAPI is told
        return as_page(request, page)

    # The data first: the page's last part would take "x.json" for a name.
    router.add_api_route(f"{path}.json", as_json, include_in_schema=False, response_model=None)
    router.add_api_route(path, as_html, include_in_schema=False, response_model=None)
