"""Every agreement that travels with Holdfast: without mistakes, and with every situation as it expects."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from holdfast.agreements import library, lint, load, run_tests
from holdfast.agreements.schema import published
from holdfast.agreements.situations import Trial
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


def cites_words(why: Why) -> bool:
    """Whether a reason or one below it names words; a duty that was done too late rests on such words alone."""
    return bool(why.cites) or any(cites_words(one) for one in why.because)


@pytest.mark.parametrize("name", sorted(published()))
def test_the_published_schema_is_the_one_that_is_used(name: str) -> None:
    assert (DOCS / name).read_bytes() == published()[name], "write it anew: python tools/write_schema.py"
