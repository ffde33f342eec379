"""Words for people: days, figures, levels, acts, types and references as the desk writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from holdfast.model.days import as_day
from holdfast.model.statement import Act, EventType
from holdfast.model.verdict import Level
from holdfast.outputs.pictures.geography import country_name
from holdfast.outputs.pictures.words import days_words, how_many, precision_words

__all__ = [
    "ACT_WORDS",
    "LEVEL_MEANINGS",
    "LEVEL_WORDS",
    "TYPE_WORDS",
    "day_words",
    "days_words",
    "figure",
    "how_many",
    "moment_words",
    "number",
    "precision_words",
    "prose",
    "reference_words",
    "runs_words",
    "short_day",
]

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
LEVEL_MEANINGS: dict[Level, str] = {
    "not_in_force": "The text does not bind yet, or no longer; what it would be otherwise is shown beside it.",
    "fulfilled": "What was promised has been done, and stays done.",
    "holds": "Enough is observed, and none of it is a breach.",
    "pending": "Still open: the time for it has not run out.",
    "unknown": "Too little is observed to say. Silence is never “holds”.",
    "at_risk": "A breach rests on unconfirmed claims only, or the pace is too slow.",
    "disputed": "Named sides contradict each other, and it depends on whom one follows.",
    "breached": "A breach, whichever of the unsettled claims one accepts.",
}
ACT_WORDS: dict[Act, str] = {
    "assert": "says that it is so",
    "deny": "denies",
    "accuse": "accuses",
    "promise": "promises",
    "propose": "proposes",
    "demand": "demands",
    "threaten": "threatens",
    "agree": "agrees",
    "reject": "refuses",
    "evaluate": "judges",
    "question": "says that it is not known",
}
TYPE_WORDS: dict[EventType, str] = {
    "ASSAULT": "violence",
    "COERCE": "coercion",
    "MOBILIZE": "deployment",
    "SANCTION": "sanction",
    "PROTEST": "protest",
    "RETREAT": "pull-back",
    "CONCEDE": "concession",
    "AID": "aid",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "CONSULT": "talks",
    "AGREE": "agreement",
    "REJECT": "refusal",
    "CONTROL": "control",
    "INVESTIGATE": "inspection",
    "OTHER": "other",
}
_SECTORS = {
    "GOV": "government", "MIL": "military", "REB": "armed group", "CIV": "civilians", "MED": "media",
    "BUS": "business", "LEG": "parliament", "OPP": "opposition", "JUD": "courts", "NGO": "NGO", "COP": "police",
    "SPY": "intelligence", "UNK": "unknown",
}  # fmt: skip
_ORGANISATIONS = {
    "UNO": "United Nations", "NATO": "NATO", "IAEA": "IAEA", "EEC": "European Union", "OSCE": "OSCE", "ICRC": "ICRC",
    "WHO": "WHO", "UNHCR": "UNHCR",
}  # fmt: skip


_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def day_words(day: date | str | None) -> str:
    """A day as people write it, "29 March 2022"; "day not known" where there is none."""
    found = as_day(day) if isinstance(day, str) else day
    return f"{found.day} {found:%B %Y}" if found else "day not known"


def short_day(day: date | str | None) -> str:
    """A day without its year, "29 Mar"."""
    found = as_day(day) if isinstance(day, str) else day
    return f"{found.day} {found:%b}" if found else "?"


def moment_words(moment: str | None) -> str:
    """A day, with the time and zone where they are given: "29 March 2022, 18:05 (UTC+03:00)"."""
    if not moment or len(moment) <= len("2022-03-29"):
        return day_words(moment)
    found = datetime.fromisoformat(moment)
    zone = f" ({found.tzname()})" if found.tzname() else ""
    return f"{day_words(found.date())}, {found:%H:%M}{zone}"


def prose(sentence: str) -> str:
    """A sentence with its days as people write them: "on 2022-04-08" → "on 8 April 2022"."""
    return _ISO_DAY.sub(lambda found: day_words(found[0]) if as_day(found[0]) else found[0], sentence)


def number(value: float) -> str:
    """A number with thousands set apart: 12500 → "12,500"; no digits that mean nothing."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def figure(low: float | None, high: float | None, approx: bool = False) -> str:
    """A claimed figure as said: "at least 7", "up to 20", "around 30", "7 to 9", "7"."""
    about = "around " if approx else ""
    if low is not None and high is not None:
        return about + (number(low) if low == high else f"{number(low)} to {number(high)}")
    if low is not None:
        return f"at least {about}{number(low)}"
    return f"up to {about}{number(high)}" if high is not None else "a number not given"


def reference_words(ref: str | None) -> str:
    """A reference in words: "RUS MIL" → "Russia, military"; joint ones with "and"; itself where it is not known."""
    if not ref:
        return "not identified"
    return " and ".join(_one_reference(part.strip()) for part in ref.split("+"))


def _one_reference(ref: str) -> str:
    head, _, rest = ref.partition(" ")
    if head == "IGO":
        return _ORGANISATIONS.get(rest, rest or "international organisation")
    name = country_name(head) or head
    return f"{name}, {_SECTORS.get(rest, rest)}" if rest else name


def runs_words(levels: Iterable[tuple[date, Level]]) -> str:
    """A row of levels by day as a sentence for those who do not see it: "pending 29 to 31 March 2022; ..."."""
    runs: list[tuple[Level, date, date]] = []
    for day, level in levels:
        if runs and runs[-1][0] == level and day - runs[-1][2] == timedelta(days=1):
            runs[-1] = (level, runs[-1][1], day)
        else:
            runs.append((level, day, day))
    return "; ".join(f"{LEVEL_WORDS[level]} {days_words(first, last)}" for level, first, last in runs)
