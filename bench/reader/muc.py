"""The dead of the Message Understanding Conferences: figures of the killed against the answer keys of MUC-3 and MUC-4.

    python bench/reader/muc.py derived/dev.jsonl derived/train.jsonl [--json FILE] [--page docs/measures.md]

Each line of the files is a report with its templates; a victim has a number, words and an effect. The reports are in
capitals throughout; each is read as it stands and again in small letters with each sentence's first letter large.

- "figures": of the numbers of dead that stand before the victims ("SIX JESUITS"), how many the reader gives.
- "documents": the largest number of dead among the victims of a report, or none, against the largest that the reader
  gives, or none. A victim that is named and not counted ("the mayor") has the number 1, which no figure says.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

import tables
from probes import read
from tables import Table

from holdfast.model import Document
from holdfast.reading import Reader, open_reader
from holdfast.values import count

Plain = dict[str, Any]
# Words between a numeral and the words of the victims: "THE SIX SPANISH JESUITS".
REACH = 4
SEED = 7


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report with the numbers of its dead: all of them, and those that are written before the victims' words."""

    text: str
    dead: tuple[int, ...]
    written: frozenset[int]


def reports(paths: Sequence[Path], *, sample: int) -> list[Report]:
    """The reports of files, or as many of them drawn by a fixed seed."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    if sample and sample < len(lines):
        lines = random.Random(SEED).sample(lines, sample)
    return [report(json.loads(line)) for line in lines]


def report(kept: Plain) -> Report:
    """A report with its dead; a number that the key leaves open ("PLURAL", "5/6", "~100") is not one."""
    victims = [
        (victim["number"], victim["string"] or "")
        for template in kept["templates"]
        for victim in template["victims"]
        if victim["effect"] == "DEATH" and isinstance(victim["number"], int)
    ]
    written = frozenset(number for number, words in victims if number > 1 and stated(kept["text"], number, words))
    return Report(text=kept["text"], dead=tuple(number for number, _ in victims), written=written)


def stated(text: str, number: int, words: str) -> bool:
    """Whether a numeral of that value stands a few words before the words of the victims."""
    victims = r"\s+".join(map(re.escape, words.split()))
    for found in re.finditer(rf"((?:\S+\s+){{1,{REACH}}}){victims}", text):
        for word in found[1].lower().split():
            value = count.read(word.strip(".,;:()\"'"))
            if value is not None and value.low == value.high == number:
                return True
    return False


def sentence_case(text: str) -> str:
    """A text in small letters but for the first of each sentence and of each paragraph."""
    return re.sub(r"(\A|[.!?][\"')\]]*\s+|\n\s*\n\s*)([a-z])", lambda m: m[1] + m[2].upper(), text.lower())


def killed(reader: Reader, text: str) -> list[int]:
    """The figures of killed that the reader finds and that have one value, none of a denied claim."""
    return [
        int(figure["low"])
        for statement in read(reader, Document(text=text))
        if statement.get("polarity") != "negated"
        for figure in statement.get("counts") or []
        if figure["what"] == "killed" and figure.get("low") is not None and figure["low"] == figure.get("high")
    ]


def row(name: str, found: Sequence[Report], given: Sequence[list[int]]) -> tuple[str, int, float, int, float, float]:
    """The measures over reports read in one way."""
    both = list(zip(found, given, strict=True))
    written = [(number, figures) for one, figures in both for number in one.written]
    deadly = [(one, figures) for one, figures in both if max(one.dead, default=0) > 1]
    return (
        name,
        len(written),
        sum(number in figures for number, figures in written) / max(1, len(written)),
        len(both),
        sum(max(one.dead, default=0) == max(figures, default=0) for one, figures in both) / max(1, len(both)),
        sum(max(one.dead) == max(figures, default=0) for one, figures in deadly) / max(1, len(deadly)),
    )


def main() -> None:
    """Measure from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", type=Path, nargs="+", help="dev.jsonl, train.jsonl")
    options.add_argument("--sample", type=int, default=400, help="reports to read, drawn by a fixed seed; 0 for all")
    tables.add_options(options)
    given = options.parse_args()
    found = reports(given.files, sample=given.sample)
    reader = open_reader()
    rows = [
        row("as it stands, in capitals", found, [killed(reader, one.text) for one in found]),
        row("in sentence case", found, [killed(reader, sentence_case(one.text)) for one in found]),
    ]
    columns = ("text", "figures", "found", "documents", "right", "right, two dead and more")
    tables.publish([Table(name="muc", columns=columns, rows=rows)], given)


if __name__ == "__main__":
    main()
