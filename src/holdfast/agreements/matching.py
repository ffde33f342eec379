"""Which statements speak of what a clause is about, and whether they say that it is so or that it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.model import Mention, Statement
from holdfast.model.statement import Act, EventType, Status
from holdfast.model.terms import Pattern
from holdfast.record.account import Account, Party
from holdfast.record.facts import begins, party_refs

__all__ = ["HAPPENED", "OWN_DEEDS", "SAYS_SO", "Match", "bearer_of", "fits", "match", "names_words"]

SAYS_SO: tuple[Act, ...] = ("assert", "accuse")
OWN_DEEDS: dict[EventType, Act] = {"AGREE": "agree", "REJECT": "reject"}
_ARMED_GROUPS = "REB"
_BINDS_SPEAKER = frozenset({"promise", "agree", "reject", "threaten", "propose"})
HAPPENED: tuple[Status, ...] = ("happened", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How one statement bears on a pattern.

    Attributes:
        affirms: True if it says that it is so, False if it says that it is not.
        by_bearer: Whether the one who did it is the clause's bearer; None if nobody is named.
    """

    affirms: bool
    by_bearer: bool | None


def match(statement: Statement | Account, what: Pattern, *, bearer: tuple[str, ...] = ()) -> Match | None:
    """How a statement bears on a pattern; None if it does not.

    A plan, a possibility or a condition is no happening, unless the pattern asks for it by `status` or `act`.

    Args:
        statement: What a voice says.
        what: The pattern; its `actor` must be named.
        bearer: References of the clause's bearer. If the pattern has no `actor`, a happening that is laid to
            somebody else comes back with `by_bearer` False, and one that is laid to nobody with None.
    """
    if not (_is_about(statement, what) and _is_between(statement, what) and names_words(statement, what)):
        return None
    affirms = _stance(statement, what)
    if affirms is None:
        return None
    actors = _actor_refs(statement)
    if what.actor and affirms and not _any_fits(actors, what.actor):
        return None
    if actors and _all_begin(actors, what.except_actor):
        return None
    if what.actor or not bearer:
        return Match(affirms=affirms, by_bearer=True if what.actor else None)
    return Match(affirms=affirms, by_bearer=_any_fits(actors, bearer) if actors else None)


def bearer_of(what: Pattern, who: tuple[str, ...]) -> tuple[str, ...]:
    """Whose doing a happening must be: the clause's bearer, unless the pattern says itself whose."""
    return () if what.actor or what.except_actor else who


def fits(ref: str | None, beginning: str) -> bool:
    """True if a reference, or one part of a joint one, is `beginning` or goes on from it: "RUS" fits "RUS MIL".

    A country alone does not fit its armed groups: "COD REB" says where a group fights, not that it acts for the
    state, so that what rebels do is neither the government's breach nor the government's to be held to.
    """
    return any(
        begins(part, beginning) and (" " in beginning or not begins(part, f"{beginning} {_ARMED_GROUPS}"))
        for part in party_refs(ref)
    )


def _any_fits(refs: Iterable[str], beginnings: Iterable[str]) -> bool:
    wanted = tuple(beginnings)
    return any(fits(ref, beginning) for ref in refs for beginning in wanted)


def _all_begin(refs: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    """Whether all are of those that do not count; with a country, whoever fights on its soil is excepted, too."""
    return bool(beginnings) and all(
        any(begins(part, beginning) for beginning in beginnings) for ref in refs for part in party_refs(ref)
    )


def _actor_refs(statement: Statement | Account) -> list[str]:
    """References of those who do it; the voice's own where its words are the deed and nobody else is named."""
    refs = [actor.ref for actor in statement.actors if actor.ref]
    voice = statement.innermost_voice
    if not refs and statement.act in _BINDS_SPEAKER and voice and voice.ref:
        return [voice.ref]
    return refs


def _is_about(statement: Statement | Account, what: Pattern) -> bool:
    kind = statement.event
    return (not what.type or kind.type in what.type) and (not what.mode or kind.mode in what.mode)


def _is_between(statement: Statement | Account, what: Pattern) -> bool:
    if not (what.recipient or what.between):
        return True
    recipients = [recipient.ref for recipient in statement.recipients if recipient.ref]
    if what.recipient and not _any_fits(recipients, what.recipient):
        return False
    everybody = [*_actor_refs(statement), *recipients]
    return all(_any_fits(everybody, (party,)) for party in what.between)


def names_words(statement: Statement | Account, what: Pattern) -> bool:
    """Whether a statement has one of the pattern's words and facilities, if it asks for any."""
    if what.words and not _stands_in(
        what.words, [statement.quote, *_names((*statement.actors, *statement.recipients))]
    ):
        return False
    if not what.facility:
        return True
    place = statement.place
    return _stands_in(what.facility, [statement.quote, *((place.text, place.name or "") if place else ())])


def _names(mentions: Iterable[Mention | Party]) -> Iterable[str]:
    for mention in mentions:
        yield mention.text
        yield mention.name or ""


def _stands_in(words: tuple[str, ...], texts: Iterable[str]) -> bool:
    whole = "\n".join(texts).casefold()
    return any(word.casefold() in whole for word in words)


def _stance(statement: Statement | Account, what: Pattern) -> bool | None:
    """True if it says that it is so, False if that it is not, None if neither."""
    wanted = what.polarity or "affirmed"
    if what.act:
        if statement.act in what.act and (not what.status or statement.status in what.status):
            return statement.polarity == wanted or None
        return None
    allowed = what.status or HAPPENED
    if statement.act == "deny":
        return False if statement.status is None or statement.status in allowed else None
    kind = statement.event.type
    if kind is not None and statement.act == OWN_DEEDS.get(kind):
        return statement.polarity == wanted
    if statement.act not in SAYS_SO or statement.status not in allowed:
        return None
    return statement.polarity == wanted
