"""Reads assumptions: plain words with a small grammar, or key=value pairs.

    [WHO] HAPPENING [OUTCOME] [by|between|with|against WHO] [in|at|near PLACE] [WHEN]
    the text is STATUS [WHEN]
    key=value,key=value,...

The grammar with examples is in docs/what-if.md.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from holdfast.agreements.assumption import VOICE, Assumption
from holdfast.agreements.deeds import EXAMPLES, happening_in
from holdfast.agreements.validate import nearest
from holdfast.errors import WrongUse
from holdfast.model import Count, Document, Happening, Mention, Place, Statement, Time, Voice
from holdfast.model.agreement import AGREEMENT_STATUSES, AgreementStatus
from holdfast.model.days import as_day
from holdfast.model.statement import COUNTED, EVENT_TYPES, MODES, EventType
from holdfast.values import actor as actors
from holdfast.values import date as dates
from holdfast.values import place as places
from holdfast.values.nations import mentions

__all__ = ["assumption_of"]

_DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|[A-Z][a-z]+ \d{4})"
_WHEN = re.compile(
    rf"\s*\b(?:(?:from|between) (?P<first>{_DAY})(?: to | and | until )(?P<last>{_DAY})"
    rf"|(?:(?P<how>on|in|since|from|until|till|by|before|after) )?(?P<day>{_DAY}))"
)
_NOT = re.compile(r"\b(?:(?:did|does|do|was|were|is|are|has|have) not|never|no|not|without|failed|none)\b", re.I)
_NAME = r"(?P<name>(?:the )?[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|region|oblast|city|direction))*)"
_WHERE = re.compile(
    rf"\b(?:in|at|near|around|outside|from) {_NAME}"
    rf"|\b(?:attack|strike|assault|shelling|bombing|raid|siege)s? (?:on|of|against) {_NAME.replace('name', 'aim')}"
    rf"|\b(?:attack(?:s|ed)|struck|shell(?:s|ed)|bomb(?:s|ed)|besieg(?:es|ed)|hits?) {_NAME.replace('name', 'object')}"
)
_RELATIVE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|ago"
    r"|(?:next|last|this) (?:week|month|year))\b",
    re.I,
)
_AGAINST = re.compile(r"\b(?:with|against|to|on)\s+(?:the\s+)?$", re.I)
_STATUS = re.compile(
    rf"(?:the )?(?:text|agreement|treaty|accord)(?: (?:is|was|has been|becomes?|enters?))? "
    rf"(?P<status>{'|'.join(name.replace('_', ' ') for name in AGREEMENT_STATUSES)}|into force)\s*(?P<when>.*)",
    re.I,
)
_REMEDY = (
    'Write it like "referendum approved on 2022-06-01", or as key=value pairs such as '
    "type=AGREE,mode=ratify,actor=TUR GOV,day=2022-06-01; docs/what-if.md has both"
)


def assumption_of(words: str, *, where: str = "--assume") -> Assumption:
    """Read one assumption.

    Args:
        words: Plain words or key=value pairs.
        where: How messages name the place where it was given.

    Raises:
        WrongUse: It cannot be read; the message says what is missing and how to write it.
    """
    text = " ".join(words.split())
    place = f"{where} “{text}”"
    if not text:
        raise WrongUse("Nothing is assumed", where=where, remedy=_REMEDY)
    if re.match(r"[a-z_]+\s*=", text):
        return _from_pairs(text, place)
    status = _STATUS.fullmatch(text)
    return _status(text, status, place) if status else _from_words(text, place)


def _status(text: str, match: re.Match[str], place: str) -> Assumption:
    named = match["status"].lower().replace(" ", "_").replace("into_force", "in_force")
    first, _, _ = _when(match["when"], place) if match["when"] else (None, None, "")
    return Assumption(words=text, status=_a_status(named, place), since=first)


def _a_status(named: str, place: str) -> AgreementStatus:
    if named not in AGREEMENT_STATUSES:
        raise WrongUse(f"{named} is no status of a text", where=place, remedy=f"Use {', '.join(AGREEMENT_STATUSES)}")
    status: AgreementStatus = msgspec.convert(named, AgreementStatus)
    return status


def _from_words(text: str, place: str) -> Assumption:
    first, last, rest = _when(text, place)
    where = _place_in(rest)
    happening = rest.replace(where.text, " " * len(where.text)) if where else rest
    deed = happening_in(happening)
    if deed is None:
        what = "No word in it names a happening"
        raise WrongUse(what, where=place, remedy=f"Use one such as {', '.join(EXAMPLES)}. {_REMEDY}")
    who, to = _parties(happening, deed.type)
    fields = {
        "event": Happening(type=deed.type, mode=deed.mode),
        "polarity": "negated" if _NOT.search(happening) else "affirmed",
        "actors": who,
        "recipients": to,
        "place": where,
    }
    return _assumed(text, first, last, fields)


def _when(text: str, place: str) -> tuple[date | None, date | None, str]:
    """First and last day that the words name, and the words without them, blanks in their place."""
    found = _WHEN.search(text)
    if found is None:
        if re.search(r"\d{4}|\b\d{1,2}[./]\d", text) or _RELATIVE.search(text):
            raise WrongUse("Its day cannot be read", where=place, remedy="Write a day like 2022-06-01 or 1 June 2022")
        return None, None, text
    if _WHEN.search(text, found.end()):
        what = "It names more than one day"
        raise WrongUse(what, where=place, remedy='Write "from 2022-06-01 to 2022-06-05", or two assumptions')
    if found["day"]:
        first, last = _interval(f"{found['how'] or 'on'} {found['day']}", place)
    else:
        (first, _), (_, last) = _interval(f"on {found['first']}", place), _interval(f"on {found['last']}", place)
    first, last = _in_order(first, last, place)
    rest = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    return first, last, rest


def _in_order(first: date | None, last: date | None, place: str) -> tuple[date | None, date | None]:
    if first and last and first > last:
        raise WrongUse(f"{first} is after {last}", where=place, remedy="Exchange the two days")
    return first, last


def _interval(words: str, place: str) -> tuple[date | None, date | None]:
    found = dates.resolve(words, anchor=None)
    if found is None:
        remedy = "Write a day of the calendar like 2022-06-01 or 1 June 2022"
        raise WrongUse(f"“{words}” is no day", where=place, remedy=remedy)
    first, last = (as_day(end.isoformat()) if end else None for end in (found.start, found.end))
    return first, last


def _place_in(text: str) -> Place | None:
    """The first place that stands after a word of place, if the gazetteer knows it."""
    for match in _WHERE.finditer(text):
        group = next(name for name in ("name", "aim", "object") if match[name])
        found = _place(match[group], match.start(group))
        if found:
            return found
    return None


def _place(words: str, start: int) -> Place | None:
    found = places.resolve(words)
    if found is None:
        return None
    return Place(
        text=words,
        start=start,
        end=start + len(words),
        name=found.name,
        geonames=found.geonames,
        lat=found.lat,
        lon=found.lon,
        country=found.country,
        admin1=found.admin1,
        precision=found.precision,
    )


def _parties(text: str, doing: EventType) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who does it, and with or against whom: a name after "with" or "against" is the other side."""
    who: list[Mention] = []
    to: list[Mention] = []
    for named in mentions(text):
        found = actors.resolve(named.text, doing=doing)
        if found is None:
            continue
        mention = Mention(text=named.text, start=named.start, end=named.end, ref=found.ref, name=found.name)
        (to if _AGAINST.search(text[: named.start]) else who).append(mention)
    return tuple(who), tuple(to)


_KEYS = ("type", "mode", "happened", "actor", "recipient", "place", "day", "from", "to", "count", "words", "status")


def _from_pairs(text: str, place: str) -> Assumption:
    given: dict[str, str] = {}
    for part in text.split(","):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value:
            raise WrongUse(f"“{part.strip()}” is no key=value", where=place, remedy=f"Keys: {', '.join(_KEYS)}")
        if key not in _KEYS:
            raise WrongUse(f"There is no key {key}", where=place, remedy=nearest(key, _KEYS))
        if key in given:
            raise WrongUse(f"{key} is given twice", where=place, remedy="Keep one; join several actors with +")
        given[key] = value
    first, last = _days(given, place)
    if "status" in given:
        return Assumption(words=text, status=_a_status(given["status"], place), since=first)
    fields = {
        "event": _event(given, place),
        "polarity": _polarity(given.get("happened", "yes"), place),
        "actors": _refs(given.get("actor"), text),
        "recipients": _refs(given.get("recipient"), text),
        "place": _known_place(given["place"], text, place) if "place" in given else None,
        "counts": _counts(given["count"], text, place) if "count" in given else (),
    }
    return _assumed(text, first, last, fields)


def _days(given: dict[str, str], place: str) -> tuple[date | None, date | None]:
    if "day" in given and ("from" in given or "to" in given):
        raise WrongUse("It has day and from or to", where=place, remedy="Give one day, or from and to")
    first, last = (_day(given.get(key, given.get("day")), place) for key in ("from", "to"))
    return _in_order(first, last, place)


def _day(text: str | None, place: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"{text} is no day", where=place, remedy="Write it like 2022-06-01") from None


def _event(given: dict[str, str], place: str) -> Happening:
    kind, mode = given.get("type"), given.get("mode")
    if kind is None:
        raise WrongUse("It has no type", where=place, remedy=f"Add type= with one of {', '.join(EVENT_TYPES)}")
    if kind not in EVENT_TYPES:
        raise WrongUse(f"There is no type {kind}", where=place, remedy=nearest(kind, EVENT_TYPES))
    named: EventType = msgspec.convert(kind, EventType)
    if mode is not None and mode not in MODES[named]:
        raise WrongUse(f"{mode} is no mode of {kind}", where=place, remedy=nearest(mode, MODES[named]))
    return Happening(type=named, mode=mode)


def _polarity(text: str, place: str) -> str:
    if text not in ("yes", "no"):
        raise WrongUse(f"happened is {text}", where=place, remedy="Write happened=yes or happened=no")
    return "affirmed" if text == "yes" else "negated"


def _refs(value: str | None, text: str) -> tuple[Mention, ...]:
    """References, joined by "+": "RUS GOV+UKR GOV"; a name such as Turkey is looked up."""
    found = []
    for part in (value or "").split("+") if value else ():
        words = part.strip()
        known = None if re.fullmatch(r"[A-Z]{3}( [A-Z0-9-]+)*", words) else actors.resolve(words)
        start = text.index(words)
        found.append(
            Mention(text=words, start=start, end=start + len(words), ref=known.ref if known else words,
                    name=known.name if known else None)
        )  # fmt: skip
    return tuple(found)


def _known_place(words: str, text: str, given: str) -> Place:
    found = _place(words, text.index(words))
    if found is None:
        raise WrongUse(f"There is no place {words}", where=given, remedy="Give a settlement, a region or a country")
    return found


def _counts(value: str, text: str, place: str) -> tuple[Count, ...]:
    match = re.fullmatch(r"(?P<what>[a-z-]+):(?P<low>\d+)(?:-(?P<high>\d+))?", value)
    if match is None or match["what"] not in COUNTED:
        remedy = f"Write it like count=personnel:90000 or count=killed:7-9; what is counted is {', '.join(COUNTED)}"
        raise WrongUse(f"{value} is no count", where=place, remedy=remedy)
    low, high = float(match["low"]), float(match["high"] or match["low"])
    start = text.index(value)
    what: Any = match["what"]
    return (Count(what=what, text=value, start=start, end=start + len(value), low=low, high=high),)


def _assumed(text: str, first: date | None, last: date | None, fields: dict[str, Any]) -> Assumption:
    """The assumption with its statement: said by nobody, of the day given, in words that stand in no document."""
    document = Document(text=text, title="An assumption")
    time = None
    if first or last:
        start, end = (day.isoformat() if day else None for day in (first, last))
        time = Time(text=text, start=0, end=len(text), start_day=start, end_day=end, precision="day", basis="stated")
    statement = Statement(
        document=document.id,
        quote=text,
        start=0,
        end=len(text),
        act="assert",
        status="happened",
        time=time,
        voices=(Voice(name=VOICE),),
        reader=VOICE,
        **fields,
    )
    return Assumption(words=text, statement=statement, document=document, since=first, last=last)
