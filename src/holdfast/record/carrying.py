"""Where a person's word has its hold when a document was read again.

What was said of a statement is said of its words. A view shows one reading of them: so a correction or a judgement of a
statement that this view does not show goes over to the one that has the same trigger there, whether that was read later
or earlier. A correction that finds none keeps its statement as the person left it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from holdfast.model import Statement
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading, kind_of, moment_key
from holdfast.record.rereadings import Row, shown

__all__ = ["Held", "Holds", "carried_over"]

_KEPT = ("document", "quote", "start", "end", "id")
"""What a person cannot change, and what a carried correction therefore takes from the statement it goes over to."""


@dataclass(frozen=True, slots=True)
class Held:
    """A correction where it has its hold in a view.

    Attributes:
        read: The statement as the reading that it is shown from found it.
        correction: The correction, of that statement.
        shown: Whether the view shows that statement by itself; else it is there only as the person left it.
    """

    read: Statement
    correction: Correction
    shown: bool = True


class Holds:
    """The statements of documents that were read again, and which of them this view shows.

    Args:
        rows: All that was found in these documents.
        rereadings: All of theirs.
        until: The first key of a rereading that the view does not know, None for all.
    """

    def __init__(self, rows: Iterable[Row], rereadings: Iterable[Rereading], until: str | None) -> None:
        self._until = until
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._rereadings: dict[str, list[Rereading]] = defaultdict(list)
        self._by_id: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.rereading, row.statement.id)):
            self._rows[row.statement.document].append(row)
            self._by_id[row.statement.id].append(row)
        for one in rereadings:
            self._rereadings[one.document].append(one)
        self._shown = {
            row.statement.id: row
            for document, rows in self._rows.items()
            for row in shown(rows, self._rereadings[document], until)
        }
        self._heirs: dict[tuple[str, str], dict[str, Row]] = {}

    def __contains__(self, statement_id: str) -> bool:
        return statement_id in self._by_id

    def shows(self, statement_id: str) -> bool:
        """Whether the view shows a statement of this id."""
        return statement_id in self._shown

    def is_known(self, statement_id: str) -> bool:
        """Whether some reading that the view knows has found it."""
        return any(self._knows(row) for row in self._by_id[statement_id])

    def heir(self, statement_id: str) -> str | None:
        """The statement that is shown at the same words; its own id if it is shown itself, None if there is none."""
        if self.shows(statement_id):
            return statement_id
        found = (self._heir(row) for row in reversed(self._by_id[statement_id]))
        return next((row.statement.id for row in found if row is not None), None)

    def held(self, correction: Correction) -> Held | None:
        """A correction where it has its hold; None if what it corrects is not known yet and nothing is in its place."""
        base = self._base(correction)
        heir = self._shown.get(base.statement.id) or self._heir(base)
        if heir == base:
            return Held(base.statement, correction)
        if heir is not None:
            return Held(heir.statement, carried_over(correction, base.statement, heir.statement))
        return Held(base.statement, correction, shown=False) if self._knows(base) else None

    def _knows(self, row: Row) -> bool:
        return self._until is None or row.rereading < self._until

    def _base(self, correction: Correction) -> Row:
        """The row that a person looked at: the one that was shown then, else the first of these words."""
        rows = self._by_id[correction.statement]
        document = rows[0].statement.document
        # A blank stands before the name of the reader in a key: all rereadings of that moment come before this one.
        then = shown(self._rows[document], self._rereadings[document], moment_key(correction.at) + "!")
        looked_at = [row for row in then if row.statement.id == correction.statement]
        return next((row for row in (*looked_at, *rows) if _is_of_its_words(correction, row)), rows[0])

    def _heir(self, row: Row) -> Row | None:
        """The shown row at the trigger of one that is not shown; none is heir to two of one reading."""
        document = row.statement.document
        generation = (document, row.rereading)
        if generation not in self._heirs:
            before = [each for each in self._rows[document] if each.rereading == row.rereading]
            after = [each for each in self._shown.values() if each.statement.document == document]
            self._heirs[generation] = _matched(before, after, self._rereadings[document])
        return self._heirs[generation].get(row.statement.id)


def carried_over(correction: Correction, base: Statement, heir: Statement) -> Correction:
    """A correction as one of the statement that stands in the place of the corrected one.

    What the person changed is so for good; what the person left stays as the other reading has it.
    """
    corrected = correction.corrected
    if corrected is None:
        return msgspec.structs.replace(correction, statement=heir.id)
    changed: dict[str, Any] = {
        name: value
        for name in corrected.__struct_fields__
        if name not in _KEPT and (value := getattr(corrected, name)) != getattr(base, name)
    }
    if "reader" in changed and base.reader and (corrected.reader or "").startswith(base.reader):
        # "..., corrected by hand" goes on behind the name of the reader that has read it now.
        changed["reader"] = (heir.reader or "") + (corrected.reader or "").removeprefix(base.reader)
    now = msgspec.structs.replace(heir, **changed)
    return msgspec.structs.replace(correction, statement=heir.id, corrected=now)


def _is_of_its_words(correction: Correction, row: Row) -> bool:
    now = correction.corrected
    return now is None or (now.start, now.end) == (row.statement.start, row.statement.end)


def _matched(before: Iterable[Row], after: Sequence[Row], rereadings: Sequence[Rereading]) -> dict[str, Row]:
    """Rows of one reading with those that stand in their place, likest first, each once."""
    pairs = sorted(
        (_unlikeness(old.statement, new.statement), old.statement.id, new.statement.id, old, new)
        for old in before
        for new in after
        if _is_of_one(old.statement, new.statement) and _in_one_line(old.kind, new.kind, rereadings)
    )
    found: dict[str, Row] = {}
    taken: set[str] = set()
    for _, name, heir, _, new in pairs:
        if name not in found and heir not in taken:
            found[name] = new
            taken.add(heir)
    return found


def _is_of_one(one: Statement, other: Statement) -> bool:
    return one.id == other.id or _words(one) == _words(other)


def _words(statement: Statement) -> tuple[int, int]:
    """Where the trigger stands; where there is none, the quote."""
    trigger = statement.event.trigger
    return (trigger.start, trigger.end) if trigger else (statement.start, statement.end)


def _unlikeness(one: Statement, other: Statement) -> tuple[bool, bool, bool]:
    return one.id != other.id, one.act != other.act, one.event.type != other.event.type


def _in_one_line(one: str, other: str, rereadings: Iterable[Rereading]) -> bool:
    """Whether one kind of reader has followed the other in this document."""
    return any({one, other} <= {kind_of(each.reader), *each.replaces} for each in rereadings)
