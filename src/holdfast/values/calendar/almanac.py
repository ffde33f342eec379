"""Names of the calendar and the arithmetic with them: months, weekdays, seasons, holidays, periods around a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = [
    "DAY",
    "MONTHS",
    "SEASONS",
    "WEEKDAYS",
    "add_months",
    "easter",
    "holiday",
    "month_of",
    "month_span",
    "orthodox_easter",
    "quarter_span",
    "season_span",
    "week_of",
    "year_span",
]

DAY = timedelta(days=1)

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in list(MONTHS.items())} | {"sept": 9}

_WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: dict[str, int] = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
WEEKDAYS |= {name[:3]: number for name, number in list(WEEKDAYS.items())} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}

# Meteorological seasons of the northern hemisphere, where most of the reports that name a season come from; the
# reason of each answer says so.
SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_FIXED_HOLIDAYS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "orthodox christmas": (1, 7),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "epiphany": (1, 6),
    "valentine's day": (2, 14),
    "valentine day": (2, 14),
    "may day": (5, 1),
    "victory day": (5, 9),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
    "international women's day": (3, 8),
    "women's day": (3, 8),
    "all saints' day": (11, 1),
    "nowruz": (3, 21),
}


# Holidays of the United States: month, weekday from Monday 0, which one of the month (-1 is the last).
_COUNTED_HOLIDAYS: dict[str, tuple[int, int, int]] = {
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
    "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1),
}


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month in which a day lies."""
    return month_span(day.year, day.month)


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; month 13 is January of the next year, month 0 December of the one before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month some months on, or the month's last day if there is no such day."""
    first, last = month_span(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week in which a day lies (ISO 8601)."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter of a year, 1 to 4."""
    return month_span(year, 3 * quarter - 2)[0], month_span(year, 3 * quarter)[1]


def season_span(year: int, name: str) -> tuple[date, date]:
    """First and last day of a season; a winter is named by the year in which it begins."""
    first = SEASONS[name]
    return month_span(year, first)[0], month_span(year, first + 2)[1]


def year_span(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's method)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - shift + 15) % 30
    leap, remainder = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * leap - epact - remainder) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the churches that keep the Julian reckoning, as a Gregorian date, 1900 to 2099 (Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + 13 * DAY


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year, or `None` if the name is unknown or differs from country to country."""
    if name in _FIXED_HOLIDAYS:
        month, day = _FIXED_HOLIDAYS[name]
        return date(year, month, day)
    moved = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}
    if name in moved:
        return easter(year) + moved[name] * DAY
    if name in ("orthodox easter", "orthodox easter sunday"):
        return orthodox_easter(year) if 1900 <= year <= 2099 else None
    if name in _COUNTED_HOLIDAYS:
        month, weekday, nth = _COUNTED_HOLIDAYS[name]
        first, last = month_span(year, month)
        if nth < 0:
            return last - ((last.weekday() - weekday) % 7) * DAY
        return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return None
