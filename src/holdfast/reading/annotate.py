"""Annotating: a prediction's numbers become claims with labels and stretches of text, by a pure function."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from holdfast.reading.labels import COUNTED, DECISIONS, KINDS, ROLES, TYPE_MODES
from holdfast.reading.prediction import Floats, Prediction

Stretch = tuple[int, int]

# What a role's words never end with, and never begin with.
LOOSE_END = re.compile(
    r"(?:[\s,;:(\[–—-]+|\b(?:and|or|of|in|on|at|to|for|from|by|with|the|an?|that|who|which)\b)+$", re.IGNORECASE
)
LOOSE_START = re.compile(r"^(?:[\s,;:)\]–—.-]|\band\b|\bor\b)+", re.IGNORECASE)
ARTICLE = re.compile(r"(?:the|an?)", re.IGNORECASE)
# What a pure evaluation says of act, type and status; nothing else says any of the three.
JUDGED = {
    "act": DECISIONS["act"].index("evaluate"), "type": DECISIONS["type"].index(""),
    "status": DECISIONS["status"].index(""),
}  # fmt: skip
OPTIONS = {
    name: tuple(index for index in range(len(DECISIONS[name])) if index != JUDGED.get(name))
    for name in ("act", "type", "status", "polarity")
}
# The modes of each type, with their place among all.
MODES_OF = {
    kind: tuple((mode, DECISIONS["mode"].index(f"{kind}:{mode}")) for mode in modes)
    for kind, modes in TYPE_MODES.items()
}
# What is left of "Korea's" where only its end was marked.
FRAGMENT = re.compile(r"[a-z]")


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From which probability on something counts as said; the shipped ones stand in the weights' labels.json.

    Attributes:
        trigger: For the beginning of a trigger and its validity together (geometric mean).
        proposal: For a word to be looked at as a trigger at all.
        roles: For a word to belong to a role, by role; `role` where it has none of its own.
    """

    trigger: float = 0.5
    proposal: float = 0.15
    role: float = 0.5
    roles: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of text in a role, for instance the voice "a ministry spokesman".

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends, exclusive.
        score: The mean probability of its words.
        label: What a count counts or how a condition binds, else empty.
    """

    start: int
    end: int
    score: float
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What the numbers say of one trigger: labels with probabilities, and parts by role; no value is read yet."""

    trigger: Part
    quote: Part
    labels: Mapping[str, str]
    probabilities: Mapping[str, float]
    parts: Mapping[str, tuple[Part, ...]]


def tidied(claim: Claim, text: str) -> Claim:
    """A claim whose parts are trimmed to words that carry something; conditions and cues stay as they are."""
    parts = {
        role: found
        if role in ("condition", "cue")
        else tuple(kept for part in found if (kept := trimmed(part, text)) is not None)
        for role, found in claim.parts.items()
    }
    return replace(claim, parts=parts)


def claims(prediction: Prediction, thresholds: Thresholds) -> Iterator[Claim]:
    """The claims of one window whose triggers lie in its core and reach the threshold, in the order of the text."""
    valid = prediction.decisions["valid"][:, 1] if len(prediction.triggers) else np.zeros(0)
    scores = np.sqrt(prediction.begins * valid)
    end_before = -1
    for number, (first, last) in enumerate(prediction.triggers.tolist()):
        core = prediction.window.core[0] <= first < prediction.window.core[1]
        if core and scores[number] >= thresholds.trigger and first > end_before:
            yield _claim(prediction, number, float(scores[number]), thresholds)
            end_before = last


def _claim(prediction: Prediction, number: int, score: float, thresholds: Thresholds) -> Claim:
    window = prediction.window
    first, last = prediction.triggers[number].tolist()
    parts = _parts(prediction, number, thresholds)
    labels, probabilities = decide({name: rows[number] for name, rows in prediction.decisions.items()})
    trigger = Part(start=int(window.starts[first]), end=int(window.ends[last]), score=score)
    return Claim(
        trigger=trigger,
        quote=_quote(prediction, trigger, parts["quote"]),
        labels=labels,
        probabilities=probabilities | {"trigger": score},
        parts={role: found for role, found in parts.items() if role != "quote"},
    )


def decide(decisions: Mapping[str, Floats]) -> tuple[dict[str, str], dict[str, float]]:
    """The most probable labels that go together, and their probabilities.

    A pure evaluation has no type, no mode and no status, and nothing else lacks a type: the three are weighed
    against the best other reading as one.
    """
    shares = {name: rows.tolist() for name, rows in decisions.items()}
    chosen = {name: max(options, key=shares[name].__getitem__) for name, options in OPTIONS.items()}
    if _product(shares, JUDGED) > _product(shares, chosen):
        chosen |= JUDGED
    labels = {name: DECISIONS[name][index] for name, index in chosen.items()}
    probabilities = {name: float(shares[name][index]) for name, index in chosen.items()}
    labels["mode"] = _mode(shares["mode"], labels["type"])
    return labels, probabilities


def _product(shares: Mapping[str, Sequence[float]], chosen: Mapping[str, int]) -> float:
    """How probable an act, a type and a status are together."""
    return math.prod(shares[name][chosen[name]] for name in JUDGED)


def _mode(shares: Sequence[float], kind: str) -> str:
    """The most probable mode among those of a type; empty if "not said" is more probable."""
    best = max(MODES_OF.get(kind, ()), key=lambda option: shares[option[1]], default=None)
    return best[0] if best is not None and shares[best[1]] > shares[0] else ""


def _parts(prediction: Prediction, number: int, thresholds: Thresholds) -> dict[str, tuple[Part, ...]]:
    """The runs of words that belong to each role of one trigger, in the order of the text."""
    tags = prediction.roles[number]
    member = 1.0 - tags[:, :, 0]
    chosen = member >= np.array([thresholds.roles.get(role, thresholds.role) for role in ROLES], dtype=np.float32)
    words: dict[int, list[int]] = {}
    for index, word in zip(*(side.tolist() for side in np.nonzero(chosen.T)), strict=True):
        words.setdefault(index, []).append(word)
    return {
        role: tuple(
            _part(prediction, number, role, member[first : last + 1, index].tolist(), first, last)
            for first, last in _runs(words[index], tags[:, index])
        )
        if index in words
        else ()
        for index, role in enumerate(ROLES)
    }


def _part(prediction: Prediction, number: int, role: str, member: Sequence[float], first: int, last: int) -> Part:
    """One run of words in a role, with what it counts or how it binds."""
    window, label = prediction.window, ""
    if role in ("count", "condition"):
        shares = (prediction.counted if role == "count" else prediction.kinds)[number, first : last + 1]
        label = (COUNTED if role == "count" else KINDS)[int(shares.mean(axis=0).argmax())]
    start, end = int(window.starts[first]), int(window.ends[last])
    return Part(start=start, end=end, score=sum(member) / len(member), label=label)


def _runs(chosen: Sequence[int], tags: Floats) -> Iterator[Stretch]:
    """First and last word of each run of chosen words; a word that rather begins than goes on begins a new run."""
    first = last = -2
    for word in chosen:
        if word == last + 1 and tags[word, 1] <= tags[word, 2]:
            last = word
            continue
        if first >= 0:
            yield first, last
        first = last = word
    if first >= 0:
        yield first, last


def trimmed(part: Part, text: str) -> Part | None:
    """A part without the small words and signs at its end that carry nothing; None if nothing is left."""
    words = text[part.start : part.end]
    kept = LOOSE_END.sub("", words)
    kept = LOOSE_START.sub("", kept)
    if not kept or ARTICLE.fullmatch(kept) or FRAGMENT.fullmatch(kept):
        return None
    if kept == words:
        return part
    start = part.start + words.index(kept)
    return replace(part, start=start, end=start + len(kept))


def _quote(prediction: Prediction, trigger: Part, found: tuple[Part, ...]) -> Part:
    """The stretch that carries the claim: the run round the trigger, stretched to hold it; else its sentence."""
    holding = [part for part in found if part.start < trigger.end and part.end > trigger.start]
    if holding:
        start = min(trigger.start, *(part.start for part in holding))
        end = max(trigger.end, *(part.end for part in holding))
        return Part(start=start, end=end, score=max(part.score for part in holding))
    window = prediction.window
    sentence = window.sentences[int(np.searchsorted(window.starts, trigger.start))]
    inside = np.flatnonzero(window.sentences == sentence)
    return Part(start=int(window.starts[inside[0]]), end=int(window.ends[inside[-1]]), score=0.0)
