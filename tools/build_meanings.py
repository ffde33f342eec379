"""Build the table of words and what they may mean that ships with Holdfast, from WordNet's files.

    python tools/build_meanings.py WORDNET --out FILE.tsv.gz

WORDNET is the folder of `data.verb`, `index.verb`, `verb.exc` and the like of WordNet 3.0 (`/usr/share/wordnet`
of Debian's package wordnet-base). It is not needed at run time. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST = 3
"""Meanings of a word that are kept, the commonest first: rare ones ("to fire" for to bake) make everything akin."""
BROADEST = 60
"""A meaning with more narrower ones than this ("to move", "an act") says nothing of what it holds together."""
HAPPENINGS = frozenset(("04", "10", "11", "19", "21", "22", "26"))
"""WordNet's files of nouns for acts, communication, events, phenomena, possession, processes and states."""

_Sense = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One set of synonyms: its words, its file, and its links as (sign, other meaning, number of the word or 0)."""

    words: list[str]
    file: str
    links: list[tuple[str, _Sense, int]]


def _meanings(folder: Path, name: str) -> Iterator[tuple[_Sense, _Meaning]]:
    for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        cells = line.split("|")[0].split()
        count = int(cells[3], 16)
        at = 4 + 2 * count
        runs = (cells[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(cells[at])))
        links = [(sign, (kind, other), int(ends[:2], 16)) for sign, other, kind, ends in runs]
        yield (name[0], cells[0]), _Meaning([cells[4 + 2 * n].lower() for n in range(count)], cells[1], links)


def _index(folder: Path, name: str) -> Iterator[tuple[str, list[_Sense]]]:
    for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
        cells = line.split()
        if not line.startswith(" ") and cells[0].isalpha():
            yield cells[0], [(name[0], other) for other in cells[-int(cells[2]) :]][:FIRST]


def _irregular(folder: Path, verbs: set[str]) -> dict[str, str]:
    """Irregular forms of verbs ("foretold") and of nouns that are no verbs; a form that is a word itself stays one."""
    found: dict[str, str] = {}
    for name in ("verb", "noun"):
        for line in (folder / f"{name}.exc").read_text("utf-8").splitlines():
            form, base = line.split()[:2]
            if form.isalpha() and base.isalpha() and form not in verbs:
                found.setdefault(form, base)
    return found


def rows(folder: Path) -> Iterator[str]:
    """The lines of the table: a word with its meanings and the broader ones, or an irregular form with its word."""
    known = {sense: meaning for name in ("verb", "noun") for sense, meaning in _meanings(folder, name)}
    narrower = Counter(other for meaning in known.values() for sign, other, _ in meaning.links if sign == "@")
    numbers = {sense: number for number, sense in enumerate(sorted(known))}
    own: dict[str, set[_Sense]] = {}
    for name in ("verb", "noun"):
        for word, senses in _index(folder, name):
            for sense in senses:
                if sense[0] == "v" or known[sense].file in HAPPENINGS:
                    own.setdefault(word, set()).update({sense, *_derived(word, known[sense], known)})
    for word, senses in sorted(own.items()):
        above = {o for s in senses for sign, o, _ in known[s].links if sign == "@" and narrower[o] <= BROADEST}
        cells = [" ".join(str(n) for n in sorted(numbers[s] for s in group)) for group in (senses, above - senses)]
        yield "\t".join((word, *cells))
    for form, base in sorted(_irregular(folder, {word for word, _ in _index(folder, "verb")}).items()):
        if base in own:
            yield f"{form}\t={base}"


def _derived(word: str, meaning: _Meaning, known: dict[_Sense, _Meaning]) -> Iterator[_Sense]:
    """What the words derived from this one mean: of "to acquire" the acquisition."""
    for sign, other, number in meaning.links:
        mine = number == 0 or meaning.words[number - 1] == word
        if sign == "+" and mine and other in known and (other[0] == "v" or known[other].file in HAPPENINGS):
            yield other


def _notice(folder: Path) -> Iterator[str]:
    for line in (folder / "data.verb").read_text("utf-8").splitlines():
        if not line.startswith("  "):
            return
        yield "# " + " ".join(line.split()[1:])


def main() -> None:
    """Write the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("wordnet", type=Path)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    lines = [*_notice(given.wordnet), *rows(given.wordnet)]
    given.out.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0))
    print(f"{given.out}: {len(lines):,} lines, {given.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
