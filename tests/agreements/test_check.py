from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from holdfast.agreements import check, history
from holdfast.agreements.situations import Given, GivenView
from holdfast.errors import WrongUse
from holdfast.model import Agreement, Verdict
from holdfast.record import MemoryStore
from tests.agreements.making import agreement, known, report, verdict

BAN = {"id": "ban", "type": "prohibition", "who": ["RUS"], "where": ["north"], "what": {"type": ["ASSAULT"]}}
VOTE = {"id": "vote", "type": "condition", "all_of": [{"event": {"type": ["AGREE"], "words": ["referendum"]}}]}
DAY = date(2022, 3, 14)


def levels(agreed: Agreement, *given: Given, on: date = DAY, **how: Any) -> dict[tuple[str, str | None, str], str]:
    return {(one.clause, one.instance, one.reading): one.level for one in check(agreed, known(*given), on=on, **how)}


def attack(ref: str, **fields: Any) -> Given:
    return report(by=[ref], actor=["RUS MIL"], same="attack", **fields)


def test_a_late_report_changes_the_old_day_only_for_those_who_know_it() -> None:
    ban = agreement(BAN)
    early, late = attack("UKR MIL"), attack("USA GOV", published="2022-03-18")
    assert verdict(ban, early, late, on="2022-03-12", by="2022-03-12").level == "at_risk"
    assert verdict(ban, early, late, on="2022-03-12", by="2022-03-18").level == "breached"
    assert verdict(ban, early, late, on="2022-03-09", by="2022-03-18").level in ("holds", "unknown")


def test_history_knows_on_each_day_what_was_known_on_it() -> None:
    ban, given = agreement(BAN), (attack("UKR MIL"), attack("USA GOV", published="2022-03-12"))
    days = [date(2022, 3, 9) + timedelta(days=number) for number in range(5)]
    found = history(ban, lambda day: known(*given, by=day.isoformat()), days)
    assert [found[day][0].level for day in days] == ["unknown", "at_risk", "at_risk", "breached", "breached"]
    assert [found[day][0].known_by for day in days] == [day.isoformat() for day in days]


def test_a_verdict_settles_when_the_reports_of_its_day_are_in() -> None:
    ban = agreement(BAN)
    assert not verdict(ban, attack("UKR MIL"), on="2022-03-12", by="2022-03-14").settled
    assert verdict(ban, attack("UKR MIL"), on="2022-03-12", by="2022-03-15").settled


def test_an_obligation_settles_only_after_its_last_day() -> None:
    duty = agreement({"id": "duty", "type": "obligation", "deliverable": {"type": ["AID"]}, "deadline": "2022-03-20"})
    assert not verdict(duty, report(), on="2022-03-12", by="2022-03-18").settled
    assert verdict(duty, report(), on="2022-03-21", by="2022-03-24").settled


@pytest.mark.parametrize("status", ["proposed", "initialled", "suspended", "terminated"])
def test_a_text_that_does_not_bind_has_a_shadow(status: str) -> None:
    found = verdict(agreement(BAN, status=status), attack("UKR MIL"), attack("USA GOV"))
    assert (found.level, found.shadow) == ("not_in_force", "breached")
    assert found.attributed == ("RUS MIL",)


def test_a_clause_binds_between_its_days() -> None:
    ban = agreement(BAN | {"when": {"from": "2022-03-08", "until": "2022-03-12"}})
    breach = (attack("UKR MIL"), attack("USA GOV"))
    assert [verdict(ban, *breach, on=day).level for day in ("2022-03-07", "2022-03-12", "2022-03-13")] == [
        "not_in_force",
        "breached",
        "not_in_force",
    ]
    assert verdict(ban, *breach, on="2022-03-13").shadow == "breached"


def vote(*refs: str, day: str = "2022-03-08") -> list[Given]:
    return [
        report(said="The referendum approved it.", type="AGREE", by=[ref], same="vote", day=day, published=day)
        for ref in refs
    ]


def test_a_condition_gates_another_clause() -> None:
    gated = agreement(VOTE, BAN | {"in_force_if": ["vote"]})
    breach = (attack("UKR MIL"), attack("USA GOV"))
    name = ("ban", None, "text")
    assert levels(gated, *breach)[name] == "not_in_force"
    assert levels(gated, *breach, *vote("UKR GOV", "USA GOV"))[name] == "breached"
    assert levels(gated, *breach, *vote("UKR GOV"))[name] == "at_risk", "whether it binds is not settled"
    denied = report(
        said="No referendum.", type="AGREE", by=["RUS GOV"], same="vote", polarity="negated", day="2022-03-08"
    )
    assert levels(gated, *breach, *vote("UKR GOV"), denied)[name] == "disputed", "whether it binds is contested"
    quiet = report(said="No attack.", type="ASSAULT", polarity="negated")
    assert levels(gated, quiet, *vote("UKR GOV"))[name] == "pending"


def test_a_condition_may_ask_for_any_of_several_things_and_for_a_status() -> None:
    either = VOTE | {"any_of": [{"status": "ratified"}, {"event": {"type": ["CONCEDE"]}}]}
    assert levels(agreement(either), *vote("UKR GOV", "USA GOV"))[("vote", None, "text")] == "pending"
    ratified = agreement(either, status="ratified")
    assert levels(ratified, *vote("UKR GOV", "USA GOV"))[("vote", None, "text")] == "fulfilled"


def test_each_reading_is_judged_and_none_is_averaged() -> None:
    read = agreement(
        BAN
        | {
            "readings": [
                {"id": "strict", "overrides": {"materiality": 1}},
                {"id": "mild", "overrides": {"materiality": 9}},
            ]
        }
    )
    breach = (attack("UKR MIL"), attack("USA GOV"))
    assert levels(read, *breach) == {("ban", None, "strict"): "breached", ("ban", None, "mild"): "holds"}
    assert levels(read, *breach, reading="mild") == {("ban", None, "mild"): "holds"}


def test_a_reading_that_no_clause_has_is_refused_with_those_there_are() -> None:
    read = agreement(BAN | {"readings": [{"id": "strict", "overrides": {"materiality": 1}}]})
    with pytest.raises(WrongUse, match="strict"):
        check(read, known(), on=DAY, reading="lenient")


def test_a_declaration_is_shown_and_not_judged() -> None:
    assert check(agreement({"id": "aim", "type": "declaration"}), known(), on=DAY) == ()


def test_what_cannot_be_seen_from_reports_cannot_be_told() -> None:
    hidden = agreement(BAN | {"monitorable": "no"})
    assert verdict(hidden, report(type="AID"), on="2022-03-12").level == "unknown"


def test_a_verdict_says_on_whose_word_or_that_there_is_none() -> None:
    found = verdict(agreement(BAN), attack("UKR MIL"), attack("RUS GOV", act="deny", polarity="negated"))
    assert {cite.voice for cite in found.evidence_against} == {"UKR MIL"}
    assert {cite.voice for cite in found.evidence_for} == {"RUS GOV"}
    silent = verdict(agreement(BAN))
    assert any(reason.sentence == "No statement on it was reported." for reason in silent.why.because)


def test_the_last_day_of_a_record_is_its_last_publication() -> None:
    assert known(report(published="2022-03-10"), report(published="2022-03-12")).last_day() == date(2022, 3, 12)
    assert known().last_day() is None


CLAUSES: list[dict[str, Any]] = [
    BAN,
    VOTE,
    {
        "id": "duty",
        "type": "obligation",
        "who": ["RUS"],
        "deliverable": {"type": ["RETREAT"]},
        "deadline": "2022-03-12",
    },
    {
        "id": "order",
        "type": "step",
        "what": {"type": ["CONSULT"]},
        "relation": "after",
        "of": {"type": ["AGREE"]},
    },
    {
        "id": "help",
        "type": "guarantee",
        "who": ["USA", "GBR"],
        "trigger": {"type": ["ASSAULT"]},
        "consult_within": 2,
        "consultation": {"type": ["CONSULT"]},
    },
    {
        "id": "quiet",
        "type": "ceasefire",
        "where": ["north"],
        "what": {"type": ["ASSAULT"]},
        "tolerance": 1,
        "per_days": 5,
    },
    {
        "id": "less",
        "type": "reduction",
        "where": ["north"],
        "what": {"type": ["ASSAULT"]},
        "baseline": {"from": "2022-03-01", "to": "2022-03-07"},
        "when": {"from": "2022-03-08"},
        "min_days": 2,
        "min_observed_days": 1,
    },
]

reports = some.builds(
    lambda kind, voice, act, day, delay, same, actor: report(
        said=f"{kind} referendum",
        type=kind,
        by=[voice] if voice else [],
        act=act,
        polarity="negated" if act == "deny" else "affirmed",
        day=f"2022-03-{day:02}",
        published=f"2022-03-{day + delay:02}",
        same=f"{kind}-{same}",
        actor=[actor] if actor else [],
    ),
    some.sampled_from(["ASSAULT", "AGREE", "RETREAT", "CONSULT"]),
    some.sampled_from(["UKR MIL", "RUS GOV", "USA GOV", "IGO UNO", None]),
    some.sampled_from(["assert", "accuse", "deny"]),
    some.integers(2, 12),
    some.integers(0, 3),
    some.integers(0, 3),
    some.sampled_from(["RUS MIL", "USA GOV", None]),
)


def judged(agreed: Agreement, given: list[Given]) -> tuple[Verdict, ...]:
    return check(agreed, known(*given), on=DAY)


@settings(max_examples=40, deadline=None)
@given(some.lists(reports, max_size=12), some.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_verdict(given: list[Given], chance: random.Random) -> None:
    agreed = agreement(*CLAUSES)
    shuffled = list(given)
    chance.shuffle(shuffled)
    assert judged(agreed, given) == judged(agreed, shuffled)


@settings(max_examples=25, deadline=None)
@given(some.lists(reports, max_size=12))
def test_every_breach_is_breached_in_the_words_of_two_who_are_independent(given: list[Given]) -> None:
    """No verdict is breached on the word of one voice, whatever it says."""
    agreed = agreement(BAN)
    for one in judged(agreed, given):
        if one.level == "breached":
            assert len({cite.voice for cite in one.evidence_against}) >= 2


def test_the_record_s_own_store_gives_the_same_verdicts_in_any_order() -> None:
    given = [attack("UKR MIL"), attack("USA GOV", published="2022-03-12"), *vote("UKR GOV", "USA GOV")]
    found = []
    for order in (given, given[::-1]):
        store = MemoryStore()
        view = known(*order)
        with store.writing() as writer:
            for document in view.documents():
                writer.keep_document(document)
            writer.keep_statements(view.statements())
        found.append(check(agreement(*CLAUSES), store.view(known_by=date(2022, 3, 13)), on=DAY))
    assert found[0] == found[1]
    assert {one.known_by for one in found[0]} == {"2022-03-13"}


def test_a_view_of_a_situation_shows_what_was_published_by_a_day() -> None:
    view = known(report(published="2022-03-10"), report(published="2022-03-12", said="More shells."), by="2022-03-11")
    assert isinstance(view, GivenView)
    assert len(list(view.documents())) == len(list(view.statements())) == 1
