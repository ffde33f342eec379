"""Batches: windows of like length put together and padded, with their targets as tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol, TypeVar

import torch
from dataset import Claim, Example, Twins
from torch import Tensor

from holdfast.reading.labels import DECISIONS, ROLES
from holdfast.reading.pieces import Window

# What the loss must not look at.
IGNORED = -100


class Windowed(Protocol):
    """Whatever is read through a window."""

    @property
    def window(self) -> Window:
        """The window."""


One = TypeVar("One", bound=Windowed)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Padded windows (the encoder's input) and where their triggers are."""

    pieces: Tensor
    shapes: Tensor
    layouts: Tensor
    words: Tensor
    sentences: Tensor
    present: Tensor
    tags: Tensor
    examples: Sequence[Example]
    # Whether each even row and the next are twins.
    paired: bool = False


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What the head should say of each trigger of a batch."""

    rows: Tensor
    first: Tensor
    last: Tensor
    decisions: dict[str, Tensor]
    roles: Tensor
    counted: Tensor
    kinds: Tensor


def placed(thing: Any, device: torch.device) -> Any:
    """The same dataclass with its tensors, and those of its dictionaries, on a device."""

    def there(value: Any) -> Any:
        if isinstance(value, Tensor):
            return value.to(device)
        if isinstance(value, dict):
            return {name: there(part) for name, part in value.items()}
        return value

    return replace(thing, **{field.name: there(getattr(thing, field.name)) for field in fields(thing)})


def grouped(examples: Sequence[One], *, size: int, chance: random.Random) -> Iterator[list[One]]:
    """Examples in random batches of about `size` word-pieces, like lengths together to save padding."""
    ordered = sorted(examples, key=lambda example: len(example.window.pieces) + chance.random() * 24)
    batches: list[list[One]] = [[]]
    for example in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * len(example.window.pieces) > size:
            batches.append([])
        batches[-1].append(example)
    chance.shuffle(batches)
    yield from batches


def padded(views: Sequence[Window]) -> dict[str, Tensor]:
    """The encoder's input for some windows, with each word's sentence and where words are."""
    length, count = max(len(view.pieces) for view in views), max(view.word_count for view in views)
    table = {name: torch.zeros(len(views), length, dtype=torch.long) for name in ("pieces", "shapes", "layouts")}
    table["words"] = torch.zeros(len(views), count, dtype=torch.long)
    table |= {"sentences": table["words"] - 1, "present": torch.zeros(len(views), count)}
    for row, view in enumerate(views):
        for name in ("pieces", "shapes", "layouts"):
            table[name][row, : len(view.pieces)] = torch.from_numpy(getattr(view, name))
        for name in ("words", "sentences"):
            table[name][row, : view.word_count] = torch.from_numpy(getattr(view, name))
        table["present"][row, : view.word_count] = 1
    return table


def collate(examples: Sequence[Example]) -> Batch:
    """One batch of windows."""
    inputs = padded([example.window for example in examples])
    tags = torch.full(inputs["words"].shape, IGNORED)
    for row, example in enumerate(examples):
        tags[row, : example.window.word_count] = 0
        for claim in sorted(example.claims, key=lambda claim: claim.trigger[0] - claim.trigger[1]):
            mark(tags[row], [claim.trigger])
    return Batch(tags=tags, examples=examples, **inputs)


def collate_twins(twins: Sequence[Twins]) -> Batch:
    """One batch of pairs of windows, twins in rows that follow each other."""
    return replace(collate([example for pair in twins for example in (pair.first, pair.second)]), paired=True)


def pairs(batch: Batch) -> list[tuple[int, int]]:
    """The places among a batch's targets of the two copies of each statement."""
    rows = [(row, claim.number) for row, example in enumerate(batch.examples) for claim in example.claims]
    place = {row_and_claim: index for index, row_and_claim in enumerate(rows)}
    return [
        (index, place[row + 1, number])
        for index, (row, number) in enumerate(rows)
        if row % 2 == 0 and (row + 1, number) in place
    ]


def mark(tags: Tensor, spans: Sequence[tuple[int, int]]) -> None:
    """Write begin and inside tags for spans into a row of tags; short ones go last, so that they are seen."""
    for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
        tags[first : last + 1] = 2
        tags[first] = 1


def targets(batch: Batch, wrong: Sequence[tuple[int, int, int]]) -> Targets:
    """The gold of every trigger of a batch, and of some wrong triggers (row, first, last), which are not valid."""
    rows = [(row, claim) for row, example in enumerate(batch.examples) for claim in example.claims]
    count, width = len(rows) + len(wrong), batch.words.shape[1]
    places = [(row, *claim.trigger) for row, claim in rows] + list(wrong)
    place = torch.tensor(places, dtype=torch.long).reshape(-1, 3)
    decisions = {name: torch.full((count,), IGNORED) for name in DECISIONS}
    roles = torch.full((count, width, len(ROLES)), IGNORED)
    counted, kinds = torch.full((count, width), IGNORED), torch.full((count, width), IGNORED)
    for number, (row, claim) in enumerate(rows):
        for name, label in claim.decisions.items():
            decisions[name][number] = label
        roles[number, : batch.examples[row].window.word_count] = 0
        _mark_claim(claim, roles[number], counted[number], kinds[number])
    decisions["valid"][len(rows) :] = 0
    return Targets(
        rows=place[:, 0], first=place[:, 1], last=place[:, 2],
        decisions=decisions, roles=roles, counted=counted, kinds=kinds,
    )  # fmt: skip


def _mark_claim(claim: Claim, roles: Tensor, counted: Tensor, kinds: Tensor) -> None:
    for index, role in enumerate(ROLES):
        mark(roles[:, index], claim.spans[role])
    for table, marked in ((counted, claim.counted), (kinds, claim.kinds)):
        for first, last, label in marked:
            table[first : last + 1] = label
