from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.agreements import run_tests
from holdfast.agreements.situations import Trial
from holdfast.errors import InvalidAgreement
from tests.agreements.making import folder, known, report

BAN = "id: ban\ntype: prohibition\nwhat: {type: [ASSAULT]}\n"
GIVEN = "  given:\n    - {said: Shells fell., type: ASSAULT, day: 2022-03-10, published: 2022-03-10}\n"


def trials(where: Path, text: str) -> list[Trial]:
    return run_tests(folder(where, BAN, **{"tests/a.yml": text}))


def test_an_expectation_that_fails_says_what_was_found(tmp_path: Path) -> None:
    text = f"- situation: Shells\n{GIVEN}  on: 2022-03-12\n  expect:\n    - {{clause: ban, level: holds}}\n"
    (trial,) = trials(tmp_path, text)
    assert not trial.passed
    assert str(trial) == "tests/a.yml:1: Shells [ban] failed: expected holds, found at_risk"


def test_an_expectation_about_a_clause_that_is_not_there_fails(tmp_path: Path) -> None:
    (trial,) = trials(tmp_path, "- situation: None\n  on: 2022-03-12\n  expect: [{clause: bna, level: unknown}]\n")
    assert not trial.passed
    assert "found none" in str(trial)


MISTAKES = {
    "an unknown field": ("- situation: A\n  on: 2022-03-12\n  expext: []\n", "tests/a.yml:1: "),
    "an unknown level": (
        "- {situation: A, on: 2022-03-12, expect: []}\n- situation: B\n  on: 2022-03-12\n"
        "  expect: [{clause: ban, level: broken}]\n",
        "tests/a.yml:2: ",
    ),
    "a day that is none": ("- situation: A\n  on: 12 March\n  expect: []\n", "on is 12 March"),
    "a report without a day of publication": (
        "- situation: A\n  given: [{said: X}]\n  on: 2022-03-12\n  expect: []\n",
        "neither published nor each_day",
    ),
    "broken YAML": ("- situation: [A\n", "tests/a.yml:"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_situation_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    text, words = MISTAKES[name]
    with pytest.raises(InvalidAgreement) as told:
        trials(tmp_path, text)
    assert any(words in str(problem) for problem in told.value.problems), told.value.problems


def test_a_report_for_each_day_stands_for_so_many_happenings() -> None:
    each = report(each_day={"from": "2022-03-01", "to": "2022-03-03"}, times=2, day=None, published=None)
    view = known(each)
    assert len(list(view.statements())) == 6
    assert {document.published for document in view.documents()} == {"2022-03-01", "2022-03-02", "2022-03-03"}
    assert len(view.event_members(one.id for one in view.statements())) == 6


def test_every_span_of_a_situation_stands_in_its_document() -> None:
    view = known(report(by=["UKR MIL", "IGO UNO"], actor=["RUS MIL"], recipient=["UKR CIV"]))
    texts = {document.id: document.text for document in view.documents()}
    for statement in view.statements():
        assert statement.misplaced(texts[statement.document]) is None
