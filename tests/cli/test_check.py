from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.model import Verdict
from tests.cli.conftest import Command
from tests.cli.truce import CLAUSE, write_truce


@pytest.fixture
def truce(tmp_path: Path) -> Path:
    """An agreement that forbids what the page reports."""
    return write_truce(tmp_path)


def test_a_clause_is_shown_with_its_verdict_the_roll_up_and_the_first_reasons(
    holdfast: Command, talks: Path, truce: Path
) -> None:
    outcome = holdfast("check", truce, "--in", talks)
    assert (outcome.code, outcome.err) == (0, "")
    assert "A truce (signed, 2022-03-29), on 2022-03-30" in outcome.out
    assert "1 No strikes  at risk" in outcome.out
    assert "Overall: at risk (1 at risk)" in outcome.out
    assert "nobody has confirmed" in outcome.out


def test_with_why_the_reasons_end_in_the_words_of_the_documents(holdfast: Command, talks: Path, truce: Path) -> None:
    shown = holdfast("check", truce, "--in", talks, "--why").out
    assert "“A strike on Mykolaiv killed 7 on 2022-03-29” (Harbour Wire, 2022-03-30; d" in shown


def test_json_gives_one_verdict_a_line(holdfast: Command, talks: Path, truce: Path) -> None:
    lines = holdfast("check", truce, "--in", talks, "--json").out.splitlines()
    assert [Verdict.from_json(line).clause for line in lines] == ["1"]


def test_the_day_and_what_was_known_are_asked_for_apart(holdfast: Command, talks: Path, truce: Path) -> None:
    def verdict(*options: str) -> Verdict:
        return Verdict.from_json(holdfast("check", truce, "--in", talks, "--json", *options).out)

    assert verdict("--on", "2022-04-05").day == "2022-04-05"
    early = verdict("--on", "2022-03-30", "--known-by", "2022-03-29")
    assert (early.day, early.known_by) == ("2022-03-30", "2022-03-29")
    assert early.level != "at_risk"


def test_a_record_that_knows_nothing_by_then_is_told(holdfast: Command, talks: Path, truce: Path) -> None:
    outcome = holdfast("check", truce, "--in", talks, "--known-by", "2022-03-01")
    assert outcome.code == 1
    assert "knows nothing yet" in outcome.err


def test_an_agreement_without_mistakes_is_described(holdfast: Command, truce: Path) -> None:
    outcome = holdfast("agreement", "show", truce)
    assert outcome.code == 0
    assert "1 No strikes (prohibition)" in outcome.out
    assert "binds RUS" in outcome.out
    assert '"id":"truce"' in holdfast("agreement", "show", truce, "--json").out


def test_lint_names_every_mistake_by_file_and_line_and_shows_it_as_exit_code(holdfast: Command, tmp_path: Path) -> None:
    folder = write_truce(tmp_path, clause=CLAUSE.replace("prohibition", "prohibtion"))
    outcome = holdfast("agreement", "lint", folder)
    assert outcome.code == 1
    assert "clauses/1.yml:2: There is no clause type 'prohibtion'" in outcome.out
    assert "SOURCES.md" in outcome.out


SITUATION = """- situation: A strike that two independent voices report
  on: "2022-04-10"
  given:
    - {said: A strike hit the port, published: "2022-03-30", outlet: One, by: [UKR MIL], type: ASSAULT, actor: [RUS], day: "2022-03-30", same: port}
    - {said: A strike hit the port, published: "2022-03-30", outlet: Two, by: [IGO UNO], type: ASSAULT, actor: [RUS], day: "2022-03-30", same: port}
  expect:
    - {clause: "1", level: LEVEL}
"""  # noqa: E501  a situation is told in whole lines


@pytest.mark.parametrize(("level", "code"), [("breached", 0), ("holds", 1)])
def test_situations_are_run_and_a_verdict_that_is_another_is_told(
    holdfast: Command, tmp_path: Path, level: str, code: int
) -> None:
    folder = write_truce(tmp_path)
    (folder / "tests").mkdir()
    (folder / "tests" / "strikes.yml").write_text(SITUATION.replace("LEVEL", level), encoding="utf-8")
    outcome = holdfast("agreement", "test", folder, "--why")
    assert outcome.code == code, outcome.out
    assert f"{1 - code} of 1 verdicts as expected" in outcome.err
    assert ("tests/strikes.yml:1" in outcome.out) == bool(code)


def test_an_agreement_without_situations_is_not_called_tested(holdfast: Command, truce: Path) -> None:
    outcome = holdfast("agreement", "test", truce)
    assert outcome.code == 1
    assert "0 of 0 verdicts" in outcome.err


def test_what_if_shows_the_records_verdict_beside_the_one_under_an_assumption(
    holdfast: Command, talks: Path, truce: Path
) -> None:
    outcome = holdfast("check", truce, "--in", talks, "--assume", "Russia attacked Kyiv on 2022-04-02")
    assert (outcome.code, outcome.err) == (0, "")
    assert "A truce (signed, 2022-03-29), on 2022-04-02" in outcome.out
    assert "“Russia attacked Kyiv on 2022-04-02”, read as: ASSAULT, by RUS MIL, at Kyiv, on 2022-04-02" in outcome.out
    row = next(line for line in outcome.out.splitlines() if line.startswith("1 No strikes"))
    assert row.split("  ")[1:3] == ["at risk", "breached (attributed to RUS MIL)"]
    assert "Changed: 1 of 1 verdicts" in outcome.out


def test_what_if_with_why_marks_the_reasons_and_as_json_gives_the_pair(
    holdfast: Command, talks: Path, truce: Path
) -> None:
    assumed = ("check", truce, "--in", talks, "--assume", "Russia attacked Kyiv on 2022-04-02")
    assert "Assumed in this run, and said by no document" in holdfast(*assumed, "--why").out
    (pair,) = holdfast(*assumed, "--json").lines
    assert (pair["record"]["level"], pair["assumed"]["level"], pair["changed"]) == ("at_risk", "breached", True)


def test_an_assumption_is_never_kept(holdfast: Command, talks: Path, truce: Path) -> None:
    before = holdfast("show", "statements", "--in", talks, "--json").out
    holdfast("check", truce, "--in", talks, "--assume", "Russia attacked Kyiv on 2022-04-02")
    assert holdfast("show", "statements", "--in", talks, "--json").out == before


def test_an_assumption_that_cannot_be_read_is_wrong_use(holdfast: Command, talks: Path, truce: Path) -> None:
    outcome = holdfast("check", truce, "--in", talks, "--assume", "something nice")
    assert outcome.code == 2
    assert "--assume “something nice”: No word in it names a happening. Use one such as" in outcome.err


LIMIT = """id: "1"
type: limit
title: At most eight killed
quantity: killed
max: 8
what: {type: [ASSAULT]}
"""
NINE = "A strike on Mykolaiv killed 9 on 2022-03-29."


@pytest.mark.parametrize(("rule", "level"), [("range", "at_risk"), ("latest", "breached"), ("conservative", "holds")])
def test_the_rule_of_the_ledger_chooses_among_the_figures(
    holdfast: Command, talks: Path, tmp_path: Path, rule: str, level: str
) -> None:
    page = tmp_path / "later.txt"
    page.write_text(NINE, encoding="utf-8")
    holdfast("add", page, "--in", talks, "--outlet", "Morning Lamp", "--published", "2022-03-31")
    folder = write_truce(tmp_path, clause=LIMIT)
    shown = holdfast("check", folder, "--in", talks, "--rule", rule, "--json", "--why")
    verdict = Verdict.from_json(shown.out)
    assert verdict.level == level
    assert (f"by the rule “{rule}”" in shown.out) == (rule != "range")


def test_what_changed_between_two_versions_is_told_and_shown_as_exit_code(holdfast: Command, tmp_path: Path) -> None:
    old = write_truce(tmp_path / "old")
    new = write_truce(tmp_path / "new", clause=CLAUSE.replace("No strikes", "No strikes at all"))
    outcome = holdfast("agreement", "diff", old, new)
    assert (outcome.code, outcome.out) == (1, "wording: 1: the title: was No strikes, is No strikes at all.\n")
    assert "1 change, in 1 clause" in outcome.err
    assert holdfast("agreement", "diff", old, new, "--json").lines[0]["aspect"] == "wording"
    assert holdfast("agreement", "diff", old, old).code == 0
