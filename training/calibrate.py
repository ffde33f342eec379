"""Thresholds, temperatures and confidence: the few numbers that are set on the held-out lists, not learnt."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from dataset import Document, Gold
from scipy.optimize import isotonic_regression
from score import Item, item, match

from holdfast.reading.annotate import Claim, Thresholds, claims
from holdfast.reading.confidence import raw
from holdfast.reading.labels import DECISIONS, ROLES
from holdfast.reading.prediction import Floats, Prediction

TRIGGER_GRID = tuple(round(0.2 + 0.025 * step, 3) for step in range(21))
ROLE_GRID = tuple(round(0.2 + 0.05 * step, 2) for step in range(15))
TEMPERATURE_GRID = tuple(round(0.6 + 0.1 * step, 1) for step in range(25))
# Statements a bin: enough that the share of right ones in it is known to about .07.
BIN = 50
Stretch = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Held:
    """A held-out document with what the model says of its windows."""

    document: Document
    predictions: list[Prediction]

    @property
    def gold(self) -> Gold:
        """The document as annotated."""
        return self.document.gold


def temperatures(held: Sequence[Held]) -> dict[str, float]:
    """The temperature of each decision, to be set first: the rest looks at cooled probabilities."""
    return {decision: temperature(held, decision) for decision in DECISIONS if decision != "valid"}


def settings(held: Sequence[Held]) -> dict[str, Any]:
    """Thresholds and calibration, from predictions that were made with the temperatures."""
    trigger = best_trigger(held)
    roles = {role: best_role(held, role, trigger) for role in ROLES if role not in ("quote", "name", "cue")}
    chosen = Thresholds(trigger=trigger, proposal=proposal(trigger), roles=roles)
    return {
        "thresholds": {"trigger": trigger, "proposal": chosen.proposal, "role": chosen.role, "roles": roles},
        "calibration": calibration(held, chosen),
    }


def proposal(trigger: float) -> float:
    """From which probability on a word is worth the head's time: under it, no validity can lift it to the threshold."""
    return round(trigger**2, 3)


def best_trigger(held: Sequence[Held]) -> float:
    """The middle of the thresholds at which triggers agree with the gold nearly as well as at the best.

    Texts of others and our own count alike, however many there are of each: the reader is for texts of others, and our
    own are more. A statement that is not sure carries a low confidence, so finding it does less harm than losing it.
    """
    shares = [
        _mean(held, lambda part, at=threshold: trigger_f1(part, Thresholds(trigger=at))) for threshold in TRIGGER_GRID
    ]
    top = [threshold for threshold, share in zip(TRIGGER_GRID, shares, strict=True) if share >= max(shares) - 0.004]
    return top[len(top) // 2]


def _mean(held: Sequence[Held], measure: Callable[[Sequence[Held]], float]) -> float:
    """The mean of a measure over the texts of others and over our own."""
    kinds = _kinds(held)
    return sum(map(measure, kinds)) / max(1, len(kinds))


def _kinds(held: Sequence[Held]) -> list[list[Held]]:
    """The texts of others and our own, as far as there are any."""
    return [part for part in ([one for one in held if one.gold.synthetic is own] for own in (True, False)) if part]


def trigger_f1(held: Sequence[Held], thresholds: Thresholds) -> float:
    """F1 of statements that were found, whatever is said of them."""
    hits = wanted = given = 0
    for each in held:
        found = [claim for prediction in each.predictions for claim in claims(prediction, thresholds)]
        pairs = matched(each.gold, found)
        hits, wanted, given = hits + len(pairs), wanted + len(each.gold.statements), given + len(found)
    return 2 * hits / max(1, wanted + given)


def matched(gold: Gold, found: Iterable[Claim]) -> list[tuple[dict[str, Any], Claim]]:
    """Gold statements with the claim that speaks of the same, one to one, as the gate matches them."""
    given = list(found)
    pairs = match([item(statement) for statement in gold.statements], [_item(claim) for claim in given])
    return [(gold.statements[i], given[j]) for i, j in pairs]


def _item(claim: Claim) -> Item:
    """A claim reduced to what is matched."""
    return Item(
        quote=(claim.quote.start, claim.quote.end), trigger=(claim.trigger.start, claim.trigger.end),
        labels={"type": claim.labels["type"] or None, "act": claim.labels["act"]},
        parties={}, place=None, time=None, counts=Counter(), conditions=[],
    )  # fmt: skip


def best_role(held: Sequence[Held], role: str, trigger: float) -> float:
    """The threshold at which the spans of a role agree best with the gold in matched statements."""
    shares = [
        _mean(held, lambda part, at=threshold: role_f1(part, role, trigger, threshold=at)) for threshold in ROLE_GRID
    ]
    top = [threshold for threshold, value in zip(ROLE_GRID, shares, strict=True) if value >= max(shares) - 0.006]
    return top[len(top) // 2]


def role_f1(held: Sequence[Held], role: str, trigger: float, *, threshold: float) -> float:
    """F1 of the spans of a role that overlap, over the statements that were found."""
    chosen = Thresholds(trigger=trigger, roles={role: threshold})
    hits = wanted = given = 0
    for each in held:
        found = [claim for prediction in each.predictions for claim in claims(prediction, chosen)]
        for statement, claim in matched(each.gold, found):
            gold, mine = _gold_spans(statement, role), _claim_spans(claim, role)
            wanted, given = wanted + len(gold), given + len(mine)
            hits += sum(any(_touch(span, other) for other in mine) for span in gold)
    return 2 * hits / max(1, wanted + given)


def temperature(held: Sequence[Held], decision: str) -> float:
    """What the scores of a decision must be divided by to make its probabilities as likely as can be."""
    rows: list[Floats] = []
    labels: list[int] = []
    for each in held:
        for prediction in each.predictions:
            for number, label in _labelled(each.document, prediction, decision):
                rows.append(prediction.decisions[decision][number])
                labels.append(label)
    if not rows:
        return 1.0
    scores = np.log(np.maximum(np.stack(rows), 1e-9))

    def surprise(degree: float) -> float:
        cooled = scores / degree
        normal = cooled - np.log(np.exp(cooled).sum(axis=1, keepdims=True))
        return -float(normal[np.arange(len(labels)), labels].mean())

    return min(TEMPERATURE_GRID, key=surprise)


def calibration(held: Sequence[Held], thresholds: Thresholds) -> list[tuple[float, float]]:
    """Points of raw score and share of right statements (there, with type and act right), never falling.

    Isotonic regression (Zadrozny and Elkan, 2002), texts of others and our own weighing alike, thinned to a point for
    every `BIN` statements.
    """
    parts = [judged(part, thresholds) for part in _kinds(held)]
    scores, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    weights = np.concatenate([np.full(len(part), 1.0 / max(1, len(part))) for part, _ in parts])
    order = np.argsort(scores)
    fitted = isotonic_regression(right[order], weights=weights[order]).x
    bins = np.array_split(np.arange(len(order)), max(1, len(order) // BIN))
    return [
        (round(float(scores[order][one].mean()), 4), round(float(fitted[one].mean()), 4)) for one in bins if len(one)
    ]


def calibration_error(scores: Floats, right: Floats, bins: int = 10) -> float:
    """The expected gap between confidence and the share of right statements, over equal bins of confidence."""
    place = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [abs(float(scores[place == one].mean() - right[place == one].mean())) * float((place == one).mean())
            for one in range(bins) if (place == one).any()]  # fmt: skip
    return sum(gaps)


def judged(held: Sequence[Held], thresholds: Thresholds) -> tuple[Floats, Floats]:
    """For every claim its raw score and 1 if it is right, else 0."""
    scores, right = [], []
    for each in held:
        found = [claim for prediction in each.predictions for claim in claims(prediction, thresholds)]
        good = {
            id(claim)
            for statement, claim in matched(each.gold, found)
            if claim.labels["act"] == statement["act"] and claim.labels["type"] == (statement["event"]["type"] or "")
        }
        scores += [raw(claim.probabilities) for claim in found]
        right += [float(id(claim) in good) for claim in found]
    return np.array(scores, dtype=np.float32), np.array(right, dtype=np.float32)


def _labelled(document: Document, prediction: Prediction, decision: str) -> Iterable[tuple[int, int]]:
    """The numbers of proposed triggers that are gold ones, with their label."""
    gold = {claim.trigger[0]: claim.decisions[decision] for claim in document.example(prediction.window).claims}
    core = prediction.window.core
    for number, (first, _) in enumerate(prediction.triggers.tolist()):
        if first in gold and core[0] <= first < core[1]:
            yield number, gold[first]


_GOLD: dict[str, Callable[[dict[str, Any]], list[dict[str, Any]]]] = {
    "actor": lambda statement: statement["actors"],
    "recipient": lambda statement: statement["recipients"],
    "place": lambda statement: [statement["place"]] if statement["place"] else [],
    "time": lambda statement: [statement["time"]] if statement["time"] else [],
    "count": lambda statement: statement["counts"],
    "condition": lambda statement: statement["conditions"],
    "voice": lambda statement: statement["voices"][:1],
    "outer": lambda statement: statement["voices"][1:],
}


def _gold_spans(statement: dict[str, Any], role: str) -> list[Stretch]:
    return [(part["start"], part["end"]) for part in _GOLD[role](statement) if part.get("start") is not None]


def _claim_spans(claim: Claim, role: str) -> list[Stretch]:
    spans = [(part.start, part.end) for part in sorted(claim.parts[role], key=lambda part: -part.score)]
    return spans[:1] if role in ("place", "time", "voice") else spans


def _touch(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


__all__ = ["Held", "settings", "temperatures"]
