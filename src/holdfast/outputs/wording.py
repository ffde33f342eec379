"""The words that a brief may use of its own: verbs for acts, nouns for happenings, days, and what joins them.

Whatever else stands in a sentence of a brief must follow from the documents it cites (`holdfast.outputs.support`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from holdfast.model import Count, Statement, Time
from holdfast.model.statement import Act, Counted, EventType, Status
from holdfast.model.verdict import Level
from holdfast.outputs.figures import figure
from holdfast.outputs.happenings import told_mode

__all__ = [
    "ACCUSED",
    "GLUE",
    "LEVEL_WORDS",
    "MERELY_SAID",
    "TOWARDS",
    "amount",
    "day_words",
    "is_told_amount",
    "joined",
    "located",
    "noun",
    "reporting",
    "saying",
    "statements",
    "time_words",
    "verb",
]

_AFFIRMED: dict[Act, str] = {
    "assert": "reported",
    "deny": "denied",
    "accuse": "made an accusation of",
    "promise": "promised",
    "propose": "proposed",
    "demand": "demanded",
    "threaten": "threatened",
    "agree": "agreed to",
    "reject": "rejected",
    "evaluate": "judged",
    "question": "said that it was not known whether there was",
}
_NEGATED: dict[Act, str] = {
    "assert": "said that there was no",
    "deny": "denied",
    "accuse": "made an accusation of a lack of",
    "promise": "promised that there would be no",
    "propose": "proposed that there be no",
    "demand": "demanded that there be no",
    "threaten": "threatened that there would be no",
    "agree": "agreed that there would be no",
    "reject": "rejected",
    "evaluate": "judged",
    "question": "said that it was not known whether there was",
}
_ASSERTED: dict[tuple[Status | None, bool], str] = {
    ("planned", True): "announced",
    ("planned", False): "said that there would be no",
    ("possible", True): "spoke of a possible",
    ("possible", False): "said that there might be no",
    ("hypothetical", True): "spoke of a possible",
    ("hypothetical", False): "said that there might be no",
    ("ongoing", False): "said that there is no",
}
ACCUSED = "accused"
"""The verb of an accusation before the one who is accused."""
MERELY_SAID = "said"
"""The verb before a denial whose words say "no" without a word of denying."""
_SAYING: dict[Act, str] = {
    "assert": "said",
    "accuse": "made an accusation",
    "agree": "agreed",
    "question": "called it unknown",
    "evaluate": "judged",
}
"""Verbs before the words of a document, where they differ from those before a noun."""
_REPORTING: dict[Act, str] = {
    "deny": "reported a denial",
    "accuse": "reported an accusation",
    "promise": "reported a promise",
    "propose": "reported a proposal",
    "demand": "reported a demand",
    "threaten": "reported a threat",
    "agree": "reported an agreement",
    "reject": "reported a refusal",
    "evaluate": "judged",
}
_NOUNS: dict[EventType, dict[str | None, str]] = {
    "ASSAULT": {
        None: "an attack", "missile": "a missile strike", "airstrike": "an airstrike", "drone": "a drone attack",
        "artillery": "shelling", "ground": "a ground attack", "firearms": "shooting",
        "explosive": "an attack with explosives", "abduction-killing": "an abduction or killing",
        "sexual": "sexual violence", "torture": "torture", "chemical": "a chemical attack", "cyber": "a cyber attack",
    },
    "COERCE": {
        None: "coercion", "arrest": "an arrest", "blockade": "a blockade", "restrict": "a restriction",
        "seize": "a seizure", "deport": "deportation", "censor": "censorship",
    },
    "MOBILIZE": {
        None: "a mobilisation of forces", "deploy": "a deployment", "exercise": "a military exercise",
        "alert": "a state of alert", "weapons": "a movement of weapons",
    },
    "SANCTION": {None: "a sanction"},
    "PROTEST": {None: "a protest"},
    "RETREAT": {
        None: "a withdrawal or easing of force", "withdraw": "a withdrawal", "ceasefire": "a ceasefire",
        "reduce": "a reduction of military activity", "surrender": "a surrender", "disarm": "disarmament",
    },
    "CONCEDE": {
        None: "a concession", "release": "a release", "ease": "an easing of restrictions",
        "political": "a political concession",
    },
    "AID": {
        None: "aid", "military": "military aid", "humanitarian": "humanitarian aid", "economic": "economic aid",
        "evacuate": "an evacuation",
    },
    "SUPPORT": {None: "support", "guarantee": "a guarantee", "recognise": "recognition", "ally": "an alliance"},
    "COOPERATE": {
        None: "cooperation", "exchange": "an exchange", "economic": "economic cooperation",
        "intelligence": "an exchange of information",
    },
    "CONSULT": {
        None: "talks", "meet": "a meeting", "negotiate": "negotiations", "mediate": "mediation", "visit": "a visit",
        "call": "a call",
    },
    "AGREE": {
        None: "an agreement", "sign": "a signing", "ratify": "a ratification",
        "ceasefire-deal": "a ceasefire agreement",
    },
    "REJECT": {None: "a refusal", "violate": "a violation", "veto": "a veto", "suspend": "a suspension"},
    "CONTROL": {
        None: "control", "taken": "a capture", "held": "control", "lost": "a loss of control",
        "contested": "contested control",
    },
    "INVESTIGATE": {None: "an investigation", "inspect": "an inspection", "prosecute": "a prosecution"},
    "OTHER": {None: "what was called"},
}  # fmt: skip
_COUNTED: dict[Counted, str] = {
    "vehicles": "vehicles", "aircraft": "aircraft", "vessels": "vessels", "weapons": "weapons",
    "buildings": "buildings", "violations": "violations", "personnel": "personnel", "money": "in money",
    "duration-hours": "hours",
}  # fmt: skip
_HEDGE = re.compile(r"\b(?:at least|more than|over|up to|nearly|almost|about|around|some|close to)\s+", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:Jan|Feb|March|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)")
_DIGIT = re.compile(r"\d")
_THING = re.compile(r"\d\s+[^\W\d_]{4,}")
_ONE: dict[str, str] = {
    "vehicles": "vehicle", "vessels": "vessel", "weapons": "weapon", "buildings": "building", "violations": "violation",
    "duration-hours": "hour", "personnel": "member of personnel",
}  # fmt: skip
_LOCATING = frozenset({
    "beyond", "near", "outside", "around", "on", "at", "off", "inside", "north", "south", "east", "west", "in", "along",
    "between", "across", "under", "over", "north-west", "north-east", "south-west", "south-east", "close", "above",
    "from", "toward", "towards", "northeast", "northwest", "southeast", "southwest",
})  # fmt: skip
TOWARDS: dict[EventType, str] = {
    "ASSAULT": "against", "COERCE": "against", "SANCTION": "against", "CONSULT": "with", "AGREE": "with",
    "COOPERATE": "with", "AID": "for", "SUPPORT": "for",
}  # fmt: skip
"""The preposition before the one to whom a happening is done; "towards" for the others."""
LEVEL_WORDS: dict[Level, str] = {
    "not_in_force": "not in force",
    "fulfilled": "fulfilled",
    "holds": "holds",
    "pending": "pending",
    "unknown": "unknown",
    "at_risk": "at risk",
    "disputed": "disputed",
    "breached": "breached",
}
GLUE = frozenset({
    "against", "and", "by", "for", "gave", "in", "is", "it", "of", "on", "or", "reading", "record", "speaks", "the",
    "towards", "was", "with",
})  # fmt: skip
"""The only words of a sentence that need no support: they join others and say nothing by themselves."""


def verb(statement: Statement) -> str:
    """The verb for what the words of a statement do, in the past tense so that it fits one voice and many."""
    affirmed = statement.polarity == "affirmed"
    if statement.act == "assert" and (statement.status, affirmed) in _ASSERTED:
        return _ASSERTED[statement.status, affirmed]
    return (_AFFIRMED if affirmed else _NEGATED)[statement.act]


def saying(statement: Statement) -> str:
    """The verb before the document's own words: those tell whether something is affirmed or denied."""
    return _SAYING.get(statement.act, _AFFIRMED[statement.act])


def reporting(statement: Statement) -> str:
    """The verb for an outlet in whose own text nobody is named who promises, demands or denies."""
    return _REPORTING.get(statement.act, saying(statement))


def noun(statement: Statement) -> str:
    """The noun for what a statement is about, with its article unless the verb takes none."""
    kind = statement.event.type or "OTHER"
    nouns = _NOUNS[kind]
    named = nouns.get(told_mode(statement), nouns[None])
    bare = verb(statement).endswith((" no", " a possible", " lack of"))
    return named.removeprefix("a ").removeprefix("an ") if bare else named


def amount(count: Count) -> str:
    """A count in words: "at least 7 killed", "about 240 personnel"."""
    # What is counted has no name of ours: then the document's own words tell it.
    if count.what == "other":
        return f"“{count.text}”"
    is_one = count.low == count.high == 1 or (count.high is None and count.low == 1)
    named = _ONE.get(count.what) if is_one else None
    return f"{figure(count)} {named or _COUNTED.get(count.what, count.what)}"


def is_told_amount(count: Count, text: str) -> bool:
    """Whether a figure tells something, and all that its words in the document say.

    "Up to 1 building" tells nothing, nor does "412 and 178" of nobody knows what; "28" is not all of "at least 28".
    """
    if count.low == count.high and not count.approx and _is_cut_from_its_bound(count, text):
        return False
    if count.what == "other":
        return _THING.search(count.text) is not None
    return not (count.low is None and count.high is not None and count.high <= 1)


def _is_cut_from_its_bound(count: Count, text: str) -> bool:
    """Whether "at least" or the like begins before the words of a figure and reaches up to or into them."""
    start = max(0, count.start - 12)
    found = (match for match in _HEDGE.finditer(text, start, count.end))
    return any(match.start() < count.start <= match.end() for match in found)


def statements(count: int) -> str:
    """How many statements: "3 statements"."""
    return f"{count} {'statement' if count == 1 else 'statements'}"


def located(place: str) -> str:
    """What stands before a place: "in", or nothing where its words say where already ("beyond the city limits")."""
    return "" if place.split()[0] in _LOCATING else "in "


def time_words(time: Time) -> str | None:
    """When something happened: "on 29 March 2022", "from 4 April 2022 to 6 April 2022"; None if nobody said a day."""
    first, last = time.first_day, time.last_day
    if first is None or last is None:
        # "Since February" gives no first day.
        if time.precision in ("month", "year"):
            return None
        return f"until {day_words(last)}" if last else (f"from {day_words(first)}" if first else None)
    if (
        (first.year, first.month) != (last.year, last.month)
        and _MONTH.search(time.text)
        and not _DIGIT.search(time.text)
    ):
        return None
    if first == last:
        return f"on {day_words(first)}"
    return f"from {day_words(first)} to {day_words(last)}"


def day_words(day: date) -> str:
    """A day in words: "29 March 2022"."""
    return f"{day.day} {day:%B %Y}"


def joined(names: Sequence[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
