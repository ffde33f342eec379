"""References: how often actors, recipients and voices of matched statements carry exactly the gold reference.

    python bench/refs.py --gold DIR [DIR...] --list FILE [FILE...] [--show]

Statements are matched as in `bench/score.py`, parties by their words. "right" is the same reference (joint actors in
any order), "wrong" another one where the gold has one, "invented" one where the gold has none, "missing" none where
the gold has one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gate import found, read
from score import item, match, members, overlap

from holdfast.reading import open_reader

Plain = dict[str, Any]
ROLES = ("actors", "recipients", "voices")


def main() -> int:
    """Measure every list."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True, nargs="+", help="folders of ID.txt and ID.json")
    options.add_argument("--list", type=Path, required=True, nargs="+", help="files of names")
    options.add_argument("--show", action="store_true", help="print what is not right")
    given = options.parse_args()
    reader = open_reader()
    for path in given.list:
        tally: Counter[tuple[str, str]] = Counter()
        for document in found(given.gold, path):
            gold = json.loads(document.read_text(encoding="utf-8"))
            predicted = read(reader, document, gold)
            for role, mine, theirs in _pairs(gold["statements"], predicted):
                verdict = _verdict(mine.get("ref"), theirs.get("ref"))
                tally[role, verdict] += 1
                if given.show and verdict not in ("right", "both none"):
                    words = theirs.get("text")
                    print(f"{document.stem}\t{role}\t{verdict}\t{words}\t{mine.get('ref')}\t{theirs.get('ref')}")
        report(path.stem, tally)
    return 0


def report(name: str, tally: Counter[tuple[str, str]]) -> None:
    """Print the verdicts of each role."""
    for role in ROLES:
        total = sum(count for (of, _), count in tally.items() if of == role)
        parts = ", ".join(f"{verdict} {count}" for (of, verdict), count in tally.most_common() if of == role)
        good = tally[role, "right"] + tally[role, "both none"]
        print(f"{name:14s} {role:10s} {good / max(1, total):.3f} of {total}: {parts}")


def _pairs(gold: list[Plain], predicted: list[Plain]) -> Iterator[tuple[str, Plain, Plain]]:
    """Parties of matched statements that share words, with their role."""
    pairs = match([item(one) for one in gold], [item(one) for one in predicted])
    for i, j in pairs:
        for role in ROLES:
            for mine in gold[i].get(role) or []:
                for theirs in predicted[j].get(role) or []:
                    if overlap(_span(mine), _span(theirs)):
                        yield role, mine, theirs


def _span(part: Plain) -> tuple[int, int] | None:
    return None if part.get("start") is None else (part["start"], part["end"])


def _verdict(gold: str | None, predicted: str | None) -> str:
    if members(gold) == members(predicted):
        return "right" if gold else "both none"
    if not gold:
        return "invented"
    return "wrong" if predicted else "missing"


if __name__ == "__main__":
    sys.exit(main())
