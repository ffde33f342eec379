"""From an answer to claims: every stretch of words is looked up in the text, and what does not stand there is dropped.

A claim whose quote does not stand in the text is dropped whole. What is left goes the way of the trained reader's
claims: days, places, actors and figures are Holdfast's to work out from the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.labels import ROLES
from holdfast.reading.llm.answer import Said
from holdfast.reading.llm.lookup import Stretch, nearest, places_of
from holdfast.reading.llm.windows import Window
from holdfast.reading.voices import FIRST_PERSON, THIRD_PERSON

__all__ = ["STANDS_IN", "Dropped", "claims"]

STANDS_IN = "the quote"
"""The label of a trigger that no word names: its quote stands in for it until the statement is made."""

Dropped = Counter[str]
"""How much of what a model gave was left out, by the reason in words."""

QUOTES = "quotes that do not stand in the text"
REPEATED = "claims given twice"
WORDS = "other words that do not stand in the text"
ELSEWHERE = "names of speakers whose words are no pronoun"
SINGLE = "quotes of a single word"


def claims(
    said: Iterable[Said], text: str, window: Window, *, certainty: float, dropped: Dropped
) -> Iterator[Claim]:  # fmt: skip
    """The claims of an answer whose quotes stand in the core of its window, each with those of its words found there.

    Args:
        said: What the model gave.
        text: The text of the document, without lone surrogates.
        window: What it was asked about.
        certainty: The share of its statements that are right.
        dropped: Counts what is left out, and why.
    """
    seen: Counter[str] = Counter()
    for one in said:
        quote = _quote(one, text, window, seen, dropped)
        if quote is not None:
            yield _Finder(text, window, quote, dropped).claim(one, certainty=certainty)


def _quote(one: Said, text: str, window: Window, seen: Counter[str], dropped: Dropped) -> Stretch | None:
    """Where a quote stands; the second claim with the same words is at their second place, if they have one."""
    found = places_of(one.quote, text, within=window.core)
    if not found:
        # What is only in the context is another window's to tell, and no invention.
        dropped[QUOTES] += not places_of(one.quote, text, within=window.shown)
        return None
    if len(one.quote.split()) < 2 and one.quote.isascii():
        dropped[SINGLE] += 1
        return None
    # Claims of one stretch that differ in what they say of it are several; only the very same is one too many.
    key = f"{one.quote}\0{one.trigger}\0{one.act}\0{one.event}\0{one.voice}"
    number = seen[key]
    seen[key] += 1
    if number >= len(found):
        dropped[REPEATED] += 1
        return None
    return found[number]


# The quote is found first, and by rules of its own.
_ROLES = tuple(role for role in ROLES if role != "quote")


class _Finder:
    """Finds the words of one claim near its quote."""

    def __init__(self, text: str, window: Window, quote: Stretch, dropped: Dropped) -> None:
        self._text, self._window, self._quote, self._dropped = text, window, quote, dropped

    def claim(self, one: Said, *, certainty: float) -> Claim:
        """The claim with its words as stretches; where no word names the happening the quote stands in for it."""
        trigger = self._part(one.trigger, within=self._quote) or _part(self._quote, STANDS_IN)
        judged = one.act == "evaluate" or one.event is None
        kind, _, mode = ("" if judged or one.event is None else one.event).partition(":")
        return Claim(
            trigger=trigger,
            quote=_part(self._quote),
            labels={
                "act": one.act, "type": kind, "mode": mode, "polarity": one.polarity,
                # A pure evaluation has no status.
                "status": "" if one.act == "evaluate" else one.status or "",
            },
            probabilities={"trigger": certainty},
            parts={role: tuple(self._parts(one, role, (trigger.start, trigger.end))) for role in _ROLES},
        )  # fmt: skip

    def _parts(self, one: Said, role: str, trigger: Stretch) -> Iterator[Part]:
        for words, label in self._given(one, role):
            found = self._part(words, near=trigger, label=label)
            if found is not None:
                yield found

    def _given(self, one: Said, role: str) -> list[tuple[str | None, str]]:
        """The words that the model gave for a role, each with its label."""
        match role:
            case "count":
                return [(figure.words, figure.what) for figure in one.counts]
            case "condition":
                return [(bound.words, bound.kind or "") for bound in one.conditions]
            case "actor" | "recipient" | "outer":
                several = {"actor": one.actors, "recipient": one.recipients, "outer": one.outer}[role]
                return [(words, "") for words in several]
            case "place" | "time" | "voice" | "cue":
                return [(getattr(one, role), "")]
            case "name":
                return [(self._antecedent(one), "")]
        return []

    def _antecedent(self, one: Said) -> str | None:
        """The name that a pronoun stands for; a voice that is named needs none, and may not be given another's."""
        if one.stands_for is None or one.voice is None or one.stands_for == one.voice:
            return None
        if one.voice.strip().lower() in FIRST_PERSON | THIRD_PERSON:
            return one.stands_for
        self._dropped[ELSEWHERE] += 1
        return None

    def _part(
        self, words: str | None, *, within: Stretch | None = None, near: Stretch | None = None, label: str = ""
    ) -> Part | None:
        """Words as a stretch: the place nearest to the quote, and of several inside it the one nearest to `near`."""
        if words is None or not words.strip():
            return None
        inside = nearest(words, self._text, within=self._quote, to=near or self._quote)
        found = inside or nearest(words, self._text, within=within or self._window.shown, to=self._quote)
        if found is None:
            self._dropped[WORDS] += 1
            return None
        return _part(found, label)


def _part(stretch: Stretch, label: str = "") -> Part:
    return Part(start=stretch[0], end=stretch[1], score=1.0, label=label)
