"""Sources and targets: who does it to whom, as spans, on single sentences with CAMEO's annotation.

    python bench/reader/cameo.py cameo_ner/train.txt [--json FILE] [--page docs/measures.md]

The file is that of ConfliBERT (from Multi-CoPED, Parolin and others, 2022): a token and its tag a line, B-S and I-S for
the source, T for the target, R for both at once ("India and Pakistan"). It marks one dyad a sentence; the reader
gives a statement for each claim, so two lines are measured: all its statements, and its most certain one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import tables
from dyads import Plain, Stretch, sources, stretch, targets
from probes import read
from spans import Hits, touch
from tables import Table

from holdfast.model import Document
from holdfast.reading import open_reader
from holdfast.values import actor

# No blank stands before these tokens, nor after those.
CLOSING = frozenset((",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "n't", "n’t", "'", "’", "''", "”"))
OPENING = frozenset(("(", "[", "$", "£", "``", "“"))


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence as running text, with its marked parties by tag: S, T or R."""

    text: str
    parties: dict[str, list[Stretch]]


def sentences(lines: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of a file of tokens and tags, an empty line between them."""
    rows: list[tuple[str, str]] = []
    for line in [*lines, ""]:
        if line.strip():
            token, _, tag = line.strip().rpartition(" ")
            rows.append((token, tag))
        elif rows:
            yield sentence(rows)
            rows = []


def sentence(rows: Sequence[tuple[str, str]]) -> Sentence:
    """Tokens and tags set as running text."""
    text = ""
    parties: dict[str, list[Stretch]] = {"S": [], "T": [], "R": []}
    before = ""
    for token, tag in rows:
        text += "" if not text or token in CLOSING or before in OPENING else " "
        start, text, before = len(text), text + token, token
        kind = tag[2:]
        if tag.startswith("I-") and parties[kind]:
            parties[kind][-1] = (parties[kind][-1][0], len(text))
        elif kind:
            parties[kind].append((start, len(text)))
    return Sentence(text=text, parties=parties)


class Measure:
    """Running totals over sentences: each role by overlap and exactly, and both roles taken together."""

    def __init__(self) -> None:
        self._hits = {(role, exact): Hits() for role in ("source", "target", "either") for exact in (False, True)}

    def add(self, gold: Sentence, statements: Sequence[Plain]) -> None:
        """Count one sentence."""
        given = {
            "source": [one for statement in statements for one in map(stretch, sources(statement)) if one],
            "target": [one for statement in statements for one in map(stretch, targets(statement)) if one],
        }
        # One of a pair that acts on each other is right as source and as target, and asked for as neither.
        both = gold.parties["R"]
        for exact in (False, True):
            for role, tag in (("source", "S"), ("target", "T")):
                kept = [one for one in given[role] if not any(touch(one, other) for other in both)]
                self._hits[role, exact].add(gold.parties[tag], kept, exact=exact)
            everyone = [one for found in gold.parties.values() for one in found]
            self._hits["either", exact].add(everyone, [*given["source"], *given["target"]], exact=exact)

    def rows(self, name: str) -> list[tuple[str, str, str, float, float, float]]:
        """A row for each role and way of comparing."""
        return [
            (name, role, "exact" if exact else "overlap", hits.precision, hits.recall, hits.f1)
            for (role, exact), hits in self._hits.items()
        ]


def countries(gold: Sentence, statements: Sequence[Plain]) -> Counter[str]:
    """Of the marked parties that were found: whether the reader's country is the one that their own words name."""
    tally: Counter[str] = Counter()
    parts = [part for statement in statements for part in (*sources(statement), *targets(statement))]
    for party in (one for found in gold.parties.values() for one in found):
        mine = next((part for part in parts if touch(party, stretch(part) or (0, 0))), None)
        if mine is None:
            tally["not found"] += 1
            continue
        named = actor.resolve(gold.text[party[0] : party[1]])
        if named is None or named.basis != "named":
            tally["names no country"] += 1
        else:
            tally["right" if _country(named.ref) == _country(mine.get("ref")) else "wrong"] += 1
    return tally


def country_table(tally: Counter[str]) -> Table:
    """How often the country is right where the words name one."""
    judged = tally["right"] + tally["wrong"]
    row = (tally["not found"], tally["names no country"], judged, tally["right"] / max(1, judged))
    return Table(name="cameo-countries", columns=("not found", "found, no country named", "named", "right"), rows=[row])


def _country(ref: str | None) -> str:
    return " ".join((ref or "").split("+")[0].split()[:2]) if (ref or "").startswith("IGO") else (ref or "")[:3]


def main() -> None:
    """Measure from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, help="train.txt of cameo_ner")
    tables.add_options(options)
    given = options.parse_args()
    reader = open_reader()
    every, surest, tally = Measure(), Measure(), Counter[str]()
    for gold in sentences(given.file.read_text(encoding="utf-8").splitlines()):
        statements = read(reader, Document(text=gold.text))
        every.add(gold, statements)
        surest.add(gold, sorted(statements, key=lambda one: -(one.get("confidence") or 0.0))[:1])
        tally += countries(gold, statements)
    columns = ("statements", "role", "compared", "precision", "recall", "F1")
    rows = [*every.rows("all"), *surest.rows("the most certain")]
    tables.publish([Table(name="cameo", columns=columns, rows=rows), country_table(tally)], given)


if __name__ == "__main__":
    main()
