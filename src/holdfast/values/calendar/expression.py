"""Where a text speaks of time: the stretches that `date.resolve` and `date.length` can be asked about."""

from __future__ import annotations

import re

from holdfast.values.calendar.moment import MONTH

__all__ = ["find"]

# Vocabulary. Repetitions are bounded, so that no text takes more time than in proportion to its length. A blank also
# stands for a line break, as in wrapped text; `_blanks` sees to it.
_NAME = r"(?-i:(?=[A-Z]))"  # names of months are written with a capital: "march" and "may" are words
_MONTH = _NAME + (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?=,? \d)))"
)
_DATED_MONTH = rf"(?:{_NAME}{MONTH.replace('?P<month>', '?:')})"  # with a number beside it "May" is no verb
_LONE_MONTH = (
    rf"(?:{_MONTH}|{_NAME}(?<=in )May|(?<=since )May|(?<=by )May|(?<=until )May|(?<=last )May|(?<=next )May"
    r"|(?<=this )May|(?<=from )May|(?<=each )May|(?<=early )May|(?<=late )May|(?<=mid-)May)\b"
)
_SMALL = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen"
)
_VAGUE_NUMBER = r"a few|several|many|some|a couple of|couple of|a number of|dozens of|few|countless|half an?|half the"
_NUMBER = (
    rf"(?:\d[\d,]*(?:\.\d+)?|(?:an? )?(?:{_SMALL})(?:(?:[ -]| and )(?:{_SMALL})){{0,4}}|{_VAGUE_NUMBER}"
    r"|an additional|another|an?)"
)
_RATE = r"(?:(?<=\d )|(?<=lion )|(?<=cents )|(?<=hours )|(?<=times ))an? "  # "500 million a year" tells no time
_PLURAL = r"(?:minutes|hours|days|nights|weeks|weekends|months|quarters|years|decades|centuries)"
_UNIT = rf"(?:{_PLURAL}|seconds|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century)"
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|mon\b\.?(?=,)|tue\b\.?(?=,)|wed\b\.?(?=,)|thu\b\.?(?=,))"
)
_PART = r"(?:morning|afternoon|evening|night|noon|midnight|dawn|dusk|midday|sunrise|sunset|nightfall|daybreak)"
_SEASON = r"(?:spring|summer|autumn|winter|fall)"
_WHICH = (
    r"(?:last|this past|this coming|this|next|that|the (?:same|next|following|previous|current|coming|past|last|latest"
    r"|preceding|comparable|whole|entire))"
)
_YEAR_NUMBER = r"(?:1[89]\d\d|20\d\d|nineteen (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)?)"
_EARLY = r"(?:early|late|mid)"
_EDGE = r"(?:the )?(?:very )?(?:beginning|start|middle|end|close|turn|first days|last days) of"

_CLOCK = (
    r"(?:(?:(?:shortly|just) (?:before|after) )?(?:(?:at|around|about) ){0,4}"
    r"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:[01]?\d|2[0-3])\.[0-5]\d(?:\s?[ap]\.?m\b\.?| (?:hours|gmt|utc|local))"
    r"|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?|noon|midnight|midday"
    r"|(?<=at )(?:[01]\d|2[0-3])[0-5]\d(?: (?:hours|local|gmt|utc))(?!\w))"
    r"(?: (?:local time|gmt|utc|e[sd]t|p[sd]t|(?:moscow|kyiv|ankara|[A-Z]\w+) time))?)"
)
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:(?: ?[-–] ?| and | to )\d{{1,2}}(?:st|nd|rd|th)?)?(?: of)? {_DATED_MONTH}"
    rf"(?:,? \d{{4}})?"
    rf"|{_DATED_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    rf"(?: ?(?:[-–]|and|to) ?\d{{1,2}}(?! {_UNIT}))?\b(?!:\d|,\d)(?:,? \d{{4}})?"
    rf"|{_DATED_MONTH},? (?:of )?\d{{4}}"
    rf"|{_LONE_MONTH})"
)
_DAY = (
    rf"(?:today|yesterday|tomorrow|tonight|overnight|(?:the )?day (?:before yesterday|after tomorrow)"
    rf"|(?:at|over|during|ahead of) the weekend|the weekend|(?:later |earlier |late )in the day"
    rf"|{_WHICH} {_WEEKDAY}(?:,? {_DATE})?(?: {_PART})?|{_WHICH} (?:day|{_PART})|{_WHICH} {_DATE}"
    rf"|(?:yesterday|tomorrow|late yesterday) {_PART}|in the (?:morning|afternoon|evening)"
    rf"|the (?:night|evening|morning|afternoon) of (?:the )?(?:{_DATE}|{_WEEKDAY})"
    rf"|{_WEEKDAY}(?:,? {_DATE})?(?: {_PART})?(?: (?:of )?(?:last|this|next) week)?"
    r"|(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r" (?:(?:straight|consecutive|full) )?day)"
)
_PERIOD = (
    rf"(?:{_WHICH} (?:fiscal )?(?:week(?:end)?|month|quarter|year|decade|century|{_SEASON})(?:'s (?:first|second|third"
    rf"|fourth) quarter)?"
    rf"|the (?:fiscal )?(?:week|month|quarter|year)\b(?! (?:before|after|two thousand|\d{4}))"
    rf"|(?:{_EDGE}|{_EARLY}[- ]|{_EARLY} in) ?(?:the )?(?:{_DATE}|(?:{_WHICH} )?(?:week|month|year|decade|century)"
    rf"|{_YEAR_NUMBER}|\d{{4}}s|'?\d0s|{_WEEKDAY}|{_SEASON})"
    rf"|(?:the |last |this |in |over ){{1,3}}{_SEASON}(?: of {_YEAR_NUMBER})?|(?:the )?{_SEASON} of {_YEAR_NUMBER}"
    rf"|(?:the )?(?:{_EARLY}[- ])?(?:\d{{3}}0s|'\d0s|\w+(?:-\w+)? century)"
    rf"|year[- ]end)"
)
_QUARTER = (
    r"(?:(?:(?:the|its|a|this year's|last year's|in|fiscal|flat|latest|year-earlier|year-ago"
    r"|(?:19|20)\d\d(?:'s)?) ){0,4}"
    r"(?:first|second|third|fourth|final|last)[- ](?:fiscal[- ])?(?:quarter|half)"
    r"(?: of (?:fiscal )?(?:\d{4}|last year|this year|next year|the year|the '\d0s|the \d{4}s))?)"
)
_YEAR_BEFORE = (
    r"(?:the (?:same|comparable|corresponding|like) (?:period|quarter|nine months|six months) (?:of |in )?"
    r"(?:last year|the previous year|the year before|a year ago|a year earlier|\d{4})"
    r"|(?:(?:a|one|the|in|from|comparable) ){0,4}year[- ](?:ago|earlier|before)"
    r"(?: (?:third |second |first |fourth )?(?:quarter|period|nine months|six months|month|half))?)"
)
_LENGTH = (
    r"(?:(?:(?:in|over|during|within|for|of|at least|each of) ){0,4}(?:the |these |those |this )?"
    r"(?:past|last|next|coming|previous|recent|first|final|following|preceding)"
    rf"(?: {_NUMBER})? {_PLURAL}(?: and {_PLURAL})?(?! old)"
    rf"|(?:(?:in|over|during|within|for|after) ){{0,4}}(?:the )?past"
    r" (?:hour|day|week|month|quarter|year|decade|century)"
    rf"|(?:for|within|in|over|after)?(?: ?(?:at least|at most|about|around|nearly|almost|more than|less than|up to|over"
    rf"|only|just|roughly|approximately|close to|as long as|the|well over) ){{0,4}}"
    rf" ?(?<![\w$.-])(?!a quarter|{_RATE}|(?:\w+[- ]){{1,2}}quarters? of){_NUMBER}"
    rf"(?:[- ](?:more|straight|consecutive|full|or so|additional|working|long)){{0,4}}[- ]{_UNIT}"
    rf"(?:-long| and a half| or (?:so|more|two))?(?![- ]olds?\b)(?:[- ](?:ago|later|earlier|ahead|hence)| from now"
    rf"|-old\b(?<!year-old))?"
    r"|(?:the )?(?<![\d-])(?:days|weeks|months|years|decades|centuries)(?! old)"
    r"(?: (?:ago|later|earlier|ahead|before))?"
    rf"|(?:day|week|month|year)-?long|(?:some time|a long time)(?! (?:on|in|before|after|next|last)))"
)
_YEAR = (
    r"(?:(?:(?:in|since|by|until|before|from|during|fiscal|the year) ){0,4}(?<![$€£\d.,#-])(?<!No\. )"
    rf"{_YEAR_NUMBER}\b(?![,.:]?\d)(?!-(?!\d\d\b|bas|era))"
    r"(?! (?:people|men|women|soldiers|troops|civilians|refugees|dollars|euros|tonnes|tons|vehicles|prisoners|km|miles"
    r"|points|shares|feet|meters|metres|pounds|square|acres))(?: (?:period|quarter))?|(?:the )?year two thousand)"
)
_REFERENCE = (
    r"(?:right now|now|currently|at present|presently|nowadays|these days|recently|lately|the recent past|in the past"
    r"|the past(?=\s*[.,;])|recent|current|soon(?! as)|so far|to date|previously|formerly"
    r"|(?:in |into )?the (?:(?:near|foreseeable|immediate|not-too-distant) )?future|future (?=losses|quarters|years)"
    r"|at the moment|the (?:near|short|long) term(?=\s*[.,;])"
    r"|(?:every|each) (?:single |other )?(?:day|week|month|year|quarter|night|morning|evening|hour|minute|summer|winter"
    rf"|{_WEEKDAY}|{_LONE_MONTH})|daily|weekly|monthly|yearly|hourly|nightly)"
)
_HOLIDAY = (
    r"(?:(?:on |at |by |before |since |until )?(?:christmas(?: eve| day)?|new year's (?:eve|day)|orthodox christmas"
    r"|(?:orthodox )?easter(?: sunday| monday)?|thanksgiving(?: day)?|good friday|victory day|labor day|memorial day"
    r"|halloween|nowruz))"
)
_POINT = (
    rf"(?:{_CLOCK}(?:,? (?:on )?(?:{_DAY}|{_DATE}))?|(?:{_DAY}|{_PERIOD}|{_DATE})(?:,? {_CLOCK})?"
    rf"|(?:before|at|since|by|until) {_PART})"
)
_LEAD = (
    r"(?:(?:early|late|later|earlier|sometime|shortly before|shortly after) )?(?:(?:no later than|not later than|up to"
    r" and including|since|until|till|by|before|after|from|starting|beginning|as of|on|in|at|during|throughout|through"
    r"|between|as early as|as late as|as soon as) )?(?:(?:about|around|early|late|earlier|later|mid|the) )?"
)


def _blanks(pattern: str) -> str:
    """A pattern in which each blank also stands for a line break, as in wrapped text."""
    pattern = pattern.replace("[- ]", "(?:-| )").replace("[ -]", "(?:-| )")
    behind = re.compile(r"(\(\?<[=!][^)]*\))")  # must keep its width
    parts = behind.split(pattern)
    wide = [part.replace(" ?", r"\s{0,20}").replace(" ", r"\s{1,20}") for part in parts[::2]]
    fixed = [part.replace(" ", r"\s") for part in parts[1::2]] + [""]
    return "".join(a + b for a, b in zip(wide, fixed, strict=True))


_EXPRESSION = re.compile(
    _blanks(
        rf"(?<![\w-])(?:{_YEAR_BEFORE}|{_QUARTER}|{_LENGTH}|{_HOLIDAY}"
        rf"|{_LEAD}{_POINT}(?: (?:to|until|and|through|-|–) {_POINT})?|{_YEAR}|{_REFERENCE})(?![\w-])"
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
