"""Every agreement that travels with Holdfast: without mistakes, and with every situation as it expects."""

from __future__ import annotations

import functools
from datetime import date, timedelta
from pathlib import Path

import pytest

from holdfast.agreements import check, check_days, library, lint, load, run_tests
from holdfast.agreements.schema import published
from holdfast.agreements.situations import Trial, situations_of, view_of
from holdfast.model import Why

trials_of = functools.cache(run_tests)
DOCS = Path(__file__).parents[2] / "docs" / "schema"


@pytest.mark.parametrize("name", library())
def test_an_agreement_of_the_library_has_no_mistakes(name: str) -> None:
    assert lint(name) == []
    assert load(name).id == name


@pytest.mark.parametrize("trial", [trial for name in library() for trial in trials_of(name)], ids=str)
def test_every_situation_comes_out_as_it_expects(trial: Trial) -> None:
    assert trial.passed, "\n".join([str(trial), *(line for one in trial.verdicts for line in one.why.lines())])


@pytest.mark.parametrize("name", library())
def test_every_verdict_of_the_library_cites_words_or_says_that_nothing_was_reported(name: str) -> None:
    verdicts = [verdict for trial in trials_of(name) for verdict in trial.verdicts]
    assert verdicts
    for verdict in verdicts:
        if not (verdict.evidence_for or verdict.evidence_against or cites_words(verdict.why)):
            assert any(line.strip() == "No statement on it was reported." for line in verdict.why.lines())


@pytest.mark.parametrize("name", library())
def test_days_that_are_checked_together_have_the_verdicts_that_each_has_alone(name: str) -> None:
    agreement = load(name)
    for _, situation in situations_of(name):
        view, on = view_of(situation), date.fromisoformat(situation.on)
        days = [on + timedelta(days=step) for step in (-30, -1, 0, 3)]
        together = check_days(agreement, view, days)
        assert together == {day: check(agreement, view, on=day) for day in days}


def test_no_days_have_no_verdicts() -> None:
    name = library()[0]
    assert check_days(load(name), view_of(situations_of(name)[0][1]), []) == {}


def cites_words(why: Why) -> bool:
    """Whether a reason or one below it names words; a duty that was done too late rests on such words alone."""
    return bool(why.cites) or any(cites_words(one) for one in why.because)


@pytest.mark.parametrize("name", sorted(published()))
def test_the_published_schema_is_the_one_that_is_used(name: str) -> None:
    assert (DOCS / name).read_bytes() == published()[name], "write it anew: python tools/write_schema.py"
