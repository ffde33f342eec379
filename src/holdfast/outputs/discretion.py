"""Do no harm: what is left out of published outputs unless somebody asks for it.

Left out are places finer than a settlement, and the names of persons who hold no office that the record knows of. The
record keeps both. Source of the rule: docs/outputs.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.model import Mention, Place, Statement, Voice

__all__ = ["GUARDED", "NAME_WITHHELD", "Discretion"]

NAME_WITHHELD = "[name withheld]"
_PERSON = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-ZÀ-ÞА-Я][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-ÞА-Я][\w'’.-]*){1,3}$")
_BODY = re.compile(
    r"\b(press|news|agency|times|post|wire|courier|radio|tv|television|media|ministry|army|navy|forces?|guard|council|"
    r"parliament|government|party|group|union|nations|cross|crescent|committee|mission|office|command|staff|service|"
    r"university|bank|court|institute|watch|international|republic|federation|house|kremlin|company|corps|"
    r"battalion|brigade|division|movement|front|telegram|observatory|network|centre|center|association)\b",
    re.IGNORECASE,
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

    def caption(self, who: Mention | Voice) -> str:
        """The name of an actor or a voice, or that it is withheld."""
        if self.is_withheld(who):
            return NAME_WITHHELD
        return who.caption if isinstance(who, Voice) else (who.name or who.text)

    def is_withheld(self, who: Mention | Voice) -> bool:
        """Whether this is, or may be, a private person: a personal name with no office, force or body behind it."""
        if self.private_names or not _may_be_private(who.ref):
            return False
        return any(name and _PERSON.match(name) and not _BODY.search(name) for name in (who.name, who.text))

    def quote(self, statement: Statement) -> str:
        """A statement's quote with the names of private persons in it withheld."""
        return self.words(statement.quote, statement.start, _people(statement))

    def words(self, text: str, start: int, people: Iterable[Mention | Voice]) -> str:
        """A stretch of a document that begins at `start`, with the names of those among `people` withheld."""
        spans = sorted(
            {
                (person.start - start, person.end - start)
                for person in people
                if person.start is not None and person.end is not None and self.is_withheld(person)
            },
            reverse=True,
        )
        for first, last in spans:
            if 0 <= first < last <= len(text):
                text = text[:first] + NAME_WITHHELD + text[last:]
        return text


GUARDED = Discretion()
"""The default: both kinds are left out."""


def _people(statement: Statement) -> tuple[Mention | Voice, ...]:
    return (*statement.actors, *statement.recipients, *statement.voices)


def _may_be_private(ref: str | None) -> bool:
    """Whether a reference names no office: none at all, a country alone is one, or civilians."""
    return ref is None or "CIV" in ref.split()
