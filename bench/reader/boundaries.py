"""Boundaries: whether the spans of actors, recipients, voices and places keep names and mentions whole.

    python bench/reader/boundaries.py --uner en_ewt-ud-test.iob2 --gum dep --splits splits.md [--page docs/measures.md]

The reader does not list all names: it marks who has a part in a claim. So neither set can say how many names it finds.
What they can say is where its spans begin and end: of the names of UNER (persons, organisations, places in web text)
that a span touches, how many lie wholly in it; of the spans that touch a mention of GUM (nested noun phrases in news,
interviews, speeches, court records), how many are exactly a mention, and how many cross the edge of one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import tables
from dyads import Plain, Stretch, stretch
from probes import read
from spans import offsets, touch, within
from tables import Cell, Table

from holdfast.model import Document
from holdfast.reading import Reader, open_reader

ROLES = ("actors", "recipients", "voices", "place")
NAMES = frozenset(("PER", "ORG", "LOC"))
# The genres of GUM whose texts may be used by all; the others are for non-commercial use.
OPEN_GENRES = frozenset(
    ("news", "interview", "academic", "court", "textbook", "vlog", "speech", "conversation", "bio", "voyage")
)
# A mention opens, perhaps to be closed at once, or one that was opened before closes.
BRACKET = re.compile(r"\((\d+(?:\[\d+/\d+\])?)-[^()]*(\))?|(\d+(?:\[\d+/\d+\])?)\)")


Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A text with its marked stretches and the kind of each."""

    text: str
    stretches: tuple[tuple[Stretch, str], ...]


def names(path: Path) -> Iterator[Marked]:
    """The documents of UNER with their names."""
    for sentences in _documents(path.read_text(encoding="utf-8")):
        yield _joined(sentences, lambda rows: _tagged([row[2] for row in rows]))


def mentions(path: Path) -> Iterator[Marked]:
    """The document of a file of GUM with its mentions."""
    for sentences in _documents(path.read_text(encoding="utf-8")):
        yield _joined(sentences, lambda rows: _bracketed([row[9] for row in rows]))


def test_files(folder: Path, splits: Path) -> list[Path]:
    """The files of GUM's test part whose texts are open."""
    part = splits.read_text(encoding="utf-8").partition("## test\n")[2].partition("\n## ")[0]
    found = re.findall(r"\* (GUM_([a-z]+)_\w+)", part)
    return [folder / f"{name}.conllu" for name, genre in found if genre in OPEN_GENRES]


def spans(statements: Sequence[Plain]) -> dict[str, set[Stretch]]:
    """The different spans of each role."""
    found: dict[str, set[Stretch]] = {role: set() for role in ROLES}
    for statement in statements:
        for role in ROLES:
            parts = statement.get(role) or []
            for part in [parts] if isinstance(parts, dict) else parts:
                where = stretch(part)
                if where is not None:
                    found[role].add(where)
    return found


def kept_whole(reader: Reader, documents: Iterator[Marked]) -> list[tuple[Cell, ...]]:
    """For each role: spans, names touched, the share of these wholly inside, and the kinds of names."""
    tally: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    for document in documents:
        for role, found in spans(read(reader, Document(text=document.text))).items():
            tally[role]["spans"] += len(found)
            for name, kind in document.stretches:
                touching = [one for one in found if touch(name, one)]
                if touching:
                    tally[role].update(["names", kind])
                    tally[role]["whole"] += any(within(name, one) for one in touching)
    return [
        (role, count["spans"], count["names"], _part(count["whole"], count["names"]),
         *(_part(count[kind], count["names"]) for kind in ("PER", "ORG", "LOC")))
        for role, count in tally.items()
    ]  # fmt: skip


def exactly(reader: Reader, documents: Iterator[Marked]) -> list[tuple[Cell, ...]]:
    """For each role: spans, those that touch a mention, the shares that are one and that cross the edge of one."""
    tally: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    for document in documents:
        marked = [one for one, _ in document.stretches]
        for role, found in spans(read(reader, Document(text=document.text))).items():
            tally[role]["spans"] += len(found)
            for one in found:
                touched = [mention for mention in marked if touch(one, mention)]
                crossed = any(not within(one, mention) and not within(mention, one) for mention in touched)
                tally[role].update(touching=bool(touched), exact=one in touched, crossing=crossed)
    return [
        (role, count["spans"], count["touching"], _part(count["exact"], count["touching"]),
         _part(count["crossing"], count["touching"]))
        for role, count in tally.items()
    ]  # fmt: skip


def _part(count: int, of: int) -> float | None:
    return count / of if of else None


def _documents(text: str) -> Iterator[list[tuple[str, list[list[str]]]]]:
    """The sentences of each document: their text and the rows of their tokens."""
    for document in re.split(r"^# newdoc id = .*\n", text, flags=re.MULTILINE):
        sentences = []
        for block in document.split("\n\n"):
            line = re.search(r"^# text = (.*)$", block, re.MULTILINE)
            rows = [one.split("\t") for one in block.splitlines() if re.match(r"\d+\t", one)]
            if line is not None and rows:
                apart = "\n\n" if "# newpar" in block and sentences else ""
                sentences.append((apart + line[1], rows))
        if sentences:
            yield sentences


def _joined(
    sentences: Sequence[tuple[str, list[list[str]]]], marks: Callable[[Rows], Iterator[tuple[int, int, str]]]
) -> Marked:
    text = ""
    stretches = []
    for sentence, rows in sentences:
        text += "" if not text or sentence.startswith("\n") else " "
        places = [(a + len(text), b + len(text)) for a, b in offsets(sentence, [row[1] for row in rows])]
        stretches += [((places[first][0], places[last][1]), kind) for first, last, kind in marks(rows)]
        text += sentence
    return Marked(text=text, stretches=tuple(stretches))


def _tagged(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First and last token and kind of each name in tags of the form B-PER, I-PER, O."""
    begun: list[tuple[int, int, str]] = []
    for number, tag in enumerate(tags):
        if tag.startswith("I-") and begun and begun[-1][1] == number - 1:
            begun[-1] = (begun[-1][0], number, begun[-1][2])
        elif tag.startswith(("B-", "I-")):
            begun.append((number, number, tag[2:]))
    return (one for one in begun if one[2] in NAMES)


def _bracketed(notes: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First and last token of each mention in notes of the form Entity=(1-person-new-...(2-place-...)1)."""
    opened: dict[str, list[int]] = {}
    for number, note in enumerate(notes):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", note)
        for found in BRACKET.finditer(entity[1] if entity else ""):
            if found[3]:
                yield opened[found[3]].pop(), number, "mention"
            elif found[2]:
                yield number, number, "mention"
            else:
                opened.setdefault(found[1], []).append(number)


def main() -> None:
    """Measure from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--uner", type=Path, required=True, help="en_ewt-ud-test.iob2")
    options.add_argument("--gum", type=Path, required=True, help="folder of GUM's .conllu files")
    options.add_argument("--splits", type=Path, required=True, help="GUM's splits.md")
    tables.add_options(options)
    given = options.parse_args()
    reader = open_reader()
    whole = kept_whole(reader, names(given.uner))
    files = test_files(given.gum, given.splits)
    exact = exactly(reader, (one for path in files for one in mentions(path)))
    tables.publish(
        [
            Table(name="names", columns=("role", "spans", "names touched", "whole", "PER", "ORG", "LOC"), rows=whole),
            Table(name="mentions", columns=("role", "spans", "touching", "exactly one", "crossing one"), rows=exact),
        ],
        given,
    )


if __name__ == "__main__":
    main()
