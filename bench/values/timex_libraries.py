"""Measure other libraries on TimeML documents with the scores of `timex.py`.

    python bench/values/timex_libraries.py LIBRARY FOLDER... [--half look|measure] [--every N]

LIBRARY is `holdfast`, `dateparser`, `recognizers` (recognizers-text-suite), `duckling` (with Java) or the path of
HeidelTime's standalone jar (with Java and TreeTagger as its `config.props` in the working folder says). None of them
is a dependency of Holdfast: run this from an environment that has the one asked for. Each answer is put into TIMEX3's
form with the finest unit that the library reports; where a library gives several days for a weekday, the past one.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime, time
from html import unescape
from pathlib import Path
from typing import Any

from timex import Document, Tagger, Timex, holdfast, measured, show

Moment = datetime
FORMS: dict[str, Callable[[Moment], str]] = {
    "year": lambda moment: f"{moment.year}",
    "quarter": lambda moment: f"{moment.year}-Q{(moment.month + 2) // 3}",
    "month": lambda moment: f"{moment:%Y-%m}",
    "week": lambda moment: "{}-W{:02d}".format(*moment.isocalendar()[:2]),
    "day": lambda moment: f"{moment:%Y-%m-%d}",
    "time": lambda moment: f"{moment:%Y-%m-%dT%H:%M}",
}


def _base(document: Document) -> Moment:
    return datetime.combine(document.created, time(12)) if document.created else datetime(2000, 1, 1, 12)


def dateparser_tagger() -> Tagger:
    """`dateparser.search`, which finds points; its period says how fine they are."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def tag(document: Document) -> list[Timex]:
        settings = {"RELATIVE_BASE": _base(document), "PREFER_DATES_FROM": "past"}
        parser = DateDataParser(languages=["en"], settings=settings)
        found, at = [], 0
        for words, moment in search_dates(document.text, languages=["en"], settings=settings) or []:
            start = document.text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            value = FORMS.get(parser.get_date_data(words).period, FORMS["day"])(moment)
            found.append(Timex(start=start, end=at, value=value))
        return found

    return tag


def recognizers_tagger() -> Tagger:
    """Microsoft's recognizers-text, whose own `timex` is close to TIMEX3."""
    from recognizers_date_time import Culture, DateTimeRecognizer

    model = DateTimeRecognizer(Culture.English).get_datetime_model()

    def tag(document: Document) -> list[Timex]:
        found = []
        for one in model.parse(document.text, _base(document)):
            values = (one.resolution or {}).get("values") or [{}]
            found.append(Timex(start=one.start, end=one.end + 1, value=_recognized(values[0])))
        return found

    return tag


def _recognized(answer: dict[str, str]) -> str:
    timex = answer.get("timex", "")
    if "XXXX" in timex and answer.get("type") == "date":
        return answer.get("value", "")
    if timex.startswith("(") and "start" in answer:
        start = datetime.fromisoformat(answer["start"])
        unit = {"P1Y": "year", "P3M": "quarter", "P1M": "month", "P7D": "week", "P1W": "week"}
        return FORMS[unit.get(timex.strip("()").split(",")[-1], "day")](start)
    return timex


def duckling_tagger() -> Tagger:
    """Duckling's Clojure version through its Python wrapper: times with their grain, and durations."""
    from duckling import DucklingWrapper

    wrapper = DucklingWrapper()

    def tag(document: Document) -> list[Timex]:
        found, reference = [], _base(document).isoformat()
        for match in re.finditer(r"[^.!?]+[.!?]*", document.text):
            answers: list[dict[str, Any]] = wrapper.parse_time(match[0], reference_time=reference)
            for one in answers:
                start, end = match.start() + one["start"], match.start() + one["end"]
                if not any(other.start < end and start < other.end for other in found):
                    found.append(Timex(start=start, end=end, value=_duckled(one["value"])))
        return found

    return tag


def _duckled(value: dict[str, Any]) -> str:
    moment = value.get("value") or value.get("from")
    text = moment if isinstance(moment, str) else (moment or {}).get("value", "") if isinstance(moment, dict) else ""
    try:
        return FORMS.get(value.get("grain", "day"), FORMS["time"])(datetime.fromisoformat(text[:19]))
    except ValueError:  # no date at all
        return ""


def heideltime_tagger(jar: Path) -> Tagger:
    """HeidelTime, run once a document; its answer is aligned by the characters that are not blank."""

    def tag(document: Document) -> list[Timex]:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(document.text)
            file.flush()
            command = [
                "java",
                "-jar",
                str(jar),
                "-dct",
                str(document.created),
                "-t",
                "news",
                "-l",
                "english",
                file.name,
            ]
            answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return list(_aligned(answer, document.text))

    return tag


def _aligned(answer: str, text: str) -> list[Timex]:
    """The times of a TimeML answer, at their places in the text."""
    body = answer.split("<TimeML>")[-1].split("</TimeML>")[0]
    places = [index for index, character in enumerate(text) if not character.isspace()]
    found, count, opened, value, at = [], 0, 0, "", 0
    for tag in re.finditer(r"<TIMEX3([^>]*)>|</TIMEX3>", body):
        count += len("".join(unescape(body[at : tag.start()]).split()))
        at = tag.end()
        if tag[1] is not None:
            given = re.search(r'value="([^"]*)"', tag[1])
            opened, value = count, given[1] if given else ""
        elif count <= len(places) and opened < count:
            found.append(Timex(start=places[opened], end=places[count - 1] + 1, value=value))
    return found


TAGGERS: dict[str, Callable[[], Tagger]] = {
    "holdfast": lambda: holdfast,
    "dateparser": dateparser_tagger,
    "recognizers": recognizers_tagger,
    "duckling": duckling_tagger,
}


def main() -> None:
    """Measure one library from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--half", choices=("look", "measure"))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth document")
    options = parser.parse_args()
    tagger = TAGGERS.get(options.library, lambda: heideltime_tagger(Path(options.library)))()
    score = measured(tagger, options.folders, options.half, every=options.every)
    show(f"{options.library}, {score.counts['recall']} times", score)


if __name__ == "__main__":
    main()
