"""Measure the finding and resolving of times on TimeML documents (TimeBank, AQUAINT).

    python bench/values/timex.py FOLDER... [--half look|measure] [--wrong N]

The four scores of TempEval-3 task A over all TIMEX3 of the texts: relaxed F1 (the stretches overlap), strict F1 (they
are the same), and value F1 (they overlap and have the same value, letter by letter). Documents in the order of
their names are dealt to two halves in turn: one to look at while writing rules, one only to measure.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from html import unescape
from pathlib import Path

from timex3 import Values, stretches

TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>|<[^>]+>")
CONTEXT = 200
"""Characters before and after a time that its direction is read from."""


@dataclass(frozen=True, kw_only=True)
class Timex:
    """An expression of time in a text: where it stands and its value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A TimeML document: its text without tags, its day of creation, its gold times."""

    name: str
    text: str
    created: Day | None
    gold: list[Timex]


Tagger = Callable[[Document], list[Timex]]


def read(path: Path) -> Document:
    """A document from a TimeML file."""
    raw = path.read_text(encoding="utf-8")
    creation = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
    text, gold, open_at, value, at = "", [], 0, "", 0
    source = body[1] if body else ""
    for tag in TAG.finditer(source):
        text += unescape(source[at : tag.start()])
        at = tag.end()
        if tag[1] is not None:
            open_at = len(text)
            found = re.search(r'value="([^"]*)"', tag[1])
            value = found[1] if found else ""
        elif tag[0] == "</TIMEX3>":
            gold.append(Timex(start=open_at, end=len(text), value=value))
    text += unescape(source[at:])
    created = Day.fromisoformat(creation[1]) if creation else None
    return Document(name=path.stem, text=text, created=created, gold=gold)


def documents(folders: list[Path], half: str | None) -> Iterator[Document]:
    """The documents of some folders by name: all, or every other one."""
    paths = sorted((path for folder in folders for path in folder.glob("*.tml")), key=lambda path: path.name)
    chosen = paths if half is None else paths[("look", "measure").index(half) :: 2]
    return map(read, chosen)


def holdfast(document: Document) -> list[Timex]:
    """The times that Holdfast finds, with their values."""
    values, text = Values(created=document.created), document.text
    return [
        Timex(start=a, end=b, value=values.of(text[a:b], text[max(0, a - CONTEXT) : a], text[b : b + CONTEXT]))
        for a, b in stretches(text)
    ]


class Score:
    """Counts of what was found and what is right, with the cases that are not."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: Counter[tuple[str, ...]] = Counter()

    def add(self, document: Document, found: list[Timex]) -> None:
        """Compare one document's times with the gold."""
        text = document.text
        for ours, others, side in ((found, document.gold, "precision"), (document.gold, found, "recall")):
            for timex in ours:
                near = [o for o in others if o.start < timex.end and timex.start < o.end]
                self.counts[side] += 1
                self.counts[f"{side} relaxed"] += bool(near)
                self.counts[f"{side} strict"] += any((o.start, o.end) == (timex.start, timex.end) for o in near)
                self.counts[f"{side} value"] += any(o.value == timex.value for o in near)
                words = " ".join(text[timex.start : timex.end].split())
                around = " ".join(text[max(0, timex.start - 30) : timex.end + 15].split())
                if not near:
                    self.wrong["not gold" if side == "precision" else "not found", words, timex.value, around] += 1
                elif side == "recall" and not any(o.value == timex.value for o in near):
                    self.wrong["value", words, timex.value, near[0].value, around, str(document.created)] += 1

    def f1(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of "relaxed", "strict" or "value"."""
        precision, recall = (self.counts[f"{s} {kind}"] / max(1, self.counts[s]) for s in ("precision", "recall"))
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measured(tagger: Tagger, folders: list[Path], half: str | None, *, every: int = 1) -> Score:
    """The score of a tagger on the documents of some folders, or on every so many-th of them."""
    score = Score()
    for document in list(documents(folders, half))[::every]:
        score.add(document, tagger(document))
    return score


def show(name: str, score: Score) -> None:
    """One row of a table."""
    cells = (", ".join(f"{part:.3f}" for part in score.f1(kind)) for kind in ("relaxed", "strict", "value"))
    print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--half", choices=("look", "measure"))
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show so many cases of each kind")
    options = parser.parse_args()
    score = measured(holdfast, options.folders, options.half)
    print("| | relaxed: precision, recall, F1 | strict | value |\n|---|---|---|---|")
    show(f"{score.counts['recall']} times", score)
    for kind in ("not found", "not gold", "value"):
        cases = Counter({case: count for case, count in score.wrong.items() if case[0] == kind})
        for case, count in cases.most_common(options.wrong):
            print("   ", count, *case, sep=" | ")


if __name__ == "__main__":
    main()
