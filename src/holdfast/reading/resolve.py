"""Resolving: claims become statements, their words read as values by the rules of `holdfast.values`.

What the words do not tell stays empty: no publication date for a time, no country for a place. Who is meant by the
words for actors, recipients and voices is weighed over the whole document by the network that comes with a trained
reader (`holdfast.reading.whom`); without one rules tell it, and a pronoun whose antecedent is not known means nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, cast

from holdfast.model import Document, Statement
from holdfast.model.days import as_day
from holdfast.model.statement import (
    AHEAD,
    Act,
    Condition,
    ConditionKind,
    Count,
    Counted,
    EventType,
    Happening,
    Place,
    Polarity,
    Span,
    Status,
    Time,
)
from holdfast.reading.annotate import Claim, Part, Stretch
from holdfast.reading.confidence import calibrated
from holdfast.reading.figures import counted, counts, widened
from holdfast.reading.places import PRECISE, Places
from holdfast.reading.prediction import Floats
from holdfast.reading.segment import SURROGATE
from holdfast.reading.voices import Answers, Cast, entry_bounds, full_name, parties
from holdfast.reading.whom import Asked, Network, meant
from holdfast.values import count, date
from holdfast.values.actor import countries_in

__all__ = ["Whom", "asking", "statements"]

# Places of a document are looked for in the countries that it names most.
MOST_COUNTRIES = 6
# "Put its losses at 71": a figure, and no time. A year has four digits.
BARE_NUMBER = re.compile(r"\W*(?:at |about |some |nearly |over )?\d{1,3}(?:[.,]\d{3})*\W*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Whom:
    """What a trained reader adds to its claims, so that who is meant can be weighed.

    Attributes:
        network: What weighs.
        senses: For each claim, what the model saw in the words of its parts (`Network.sense`), by where they stand.
    """

    network: Network
    senses: Sequence[Mapping[Stretch, Floats]]


def statements(
    document: Document, claims: Sequence[Claim], *, entries: Sequence[int], reader: str, calibration: Any = (),
    whom: Whom | None = None,
) -> Iterator[Statement]:  # fmt: skip
    """The statements of a document, in the order of its text.

    Args:
        document: The document; its day of publication anchors relative times, its outlet is the last voice.
        claims: What the model found, in the order of the text.
        entries: For each claim, the entry of the rolling page that it stands in; voices never cross entries.
        reader: Name and version of the reader.
        calibration: Pairs of a raw score and how often such statements were right.
        whom: Weighs who is meant; without it rules tell.
    """
    scene = _Scene(document)
    places = scene.look_round(claims, entries)
    answers = _answers(scene, claims, entries, places, whom)
    broken = SURROGATE.search(document.text) is not None
    for claim, entry, place, answer in zip(claims, entries, places, answers, strict=True):
        scene.cast.hear(answer)
        statement = scene.statement(claim, place, entry=entry, reader=reader, calibration=calibration)
        if statement.misplaced(document.text) is None and (not broken or _writable(statement)):
            yield statement


def asking(
    document: Document, claims: Sequence[Claim], *, entries: Sequence[int], senses: Sequence[Mapping[Stretch, Floats]]
) -> Iterator[tuple[Stretch, list[Asked]]]:
    """All words of which it is asked who is meant, entry by entry, with where the entry begins and ends.

    Args:
        document: The document.
        claims: What the model found, in the order of the text.
        entries: For each claim, the entry that it stands in.
        senses: For each claim, what the model saw in the words of its parts, by where they stand.
    """
    scene = _Scene(document)
    yield from _asking(scene, claims, entries, scene.look_round(claims, entries), senses)


def _asking(
    scene: _Scene, claims: Sequence[Claim], entries: Sequence[int], places: Sequence[Place | None],
    senses: Sequence[Mapping[Stretch, Floats]],
) -> Iterator[tuple[Stretch, list[Asked]]]:  # fmt: skip
    asked: dict[int, list[Asked]] = {}
    for number, (claim, entry, place, seen) in enumerate(zip(claims, entries, places, senses, strict=True)):
        at, kind = scene.ground(claim, place, entry), claim.labels["type"]
        full = full_name(claim)
        asked.setdefault(entry, []).extend(
            Asked(
                claim=number, role=role, start=part.start, end=part.end, type=kind, at=at,
                full=(full.start, full.end) if role == "voice" and full is not None else None,
                sense=seen.get((part.start, part.end)),
            )
            for role, part in parties(claim)
        )  # fmt: skip
    for group in asked.values():
        if group:
            first, last = min(one.start for one in group), max(one.end for one in group)
            yield entry_bounds(scene.text, first, last), group


def _answers(
    scene: _Scene, claims: Sequence[Claim], entries: Sequence[int], places: Sequence[Place | None], whom: Whom | None
) -> Sequence[Answers | None]:
    """Who is meant by the parties of each claim; None for each claim where rules tell it."""
    if whom is None:
        return [None] * len(claims)
    answers: list[Answers] = [{} for _ in claims]
    for within, group in _asking(scene, claims, entries, places, whom.senses):
        for one, ref in meant(scene.text, group, whom.network, within=within, on=scene.day).items():
            answers[one.claim][one.role, one.start] = ref
    return answers


class _Scene:
    """What is known of one document while its claims are read one after another."""

    def __init__(self, document: Document) -> None:
        self.document, self.text, self.day = document, document.text, document.published_day
        self.countries = countries_in(self.text)[:MOST_COUNTRIES]
        self.places = Places(self.text, tuple(self.countries))
        self.cast = Cast(document)
        self._grounds: dict[int, list[tuple[int, str]]] = {}  # of each entry: position and country of each place
        self._story: tuple[int, Day] | None = None  # the entry, and the day that its story has reached

    def look_round(self, claims: Sequence[Claim], entries: Sequence[int]) -> list[Place | None]:
        """The place of each claim; where in the text they are is noted for claims whose own place is not known."""
        places = [self.places.of(claim) for claim in claims]
        for claim, entry, found in zip(claims, entries, places, strict=True):
            if found is not None and found.country is not None and found.precision in PRECISE:
                self._grounds.setdefault(entry, []).append((claim.trigger.start, found.country))
        for grounds in self._grounds.values():
            grounds.sort()
        return places

    def ground(self, claim: Claim, place: Place | None, entry: int) -> str | None:
        """The country in which a claim's happening is: that of its place, else of the nearest place of its entry."""
        if place is not None and place.country is not None:
            return place.country
        grounds, here = self._grounds.get(entry, []), claim.trigger.start
        after = bisect_left(grounds, (here, ""))
        near = [(abs(at - here), country) for at, country in grounds[max(0, after - 1) : after + 1]]
        return min(near)[1] if near else None

    def statement(self, claim: Claim, place: Place | None, *, entry: int, reader: str, calibration: Any) -> Statement:
        """One claim, whose place is known, as a statement."""
        at, kind = self.ground(claim, place, entry), claim.labels["type"] or None
        voices = self.cast.voices(claim, entry=entry, at=at)
        when = self._time(claim, entry=entry)
        return Statement(
            document=self.document.id,
            quote=self._words(claim.quote),
            start=claim.quote.start,
            end=claim.quote.end,
            act=cast(Act, claim.labels["act"]),
            event=Happening(
                type=cast("EventType | None", claim.labels["type"] or None),
                mode=claim.labels["mode"] or None,
                trigger=Span(text=self._words(claim.trigger), start=claim.trigger.start, end=claim.trigger.end),
            ),
            status=cast("Status | None", claim.labels["status"] or None),
            polarity=cast(Polarity, claim.labels["polarity"]),
            actors=tuple(
                self.cast.mention(part, entry=entry, role="actor", doing=kind, at=at) for part in claim.parts["actor"]
            ),
            recipients=tuple(self.cast.mention(part, entry=entry, at=at) for part in claim.parts["recipient"]),
            place=place,
            time=when,
            counts=tuple(self._counts(claim)),
            conditions=tuple(
                Condition(
                    text=self._words(part), start=part.start, end=part.end,
                    kind=cast("ConditionKind | None", part.label or None),
                )
                for part in claim.parts["condition"]
            ),
            voices=voices,
            confidence=calibrated(claim.probabilities, calibration),
            reader=reader,
        )  # fmt: skip

    def _words(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def _time(self, claim: Claim, *, entry: int) -> Time | None:
        part = _likeliest(claim.parts["time"])
        if part is None:
            return None
        words, status = self._words(part), claim.labels["status"]
        if BARE_NUMBER.fullmatch(words):
            return None
        story = self._story[1] if self._story is not None and self._story[0] == entry else None
        found = date.resolve(words, anchor=self.day, future=status in AHEAD, story=story, ongoing=status == "ongoing")
        if found is None:
            return Time(text=words, start=part.start, end=part.end)
        first, last = _iso(found.start), _iso(found.end)
        if first and last and first[:10] > last[:10]:  # words that contradict themselves give no interval
            return Time(text=words, start=part.start, end=part.end)
        if (day := as_day(first)) is not None:
            self._story = (entry, day)
        return Time(
            text=words, start=part.start, end=part.end, start_day=first, end_day=last, precision=found.precision,
            basis=found.basis,
        )  # fmt: skip

    def _counts(self, claim: Claim) -> Iterator[Count]:
        for narrow in claim.parts["count"]:
            part = widened(narrow, self.text)
            words = self._words(part)
            found = count.read(words)
            if found is None or (found.low is None and found.high is None) or not counts(part, self.text):
                continue  # words without a figure: nothing to count
            what = counted(part, self.text)
            yield Count(
                what=cast(Counted, what), text=words, start=part.start, end=part.end, low=found.low,
                high=found.high, approx=found.approx,
            )  # fmt: skip


def _writable(statement: Statement) -> bool:
    """Whether no part of a statement holds half a character, which no file can keep."""
    try:
        statement.to_json()
    except UnicodeEncodeError:
        return False
    return True


def _likeliest(parts: Iterable[Part]) -> Part | None:
    return max(parts, key=lambda part: part.score, default=None)


def _iso(moment: Any) -> str | None:
    return None if moment is None else str(moment.isoformat())
