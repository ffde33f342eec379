"""Where a text speaks of time: the stretches that `date.resolve` can be asked about."""

from __future__ import annotations

import re

from holdfast.values.calendar.moment import MONTH

__all__ = ["find"]

_MONTH = MONTH.replace("?P<month>", "?:").replace("may|", "")  # "may" counts only with a number, "in" or "last"
_NUMBER = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|forty-eight|seventy-two|sixty|ninety|a few|several|many|half an?|another|a couple of)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon\b\.?(?=,)|tue\b\.?(?=,)|wed\b\.?(?=,)|thu\b\.?(?=,))"
_PART = r"(?:morning|afternoon|evening|night|noon|midnight|dawn|dusk|midday|sunrise|sunset|nightfall|daybreak)"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:(?: ?[-–] ?| and | to )\d{{1,2}}(?:st|nd|rd|th)?)?(?: of)?"
    rf" (?:{_MONTH}|may)\b(?:,? \d{{4}})?"
    rf"|(?:{_MONTH}|may) \d{{1,2}}(?:st|nd|rd|th)?(?: ?[-–] ?\d{{1,2}})?\b(?!:|,\d)(?:,? \d{{4}})?"
    rf"|(?:{_MONTH}|may) (?:of )?\d{{4}}"
    rf"|(?:{_MONTH}|(?<=in )may|(?<=since )may|(?<=by )may|(?<=last )may|(?<=next )may)\b)"
)
_CLOCK = (
    r"(?:(?:(?:shortly|just) (?:before|after) )?(?:(?:at|around|about) )*(?:[01]?\d"
    r"|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:(?:shortly|just) (?:before|after) )?(?:(?:at|around|about) )*(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?"
    r"|(?:(?:shortly|just) (?:before|after) )?(?:at )?(?:noon|midnight|midday)|(?<=at )\d{4}(?: hours)?)"
    r"(?: (?:local time|gmt|utc|(?:moscow|kyiv|ankara) time))?"
)
_RELATIVE = (
    rf"(?:today|yesterday|tomorrow|tonight|overnight|(?:the )?day (?:before yesterday|after tomorrow)"
    rf"|(?:last|this|next|that|the (?:same|next|following|previous)) (?:day|{_PART}|{_WEEKDAY}|week(?:end)?|month"
    rf"|year|quarter"
    rf"|spring|summer|autumn|winter|{_MONTH})"
    rf"|(?:at|over) the weekend|the (?:night|evening|morning|end|beginning|start|middle) of (?:the )?(?:{_DATE}"
    rf"|{_WEEKDAY}|week|month|year|\d{{4}})"
    rf"|(?:early|late|mid)[- ](?:{_DATE}|\d{{4}}|this month|last month|next year)"
    rf"|{_WEEKDAY}(?:,? (?:{_DATE}))?(?: {_PART})?(?: (?:of )?(?:last|this|next) week)?)"
)
_DURATION = (
    rf"(?:(?:in|over|during|within|for) (?:the )?(?:past|last|next|coming|previous|recent)(?: {_NUMBER})? {_UNIT}"
    rf"|(?:for|within|in|over|after)(?: (?:at least|about|around|nearly|more than|almost|up to|the))* {_NUMBER}"
    rf" (?:more )?{_UNIT}"
    rf"|for (?:days|weeks|months|years|hours|decades)|{_NUMBER} {_UNIT} (?:ago|later|earlier)|in recent (?:days"
    rf"|weeks|months|years))"
)
_YEAR = (
    r"(?:(?:(?:in|since|by|until|before|from|during) )?(?<![$€£\d.,-])(?:1[89]\d\d|20\d\d)s?\b(?![,.]?\d)"
    r"(?! (?:people|men|women|soldiers|troops|civilians|refugees|dollars|euros|tonnes|tons|vehicles|prisoners|km"
    r"|miles)))"
)
_QUARTER = (
    r"(?:(?:in )?(?:the |its )?(?:(?:first|second|third|fourth|latest|previous|last|next|year-earlier|fiscal)[- ])+"
    r"(?:quarter|half)(?: of (?:\d{4}|last year|this year|next year|the year))?)"
)
_VAGUE = (
    r"(?:now|currently|recently|soon|nowadays|previously|formerly|in the past|in the future|at present|so far|to date"
    r"|at the moment|(?:a|one) year earlier|year-earlier|every (?:day|week|month|year|night|morning|evening)|daily"
    r"|weekly)"
)
_LENGTH = rf"(?:{_NUMBER}[- ]{_UNIT}(?:-long)?(?! old))"
_HOLIDAY = (
    r"(?:(?:on |at |by |before |since )?(?:christmas(?: eve| day)?|new year's (?:eve|day)|easter(?: sunday| monday)?"
    r"|thanksgiving(?: day)?))"
)
_POINT = (
    rf"(?:{_CLOCK}(?:,? (?:on )?(?:{_RELATIVE}|{_DATE}))?"
    rf"|(?:{_RELATIVE}|{_DATE})(?:,? {_CLOCK})?|(?:before|at|since|by|until) {_PART})"
)
_LEAD = (
    r"(?:(?:early|late|later|earlier|shortly before|shortly after) )?(?:(?:no later than|not later than|up to and"
    r" including|since|until|till|by"
    r"|before|after|from|starting|beginning|as of|on|in|at|during|throughout|between) )?(?:(?:about|around|early"
    r"|late|the|mid) )?"
)


def _blanks(pattern: str) -> str:
    """A pattern in which each blank also stands for a line break, as in wrapped text."""
    behind = re.compile(r"(\(\?<[=!][^)]*\))")  # must keep its width
    parts = behind.split(pattern)
    wide = [part.replace(" ?", r"\s*").replace(" ", r"\s+") for part in parts[::2]]
    fixed = [part.replace(" ", r"\s") for part in parts[1::2]] + [""]
    return "".join(a + b for a, b in zip(wide, fixed, strict=True))


_EXPRESSION = re.compile(
    _blanks(
        rf"(?<![\w-])(?:{_DURATION}|{_QUARTER}|{_HOLIDAY}|{_LEAD}{_POINT}(?: (?:to|until|and|through|-|–) {_POINT})?"
        rf"|{_LENGTH}|{_YEAR}|{_VAGUE})(?![\w-])"
    ),
    re.IGNORECASE,
)


def find(text: str) -> list[tuple[int, int]]:
    """Stretches of a text that speak of time, as offsets in code points, the end exclusive.

    Args:
        text: Any English text.

    Returns:
        The stretches from left to right, none inside another, with their "since", "by" or "on". Whether each can be
        resolved is for `resolve` to say.
    """
    return [match.span() for match in _EXPRESSION.finditer(text)]
