"""What a telling is about: which kind of clause its words could become.

The words decide, since a reader finds the words of a promise more surely than its type; where the two disagree, the
clause says so for a person to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdfast.agreements.drafting.conditions import own_words
from holdfast.agreements.drafting.provision import Provision
from holdfast.agreements.drafting.telling import Telling
from holdfast.agreements.drafting.treaty.clauses import event_in
from holdfast.agreements.drafting.treaty.undertakings import undertakings
from holdfast.model.statement import EventType

__all__ = ["TOPICS", "Topic", "topic_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One kind of undertaking.

    Attributes:
        name: Its name, which becomes the beginning of a clause's id.
        words: What its words look like.
        types: Types of happening that a reader gives it.
        modes: Modes that are enough to know it by, without its words.
        negated: It is about not doing; None where that does not matter.
        to_somebody: Its modes are enough only where the reader found to whom it is done: a release frees somebody.
    """

    name: str
    words: re.Pattern[str]
    types: tuple[EventType, ...]
    modes: tuple[str, ...] = ()
    negated: bool | None = None
    to_somebody: bool = False

    def fits(self, telling: Telling) -> bool:
        """Whether a telling is about it, by its words, else by its type and mode."""
        if self.negated is not None and telling.negated is not self.negated:
            return False
        if self.words.search(own_words(telling)):
            return True
        event = telling.statement.event
        if self.to_somebody and not telling.statement.recipients:
            return False
        return bool(self.modes) and event.type in self.types and event.mode in self.modes


def _topic(
    name: str,
    words: str,
    *types: EventType,
    modes: tuple[str, ...] = (),
    negated: bool | None = None,
    to_somebody: bool = False,
) -> Topic:
    pattern = re.compile(words, re.I)
    return Topic(name=name, words=pattern, types=types, modes=modes, negated=negated, to_somebody=to_somebody)


_LEADERS = r"(?:presidents?|leaders?|heads of (?:state|government)|prime ministers|Putin|Zelensk\w+)"

TOPICS: tuple[Topic, ...] = (
    _topic(
        "in-force",
        r"\b(?:(?:come|comes|enter|enters|coming|entry) into (?:force|effect)|tak(?:e|es|ing) effect"
        r"|be(?:come)? binding"
        r"|in force)\b",
        "AGREE",
    ),
    _topic("ratification", r"\bratif\w+", "AGREE"),
    _topic("referendum", r"\breferend\w+|\bplebiscite|put to (?:a|the) vote|\ba vote\b", "AGREE"),
    _topic(
        "membership",
        r"entry into|accession|membership|join(?:s|ing)? the (?:European Union|EU)\b",
        "REJECT", "SUPPORT",
    ),
    _topic(
        "exclusion",
        r"guarant\w+ (?:would|will|do|does|shall|should)? ?not (?:apply|extend|cover)",
        "SUPPORT", "REJECT",
    ),
    _topic(
        "exercises", r"\b(?:exercises?|drills|man(?:oeuvre|euver)s)\b", "MOBILIZE", modes=("exercise",)
    ),
    _topic(
        "nuclear",
        r"nuclear weapons?|non-nuclear|nuclear[- ]free|atomic (?:bombs?|weapons?)",
        "MOBILIZE", "CONCEDE",
    ),
    _topic(
        "bases",
        r"\b(?:bases?|contingents?|foreign (?:troops|forces|soldiers|military))\b",
        "MOBILIZE",
        negated=True,
    ),
    _topic("alliance", r"\balliances?\b|\bblocs?\b|non-?aligned|join(?:s|ing)? NATO", "SUPPORT", "AGREE", negated=True),
    _topic("neutrality", r"\bneutral\w*|non-aligned", "CONCEDE", "AGREE"),
    _topic(
        "no-force",
        r"military means|use(?:s|d)? (?:of )?force|by force|force of arms|armed force"
        r"|refrain\w* from (?:\w+ )?(?:violence|attack\w*|hostilities)"
        r"|\bnot (?:to )?(?:attack|bomb|shell|plant bombs)\b",
        "ASSAULT",
        negated=True,
    ),
    _topic("summit", rf"{_LEADERS}.{{0,80}}\b(?:meet\w*|talk\w*|summit|discuss\w*|sit down)"
                     rf"|meeting (?:of|between)[^.]{{0,40}}{_LEADERS}|summit (?:of|between)"
                     rf"|(?:hold|attend)\w* (?:a |the )?summit|^{_LEADERS} only\b", "CONSULT"),
    _topic(
        "guarantee-consultation",
        r"guarant\w+[^.]{0,60}(?:consult\w*|confer\w*|meet\w*)|(?:consult\w*|emergency meeting)[^.]{0,40}guarant\w+",
        "CONSULT",
    ),
    _topic("guarantee", r"\bguarant\w+|undertakes? to defend|come to (?:its|the) (?:aid|defence)", "SUPPORT",
           modes=("guarantee",)),
    _topic(
        "assistance",
        r"(?:supply|provide|send|give|deliver)\w* (?:\w+ ){0,2}(?:arms|weapons|military (?:aid|help|assistance)|troops)"
        r"|clos\w+ (?:\w+ )?sky|closed sky|legally bound to help",
        "AID", modes=("military",),
    ),
    _topic("signature", r"\bsign\w*\b[^.]{0,30}\b(?:only|until|once|after|before)\b", "AGREE"),
    _topic("consultations",
           r"\bconsultations?\b|joint commission"
           r"|(?:hold|continue|resume|regular|weekly|monthly) (?:\w+ )?(?:talks|negotiations|meetings)",
           "CONSULT"),
    _topic(
        "reduction",
        r"\b(?:reduc\w+|cut(?:s|ting)?|scal(?:e|ing) (?:back|down)|lower\w*|de-?escalat\w+)\b"
        r"(?!.{0,20}\b(?:tariff|price|budget))",
        "RETREAT", modes=("reduce",),
    ),
    _topic("disarmament",
           r"\bdisarm\w*|demilitari[sz]\w+|lay down (?:its|their) arms|demobili[sz]\w+|decommission\w*"
           r"|hand over (?:its|their) weapons",
           "RETREAT", modes=("disarm",)),
    _topic(
        "withdrawal",
        r"\bwithdr\w+|pull(?:s|ed|ing)? (?:\w+ ){0,3}(?:back|out)|vacat\w+"
        r"|\b(?:leave|quit) (?:the |its |their )?"
        r"(?:villages|towns?|heights|area|hospitals?|schools?|positions|posts|bases)",
        "RETREAT", modes=("withdraw",),
    ),
    _topic(
        "ceasefire",
        r"cease-?fires?|truce|armistice|cessation of hostilities|halt (?:\w+ ){0,2}(?:fire|fighting|shelling|attacks)"
        r"|stop (?:\w+ ){0,2}(?:fighting|shelling|firing|attacks)|guns (?:would|will) fall silent|not (?:to )?fire",
        "RETREAT", "AGREE", modes=("ceasefire", "ceasefire-deal"),
    ),
    _topic(
        "prisoners",
        r"(?:releas\w+|exchang\w+|swap\w*|free(?:s|d|ing)?|hand(?:s|ing)? over|return\w*)[^.]{0,50}"
        r"(?:prisoners?|captives?|detainees?|hostages?|servicemen|bodies|remains)"
        r"|(?:prisoners?|captives?|detainees?|hostages?)[^.]{0,50}(?:releas\w+|exchang\w+|swap\w*|freed|handed over)",
        "CONCEDE", "COOPERATE", "AGREE", modes=("release", "exchange"), to_somebody=True,
    ),
    _topic("corridors", r"\bcorridors?\b|humanitarian (?:aid|access|convoys?)|evacuat\w+", "AID", "CONCEDE", "AGREE"),
    _topic(
        "hotline",
        r"\bhot ?-?lines?\b|\b(?:direct|emergency) (?:telephone |phone )?lines?\b|\bliaison\b"
        r"|\b(?:channels?|lines?) of (?:contact|communication)\b|\bcontact (?:line|channel)s? between\b",
        "CONSULT", "COOPERATE",
    ),
    _topic(
        "opening",
        r"(?:lift|eas|re-?open|unblock|open|resum)\w*[^.]{0,60}(?:blockade|ban|border|crossings?|ports?|road|railway"
        r"|line|siege|restrictions?|sanctions?|gate|airport|exports?)"
        r"|(?:blockade|ban|border|ports?|road|restrictions?)[^.]{0,30}"
        r"(?:lifted|eased|reopened|opened)",
        "CONCEDE",
    ),
    _topic("inspection", r"\baccess (?:to|for)\b|\b(?:inspect\w*|verif\w+|monitor(?:s|ing|ed)?|observers?)\b",
           "INVESTIGATE", "CONCEDE",
           modes=("inspect",)),
    _topic("prosecution", r"\b(?:punish\w*|prosecut\w+|bring to justice|try those)\b", "INVESTIGATE",
           modes=("prosecute",)),
    _topic("recognition", r"\brecogni[sz]\w+", "SUPPORT", modes=("recognise",)),
)  # fmt: skip
"""Every topic, the more particular before the more general."""


LIMIT = _topic(
    "limit", r"\b(?:at most|no more than|not exceed\w*|limit\w*|cap(?:ped)?|up to)\b[^.]{0,40}\d", "MOBILIZE"
)
_LIMITED = frozenset({"personnel", "vehicles", "aircraft", "vessels", "weapons"})


_CONSULTS = re.compile(r"\b(?:consult(?:s|ed)?|confer(?:red)?)\b", re.I)
_GUARANTEES = re.compile(r"\bguarant\w+", re.I)
_THREAT = re.compile(r"\b(?:answer|respond|retaliat\w*|consequences|strike back)\b", re.I)
UNDERTAKING = _topic("undertaking", r"\w")
"""Whatever else is promised or agreed; it becomes a declaration for a person to make more of."""


def topic_of(telling: Telling) -> Topic | None:
    """The first topic that a telling is about; None if it is about none. A provision has its own."""
    if telling.provision:
        return _of_provision(telling.provision)
    if _CONSULTS.search(own_words(telling)) and _GUARANTEES.search(telling.sentence):
        return next(topic for topic in TOPICS if topic.name == "guarantee-consultation")
    limited = any(one.what in _LIMITED and (one.low or one.high) for one in telling.statement.counts)
    if limited and LIMIT.fits(telling):
        return LIMIT
    found = next((topic for topic in TOPICS if topic.fits(telling)), None)
    firm = telling.standing in ("promised", "agreed") and telling.statement.status != "happened"
    if found is None and firm and not _THREAT.search(telling.words):
        return UNDERTAKING
    return found


_NAMED = {topic.name: topic for topic in TOPICS}
_ATTACK = re.compile(r"\b(?:attack\w*|aggress\w+|invad\w+|invasion)\b", re.I)
_HELPS = frozenset({"help", "no-attack-on-protected", "no-force", "monitoring"})


def _of_provision(provision: Provision) -> Topic | None:
    """The topic of a provision: its undertaking's, or a guarantee's where guarantors or an attack are spoken of."""
    row = undertakings().get(provision.topic)
    attacked = any(_ATTACK.search(words) for _, words in provision.conditions)
    if provision.bearing.role == "guarantors" or (attacked and provision.topic == "help"):
        if provision.topic == "consultations":
            return _NAMED["guarantee-consultation"]
        if attacked or provision.topic in _HELPS or _GUARANTEES.search(provision.core):
            return _NAMED["assistance"]
    if row is None:
        return UNDERTAKING if event_in(provision.core) else None
    if row.topic == "declaration":
        return UNDERTAKING
    return _NAMED.get(row.topic or "") or Topic(name=row.name, words=row.words, types=())
