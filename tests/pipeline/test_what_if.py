from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from holdfast.agreements import assumption_of, check
from holdfast.pipeline.what_if import WhatIf, what_if
from tests.agreements.making import agreement, known, report

ON = date(2022, 3, 20)
VOTE: dict[str, Any] = {
    "id": "vote",
    "type": "condition",
    "all_of": [{"event": {"type": ["AGREE"], "words": ["referendum"]}}],
}
NO_BASES: dict[str, Any] = {
    "id": "no-bases",
    "type": "prohibition",
    "who": ["UKR"],
    "where": ["ukraine"],
    "what": {"type": ["MOBILIZE"], "except_actor": ["UKR"]},
    "in_force_if": ["vote"],
}
HELP: dict[str, Any] = {
    "id": "help",
    "type": "guarantee",
    "who": ["TUR"],
    "where": ["ukraine"],
    "trigger": {"type": ["ASSAULT"]},
    "consult_within": 3,
}
_BASE: dict[str, Any] = {
    "type": "MOBILIZE",
    "actor": ["FRA MIL"],
    "same": "base",
    "place": {"name": "Lviv", "country": "UKR"},
}
BASES = (report("A French base opened.", by=["UKR GOV"], **_BASE), report("French troops came.", **_BASE))


def ask(*words: str) -> WhatIf:
    """What would be so under assumptions, on an agreement with a vote, a ban that waits for it, and a guarantee."""
    return what_if(agreement(VOTE, NO_BASES, HELP), known(*BASES), [assumption_of(text) for text in words], on=ON)


def test_a_pair_holds_the_records_verdict_and_the_one_under_assumptions() -> None:
    found = ask("referendum approved on 2022-03-05")
    (vote, bases, _) = found.pairs
    assert vote.record is not None
    assert vote.assumed is not None
    assert (vote.record.level, vote.assumed.level, vote.changed) == ("pending", "fulfilled", True)
    assert bases.because == "It turns on “referendum approved on 2022-03-05”."
    assert [pair.clause for pair in found.changes] == ["vote", "no-bases"]


def test_what_an_assumption_opens_through_a_condition_is_shown_with_its_reason() -> None:
    (_, bases, _) = ask("referendum approved on 2022-03-05").pairs
    assert bases.record is not None
    assert bases.assumed is not None
    assert (bases.record.level, bases.record.shadow) == ("not_in_force", "breached")
    assert (bases.assumed.level, bases.assumed.shadow) == ("breached", None)
    assert any("referendum approved on 2022-03-05" in line for line in bases.assumed.why.lines())


def test_each_assumption_is_told_with_the_clauses_that_turn_on_it() -> None:
    found = ask("referendum approved on 2022-03-05", "blockade lifted on 2022-03-06")
    assert [one.turns for one in found.assumptions] == [("vote", "no-bases"), ()]


def test_where_each_of_two_assumptions_is_enough_both_are_named() -> None:
    found = ask("referendum approved on 2022-03-05", "referendum approved on 2022-03-06")
    assert "Any one of these is enough" in (found.pairs[0].because or "")


def test_an_instance_that_only_an_assumption_makes_stands_alone() -> None:
    found = ask("attack on Odesa by Russia on 2022-03-18")
    trigger = [pair for pair in found.pairs if pair.clause == "help"]
    assert [(pair.instance, pair.record is None, pair.assumed is None) for pair in trigger] == [
        (None, False, True),
        ("trigger of 2022-03-18 · TUR", True, False),
    ]


def test_the_record_is_judged_as_if_nothing_had_been_assumed_and_keeps_nothing() -> None:
    view, text = known(*BASES), agreement(VOTE, NO_BASES, HELP)
    before = check(text, view, on=ON)
    found = what_if(text, view, [assumption_of("referendum approved on 2022-03-05")], on=ON)
    assert [pair.record for pair in found.pairs] == list(before)
    assert check(text, view, on=ON) == before
    assert len(list(view.statements())) == 2


def test_the_answer_keeps_every_field_in_json() -> None:
    found = ask("referendum approved on 2022-03-05")
    assert WhatIf.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("inspection in Kyiv on 2022-03-05", "no clause asks for such a happening"),
        ("French troops deployed on 2022-03-05", "no-bases asks for a place in ukraine; name one"),
        ("talks held in Ukraine on 2022-03-05", "it bears on help, and nothing else comes out"),
        ("the text is signed on 2022-03-01", "the text has that status already"),
    ],
)
def test_an_assumption_on_which_nothing_turns_says_what_to_look_at(words: str, told: str) -> None:
    (found,) = ask(words).assumptions
    assert found.turns == ()
    assert told in (found.hint or "")
