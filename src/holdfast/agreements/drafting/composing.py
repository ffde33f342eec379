"""A draft: tellings that say the same are one clause, conditions are clauses too, and doubts are written down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from holdfast.agreements.drafting.asking import Ask
from holdfast.agreements.drafting.building import built
from holdfast.agreements.drafting.conditions import conditions_of, waits_for
from holdfast.agreements.drafting.doubts import as_read, standing_of, told_by_others
from holdfast.agreements.drafting.gathering import Sheaf, distinct, is_same, once, stands_within
from holdfast.agreements.drafting.ground import Areas, slug
from holdfast.agreements.drafting.guarantees import guarantee_of, guarantors_in
from holdfast.agreements.drafting.heading import short, signed, standings_of, status_of
from holdfast.agreements.drafting.parties import Bearer, Parties, Sides, name_of, of_treaties, parties_of, the_given
from holdfast.agreements.drafting.proposal import ClauseDraft, Draft
from holdfast.agreements.drafting.provision import Provision
from holdfast.agreements.drafting.requirements import Needed, needed
from holdfast.agreements.drafting.telling import LeftOut, Telling, tellings_of
from holdfast.agreements.drafting.topics import Topic, topic_of
from holdfast.agreements.drafting.treaty import Treaty, told_apart
from holdfast.agreements.drafting.treaty.clauses import gates
from holdfast.errors import UnreadableInput
from holdfast.model import Document, Statement
from holdfast.values.actor import countries_in

__all__ = ["draft"]

_GATES = frozenset({"in-force", "referendum", "ratification"})
_OF_GUARANTEES = frozenset({"guarantee", "guarantee-consultation", "assistance", "exclusion"})
_STANDING_OF_A_STATE = frozenset({"neutrality", "nuclear", "alliance", "bases", "exercises"})
_TOLD_IS_ENOUGH = _GATES | {"summit", "exclusion", "guarantee-consultation", "assistance"}
_WATCHERS = re.compile(
    r"\b(?:observers?|monitors|peacekeepers?|(?:monitoring|observer|verification) (?:teams?|missions?|forces?))\b", re.I
)
"""Whom others than the parties may send to watch over what was agreed."""
_BANS = frozenset({"no-force", "bases", "alliance", "nuclear"})
"""What a party says that it will not do; a reader may take that for a refusal."""
_ORDERED = frozenset({"summit", "signature", "exercises", "no-force"})
"""Topics whose conditions are an order or a consent, and no gate of their own."""
_THIS = re.compile(r"\b(?:none|nothing|all|everything) of (?:this|these|that)\b|\bthese points\b", re.I)
_GUARANTORS = re.compile(r"\bguarantors?\b", re.I)
_REACH = 1200
"""Code points over which "none of this would come into force" reaches back, about one entry of a rolling page."""
_CLOSE = 400
"""Code points within which force that is renounced is over what was just spoken of."""


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
    pairs, treaties = told_apart(pairs, parties=parties)
    tellings = [*tellings_of(pairs), *(one for treaty in treaties for one in treaty.tellings)]
    about = [(telling, topic) for telling in tellings if (topic := topic_of(telling))]
    documents = [document for document, _ in pairs]
    statements = [one for _, those in pairs for one in those]
    found = (
        the_given(parties, documents, statements)
        if parties
        else of_treaties([one.glossary for one in treaties], documents, statements)
        or parties_of(documents, statements, [telling for telling, _ in about])
    )
    return _Composer(found, tellings, pairs, treaties).composed(name)


class _Composer:
    """Gathers tellings into clauses, in the order of the text."""

    def __init__(
        self,
        parties: Parties,
        tellings: Sequence[Telling],
        pairs: Sequence[tuple[Document, Sequence[Statement]]],
        treaties: Sequence[Treaty],
    ) -> None:
        self._sides = Sides(parties)
        self._uncertain = parties.uncertain
        self._areas = Areas([party[:3] for party in parties.refs])
        self._tellings = tellings
        self._news = [one for one in tellings if one.provision is None]
        days = [document.published_day for document, _ in pairs if document.published_day]
        self._treaties = treaties
        self._day = max((one.day for one in treaties if one.day), default=None) or max(days, default=None)
        self._sheaves: list[Sheaf] = []
        self._left: list[LeftOut] = [left for one in treaties for left in one.left]
        self._needed: dict[str, tuple[Needed, list[Telling]]] = {}
        self._gate: list[Telling] = []
        self._first: list[str] = []
        named = [ref for one in treaties for ref in one.glossary.guarantors]
        self._guarantors = tuple(dict.fromkeys((*named, *guarantors_in(self._news, parties.refs))))

    def composed(self, name: str | None) -> Draft:
        """The whole draft."""
        for telling in self._tellings:
            if telling.provision:
                self._provide(telling, telling.provision)
            elif stands_within(telling, self._news):
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
        return Draft(
            header=header,
            clauses=clauses,
            left_out=tuple(self._left),
            uncertain=uncertain,
            prose=tuple((treaty.document.id, one) for treaty in self._treaties for one in treaty.prose),
        )

    def _place(self, telling: Telling) -> None:
        """Put a telling where it belongs: to a gate, to a sheaf, or among what is left out."""
        topic = topic_of(telling)
        if topic is None:
            self._leave(telling, "no kind of clause fits its words")
            return
        bearer = self._sides.bearer(telling, status=topic.name in _STANDING_OF_A_STATE)
        nobody = telling.standing == "demanded" and not (bearer.who or bearer.others)
        if nobody and self._guarantors and _GUARANTORS.search(telling.words):
            bearer = Bearer(who=self._guarantors, uncertain=("of which guarantors it is asked; all are taken",))
        if self._is_of_a_third_party(telling, topic, bearer):
            told = ", ".join(map(name_of, bearer.others))
            bearer = Bearer(
                who=bearer.others, uncertain=(f"whether the text binds {told}: a third party, not a party",)
            )
        reason = self._why_not(telling, topic, bearer)
        if reason:
            self._leave(telling, reason)
        elif topic.name in _GATES:
            self._gated(telling, topic)
        else:
            self._gather(telling, topic, bearer)

    def _provide(self, telling: Telling, provision: Provision) -> None:
        """Put a provision where it belongs: a treaty binds by its words, whoever speaks."""
        topic = topic_of(telling)
        if topic is None:
            self._leave(telling, "no kind of undertaking fits its deed, and no word of it names a happening")
            return
        bearer = self._sides.bound(provision.bearing, self._guarantors)
        owner = [code for code in countries_in(provision.core, seats=False) if code in self._sides.parties]
        if topic.name in _STANDING_OF_A_STATE and provision.bearing.role == "nobody" and len(owner) == 1:
            bearer = Bearer(
                who=(owner[0],), uncertain=(f"who is bound ({owner[0]}) is taken from whose standing it is",)
            )
        if topic.name == "assistance" and not self._guarantors:
            self._guarantors = bearer.who
        if topic.name in _GATES:
            self._gated(telling, topic)
        else:
            self._gather(telling, topic, bearer)

    def _is_of_a_third_party(self, telling: Telling, topic: Topic, bearer: Bearer) -> bool:
        """Whether somebody who is no party takes it on to watch over what was agreed."""
        firm = telling.standing in ("promised", "agreed") and topic.name == "inspection"
        return firm and not bearer.who and bool(bearer.others) and bool(_WATCHERS.search(telling.words))

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
        asked = telling.standing == "demanded" and not (bearer.who and bearer.who == self._guarantors)
        if asked and self._sides.party(telling.said_by) not in bearer.who:
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
            days = "; the days that it sets are in the clauses" if telling.provision else ""
            self._leave(telling, f"it tells of no condition{days}")
            return
        self._gate.append(telling)
        for text in words if topic.name == "in-force" else [telling.words, *words]:
            for one in needed(text, parties=self._sides.parties, guarantors=self._guarantors, areas=self._areas):
                self._needed.setdefault(one.id, (one, []))[1].append(telling)
                self._first.append(one.id)

    def _gather(self, telling: Telling, topic: Topic, bearer: Bearer) -> None:
        """Add a telling to what was told before: the same topic of the same parties in places that do not differ."""
        if telling.provision is None and telling.standing == "agreed" and (not bearer.who or bearer.uncertain):
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
        owed = guarantee_of(
            guarantee,
            guarantors=self._guarantors,
            parties=self._sides.parties,
            called=self._sides.names,
            areas=self._areas,
        )
        for telling in guarantee if owed is None else ():
            self._leave(telling, "no state is named that guarantees what is agreed, or its security")
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
        own = [one for one in tellings if self._sides.party(one.said_by)]
        found = standing_of(own or tellings)
        return "proposed" if found == "promised" else found  # nobody can promise what others would owe

    def _made(self, sheaf: Sheaf) -> list[ClauseDraft]:
        ask = Ask(
            topic=sheaf.topic.name,
            who=sheaf.bearer.who,
            parties=self._sides.parties,
            called={**{ref: name_of(ref) for ref in sheaf.bearer.who}, **self._sides.names},
            tellings=tuple(sheaf.tellings),
            areas=sheaf.areas,
            known=self._areas,
            day=self._day,
            unplaced=next((place for one in sheaf.tellings if (place := self._areas.unknown_in(one))), None),
        )
        value, doubts = built(ask)
        if ask.unplaced and not ask.areas:
            doubts.append(f"where: “{ask.unplaced}” is named, and no area is made of it (areas, where)")
        waits = []
        for telling in sheaf.tellings if sheaf.topic.name not in _ORDERED else ():
            for link, words in conditions_of(telling):
                if link in ("as long as", "while", "until") or (
                    telling.provision and not gates(telling.provision, link, words)
                ):
                    continue
                wanted = needed(words, parties=self._sides.parties, guarantors=self._guarantors, areas=self._areas)
                for one in wanted:
                    self._needed.setdefault(one.id, (one, []))[1].append(telling)
                    waits.append(one.id)
                if not wanted and waits_for(link):
                    doubts.append(f"it waits for “{words}” ({link}), of which no condition is made (in_force_if)")
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
        firm = clause.standing in ("promised", "agreed") and not self._meant_by_the_gate(clause)
        if not self._gate or (firm and not self._of_one_treaty(clause)):
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

    def _of_one_treaty(self, clause: ClauseDraft) -> bool:
        """Whether a clause stands in the treaty of which a provision says what it waits for as a whole."""
        return any(
            gate.provision and one.provision and gate.document.id == one.document.id
            for gate in self._gate
            for one in clause.tellings
        )

    def _header(self, clauses: Sequence[ClauseDraft], name: str | None) -> tuple[dict[str, Any], tuple[str, ...]]:
        day = self._day or date.today()
        names = self._sides.names
        bound = [clause for clause in clauses if clause.value["type"] != "condition"]
        by_both = signed(self._news, self._sides)
        if any(one.glossary.signed for one in self._treaties):
            by_both = by_both or "signed"
        status, doubts = status_of(bound, by_both)
        if self._day is None:
            doubts.append("the day of the text: no document names its day of publication, and today stands for it")
        header: dict[str, Any] = {
            "id": name or slug(f"{'-'.join(short(party, names) for party in names)}-{day}-draft"),
            "title": f"Draft: {' and '.join(names.values())}, {standings_of(bound)} by {day}",
            "status": status,
            "form": "written" if self._treaties else "oral",
            "date": day.isoformat(),
            "source": "SOURCES.md",
            "parties": [{"id": party, "name": told, "side": told} for party, told in names.items()],
        }
        if self._guarantors:
            header["guarantors"] = [{"id": ref, "name": name_of(ref)} for ref in self._guarantors]
        bearers = {ref for clause in clauses for ref in clause.value.get("who", ())}
        third = sorted(bearers - {*self._sides.parties, *self._guarantors})
        if third:
            header["third_parties"] = [{"id": ref, "name": name_of(ref)} for ref in third]
        terms = {term: what for one in self._treaties for term, what in one.glossary.terms.items()}
        if terms:
            header["definitions"] = terms
        header["areas"] = self._areas.known
        return header, (*self._uncertain, *doubts)


def _numbered(clauses: Sequence[ClauseDraft]) -> tuple[ClauseDraft, ...]:
    """The clauses with ids that stand once each."""
    seen: dict[str, int] = {}
    found = []
    for clause in clauses:
        number = seen[clause.id] = seen.get(clause.id, 0) + 1
        value = clause.value if number == 1 else {**clause.value, "id": f"{clause.id}-{number}"}
        found.append(replace(clause, value=value))
    return tuple(found)
