"""Which agreements a record is about."""

from __future__ import annotations

from holdfast.agreements import library
from holdfast.model import Document
from holdfast.pipeline.checking import concerned
from holdfast.record.memory import MemoryStore
from tests.record.telling import told


def kept(*refs: str) -> MemoryStore:
    store = MemoryStore()
    with store.writing() as writer:
        for number, ref in enumerate(refs):
            reported = told(f"A strike, the {number} of many.", actor=ref)
            writer.keep_document(_document(reported.statement.quote))
            writer.keep_statements([reported.statement], report=_refuse)
    return store


def _document(text: str) -> Document:
    return Document(text=text, outlet="Harbour Wire", published="2022-03-30")


def _refuse(error: Exception) -> None:
    raise error


def test_a_record_is_about_the_agreements_of_which_it_names_two_parties() -> None:
    found = concerned(kept("RUS MIL", "UKR GOV").view())
    assert "ru-2022-03-29-reduction" in found
    assert "ph-2012-10-15-bangsamoro-framework" not in found


def test_a_record_that_names_nobody_may_be_about_any() -> None:
    assert concerned(MemoryStore().view()) == library()
    assert concerned(kept("FRA GOV").view()) == library()
