"""The API: the record's nouns as JSON, read only, in the form that docs/statement.md and docs/agreement.md specify."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from holdfast.errors import MissingInput
from holdfast.model import Agreement, Document, Event, Judgement, RollUp, Statement, Verdict, roll_up
from holdfast.outputs import FORMATS, MEDIA_TYPES
from holdfast.web.cursor import TheStretches
from holdfast.web.exports import Exported, Exports
from holdfast.web.pages.board import Cell, cells
from holdfast.web.pages.events import TheEventChoice
from holdfast.web.pages.page import AtDesk, TheDays
from holdfast.web.pages.statements import TheChoice
from holdfast.web.problems import Problem

__all__ = ["ANSWERS", "router"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the API gives, with its own fields and nothing else."""


class Record(Answer, frozen=True, kw_only=True):
    """How much the record knows."""

    documents: int
    statements: int
    events: int
    last_day: date | None
    known_by: date | None
    agreements: tuple[str, ...]


class DocumentList(Answer, frozen=True, kw_only=True):
    """A stretch of documents; `next` is the address of the next one, and with `next_offset` null at the end."""

    items: tuple[Document, ...]
    next: str | None
    next_offset: int | None


class StatementList(Answer, frozen=True, kw_only=True):
    """A stretch of statements; `next` is the address of the next one, and with `next_offset` null at the end."""

    items: tuple[Statement, ...]
    next: str | None
    next_offset: int | None


class EventList(Answer, frozen=True, kw_only=True):
    """A stretch of events; `next` is the address of the next one, and with `next_offset` null at the end."""

    items: tuple[Event, ...]
    next: str | None
    next_offset: int | None


class AgreementList(Answer, frozen=True, kw_only=True):
    """The agreements of this desk."""

    items: tuple[Agreement, ...]


class JudgementList(Answer, frozen=True, kw_only=True):
    """Judgements of sameness, in the order they were made."""

    items: tuple[Judgement, ...]


class Verdicts(Answer, frozen=True, kw_only=True):
    """An agreement's verdicts on a day by what was known by a day, with their roll-up: the most severe, and counts."""

    agreement: str
    on: date
    known_by: date | None
    roll_up: RollUp
    items: tuple[Verdict, ...]


class ClauseHistory(Answer, frozen=True, kw_only=True):
    """One clause's level day by day; null where nothing was checked."""

    clause: str
    days: tuple[Cell, ...]


class History(Answer, frozen=True, kw_only=True):
    """The levels of an agreement's clauses day by day."""

    agreement: str
    until: date
    known_by: date | None
    as_known_then: bool
    clauses: tuple[ClauseHistory, ...]


ANSWERS: tuple[Any, ...] = (
    Record, DocumentList, StatementList, EventList, AgreementList, JudgementList, Verdicts, History,
    Agreement, Document, Event, Statement, Problem,
)  # fmt: skip
"""Every struct that the API gives, for its description."""


def _told_as(answer: type[msgspec.Struct]) -> dict[int | str, dict[str, Any]]:
    """How the description tells what a route gives."""

    def of(name: str) -> dict[str, Any]:
        return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}

    return {
        200: {"description": (answer.__doc__ or "").split("\n", 1)[0], **of(answer.__name__)},
        404: {"description": "There is no such thing.", **of("Problem")},
        422: {"description": "A parameter is wrong.", **of("Problem")},
    }


def _written_as(media: str) -> str:
    """How the description tells a file of a media type: JSON is one object, anything else text or bytes."""
    return "object" if media == "application/json" or media.endswith("+json") else "string"


_Format = Annotated[str, Path(description="The format's name.", json_schema_extra={"enum": sorted(FORMATS)})]
_EXPORTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A file.",
        "content": {media: {"schema": {"type": _written_as(media)}} for media, _ in MEDIA_TYPES.values()},
    },
    404: _told_as(Record)[404],
    422: _told_as(Record)[422],
    503: {
        **_told_as(Record)[422],
        "description": "Its library is not installed here, or the writing broke off.",
    },
}


def _json(answer: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")


def _list(answer: msgspec.Struct, further: str | None) -> Response:
    """A list, with the next stretch in a `Link` header too (RFC 8288)."""
    response = _json(answer)
    if further:
        response.headers["Link"] = f'<{further}>; rel="next"'
    return response


router = APIRouter(prefix="/api", default_response_class=Response)


@router.get("", responses=_told_as(Record), response_model=None, tags=["record"])
def record(desk: AtDesk, days: TheDays) -> Response:
    """How many documents, statements and events are known, and up to which day."""
    size = desk.size(days.known_by)
    return _json(
        Record(
            documents=size.documents,
            statements=size.statements,
            events=size.events,
            last_day=desk.last_day(days.known_by),
            known_by=days.known_by,
            agreements=tuple(agreement.id for agreement in desk.agreements),
        )
    )


@router.get("/agreements", responses=_told_as(AgreementList), response_model=None, tags=["agreements"])
def agreements(desk: AtDesk) -> Response:
    """The agreements of this desk, with their clauses."""
    return _json(AgreementList(items=desk.agreements))


@router.get("/agreements/{agreement}", responses=_told_as(Agreement), response_model=None, tags=["agreements"])
def agreement(desk: AtDesk, agreement: str) -> Response:
    """One agreement with its clauses."""
    return _json(desk.agreement(agreement))


@router.get("/agreements/{agreement}/verdicts", responses=_told_as(Verdicts), response_model=None, tags=["agreements"])
def verdicts(
    desk: AtDesk,
    days: TheDays,
    agreement: str,
    clause: Annotated[str | None, Query(description="One clause only.", max_length=200)] = None,
    reading: Annotated[str | None, Query(description="One reading only.", max_length=200)] = None,
) -> Response:
    """Verdicts with their reasons, for all clauses or one, under all readings or one."""
    found = desk.agreement(agreement)
    if clause is not None:
        desk.clause(agreement, clause)
    chosen = tuple(
        verdict
        for verdict in desk.verdicts(found, days)
        if clause in (None, verdict.clause) and reading in (None, verdict.reading)
    )
    return _json(
        Verdicts(
            agreement=found.id,
            on=days.on,
            known_by=days.known_by,
            roll_up=roll_up(verdict.level for verdict in chosen),
            items=chosen,
        )
    )


@router.get("/agreements/{agreement}/history", responses=_told_as(History), response_model=None, tags=["agreements"])
def history(
    desk: AtDesk,
    days: TheDays,
    agreement: str,
    as_known_then: Annotated[bool, Query(description="Each day by what was known on that day.")] = False,
) -> Response:
    """Levels by day, up to four weeks back; by what is known now or by what was known then."""
    found = desk.agreement(agreement)
    by_day = desk.history(found, days, as_known_then=as_known_then)
    return _json(
        History(
            agreement=found.id,
            until=days.on,
            known_by=days.known_by,
            as_known_then=as_known_then,
            clauses=tuple(ClauseHistory(clause=c.id, days=cells(by_day, c.id)) for c in found.clauses),
        )
    )


@router.get("/documents", responses=_told_as(DocumentList), response_model=None, tags=["record"])
def documents(desk: AtDesk, days: TheDays, choice: TheChoice, stretches: TheStretches) -> Response:
    """Documents in order of publication; those that hold a statement of the choice, where one is made."""
    view = desk.view(days.known_by)
    found = stretches.of(lambda offset, limit: tuple(view.documents(choice.as_filter(offset=offset, limit=limit))))
    return _list(DocumentList(items=found.items, next=found.next, next_offset=found.next_offset), found.next)


@router.get("/documents/{document}", responses=_told_as(Document), response_model=None, tags=["record"])
def document(desk: AtDesk, days: TheDays, document: str) -> Response:
    """One document with its text."""
    return _json(desk.document(document, days.known_by))


@router.get("/statements", responses=_told_as(StatementList), response_model=None, tags=["record"])
def statements(desk: AtDesk, days: TheDays, choice: TheChoice, stretches: TheStretches) -> Response:
    """Statements in order of publication, document and offset."""
    view = desk.view(days.known_by)
    found = stretches.of(lambda offset, limit: tuple(view.statements(choice.as_filter(offset=offset, limit=limit))))
    return _list(StatementList(items=found.items, next=found.next, next_offset=found.next_offset), found.next)


@router.get("/statements/{statement}", responses=_told_as(Statement), response_model=None, tags=["record"])
def statement(desk: AtDesk, days: TheDays, statement: str) -> Response:
    """One statement."""
    return _json(desk.statement(statement, days.known_by))


@router.get("/events", responses=_told_as(EventList), response_model=None, tags=["record"])
def events(desk: AtDesk, days: TheDays, choice: TheEventChoice, stretches: TheStretches) -> Response:
    """Events in order of their first day, those without one last."""
    lists = desk.merged(days.known_by).lists()
    found = stretches.of(lambda offset, limit: lists.events(replace(choice, offset=offset, limit=limit)))
    return _list(EventList(items=found.items, next=found.next, next_offset=found.next_offset), found.next)


@router.get("/events/{event}", responses=_told_as(Event), response_model=None, tags=["record"])
def event(desk: AtDesk, days: TheDays, event: str) -> Response:
    """One event with its ledger, its contradictions and the reasons of merging."""
    return _json(desk.event(event, days.known_by))


@router.get("/export/{format}", responses=_EXPORTED, response_model=None, tags=["record"])
async def export(request: Request, days: TheDays, choice: TheChoice, format: _Format) -> Response:
    """What is known and chosen, in a format for other programs; names of private persons are left out."""
    if format not in FORMATS:
        raise MissingInput(
            f"There is no format {format!r}", where="format", remedy=f"Formats are {', '.join(sorted(FORMATS))}"
        )
    exports: Exports = request.app.state.exports
    found = await run_in_threadpool(exports.of, format, days.known_by, choice.as_filter())
    try:
        await found.begun()
    except BaseException:
        found.leave()
        raise
    media_type, ending = MEDIA_TYPES[format]
    return Exported(found, media_type=media_type, name=f"holdfast-{format}.{ending}")


@router.get("/judgements", responses=_told_as(JudgementList), response_model=None, tags=["record"])
def judgements(desk: AtDesk, days: TheDays) -> Response:
    """Who has judged two statements to be, or not to be, about the same happening."""
    return _json(JudgementList(items=tuple(desk.view(days.known_by).judgements())))
