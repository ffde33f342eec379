"""The gold statements as the network sees them: windows with word spans and label numbers."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from holdfast.reading.labels import COUNTED, DECISIONS, KINDS, MODES, ROLES
from holdfast.reading.pieces import Piece, Window, chunks, encode, window, windows
from holdfast.reading.segment import Sentence, clean, sentences

# A training window is filled up to one of these lengths, drawn anew each epoch, so that the model meets claims at
# every place in a window and with more or less context.
WINDOW_LENGTHS = (160, 256, 384)
# Word-pieces of a copy's window: other names may be longer, and the encoder has 512 places.
LONGEST_TWIN = 500


@dataclass(frozen=True, kw_only=True)
class Gold:
    """One dispatch with its statements, as annotated."""

    id: str
    text: str
    published: str | None
    outlet: str | None
    synthetic: bool
    statements: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement in a window: its number in the dispatch, label numbers, and word spans (first, last) by role."""

    number: int
    trigger: tuple[int, int]
    decisions: dict[str, int]
    spans: dict[str, list[tuple[int, int]]]
    counted: list[tuple[int, int, int]] = field(default_factory=list)
    kinds: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A window with the claims in it."""

    window: Window
    claims: list[Claim]


@dataclass(frozen=True, kw_only=True)
class Twins:
    """The same sentences of a dispatch in two copies that say the same."""

    first: Example
    second: Example

    @property
    def window(self) -> Window:
        """The longer of the two windows."""
        return max((self.first.window, self.second.window), key=lambda view: len(view.pieces))


def read(folder: Path) -> list[Gold]:
    """Every document of a folder of ID.json and ID.txt, by name."""
    found = []
    for path in sorted(folder.glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found.append(
            Gold(
                id=path.stem,
                text=text,
                published=kept.get("published"),
                outlet=kept.get("outlet"),
                synthetic=bool(kept.get("synthetic")),
                statements=kept["statements"],
            )
        )
    return found


def words_of(view: Window, start: int | None, end: int | None) -> tuple[int, int] | None:
    """The first and last word of a window that a stretch of text touches; none if it lies outside."""
    if start is None or end is None:
        return None
    first = int(np.searchsorted(view.ends, start, side="right"))
    last = int(np.searchsorted(view.starts, end, side="left")) - 1
    return (first, last) if first <= last else None


class Document:
    """One dispatch, cut and encoded once, from which windows are drawn."""

    def __init__(self, gold: Gold, tokenizer: Tokenizer) -> None:
        self.gold = gold
        text = clean(gold.text)
        self.sentences: Sequence[Sentence] = sentences(text)
        self.encoded: list[list[Piece]] = encode(text, self.sentences, tokenizer)
        self.marks = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))

    def reading_windows(self) -> list[Window]:
        """The windows that the reader makes."""
        return list(windows(self.sentences, self.encoded, marks=self.marks))

    def training_windows(self, chance: random.Random) -> Iterator[Example]:
        """Windows of varying length without overlap."""
        for run in self._runs(chance):
            yield self.example(window(run, core=(0, len(run)), marks=self.marks))

    def twin_windows(self, copy: "Document", chance: random.Random) -> Iterator[Twins]:
        """Windows of varying length, each with the same sentences of a copy.

        A window whose copy cannot be had (its names are so long that it would not fit, or moved the sentences) is its
        own twin.
        """
        alike = len(copy.sentences) == len(self.sentences)
        theirs = list(chunks(copy.encoded)) if alike else []
        for run in self._runs(chance):
            numbers = {number for number, _ in run}
            other = [(number, pieces) for number, pieces in theirs if number in numbers]
            first = self.example(window(run, core=(0, len(run)), marks=self.marks))
            fits = 0 < sum(len(pieces) for _, pieces in other) <= LONGEST_TWIN
            second = copy.example(window(other, core=(0, len(other)), marks=self.marks)) if fits else first
            yield Twins(first=first, second=second)

    def _runs(self, chance: random.Random) -> Iterator[list[tuple[int, list[Piece]]]]:
        """Runs of sentences of one entry that fill a window of a length drawn by chance."""
        length = chance.choice(WINDOW_LENGTHS)
        room = chance.choice((length, length // 2))  # the first window may be short, which moves all others
        run: list[tuple[int, list[Piece]]] = []
        for number, pieces in chunks(self.encoded):
            full = sum(len(other) for _, other in run) + len(pieces) > room - 2
            if run and (full or self.sentences[run[-1][0]].entry != self.sentences[number].entry):
                yield run
                run, room = [], length
            run.append((number, pieces))
        if run:
            yield run

    def example(self, view: Window) -> Example:
        """A window with the statements whose trigger lies in it, one for each trigger."""
        claims: dict[tuple[int, int], Claim] = {}
        for number, statement in enumerate(self.gold.statements):
            trigger = statement["event"]["trigger"]
            span = words_of(view, trigger["start"], trigger["end"])
            if span is not None and span not in claims:
                claims[span] = self._claim(view, number, span)
        return Example(window=view, claims=list(claims.values()))

    def _claim(self, view: Window, number: int, trigger: tuple[int, int]) -> Claim:
        statement = self.gold.statements[number]
        kind, mode = statement["event"]["type"], statement["event"].get("mode")
        labels = {
            "valid": "yes", "type": kind or "", "act": statement["act"], "status": statement["status"] or "",
            "mode": f"{kind}:{mode}" if f"{kind}:{mode}" in MODES else "", "polarity": statement["polarity"],
        }  # fmt: skip
        voices = statement["voices"]
        parts: dict[str, list[dict[str, Any]]] = {
            "quote": [statement], "actor": statement["actors"], "recipient": statement["recipients"],
            "place": [statement["place"]] if statement["place"] else [],
            "time": [statement["time"]] if statement["time"] else [],
            "count": statement["counts"], "condition": statement["conditions"],
            "voice": voices[:1], "outer": voices[1:],
        }  # fmt: skip
        spans: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for role, found in parts.items():
            spans[role] = [s for part in found if (s := words_of(view, part.get("start"), part.get("end")))]
        if voices and voices[0].get("start") is not None:
            spans["name"] = [s for s in [self._name(view, voices[0])] if s]
            spans["cue"] = [s for s in [self._cue(view, voices[0], statement)] if s]
        return Claim(
            number=number,
            trigger=trigger,
            decisions={name: labels_of.index(labels[name]) for name, labels_of in DECISIONS.items()},
            spans=spans,
            counted=[
                (*s, COUNTED.index(count["what"]))
                for count in statement["counts"]
                if (s := words_of(view, count["start"], count["end"]))
            ],
            kinds=[
                (*s, KINDS.index(condition["kind"]))
                for condition in statement["conditions"]
                if condition["kind"] in KINDS and (s := words_of(view, condition["start"], condition["end"]))
            ],
        )

    def _name(self, view: Window, voice: dict[str, Any]) -> tuple[int, int] | None:
        """Where the full name of a voice stands, if its own words do not give it."""
        name = voice.get("name")
        if not name or name.split()[-1].lower() in (voice["text"] or "").lower():
            return None
        before = self.gold.text.rfind(name, 0, voice["end"])
        place = before if before >= 0 else self.gold.text.find(name)
        return words_of(view, place, place + len(name)) if place >= 0 else None

    def _cue(self, view: Window, voice: dict[str, Any], statement: dict[str, Any]) -> tuple[int, int] | None:
        """The occurrence of the cue nearest to the voice, if it is in the voice's or the quote's neighbourhood."""
        cue = voice.get("cue")
        if not cue:
            return None
        text, places, at = self.gold.text, [], self.gold.text.find(cue)
        while at >= 0:
            places.append(at)
            at = text.find(cue, at + 1)
        near = [p for p in places if min(abs(p - voice["end"]), abs(voice["start"] - p - len(cue))) <= 120]
        if not near:
            return None
        best = min(near, key=lambda p: min(abs(p - voice["end"]), abs(voice["start"] - p - len(cue))))
        return words_of(view, best, best + len(cue))
