"""The ban on fire of 27 July 2020, replayed on the two-week counts of the OSCE Special Monitoring Mission to Ukraine.

    python bench/replays/ceasefire_2020.py REPORTS

REPORTS is the folder of reports of osce.py. Each count becomes a document of one sentence of ours with a statement in
the mission's voice, loaded into a record as `holdfast load` does it. What `holdfast check` says is printed for each
stretch of days, by what was known the day after it: of the ban (`agreements/ua-2020-07-22-ceasefire-measures`), and of
a reduction that nobody promised (`bench/replays/fewer-violations`). Below stands the product's comparison of rates.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent))

import osce
from osce import Count, Tally

from holdfast.agreements import check, load
from holdfast.agreements.statistics import Ratio, compare
from holdfast.errors import SkipThis
from holdfast.model import Agreement, Document, Happening, Place, Statement, Time, Voice
from holdfast.model.statement import Count as Figure
from holdfast.pipeline import local
from holdfast.record import open_store
from holdfast.record.store import Store

BAN = "ua-2020-07-22-ceasefire-measures"
REDUCTION = Path(__file__).resolve().parent / "fewer-violations"
START = date(2020, 7, 27)
HALF_YEAR = date(2020, 1, 13)
"""The first day of the stretches before the ban with which is compared."""
UNTIL = (date(2020, 10, 18), date(2021, 1, 24), date(2021, 7, 25), date(2021, 11, 14), date(2022, 2, 6))
"""Days up to which the rates after the ban are compared."""
TWO_WEEKS = 14
_MISSION = "OSCE Special Monitoring Mission"
_PLACE = "Eastern Ukraine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was said of one stretch of days.

    Attributes:
        ban: The level of the ban.
        caps: Of each reading of the reduction its level; empty for a stretch that is not two weeks long.
        daily: The level of the reduction that counts days.
    """

    count: Count
    ban: str
    caps: dict[str, str]
    daily: str


def completed(counts: Sequence[Count]) -> list[Count]:
    """The counts, and those that the next report alone gives, for two weeks whose own report was not read."""
    found = list(counts)
    for (first, last), (tally, report) in osce.previous_counts(counts).items():
        if all(one.last < first or last < one.first for one in counts):
            found.append(Count(report=report, first=first, last=last, tally=tally, previous=None, basis="next report"))
    return sorted(found, key=lambda one: one.first)


def corrections(counts: Sequence[Count]) -> list[tuple[Count, Tally, str]]:
    """The counts for which the next report gives another number, with that number and the report."""
    later = osce.previous_counts(counts)
    pairs = ((one, later.get((one.first, one.last))) for one in counts)
    return [(one, *said) for one, said in pairs if said and said[0].number != one.tally.number]


def told(count: Count) -> tuple[Document, Statement]:
    """A count as a document of one sentence and the statement that it makes, in the mission's voice.

    The day after the last of its days stands for the day of publication, which the pages do not give.
    """
    number, days = f"{count.tally.number:,}", f"{count.first} to {count.last}"
    quote = f"{'About ' if count.tally.approx else ''}{number} ceasefire violations"
    text = f"{quote} were recorded in {_PLACE} from {days}, said the {_MISSION}."
    day_after = (count.last + timedelta(days=1)).isoformat()
    document = Document(text=text, published=day_after, outlet=f"{_MISSION}, {count.report}")
    figure = Figure(
        what="violations", **_span(text, number), low=count.tally.low, high=count.tally.high, approx=count.tally.approx
    )
    statement = Statement(
        document=document.id,
        quote=quote,
        start=0,
        end=len(quote),
        act="assert",
        event=Happening(type="ASSAULT"),
        status="happened",
        polarity="affirmed",
        place=Place(**_span(text, _PLACE), name=_PLACE, country="UKR", precision="area"),
        time=Time(
            **_span(text, days), start_day=count.first.isoformat(), end_day=count.last.isoformat(), basis="stated"
        ),
        counts=(figure,),
        voices=(Voice(**_span(text, _MISSION), ref="IGO OSCE", name=_MISSION),),
    )
    return document, statement


def replay(counts: Sequence[Count]) -> list[Judged]:
    """Every stretch from the first day of the ban on, judged by what was known the day after it."""
    ban, reduction = load(BAN), load(REDUCTION)
    equal = [one for one in counts if _is_two_weeks(one)]
    with closing(_record(counts)) as everything, closing(_record(equal)) as of_two_weeks:
        return [
            Judged(
                count=one,
                ban=_levels(ban, everything, one)["monitors-count", "text"],
                caps=_caps(_levels(reduction, of_two_weeks, one)) if _is_two_weeks(one) else {},
                daily=_levels(reduction, everything, one)["fewer", "text"],
            )
            for one in counts
            if one.first >= START
        ]


def _caps(levels: dict[tuple[str, str], str]) -> dict[str, str]:
    return {reading: level for (clause, reading), level in levels.items() if clause == "at-most"}


def ratio(counts: Sequence[Count], first: date, last: date) -> tuple[Ratio, int, int] | None:
    """The product's comparison of rates, from a day to a day against the half year before the ban, with both lengths.

    Each stretch of two weeks is taken as one step of the series, others are left out. None if there are too few.
    """
    before = [one.tally.number for one in counts if HALF_YEAR <= one.first < START and _is_two_weeks(one)]
    after = [one.tally.number for one in counts if first <= one.first and one.last <= last and _is_two_weeks(one)]
    return (compare(before, after), len(before), len(after)) if min(len(before), len(after)) > 1 else None


def _is_two_weeks(count: Count) -> bool:
    return count.days == TWO_WEEKS


def _record(counts: Iterable[Count]) -> Store:
    """A record in memory with the statements of some counts."""
    store = open_store(":memory:")
    local.load((_line(*told(one)) for one in counts), store=store, report=_refuse)
    return store


def _line(document: Document, statement: Statement) -> bytes:
    return b'{"document": ' + document.to_json() + b', "statements": [' + statement.to_json() + b"]}"


def _refuse(skipped: SkipThis) -> None:
    raise skipped


def _levels(agreement: Agreement, store: Store, count: Count) -> dict[tuple[str, str], str]:
    """The level of each clause and reading on the last of the days, by what was known the day after."""
    view = store.view(known_by=count.last + timedelta(days=1))
    return {(one.clause, one.reading): one.level for one in check(agreement, view, on=count.last)}


def _span(text: str, part: str) -> dict[str, Any]:
    start = text.index(part)
    return {"text": part, "start": start, "end": start + len(part)}


def main() -> None:
    """Print the verdicts, the mission's corrections and the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    read, misses = osce.read_reports(parser.parse_args().reports)
    counts = [one for one in completed(read) if one.first >= HALF_YEAR]
    print(f"{len(read)} counts read, none in {len(misses)} reports; {len(counts)} stretches since {HALF_YEAR}\n")
    print("| days | violations | the ban | fewer than 8,094 | halved | a tenth | counted by days |")
    print("|---|---|---|---|---|---|---|")
    for one in replay(counts):
        caps = " | ".join(one.caps.get(name, "not two weeks") for name in ("any", "halved", "a-tenth"))
        print(f"| {one.count.first} to {one.count.last} | {one.count.tally} | {one.ban} | {caps} | {one.daily} |")
    print("\nNumbers that the next report gives otherwise:")
    for count, tally, report in corrections(counts):
        print(f"{count.first} to {count.last}: {count.tally} [{count.report}], then {tally} [{report}]")
    print(f"\nRates since {START} against those from {HALF_YEAR} on, a step for two weeks:")
    for last in UNTIL:
        found = ratio(counts, START, last)
        if found:
            value, before, after = found
            print(
                f"until {last}: ratio {value.value:.3f} ({value.low:.3f} to {value.high:.3f}), "
                f"{before} steps before, {after} after; {value.method}"
            )


if __name__ == "__main__":
    main()
