"""The telling: a statement that says what would bind, with what its words and the reader say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from holdfast.agreements.drafting.provision import Provision
from holdfast.model import Document, Statement
from holdfast.model.statement import AHEAD
from holdfast.values.actor import countries_in

__all__ = ["LeftOut", "Standing", "Telling", "sentence_at", "sentences", "tellings_of"]

Standing = str
"""How far words bind: "promised", "agreed", "proposed", "demanded" or "foreseen"; the first counts most."""

_STANDINGS = {"promise": "promised", "agree": "agreed", "propose": "proposed", "demand": "demanded"}
_SAYING = {
    "agreed": re.compile(r"\b(?:agreed (?:to|on|that|a)|(?:was|were|been) agreed)\b", re.I),
    "promised": re.compile(r"\b(?:promis|pledg|undert[oa]ok|vow)\w*", re.I),
    "proposed": re.compile(r"\b(?:propos|offer|suggest)(?:ed|es|s)?\b", re.I),
    "demanded": re.compile(r"\b(?:demand|urg|call)(?:ed|es|s)? (?:on|for|that)\b|\burged\b", re.I),
}
"""Words of the quote itself that tell how far it binds, surer than a reader's act."""
_NO_CLAUSE = frozenset({"threaten", "evaluate", "question", "accuse", "deny"})
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z\d])|\n\s*\n")
_TITLES = re.compile(r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Feb|Jan|Aug|Sept|Oct|Nov|Dec|U\.S|U\.N|No|St)\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One statement that may become a clause, or a part of one.

    Attributes:
        sentence: The whole sentence in which it stands; a reader's quote may be cut.
        standing: How far its words bind.
        provision: What the grammar of norms reads in it, where it stands in an agreement's own text.
        said_by: Reference of the innermost voice that has one.
    """

    statement: Statement
    document: Document
    sentence: str
    standing: Standing
    provision: Provision | None = None

    @property
    def words(self) -> str:
        """The words of the claim."""
        return self.statement.quote

    @property
    def said_by(self) -> str | None:
        """The reference of who says so first of all; None for an outlet, which binds nobody."""
        for voice in self.statement.voices:
            if voice.ref:
                return None if voice.ref == "MED" or voice.ref.endswith(" MED") else voice.ref
        return None

    @property
    def negated(self) -> bool:
        """Whether it is about not doing something, by the reader or by its words."""
        return self.statement.polarity == "negated" or bool(_NEGATIVE.search(self.words))

    @property
    def countries(self) -> list[str]:
        """Countries that the sentence names, in order."""
        return countries_in(self.sentence, seats=False)

    @property
    def published(self) -> date | None:
        """The day of publication of its document."""
        return self.document.published_day


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words that look to the future and became no clause, with the reason."""

    telling: Telling
    reason: str


_NEGATIVE = re.compile(
    r"\b(?:no|not|neither|none|nobody|never|without|nothing|refrain\w*|stay(?:s|ing)? out|abstain\w*|renounc\w*"
    r"|non-\w+|free of)\b",
    re.I,
)


def tellings_of(pairs: Iterable[tuple[Document, Iterable[Statement]]]) -> list[Telling]:
    """The statements that say what is promised, agreed, offered, asked for or foreseen, in the order of the text.

    What has happened, is judged, asked, threatened or charged binds nobody and is left out.
    """
    found = []
    for document, statements in pairs:
        for statement in sorted(statements, key=lambda one: (one.start, one.id)):
            standing = _standing(statement)
            if standing:
                sentence = sentence_at(document.text, statement.start, statement.end)
                found.append(Telling(statement=statement, document=document, sentence=sentence, standing=standing))
    return found


def _standing(statement: Statement) -> Standing | None:
    by_words = next((standing for standing, words in _SAYING.items() if words.search(statement.quote)), None)
    if by_words and (statement.act in _STANDINGS or statement.status in AHEAD):
        return by_words
    if statement.act == "agree" and statement.status in ("possible", "hypothetical"):
        return "proposed"  # "would accept" accepts nothing yet
    if statement.act in _STANDINGS:
        return _STANDINGS[statement.act]
    if statement.act in _NO_CLAUSE:
        return None
    if statement.event.type == "AGREE" and statement.status == "happened" and statement.polarity == "affirmed":
        return "agreed"
    return "foreseen" if statement.status in AHEAD else None


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    cuts = _cuts(text)
    return [text[first:last].strip() for first, last in pairwise(cuts)]


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, of a text in which a stretch stands."""
    cuts = _cuts(text)
    first = max(cut for cut in cuts if cut <= start)
    last = min((cut for cut in cuts if cut >= end), default=len(text))
    return text[first:last].strip()


@lru_cache(maxsize=64)
def _cuts(text: str) -> list[int]:
    """Where sentences begin, and the end of the text."""
    found = [0]
    for match in _END.finditer(text):
        if not _TITLES.search(text[max(0, match.start() - 6) : match.start()]):
            found.append(match.end())
    return [*found, len(text)]
