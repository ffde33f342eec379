"""Once: what the model says twice of one happening is kept once, and a figure belongs to one claim.

A sentence such as "the strike killed seven people" has two words that could name its happening, and the model now and
then takes both. A record that keeps both counts the dead twice. Two claims are one if they carry the same stretch of
text, the same act and the same type. Of two claims that both hold a figure the one that is surer of it keeps it: in the
gold statements one figure in fifty stands in two statements, and it is nearly always a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from holdfast.reading.annotate import Claim, Part

__all__ = ["once"]

# Two quotes are the same stretch if they share this much of what they cover together. Gold quotes of one act and type
# that share so much are 16 in 16,000.
SAME_STRETCH = 0.8


def once(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one window without repetitions, each figure in one of them.

    Args:
        claims: What the model found, in the order of the text.
    """
    kept: list[Claim] = []
    for claim in claims:
        twin = next((number for number, other in enumerate(kept) if _same(claim, other)), None)
        if twin is None:
            kept.append(claim)
        else:
            kept[twin] = _joined(kept[twin], claim)
    return _figures_once(kept)


def _same(one: Claim, other: Claim) -> bool:
    alike = all(one.labels[name] == other.labels[name] for name in ("act", "type", "polarity"))
    return alike and _shared(one.quote, other.quote) >= SAME_STRETCH


def _shared(one: Part, other: Part) -> float:
    """How much of what two stretches cover together both of them cover."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0


def _joined(one: Claim, other: Claim) -> Claim:
    """The likelier of two claims, with the figures of both and whatever else it lacks."""
    likely, less = sorted((one, other), key=lambda claim: claim.trigger.score, reverse=True)
    parts = {role: found or less.parts[role] for role, found in likely.parts.items()}
    parts["count"] = (*likely.parts["count"], *_new(less.parts["count"], likely.parts["count"]))
    return replace(likely, parts=parts)


def _new(parts: Sequence[Part], known: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not any(_overlap(part, other) for other in known)]


def _overlap(one: Part, other: Part) -> bool:
    return one.start < other.end and other.start < one.end


def _figures_once(claims: list[Claim]) -> list[Claim]:
    everywhere = [part for claim in claims for part in claim.parts["count"]]
    if len(everywhere) < 2:
        return claims
    return [
        replace(
            claim,
            parts={**claim.parts, "count": tuple(p for p in claim.parts["count"] if _surest(p, everywhere))},
        )
        for claim in claims
    ]


def _surest(part: Part, everywhere: Sequence[Part]) -> bool:
    """Whether no claim is surer of the figure; of two as sure the first keeps it."""
    rivals = [other for other in everywhere if _overlap(part, other)]
    return max(rivals, key=lambda other: other.score) is part
