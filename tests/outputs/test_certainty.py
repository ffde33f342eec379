"""How surely a statement must be read to be told, and how little certainty is marked."""

from __future__ import annotations

import msgspec

from holdfast.outputs.brief import Brief, as_html, brief
from holdfast.outputs.certainty import LITTLE
from holdfast.outputs.composing import Telling, of_statement
from holdfast.outputs.discretion import GUARDED
from holdfast.outputs.support import Support, unsupported
from tests.factory import document, statement
from tests.outputs.shown import shown
from tests.outputs.test_brief import agreement, event, promised, verdict


def read_with(confidence: float | None, *, weighed: bool = False) -> Brief:
    report = statement(confidence=confidence)
    verdicts = [(agreement(), (verdict(report),))] if weighed else []
    return brief(shown([document()], [report], [event(report)]), agreements=verdicts, since=None, title="Test")


def reported(result: Brief) -> list[str]:
    return [one.text for section in result.sections if section.name == "reported" for one in section.sentences]


def test_what_is_more_likely_wrong_than_right_is_not_told_but_counted() -> None:
    assert reported(read_with(0.5)) == reported(read_with(None)) != []
    doubtful = read_with(0.49)
    assert (reported(doubtful), doubtful.unsure) == ([], 1)
    page = as_html(doubtful)
    assert "1 statements that were read with less than even certainty are left" not in page
    assert "1 statement that was read with less than even certainty is left out" in page
    assert "1 more was read with so little certainty" in page


def test_what_a_verdict_rests_on_is_told_with_a_mark_down_to_a_floor() -> None:
    (sentence,) = reported(read_with(0.4, weighed=True))
    assert sentence.endswith(f"on 29 March 2022 ({LITTLE}).")
    assert reported(read_with(0.29, weighed=True)) == []
    assert "Read with little certainty (0.29)." in as_html(read_with(0.29, weighed=True))
    assert LITTLE not in "".join(reported(read_with(0.6, weighed=True)))


def test_a_sentence_without_its_mark_is_refused() -> None:
    of, sure = promised()
    doubtful = msgspec.structs.replace(sure, confidence=0.4)
    support = Support(view=shown([of], [doubtful]))
    marked = of_statement(Telling(statement=doubtful, document=of, discretion=GUARDED))
    assert unsupported(marked, support) == ()
    unmarked = of_statement(Telling(statement=sure, document=of, discretion=GUARDED))
    assert "certainty of 0.40 only" in "".join(unsupported(unmarked, support))
    hardly = msgspec.structs.replace(sure, confidence=0.2)
    marked = of_statement(Telling(statement=hardly, document=of, discretion=GUARDED))
    assert "the certainty" in "".join(unsupported(marked, Support(view=shown([of], [hardly]))))


def test_the_page_says_that_acts_and_voices_are_read_by_a_machine() -> None:
    assert "read by a machine" in as_html(read_with(None))
