"""PLOVER roots: the kind of event between a marked source and target, on single sentences.

    python bench/reader/plover.py PLV_train.tsv [--json FILE] [--page docs/measures.md]

The file is that of the zero-shot PLOVER work (Hu and others, 2024): a sentence with `<s>` and `<t>` round the two
parties, one of 15 root codes (`gold_root`, names of PLOVER 2017) and one of four quads (`gold_penta`). It also holds
what their system said (`root_L2`), which is scored beside ours. Each sentence is read as a document of its own.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import tables
from dyads import Plain, Stretch, between
from probes import read
from tables import Table

from holdfast.model import Document
from holdfast.reading import Reader, open_reader

QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
FRIENDLY = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
HOSTILE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line of the mapping: acts, types and circumstances, the root that they are, and why.

    `None` stands for any. The first rule that fits decides.
    """

    acts: tuple[str, ...] | None = None
    types: frozenset[str | None] | None = None
    statuses: tuple[str, ...] | None = None
    polarity: str | None = None
    root: str | None
    why: str

    def fits(self, statement: Plain) -> bool:
        """Whether a statement is as the rule says."""
        return (
            (self.acts is None or statement["act"] in self.acts)
            and (self.types is None or (statement.get("event") or {}).get("type") in self.types)
            and (self.statuses is None or statement.get("status") in self.statuses)
            and (self.polarity is None or statement.get("polarity") == self.polarity)
        )


SAME = frozenset((*(HOSTILE | FRIENDLY) & frozenset(QUADS), "REJECT"))
ITSELF = "the type"
SAID = ("assert", "question")
AHEAD = ("planned", "possible")
# Written from the definitions of PLOVER, CAMEO and docs/statement.md and a few sentences, before the first measure.
MAPPING: tuple[Rule, ...] = (
    Rule(acts=("demand",), root="REQUEST", why="PLOVER's verbal type for what another is to do"),
    Rule(acts=("propose",), root="REQUEST", why="CAMEO's appeals; an offer is not yet an agreement"),
    Rule(acts=("threaten",), root="THREATEN", why="the same"),
    Rule(acts=("accuse",), root="ACCUSE", why="the same"),
    Rule(acts=("agree",), root="AGREE", why="the same"),
    Rule(acts=("reject", "deny"), root="REJECT", why="CAMEO 12; it has nothing nearer for denials"),
    Rule(acts=("promise",), types=HOSTILE, root="THREATEN", why="a promise to harm"),
    Rule(acts=("promise",), root="AGREE", why="CAMEO 03, the intent to cooperate, is PLOVER's AGREE"),
    Rule(acts=("evaluate",), types=frozenset(("SUPPORT",)), root="SUPPORT", why="praise of an ally"),
    Rule(acts=("evaluate",), root="ACCUSE", why="CAMEO 11: we keep no sign of a judgement; most blame"),
    Rule(acts=SAID, types=FRIENDLY, polarity="negated", root="REJECT", why="a kindness that is not done is refused"),
    Rule(acts=SAID, types=FRIENDLY, statuses=AHEAD, root="AGREE", why="CAMEO 03 again: what will be done"),
    Rule(acts=SAID, types=HOSTILE, statuses=AHEAD, root="THREATEN", why="harm that will or may be done"),
    Rule(types=frozenset(("CONCEDE", "RETREAT")), root="YIELD", why="PLOVER 2017 has one root for both"),
    Rule(types=frozenset(("CONTROL",)), root="ASSAULT", why="CAMEO 192, to occupy territory, is fighting"),
    Rule(types=frozenset(("INVESTIGATE",)), root="ACCUSE", why="the set counts inquiries and lawsuits as ACCUSE"),
    Rule(types=SAME, root=ITSELF, why="the same name"),
    Rule(root=None, why="PLOVER 2017 has no root for OTHER, nor for no happening at all"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sentence with its marked parties, its root and what the peer said."""

    text: str
    source: Stretch | None
    target: Stretch | None
    root: str
    quad: int
    peer: str


def root(statement: Plain | None) -> str | None:
    """The PLOVER root that a statement is, by the first rule that fits; none without a statement."""
    if statement is None:
        return None
    found = next(rule for rule in MAPPING if rule.fits(statement)).root
    return statement["event"]["type"] if found == ITSELF else found


def cases(path: Path) -> list[Case]:
    """The sentences of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_case(row) for row in csv.DictReader(lines, delimiter="\t")]


def predicted(reader: Reader, case: Case) -> str | None:
    """The root that the reader sees between the marked parties."""
    return root(between(read(reader, Document(text=case.text)), case.source, case.target))


def macro_f1(gold: Sequence[object], given: Sequence[object]) -> float:
    """The mean F1 of the classes of the gold."""
    classes = sorted(set(gold), key=str)
    return sum(class_f1(gold, given, one)[2] for one in classes) / len(classes)


def class_f1(gold: Sequence[object], given: Sequence[object], one: object) -> tuple[float, float, float]:
    """Precision, recall and F1 of one class."""
    right = sum(mine == theirs == one for mine, theirs in zip(gold, given, strict=True))
    said, there = list(given).count(one), list(gold).count(one)
    return right / max(1, said), right / max(1, there), 2 * right / max(1, said + there)


def measured(found: Sequence[Case], ours: Sequence[str | None]) -> list[Table]:
    """The whole and each root, beside the peer."""
    gold, peer = [case.root for case in found], [case.peer for case in found]
    rows = []
    for name, given in (("ours", ours), ("zero-shot peer", peer)):
        right = sum(mine == theirs for mine, theirs in zip(gold, given, strict=True)) / len(gold)
        answered = sum(one is not None for one in given) / len(gold)
        quad = macro_f1([case.quad for case in found], [QUADS.get(one or "") for one in given])
        rows.append((name, macro_f1(gold, given), quad, right, answered))
    by_root = [(one, gold.count(one), *class_f1(gold, ours, one), class_f1(gold, peer, one)[2]) for one in QUADS]
    columns = ("root", "sentences", "precision", "recall", "F1", "peer's F1")
    return [
        Table(name="plover", columns=("reader", "root macro-F1", "quad macro-F1", "accuracy", "answered"), rows=rows),
        Table(name="plover-roots", columns=columns, rows=by_root),
    ]


def mapping_table() -> Table:
    """The mapping as it is published."""
    rows = [
        (
            ", ".join(rule.acts or ("any",)),
            ", ".join(sorted(map(str, rule.types))) if rule.types else "any",
            ", ".join((*(rule.statuses or ()), *((rule.polarity,) if rule.polarity else ()))) or "any",
            rule.root or "–",
            rule.why,
        )
        for rule in MAPPING
    ]
    return Table(name="plover-mapping", columns=("act", "type", "status, polarity", "root", "why"), rows=rows)


def _case(row: dict[str, str]) -> Case:
    marked = row["marked_sentence"]
    text = re.sub(r"</?[st]>", "", marked)
    found: dict[str, Stretch] = {}
    for name in ("s", "t"):
        whole = re.search(f"<{name}>(.*?)</{name}>", marked)
        if whole is not None:
            start = len(re.sub(r"</?[st]>", "", marked[: whole.start()]))
            found[name] = (start, start + len(re.sub(r"</?[st]>", "", whole[1])))
    return Case(
        text=text, source=found.get("s"), target=found.get("t"),
        root=row["gold_root"], quad=int(row["gold_penta"]), peer=row["root_L2"],
    )  # fmt: skip


def main() -> None:
    """Measure from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, help="PLV_train.tsv")
    tables.add_options(options)
    given = options.parse_args()
    found = cases(given.file)
    reader = open_reader()
    ours = [predicted(reader, case) for case in found]
    tables.publish([*measured(found, ours), mapping_table()], given)


if __name__ == "__main__":
    main()
