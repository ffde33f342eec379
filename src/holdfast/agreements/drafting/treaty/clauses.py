"""From a provision to the fields of a clause: a duty, a ban, a limit, a step, a consultation."""

from __future__ import annotations

import re
from typing import Any

from holdfast.agreements.deeds import happening_in
from holdfast.agreements.drafting.asking import Ask, Built
from holdfast.agreements.drafting.provision import Provision
from holdfast.agreements.drafting.requirements import content_words, event_of, relation_of
from holdfast.agreements.drafting.treaty.undertakings import Undertaking, undertakings, undertakings_in
from holdfast.values.numeral import scan

__all__ = ["SELF_DEFENCE", "by_kind", "event_in", "exceptions_of", "gates", "order_of", "when_of"]

_FIRST = re.compile(r"only (?:after|once|if|when|upon|with)|if and only (?:if|when)|before|prior to|until", re.I)
_THEN = re.compile(
    r"upon|after|following|on (?:the )?(?:completion of|expiry of)|on completion of|once|as soon as", re.I
)
_BEGINS = re.compile(
    r"\b(?:start\w*|begin\w*|commence\w*|take place|be held|be signed|meet|be convened|permissible"
    r"|permitted|allowed)\b",
    re.I,
)
_CONSENT = re.compile(r"\b(?:consent|agree\w*|approv\w+|authori[sz]\w+|permi\w+|allow\w*)\b", re.I)
SELF_DEFENCE = re.compile(r"self-?defen[cs]e", re.I)
_CAP = re.compile(
    r"(?:not (?:to )?exceed|no more than|not more than|at most|limited to|up to|ceiling of"
    r"|maximum (?:of|strength of)|(?:not|no)\b[^.;]{0,40} (?:more|greater) than)(?P<figure>[^.;]{0,60})",
    re.I,
)
_COUNTED = (
    ("personnel", r"soldiers?|troops|personnel|combatants?|members|police|men\b|servicem\w+"),
    ("aircraft", r"aircraft|helicopters?|planes?|drones?"),
    ("vessels", r"vessels?|ships?|boats?"),
    ("vehicles", r"tanks?|vehicles?|armou?red"),
    ("weapons", r"guns?|artillery|missiles?|mortars?|weapons?|rifles?|launchers?|systems?"),
)
_REQUEST = re.compile(
    r"(?:at|upon|on) (?:the )?request|if (?:so )?requested|when(?:ever)? (?:so )?requested"
    r"|in the event (?:that )?[^.;]*(?:question|situation|dispute|report)|upon receipt"
    r"|should [^.;]* arise|if [^.;]* arises?",
    re.I,
)
_EVERY = re.compile(
    r"\b(?:at least )?(?:every|once (?:in|every|a)"
    r"|each) (?P<number>\w+ ?\(?\d*\)?)? ?(?P<unit>days?|weeks?|months?|years?)|\b(?P<word>daily"
    r"|weekly|monthly|quarterly|annually|yearly)\b",
    re.I,
)
_DAYS = {
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
    "daily": 1,
    "weekly": 7,
    "monthly": 30,
    "quarterly": 91,
    "annually": 365,
    "yearly": 365,
}
_BODY = re.compile(
    r"(?:[A-Z][\w’-]+(?: (?:on|of|for|and|the|in)(?= [A-Z]))? ){1,7}(?:Commission|Committees?"
    r"|Cent(?:re|er)|Council|Board|Mechanism|Body|Tribunal|Court|Fund|Authority|Mission|Teams?"
    r"|Secretariat|Force|Agency|Police|Group)|[Ii]ndependent commission|[Jj]oint \w+ (?:commission"
    r"|committee|cent(?:re|er))|(?:\w+ )?(?:\w+ )(?:commission|committee|fund|mechanism|cent(?:re"
    r"|er)|board|court|tribunal|team|group)s?\b"
)
_LONGEST = 110


def by_kind(ask: Ask) -> Built | None:
    """The clause of a provision; None where the topic's own builder makes it."""
    provision = _provision(ask)
    row = undertakings().get(provision.topic)
    if row and row.topic == "declaration":
        return None
    if (order := order_of(provision)) and (found := _step(ask, provision, row, order)):
        return found
    if cap := _capped(ask):
        return cap
    if row is None:
        return _by_happening(ask, provision)
    if row.name == "consultations":
        return _consultation(ask, provision)
    if row.topic:
        return None
    if provision.bans and row.broken:
        return _ban(ask, provision, row.name, row.forbids, _named(row.broken, ask, row), partly=row.partly)
    if row.done:
        event = _named(row.done, ask, row)
        return _duty(ask, provision, row.name, row.title, event, partly=row.partly)
    if row.broken:
        return _ban(ask, provision, row.name, row.forbids, _named(row.broken, ask, row), partly=row.partly)
    return None


def _provision(ask: Ask) -> Provision:
    return next(one.provision for one in ask.tellings if one.provision)


def when_of(provision: Provision, *, deadline: bool = False) -> dict[str, Any]:
    """The days of a provision as a clause has them."""
    term = provision.term
    named = {"from": term.first, "until": term.last}
    when: dict[str, Any] = {name: day.isoformat() for name, day in named.items() if day}
    found: dict[str, Any] = {}
    if deadline and term.due and not (term.first and term.due < term.first):
        found["deadline"] = term.due.isoformat()
    elif deadline and term.within:
        when["within"] = term.within
    return ({"when": when} if when else {}) | found


def gates(provision: Provision, link: str, words: str) -> bool:
    """Whether a condition of a provision gates the clause: it is neither its order, nor a request, nor a day."""
    if order_of(provision) or link in ("before", "prior to", "pending"):
        return False
    return not _REQUEST.search(f"{link} {words}")


def order_of(provision: Provision) -> tuple[str, str] | None:
    """The order that a provision sets between its deed and another, such as "only after the elections"; else None."""
    for link, words in provision.conditions:
        if re.fullmatch(r"(?:until|before|prior to)", link) and not happening_in(words):
            continue
        if _FIRST.fullmatch(link) and not (link == "until" and not provision.bans):
            return link, words
        if _THEN.fullmatch(link) and _BEGINS.search(provision.core) and event_in(words):
            return link, words
    return None


def _step(ask: Ask, provision: Provision, row: Undertaking | None, order: tuple[str, str]) -> Built | None:
    """What comes after, with or before something else."""
    link, words = order
    done = (row.broken or row.done) if row else None
    what = _named(done, ask, row) if done and row else event_in(provision.core)
    of = event_in(words)
    if not of and _CONSENT.search(words):
        of = {"type": ["AGREE"], "words": content_words(words)[:3] or ["consent"]}
    if not what or not of:
        return None
    plain = re.sub(r"\s+", " ", words)
    relation = "after" if link == "until" else "before" if link in ("before", "prior to") else relation_of(link, words)
    value: dict[str, Any] = {
        "id": f"{provision.topic or content_words(provision.core)[0] if content_words(provision.core) else 'step'}",
        "type": "step",
        "title": f"{_short(provision.core)}: {link} {_short(plain)}",
        "what": what,
        "relation": relation,
        "of": of,
    }
    if ask.areas:
        value["where"] = list(ask.areas)
    when = when_of(provision).get("when")
    return value | ({"when": when} if when else {}), [
        f"whether reports of “{_short(plain)}” will have the words that `of` asks for"
    ]


def _capped(ask: Ask) -> Built | None:
    """A limit on soldiers, vehicles, aircraft, vessels or weapons."""
    match = _CAP.search(ask.words)
    if match is None:
        return None
    numbers = list(scan(re.sub(r"[(),]", lambda sign: "" if sign[0] == "," else " ", match["figure"])))
    beside = ask.words[max(0, match.start() - 80) : match.end()]
    what = next((name for name, words in _COUNTED if re.search(words, match["figure"], re.I)), None) or next(
        (name for name, words in _COUNTED if re.search(words, beside, re.I)), None
    )
    if (
        not numbers
        or what is None
        or re.search(r"\b(?:day|week|month|year|hour|member|per ?cent|%)", match["figure"], re.I)
    ):
        return None
    most = float(numbers[-1].value)
    value: dict[str, Any] = {
        "id": f"limit-{what}",
        "type": "limit",
        "title": f"At most {most:g} {what} of {ask.names}",
        "what": {"type": ["MOBILIZE"], "actor": list(ask.who)},
        "quantity": what,
        "max": most,
    }
    if ask.areas:
        value["where"] = list(ask.areas)
    return value | when_of(_provision(ask)), ["whose figures count, and of which forces"]


def _consultation(ask: Ask, provision: Provision) -> Built:
    words = " ".join(ask.words.split())
    body = _BODY.search(words)
    about = (
        [_bare(body[0])]
        if body
        else [ask.known.known[area]["names"][0] for area in ask.areas if "names" in ask.known.known[area]]
    )
    meeting: dict[str, Any] = {"type": ["CONSULT"]}
    if about:
        meeting["words"] = about
    if len(ask.who) > 1 and not body:
        meeting["between"] = list(ask.who)
    value: dict[str, Any] = {
        "id": f"consultations-{about[0]}" if about else "consultations",
        "type": "consultation",
        "title": f"{ask.names}: {_short(provision.core)}",
        "meeting": meeting,
    }
    doubts = []
    if _REQUEST.search(words):
        value["request"] = {"type": ["CONSULT", "REJECT"], "act": ["demand", "propose", "accuse"]}
        doubts.append("what counts as the request: any demand, proposal or charge is taken (request)")
        if provision.term.days:
            value["within"] = provision.term.days
        else:
            doubts.append("within how many days: the text sets none (within)")
    elif every := _every(words):
        value["every"] = every
    elif provision.term.last:
        value["until"] = provision.term.last.isoformat()
    elif provision.term.due or provision.term.within:
        event = {"type": ["CONSULT"], "words": about} if about else event_in(provision.core) | {"type": ["CONSULT"]}
        return _duty(ask, provision, "meeting", _short(provision.core), event, partly=False)
    else:
        doubts.append("how often or until when: the text sets no day (every, until)")
    return value | when_of(provision), doubts


def _every(words: str) -> int | None:
    match = _EVERY.search(words)
    if match is None:
        return None
    if match["word"]:
        return _DAYS[match["word"].lower()]
    number = list(scan(re.sub(r"[()]", " ", match["number"] or "one")))
    return int((number[-1].value if number else 1) * _DAYS[match["unit"].lower().rstrip("s")])


def _by_happening(ask: Ask, provision: Provision) -> Built | None:
    """A clause by a happening's word alone; None where none stands in the deed, or one that only says it is agreed."""
    deed = happening_in(provision.core)
    if deed is None or (deed.settles and deed.mode is None):
        return None
    event = event_of(deed, provision.core)
    name = "-".join(content_words(provision.core)[:3]) or deed.word
    doubt = f"what it is about is taken from the word “{deed.word}” alone"
    make = _ban if provision.bans else _duty
    value, doubts = make(ask, provision, name, _short(provision.core), event, partly=True)
    return value, [*doubts, doubt]


def event_in(words: str) -> dict[str, Any]:
    """The event that words name, by the kinds of undertaking, else by a happening's word; empty if none."""
    row, _ = next(undertakings_in(words))
    if row and row.done and row.name not in ("establishment", "help", "lists"):
        named = {name: list(part) for name, part in row.done.items()}
        if "words" in named:
            named["words"] = [word for word in named["words"] if word.lower() in words.lower()] or content_words(words)[
                :3
            ]
        return named
    deed = happening_in(words)
    return event_of(deed, words) if deed else {}


def _ban(ask: Ask, provision: Provision, name: str, title: str, what: dict[str, Any], *, partly: bool) -> Built:
    value: dict[str, Any] = {"id": name, "type": "prohibition", "title": f"{ask.names}: {title}", "what": what}
    doubts = []
    if where := list(ask.areas) or ask.known.states(ask.who):
        value["where"] = where
    unless, told = exceptions_of(provision)
    if unless:
        value["unless"] = unless
    doubts += told
    if partly or provision.exceptions:
        value["monitorable"] = "partly"
    return value | when_of(provision), doubts


def exceptions_of(provision: Provision) -> tuple[list[dict[str, Any]], list[str]]:
    """The consents that a provision excepts as patterns, and what is told of the other exceptions."""
    found, doubts = [], []
    for words in provision.exceptions:
        if _CONSENT.search(words):
            found.append({"type": ["AGREE"], "words": content_words(words)[:3] or ["consent"]})
        elif SELF_DEFENCE.search(words):
            doubts.append("whether an attack was self-defence: reports give each side's word, and a person decides")
        else:
            doubts.append(f"what “{_short(words)}” leaves out of it (unless)")
    return found, doubts


def _duty(ask: Ask, provision: Provision, name: str, title: str, event: dict[str, Any], *, partly: bool) -> Built:
    value: dict[str, Any] = {"id": name, "type": "obligation", "title": f"{ask.names}: {title}", "deliverable": event}
    if ask.areas:
        value["where"] = list(ask.areas)
    value |= when_of(provision, deadline=True)
    if partly:
        value["monitorable"] = "partly"
    doubts = []
    if "deadline" not in value and "within" not in value.get("when", {}):
        doubts.append("by which day: the text sets none, so that nobody can be late (deadline)")
    return value, doubts


def _named(event: dict[str, Any], ask: Ask, row: Undertaking) -> dict[str, Any]:
    """An undertaking's event with those of its words that the text has, else with all; a body by its name."""
    made = {name: list(part) for name, part in event.items()}
    if row.name == "establishment":
        body = _BODY.search(" ".join(ask.words.split()))
        made["words"] = [_bare(body[0])] if body else content_words(ask.words)[:3]
    elif "words" in made:
        told = ask.words.lower()
        made["words"] = [word for word in made["words"] if word.lower() in told] or made["words"]
    return made


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", name, flags=re.I)


def _short(words: str) -> str:
    plain = re.sub(r"\s+", " ", words).strip(" ,;:")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rpartition(" ")[0] + " …"
