"""TIMEX3's conventions for times, made from Holdfast's intervals and lengths.

TIMEX3 (TimeML 1.2) writes down what single words name: prepositions stand outside, a range is two expressions, "for
weeks" is `PXW`, "recently" is `PAST_REF`. Holdfast asks when something was. Where the two differ, the difference is
bridged here and not in the product.
"""

import re
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from holdfast.values import date
from holdfast.values.calendar.almanac import MONTHS, SEASONS, WEEKDAYS, quarter_span
from holdfast.values.calendar.interval import Interval

_OUTSIDE = re.compile(
    r"(?:(?:since|until|till|by|before|after|from|starting|beginning|as of|of|on|into|in|at(?! (?:least|most))|during"
    r"|throughout|through|between|for|within|over|ahead of|no later than|not later than|up to and including|later"
    r"|shortly|just|as early as|as late as|as soon as|to|ended|ending|dated|and|its"
    r"|a(?= [a-z]+[- ](?:quarter|half)))\s+)+(?=\S)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s+(?:to|until|and|through)\s+|\s*[-–]\s*(?-i:(?=[A-Z]))", re.IGNORECASE)


def stretches(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of time, with TIMEX3's extents: without prepositions, ranges in two."""
    parts = [part for span in date.find(text) for part in _parts(text, *span)]
    return [(start, end) for start, end in parts if not _UNMARKED.fullmatch(text[start:end])]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = text[start:end]
    for joint in _JOINT.finditer(words):
        left, right = (start, start + joint.start()), (start + joint.end(), end)
        if all(date.find(text[a:b]) for a, b in (left, right)):
            return [*_parts(text, *left), *_parts(text, *right)]
    lead = _OUTSIDE.match(words)
    return [(start + lead.end() if lead else start, end)]


_NOW = re.compile(
    r"(?:right |until |up to |just )?(?:now|nowadays|currently|current|at present|present|presently|these days"
    r"|(?:at )?(?:the|this|that) (?:\w+ )?(?:moment|time|point|hour)|(?:the )?present(?: time)?)"
)
_PAST = re.compile(
    r"(?:(?:more |most |just |only )?recent(?:ly)?|once|(?:in )?the (?:recent |distant |near )?past|long ago|lately"
    r"|the (?:last|past) (?:few|several) \w+|(?:several|many|some) \w+ ago|(?:the )?latest)"
)
_FUTURE = re.compile(
    r"(?:soon(?:er)?|shortly|(?:the )?(?:near |foreseeable |immediate |not-too-distant )?future(?: \w+)?"
    r"|eventually|someday|the (?:near|short|long|longer) term|(?:the )?(?:coming|upcoming) (?:few )?\w+s)"
)
_UNMARKED = re.compile(
    r"so far|to date|previously|formerly|at the moment|(?:quite )?a long time|later|earlier|the foreseeable future",
    re.IGNORECASE,
)
"""Words of time that the TIMEX3 annotators leave alone as a rule."""
_SETS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y",
}  # fmt: skip
_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "D", "month": "M",
    "quarter": "Q", "year": "Y",
}  # fmt: skip
_SEASON_LETTERS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_PARTS_OF_DAY = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI", "overnight": "TNI",
}  # fmt: skip
_YEAR_BEFORE = re.compile(
    r"(?:(?:a|one|the|comparable) ?)*year[- ](?:ago|earlier|before)(?: (?P<nth>first|second|third|fourth) quarter"
    r"| quarter| period)?|the (?:same|comparable|corresponding|like) (?:period|quarter)"
    r" (?:of |in )?(?:last year|the previous year|the year before|a year ago|a year earlier)"
)


@dataclass(kw_only=True)
class Values:
    """The values of one document's times, asked for in their order.

    Attributes:
        created: The day of the document's creation.
        story: The day that the text has come to.
        quarter: First day of the quarter that the text last spoke of.
    """

    created: Day | None
    story: Day | None = None
    quarter: Day | None = None

    def of(self, words: str, before: str, after: str) -> str:
        """The TIMEX3 value of some words with the text before and after them; empty if there is none."""
        words = date.clean(" ".join(words.split()).strip(" .,;:'\"`()"))
        words = re.sub(r"\bfiscal[- ]|\bsometime |\bflat ", "", words)
        value = _reference(words) or _set(words) or self._business(words, after) or _length(words)
        return value or self._calendar(words, before, after)

    def _business(self, words: str, after: str) -> str:
        """Quarters as company reports tell them: "the quarter" last spoken of, "a year earlier" beside it."""
        if self.created is None:
            return ""
        if re.fullmatch(r"(?:the|that|the latest|latest|its latest) quarter", words):
            self.quarter = self.quarter or quarter_before(self.created)
            return _quarter(self.quarter)
        if re.fullmatch(r"(?:the|its) year", words) and re.match(r"\s+end(?:ed|ing)\b", after):
            self.quarter = None
            return "P1Y"
        if re.search(r"\b(?:6|9) months$", words):
            self.quarter = None  # what follows is compared with a part of the year before, not with a quarter
        if match := re.fullmatch(
            r"(?:the )?(?:(?:same|comparable) (?:period|quarter) (?:of |in )?)?(\d{4})(?: (?:period|quarter))", words
        ):
            return _quarter((self.quarter or quarter_before(self.created)).replace(year=int(match[1])))
        if match := _YEAR_BEFORE.fullmatch(words.replace("1 year", "a year")):
            quarter = self.quarter
            if match["nth"]:
                quarter = quarter_span(
                    self.created.year, ("first", "second", "third", "fourth").index(match["nth"]) + 1
                )[0]
            return _quarter(quarter.replace(year=quarter.year - 1)) if quarter else str(self.created.year - 1)
        return ""

    def _calendar(self, words: str, before: str, after: str) -> str:
        future = forward(before, after)
        if future is False and re.search(r"\d", words):
            future = None  # "the bid was extended to Nov. 16": a past verb does not exclude the near future
        found = date.resolve(words, anchor=self.created, future=future, story=self.story)
        if found is None or found.start is None:
            return ""
        self.story = _day(found.start)
        if found.precision == "quarter":
            self.quarter = self.story
        if re.fullmatch(r"(?:around )?(?:the )?year[- ]end", words):
            return str(found.end)[:10]
        return written(words, found)


def quarter_before(day: Day) -> Day:
    """First day of the quarter that ended last before a day."""
    number = (day.month + 2) // 3 - 1
    return quarter_span(day.year if number else day.year - 1, number or 4)[0]


def _reference(words: str) -> str:
    for pattern, value in ((_NOW, "PRESENT_REF"), (_PAST, "PAST_REF"), (_FUTURE, "FUTURE_REF")):
        if pattern.fullmatch(words):
            return value
    return ""


def _set(words: str) -> str:
    """The value of what recurs: "every day" is `P1D`, "each July" `XXXX-07`."""
    if words in _SETS:
        return _SETS[words]
    match = re.fullmatch(r"(?:every|each|per) (?:single )?(\w+)", words)
    if not match:
        return ""
    name = match[1]
    if name in _LETTERS:
        letter = _LETTERS[name]
        return f"PT1{letter[1:]}" if letter.startswith("T") else f"P1{letter}"
    if name in MONTHS:
        return f"XXXX-{MONTHS[name]:02d}"
    if name in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS[name] + 1}"
    return f"XXXX-{_SEASON_LETTERS[SEASONS[name]]}" if name in SEASONS else ""


def _length(words: str) -> str:
    words = re.sub(r"^the year-(?:earlier|ago) (?=\d)", "", words)
    length = date.length(re.sub(r"^((?:few )?\w+s) ago$", r"\1", words))
    if length is None:
        return ""
    number, unit = length.number, length.unit
    if number is None and unit in ("decade", "century"):
        return "PXE" if unit == "decade" else "PXC"
    if unit in ("decade", "century"):
        number, unit = (number or 0) * (10 if unit == "decade" else 100), "year"
    letter = _LETTERS[unit]
    time = "T" if letter.startswith("T") else ""
    return f"P{time}{'X' if number is None else format(number, 'g')}{letter.removeprefix('T')}"


def written(words: str, found: Interval) -> str:
    """An interval in TIMEX3's form, as fine as the words."""
    start = found.start or found.end
    assert start is not None  # an interval has one end at least
    day = _day(start)
    if isinstance(start, datetime):
        return f"{day.isoformat()}T{start:%H:%M}"
    part = next((letters for word, letters in _PARTS_OF_DAY.items() if re.search(rf"\b{word}\b", words)), "")
    week = "{}-W{:02d}".format(*day.isocalendar()[:2])
    season = _SEASON_LETTERS.get(day.month, "")
    whole = _whole_of(words, found)
    forms = {
        "day": day.isoformat() + part, "week": week + ("-WE" if "weekend" in words else ""),
        "month": day.isoformat()[:7], "quarter": _quarter(day), "season": f"{day.year}-{season}",
        "year": str(day.year), "decade": str(day.year)[:3], "century": str(day.year)[:2], "half": _half(day),
    }  # fmt: skip
    return forms.get(whole, day.isoformat())


def _whole_of(words: str, found: Interval) -> str:
    """The unit that a value names: TIMEX3 gives "late November" the value of November."""
    if re.search(r"\d0s\b", words):
        return "decade"
    if "century" in words or re.search(r"\bhalf\b", words):
        return "century" if "century" in words else "half"
    if found.precision != "vague":
        return found.precision
    names = ((r"\bweek\b", "week"), (r"\bquarter\b", "quarter"), (r"\byear\b|\b\d{4}$", "year"))
    months = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|month"
    if re.search(rf"\b(?:{months})", words):
        return "month"
    return next((unit for pattern, unit in names if re.search(pattern, words)), "day")


def _half(day: Day) -> str:
    return f"{day.year}-H{1 if day.month < 7 else 2}"


def _quarter(day: Day) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _day(moment: Day) -> Day:
    return moment.date() if isinstance(moment, datetime) else moment


_AHEAD = re.compile(
    r"\b(?:will|'ll|shall|would|wo|going to|expects?|expected|plans?|planned|planning|scheduled?|set|due|payable"
    r"|likely|intends?|hopes?|may|might|could|deadline|effective|must|should|ought|is to|are to|matur\w+|upcoming"
    r"|as (?:early|soon|late) as|(?<=\w )(?:until|by)(?= (?:early |late |mid-?)?$)|to be"
    r"|to (?!the|a|an|his|her|its|their|this|that)[a-z]{3,}(?=(?: \S+){0,3} ?$))(?!\w)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:said|says|was|were|had|has|have|did|told|met|went|came|began|rose|fell|made|took|got|gave|left|held|saw|found"
    r"|won|lost|led|sent|set up|shot|broke|paid|cut|put|since|(?!need|expected|planned|scheduled)\w{2,}ed)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:!?]\s|[`'\"]{2}|\n\s*\n|, but ")


def forward(before: str, after: str) -> bool | None:
    """Whether the sentence around a time looks forward, by the nearest verb before it, else after it."""
    if after.startswith(("'s", "’s")) or re.search(r"\b(?:a|an|the|its|his|her|their)\s+$", before):
        return None  # "a June agreement" has no verb of its own
    clause = re.sub(r"\s+", " ", _STOP.split(before)[-1])
    rest = re.sub(r"\s+", " ", _STOP.split(after)[0])[:60]
    ahead = max((m.end() for m in _AHEAD.finditer(clause)), default=-1)
    behind = max((m.end() for m in _BEHIND.finditer(clause)), default=-1)
    if ahead == behind == -1:
        ahead = -min((m.start() for m in _AHEAD.finditer(rest)), default=10_000)
        behind = -min((m.start() for m in _BEHIND.finditer(rest)), default=10_000)
    return None if ahead == behind else ahead > behind
