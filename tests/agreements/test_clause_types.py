"""Each clause type at its edges; the ban, the obligation and the condition are in test_evidence and test_check."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from holdfast.agreements import check
from holdfast.agreements.situations import Given, GivenView
from holdfast.model import Agreement, Count, Verdict
from tests.agreements.making import agreement, known, report, verdict


def two(said: str, day: str, same: str, **fields: Any) -> list[Given]:
    """The same happening in two independent voices, published on its day."""
    return [report(said=said, by=[ref], day=day, published=day, same=same, **fields) for ref in ("IGO UNO", "IGO OSC")]


def by_instance(agreed: Agreement, *given: Given, on: str = "2022-03-20") -> dict[str | None, str]:
    return {one.instance: one.level for one in check(agreed, known(*given), on=date.fromisoformat(on))}


STEP = {
    "id": "summit",
    "type": "step",
    "what": {"type": ["CONSULT"], "words": ["presidents"]},
    "relation": "after",
    "of": {"type": ["AGREE"]},
}


def summit(day: str = "2022-03-10") -> list[Given]:
    return two("The presidents met.", day, "summit", type="CONSULT")


def approval(day: str) -> list[Given]:
    return two("The ministers approved it.", day, "approval", type="AGREE")


STEPS: dict[str, tuple[dict[str, Any], list[Given], str]] = {
    "not taken yet": ({}, [report()], "pending"),
    "after, in order": ({}, summit() + approval("2022-03-08"), "fulfilled"),
    "after, on the same day": ({}, summit() + approval("2022-03-10"), "fulfilled"),
    "after, but too early": ({}, summit() + approval("2022-03-12"), "breached"),
    "after, too early within the tolerance": ({"tolerance": 2}, summit() + approval("2022-03-12"), "fulfilled"),
    "after, without any approval, on which nothing was reported": ({}, summit(), "unknown"),
    "after, without any approval, as somebody says": (
        {},
        [*summit(), report(said="No approval was given.", by=["IGO UNO"], type="AGREE", polarity="negated")],
        "breached",
    ),
    "after, with an approval that one voice tells": ({}, summit() + approval("2022-03-08")[:1], "at_risk"),
    "after, with an approval on an unknown day up to that of the step": (
        {},
        [*summit(), *(report(by=[ref], type="AGREE", same="approval", day=None) for ref in ("IGO UNO", "IGO OSC"))],
        "fulfilled",
    ),
    "after, with an approval on an unknown day that may be later": (
        {},
        [*summit(), *(report(by=[f"IGO {n}"], type="AGREE", same="a", day=None, published="2022-03-12") for n in "AB")],
        "at_risk",
    ),
    "with, together": ({"relation": "with"}, summit() + approval("2022-03-10"), "fulfilled"),
    "with, a day apart": ({"relation": "with"}, summit() + approval("2022-03-09"), "breached"),
    "with, a day apart within the tolerance": (
        {"relation": "with", "tolerance": 1},
        summit() + approval("2022-03-09"),
        "fulfilled",
    ),
    "before, in order": ({"relation": "before"}, summit() + approval("2022-03-12"), "fulfilled"),
    "before, but too late": ({"relation": "before"}, summit() + approval("2022-03-08"), "breached"),
    "beside what it excludes": ({"relation": "excludes"}, summit() + approval("2022-03-10"), "breached"),
    "apart from what it excludes": ({"relation": "excludes"}, summit("2022-03-18") + approval("2022-03-10"), "holds"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step(name: str) -> None:
    fields, given, level = STEPS[name]
    found = verdict(agreement(STEP | fields), *given)
    assert found.level == level, "\n".join(found.why.lines())


def test_a_step_may_wait_for_another_clause() -> None:
    vote = {"id": "vote", "type": "condition", "all_of": [{"event": {"type": ["AGREE"]}}]}
    step = {name: part for name, part in STEP.items() if name != "of"} | {"of_clause": "vote"}
    agreed = agreement(step, vote)
    assert by_instance(agreed, *summit(), *approval("2022-03-08")) == {None: "fulfilled"}
    first = check(agreed, known(*summit(), *approval("2022-03-12")), on=date(2022, 3, 20))[0]
    assert first.level == "breached"


GUARANTEE = {
    "id": "help",
    "type": "guarantee",
    "who": ["USA", "FRA"],
    "to": ["UKR"],
    "where": ["ukraine"],
    "trigger": {"type": ["ASSAULT"]},
    "excluded_areas": ["crimea"],
    "consult_within": 3,
    "consultation": {"type": ["CONSULT"]},
    "assistance": {"type": ["AID"]},
    "trigger_gap": 5,
}
ODESA = {"name": "Odesa", "country": "UKR"}


def attack(day: str = "2022-03-10", place: Any = None, same: str = "attack") -> list[Given]:
    return two("Missiles hit.", day, same, place=place or ODESA)


def deed(kind: str, who: str, day: str) -> list[Given]:
    return two(f"{who} did it.", day, f"{kind}-{who}-{day}", type=kind, actor=[who], place=None)


def undone(who: str, kind: str = "CONSULT", day: str = "2022-03-16") -> Given:
    said = f"{who} did not do it."
    return report(
        said=said, by=["IGO UNO"], type=kind, polarity="negated", actor=[who], place=None, day=day, published=day
    )


def test_silence_on_what_a_guarantor_does_is_no_breach() -> None:
    name = "trigger of 2022-03-10 · FRA"
    elsewhere = [
        *deed("CONSULT", "USA GOV", "2022-03-12"),
        *deed("AID", "FRA GOV", "2022-03-12"),
        report(type="CONSULT"),
    ]
    before = undone("FRA GOV", day="2022-03-08")
    (silent,) = (
        one
        for one in check(agreement(GUARANTEE), known(*attack(), *elsewhere, before), on=date(2022, 3, 20))
        if one.instance == name
    )
    assert silent.level == "unknown", "\n".join(silent.why.lines())
    assert any("silence is not taken for a breach" in line for line in silent.why.lines())
    assert any(line.strip() == "No consultation in time. This is not settled." for line in silent.why.lines())
    assert by_instance(agreement(GUARANTEE), *attack(), undone("FRA GOV"))[name] == "breached"
    doubtful = msgspec.structs.replace(undone("FRA GOV"), confidence=0.1)
    assert by_instance(agreement(GUARANTEE), *attack(), doubtful)[name] == "unknown"


def test_a_guarantee_has_an_instance_for_each_trigger_and_guarantor() -> None:
    given = [
        *attack(),
        *attack("2022-03-18", same="again"),
        *deed("CONSULT", "USA GOV", "2022-03-12"),
        undone("FRA GOV"),
    ]
    assert by_instance(agreement(GUARANTEE), *given) == {
        "trigger of 2022-03-10 · USA": "pending",
        "trigger of 2022-03-10 · FRA": "breached",
        "trigger of 2022-03-18 · USA": "pending",
        "trigger of 2022-03-18 · FRA": "pending",
    }


def test_attacks_that_follow_closely_are_one_trigger() -> None:
    given = [*attack(), *attack("2022-03-14", same="second"), *attack("2022-03-18", same="third")]
    assert set(by_instance(agreement(GUARANTEE), *given)) == {
        "trigger of 2022-03-10 · USA",
        "trigger of 2022-03-10 · FRA",
    }


def test_help_that_was_given_after_consulting_fulfils_it() -> None:
    given = [*attack(), *deed("CONSULT", "USA GOV", "2022-03-12"), *deed("AID", "USA MIL", "2022-03-15")]
    assert by_instance(agreement(GUARANTEE), *given)["trigger of 2022-03-10 · USA"] == "fulfilled"


def test_an_attack_in_an_excluded_area_triggers_nothing() -> None:
    given = [
        *attack(place={"name": "Sevastopol", "country": "UKR"}),
        report(actor=["USA GOV"], place=ODESA, type="AID"),
    ]
    assert set(by_instance(agreement(GUARANTEE), *given)) == {None}


def test_an_attack_that_may_lie_in_an_excluded_area_is_no_sure_trigger() -> None:
    vague = {"name": "Ukraine", "country": "UKR", "precision": "country"}
    given = [*attack(place=vague), undone("USA GOV")]
    assert by_instance(agreement(GUARANTEE), *given)["trigger of 2022-03-10 · USA"] == "at_risk"


def test_an_attack_that_one_voice_tells_is_no_sure_trigger() -> None:
    given = [*attack()[:1], undone("FRA GOV")]
    assert by_instance(agreement(GUARANTEE), *given)["trigger of 2022-03-10 · FRA"] == "at_risk"


def test_where_all_must_decide_one_alone_owes_no_help() -> None:
    strict = GUARANTEE | {"assist_within": 5, "decision_event": {"type": ["AGREE"]}}
    given = [*attack(), *deed("CONSULT", "USA GOV", "2022-03-12"), *deed("AGREE", "USA GOV", "2022-03-12")]
    given.append(undone("USA GOV", "AID"))
    name = "trigger of 2022-03-10 · USA"
    assert by_instance(agreement(strict | {"decision": "each"}), *given)[name] == "breached"
    assert by_instance(agreement(strict | {"decision": "unanimous"}), *given)[name] == "pending"
    together = [*given, *deed("AGREE", "FRA GOV", "2022-03-12")]
    assert by_instance(agreement(strict | {"decision": "unanimous"}), *together)[name] == "breached"
    assert by_instance(agreement(strict | {"decision": "majority"}), *together)[name] == "breached"


CEASEFIRE = {
    "id": "quiet",
    "type": "ceasefire",
    "where": ["north", "crimea"],
    "what": {"type": ["ASSAULT"]},
    "tolerance": 1,
    "per_days": 3,
    "excluded": [{"type": ["ASSAULT"], "words": ["drill"]}],
}


def test_a_ceasefire_counts_incidents_in_each_area_above_its_tolerance() -> None:
    given = [*two("Shells.", "2022-03-09", "a"), *two("Shells.", "2022-03-10", "b")]
    agreed = agreement(CEASEFIRE)
    assert by_instance(agreed, *given, on="2022-03-10") == {"north": "breached", "crimea": "unknown"}
    assert by_instance(agreed, *given, on="2022-03-11")["north"] == "breached"
    assert by_instance(agreed, *given, on="2022-03-12")["north"] == "holds", "the first is out of the three days"


def test_an_excluded_incident_does_not_count() -> None:
    given = [*two("Shells.", "2022-03-09", "a"), *two("Shells in a drill.", "2022-03-10", "b")]
    assert by_instance(agreement(CEASEFIRE), *given, on="2022-03-10")["north"] == "holds"


LIMIT = {
    "id": "cap",
    "type": "limit",
    "who": ["UKR"],
    "what": {"type": ["MOBILIZE"]},
    "quantity": "personnel",
    "max": 100,
}


def figures(*figures: tuple[str, float | None, float | None], voices: int = 2) -> GivenView:
    """Reports of the strength of a force, each as (day, low, high)."""
    given = [
        one
        for day, _, _ in figures
        for one in two("Strength.", day, day, type="MOBILIZE", actor=["UKR MIL"], place=None)[:voices]
    ]
    view = known(*given)
    ranges = {day: (low, high) for day, low, high in figures}
    counted = [
        (
            document,
            msgspec.structs.replace(statement, counts=(count(*ranges[document.published or ""]),)),
            document.published,
        )
        for document, statement in zip(view.documents(), view.statements(), strict=True)
    ]
    return GivenView(counted, known_by=None)


def count(low: float | None, high: float | None) -> Count:
    return Count(what="personnel", text="S", start=0, end=1, low=low, high=high)


LIMITS: dict[str, tuple[GivenView, str]] = {
    "below the cap": (figures(("2022-03-10", 80, 90)), "holds"),
    "above the cap": (figures(("2022-03-10", 120, 130)), "breached"),
    "at the cap": (figures(("2022-03-10", 100, 100)), "holds"),
    "perhaps above it": (figures(("2022-03-10", 90, 110)), "at_risk"),
    "at least so many, open above": (figures(("2022-03-10", 90, None)), "at_risk"),
    "above once, below since": (figures(("2022-03-08", 120, 130), ("2022-03-12", 80, 90)), "holds"),
    "below once, above since": (figures(("2022-03-08", 80, 90), ("2022-03-12", 120, 130)), "breached"),
    "above, in the word of one": (figures(("2022-03-10", 120, 130), voices=1), "at_risk"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit(name: str) -> None:
    view, level = LIMITS[name]
    (found,) = check(agreement(LIMIT), view, on=date(2022, 3, 14))
    assert found.level == level, "\n".join(found.why.lines())


def test_a_floor_is_a_limit_too() -> None:
    floor = {name: part for name, part in LIMIT.items() if name != "max"} | {"min": 100}
    (below,) = check(agreement(floor), figures(("2022-03-10", 80, 90)), on=date(2022, 3, 14))
    (above,) = check(agreement(floor), figures(("2022-03-10", 120, None)), on=date(2022, 3, 14))
    assert (below.level, above.level) == ("breached", "holds")


REQUESTED = {
    "id": "talks",
    "type": "consultation",
    "request": {"type": ["CONSULT"], "act": ["demand"]},
    "meeting": {"type": ["CONSULT"], "mode": ["meet"]},
    "within": 2,
}


def asked(day: str) -> list[Given]:
    return two(
        "They asked to meet.", day, f"ask-{day}", type="CONSULT", act="demand", status="hypothetical", place=None
    )


def met(day: str) -> list[Given]:
    return two("They met.", day, f"met-{day}", type="CONSULT", mode="meet", place=None)


def test_a_consultation_is_owed_for_each_request() -> None:
    given = [*asked("2022-03-08"), *met("2022-03-10"), *asked("2022-03-12"), *asked("2022-03-19")]
    given.append(
        report(said="Nobody met.", type="CONSULT", mode="meet", polarity="negated", day=None, published="2022-03-16")
    )
    assert by_instance(agreement(REQUESTED), *given) == {
        "request of 2022-03-08": "fulfilled",
        "request of 2022-03-12": "breached",
        "request of 2022-03-19": "pending",
    }
    assert by_instance(agreement(REQUESTED), report(day="2022-03-18", published="2022-03-18")) == {None: "holds"}


def test_a_request_alone_says_nothing_on_whether_they_met() -> None:
    assert by_instance(agreement(REQUESTED), *asked("2022-03-12")) == {"request of 2022-03-12": "unknown"}


def test_a_regular_consultation_is_missed_when_a_whole_period_passes_without() -> None:
    regular = {"id": "talks", "type": "consultation", "meeting": {"type": ["CONSULT"]}, "every": 7}
    assert by_instance(agreement(regular), *met("2022-03-05"), on="2022-03-09") == {None: "holds"}
    assert by_instance(agreement(regular), *met("2022-03-05"), on="2022-03-15") == {None: "unknown"}
    off = report(
        said="The meeting fell through.", type="CONSULT", polarity="negated", day="2022-03-12", published="2022-03-13"
    )
    assert by_instance(agreement(regular), *met("2022-03-05"), off, on="2022-03-15") == {None: "breached"}
    assert by_instance(agreement(regular), *met("2022-03-05"), on="2022-03-05") == {None: "pending"}


def test_open_talks_are_pending_until_their_end() -> None:
    talks = {"id": "talks", "type": "consultation", "meeting": {"type": ["CONSULT"]}, "until": "2022-03-15"}
    assert by_instance(agreement(talks), *met("2022-03-05"), on="2022-03-10") == {None: "pending"}
    assert by_instance(agreement(talks), report(), on="2022-03-16") == {None: "unknown"}
    never = report(said="They never met.", type="CONSULT", polarity="negated", day=None, published="2022-03-16")
    assert by_instance(agreement(talks), never, on="2022-03-16") == {None: "breached"}


REDUCTION = {
    "id": "less",
    "type": "reduction",
    "who": ["RUS"],
    "where": ["north"],
    "what": {"type": ["ASSAULT"]},
    "baseline": {"from": "2022-03-01", "to": "2022-03-14"},
    "when": {"from": "2022-03-15"},
    "min_days": 5,
}


def daily(first: str, last: str, times: int, **fields: Any) -> Given:
    return report(each_day={"from": first, "to": last}, times=times, day=None, published=None, **fields)


def test_a_reduction_is_judged_on_settled_days_only() -> None:
    given = (daily("2022-03-01", "2022-03-14", 6), daily("2022-03-15", "2022-03-22", 1))
    agreed = agreement(REDUCTION)
    assert verdict(agreed, *given, on="2022-03-21", by="2022-03-21").level == "pending"
    assert verdict(agreed, *given, on="2022-03-21", by="2022-03-22").level == "holds"


def test_days_whose_reports_are_not_all_in_are_told_with_what_is_expected_of_them() -> None:
    """Half of the happenings are told on their day and half two days later: of the last two days half is told."""
    given = (
        daily("2022-03-01", "2022-03-27", 2),
        *(
            report(day=f"2022-03-{day:02}", published=f"2022-03-{day + 2:02}", said=f"Shells fell on the {day}th, {n}.")
            for day in range(1, 26)
            for n in range(2)
        ),
    )
    lines = verdict(agreement(REDUCTION), *given, on="2022-03-27", by="2022-03-27").why.lines()
    (line,) = (line for line in lines if "not all in" in line)
    assert "2022-03-25 to 2022-03-27" in line
    assert "8 are told so far" in line
    assert "about 67% of what will be told: 12 (8 to 18)" in line
    assert "do not enter the verdict" in line
    settled = verdict(agreement(REDUCTION), *given, on="2022-03-20", by="2022-03-27").why.lines()
    assert not any("not all in" in line for line in settled)


def test_a_window_looks_at_the_last_days_only() -> None:
    given = (
        daily("2022-03-01", "2022-03-14", 4),
        daily("2022-03-15", "2022-03-21", 12),
        daily("2022-03-22", "2022-04-10", 1),
    )
    assert verdict(agreement(REDUCTION | {"window": 10}), *given, on="2022-04-05").level == "holds"
    whole = verdict(agreement(REDUCTION), *given, on="2022-04-05")
    assert whole.level == "unknown"
    assert any(reason.sentence.startswith("Undecided") for reason in whole.why.because)


def test_days_without_a_day_are_told_and_not_counted() -> None:
    given = (daily("2022-03-01", "2022-03-14", 6), daily("2022-03-15", "2022-03-28", 1), report(day=None))
    found = verdict(agreement(REDUCTION), *given, on="2022-03-28", by="2022-03-31")
    assert any("1 more is not counted" in reason.sentence for reason in found.why.because)


def test_quiet_without_reports_is_not_taken_as_quiet() -> None:
    found = verdict(agreement(REDUCTION), daily("2022-03-01", "2022-03-14", 6), on="2022-03-28", by="2022-04-05")
    assert found.level == "unknown"
    talked = daily("2022-03-15", "2022-03-28", 1, type="AID", said="Aid came to Kyiv.")
    quiet = verdict(
        agreement(REDUCTION), daily("2022-03-01", "2022-03-14", 6), talked, on="2022-03-28", by="2022-04-05"
    )
    assert quiet.level == "holds"


def test_days_before_the_record_begins_are_not_taken_for_quiet_days() -> None:
    """The record begins five days before the promise: 6 a day before, 1 a day after, and not 6 in 14 days."""
    given = (daily("2022-03-10", "2022-03-14", 6), daily("2022-03-15", "2022-03-28", 1))
    found = verdict(agreement(REDUCTION), *given, on="2022-03-28", by="2022-03-31")
    assert found.level == "holds"
    assert any("30 on 6 days with reports before" in reason.sentence for reason in found.why.because)


def test_attacks_read_with_too_little_certainty_are_in_no_series() -> None:
    given = (
        daily("2022-03-01", "2022-03-14", 6),
        daily("2022-03-15", "2022-03-28", 1),
        daily("2022-03-15", "2022-03-28", 5, said="Perhaps shells.", confidence=0.1),
    )
    found = verdict(agreement(REDUCTION), *given, on="2022-03-28", by="2022-03-31")
    assert found.level == "holds", "\n".join(found.why.lines())
    assert any("70 statements read with less certainty than 0.3" in reason.sentence for reason in found.why.because)
    everything = agreement(REDUCTION, evidence={"min_confidence": 0})
    assert verdict(everything, *given, on="2022-03-28", by="2022-03-31").level != "holds"


def reasons_of(*given: Given, **fields: Any) -> list[str]:
    found = verdict(agreement(REDUCTION | fields), *given, on="2022-03-28", by="2022-03-31")
    return [line.strip() for line in found.why.lines()]


ATTACKS = {"measures": [{"id": "attacks", "title": "attacks", "what": {"type": ["ASSAULT"]}}]}
PLAIN: dict[str, tuple[int, int, dict[str, Any], str]] = {
    "a fall": (
        6,
        1,
        ATTACKS,
        "It has become less, as far as promised: 84 attacks on 14 days with reports before, 14 on 14 after; so large a "
        "fall is hardly chance.",
    ),
    "a rise": (
        2,
        6,
        ATTACKS,
        "It has not become less: 28 attacks on 14 days with reports before, 84 on 14 after; so large a rise is hardly "
        "chance.",
    ),
    "less of a fall than promised": (
        6,
        5,
        ATTACKS | {"target_ratio": 0.2},
        "It has not become as much less as promised: 84 attacks on 14 days with reports before, 70 on 14 after; chance "
        "hardly hides a fall as large as promised.",
    ),
    "no change, of something without a title": (
        3,
        3,
        {},
        "Undecided: activity: 42 on 14 days with reports before, 42 on 14 after; there is no change, and too few were "
        "counted to rule one out.",
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_comparison_is_told_in_plain_words_first(name: str) -> None:
    before, after, fields, sentence = PLAIN[name]
    lines = reasons_of(daily("2022-03-01", "2022-03-14", before), daily("2022-03-15", "2022-03-28", after), **fields)
    assert lines[2] == sentence, "\n".join(lines)
    assert "confidence" not in lines[2]
    assert "a ratio of the daily rates of" in lines[3]
    assert "with 95 % confidence it lies between" in lines[3]
    assert lines[4].startswith("Method: ")


def test_counts_that_are_too_few_to_bound_a_ratio_are_told_so() -> None:
    quiet = daily("2022-03-01", "2022-03-28", 1, type="AID", said="Aid came to Kyiv.")
    few = [report(day=day, published=day) for day in ("2022-03-02", "2022-03-20")]
    lines = reasons_of(quiet, *few, **ATTACKS)
    assert lines[2] == (
        "Undecided: attacks: 1 on 14 days with reports before, 1 on 14 after; there is no change, and too few were "
        "counted to rule one out."
    )
    assert "a ratio of the daily rates of 1.00; the counts are too few to bound it." in lines[3]


def test_a_fall_that_is_seen_everywhere_is_told_as_undecided_first() -> None:
    both = [
        daily(first, last, times, place=place, said=f"Shells fell on {place}.")
        for place in ("Kyiv", "Sevastopol")
        for first, last, times in (("2022-03-01", "2022-03-14", 8), ("2022-03-15", "2022-03-28", 2))
    ]
    lines = reasons_of(*both, control_areas=["crimea"], **ATTACKS)
    assert lines[2].startswith("Undecided: it fell in crimea too, where nothing was promised")
    assert lines[3].startswith("Against crimea")


def test_contested_attacks_that_decide_it_make_it_disputed() -> None:
    denied = daily(
        "2022-03-15", "2022-03-28", 8, said="Not so.", by=["RUS MIL"], act="deny", polarity="negated", same="x"
    )
    given = (
        daily("2022-03-01", "2022-03-14", 8),
        daily("2022-03-15", "2022-03-28", 8, by=["UKR MIL"], same="x"),
        denied,
    )
    found = verdict(agreement(REDUCTION), *given, on="2022-03-28", by="2022-03-31")
    assert found.level == "disputed", "\n".join(found.why.lines())


def test_several_measures_stand_side_by_side() -> None:
    both = REDUCTION | {
        "measures": [{"id": "attacks", "what": {"type": ["ASSAULT"]}}, {"id": "moves", "what": {"type": ["MOBILIZE"]}}]
    }
    found: tuple[Verdict, ...] = check(
        agreement(both), known(daily("2022-03-01", "2022-03-28", 4)), on=date(2022, 3, 28)
    )
    assert [one.instance for one in found] == ["north · attacks", "north · moves"]
