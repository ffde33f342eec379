"""When a claim is accepted, and what a single clause makes of it; every test is a ban on attacks in the north."""

from __future__ import annotations

from typing import Any

import pytest

from holdfast.agreements.situations import Given
from holdfast.model import Agreement
from tests.agreements.making import agreement, report, verdict

BAN = {"id": "ban", "type": "prohibition", "who": ["RUS"], "where": ["north"], "what": {"type": ["ASSAULT"]}}


def ban(**fields: Any) -> Agreement:
    return agreement(BAN | fields)


def by(*refs: str, **fields: Any) -> Given:
    return report(by=list(refs), same="attack", **fields)


QUIET = report(said="No attack.", type="ASSAULT", polarity="negated")
TWO = (by("UKR MIL", actor=["RUS MIL"]), report(outlet="Harbour Wire", same="attack", actor=["RUS MIL"]))

CASES: dict[str, tuple[str, tuple[Given, ...]]] = {
    "two independent voices": ("breached", TWO),
    "one voice": ("at_risk", TWO[:1]),
    "one voice in two papers": ("at_risk", (TWO[0], by("UKR MIL", outlet="Morning Lamp", actor=["RUS MIL"]))),
    "two voices of one side": ("at_risk", (TWO[0], by("UKR GOV", actor=["RUS MIL"]))),
    "both sides in one joint word": ("breached", (by("RUS GOV+UKR GOV", actor=["RUS MIL"]),)),
    "both sides": ("breached", (TWO[0], by("RUS GOV", actor=["RUS MIL"]))),
    "an accusation of one and a report": ("breached", (by("UKR GOV", act="accuse", actor=["RUS"]), TWO[1])),
    "two voices and a denial": ("disputed", (*TWO, by("RUS GOV", act="deny", polarity="negated"))),
    "two voices and a monitor that saw nothing": ("disputed", (*TWO, by("IGO OSC", polarity="negated"))),
    "a denial that changes nothing about another place": (
        "breached",
        (*TWO, report(by=["RUS GOV"], act="deny", polarity="negated", place="Chernihiv")),
    ),
    "a denial of an earlier day": (
        "breached",
        (*TWO, report(by=["RUS GOV"], act="deny", polarity="negated", day="2022-03-08", published="2022-03-08")),
    ),
    "a denial of that day and place that was not merged": (
        "disputed",
        (*TWO, report(by=["RUS GOV"], act="deny", polarity="negated", published="2022-03-11")),
    ),
    "a denial without a day, weeks later": (
        "breached",
        (*TWO, report(by=["RUS GOV"], act="deny", polarity="negated", day=None, published="2022-03-14")),
    ),
    "a denial for the whole of another region": (
        "breached",
        (
            *TWO,
            report(
                by=["RUS GOV"],
                act="deny",
                polarity="negated",
                place={"name": "Kharkiv Oblast", "admin1": "Kharkiv Oblast", "precision": "admin1"},
            ),
        ),
    ),
    "a denial for the whole of its region": (
        "disputed",
        (
            *TWO,
            report(
                by=["RUS GOV"],
                act="deny",
                polarity="negated",
                place={"name": "Kyiv Oblast", "admin1": "Kyiv Oblast", "precision": "admin1"},
            ),
        ),
    ),
    "a denial without a place, in another document": (
        "breached",
        (*TWO, report(by=["RUS GOV"], act="deny", polarity="negated", place=None)),
    ),
    "a denial of another manner": (
        "breached",
        (
            by("UKR MIL", mode="artillery"),
            report(outlet="Harbour Wire", same="attack", mode="artillery"),
            by("RUS GOV", mode="airstrike", act="deny", polarity="negated"),
        ),
    ),
    "a report taken back by one of three who made it": (
        "disputed",
        (*TWO, by("UKR MIL", published="2022-03-12", polarity="negated"), by("USA GOV"), by("IGO UNO")),
    ),
    "a report taken back, and nobody else": (
        "holds",
        (TWO[0], by("UKR MIL", published="2022-03-12", polarity="negated", said="It was no attack.")),
    ),
    "an attack by others": ("holds", (by("UKR MIL", actor=["POL MIL"]), by("USA GOV", actor=["POL MIL"]))),
    "an attack by nobody known": ("breached", (by("UKR MIL"), by("USA GOV"))),
    "an attack that each lays to the other": (
        "disputed",
        (by("UKR MIL", actor=["RUS MIL"]), by("RUS MIL", actor=["UKR MIL"])),
    ),
    "a joint attack": ("breached", (by("UKR MIL", actor=["BLR MIL+RUS MIL"]), by("USA GOV", actor=["RUS MIL"]))),
    "a plan": ("holds", (by("UKR MIL", status="planned"), by("USA GOV", status="planned"))),
    "a threat": ("holds", (by("RUS GOV", act="threaten", status="planned"), by("USA GOV", status="possible"))),
    "a condition": ("holds", (by("UKR MIL", status="hypothetical"), by("USA GOV", status="hypothetical"))),
    "a demand to stop": ("holds", (by("UKR GOV", act="demand"), by("USA GOV", act="demand"))),
    "a judgement": ("holds", (by("UKR GOV", act="evaluate"), by("USA GOV", act="evaluate"))),
    "another kind of happening": ("unknown", (by("UKR MIL", type="COERCE"), by("USA GOV", type="COERCE"))),
    "an attack elsewhere": (
        "unknown",
        (by("UKR MIL", place="Lviv"), by("USA GOV", place="Lviv")),
    ),
    "an attack somewhere in the country": (
        "unknown",
        tuple(by(ref, place={"name": "Ukraine", "country": "UKR", "precision": "country"}) for ref in ("UKR", "USA")),
    ),
    "an attack that one voice places": ("breached", (by("UKR MIL", place=None), by("USA GOV"))),
    "an attack before it bound": (
        "holds",
        (*(by(ref, day="2022-02-27", published="2022-02-27") for ref in ("UKR", "USA")), QUIET),
    ),
    "an attack on a day that nobody tells": ("at_risk", (by("UKR MIL", day=None), by("USA GOV", day=None))),
    "an attack that goes on as it is told": (
        "breached",
        (by("UKR MIL", day=None, status="ongoing"), by("USA GOV", day=None, status="ongoing")),
    ),
    "nothing at all": ("unknown", ()),
    "a report that it was quiet": ("holds", (QUIET,)),
    "reports from there, of other things": ("unknown", (report(type="AID"),)),
    "a report of quiet that is weeks old": (
        "unknown",
        (report(said="No attack.", type="ASSAULT", polarity="negated", day="2022-03-02", published="2022-03-02"),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_ban_makes_of(name: str) -> None:
    level, given = CASES[name]
    on = "2022-03-13" if level == "holds" else "2022-03-14"
    found = verdict(ban(), *given, on=on)
    assert found.level == level, "\n".join(found.why.lines())


def test_a_breach_is_laid_only_to_whom_accepted_claims_name() -> None:
    assert verdict(ban(), *TWO).attributed == ("RUS MIL",)
    one_names = verdict(ban(), TWO[0], by("USA GOV"))
    assert one_names.level == "breached"
    assert one_names.attributed == ()


def test_a_policy_of_one_voice_accepts_one_voice() -> None:
    assert verdict(ban(evidence={"min_independent": 1}), TWO[0]).level == "breached"


def test_a_ban_may_allow_a_number() -> None:
    second = (by("UKR MIL"), by("USA GOV"), *(report(by=[ref], same="other") for ref in ("UKR MIL", "USA GOV")))
    assert verdict(ban(materiality=3), *second, on="2022-03-14").level == "holds"
    assert verdict(ban(materiality=2), *second, on="2022-03-14").level == "breached"


def test_an_exception_that_covers_the_same_happening_excuses_it() -> None:
    excused = ban(unless=[{"type": ["ASSAULT"], "words": ["self-defence"]}])
    told = report(said="It was self-defence.", by=["IGO UNO"], same="attack")
    assert verdict(excused, *TWO, on="2022-03-14").level == "breached"
    assert verdict(excused, *TWO, told, on="2022-03-14").level == "at_risk"
    both = (told, report(said="Shots in self-defence.", by=["USA GOV"], same="attack"))
    assert verdict(excused, *TWO, *both, on="2022-03-14").level == "holds"


def test_a_consent_counts_only_if_it_came_first() -> None:
    consented = ban(unless=[{"type": ["AGREE"], "words": ["consent"]}])
    first = [
        report(said="We consent.", by=[ref], type="AGREE", same="consent", day="2022-03-09", published="2022-03-09")
        for ref in ("UKR GOV", "USA GOV")
    ]
    later = [
        report(said="We consent.", by=[ref], type="AGREE", same="consent", day="2022-03-12", published="2022-03-12")
        for ref in ("UKR GOV", "USA GOV")
    ]
    assert verdict(consented, *TWO, *first, on="2022-03-14").level == "holds"
    assert verdict(consented, *TWO, *later, on="2022-03-14").level == "breached"


SURE, UNSURE = {"confidence": 0.3}, {"confidence": 0.29}
CERTAINTIES: dict[str, tuple[str, tuple[Given, ...]]] = {
    "two voices read with enough certainty": ("breached", (by("UKR MIL", **SURE), by("USA GOV", **SURE))),
    "one of two read with too little": ("at_risk", (by("UKR MIL", **SURE), by("USA GOV", **UNSURE))),
    "a denial read with too little": (
        "breached",
        (*TWO, by("RUS GOV", act="deny", polarity="negated", **UNSURE)),
    ),
    "both read with too little, which is no report on the matter either": (
        "unknown",
        (by("UKR MIL", **UNSURE), by("USA GOV", **UNSURE)),
    ),
    "two voices that no machine has read": ("breached", TWO),
}


@pytest.mark.parametrize("name", CERTAINTIES)
def test_what_was_read_with_too_little_certainty_neither_affirms_nor_denies(name: str) -> None:
    level, given = CERTAINTIES[name]
    found = verdict(ban(), *given, on="2022-03-14")
    assert found.level == level, "\n".join(found.why.lines())


def test_the_reasons_say_how_many_were_read_with_too_little_certainty() -> None:
    elsewhere = by("IGO UNO", place="Lviv", **UNSURE)
    before = by("IGO UNO", day="2022-02-20", published="2022-02-20", **UNSURE)
    one = verdict(ban(), *TWO, by("USA GOV", **UNSURE), elsewhere, before, on="2022-03-14")
    assert any("1 statement read with less certainty than 0.3 is not counted." in line for line in one.why.lines())
    two = verdict(ban(), by("USA GOV", **UNSURE), by("UKR GOV", **UNSURE), on="2022-03-14")
    assert any("2 statements read with less certainty than 0.3 are not counted." in line for line in two.why.lines())
    none = verdict(ban(), *TWO, on="2022-03-14")
    assert not any("certainty" in line for line in none.why.lines())


def test_a_clause_may_ask_for_more_or_less_certainty() -> None:
    unsure = (by("UKR MIL", **UNSURE), by("USA GOV", **UNSURE))
    assert verdict(ban(evidence={"min_confidence": 0}), *unsure, on="2022-03-14").level == "breached"
    sure = (by("UKR MIL", **SURE), by("USA GOV", **SURE))
    assert verdict(ban(evidence={"min_confidence": 0.9}), *sure, on="2022-03-14").level == "unknown"


DUTY = {
    "id": "duty",
    "type": "obligation",
    "who": ["RUS"],
    "deliverable": {"type": ["RETREAT"]},
    "deadline": "2022-03-10",
    "when": {"grace": 2},
}


def done(ref: str, day: str | None = "2022-03-08", **fields: Any) -> Given:
    told = {"said": "They left.", "by": [ref], "type": "RETREAT", "day": day, "published": day, "same": "exit"}
    return report(**told | fields)


OBLIGATIONS: dict[str, tuple[str, str, tuple[Given, ...]]] = {
    "done in time": ("fulfilled", "2022-03-20", (done("UKR MIL"), done("USA GOV"))),
    "done within the grace": (
        "fulfilled",
        "2022-03-20",
        (done("UKR MIL", "2022-03-12"), done("USA GOV", "2022-03-12")),
    ),
    "done too late": ("breached", "2022-03-20", (done("UKR MIL", "2022-03-13"), done("USA GOV", "2022-03-13"))),
    "in the bearer's own word alone": ("at_risk", "2022-03-20", (done("RUS MIL"),)),
    "in the bearer's word and one more": ("at_risk", "2022-03-20", (done("RUS MIL"), done("USA GOV"))),
    "said by one, denied by the other": (
        "disputed",
        "2022-03-20",
        (done("RUS MIL"), done("UKR MIL", act="deny", polarity="negated")),
    ),
    "still time": ("pending", "2022-03-11", (report(actor=["RUS MIL"]),)),
    "claimed while there is time": ("pending", "2022-03-11", (done("RUS MIL"),)),
    "never done, as somebody says": ("breached", "2022-03-20", (done("UKR MIL", polarity="negated"),)),
    "never done, as a denial says that names nobody": (
        "breached",
        "2022-03-20",
        (report(said="Nobody has left.", type="RETREAT", polarity="negated", day=None, published="2022-03-12"),),
    ),
    "never done, and only promised while there was time": (
        "unknown",
        "2022-03-20",
        (done("RUS MIL", act="promise", status="planned"),),
    ),
    "never done, while a withdrawal is spoken of as a plan when the time is over": (
        "breached",
        "2022-03-20",
        (done("RUS MIL", act="promise", status="planned", day=None, published="2022-03-13"),),
    ),
    "never done, and reports are on another matter": ("unknown", "2022-03-20", (report(actor=["RUS MIL"]),)),
    "never done, and the only report on it is older than the duty": (
        "unknown",
        "2022-03-20",
        (done("UKR MIL", "2022-02-20", polarity="negated"),),
    ),
    "never done, and the only report on it is of others": (
        "unknown",
        "2022-03-20",
        (done("POL MIL", actor=["POL MIL"], act="promise", status="planned"),),
    ),
    "never done, and nothing was reported of anything": ("unknown", "2022-03-20", ()),
    "before it binds": ("not_in_force", "2022-02-20", ()),
}


@pytest.mark.parametrize("name", OBLIGATIONS)
def test_what_an_obligation_makes_of(name: str) -> None:
    level, on, given = OBLIGATIONS[name]
    found = verdict(agreement(DUTY), *given, on=on)
    assert found.level == level, "\n".join(found.why.lines())


def test_a_breach_by_omission_ends_in_the_words_that_it_was_not_done() -> None:
    found = verdict(agreement(DUTY), done("UKR MIL", "2022-03-14", said="They stayed.", polarity="negated"))
    assert found.level == "breached"
    assert [cite.quote for cite in found.evidence_against] == ["They stayed."]
    assert not any("No statement on it was reported" in line for line in found.why.lines())


def test_a_breach_by_omission_that_is_only_spoken_of_says_that_nobody_tells_of_it() -> None:
    late = done("RUS MIL", act="promise", status="planned", said="They will leave.", day=None, published="2022-03-13")
    found = verdict(agreement(DUTY), late)
    assert found.level == "breached"
    lines = "\n".join(found.why.lines())
    assert "They will leave." in lines
    assert "Nobody says that it was done, or that it was not." in lines


def test_the_last_day_is_in_time_only_if_the_calendar_says_so() -> None:
    last = (done("UKR MIL", "2022-03-12"), done("USA GOV", "2022-03-12"))
    assert verdict(agreement(DUTY), *last).level == "fulfilled"
    assert verdict(agreement(DUTY, calendar={"inclusive": False}), *last).level == "breached"


def delivery(day: str) -> Given:
    return report(said="A convoy came.", by=["IGO UNO"], type="AID", mode="humanitarian", day=day, published=day)


@pytest.mark.parametrize(
    ("days", "level"), [((), "at_risk"), (("2022-03-03",), "at_risk"), (("2022-03-03", "2022-03-06"), "pending")]
)
def test_what_is_behind_its_pace_is_at_risk(days: tuple[str, ...], level: str) -> None:
    """Four convoys within 20 days from 1 March: on the eleventh two are due."""
    progress = {"what": {"type": ["AID"]}, "total": 4}
    duty = DUTY | {"deadline": "2022-03-21", "when": {}, "progress": progress, "who": []}
    found = verdict(agreement(duty), report(), *(delivery(day) for day in days), on="2022-03-11")
    assert found.level == level, "\n".join(found.why.lines())
