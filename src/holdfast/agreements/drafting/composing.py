"""A draft: tellings that say the same are one clause, conditions are clauses too, and doubts are written down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from holdfast.agreements.drafting.asking import Ask
from holdfast.agreements.drafting.building import built
from holdfast.agreements.drafting.doubts import as_read, standing_of, told_by_others
from holdfast.agreements.drafting.gathering import Sheaf, distinct, is_same, once, stands_within
from holdfast.agreements.drafting.ground import Areas, slug
from holdfast.agreements.drafting.guarantees import guarantee_of, guarantors_in
from holdfast.agreements.drafting.parties import Bearer, Sides, name_of, parties_of
from holdfast.agreements.drafting.requirements import Needed, conditions_of, needed
from holdfast.agreements.drafting.telling import Telling, tellings_of
from holdfast.agreements.drafting.topics import Topic, topic_of
from holdfast.errors import UnreadableInput
from holdfast.model import Document, Statement

__all__ = ["ClauseDraft", "Draft", "LeftOut", "draft"]

_GATES = frozenset({"in-force", "referendum", "ratification"})
_OF_GUARANTEES = frozenset({"guarantee", "guarantee-consultation", "assistance", "exclusion"})
_STANDING_OF_A_STATE = frozenset({"neutrality", "nuclear", "alliance", "bases", "exercises"})
_TOLD_IS_ENOUGH = _GATES | {"summit", "exclusion", "guarantee-consultation", "assistance"}
_BANS = frozenset({"no-force", "bases", "alliance", "nuclear"})
"""What a party says that it will not do; a reader may take that for a refusal."""
_ORDERED = frozenset({"summit", "signature", "exercises", "no-force"})
"""Topics whose conditions are an order or a consent, and no gate of their own."""
_THIS = re.compile(r"\b(?:none|nothing|all|everything) of (?:this|these|that)\b|\bthese points\b", re.I)
_REACH = 1200
"""Code points over which "none of this would come into force" reaches back, about one entry of a rolling page."""
_CLOSE = 400
"""Code points within which force that is renounced is over what was just spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseDraft:
    """One clause as it would stand in a file, with the words that it rests on.

    Attributes:
        value: The flat mapping that a clause's file holds, without `text_refs`.
        tellings: The words, each telling of it once.
        standing: How far the words bind: promised, agreed, proposed, demanded or told.
        confidence: The most that the reader gave to one of them; None where no machine has read it.
        uncertain: What a person must decide.
    """

    value: dict[str, Any]
    tellings: tuple[Telling, ...]
    standing: str
    uncertain: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The clause's id."""
        return str(self.value["id"])

    @property
    def confidence(self) -> float | None:
        """The most that a reader gave to one of the tellings; None where no machine has read them."""
        known = [one.statement.confidence for one in self.tellings if one.statement.confidence is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words that look to the future and became no clause, with the reason."""

    telling: Telling
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft of an agreement.

    Attributes:
        header: What `agreement.yml` would hold, without `texts`.
        clauses: In order; conditions stand before what waits for them.
        left_out: What became no clause.
        uncertain: What a person must decide about the whole.
    """

    header: dict[str, Any]
    clauses: tuple[ClauseDraft, ...]
    left_out: tuple[LeftOut, ...]
    uncertain: tuple[str, ...]


def draft(
    pairs: Sequence[tuple[Document, Sequence[Statement]]], *, parties: Sequence[str] = (), name: str | None = None
) -> Draft:
    """Draft an agreement from the statements of a text, or of several texts on the same talks.

    Args:
        pairs: Documents with their statements, by any reader or by hand.
        parties: References of the parties; found in the statements if none are given.
        name: Id of the agreement; made of parties and day if none is given.

    Raises:
        UnreadableInput: Nothing in it is promised, agreed or offered between parties.
    """
    tellings = tellings_of(pairs)
    about = [(telling, topic) for telling in tellings if (topic := topic_of(telling))]
    found = tuple(parties) or parties_of(
        [document for document, _ in pairs],
        [one for _, statements in pairs for one in statements],
        [telling for telling, _ in about],
    )
    return _Composer(found, tellings, pairs).composed(name)


class _Composer:
    """Gathers tellings into clauses, in the order of the text."""

    def __init__(
        self,
        parties: tuple[str, ...],
        tellings: Sequence[Telling],
        pairs: Sequence[tuple[Document, Sequence[Statement]]],
    ) -> None:
        self._sides = Sides(parties)
        self._areas = Areas([party[:3] for party in parties])
        self._tellings = tellings
        days = [document.published_day for document, _ in pairs if document.published_day]
        self._day = max(days, default=None)
        self._sheaves: list[Sheaf] = []
        self._left: list[LeftOut] = []
        self._needed: dict[str, tuple[Needed, list[Telling]]] = {}
        self._gate: list[Telling] = []
        self._first: list[str] = []
        self._guarantors = guarantors_in(tellings, parties)

    def composed(self, name: str | None) -> Draft:
        """The whole draft."""
        for telling in self._tellings:
            if stands_within(telling, self._tellings):
                self._leave(telling, "its words stand within another claim's")
            else:
                self._place(telling)
        clauses = self._clauses()
        if not clauses:
            raise UnreadableInput(
                "Nothing in it is promised, agreed or offered between two parties",
                remedy="Give a text about talks or a promise, or name the parties with --party RUS --party UKR",
            )
        header, uncertain = self._header(clauses, name)
        return Draft(header=header, clauses=clauses, left_out=tuple(self._left), uncertain=uncertain)

    def _place(self, telling: Telling) -> None:
        """Put a telling where it belongs: to a gate, to a sheaf, or among what is left out."""
        topic = topic_of(telling)
        if topic is None:
            self._leave(telling, "no kind of clause fits its words")
            return
        bearer = self._sides.bearer(telling, status=topic.name in _STANDING_OF_A_STATE)
        reason = self._why_not(telling, topic, bearer)
        if reason:
            self._leave(telling, reason)
        elif topic.name in _GATES:
            self._gated(telling, topic)
        else:
            self._gather(telling, topic, bearer)

    def _why_not(self, telling: Telling, topic: Topic, bearer: Bearer) -> str | None:
        """Why a telling becomes no clause; None if it does."""
        if topic.name in _OF_GUARANTEES or topic.name in _GATES:
            speaker = telling.said_by
            mine = speaker is None or any(speaker.startswith(party[:3]) for party in self._sides.parties)
            theirs = bool(set(bearer.others) & set(self._guarantors))
            return None if mine or theirs else f"{speaker} is no party and no guarantor"
        if topic.name == "undertaking" and bearer.uncertain:
            return "no kind of clause fits its words, and nobody is named who is bound"
        told_enough = topic.name in _TOLD_IS_ENOUGH or (topic.name in _BANS and bearer.who and telling.negated)
        if telling.standing == "foreseen" and not told_enough:
            return "it is told as coming, and binds nobody"
        if bearer.others:
            return f"{', '.join(bearer.others)} is no party"
        if telling.standing == "demanded" and (telling.said_by or "")[:3] not in [who[:3] for who in bearer.who]:
            return f"it is demanded by {telling.said_by or 'somebody'}, and not accepted"
        if not bearer.who and telling.standing != "agreed":
            return "nobody is named who is bound"
        return None

    def _leave(self, telling: Telling, reason: str) -> None:
        self._left.append(LeftOut(telling=telling, reason=reason))

    def _gated(self, telling: Telling, topic: Topic) -> None:
        """What must come before anything is in force."""
        words = [words for _, words in conditions_of(telling)]
        if topic.name == "in-force" and not words:
            self._leave(telling, "it tells of no condition")
            return
        self._gate.append(telling)
        for text in words if topic.name == "in-force" else [telling.words, *words]:
            for one in needed(text, parties=self._sides.parties, guarantors=self._guarantors):
                self._needed.setdefault(one.id, (one, []))[1].append(telling)
                self._first.append(one.id)

    def _gather(self, telling: Telling, topic: Topic, bearer: Bearer) -> None:
        """Add a telling to what was told before: the same topic of the same parties in places that do not differ."""
        if telling.standing == "agreed" and (not bearer.who or bearer.uncertain):
            doubt = "nobody is named as bound; what was agreed is taken to bind both"
            bearer = Bearer(who=self._sides.parties, uncertain=(doubt,))
        areas = self._areas.named_in(telling)
        if topic.name == "no-force" and not areas:
            areas = self._just_consulted_on(telling)
        for sheaf in self._sheaves:
            if is_same(sheaf, topic, bearer, areas, telling):
                sheaf.tellings.append(telling)
                sheaf.areas = tuple(dict.fromkeys((*sheaf.areas, *areas)))
                who = tuple(dict.fromkeys((*sheaf.bearer.who, *bearer.who)))
                # Who is bound is certain if one telling names them.
                doubts = sheaf.bearer.uncertain if bearer.uncertain else ()
                sheaf.bearer = Bearer(who=who, uncertain=doubts)
                return
        self._sheaves.append(Sheaf(topic=topic, bearer=bearer, areas=areas, tellings=[telling]))

    def _just_consulted_on(self, telling: Telling) -> tuple[str, ...]:
        """The areas of consultations that were told just before."""
        for sheaf in reversed(self._sheaves):
            last = sheaf.tellings[-1]
            close = 0 <= telling.statement.start - last.statement.end <= _CLOSE and last.document == telling.document
            if sheaf.topic.name == "consultations" and close:
                return sheaf.areas
        return ()

    def _clauses(self) -> tuple[ClauseDraft, ...]:
        made = [
            clause for sheaf in self._sheaves if sheaf.topic.name not in _OF_GUARANTEES for clause in self._made(sheaf)
        ]
        guarantee = [one for sheaf in self._sheaves if sheaf.topic.name in _OF_GUARANTEES for one in sheaf.tellings]
        owed = guarantee_of(guarantee, guarantors=self._guarantors, parties=self._sides.parties, areas=self._areas)
        if owed:
            value, doubts = owed
            made.append(replace(self._with_doubts(value, guarantee, doubts), standing=self._offered(guarantee)))
        conditions = [self._condition(one, told) for one, told in self._needed.values()]
        if self._gate:
            conditions.append(self._whole_gate())
        gated = [self._behind_gate(clause) for clause in made]
        return _numbered([*conditions, *gated])

    def _offered(self, tellings: Sequence[Telling]) -> str:
        """How far the parties' own words on a guarantee bind; a state that is ready to guarantee binds itself alone."""
        own = [one for one in tellings if (one.said_by or "")[:3] in [party[:3] for party in self._sides.parties]]
        found = standing_of(own or tellings)
        return "proposed" if found == "promised" else found  # nobody can promise what others would owe

    def _made(self, sheaf: Sheaf) -> list[ClauseDraft]:
        ask = Ask(
            topic=sheaf.topic.name,
            who=sheaf.bearer.who,
            parties=self._sides.parties,
            tellings=tuple(sheaf.tellings),
            areas=sheaf.areas,
            known=self._areas,
            day=self._day,
        )
        value, doubts = built(ask)
        waits = []
        for telling in sheaf.tellings if sheaf.topic.name not in _ORDERED else ():
            for link, words in conditions_of(telling):
                if link in ("as long as", "while"):
                    continue
                for one in needed(words, parties=self._sides.parties, guarantors=self._guarantors):
                    self._needed.setdefault(one.id, (one, []))[1].append(telling)
                    waits.append(one.id)
        if waits:
            value["in_force_if"] = list(dict.fromkeys(waits))
        return [self._with_doubts(value, sheaf.tellings, (*sheaf.bearer.uncertain, *doubts), sheaf.topic)]

    def _with_doubts(
        self, value: dict[str, Any], tellings: Sequence[Telling], doubts: Sequence[str], topic: Topic | None = None
    ) -> ClauseDraft:
        kept = tuple(dict.fromkeys((*doubts, *told_by_others(value, tellings), *as_read(tellings, topic))))
        return ClauseDraft(value=value, tellings=distinct(tellings), standing=standing_of(tellings), uncertain=kept)

    def _condition(self, one: Needed, told: Sequence[Telling]) -> ClauseDraft:
        value = {"id": one.id, "type": "condition", "title": one.title, "all_of": [dict(part) for part in one.all_of]}
        return self._with_doubts(value, once(told), one.uncertain)

    def _whole_gate(self) -> ClauseDraft:
        value = {
            "id": "in-force",
            "type": "condition",
            "title": "Everything that must come first",
            "all_of": [{"clause": name} for name in dict.fromkeys(self._first)],
        }
        doubt = "whether all of these, and nothing else, must come first"
        return self._with_doubts(value, once(self._gate), (doubt,))

    def _behind_gate(self, clause: ClauseDraft) -> ClauseDraft:
        """A clause that is only proposed waits for the gate; a promise binds from its day."""
        if not self._gate or (clause.standing in ("promised", "agreed") and not self._meant_by_the_gate(clause)):
            return clause
        kept = [name for name in clause.value.get("in_force_if", ()) if name not in self._first] + ["in-force"]
        value = {**clause.value, "in_force_if": list(dict.fromkeys(kept))}
        return replace(clause, value=value)

    def _meant_by_the_gate(self, clause: ClauseDraft) -> bool:
        """Whether "none of this" follows a clause's words closely enough to mean them, too."""
        return any(
            _THIS.search(gate.words)
            and one.document.id == gate.document.id
            and 0 <= gate.statement.start - one.statement.end <= _REACH
            for one in clause.tellings
            for gate in self._gate
        )

    def _header(self, clauses: Sequence[ClauseDraft], name: str | None) -> tuple[dict[str, Any], tuple[str, ...]]:
        day = self._day or date.today()
        names = [name_of(party) for party in self._sides.parties]
        bound = [clause for clause in clauses if clause.value["type"] != "condition"]
        status, doubts = _status(bound)
        if self._day is None:
            doubts.append("the day of the text: no document names its day of publication, and today stands for it")
        header: dict[str, Any] = {
            "id": name or slug(f"{'-'.join(party[:3] for party in self._sides.parties)}-{day}-draft"),
            "title": f"Draft: {' and '.join(names)}, {_listed(bound)} by {day}",
            "status": status,
            "form": "oral",
            "date": day.isoformat(),
            "source": "SOURCES.md",
            "parties": [{"id": party, "name": name_of(party), "side": name_of(party)} for party in self._sides.parties],
        }
        if self._guarantors:
            header["guarantors"] = [{"id": ref, "name": name_of(ref)} for ref in self._guarantors]
        header["areas"] = self._areas.known
        return header, tuple(doubts)


def _status(bound: Sequence[ClauseDraft]) -> tuple[str, list[str]]:
    """The status of the whole by what its clauses' words do, with what is uncertain about it."""
    standings = {clause.standing for clause in bound}
    signed = any(
        one.statement.event.mode == "sign" and one.statement.status == "happened"
        for clause in bound
        for one in clause.tellings
    )
    speakers = {ref for clause in bound for ref in clause.value.get("who", ())}
    if signed:
        return "signed", ["whether what was signed is this text"]
    if standings == {"promised"} and len(speakers) == 1:
        return "unilateral_statement", []
    doubts = []
    firm = [clause.id for clause in bound if clause.standing in ("promised", "agreed")]
    if firm and len(standings) > 1:
        doubts.append(
            f"a text has one status, and {', '.join(firm)} {'is' if len(firm) == 1 else 'are'} promised or agreed "
            "while the rest is only offered: consider a folder of its own, with status unilateral_statement or signed"
        )
    elif firm:
        doubts.append("the words promise or agree, and no signature is told: whether the text binds")
    return "proposed", doubts


def _listed(bound: Sequence[ClauseDraft]) -> str:
    order = ("promised", "agreed", "proposed", "demanded", "foreseen")
    found = [standing for standing in order if any(clause.standing == standing for clause in bound)]
    return ", ".join(found) or "foreseen"


def _numbered(clauses: Sequence[ClauseDraft]) -> tuple[ClauseDraft, ...]:
    """The clauses with ids that stand once each."""
    seen: dict[str, int] = {}
    found = []
    for clause in clauses:
        number = seen[clause.id] = seen.get(clause.id, 0) + 1
        value = clause.value if number == 1 else {**clause.value, "id": f"{clause.id}-{number}"}
        found.append(replace(clause, value=value))
    return tuple(found)
