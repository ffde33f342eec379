"""UCDP GED in four dialects, with invented rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.errors import SkipThis
from holdfast.model import Document, Statement
from holdfast.sources.datasets import FORMATS

TABLES = Path(__file__).parent.parent / "fixtures" / "ucdp"
Rows = list[tuple[Document, list[Statement]]]


def rows(path: Path) -> tuple[Rows, list[SkipThis]]:
    problems: list[SkipThis] = []
    return list(FORMATS["ucdp"](path, report=problems.append)), problems


def changed(tmp_path: Path, old: str, new: str, *, table: str = "release.csv") -> tuple[Rows, list[SkipThis]]:
    file = tmp_path / "changed.csv"
    text = (TABLES / table).read_bytes().decode("cp1252")
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode("cp1252"))
    return rows(file)


@pytest.mark.parametrize("table", ["release.csv", "hxl.csv", "other-order.csv", "cp1252.csv"])
def test_every_dialect_gives_the_same_events(table: str) -> None:
    found, problems = rows(TABLES / table)
    assert not problems
    first, second, third = (statements[0] for _, statements in found[:3])
    assert [one.time and one.time.start_day for one in (first, second, third)] == [
        "2031-05-04",
        "2031-05-05",
        "2031-05-12",
    ]
    assert [one.place and one.place.country for one in (first, second, third)] == ["UKR"] * 3
    assert [(one.counts[0].low, one.counts[0].high) for one in (first, second, third)] == [(2, 5), (7, 7), (0, 4)]


@pytest.mark.parametrize("table", ["release.csv", "hxl.csv", "other-order.csv", "cp1252.csv"])
def test_every_span_stands_in_the_sentence(table: str) -> None:
    found, _ = rows(TABLES / table)
    assert all(statement.misplaced(document.text) is None for document, (statement,) in found)


def test_the_sentence_says_what_the_row_says_and_in_whose_voice() -> None:
    (document, (statement,)), *_ = rows(TABLES / "release.csv")[0]
    assert document.text == (
        "According to UCDP GED, fighting between Government of Ukraine and Invented Front at Belm town, "
        "Invented oblast, Ukraine on 2031-05-04 killed 2 to 5 people (best estimate 3)."
    )
    assert (document.outlet, document.licence, document.published) == ("UCDP GED", "CC BY 4.0", None)
    assert document.extra["ucdp"]["source_office"] == "Harbour Wire"
    assert [(voice.name, voice.ref) for voice in statement.voices] == [("Uppsala Conflict Data Program", "SWE EDU")]
    assert (statement.act, statement.event.type, statement.status) == ("assert", "ASSAULT", "happened")


def test_in_fighting_nobody_is_made_the_attacker() -> None:
    (_, (statement,)), *_ = rows(TABLES / "release.csv")[0]
    assert [(actor.name, actor.ref) for actor in statement.actors] == [
        ("Government of Ukraine", "UKR GOV"),
        ("Invented Front", None),
    ]
    assert statement.recipients == ()


def test_violence_against_civilians_has_a_side_that_acts() -> None:
    _, (_, (statement,)), _ = rows(TABLES / "release.csv")[0]
    assert [actor.name for actor in statement.actors] == ["Invented Front"]
    assert [recipient.ref for recipient in statement.recipients] == ["UKR CIV"]


def test_precision_of_place_and_time_follows_the_codebook() -> None:
    statements = [statement for _, (statement,) in rows(TABLES / "release.csv")[0]]
    assert [one.place and one.place.precision for one in statements] == ["settlement", "admin1", "country"]
    assert [one.time and one.time.precision for one in statements] == ["day", "week", "day"]
    assert statements[1].time is not None
    assert (statements[1].time.start_day, statements[1].time.end_day) == ("2031-05-05", "2031-05-11")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("2031-05-04,2031-05-04", "2031-05-09,2031-05-04", "later than"),
        ("2031-05-04,2031-05-04", "soon,2031-05-04", "not a day"),
        (",48.5,", ",north,", "degrees"),
        (",48.5,", ",148.5,", "between -90 and 90"),
        (",3,5,2,", ",many,5,2,", "whole number"),
        (",3,5,2,", ",3,5,-2,", "not between 0"),
        ("Invented Front", "", "side_b is empty"),
        ("900001,", "900001,,", "50 cells and the header 49"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_kept_aside(tmp_path: Path, old: str, new: str, why: str) -> None:
    found, problems = changed(tmp_path, old, new)
    assert [len(statements) for _, statements in found] == [0, 1, 1]
    assert found[0][0].unread is not None
    assert "900001" in found[0][0].text
    assert len(problems) == 1
    assert why in str(problems[0])
    assert str(problems[0].where).endswith("changed.csv:2")


def test_estimates_out_of_order_are_kept_as_they_stand(tmp_path: Path) -> None:
    found, problems = changed(tmp_path, ",3,5,2,", ",9,5,2,")
    assert not problems
    document, (statement,) = found[0]
    assert (statement.counts[0].low, statement.counts[0].high) == (2, 9)
    assert "the dataset has low 2 and high 5" in document.text


def test_slashed_dates_that_could_be_two_days_are_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "doubtful.csv"
    kept = [line for line in (TABLES / "cp1252.csv").read_bytes().splitlines(True) if b"5/20/2031" not in line]
    # Of the three that are left, one range ends on a day that can be the month of no date.
    file.write_bytes(b"".join(kept[:2] + kept[3:4]).replace(b"5/12/2031", b"5/11/2031"))
    found, problems = rows(file)
    assert [len(statements) for _, statements in found] == [0, 0]
    assert all("month or its day" in str(problem) for problem in problems)


def test_a_table_of_something_else_is_told(tmp_path: Path) -> None:
    file = tmp_path / "sirens.csv"
    file.write_text("region,started_at\nBelm,2031-05-04\n")
    found, problems = rows(file)
    assert found == []
    assert "no column best" in str(problems[0])


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    assert rows(file)[0] == []
    assert len(rows(file)[1]) == 1


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    found, problems = rows(tmp_path / "gone.csv")
    assert found == []
    assert "cannot be read" in str(problems[0])


def test_two_events_of_one_day_place_and_toll_stay_two(tmp_path: Path) -> None:
    file = tmp_path / "twins.csv"
    heading, row, *_ = (TABLES / "release.csv").read_bytes().splitlines(keepends=True)
    file.write_bytes(heading + row + row.replace(b"900001", b"900009", 1))
    (first, _), (second, _) = rows(file)[0]
    assert first.text == second.text
    assert first.id != second.id
