"""Factuality: whether what a predicate names happened, by act, status and polarity, against human ratings.

    python bench/reader/factuality.py dev.jsonl --fit train.jsonl [--json FILE] [--page docs/measures.md]

The files hold the ratings of UDS (It-Happened: White and others, 2016; Rudinger and others, 2018), a value from about
-2 (did not happen) to 2 (did) for each predicate of English-EWT, which is web text: reviews, blogs, letters. The reader
reads claims about conflicts and talks, so it says something of few of these predicates; only those are measured, and
their share is told. Its labels make seven kinds in an order that was fixed beforehand; what each kind is worth is
fitted on the other file, so that a later kind is never worth less, and the fit is measured on this one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))

import tables
from probes import read
from spans import offsets
from tables import Table

from holdfast.model import Document
from holdfast.reading import Reader, open_reader

Plain = dict[str, Any]
SEED = 7
# From what surely did not happen to what surely did.
KINDS = ("did not happen", "will or may not", "hypothetical", "possible", "planned", "questioned", "happened")
# A rating this far from the middle says that it happened, or that it did not; between them it is uncertain.
SURE = 0.5


@dataclass(frozen=True, kw_only=True)
class Case:
    """A predicate of which the reader said something: the kind of what it said, and the rating."""

    kind: int
    rating: float


def kind(statement: Plain) -> int:
    """Which of the kinds a statement is."""
    status = statement.get("status") or "happened"
    if statement["act"] == "deny" or statement.get("polarity") == "negated":
        name = "did not happen" if status in ("happened", "ongoing") else "will or may not"
    elif statement["act"] == "question":
        name = "questioned"
    else:
        name = "happened" if status == "ongoing" else status
    return KINDS.index(name)


def cases(reader: Reader, path: Path, *, sample: int) -> tuple[list[Case], int]:
    """The predicates that lie in the trigger of a statement, and how many predicates there are in all."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if sample and sample < len(lines):
        lines = random.Random(SEED).sample(lines, sample)
    found: list[Case] = []
    total = 0
    for line in lines:
        kept = json.loads(line)
        total += len(kept["preds"])
        statements = read(reader, Document(text=kept["text"]))
        places = offsets(kept["text"], kept["tokens"])
        for predicate in kept["preds"]:
            start, _ = places[predicate["i"]]
            said = next((one for one in statements if _covers(one, start)), None)
            if said is not None:
                found.append(Case(kind=kind(said), rating=predicate["factual"]))
    return found, total


def fitted(known: Sequence[Case]) -> list[float]:
    """The rating that each kind is worth: means by kind, those that would fall taken together with the kind before."""
    blocks: list[list[float]] = []
    sizes: list[int] = []
    for number in range(len(KINDS)):
        blocks.append([case.rating for case in known if case.kind == number])
        sizes.append(1)
        while len(blocks) > 1 and (not blocks[-1] or not blocks[-2] or np.mean(blocks[-2]) > np.mean(blocks[-1])):
            blocks[-2:], sizes[-2:] = [blocks[-2] + blocks[-1]], [sizes[-2] + sizes[-1]]
    return [
        float(np.mean(block)) if block else 0.0 for block, size in zip(blocks, sizes, strict=True) for _ in range(size)
    ]


def measured(known: Sequence[Case], cases_of: Sequence[Case], total: int) -> list[Table]:
    """Agreement over all, beside the best constant, and the ratings of each kind."""
    worth = fitted(known)
    gold = np.array([case.rating for case in cases_of])
    ours = np.array([worth[case.kind] for case in cases_of])
    constant = np.full(len(gold), float(np.median([case.rating for case in known])))
    rows = [
        (name, total, len(gold), _pearson(gold, given), float(np.abs(gold - given).mean()), _share(gold, given))
        for name, given in (("ours", ours), ("always the middle rating", constant))
    ]
    by_kind = [
        (name, len(ratings), float(np.mean(ratings)) if ratings else None, worth[number])
        for number, name in enumerate(KINDS)
        if (ratings := [case.rating for case in cases_of if case.kind == number]) is not None
    ]
    columns = ("said", "predicates", "of which spoken of", "Pearson r", "mean error", "happened, not, uncertain right")
    return [
        Table(name="factuality", columns=columns, rows=rows),
        Table(name="factuality-kinds", columns=("kind", "predicates", "mean rating", "fitted"), rows=by_kind),
    ]


def _covers(statement: Plain, offset: int) -> bool:
    trigger = (statement.get("event") or {}).get("trigger")
    return bool(trigger and trigger["start"] <= offset < trigger["end"])


def _pearson(one: Any, other: Any) -> float | None:
    return float(np.corrcoef(one, other)[0, 1]) if len(one) > 1 and np.ptp(one) and np.ptp(other) else None


def _share(gold: Any, given: Any) -> float:
    return float((np.sign(gold) * (np.abs(gold) > SURE) == np.sign(given) * (np.abs(given) > SURE)).mean())


def main() -> None:
    """Measure from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, help="dev.jsonl")
    options.add_argument("--fit", type=Path, required=True, help="train.jsonl, for what each kind is worth")
    options.add_argument("--sample", type=int, default=3000, help="sentences of --fit, by a fixed seed; 0 for all")
    tables.add_options(options)
    given = options.parse_args()
    reader = open_reader()
    known, _ = cases(reader, given.fit, sample=given.sample)
    found, total = cases(reader, given.file, sample=0)
    tables.publish(measured(known, found, total), given)


if __name__ == "__main__":
    main()
