"""The measure of reading quality, on statements small enough to score by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench.modules import load

score = load("score")
gate = load("gate")


def statement(
    start: int = 0, end: int = 40, trigger: tuple[int, int] | None = (5, 10), **fields: Any
) -> dict[str, Any]:
    event = {"type": "ASSAULT", "trigger": {"start": trigger[0], "end": trigger[1]} if trigger else None}
    usual = {"act": "assert", "status": "happened", "polarity": "affirmed", "event": event, "start": start, "end": end}
    return usual | fields


def measured(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, float]:
    found: dict[str, float] = score.score([(gold, predicted)])
    return found


def test_the_same_statements_score_one_everywhere() -> None:
    same = [statement(voices=[{"start": 50, "end": 60, "text": "Mark Lee"}], counts=[{"what": "killed", "low": 7}])]
    assert set(measured(same, same).values()) == {1.0}


def test_triggers_that_overlap_match_whatever_the_quotes() -> None:
    found = measured([statement()], [statement(start=4, end=9, trigger=(9, 14), act="deny")])
    assert found["statements_f1"] == 1.0
    assert found["act_acc"] == 0.0


def test_apart_triggers_do_not_match_but_nearly_equal_quotes_do() -> None:
    assert measured([statement()], [statement(end=20, trigger=(15, 20))])["statements_f1"] == 0.0
    assert measured([statement()], [statement(end=38, trigger=(15, 20))])["statements_f1"] == 1.0


def test_each_statement_is_matched_once() -> None:
    found = measured([statement()], [statement(), statement()])
    assert (found["precision"], found["recall"]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("voice", "same"),
    [
        ({"start": 55, "end": 70}, True),
        ({"start": 90, "end": 95, "name": "Lee"}, True),
        ({"start": 90, "end": 95, "name": "Ann Oe", "ref": "RUS MIL"}, True),
        ({"start": 90, "end": 95, "name": "Ann Oe", "ref": "RUS GOV"}, False),
    ],
)
def test_a_voice_is_the_same_by_words_last_name_or_ref(voice: dict[str, Any], *, same: bool) -> None:
    gold = statement(voices=[{"start": 50, "end": 60, "name": "Mark Lee", "ref": "RUS MIL"}])
    assert measured([gold], [statement(voices=[voice])])["voice1_f1"] == float(same)


def test_figures_of_unmatched_statements_count_as_invented_and_missed() -> None:
    seven = [{"what": "killed", "low": 7, "high": None}]
    found = measured([statement(counts=seven)], [statement(start=100, end=140, trigger=(105, 110), counts=seven)])
    assert found["counts_f1"] == 0.0


def test_floors_are_raised_and_never_lowered() -> None:
    floors = {"real-dev": {"statements_f1": 0.7, "type_acc": 0.6}}
    new = gate.raised(floors, {"real-dev": {"statements_f1": 0.5, "type_acc": 0.9, "precision": 0.9}})
    assert new == {"real-dev": {"statements_f1": 0.7, "type_acc": 0.89}}


def test_a_measure_under_its_floor_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    lines = gate.report("real-dev", {"statements_f1": 0.5}, {"statements_f1": 0.55})
    assert lines == ["real-dev: statements_f1 is 0.500, under its floor of 0.550"]
    assert "floor 0.550" in capsys.readouterr().out
