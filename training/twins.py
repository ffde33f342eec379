"""Twins: a window and its copy under other names must be read alike.

A copy has the same gold, but a network may be right of one and wrong of the other, and what tells the two apart is then
a name. So the last readings of the training see both copies side by side, each under its own dropout, and the distance
of what is said of them is a loss of its own (regularised dropout: Liang and others, 2021, here with copies that differ
in their names too).
"""

import random
from collections.abc import Iterator

import torch
from batches import Batch, pairs
from dataset import Document, Gold, Twins
from exchange import exchanged, reworded
from tokenizers import Tokenizer
from torch import Tensor

from holdfast.reading.labels import DECISIONS, ROLES, TAGS


def twin_windows(document: Document, tokenizer: Tokenizer, *, changed: float, chance: random.Random) -> Iterator[Twins]:
    """The windows of a document, each with that of a copy under other names and other words for its actors.

    Args:
        document: A gold dispatch.
        tokenizer: What cuts the copies.
        changed: How often the first of the two is a copy as well.
        chance: Where the names come from.
    """

    def copy(gold: Gold) -> Gold:
        gold = exchanged(gold, chance)
        return reworded(gold, chance) if chance.random() < 0.5 else gold

    first = Document(copy(document.gold), tokenizer) if chance.random() < changed else document
    yield from first.twin_windows(Document(copy(document.gold), tokenizer), chance)


def distance(one: Tensor, other: Tensor) -> Tensor:
    """Half the symmetric Kullback-Leibler distance of two tables of scores, over their last axis."""
    one, other = torch.log_softmax(one.float(), -1), torch.log_softmax(other.float(), -1)
    return 0.5 * ((one.exp() - other.exp()) * (one - other)).sum(-1)


def disagreement(batch: Batch, tag_scores: Tensor, scores: dict[str, Tensor]) -> dict[str, Tensor]:
    """How differently twins are read, task by task, scaled as the losses of the same names are.

    Tags and roles are compared only where both copies have the same number of words, which is where a name was
    exchanged for one as long, or none was.
    """
    found: dict[str, Tensor] = {}
    counts = [example.window.word_count for example in batch.examples]
    rows = [row for row in range(0, len(counts), 2) if counts[row] == counts[row + 1]]
    if rows:
        apart = distance(tag_scores[rows], tag_scores[[row + 1 for row in rows]]) * batch.present[rows]
        found["trigger"] = apart.sum() / max(1, int((batch.tags[rows] == 1).sum()))
    alike = pairs(batch)
    if not alike:
        return found
    ones, others = ([pair[side] for pair in alike] for side in (0, 1))
    for name in DECISIONS:
        if name != "valid":
            found[name] = distance(scores[name][ones], scores[name][others]).mean()
    row_of = [row for row, example in enumerate(batch.examples) for _ in example.claims]
    level = [(one, other) for one, other in alike if counts[row_of[one]] == counts[row_of[other]]]
    if level:
        ones, others = ([pair[side] for pair in level] for side in (0, 1))
        tags = scores["roles"].unflatten(2, (len(ROLES), len(TAGS)))
        present = batch.present[[row_of[one] for one in ones]]
        apart = distance(tags[ones], tags[others]).sum(-1) * present
        found["roles"] = apart.sum() / len(level) / len(ROLES)
    return found
