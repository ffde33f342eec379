"""The notice: what a webhook is told of one change of a verdict, and how that is signed."""

from __future__ import annotations

import base64
import hmac
from datetime import date

import msgspec

from holdfast.model import Agreement
from holdfast.model.noun import fingerprint
from holdfast.model.verdict import Level
from holdfast.web.changes import page_of
from holdfast.web.pages.board import Change

__all__ = ["Notice", "body_of", "notice_of", "signature"]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a verdict, such as from pending to breached on 2 April 2022.

    Attributes:
        day: The day on which the verdict became another, by what was known on that day.
        page: The address below the desk's own at which it is explained.
    """

    agreement: str
    agreement_title: str
    clause: str
    clause_title: str
    day: date
    before: Level
    after: Level
    page: str

    @property
    def id(self) -> str:
        """Stable: the same change has the same id, however often it is told."""
        return fingerprint("n", self.agreement, self.clause, self.day, self.before, self.after)


def notice_of(agreement: Agreement, change: Change) -> Notice:
    """The notice of a change."""
    return Notice(
        agreement=agreement.id,
        agreement_title=agreement.title,
        clause=change.clause,
        clause_title=change.title,
        day=change.day,
        before=change.before,
        after=change.after,
        page=page_of(agreement, change),
    )


def body_of(notice: Notice, *, found: str) -> bytes:
    """The JSON that is sent.

    Args:
        notice: The change.
        found: The moment (ISO 8601, UTC) at which the desk found it.
    """
    return msgspec.json.encode({"type": "verdict.changed", "timestamp": found, "data": notice})


def signature(secret: bytes, *, id: str, moment: int, body: bytes) -> str:
    """The value of `webhook-signature`: HMAC-SHA256 over id, moment and body, as Standard Webhooks 1.0 has it.

    Args:
        secret: What desk and receiver share.
        id: The value of `webhook-id`.
        moment: The value of `webhook-timestamp`: seconds since 1970, so that an old request cannot be sent again.
        body: The bytes that are sent.
    """
    signed = b".".join((id.encode(), str(moment).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
