"""Counts of ceasefire violations, as the OSCE Special Monitoring Mission to Ukraine wrote them in its two-week reports.

    python bench/replays/osce.py REPORTS

REPORTS is a folder of reports as web pages (`report_UA_*.html`), such as those of PeaceRep's tracker of implementation.
Printed are the counts that were read, one a line, and then every report of which none was read, with the reason.
Nothing is learnt or guessed: a count is a number beside the words "ceasefire violations" behind the first stretch of
days of a report; its year stands in the report, or only one year fits.
"""

from __future__ import annotations

import argparse
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

__all__ = ["Count", "Miss", "Tally", "count_of", "previous_counts", "read_reports"]

MISSION = (date(2014, 3, 21), date(2022, 3, 31))
"""The days between which the mission existed."""
_REACH = 420
"""Characters behind the stretch of days in which the count must stand."""
_LONGEST = 42
"""Days of the longest stretch that a report sums up."""
_MONDAY = 0

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"),
        1,
    )
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAYS = re.compile(
    rf"\b(?:between|from) (?P<d1>\d{{1,2}})(?: (?P<m1>{_MONTH}))?(?: (?P<y1>20\d\d))? (?:and|to) "
    rf"(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH})(?:,? (?P<y2>20\d\d))?"
)
_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{3,}})\b(?! ?(?:%|per|{_MONTH}))"
_HEDGE = r"(?:(?P<q>about|around|approximately|approximate|some|almost|nearly|close to|over|more than|less than) )?"
_BEFORE = re.compile(
    rf"(?<!compares with )(?<!compared with )(?<!compared to )(?<![\d,]){_HEDGE}{_NUMBER} ceasefire violations"
    r"(?! (?:over the weekend|on \d|daily|inside|in one))"
)
_BEHIND = re.compile(rf"ceasefire violations(?:(?!compar|previous|inside|per ?cent)[^.;\d%]){{0,60}}?{_HEDGE}{_NUMBER}")
_PREVIOUS = re.compile(
    rf"(?:compare[ds] (?:to|with)(?: the)? |\()(?:compared (?:to|with) )?{_HEDGE}{_NUMBER}"
    r"[^.()]{0,110}?previous two ?weeks?"
)
_CUT = re.compile(r"[\x00-\x08\x0e-\x1f\xad]")
"""Signs that some pages have where a word was cut."""
_AT_LEAST = frozenset({"over", "more than"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A number of violations as it is written: exact, a least number ("over 18,000"), or approximate."""

    number: int
    hedge: str | None = None

    @property
    def low(self) -> int:
        """The least that it can mean."""
        return self.number

    @property
    def high(self) -> int | None:
        """The most that it can mean; None if it is open."""
        return None if self.hedge in _AT_LEAST else self.number

    @property
    def approx(self) -> bool:
        """Whether the report itself rounds."""
        return self.hedge is not None

    def __str__(self) -> str:
        return f"{self.hedge + ' ' if self.hedge else ''}{self.number:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A report's number for its days, and the number that it gives for the two weeks before.

    Attributes:
        first, last: The days, both inclusive.
        basis: How the year is known: `stated`, `weekday` (of all years only one has a Monday there) or `named`.
    """

    report: str
    first: date
    last: date
    tally: Tally
    previous: Tally | None
    basis: str

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A report of which no count was read, and why."""

    report: str
    reason: str


def read_reports(folder: Path) -> tuple[list[Count], list[Miss]]:
    """The counts of all reports of a folder, by day, and the reports of which none was read."""
    found = [count_of(path.stem, _words(path)) for path in sorted(folder.glob("report_UA_*.html"), key=_order)]
    counts = sorted((one for one in found if isinstance(one, Count)), key=lambda one: (one.first, one.report))
    return counts, [one for one in found if isinstance(one, Miss)]


def count_of(report: str, words: str) -> Count | Miss:
    """The count of one report.

    Args:
        report: Its name.
        words: Its text, without marks.
    """
    plain = _plain(words)
    days = _DAYS.search(plain)
    if days is None:
        reason = "it names no stretch of days" if "ceasefire violation" in plain else "it does not count violations"
        return Miss(report=report, reason=reason)
    near = plain[days.end() : days.end() + _REACH]
    number = min((one for one in (_BEFORE.search(near), _BEHIND.search(near)) if one), key=_place, default=None)
    if number is None:
        return Miss(report=report, reason=f"no number of violations stands behind “{days[0]}”")
    year = _years(days, plain)
    if isinstance(year, str):
        return Miss(report=report, reason=f"{year}: “{days[0]}”")
    first, last, basis = year
    before = _PREVIOUS.search(near[number.end() :])
    return Count(
        report=report,
        first=first,
        last=last,
        tally=_tally(number),
        previous=_tally(before) if before else None,
        basis=basis,
    )


def previous_counts(counts: Iterable[Count]) -> dict[tuple[date, date], tuple[Tally, str]]:
    """What reports say of the two weeks before their own, with the report: `{(first, last): (tally, report)}`."""
    return {
        (one.first - timedelta(days=14), one.first - timedelta(days=1)): (one.previous, one.report)
        for one in counts
        if one.previous is not None and one.days == 14
    }


def _order(path: Path) -> int:
    return int(path.stem.rpartition("_")[2])


def _words(path: Path) -> str:
    """The text of a page. Bytes that are no UTF-8 are kept as signs of doubt; they stand in no number."""
    page = path.read_text(encoding="utf-8", errors="replace")
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def _plain(words: str) -> str:
    """In small letters, with single spaces, and with words joined that a column has cut ("viola- tions")."""
    text = re.sub(r"\s+", " ", _CUT.sub("-", words)).casefold()
    return re.sub(r"(?<=[a-z])-\s*(?=[a-z])", "", text)


def _place(match: re.Match[str]) -> int:
    return match.start("n")


def _tally(match: re.Match[str]) -> Tally:
    return Tally(number=int(match["n"].replace(",", "")), hedge=match["q"])


def _years(days: re.Match[str], plain: str) -> tuple[date, date, str] | str:
    """The days with their year and how it is known, or why it is not.

    Reports begin on a Monday, so that of nine years one or two fit; of two, one must be named in the report. A year
    that the report names cannot lie behind its days.
    """
    fitting = list(_fitting(days))
    stated = days["y1"] or days["y2"]
    if stated:
        year = int(stated)
        end = "y1" if days["y1"] else "y2"
        fitting = [pair for pair in fitting if pair[end == "y2"].year == year]
        return (*fitting[0], "stated") if len(fitting) == 1 else f"its days are none in {year}"
    named = {int(year) for year in re.findall(r"(?<![\d/])20\d\d(?!\d)", plain)}
    latest = max(named, default=0)
    fitting = [pair for pair in fitting if pair[0].weekday() == _MONDAY and latest <= pair[1].year]
    if len(fitting) == 1:
        return (*fitting[0], "weekday")
    chosen = [pair for pair in fitting if named & {pair[0].year, pair[1].year}]
    if len(chosen) == 1:
        return (*chosen[0], "named")
    return "its year is not told" if fitting else "no year that fits has a Monday there"


def _fitting(days: re.Match[str]) -> Iterator[tuple[date, date]]:
    """The stretch of days in each year in which it can lie; the year is that of its first day."""
    first_month, last_month = _MONTHS[days["m1"] or days["m2"]], _MONTHS[days["m2"]]
    for year in range(MISSION[0].year, MISSION[1].year + 1):
        try:
            first = date(year, first_month, int(days["d1"]))
            last = date(year + (last_month < first_month), last_month, int(days["d2"]))
        except ValueError:
            continue
        if 0 < (last - first).days < _LONGEST and MISSION[0] <= first <= MISSION[1]:
            yield first, last


def main() -> None:
    """Print the counts and the misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    counts, misses = read_reports(parser.parse_args().reports)
    for one in counts:
        before = f"; the two weeks before: {one.previous}" if one.previous else ""
        print(f"{one.first} to {one.last} ({one.days} days, year {one.basis}): {one.tally}{before} [{one.report}]")
    print(f"\n{len(counts)} counts; of {len(misses)} reports none:")
    for miss in misses:
        print(f"{miss.report}: {miss.reason}")


if __name__ == "__main__":
    main()
