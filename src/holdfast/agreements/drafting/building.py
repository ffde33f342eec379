"""From the tellings of one topic to the fields of a clause, and what a person must decide about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from holdfast.agreements.deeds import happening_in
from holdfast.agreements.drafting.asking import Ask, Built
from holdfast.agreements.drafting.conditions import conditions_of, waits_for
from holdfast.agreements.drafting.ground import days_left, last_day, slug, years_of
from holdfast.agreements.drafting.orders import signature, summit
from holdfast.agreements.drafting.provision import Provision
from holdfast.agreements.drafting.requirements import content_words, event_of
from holdfast.agreements.drafting.treaty.clauses import SELF_DEFENCE, by_kind, when_of

__all__ = ["built"]


def built(ask: Ask) -> Built:
    """The clause of a topic as a file would hold it, and what is uncertain about it."""
    make = _BUILDERS.get(ask.topic, _obligation)
    of_treaty = by_kind(ask) if ask.tellings[0].provision else None
    value, doubts = of_treaty or make(ask)
    doubts = [*doubts, *(doubt for one in ask.tellings if one.provision for doubt in _of_provision(one.provision))]
    head = {"id": slug(value.pop("id", ask.topic)), "type": value.pop("type"), "title": value.pop("title")}
    all_meet = head["type"] in ("consultation", "step") and not of_treaty
    bound: dict[str, Any] = {"who": list(ask.parties if all_meet else ask.who)}
    if ask.others and head["type"] not in ("step", "consultation"):
        bound["to"] = ask.others
    return head | bound | value, doubts


def _of_provision(provision: Provision) -> tuple[str, ...]:
    return (*provision.uncertain, *provision.term.uncertain)


_DEGREES = (
    (re.compile(r"several times|many times over|manifold|times over", re.I), "several-fold", 0.5,
     "At least halved; the least that the words can mean."),
    (re.compile(r"radical\w*|drastic\w*|fundamental\w*|by a large margin|substantial\w*|sharply|significantly", re.I),
     "radical", 0.2, "Down to a fifth."),
    (re.compile(r"by half|halv\w+", re.I), "half", 0.5, "Halved."),
)  # fmt: skip
_PERCENT = re.compile(r"by (?P<number>\d{1,2}) ?(?:%|per ?cent)", re.I)


def _reduction(ask: Ask) -> Built:
    readings: list[dict[str, Any]] = [
        {"id": "any", "note": "Any reduction that can be told from chance.", "overrides": {"target_ratio": 1}}
    ]
    for pattern, name, ratio, note in _DEGREES:
        match = pattern.search(ask.words)
        if match:
            told = f"{note} The text says “{match[0]}” and gives no number; {ratio:g} is a proposal."
            readings.append({"id": name, "note": told, "overrides": {"target_ratio": ratio}})
    for number in dict.fromkeys(match["number"] for match in _PERCENT.finditer(ask.words)):
        ratio = round(1 - int(number) / 100, 2)
        readings.append({"id": f"percent-{number}", "overrides": {"target_ratio": ratio}})
    day = ask.day or date.today()
    value: dict[str, Any] = {
        "id": "reduction",
        "type": "reduction",
        "title": f"{ask.names}: less military activity{_around(ask)}",
        "where": list(ask.areas),
        "when": {"from": day.isoformat()},
        "what": {"type": ["ASSAULT"]},
        "measures": [{"id": "attacks", "title": "attacks", "what": {"type": ["ASSAULT"]}}],
        "baseline": {"from": _days(day, -28), "to": _days(day, -1)},
        "readings": readings,
        "monitorable": "partly",
    }
    doubts = [
        "compared with what: the text names no stretch before, and the 28 days before it are taken",
        "from which day: the text names none, and its own is taken",
        "what is counted: attacks stand for military activity",
        "control areas: name some in which nothing was promised (control_areas)",
    ]
    if len(readings) > 2:
        doubts.append("how much less: it is told in several ways, and each is a reading")
    if not ask.areas and not ask.unplaced:
        doubts.append("where: no area is named")
    return value, doubts


def _prohibition(title: str, what: Callable[[Ask], dict[str, Any]], *doubts: str) -> Callable[[Ask], Built]:
    def make(ask: Ask) -> Built:
        value = {"type": "prohibition", "title": title.format(who=ask.names), "what": what(ask)}
        where = list(ask.areas) or ask.known.states(ask.who)
        if ask.topic not in ("alliance",):
            value["where"] = where
        return value | _when(ask), list(doubts)

    return make


def _exercises(ask: Ask) -> Built:
    value: dict[str, Any] = {
        "type": "prohibition",
        "title": f"{ask.names}: no foreign exercises" + (" without consent" if "consent" in ask.words else ""),
        "where": ask.known.states(ask.who),
        "what": {"type": ["MOBILIZE"], "mode": ["exercise"], "except_actor": list(ask.who)},
    }
    if "consent" in ask.words.lower():
        value["unless"] = [{"type": ["AGREE"], "words": ["exercise", "drill", "manoeuvre"]}]
    return value, ["whose consent is needed, and whether that of all"]


def _no_force(ask: Ask) -> Built:
    value: dict[str, Any] = {
        "id": "no-force",
        "type": "prohibition",
        "title": f"{ask.names}: no use of force{_around(ask)}",
        "what": {"type": ["ASSAULT"]},
    }
    doubts = []
    if ask.areas:
        value["where"] = list(ask.areas)
        if not any(ask.known.named_in(one) for one in ask.tellings):
            doubts.append("over which area: the sentence names none, and that of the consultations beside it is taken")
    else:
        doubts.append("over which area: the sentence names none; see the consultations beside it")
    for telling in ask.tellings:
        for link, words in conditions_of(telling):
            if link in ("as long as", "while"):
                doubts.append(f"until when: it holds {link} {words} (when: until)")
            elif waits_for(link):
                doubts.append(f"whether it waits for “{words}” ({link}), as “{telling.words}” has it")
    return value, list(dict.fromkeys(doubts))


def _consultations(ask: Ask) -> Built:
    about = [ask.known.known[area]["names"][0] for area in ask.areas]
    meeting: dict[str, Any] = {"type": ["CONSULT"], "between": list(ask.parties)}
    if about:
        meeting["words"] = about
    subject = f" on {' and '.join(about)}" if about else ""
    value: dict[str, Any] = {
        "id": f"consultations-{about[0]}" if about else "consultations",
        "type": "consultation",
        "title": f"Consultations between {ask.naming(ask.parties)}{subject}",
        "meeting": meeting,
    }
    doubts = [] if about else ["on what they consult: no place is named, and any meeting counts (meeting: words)"]
    if ask.others:
        doubts.append(f"whether {ask.naming(ask.others)} wants them, too")
    until = next((day for one in ask.tellings if ask.day and (day := years_of(one.words, ask.day))), None)
    if until:
        value["until"] = until.isoformat()
        doubts.append("from which day the years count; they are counted from the day of the text")
    elif every := _every(ask.words):
        value["every"] = every
    else:
        doubts.append("how often or until when: the text sets no day (every, until)")
    return value, doubts


_EVERY = {"daily": 1, "every day": 1, "weekly": 7, "every week": 7, "once a week": 7, "monthly": 30, "every month": 30}


def _every(words: str) -> int | None:
    return next((days for word, days in _EVERY.items() if re.search(rf"\b{word}\b", words, re.I)), None)


def _declaration(ask: Ask) -> Built:
    title = ask.tellings[0].words
    name = "-".join(content_words(title)[:3]) or ask.topic
    value: dict[str, Any] = {"id": name, "type": "declaration", "title": title[:1].upper() + title[1:]}
    return value, ["whether it is a duty that could be reported kept or broken; a declaration has no verdict"]


def _obligation(ask: Ask) -> Built:
    """Something to be done, by its topic; a day is taken only where the text names one."""
    event, title = _DEEDS.get(ask.topic, ({}, ""))
    event = {name: list(part) for name, part in event.items()}
    doubts: list[str] = []
    if not event:
        deed = happening_in(ask.words)
        event = event_of(deed, ask.words) if deed else {}
    if not event:
        return _declaration(ask)
    if "words" in event:
        named = [word for word in event["words"] if word.lower() in ask.words.lower()]
        event["words"] = named or event["words"]
    value: dict[str, Any] = {
        "type": "obligation",
        "title": title.format(who=ask.names) + _around(ask),
        "deliverable": event,
    }
    if ask.areas:
        value["where"] = list(ask.areas)
    value |= _when(ask, deadline=True)
    if not {"deadline"} & value.keys() and "within" not in value.get("when", {}):
        doubts.append("by which day: the text sets none, so that nobody can be late (deadline)")
    total = next((count.low for one in ask.tellings for count in one.statement.counts if count.what in _PEOPLE), None)
    if total:
        value["progress"] = {"what": event, "total": total}
        doubts.append(f"whether {total:g} are counted one happening each, or as a number in one report")
    if ask.topic == "withdrawal" and not ask.areas and not ask.unplaced:
        doubts.append("from where: no area is named")
    return value, doubts


_PEOPLE = frozenset({"released", "detained", "captured", "evacuated"})
_DEEDS: dict[str, tuple[dict[str, Any], str]] = {
    "neutrality": ({"type": ["CONCEDE", "AGREE"], "words": ["neutral", "non-aligned"]}, "{who}: neutrality"),
    "withdrawal": ({"type": ["RETREAT"], "mode": ["withdraw"]}, "{who}: forces are withdrawn"),
    "disarmament": ({"type": ["RETREAT"], "mode": ["disarm"]}, "{who}: weapons are laid down"),
    "prisoners": ({"type": ["CONCEDE", "COOPERATE"], "mode": ["release", "exchange"],
                   "words": ["prisoner", "captive", "detainee", "hostage", "servicem", "bodies", "remains"]},
                  "{who}: prisoners are released or exchanged"),
    "corridors": ({"type": ["AID", "CONCEDE", "AGREE"],
                   "words": ["corridor", "humanitarian", "convoy", "evacuat"]},
                  "{who}: corridors and aid"),
    "opening": ({"type": ["CONCEDE"], "mode": ["ease"]}, "{who}: what was closed is opened"),
    "hotline": ({"type": ["CONSULT", "COOPERATE"], "words": ["hotline", "direct line", "emergency line", "liaison",
                                                             "channel", "contact"]},
                "{who}: a line between them is opened"),
    "inspection": ({"type": ["INVESTIGATE"], "mode": ["inspect"]}, "{who}: inspection and monitoring"),
    "prosecution": ({"type": ["INVESTIGATE"], "mode": ["prosecute"]}, "{who}: those responsible are prosecuted"),
    "recognition": ({"type": ["SUPPORT"], "mode": ["recognise"]}, "{who}: recognition"),
}  # fmt: skip


def _ceasefire(ask: Ask) -> Built:
    value: dict[str, Any] = {
        "id": "ceasefire",
        "type": "ceasefire",
        "title": f"{ask.names}: ceasefire{_around(ask)}",
        "what": {"type": ["ASSAULT"]},
    }
    if ask.areas:
        value["where"] = list(ask.areas)
    doubts = ["how many incidents in how many days break it: none is tolerated (tolerance, per_days)"]
    if any(one.provision and SELF_DEFENCE.search(" ".join(one.provision.exceptions)) for one in ask.tellings):
        value["excluded"] = [{"type": ["ASSAULT"], "words": ["self-defence", "self-defense", "returned fire"]}]
        doubts.append("whether fire was self-defence: that it is told as such is enough here (excluded)")
    value |= _when(ask)
    if "from" not in value.get("when", {}):
        doubts.append("from which day: the text names none, and its own is taken")
    return value, doubts


def _limit(ask: Ask) -> Built:
    figures = [one for telling in ask.tellings for one in telling.statement.counts if one.low or one.high]
    count = next(one for one in figures if one.what != "other")
    most = count.high or count.low
    value: dict[str, Any] = {
        "id": f"limit-{count.what}",
        "type": "limit",
        "title": f"At most {most:g} {count.what} of {ask.names}{_around(ask)}",
        "what": {"type": ["MOBILIZE"], "actor": list(ask.who)},
        "quantity": count.what,
        "max": most,
    }
    if ask.areas:
        value["where"] = list(ask.areas)
    return value, ["whose figures count, and of which forces"]


def _around(ask: Ask) -> str:
    names = [ask.known.known[area]["names"][0] for area in ask.areas if "names" in ask.known.known[area]]
    return f" ({', '.join(names)})" if names else ""


def _when(ask: Ask, *, deadline: bool = False) -> dict[str, Any]:
    """The days that the tellings name: `when`, and for what is to be done a deadline."""
    for telling in ask.tellings:
        if telling.provision:
            if found := when_of(telling.provision, deadline=deadline):
                return found
            continue
        first, last = last_day(telling)
        if deadline and last:
            return {"deadline": last.isoformat()}
        if first or last:
            named = {"from": first, "until": last}
            return {"when": {name: day.isoformat() for name, day in named.items() if day}}
        left = days_left(telling.words)
        if left is not None:
            if deadline:
                return {"when": {"within": int(left)}}
            if ask.day:
                return {"when": {"until": _days(ask.day, int(left))}}
    return {}


def _days(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def _nuclear(ask: Ask) -> dict[str, Any]:
    return {"type": ["MOBILIZE"], "mode": ["weapons", "deploy"], "actor": list(ask.who), "words": ["nuclear", "atomic"]}


def _alliance(ask: Ask) -> dict[str, Any]:
    words = ["alliance", "bloc"] + (["NATO"] if "NATO" in ask.words else [])
    return {"type": ["AGREE", "SUPPORT"], "mode": ["sign", "ratify", "ally"], "between": list(ask.who), "words": words}


def _bases(ask: Ask) -> dict[str, Any]:
    return {"type": ["MOBILIZE"], "mode": ["deploy"], "except_actor": list(ask.parties)}


_BUILDERS: dict[str, Callable[[Ask], Built]] = {
    "reduction": _reduction,
    "ceasefire": _ceasefire,
    "no-force": _no_force,
    "consultations": _consultations,
    "summit": summit,
    "exercises": _exercises,
    "limit": _limit,
    "membership": _declaration,
    "undertaking": _declaration,
    "signature": signature,
    "nuclear": _prohibition("{who}: no nuclear weapons", _nuclear),
    "alliance": _prohibition("{who}: no military alliance", _alliance, "which alliances are meant"),
    "bases": _prohibition(
        "{who}: no foreign bases and troops",
        _bases,
        "whose troops are meant: those of all but the parties are taken",
    ),
}
