"""Who the parties are, and which of them a telling binds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from holdfast.agreements.drafting.telling import Telling, sentences
from holdfast.model import Document, Statement
from holdfast.values.actor import countries_in
from holdfast.values.nations import countries

__all__ = ["Bearer", "Sides", "name_of", "parties_of", "party_key"]

_BOTH = re.compile(
    r"\b(?:both|two|neither|the) (?:sides?|parties|countries|states|delegations)\b|\bneither\b|\beach other\b",
    re.I,
)
_TALKING = frozenset({"CONSULT", "AGREE"})
_TALKS = re.compile(r"\b(?:talks?|negotiat\w+|delegations?|treaty|accord|ceasefire|truce)\b", re.I)
_WITH = re.compile(
    r"\b(?:talks?|negotiations?|meeting|round|treaty|accord|truce)\b[^.]{0,30}\b(?:with|between)\b", re.I
)
_SURE = 4
"""What "talks with Russia" counts for, against one for a name beside talks, or in somebody's mouth."""
_A_LIST = 3
_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
_FAR = 600
"""Code points beyond which an earlier sentence no longer tells of whom "it" and "they" speak."""


def party_key(ref: str) -> str | None:
    """The party for which a reference stands: its state, or its armed opposition; None for media, bodies and people."""
    country, _, sector = ref.partition(" ")
    if len(country) != 3 or country in _NO_STATE or country not in countries():
        return None
    if sector.startswith(("REB", "SEP", "PTY")):
        return f"{country} {sector.split(' ')[0]}"
    return None if sector.startswith(("MED", "BUS", "CIV")) else country


def name_of(party: str) -> str:
    """A party in words: "Ukraine", "SDN REB"."""
    country, _, sector = party.partition(" ")
    known = countries().get(country)
    return f"{known.names[0] if known else country}{f' ({sector})' if sector else ''}"


def parties_of(
    documents: Iterable[Document], statements: Iterable[Statement], tellings: Sequence[Telling]
) -> tuple[str, ...]:
    """The two who talk with each other and bind themselves most often, the one that says more first.

    Lists of three states and more are those of guarantors or mediators: who is named in them alone is no party.
    """
    score: Counter[str] = Counter()
    there: set[str] = set()
    for document in documents:
        for sentence in sentences(document.text):
            named = set(countries_in(sentence))
            if len(named) < _A_LIST:
                there |= named
                weight = _SURE if _WITH.search(sentence) else 1 if _TALKS.search(sentence) else 0
                score.update({key: weight for key in named})
    for statement in statements:
        if statement.event.type in _TALKING and statement.event.mode != "mediate":
            named = {key for ref in _refs(statement) if (key := party_key(ref))}
            if len(named) < _A_LIST:
                score.update(named)
    for telling in tellings:
        keys = {key for ref in (*_refs(telling.statement), telling.said_by or "") if (key := party_key(ref))}
        if len(keys) < _A_LIST:
            score.update(keys)
    ranked = sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(key for key, _ in ranked if key[:3] in there)[:2]


def _refs(statement: Statement) -> list[str]:
    mentions = (*statement.actors, *statement.recipients)
    return [part for mention in mentions for part in (mention.ref or "").split("+") if part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom a telling binds: parties, or others if they are none; and what is uncertain about that."""

    who: tuple[str, ...]
    others: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()


class Sides:
    """The parties of a draft, and whom each telling binds.

    Args:
        parties: Their references.
    """

    def __init__(self, parties: Sequence[str]) -> None:
        self.parties = tuple(parties)
        self._before: tuple[str, int, tuple[str, ...]] | None = None

    def bearer(self, telling: Telling, *, status: bool = False) -> Bearer:
        """Whom a telling binds: who does it, else who says it, else who was bound just before; tellings come in order.

        Args:
            telling: The words.
            status: They are about a state's own standing ("Ukraine's neutrality"), which is the named state's to give.
        """
        found = self._named(telling)
        owner = [code for code in countries_in(telling.words, seats=False) if code in self.parties]
        if status and len(owner) == 1 and (found.uncertain or not found.who):
            told = f"who is bound ({owner[0]}) is taken from whose standing it is"
            found = Bearer(who=(owner[0],), uncertain=(told,))
        if found.who:
            self._before = (telling.document.id, telling.statement.end, found.who)
            return found
        if found.others:
            return found
        before = self._before
        if before and before[0] == telling.document.id and 0 <= telling.statement.start - before[1] <= _FAR:
            told = f"who is bound ({', '.join(before[2])}) is taken from the sentence before"
            return Bearer(who=before[2], uncertain=(told,))
        return found

    def _named(self, telling: Telling) -> Bearer:
        statement = telling.statement
        words = " ".join((statement.quote, *(actor.text for actor in statement.actors)))
        if _BOTH.search(words):
            return Bearer(who=self.parties)
        keys = [key for actor in statement.actors for ref in (actor.ref or "").split("+") if (key := party_key(ref))]
        who = tuple(dict.fromkeys(key for key in keys if key in self.parties))
        if who:
            return Bearer(who=who)
        if keys:
            return Bearer(who=(), others=tuple(dict.fromkeys(keys)))
        if any(actor.ref and not party_key(actor.ref.split("+")[0]) for actor in statement.actors):
            refs = tuple(actor.ref for actor in statement.actors if actor.ref)
            return Bearer(who=(), others=refs)
        speaker = party_key(telling.said_by or "")
        if speaker in self.parties and speaker is not None:
            return Bearer(who=(speaker,), uncertain=(f"nobody is named as bound; {name_of(speaker)} says it",))
        if speaker:
            return Bearer(who=(), others=(speaker,))
        return Bearer(who=())
