"""Who is meant: each asking of a document in turn, the earlier answers heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from holdfast.reading.prediction import Floats
from holdfast.reading.whom.candidates import candidates
from holdfast.reading.whom.features import ROLES, features
from holdfast.reading.whom.ground import Ground
from holdfast.reading.whom.introduced import introduced
from holdfast.reading.whom.memory import Asked, Case, Memory
from holdfast.reading.whom.network import Network
from holdfast.reading.whom.words import Words, form_of, read, sector_of
from holdfast.values import actor

__all__ = ["Choice", "in_order", "meant", "walk"]

# From which probability on somebody is named: of the answers below, three in four are wrong on the held-out lists.
SURE = 0.45
# From which probability on the sector is named alone: three in four are right.
SURE_OF_SECTOR = 0.6
# How many references named before are context for the rules.
CONTEXT = 12

Choice = Callable[[Case, Sequence[str | None], Floats, Sequence[Floats | None]], str | None]
"""Picks the reference that is meant, from the candidates, their features and what the model saw in their last words."""


def meant(
    text: str, asked: Sequence[Asked], network: Network, *, within: tuple[int, int], on: date | None = None
) -> dict[Asked, str | None]:
    """Who is meant by all words that stand in a role, in one document or one entry of a rolling page.

    Args:
        text: The text of the document.
        asked: Words in roles.
        network: What weighs the candidates.
        within: Where the entry begins and ends, in code points; no entry knows of the others.
        on: The day of the report.
    """
    told: dict[Asked, str | None] = {}

    def most_likely(
        case: Case, options: Sequence[str | None], table: Floats, senses: Sequence[Floats | None]
    ) -> str | None:
        shares = np.exp(network.scores(case, options, table, senses))
        shares /= shares.sum()
        best = options[int(shares.argmax())]
        # What the words name by themselves is told even where something else may be meant.
        told[case.asked] = best if shares.max() >= SURE else case.words.ref or _sector_alone(options, shares)
        return best  # what is too unsure to be told is still the likeliest for those who come after

    walk(text, asked, most_likely, within=within, sectors=network.sectors, on=on)
    return told


def _sector_alone(options: Sequence[str | None], shares: Floats) -> str | None:
    """The sector of somebody whose state is not sure; None if that is not sure either."""
    by_sector: Counter[str] = Counter()
    for ref, share in zip(options, shares.tolist(), strict=True):
        sector = sector_of(ref)
        if sector is not None and sector != "IGO":
            by_sector[sector] += share
    sector, share = next(iter(by_sector.most_common(1)), (None, 0.0))
    return sector if share >= SURE_OF_SECTOR else None


def walk(
    text: str,
    asked: Sequence[Asked],
    choose: Choice,
    *,
    within: tuple[int, int],
    sectors: Mapping[str, tuple[str, ...]],
    on: date | None = None,
) -> dict[Asked, str | None]:
    """Who is meant by all words, whoever chooses: the network, or the gold answers while it is trained."""
    ground, memory = Ground(text, (one.at for one in asked), within=within), Memory()
    ordered = in_order(text, asked)
    worded = [read(text[one.start : one.end], on=on, doing=_doing(one)) for one in ordered]
    named = [(one.start, words) for one, words in zip(ordered, worded, strict=True) if words.ref is not None]
    context: list[str] = []
    answers: dict[Asked, str | None] = {}
    for one, words in zip(ordered, worded, strict=True):
        full = _in_full(text, one, words, within)
        case = Case(
            asked=one,
            words=words,
            full=words if full is None else read(text[full[0] : full[1]], on=on),
            near=None if full is None else ground.near(full[0]),
            rule=None if words.form else _by_rule(text, one, context, ground, on),
        )
        options = candidates(case, memory, ground, named=named, sectors=sectors)
        table = features(case, options, memory, ground, named=named)
        senses = [seen.sense if (seen := memory.seen.get(ref or "")) is not None else None for ref in options]
        answers[one] = ref = choose(case, options, table, senses)
        memory.keep(case, ref, sentence=ground.sentence(one.start), block=ground.block(one.start))
        if words.ref is not None:
            context.append(words.ref)
    return answers


def in_order(text: str, asked: Sequence[Asked]) -> list[Asked]:
    """In the order of the text, save that "we" of a quotation waits for whoever is quoted."""
    voices = {one.claim: one.start for one in asked if one.role == "voice"}

    def turn(one: Asked) -> tuple[int, int, int, int]:
        start = one.start
        if one.role != "voice" and form_of(text[one.start : one.end]) in ("speaker", "speakers"):
            start = max(start, voices.get(one.claim, 0) + 1)
        return start, one.end, one.claim, ROLES.index(one.role)

    return sorted(asked, key=turn)


def _in_full(text: str, one: Asked, words: Words, within: tuple[int, int]) -> tuple[int, int] | None:
    """Where words stand in full that these are short for: a name for "he", an introduction for a last name."""
    found = one.full
    if found is not None:
        found = introduced(text, *found) or found
    elif not words.form and words.ref is None:
        found = introduced(text, one.start, one.end)
    return found if found is not None and within[0] <= found[0] and found[1] <= within[1] else None


def _doing(one: Asked) -> str | None:
    return one.type if one.role == "actor" else None


def _by_rule(text: str, one: Asked, context: Sequence[str], ground: Ground, on: date | None) -> str | None:
    """The reference that rules give from what stands near."""
    match = actor.resolve(
        text[one.start : one.end], context=context[-CONTEXT:], on=on, doing=_doing(one), near=ground.near(one.start),
        at=one.at,
    )  # fmt: skip
    return match.ref if match is not None else None
