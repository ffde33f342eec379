"""Exports fetch statements and documents many at a time, whatever the format."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest

from holdfast.model import Happening, Place, Span, Time
from holdfast.outputs import FORMATS
from holdfast.outputs.together import told
from holdfast.record import MemoryStore
from holdfast.record.store import Filter, View
from tests.factory import TEXT, document, statement, words

NUMBER = 30


class Counting:
    """A view that counts what it is asked for by id."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.asked = Counter[str]()

    def __getattr__(self, name: str) -> Any:
        if name in ("document", "documents_of", "statement", "statements_of"):
            self.asked[name] += 1
        return getattr(self._view, name)


@pytest.fixture
def view() -> View:
    """As many events, each with a day and a place of its own, as documents and statements."""
    store = MemoryStore()
    with store.writing() as writer:
        for number in range(1, NUMBER + 1):
            day = f"2022-04-{number:02}"
            of = document(f"{TEXT} {number}", published=day)
            place = words(Place, "Mykolaiv", name=f"Town {number}", country="UKR", lat=number, lon=number)
            event = Happening(type="ASSAULT", mode="missile", trigger=words(Span, "strike"))
            when = words(Time, "on Tuesday", start_day=day, end_day=day, basis="resolved")
            writer.keep_document(of)
            writer.keep_statements([statement(of, event=event, place=place, time=when)])
    return store.view()


def test_each_statement_comes_with_its_own_document(view: View) -> None:
    pairs = list(told(view, Filter()))
    assert [one.id for one, _ in pairs] == [one.id for one in view.statements()]
    assert all(of is not None and of.id == one.document for one, of in pairs)
    assert len({one.document for one, _ in pairs}) == NUMBER


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_no_format_asks_once_for_each_document_or_statement(view: View, format: str) -> None:
    if format.startswith("parquet"):
        pytest.importorskip("duckdb")
    assert view.count_events() == NUMBER
    counting: Any = Counting(view)
    FORMATS[format](counting, io.BytesIO(), chosen=Filter())
    assert counting.asked.total() < NUMBER
