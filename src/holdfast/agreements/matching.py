"""Which statements speak of what a clause is about, and whether they say that it is so or that it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.model import Mention, Statement
from holdfast.model.statement import Act, EventType, Polarity, Status
from holdfast.model.terms import Pattern
from holdfast.record.account import Account, Party
from holdfast.record.facts import begins, party_refs

__all__ = [
    "HAPPENED", "OWN_DEEDS", "SAYS_SO", "Manner", "Manners", "Match", "bearer_of", "fits", "match", "match_manner",
    "names_words",
]  # fmt: skip

SAYS_SO: tuple[Act, ...] = ("assert", "accuse")
OWN_DEEDS: dict[EventType, Act] = {"AGREE": "agree", "REJECT": "reject"}
_ARMED_GROUPS = "REB"
_BINDS_SPEAKER = frozenset({"promise", "agree", "reject", "threaten", "propose"})
HAPPENED: tuple[Status, ...] = ("happened", "ongoing")


_Voice = tuple[str | None, str]
"""A reference, empty if it is not known, and words; without a reference an outlet."""


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """How a statement speaks of a happening: all by which a pattern takes it but its words, and whose word it is.

    Many statements speak in few manners, so that what follows from the manner alone is worked out once for each.

    Attributes:
        actors, recipients: References of those who are named.
        speaker: The reference of the innermost voice.
        voice: That voice with its words; the outlet, or the document where it has none, if nobody is named.
    """

    type: EventType | None
    mode: str | None
    act: Act
    status: Status | None
    polarity: Polarity
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    speaker: str | None
    voice: _Voice

    @property
    def doers(self) -> tuple[str, ...]:
        """References of those who do it; the voice's own where its words are the deed and nobody else is named."""
        if not self.actors and self.act in _BINDS_SPEAKER and self.speaker:
            return (self.speaker,)
        return self.actors


class Manners:
    """The manners of many statements, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Manner] = {}

    def of(self, statement: Statement | Account, outlet: str | None) -> Manner:
        """The manner of a statement that stands in a document of an outlet."""
        innermost, event = statement.innermost_voice, statement.event
        told = (
            event.type,
            event.mode,
            statement.act,
            statement.status,
            statement.polarity,
            tuple([one.ref for one in statement.actors if one.ref]),
            tuple([one.ref for one in statement.recipients if one.ref]),
            innermost.ref if innermost else None,
            _voice_of(statement, outlet),
        )
        known = self._known.get(told)
        if known is None:
            known = self._known[told] = Manner(*told)
        return known


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

    Args:
        statement: What a voice says.
        what: The pattern.
        bearer: As of `match_manner`.
    """
    found = match_manner(Manners().of(statement, None), what, bearer=bearer)
    return found if found and names_words(statement, what) else None


def match_manner(manner: Manner, what: Pattern, *, bearer: tuple[str, ...] = ()) -> Match | None:
    """How what is said in a manner bears on a pattern, whose words are not looked at; None if it does not.

    A plan, a possibility or a condition is no happening, unless the pattern asks for it by `status` or `act`.

    Args:
        manner: How a voice speaks.
        what: The pattern; its `actor` must be named.
        bearer: References of the clause's bearer. If the pattern has no `actor`, a happening that is laid to
            somebody else comes back with `by_bearer` False, and one that is laid to nobody with None.
    """
    if not (_is_about(manner, what) and _is_between(manner, what)):
        return None
    affirms = _stance(manner, what)
    if affirms is None:
        return None
    doers = manner.doers
    if what.actor and affirms and not _any_fits(doers, what.actor):
        return None
    if doers and _all_begin(doers, what.except_actor):
        return None
    if what.actor or not bearer:
        return Match(affirms=affirms, by_bearer=True if what.actor else None)
    return Match(affirms=affirms, by_bearer=_any_fits(doers, bearer) if doers else None)


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


def _is_about(manner: Manner, what: Pattern) -> bool:
    return (not what.type or manner.type in what.type) and (not what.mode or manner.mode in what.mode)


def _is_between(manner: Manner, what: Pattern) -> bool:
    if what.recipient and not _any_fits(manner.recipients, what.recipient):
        return False
    return all(_any_fits((*manner.doers, *manner.recipients), (party,)) for party in what.between)


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


def _stance(manner: Manner, what: Pattern) -> bool | None:
    """True if it says that it is so, False if that it is not, None if neither."""
    wanted = what.polarity or "affirmed"
    if what.act:
        if manner.act in what.act and (not what.status or manner.status in what.status):
            return manner.polarity == wanted or None
        return None
    allowed = what.status or HAPPENED
    if manner.act == "deny":
        return False if manner.status is None or manner.status in allowed else None
    if manner.type is not None and manner.act == OWN_DEEDS.get(manner.type):
        return manner.polarity == wanted
    if manner.act not in SAYS_SO or manner.status not in allowed:
        return None
    return manner.polarity == wanted


def _voice_of(statement: Statement | Account, outlet: str | None) -> _Voice:
    voice = statement.innermost_voice
    words = (voice.name or voice.text or voice.ref) if voice else None
    if voice is None or words is None or (voice.ref in (None, "MED") and words == outlet):
        return None, outlet or statement.document
    return voice.ref or "", words
