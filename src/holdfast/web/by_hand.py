"""Forms of the desk: each is checked, kept as a person's judgement, and answered with the page that shows it."""

# No deferred annotations here: FastAPI reads the signatures of the routes.

import re
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from holdfast.errors import MissingInput, WrongUse
from holdfast.model import Statement
from holdfast.model.correction import Correction
from holdfast.model.days import as_day
from holdfast.record.judging import Signature, join, keep_apart, take_back
from holdfast.web.amending import amended
from holdfast.web.desk import Desk
from holdfast.web.forms import TheForm
from holdfast.web.hand import BY_HAND
from holdfast.web.pages.page import AtDesk, TheHand
from holdfast.web.webhook import Courier

__all__ = ["router"]

router = APIRouter(prefix=BY_HAND.rstrip("/"), include_in_schema=False)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _signed(request: Request, hand: TheHand, form: TheForm) -> Signature:
    return hand.signature(form, request.headers)


Signed = Annotated[Signature, Depends(_signed)]


@router.post("/apart", response_model=None)
def apart(desk: AtDesk, form: TheForm, signed: Signed) -> Response:
    """Undo a merge: two statements are about two happenings."""
    keep_apart(desk.store, _given(form, "left"), _given(form, "right"), signed=signed)
    return _event_of(desk, form["left"], form)


@router.post("/joined", response_model=None)
def joined(desk: AtDesk, form: TheForm, signed: Signed) -> Response:
    """Join the event of a statement with another event, chosen from a list or named by its address."""
    name = (form.get("other") or "").strip() or _given(form, "near")
    name = urlsplit(name).path.rstrip("/").rsplit("/", 1)[-1]
    desk.refresh()
    other = desk.event(name, None)
    join(desk.store, _given(form, "left"), other.statements[0], signed=signed)
    return _event_of(desk, form["left"], form)


@router.post("/taken-back", response_model=None)
def taken_back(desk: AtDesk, form: TheForm, signed: Signed) -> Response:
    """Take back what a person judged; what was judged before stands again, else the machine decides."""
    found = take_back(desk.store, _given(form, "judged_by"), _given(form, "judged_at"), signed=signed)
    return _event_of(desk, form.get("left") or found[0].left, form)


@router.post("/corrected", response_model=None)
def corrected(desk: AtDesk, form: TheForm, signed: Signed) -> Response:
    """Correct a statement: it says what the form says."""
    desk.refresh()
    statement = desk.statement(_given(form, "statement"), None)
    now = amended(statement, desk.document(statement.document, None), form)
    return _ruled(desk, statement, form, signed, corrected=now)


@router.post("/no-statement", response_model=None)
def no_statement(desk: AtDesk, form: TheForm, signed: Signed) -> Response:
    """Say that a statement is none."""
    desk.refresh()
    return _ruled(desk, desk.statement(_given(form, "statement"), None), form, signed, ruling="not-a-statement")


@router.post("/as-read", response_model=None)
def as_read(desk: AtDesk, form: TheForm, signed: Signed) -> Response:
    """Take a correction back: the statement is again as it was read."""
    desk.refresh()
    name = _given(form, "statement")
    statement = desk.view().as_read(name)
    if statement is None or name not in desk.corrections(None):
        raise MissingInput(f"Nothing is corrected in {name!r}", where="statement", remedy="Load the page again")
    return _ruled(desk, statement, form, signed, ruling="taken-back")


@router.post("/told-again", response_model=None)
def told_again(request: Request, hand: TheHand, form: TheForm) -> Response:
    """Put out anew what the webhook could not be told."""
    hand.refuse_foreign(form)
    courier: Courier | None = request.app.state.courier
    if courier is None:
        raise MissingInput("This desk tells no webhook", remedy="Set HOLDFAST_WEBHOOK_URL, and start it anew")
    courier.outbox.again()
    return see("/documents", form, "webhook")


def _ruled(
    desk: Desk,
    statement: Statement,
    form: Mapping[str, str],
    signed: Signature,
    *,
    ruling: Literal["corrected", "not-a-statement", "taken-back"] = "corrected",
    corrected: Statement | None = None,
) -> Response:
    """Keep a correction, and go to the statement's document."""
    with desk.store.writing() as writer:
        writer.correct(
            Correction(
                statement=statement.id, ruling=ruling, corrected=corrected, by=signed.by.strip(), at=signed.at,
                why=signed.why,
            )
        )  # fmt: skip
    desk.refresh()
    return see(f"/documents/{quote(statement.document, safe='')}", form, f"s-{statement.id}", statement=statement.id)


def _given(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "").strip()
    if not value:
        raise WrongUse(f"The form says nothing of {name!r}", where=name, remedy="Go back, choose, and send it again")
    return value


def _event_of(desk: Desk, statement: str, form: Mapping[str, str]) -> Response:
    """To the page of the event that the statement stands in now, or to the statement where it makes none."""
    desk.refresh()
    known_by = as_day(form["known_by"]) if _DAY.fullmatch(form.get("known_by", "")) else None
    event = desk.event_of((statement,), known_by).get(statement)
    if event is None and desk.view(known_by).statement(statement) is None:
        raise MissingInput(f"There is no statement {statement!r}", where="left", remedy="Look for it under Search")
    path = f"/events/{quote(event, safe='')}" if event else f"/statements/{quote(statement, safe='')}"
    return see(path, form, "by-hand" if event else "main")


def see(path: str, form: Mapping[str, str], fragment: str, **query: str) -> Response:
    """Send the browser on to a page, with the days that the form was filled in on."""
    days = query | {name: form[name] for name in ("on", "known_by") if _DAY.fullmatch(form.get(name, ""))}
    return RedirectResponse(path + (f"?{urlencode(days)}" if days else "") + f"#{fragment}", status_code=303)
