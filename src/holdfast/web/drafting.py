"""The form of a draft: what is proposed, checked, taken away or saved, as a person decided on each clause."""

# No deferred annotations here: FastAPI reads the signatures of the routes.

import io
import zipfile
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from holdfast.agreements import differences
from holdfast.agreements.drafting import Decided, decided
from holdfast.agreements.drafting.files import agreement_of
from holdfast.errors import HoldfastError, StoreError, WrongUse
from holdfast.pipeline.drafting import refuse_wrong_parties
from holdfast.sources.about import About
from holdfast.web.answering import as_page
from holdfast.web.desk import Desk
from holdfast.web.forms import TheLongForm
from holdfast.web.hand import BY_HAND
from holdfast.web.pages.draft import (
    Decisions,
    DraftPage,
    Given,
    Proposal,
    first_decisions,
    in_words,
    page_of,
    proposal_of,
    proposed,
    read_in_record,
    refused,
    with_mistakes,
)
from holdfast.web.pages.page import AtDesk, Page, TheHand
from holdfast.web.workbench import AtWorkbench, ReadText, Workbench

__all__ = ["router"]

router = APIRouter(prefix=BY_HAND.rstrip("/"), include_in_schema=False)
_PAGE = "/draft"
_WANTED = ("propose", "check", "take", "save")
_TAKEN = {"yes": True, "no": False}


@router.post("/draft", response_model=None)
def drafted(request: Request, desk: AtDesk, workbench: AtWorkbench, hand: TheHand, form: TheLongForm) -> Response:
    """Propose clauses from a text, or do with the decisions on them what `do` says: check, take or save."""
    hand.refuse_foreign(form)
    given = _given(form)
    try:
        found = _proposal(desk, workbench, given)
    except StoreError:
        raise
    except HoldfastError as error:
        return _told(request, refused(given, workbench, error), status=422)
    wanted = form.get("do", "propose")
    if wanted not in _WANTED:
        raise WrongUse(f"{wanted!r} is nothing that can be done with a draft", where="do", remedy="Load the page again")
    if wanted == "propose":
        return _told(request, page_of(proposed(given, workbench, found, first_decisions(found))))
    decisions = _decisions(form, found)
    context = proposed(given, workbench, found, decisions)
    try:
        signed = hand.signature(form, request.headers).by.strip() if wanted == "save" else None
        result = decided(found.draft, header=decisions.header, decisions=decisions.as_decisions(), by=signed)
        context = _checked(context, found, result)
        if wanted == "check" or result.agreement is None:
            return _told(request, page_of(context))
        _refuse_open(context)
        return _given_out(wanted, result.agreement.id, result.files, workbench)
    except HoldfastError as error:
        return _told(request, page_of(msgspec.structs.replace(context, problem=in_words(error))), status=422)


def _given_out(wanted: str, name: str, files: Mapping[str, str], workbench: Workbench) -> Response:
    """The agreement's files as a zip, or saved."""
    if wanted == "take":
        return _zip(name, files)
    workbench.save(name, files)
    return RedirectResponse(f"{_PAGE}?{urlencode({'saved': name})}#saved", status_code=303)


def _refuse_open(context: DraftPage) -> None:
    if context.undecided:
        wait = "One clause waits" if context.undecided == 1 else f"{context.undecided} clauses wait"
        raise WrongUse(f"{wait} for a decision", remedy="Take each of them, or leave it out")


def _told(request: Request, page: Page, *, status: int = 200) -> Response:
    return as_page(request, page, path=_PAGE, status=status)


def _given(form: Mapping[str, str]) -> Given:
    """What the form says of the text; line ends are those of the text and not of the form."""
    fields = {name: form.get(name, "").strip() for name in ("document", "title", "outlet", "published", "parties")}
    return Given(text=_lines(form.get("text", "")), **fields)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _proposal(desk: Desk, workbench: Workbench, given: Given) -> Proposal:
    parties = [party.strip() for party in given.parties.split(",") if party.strip()]
    refuse_wrong_parties(parties, where="parties")
    return proposal_of(_read(desk, workbench, given), parties=parties)


def _read(desk: Desk, workbench: Workbench, given: Given) -> ReadText:
    if given.document:
        desk.refresh()
        return read_in_record(desk, given.document)
    about = About(title=given.title or None, outlet=given.outlet or None, published=given.published or None)
    return workbench.read(given.text, about=about)


def _decisions(form: Mapping[str, str], found: Proposal) -> Decisions:
    """What the form decides.

    Raises:
        WrongUse: It decides on another proposal than the one that is made from its text now.
    """
    if form.get("proposal") != found.mark:
        raise WrongUse(
            "What is proposed from this text has changed since, for instance because a statement was corrected",
            where="proposal",
            remedy="Go back to keep what you wrote, and propose the clauses anew",
        )
    numbers = range(1, len(found.codes) + 1)
    return Decisions(
        header=_lines(form.get("header", "")),
        taken=tuple(_TAKEN.get(form.get(f"taken_{number}", "")) for number in numbers),
        codes=tuple(_lines(form.get(f"code_{number}", "")) for number in numbers),
    )


def _checked(context: DraftPage, found: Proposal, result: Decided) -> DraftPage:
    """The page with what the check found: mistakes, or how the agreement differs from the proposal."""
    page = with_mistakes(context, result.mistakes)
    if result.agreement is None:
        return page
    return msgspec.structs.replace(page, changes=differences(agreement_of(found.draft), result.agreement))


def _zip(name: str, files: Mapping[str, str]) -> Response:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(f"{name}/{path}", text)
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=headers)
