"""Who the parties are, and which of them a telling binds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from holdfast.agreements.drafting.naming import names_of, parties_in, party_key
from holdfast.agreements.drafting.provision import Bearing
from holdfast.agreements.drafting.telling import Telling, sentences
from holdfast.agreements.drafting.treaty.glossary import Glossary
from holdfast.model import Document, Statement
from holdfast.values.actor import countries_in
from holdfast.values.nations import countries, mentions
from holdfast.values.sector import sector

__all__ = ["Bearer", "Parties", "Sides", "name_of", "of_treaties", "parties_of", "the_given"]

_BOTH = re.compile(
    r"\b(?:both|two|neither|the) (?:sides?|parties|countries|states|delegations)\b|\bneither\b|\beach other\b",
    re.I,
)
_TALKING = frozenset({"CONSULT", "AGREE"})
_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|delegations?|treaty|accord|ceasefire|truce|deal|pact|declaration|roadmap)\b", re.I
)
_WITH = re.compile(
    r"\b(?:talks?|negotiations?|meeting|round|dialogue|treaty|accord|truce|ceasefire|deal)\b[^.]{0,30}"
    r"\b(?P<how>with|between)\b",
    re.I,
)
_MEDIATES = re.compile(r"\b(?:mediat|facilitat|broker|host)\w*", re.I)
_GROUP = re.compile(r"\b(?:groups?|movement)\b", re.I)
_SURE = 4
"""What "talks with Russia" counts for, against one for a name beside talks, or in somebody's mouth."""
_NEARLY = 0.75
"""The share of the second party's count from which on a third one is told as a doubt."""
_A_LIST = 3
_FAR = 600
"""Code points beyond which an earlier sentence no longer tells of whom "it" and "they" speak."""


def name_of(party: str) -> str:
    """A party in words where no text names it: "Ukraine", "Sudan (REB)"."""
    country, _, sector = party.partition(" ")
    if country in ("IGO", "NGO") and sector:
        return sector
    known = countries().get(country)
    return f"{known.names[0] if known else country}{f' ({sector})' if sector else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Those who talk with each other, such as RUS and UKR, or COD and COD REB.

    Attributes:
        refs: Their references: a state by its country, and whoever else is of it by country and sector.
        names: What the text calls each; a state alone has its country's name.
        uncertain: What a person must decide about who they are.
    """

    refs: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    uncertain: tuple[str, ...] = ()


def the_given(refs: Sequence[str], documents: Sequence[Document], statements: Sequence[Statement]) -> Parties:
    """Parties that a person named, called by the words of the text."""
    names = _called(refs, documents, statements)
    return Parties(refs=tuple(refs), names=names, uncertain=tuple(_references(refs, names)))


def parties_of(documents: Sequence[Document], statements: Sequence[Statement], tellings: Sequence[Telling]) -> Parties:
    """The two who talk with each other and bind themselves most often, the one that says more first.

    Lists of three and more are those of guarantors or mediators: who is named in them alone is no party. A government
    and those who fight it are two, though they are of one country.
    """
    tally = _Tally()
    for document in documents:
        for sentence in sentences(document.text):
            tally.sentence(sentence)
    for statement in statements:
        talking = statement.event.type in _TALKING and statement.polarity == "affirmed"
        if talking and statement.event.mode != "mediate":
            tally.talk(_keys(statement))
    for telling in tellings:
        tally.binding(telling)
    refs = tally.first_two()
    names = _called(refs, documents, statements)
    return Parties(refs=refs, names=names, uncertain=(*tally.doubts(refs, names), *_references(refs, names)))


def of_treaties(
    glossaries: Sequence[Glossary], documents: Sequence[Document], statements: Sequence[Statement]
) -> Parties | None:
    """The parties of agreements' own texts, called as these define; None where they name none."""
    refs = tuple(dict.fromkeys(ref for one in glossaries for ref in one.parties))
    if not refs:
        return None
    own = {ref: name for one in glossaries for ref, name in one.names.items()}
    names = _called(refs, documents, statements) | own
    doubts = [doubt for one in glossaries for doubt in one.uncertain]
    return Parties(refs=refs, names=names, uncertain=(*doubts, *_references(refs, names)))


class _Tally:
    """How often each possible party is named as one, and which of them are named with each other."""

    def __init__(self) -> None:
        self.score: Counter[str] = Counter()
        self._named: set[str] = set()
        self._together: set[frozenset[str]] = set()
        self._acting: set[str] = set()

    def sentence(self, sentence: str) -> None:
        """Count who is named beside talks; "between" names the two, whoever else stands in the sentence."""
        match = _WITH.search(sentence)
        named = parties_in(sentence)
        if match and match["how"].lower() == "between":
            named = parties_in(sentence[match.end() :])[:2] or named
        if len(named) >= _A_LIST:
            return
        self._named |= {key[:3] for key in named}
        weight = _SURE if match else 1 if _TALKS.search(sentence) else 0
        self.score.update({key: weight for key in named})
        if weight:
            self._join(named)
        if match:
            self._acting |= set(named)

    def talk(self, keys: set[str]) -> None:
        """Count who talks or agrees."""
        self.words(keys)
        if len(keys) < _A_LIST:
            self._join(keys)
            self._acting |= keys

    def binding(self, telling: Telling) -> None:
        """Count who promises, offers or agrees, and to whom; who only asks for it binds nobody."""
        said = telling.statement
        keys = {*_keys(said), *_split(telling.said_by)}
        (self.talk if telling.standing == "agreed" else self.words)(keys)
        if telling.standing in ("promised", "proposed") and len(keys) < _A_LIST:
            doing = {key for actor in said.actors for key in _split(actor.ref)}
            self._acting |= doing or set(_split(telling.said_by))

    def words(self, keys: set[str]) -> None:
        """Count who is named in words that may bind."""
        if len(keys) < _A_LIST:
            self.score.update(keys)

    def _join(self, keys: Iterable[str]) -> None:
        self._together |= {frozenset(pair) for pair in combinations(sorted(set(keys)), 2)}

    def _ranked(self) -> list[str]:
        # Of whom a promise speaks, and who neither talks nor promises, comes last: "stop supporting the FDLR".
        ranked = sorted(self.score.items(), key=lambda pair: (pair[0] not in self._acting, -pair[1], pair[0]))
        return [key for key, count in ranked if count and key[:3] in self._named]

    def first_two(self) -> tuple[str, ...]:
        """The two that count most."""
        return tuple(self._ranked()[:2])

    def doubts(self, refs: tuple[str, ...], names: Mapping[str, str]) -> Iterable[str]:
        """What is thin about the evidence for the two."""
        if len(refs) == 1:
            yield f"who the other party is: nobody but {names[refs[0]]} is found to talk or promise (--party)"
        if len(refs) < 2:
            return
        told = " and ".join(names[ref] for ref in refs)
        if frozenset(refs) not in self._together:
            yield f"who the parties are: {told} are taken, and no sentence tells of them as talking with each other"
        third = next(iter(self._ranked()[2:]), None)
        if third and self.score[third] >= _NEARLY * self.score[refs[1]]:
            yield f"whether {name_of(third)} is a party, too: it is named nearly as often as {names[refs[1]]}"


def _of_one_country(refs: Sequence[str]) -> str | None:
    """The country of parties that share one; None where they do not."""
    found = {ref[:3] for ref in refs}
    return found.pop() if len(refs) > 1 and len(found) == 1 else None


def _references(refs: Sequence[str], names: Mapping[str, str]) -> Iterator[str]:
    """What the references of parties take in beside them."""
    for ref in refs:
        if party_key(ref) == ref and " " in ref:
            country = name_of(ref[:3])
            yield f"for whom {ref} stands: what others of that kind in {country} do counts as that of {names[ref]}"


def _called(refs: Sequence[str], documents: Sequence[Document], statements: Sequence[Statement]) -> dict[str, str]:
    """What each party is called: a state that shares its country with no other by its name, the others by the text."""
    shared = {ref for ref in refs if [other[:3] for other in refs].count(ref[:3]) > 1}
    asked = [ref for ref in refs if " " in ref or ref in shared]
    found = names_of(asked, [document.text for document in documents], statements)
    return {ref: found.get(ref) or name_of(ref) for ref in refs}


def _keys(statement: Statement) -> set[str]:
    """The parties for which those stand who do it and to whom it is done; who mediates is none."""
    return {
        key
        for mention in (*statement.actors, *statement.recipients)
        if not _MEDIATES.search(mention.text)
        for key in _split(mention.ref)
    }


def _split(ref: str | None) -> list[str]:
    """The parties for which a reference stands, a joint one for several."""
    return [key for part in (ref or "").split("+") if (key := party_key(part))]


def _plainly(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()[:80]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom a telling binds: parties, or others if they are none; and what is uncertain about that."""

    who: tuple[str, ...]
    others: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()


class Sides:
    """The parties of a draft, and whom each telling binds.

    Args:
        parties: The parties.
    """

    def __init__(self, parties: Parties) -> None:
        self.parties, self.names = parties.refs, parties.names
        self._before: tuple[str, int, tuple[str, ...]] | None = None

    def party(self, ref: str | None) -> str | None:
        """The party for which a reference stands; a force and an office stand for the state; None if for none."""
        key = party_key(ref or "")
        if ref in self.parties or key in self.parties:
            return ref if ref in self.parties else key
        of_state = [party for party in self.parties if key and party_key(party) == key]
        return of_state[0] if of_state else None

    def bound(self, bearing: Bearing, guarantors: Sequence[str]) -> Bearer:
        """Whom a provision binds: those whom its subject or agent names, else all parties, with a doubt."""
        if bearing.role == "parties":
            return Bearer(who=self.parties)
        if bearing.role == "guarantors":
            doubt = () if guarantors else ("who the guarantors are: the text names none",)
            return Bearer(who=tuple(guarantors), uncertain=doubt)
        if bearing.role == "named":
            who = tuple(dict.fromkeys(self.party(ref) or ref for ref in bearing.refs))
            third = [ref for ref in who if ref not in self.parties]
            told = f"whether the text binds {', '.join(map(name_of, third))}: no party (third_parties)"
            return Bearer(who=who, uncertain=(told,) if third else ())
        if bearing.role == "body":
            told = f"who owes it: “{_plainly(bearing.words)}” has no reference, and the parties are taken (who)"
            return Bearer(who=self.parties, uncertain=(told,))
        return Bearer(who=self.parties, uncertain=("who owes it: nobody is named, and the parties are taken (who)",))

    def _alike(self, text: str) -> str | None:
        """The only party of the kind that words name without a country: "the government", "the rebels"."""
        kind = sector(text) or (("REB", text) if _GROUP.search(text) else None)
        if kind is None or mentions(text) or _of_one_country(self.parties) is None:
            return None
        key = party_key(f"{_of_one_country(self.parties)} {kind[0]}")
        fitting = [party for party in self.parties if key and party_key(party) == key]
        return fitting[0] if len(fitting) == 1 else None

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
        if found.others or telling.standing == "demanded":
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
        refs = [ref for actor in statement.actors for ref in (actor.ref or "").split("+") if ref]
        who = tuple(dict.fromkeys(party for ref in refs if (party := self.party(ref))))
        if who:
            return Bearer(who=who)
        texts = [actor.text for actor in statement.actors] or [voice.text or "" for voice in statement.voices[:1]]
        guessed = {party: text for text in texts if (party := self._alike(text))}
        if guessed and not any(self.party(part) for part in (telling.said_by or "").split("+")):
            told = ", ".join(f"{party} for “{text}”" for party, text in guessed.items())
            return Bearer(who=tuple(guessed), uncertain=(f"who is bound is taken from what kind it is: {told}",))
        others = tuple(dict.fromkeys(key for ref in refs if (key := party_key(ref))))
        if others or refs:
            return Bearer(who=(), others=others or tuple(actor.ref for actor in statement.actors if actor.ref))
        if telling.standing == "demanded":
            return Bearer(who=())  # who asks for it is not who would be bound
        voices = (telling.said_by or "").split("+")
        speakers = tuple(dict.fromkeys(party for voice in voices if (party := self.party(voice))))
        if speakers:
            told = " and ".join(self.names[speaker] for speaker in speakers)
            return Bearer(who=speakers, uncertain=(f"nobody is named as bound; told by {told}",))
        return Bearer(who=(), others=tuple(dict.fromkeys(_split(telling.said_by))))
