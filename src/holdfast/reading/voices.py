"""Voices: who says a claim, innermost first and the outlet last, with pronouns led back to whom they stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from holdfast.model import Document
from holdfast.model.statement import Mention, Voice
from holdfast.reading.annotate import Claim, Part
from holdfast.reading.segment import CLOCK_LINE
from holdfast.reading.whom.introduced import NAME, OFFICE
from holdfast.values import actor
from holdfast.values.nations import mentions

__all__ = ["Answers", "Cast", "entry_bounds", "full_name", "parties", "personal_name"]

Answers = dict[tuple[str, int], str | None]
"""Who is meant by the parties of one claim, by role and by where the words begin."""

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours", "ourselves", "myself"})
THIRD_PERSON = frozenset(
    {"he", "she", "they", "it", "him", "her", "them", "his", "hers", "its", "their", "theirs", "himself", "herself"}
)
# What stands before a name and is none.
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "president",
        "prime",
        "minister",
        "foreign",
        "defence",
        "defense",
        "interior",
        "general",
        "gen",
        "lt",
        "col",
        "colonel",
        "maj",
        "major",
        "capt",
        "captain",
        "admiral",
        "adm",
        "brig",
        "brigadier",
        "sgt",
        "sergeant",
        "secretary",
        "ambassador",
        "envoy",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "governor",
        "mayor",
        "senator",
        "sen",
        "king",
        "queen",
        "prince",
        "chancellor",
        "deputy",
        "vice",
        "chief",
        "commander",
        "head",
        "director",
        "lieutenant",
        "marshal",
        "sheikh",
        "ayatollah",
        "bishop",
        "pope",
        "judge",
        "justice",
        "professor",
        "prof",
        "representative",
        "chairman",
        "chairwoman",
        "speaker",
        "premier",
        "high",
        "commissioner",
        "special",
        "navy",
        "army",
        "air",
        "force",
    ]
)
LINE = re.compile(r"[^\r\n]+")
# How a text names the holder of a last name or an office in full.
GIVEN = r"(?:[^\W\d_a-z][\w’'-]+ (?:[A-Z]\. )?){1,2}"
FULL_NAME = r"(?P<name>[^\W\d_a-z][\w’'-]+ (?:[A-Z]\. )?[^\W\d_a-z][\w’'-]+)"
DESCRIPTION = r"(?:[\w.’'-]+ ){0,4}?"


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Somebody who has spoken or acted earlier in the text."""

    name: str | None
    ref: str | None
    entry: int


def parties(claim: Claim) -> Iterator[tuple[str, Part]]:
    """The parts of a claim that mean somebody, with their roles; of several innermost voices the likeliest."""
    innermost = max(claim.parts["voice"], key=lambda part: part.score, default=None)
    for role in ("actor", "recipient"):
        yield from ((role, part) for part in claim.parts[role])
    if innermost is not None:
        yield "voice", innermost
    for part in claim.parts["outer"]:
        if innermost is None or part.end <= innermost.start or part.start >= innermost.end:
            yield "outer", part


def full_name(claim: Claim) -> Part | None:
    """The words in full that the innermost voice is short for, if the model found them."""
    return max(claim.parts["name"], key=lambda part: part.score, default=None)


def entry_bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the entry of a rolling page begins and ends that holds a stretch of its text; the whole of another text."""
    clocks = _clocks(text)
    number = bisect_right(clocks, first)
    begin = clocks[number - 1] if number else 0
    following = clocks[bisect_right(clocks, last) :]
    return begin, following[0] if following else len(text)


@lru_cache(maxsize=1)
def _clocks(text: str) -> list[int]:
    """Where the entries of a rolling page begin; kept while the claims of one document are resolved."""
    return [line.start() for line in LINE.finditer(text) if CLOCK_LINE.match(line.group())]


class Cast:
    """Who has appeared so far in one document, so that pronouns and last names can be led back to them."""

    def __init__(self, document: Document) -> None:
        self.document, self.text, self.day = document, document.text, document.published_day
        self._refs: list[tuple[int, str]] = []  # the entry, and a ref that is named in it
        self._states = [(one.start, one.state) for one in mentions(document.text) if one.state is not None]
        self._at: str | None = None
        self._speaker: _Known | None = None
        self._people: dict[str, _Known] = {}
        self._answers: Answers | None = None
        self._called: dict[str, str] = {}  # the last personal name of somebody of a ref

    def voices(self, claim: Claim, *, entry: int, at: str | None = None) -> tuple[Voice, ...]:
        """The chain of voices of a claim; the outlet closes it if it is known.

        Args:
            claim: The claim.
            entry: The entry of a rolling page that it stands in.
            at: Alpha-3 code of the country of its place, for people and local officials.
        """
        self._at = at
        if self._speaker is not None and self._speaker.entry != entry:
            self._speaker = None
        found: list[Voice] = []
        for role, part in parties(claim):
            if role == "voice":
                found.append(self._innermost(claim, part, entry=entry))
            elif role == "outer":
                known = self._meant(part, "outer", entry=entry)
                found.append(
                    Voice(text=self._words(part), start=part.start, end=part.end, ref=known.ref, name=known.name)
                )
        if self.document.outlet:
            found.append(Voice(name=self.document.outlet, ref="MED"))
        return tuple(found)

    def hear(self, answers: Answers | None) -> None:
        """Take in who is meant by the parties of the next claim; None leaves it to the rules."""
        self._answers = answers

    def mention(
        self, part: Part, *, entry: int, role: str = "recipient", doing: str | None = None, at: str | None = None
    ) -> Mention:
        """An actor or recipient with whom the words stand for, as far as they tell.

        Args:
            part: The words.
            role: "actor" or "recipient".
            entry: The entry of a rolling page that they stand in.
            doing: The event type of what an actor does: Russia attacks by its forces and agrees by its government.
            at: Alpha-3 code of the country of the claim's place, for people and local officials.
        """
        self._at = at
        known = self._meant(part, role, entry=entry, doing=doing)
        return Mention(text=self._words(part), start=part.start, end=part.end, ref=known.ref, name=known.name)

    def _innermost(self, claim: Claim, part: Part, *, entry: int) -> Voice:
        full = full_name(claim)
        known = self._meant(part, "voice", entry=entry)
        if full is not None and known.name is None:
            antecedent = self._know(full, entry=entry)
            known = _Known(name=antecedent.name or self._words(full), ref=known.ref or antecedent.ref, entry=entry)
        if known.name or known.ref:
            self._speaker = known
        return Voice(
            text=self._words(part), start=part.start, end=part.end, ref=known.ref, name=known.name,
            cue=self._cue(claim, part),
        )  # fmt: skip

    def _cue(self, claim: Claim, voice: Part) -> str | None:
        """The attributing words nearest to the voice."""
        cues = sorted(claim.parts["cue"], key=lambda cue: min(abs(cue.start - voice.end), abs(voice.start - cue.end)))
        return self._words(cues[0]) if cues else None

    def _meant(self, part: Part, role: str, *, entry: int, doing: str | None = None) -> _Known:
        """Whom words stand for: who was weighed to be meant, with a name if one fits; else what rules know."""
        known = self._know(part, entry=entry, doing=doing)
        if self._answers is None or (role, part.start) not in self._answers:
            return known
        ref, words = self._answers[role, part.start], self._words(part)
        name = known.name if known.ref == ref or personal_name(words) is not None else None
        if ref is not None and name is None and words.lower() in _PERSONAL:
            name = self._called.get(ref)
        if ref is not None and name is not None and name in words:
            self._called[ref] = name
        return _Known(name=name, ref=ref, entry=entry)

    def _know(self, part: Part, *, entry: int, doing: str | None = None) -> _Known:
        """Whom words stand for: a pronoun the speaker, a last name the person named in full before."""
        words = self._words(part)
        lowered = words.lower()
        if lowered in FIRST_PERSON or lowered in THIRD_PERSON:
            return (
                self._speaker
                if self._speaker is not None and lowered in _PERSONAL
                else _Known(name=None, ref=None, entry=entry)
            )
        if (again := self._people.get(lowered)) is not None and words[:1].isupper():
            return again
        if (introduced := self._introduced(words)) is not None:
            return introduced
        context = tuple(ref for of, ref in self._refs[-12:] if of == entry)
        near = self._near(part.start, entry=entry)
        match = actor.resolve(words, context=context, on=self.day, doing=doing, near=near, at=self._at)
        name = personal_name(words)
        ref = match.ref if match else None
        if name is not None:
            name, ref = self._remember(name, ref, named=match is not None and match.basis == "named", entry=entry)
        if ref is not None and match is not None and match.basis == "named" and " " in ref:
            self._refs.append((entry, ref))
        return _Known(name=name or (match.name if match else None), ref=ref, entry=entry)

    def _introduced(self, words: str) -> _Known | None:
        """Whoever the text names in full where these words are the last name or the office alone.

        "Votel" is "U.S. Army General Joseph Votel" of another sentence, and "the Foreign Secretary" is "Foreign
        Secretary Boris Johnson", wherever that stands; an office is asked for only with a name that is known.
        """
        if (office := OFFICE.fullmatch(words)) is not None:
            for found in re.finditer(rf"{re.escape(office['office'])} {FULL_NAME}", self.text):
                match = actor.resolve(found["name"], on=self.day)
                if match is not None and match.basis == "named" and " " in match.ref:
                    return _Known(name=found["name"], ref=match.ref, entry=0)
            return None
        if NAME.fullmatch(words) is None or actor.resolve(words, on=self.day) is not None:
            return None
        named = re.search(rf"{DESCRIPTION}(?P<name>{GIVEN}{re.escape(words)})\b", self.text)
        if named is None:
            return None
        match = actor.resolve(named[0], on=self.day, near=self._near(named.start(), entry=0))
        name = personal_name(named["name"]) or named["name"]
        known = _Known(name=name, ref=match.ref if match else None, entry=0)
        self._people[words.lower()] = known
        return known

    def _remember(self, name: str, ref: str | None, *, named: bool, entry: int) -> tuple[str, str | None]:
        """A person's fullest name and surest ref, kept for when the last name returns alone."""
        last = name.split()[-1].lower()
        before = self._people.get(last)
        if before is not None:
            name = before.name if before.name and len(before.name) > len(name) else name
            sure = named and ref is not None and " " in ref
            ref = ref if sure or before.ref is None else before.ref
        self._people[last] = _Known(name=name, ref=ref, entry=entry)
        return name, ref

    def _near(self, position: int, *, entry: int) -> str | None:
        """The state that the same entry names nearest before a position."""
        floor = entry_bounds(self.text, position, position)[0] if entry else 0
        before = bisect_right(self._states, (position, ""))
        return self._states[before - 1][1] if before and self._states[before - 1][0] >= floor else None

    def _words(self, part: Part) -> str:
        return self.text[part.start : part.end]


# Pronouns that in a report mostly stand for whoever speaks; "it" and "they" stand for too much else.
_PERSONAL = FIRST_PERSON | {"he", "she", "him", "her", "his", "hers"}


def personal_name(words: str) -> str | None:
    """The name of a person at the end of a description or before its comma: "Jeff Davis" of "Navy Capt. Jeff Davis".

    None where the capitals may be those of an office or a body: at least two capitalised words in a row must follow
    a title or a word in lower case, or stand alone.
    """
    best: str | None = None
    for phrase in re.split(r"[,;()]| - ", words):
        run = list(_run(phrase.strip().removeprefix("The ")))
        if 2 <= len(run) <= 4:
            best = " ".join(run)
            break
    return best


def _run(phrase: str) -> Iterator[str]:
    """The capitalised words that close a phrase, without the titles before them."""
    tokens = phrase.split()
    first = len(tokens)
    while first > 0 and tokens[first - 1][:1].isupper() and tokens[first - 1].strip(".").lower() not in TITLES:
        first -= 1
    yield from tokens[first:]
