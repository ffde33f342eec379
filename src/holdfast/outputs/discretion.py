"""Do no harm: what is left out of published outputs unless somebody asks for it.

Left out are places finer than a settlement, and the names of persons who hold no office that the record knows of. The
record keeps both. Source of the rule: docs/outputs.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdfast.model import Mention, Place, Statement, Voice
from holdfast.values.actor import resolve

__all__ = ["GUARDED", "NAME_WITHHELD", "Discretion"]

NAME_WITHHELD = "[name withheld]"
_PART = r"(?:[A-ZÀ-ÞА-Я][\w'’-]*[a-zà-ÿа-я][\w'’-]*|[A-Z]\.)"
_PERSON = re.compile(rf"^(?:(?:Mr|Mrs|Ms|Dr)\.? )?{_PART}(?: (?:[a-z]{{2,3}} )?{_PART}){{1,3}}$")
"""A personal name: two to four words with capitals, none of them all in capitals, as abbreviations of bodies are."""
_BODY = re.compile(
    r"\b(press|news|agency|times|post|wire|courier|radio|tv|television|media|ministry|army|navy|forces?|guard|council|"
    r"parliament|government|party|group|union|nations|cross|crescent|committee|mission|office|command|staff|service|"
    r"university|bank|court|institute|watch|international|republic|federation|house|kremlin|company|corps|"
    r"battalion|brigade|division|movement|front|telegram|observatory|network|centre|center|association|"
    r"program|programme|project|foundation|society|league|alliance|desk)\b",
    re.IGNORECASE,
)


_OFFICE = (
    r"governors?|ministers?|presidents?|spokes\w+|mayors?|heads?|chiefs?|general|colonel|admiral|ambassador|envoy|"
    r"secretary|commanders?|advisers?|advisors?|chancellor|negotiators?|deput\w+|prosecutors?|officials?|ombudsman|"
    r"lawmakers?|senators?|director|chair\w*|king|queen|pope|patriarch|leader|representative|rapporteur|commissioner"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """What may be published beyond the default; both are off unless asked for.

    Attributes:
        fine_places: Places finer than a settlement.
        private_names: Names of persons without a known office.
    """

    fine_places: bool = False
    private_names: bool = False

    def place(self, place: Place | None) -> Place | None:
        """The place if it may be shown."""
        if place is None or (place.precision == "point" and not self.fine_places):
            return None
        return place

    def withholds(self, place: Place | None) -> bool:
        """Whether there is a place that may not be shown."""
        return place is not None and self.place(place) is None

    def caption(self, who: Mention | Voice, *, within: str = "") -> str:
        """The name of an actor or a voice, or that it is withheld.

        Args:
            who: The actor or voice.
            within: The text of its document, which may tell that a person holds an office.
        """
        if self.is_withheld(who, within=within):
            return NAME_WITHHELD
        return who.caption if isinstance(who, Voice) else (who.name or who.text)

    def is_withheld(self, who: Mention | Voice, *, within: str = "") -> bool:
        """Whether this is, or may be, a private person: a personal name with no office, force or body behind it."""
        if self.private_names or not _may_be_private(who.ref):
            return False
        names = [name for name in (who.name, who.text) if name]
        is_person = any(_PERSON.match(name) for name in names) and not any(_BODY.search(name) for name in names)
        return is_person and not any(_holds_office(name, within) for name in names)

    def withheld_in(self, statement: Statement, *, within: str = "") -> set[tuple[int, int]]:
        """Where a statement's private persons stand in its document: start and end of each name."""
        people: tuple[Mention | Voice, ...] = (*statement.actors, *statement.recipients, *statement.voices)
        return {
            (person.start, person.end)
            for person in people
            if person.start is not None and person.end is not None and self.is_withheld(person, within=within)
        }

    def quote(self, statement: Statement, *, within: str = "") -> str:
        """A statement's quote with the names of private persons in it withheld."""
        spans = self.withheld_in(statement, within=within)
        text = statement.quote
        for first, last in sorted(((a - statement.start, b - statement.start) for a, b in spans), reverse=True):
            if 0 <= first < last <= len(text):
                text = text[:first] + NAME_WITHHELD + text[last:]
        return text


GUARDED = Discretion()
"""The default: both kinds are left out."""


def _may_be_private(ref: str | None) -> bool:
    """Whether a reference names no office: none at all, a country alone is one, or civilians."""
    return ref is None or "CIV" in ref.split()


def _holds_office(name: str, within: str) -> bool:
    """Whether a person is known by an office, or its document names one beside the name."""
    known = resolve(name)
    if known is not None and not _may_be_private(known.ref):
        return True
    person = re.escape(name)
    before = rf"\b(?:{_OFFICE})\b(?:,?\s+[\w'’-]+){{0,5}},?\s+{person}"
    after = rf"{person}, (?:[\w'’-]+\s+){{0,5}}(?:{_OFFICE})\b"
    return re.search(f"{before}|{after}", within, re.IGNORECASE) is not None
