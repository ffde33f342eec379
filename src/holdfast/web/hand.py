"""Who may judge at a desk, under which name, and how a form proves that it is the desk's own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from holdfast.errors import WrongUse
from holdfast.record.judging import Signature
from holdfast.settings import Settings

__all__ = ["BY_HAND", "Forbidden", "Hand", "hand_of", "is_foreign"]

BY_HAND = "/by-hand/"
"""Where the forms of the desk are sent; nothing else is ever written to."""
_LONGEST_NAME, _LONGEST_REASON = 100, 1000


class Forbidden(WrongUse):
    """Something that this desk, or this person, may not do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whether and as whom people judge at a desk, such as one behind a team's login.

    Attributes:
        read_only: Nobody judges here.
        name: The name of everybody who judges here; asked for in each form if empty.
        header: The header in which a login before the desk names the person; it outranks `name`.
        token: Stands in every form. A page of another site cannot read it, so it cannot send a form in a reader's name.
            It is the same for all, so that a page that was made once serves everybody.
    """

    read_only: bool
    name: str = ""
    header: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def asks_for_name(self) -> bool:
        """Whether a form has a field for the name."""
        return not self.name and not self.header

    def signature(self, form: Mapping[str, str], headers: Mapping[str, str]) -> Signature:
        """Who judges, now, and why, after seeing that the form is this desk's.

        Raises:
            Forbidden: The desk only reads, the form is not its own, or the login names nobody.
            WrongUse: The name is missing or the machine's, or something is too long.
        """
        self.refuse_foreign(form)
        why = form.get("why", "").strip()
        if len(why) > _LONGEST_REASON:
            raise WrongUse("The reason is too long", where="why", remedy=f"Say it in {_LONGEST_REASON} characters")
        return Signature(by=self._who(form, headers), at=datetime.now(UTC).isoformat(), why=why)

    def refuse_foreign(self, form: Mapping[str, str]) -> None:
        """Refuse a form that is not of this desk, and any form where the desk only reads.

        Raises:
            Forbidden: It is.
        """
        if self.read_only:
            raise Forbidden(
                "This desk only reads", remedy="Start it without --read-only, on this machine or behind a login"
            )
        if not secrets.compare_digest(form.get("token", "").encode(), self.token.encode()):
            raise Forbidden(
                "This form is not from this desk, or from before it was started anew",
                where="token",
                remedy="Load the page again, and send its form",
            )

    def _who(self, form: Mapping[str, str], headers: Mapping[str, str]) -> str:
        if self.header:
            named = headers.get(self.header, "").strip()
            if not named:
                raise Forbidden(
                    "The login before this desk names nobody",
                    where=f"{self.header} header",
                    remedy="Log in, or see HOLDFAST_JUDGE_HEADER in docs/desk.md",
                )
        else:
            named = self.name or form.get("by", "").strip()
        if len(named) > _LONGEST_NAME:
            raise WrongUse("The name is too long", where="by", remedy=f"Give one of at most {_LONGEST_NAME} characters")
        return named


def hand_of(settings: Settings, *, read_only: bool | None = None) -> Hand:
    """The hand of a desk with these settings.

    Args:
        settings: Where it listens, under which names, and how people are named.
        read_only: Whether nobody judges. If it is not said, people judge where only this machine reaches the desk, or
            where a login names them: a desk that others reach without one must not let strangers write under any name.
    """
    alone = _only_here(settings.host) and not settings.names.strip()
    if read_only is None:
        read_only = not (alone or settings.judge_header)
    return Hand(read_only=read_only, name=settings.judge.strip(), header=settings.judge_header.strip())


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that a form comes from a page of another site.

    Browsers send `Sec-Fetch-Site`, older ones only `Origin`; a program sends neither, and needs the token all the same.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _only_here(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
