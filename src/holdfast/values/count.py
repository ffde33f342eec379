"""How many: words and digits of a report to a low and a high bound, and what is counted.

"at least seven" has no upper bound, "up to 20" no lower one, "dozens" begins at 24 and "around 30" is marked as
approximate: a figure never says more than its source did. `None` means that the words give no figure ("people").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from holdfast.values.counted import kind
from holdfast.values.numeral import Numeral, ordinal, scan

__all__ = ["Quantity", "caption", "clean", "compare", "kind", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount as reported; for example low 7 and no high for "at least seven".

    Attributes:
        low: The smallest number that the words allow; `None` if they set no lower bound.
        high: The largest; `None` if they set no upper bound.
        approx: Whether the words say that the figure is approximate.
        unit: "hours" for durations, a currency code for money, "percent", or `None` for things that are counted.
        why: The rule that gave the figure, in one sentence.
    """

    low: float | None
    high: float | None
    approx: bool = False
    unit: str | None = None
    why: str

    def __str__(self) -> str:
        return caption(self)


# A unit of time in hours; a month is a twelfth of a year of 365 days, as in reports of "six months".
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}
_DURATION = re.compile(r"\b(second|minute|hour|day|week|month|year)s?\b(?!-old)", re.IGNORECASE)
_BARE_DURATION = re.compile(
    r"\b(?P<quarter>a quarter of an hour)|half an hour|\b(?:an?|the|(?:the )?whole) (?P<unit>hour|minute|day|week"
    r"|month|year)\b"
    r"|\b(?P<long>hour|day|week|month|year)-long",
    re.IGNORECASE,
)
_CURRENCIES = (
    (re.compile(r"₱|\bPHP\b"), "PHP"),
    (re.compile(r"A\$"), "AUD"),
    (re.compile(r"C\$"), "CAD"),
    (re.compile(r"US\$|\$|\bUSD\b|\bdollars?\b", re.IGNORECASE), "USD"),
    (re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE), "EUR"),
    (re.compile(r"£|\bpounds? sterling\b|\bGBP\b"), "GBP"),
    (re.compile(r"\bCHF\b"), "CHF"),
    (re.compile(r"\broubles?\b|\brubles?\b|\bRUB\b", re.IGNORECASE), "RUB"),
    (re.compile(r"\bhryv?ni?as?\b|\bUAH\b", re.IGNORECASE), "UAH"),
    (re.compile(r"\byen\b|¥|\bJPY\b"), "JPY"),
    (re.compile(r"\byuan\b|\brenminbi\b|\bCNY\b", re.IGNORECASE), "CNY"),
    (re.compile(r"\brupees?\b", re.IGNORECASE), "INR"),
)
_PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)

_VAGUE = (
    (re.compile(r"\bhundreds of thousands\b"), 200_000),
    (re.compile(r"\btens of thousands\b"), 20_000),
    (re.compile(r"\b(?:many|several|a few) thousands?\b"), 3_000),
    (re.compile(r"\bthousands\b"), 2_000),
    (re.compile(r"\bhundreds of millions\b"), 200_000_000),
    (re.compile(r"\btens of millions\b"), 20_000_000),
    (re.compile(r"\bseveral million\b"), 3_000_000),
    (re.compile(r"\bmillions\b"), 2_000_000),
    (re.compile(r"\bbillions\b"), 2_000_000_000),
    (re.compile(r"\b(?:several|a few) hundreds?\b"), 300),
    (re.compile(r"\bhundreds\b"), 200),
    (re.compile(r"\b(?:several|a few) dozens?\b"), 36),
    (re.compile(r"\bdozens\b"), 24),
    (re.compile(r"\bscores\b"), 40),
    (re.compile(r"\btens of\b"), 20),
    (re.compile(r"\bseveral\b|\ba few\b|\ba handful\b"), 3),
    (re.compile(r"\bmultiple\b|\bat least some\b"), 2),
)
_NONE = re.compile(
    r"^(?:there (?:were|was|are|is) )?(?:no(?! (?:fewer|less|more|later)\b)|none|nobody|not (?:a|one|a single)"
    r"|neither|zero)\b",
)
_ONCE = {"once": 1, "twice": 2, "thrice": 3}

_APPROX = re.compile(
    r"\b(?:about|around|approximately|approx|roughly|circa|estimated|est|perhaps|maybe|some|nearly|close to|almost"
    r"|more like|or so|or thereabouts|odd|in the region of|an average of)\b|^c\.|~",
)
_UNDER_APPROX = re.compile(r"\b(?:nearly|close to|almost|just under|just short of|approaching)\b")
_LOW_ONLY = re.compile(
    r"\b(?:at least|(?:no|not) (?:fewer|less) than|a minimum of|minimum|upwards? of|or more|plus|and counting)\b|\d\+"
)
_ABOVE = re.compile(r"\b(?:(?<!no )(?<!not )more than|(?<!for )over|above|in excess of|exceeding|well over|beyond)\b")
_HIGH_ONLY = re.compile(
    r"\b(?:up to|as many as|as much as|at most|(?:no|not) more than|(?:a )?maximum(?: of)?|within|hardly|at the most)\b"
)
_BELOW = re.compile(r"\b(?:(?<!no )(?<!not )(?:fewer|less) than|under|below)\b")
_RANGE = re.compile(
    r"\s*(?:[-–—]|to|or|and(?! (?:an?|his|her|its|their|one)\b)|, highest)\s*(?:[$€£]|us\$|usd |eur )?\s*"
)
_DESIGNATION = re.compile(
    r"(?<![\w$€£])(?:[A-Z][A-Za-z]*-?|[A-Za-z]+[-‑])\d[\w-]*(?![\w-])(?!,\d{3}\b)(?! (?:million|billion))"
    r"|\b\d+(?:-year-olds?|st|nd|rd|th|mm|cm|x\d+)\b"
)
_AGE = re.compile(r"\b(?:aged?|of) \d{1,3}$|\b[a-z]+-year-olds?\b")
_QUOTES = re.compile("[\"“”„«»‘’']")


def clean(text: str) -> str:
    """The words of a figure without quotation marks and doubled blanks.

    Args:
        text: The words as they stand in the document.
    """
    return re.sub(r"\s+", " ", _QUOTES.sub("", text)).strip(" ,;:()")


def read(text: str) -> Quantity | None:
    """The amount that the words give.

    Args:
        text: The words of the figure with what is counted, such as "more than 40 people" or "$3.5 million".

    Returns:
        The bounds with the rule that gave them, or `None` if the words give no figure.
    """
    words = clean(text)
    lowered = words.lower()
    for rule in (_nothing, _ordinal_occasion, _together, _figures, _vague, _pair, _bare_duration, _single):
        if (found := rule(words, lowered)) is not None:
            return _measured(found, words)
    return None


def _exact(number: float, why: str) -> Quantity:
    return Quantity(low=number, high=number, why=why)


def _nothing(words: str, lowered: str) -> Quantity | None:
    if _NONE.search(lowered):
        return _exact(0, f'"{words.split()[0]}" says that there was none')
    return None


def _ordinal_occasion(words: str, lowered: str) -> Quantity | None:
    """The running number of an occasion: "fourth time" is 4, "the ninth day" is 9 days."""
    if lowered.split()[-1:] and (last := lowered.split()[-1]) in _ONCE:
        return _bounded(_ONCE[last], lowered)
    match = re.search(
        r"^(?:an?|the|for the|for an?)?\s*([a-z-]+|\d+(?:st|nd|rd|th))(?: (?:time|day|week|consecutive day))?$", lowered
    )
    number = ordinal(match[1]) if match and not match[1].isdigit() else None
    if number is None or (lowered.startswith(("a ", "an ")) and "time" not in lowered):
        return None
    return _exact(number, f'"{lowered}" gives the running number {number}')


def _together(words: str, lowered: str) -> Quantity | None:
    """Things that are named one by one and belong together: "two men and a boy" is three."""
    if re.search(r"\b(?:between|from)\b|\bof the\b", lowered) or " and " not in lowered:
        return None
    parts = [_part(part) for part in re.split(r",? and |, (?=an? |\d|one |two |three )", words)]
    if len(parts) < 2 or not all(parts):
        return None
    figures = [part for part in parts if part is not None]
    total = sum(figures)
    return _exact(total, f"named together: {' + '.join(f'{figure:g}' for figure in figures)}")


def _part(words: str) -> float | None:
    """One member of a list: a number with a noun, or an article or possessive with one."""
    numerals = _counting(words)
    if numerals:
        follows = words[numerals[0].end :].strip()
        return numerals[0].value if follows and not follows.startswith(("%", "percent")) else None
    if re.match(r"(?:an?|one|her|his|their|its|my|the)\s+(?!two\b)[\w-]+", words, re.IGNORECASE):
        return None if _plural(words) else 1
    return 1 if _named(words) else None


def _vague(words: str, lowered: str) -> Quantity | None:
    for pattern, low in _VAGUE:
        if match := pattern.search(lowered):
            return Quantity(low=low, high=None, why=f'"{match[0]}" is at least {low:,}')
    return None


def _figures(words: str, lowered: str) -> Quantity | None:
    """One figure or a range, with the words before it that bound it."""
    numerals = _counting(words)
    if not numerals:
        return None
    if (spread := _spread(lowered, numerals)) is not None:
        low, high = spread
        why = f"a range from {_shown(low)} to {_shown(high)}"
        return Quantity(low=low, high=high, approx=_is_approximate(lowered), why=why)
    return _bounded(numerals[0].value, lowered)


def _counting(words: str) -> list[Numeral]:
    """The numbers that count: not the 29 of "MiG-29", not an age, not a calibre."""
    masked = _DESIGNATION.sub(lambda match: " " * len(match[0]), words)
    masked = _AGE.sub(lambda match: " " * len(match[0]), masked)
    masked = re.sub(r"\b(?:no|not) one\b|(?<=third |other )one\b", lambda match: " " * len(match[0]), masked)
    return list(scan(masked.replace("-odd ", "     ")))


def _spread(lowered: str, numerals: list[Numeral]) -> tuple[float, float] | None:
    if len(numerals) < 2:
        return None
    first, second = numerals[0], numerals[1]
    gap = lowered[first.end : second.start]
    joined = _RANGE.fullmatch(gap)
    if not joined and not (lowered.startswith("between") and " and " in gap) and "highest" not in gap:
        return None
    if "and" in gap and not lowered.startswith(("between", "from")) and "between" not in lowered:
        return None
    low, high = first.value, second.value
    scale = _scale_of(high)
    if low < scale and low * scale < high:  # "between three and four thousand"
        low *= scale
    return (low, high) if low < high else None


def _scale_of(number: float) -> float:
    for scale in (1_000_000_000, 1_000_000, 1_000):
        if number >= scale:
            return scale
    return 1


def _is_approximate(lowered: str) -> bool:
    return bool(_APPROX.search(lowered))


def _bounded(number: float, lowered: str) -> Quantity:
    """A figure with the words that bound it from below, from above, or make it approximate."""
    if _LOW_ONLY.search(lowered):
        return Quantity(low=number, high=None, why=f"at least {_shown(number)}")
    if _ABOVE.search(lowered):
        return Quantity(low=number + 1, high=None, why=f"more than {_shown(number)}")
    if _HIGH_ONLY.search(lowered):
        return Quantity(low=None, high=number, why=f"at most {_shown(number)}")
    if _BELOW.search(lowered):
        return Quantity(low=None, high=number - 1, why=f"fewer than {_shown(number)}")
    if _UNDER_APPROX.search(lowered):
        return Quantity(low=None, high=number, approx=True, why=f"nearly {_shown(number)}")
    if _is_approximate(lowered):
        return Quantity(low=number, high=number, approx=True, why=f"about {_shown(number)}")
    return _exact(number, f"the figure {_shown(number)}")


def _pair(words: str, lowered: str) -> Quantity | None:
    if match := re.search(r"\bboth\b|\ba (?:couple|pair)\b|\bthe two\b", lowered):
        return _exact(2, f'"{match[0]}" is two')
    return None


def _bare_duration(words: str, lowered: str) -> Quantity | None:
    match = _BARE_DURATION.search(lowered)
    if not match:
        return None
    if match["quarter"]:
        return _hours(0.25, "a quarter of an hour")
    if match[0] == "half an hour":
        return _hours(0.5, "half an hour")
    unit = match["unit"] or match["long"]
    bound = _bounded(1, lowered)
    if bound.low != bound.high:
        return replace(bound, low=_times(bound.low, _HOURS[unit]), high=_times(bound.high, _HOURS[unit]), unit="hours")
    return _hours(_HOURS[unit], f"one {unit}")


def _hours(hours: float, why: str) -> Quantity:
    return Quantity(low=hours, high=hours, unit="hours", why=why)


def _times(number: float | None, factor: float) -> float | None:
    return None if number is None else _tidy(number * factor)


def _tidy(number: float) -> float:
    """Two decimals are enough for hours ("40 minutes" is .67); whole numbers stay whole."""
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _single(words: str, lowered: str) -> Quantity | None:
    """One thing without a number: "a helicopter", "the pilot", "another", a name."""
    if _plural(words):
        return None
    if match := re.match(r"(?:an?|another|the|his|her|its|their|my|our|first|last)\b", lowered):
        return _exact(1, f'"{match[0]}" with one thing')
    if lowered in ("he", "she", "him", "his", "her"):
        return _exact(1, f'"{lowered}" is one person')
    if _named(words):
        return _exact(1, "one name")
    if kind(words) is not None:
        return _exact(1, "one thing, named without an article")
    return None


_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|[’']s)$")
_COLLECTIVE = re.compile(
    r"\b(?:(?:injured|wounded|dead|missing|displaced|sick|public|population)$|people|personnel|police$|men|women"
    r"|children|number|lot|majority|many|they|crew|staff)\b"
)


def _plural(words: str) -> bool:
    """Whether the counted noun is a plural or a crowd: its last word before "of", "with", "from" or a comma."""
    head = re.split(r",| (?:of|with|from|in|on|at|who|that|near|by|to)\b", words)[0].strip().lower()
    if not head or _COLLECTIVE.search(head):
        return True
    last = head.split()[-1]
    return last.endswith("s") and not _NOT_PLURAL.search(last)


def _named(words: str) -> bool:
    """Whether the words are a proper name: each begins with a capital."""
    return all(re.match(r"[A-ZÀ-Þ]|al-|de\b|of\b|\d", word) for word in words.split()) and bool(words)


def _measured(found: Quantity, words: str) -> Quantity:
    """Add the unit: durations become hours, money keeps its currency, shares become percent."""
    if found.unit is not None:
        return found
    for pattern, code in _CURRENCIES:
        if pattern.search(words):
            return replace(found, unit=code)
    if _PERCENT.search(words):
        return replace(found, unit="percent")
    match = _DURATION.search(words)
    if match and _counting(words) and not re.search(r"\b(?:a|per|each|every) (?:day|week|month|year)\b", words.lower()):
        factor = _HOURS[match[1].lower()]
        why = f"{found.why} {match[1].lower()}s, in hours"
        return replace(found, low=_times(found.low, factor), high=_times(found.high, factor), unit="hours", why=why)
    return found


def compare(left: Quantity, right: Quantity) -> bool | None:
    """Whether two amounts can both be right: `True` if their bounds overlap, `False` if they exclude each other.

    `None` means that they do not measure the same thing (hours against dollars). An approximate figure is given a
    tenth of itself to either side.
    """
    if left.unit != right.unit:
        return None
    (low, high), (other_low, other_high) = _widened(left), _widened(right)
    return low <= other_high and other_low <= high


def _widened(quantity: Quantity) -> tuple[float, float]:
    slack = 0.1 if quantity.approx else 0.0
    low = float("-inf") if quantity.low is None else quantity.low * (1 - slack)
    high = float("inf") if quantity.high is None else quantity.high * (1 + slack)
    return low, high


def _shown(number: float) -> str:
    """A number as people write it: 1,100,000,000 and 0.67."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}".rstrip("0")


def caption(quantity: Quantity) -> str:
    """The amount in a few plain words: "at least 7", "12 to 15", "about 30", "none"."""
    low, high = quantity.low, quantity.high
    unit = f" {quantity.unit}" if quantity.unit else ""
    about = "about " if quantity.approx else ""
    if low is None:
        if high is None:
            return "an unknown number"
        return f"{'nearly' if quantity.approx else 'up to'} {_shown(high)}{unit}"
    if high is None:
        return f"at least {_shown(low)}{unit}"
    if low == high:
        return "none" if low == 0 and not unit else f"{about}{_shown(low)}{unit}"
    return f"{about}{_shown(low)} to {_shown(high)}{unit}"
