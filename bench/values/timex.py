"""Measure the finding and resolving of times on TimeML documents (TimeBank, AQUAINT).

    python bench/values/timex.py FOLDER... [--wrong N]

Finding is relaxed F1: a stretch found counts if it overlaps a gold TIMEX3. The value counts where the gold value is a
day, month, year, week, quarter or season and the stretch was found. Durations, sets and vague references
(PAST_REF and the like) have no interval of their own; they count for finding and not for the value.
"""

import argparse
import re
from collections import Counter
from datetime import date as Day
from html import unescape
from pathlib import Path

from holdfast.values import date
from holdfast.values.calendar.interval import Interval

TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>|<[^>]+>")
VALUE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d|-Q\d|-(SP|SU|FA|WI))?$")


def read(path: Path) -> tuple[str, Day | None, list[tuple[int, int, str]]]:
    """The text of a TimeML file without tags, its day of creation, and its times as (start, end, value)."""
    raw = path.read_text(encoding="utf-8")
    creation = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
    text, times, open_at, value, at = "", [], 0, "", 0
    source = body[1] if body else ""
    for tag in TAG.finditer(source):
        text += unescape(source[at : tag.start()])
        at = tag.end()
        if tag[1] is not None:
            open_at = len(text)
            found = re.search(r'value="([^"]*)"', tag[1])
            value = found[1] if found else ""
        elif tag[0] == "</TIMEX3>":
            times.append((open_at, len(text), value))
    text += unescape(source[at:])
    return text, Day.fromisoformat(creation[1]) if creation else None, times


def value_of(interval: Interval | None) -> str:
    """An interval in the form of a TIMEX3 value, as fine as its precision."""
    if interval is None or interval.start is None:
        return interval.end.isoformat()[:10] if interval and interval.end else ""
    start = interval.start.isoformat()[:10]
    day = Day.fromisoformat(start)
    forms = {
        "year": start[:4],
        "month": start[:7],
        "week": f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "season": f"{day.year}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}.get(day.month, '') }",
    }
    return forms.get(interval.precision, start)


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--wrong", type=int, default=0, metavar="N")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    wrong: Counter[tuple[str, ...]] = Counter()
    for path in sorted(path for folder in options.folders for path in folder.glob("*.tml")):
        text, created, gold = read(path)
        found = date.find(text)
        tally["gold"] += len(gold)
        tally["found"] += len(found)
        tally["right"] += sum(any(a < e and s < b for s, e, _ in gold) for a, b in found)
        for start, end, value in gold:
            match = next(((a, b) for a, b in found if a < end and start < b), None)
            tally["recalled"] += match is not None
            if match is None:
                wrong["not found", text[start:end].replace("\n", " "), value] += 1
            if not VALUE.match(value[:10]) or value.startswith("P"):
                continue
            tally["valued"] += 1
            words = text[match[0] : match[1]] if match else text[start:end]
            ours = value_of(date.resolve(words.replace("\n", " "), anchor=created)) if match else ""
            tally["value"] += ours == value[:10]
            if match and ours != value[:10]:
                wrong["value", words.replace("\n", " "), value, ours] += 1
    precision, recall = tally["right"] / tally["found"], tally["recalled"] / tally["gold"]
    print(f"found, relaxed: precision {precision:.3f}, recall {recall:.3f}", end="")
    print(f", F1 {2 * precision * recall / (precision + recall):.3f}; gold {tally['gold']}")
    print(
        f"value right of calendar times, those not found counted as wrong: {tally['value'] / tally['valued']:.3f}",
        end="",
    )
    print(f" of {tally['valued']}")
    for case, times in wrong.most_common(options.wrong):
        print("   ", times, *case, sep=" | ")


if __name__ == "__main__":
    main()
