from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from holdfast.agreements import Assumption, assumption_of, check, in_words, last_assumed
from holdfast.agreements.deeds import happening_in
from holdfast.agreements.situations import Given
from holdfast.errors import WrongUse
from holdfast.model import Verdict
from tests.agreements.making import agreement, known, report

ON = date(2022, 3, 20)
REFERENDUM: dict[str, Any] = {
    "id": "referendum",
    "type": "condition",
    "all_of": [{"title": "A vote", "event": {"type": ["AGREE"], "words": ["referendum"]}}],
}
NO_FIRE: dict[str, Any] = {
    "id": "no-fire",
    "type": "prohibition",
    "who": ["RUS"],
    "where": ["north"],
    "what": {"type": ["ASSAULT"]},
}
MEET: dict[str, Any] = {"id": "meet", "type": "obligation", "who": ["RUS", "UKR"], "deadline": "2022-03-15",
        "deliverable": {"type": ["CONSULT"], "between": ["RUS", "UKR"]}}  # fmt: skip


def one(clause: dict[str, Any], *words: str, given: tuple[Given, ...] = (), **header: Any) -> Verdict:
    """The verdict on one clause under assumptions, over these reports."""
    view = known(*given, by="2022-03-18")
    assumed = [assumption_of(text) for text in words]
    (found,) = check(agreement(clause, **header), view, on=ON, assumptions=assumed)
    return found


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("referendum approved on 2022-06-01", "AGREE, on 2022-06-01, happened"),
        ("a referendum did not happen until 1 June 2022", "AGREE, up to 2022-06-01, did not happen"),
        ("Turkey and France ratified it in June 2022",
         "AGREE ratify, by TUR GOV+FRA GOV, from 2022-06-01 to 2022-06-30, happened"),
        ("talks with Russia on grain held in Istanbul on 3 May 2022",
         "CONSULT negotiate, to or with RUS GOV, at Istanbul, on 2022-05-03, happened"),
        ("no attack on Kyiv by Russia from 2022-04-01 to 2022-04-08",
         "ASSAULT, by RUS MIL, at Kyiv, from 2022-04-01 to 2022-04-08, did not happen"),
        ("ceasefire signed between Russia and Ukraine",
         "AGREE ceasefire-deal, by RUS GOV+UKR GOV, on the day looked at, happened"),
        ("blockade lifted since 2022-05-01", "CONCEDE ease, from 2022-05-01 on, happened"),
        ("the text is signed on 2022-05-01", "the text is signed since 2022-05-01"),
        ("the treaty enters into force", "the text is in force"),
        ("type=MOBILIZE,mode=deploy,actor=FRA MIL,place=Lviv,day=2022-05-01",
         "MOBILIZE deploy, by FRA MIL, at Lviv, on 2022-05-01, happened"),
        ("type=CONSULT,actor=RUS GOV+Turkey,recipient=UKR,from=2022-05-01,to=2022-05-03,happened=no",
         "CONSULT, by RUS GOV+TUR GOV, to or with UKR, from 2022-05-01 to 2022-05-03, did not happen"),
        ("status=ratified,from=2022-05-01", "the text is ratified since 2022-05-01"),
    ],
)  # fmt: skip
def test_an_assumption_is_read(words: str, read_as: str) -> None:
    assert in_words(assumption_of(words)) == read_as


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("", "Nothing is assumed"),
        ("something nice on 2022-06-01", "No word in it names a happening"),
        ("referendum approved on Tuesday", "Its day cannot be read"),
        ("referendum approved on 2022-02-31", "is no day"),
        ("attack from 2022-05-02 to 2022-05-01", "is after"),
        ("attack on 2022-05-01 and on 2022-05-03", "more than one day"),
        ("type=AGREED", "There is no type AGREED"),
        ("type=AGREE,mode=deploy", "deploy is no mode of AGREE"),
        ("typ=AGREE", "There is no key typ"),
        ("type=AGREE,type=AID", "type is given twice"),
        ("mode=sign", "It has no type"),
        ("type=AGREE,happened=perhaps", "happened is perhaps"),
        ("type=AGREE,day=2022-13-01", "2022-13-01 is no day"),
        ("type=AGREE,day=2022-05-01,from=2022-05-01", "It has day and from or to"),
        ("type=AGREE,place=Nowhereville-on-Sea", "There is no place"),
        ("type=MOBILIZE,count=many", "many is no count"),
        ("type=AGREE,mode", "is no key=value"),
        ("status=asleep", "asleep is no status"),
    ],
)
def test_what_cannot_be_read_is_told_with_place_and_remedy(words: str, what: str) -> None:
    with pytest.raises(WrongUse, match=what) as told:
        assumption_of(words)
    assert (told.value.where or "").startswith("--assume")
    assert told.value.remedy


@pytest.mark.parametrize(
    ("phrase", "kind", "mode"),
    [
        ("withdrawal agreed", "AGREE", None),
        ("a truce was signed", "AGREE", "ceasefire-deal"),
        ("the truce held", "RETREAT", "ceasefire"),
        ("the ban was lifted", "CONCEDE", "ease"),
    ],
)
def test_a_word_that_settles_comes_before_what_it_settles(phrase: str, kind: str, mode: str | None) -> None:
    deed = happening_in(phrase)
    assert deed is not None
    assert (deed.type, deed.mode) == (kind, mode)


def test_what_is_assumed_is_accepted_although_one_voice_alone_would_not_be() -> None:
    assert one(REFERENDUM).level == "unknown"
    assert one(REFERENDUM, "referendum approved on 2022-03-12").level == "fulfilled"


def test_the_same_words_in_a_document_are_one_voice_alone_and_settle_nothing() -> None:
    said = report("referendum approved", type="AGREE", place=None, day="2022-03-12", by=["assumption"])
    assert one(REFERENDUM, given=(said,)).level == "pending"


def test_what_is_assumed_of_a_later_day_than_is_looked_at_changes_nothing() -> None:
    assert one(REFERENDUM, "referendum approved on 2022-03-21").level == one(REFERENDUM).level


def test_an_assumed_breach_is_laid_to_whom_the_assumption_names() -> None:
    found = one(NO_FIRE, "Russia attacked Kyiv on 2022-03-19")
    assert (found.level, found.attributed) == ("breached", ("RUS MIL",))


def test_what_is_assumed_not_to_have_happened_sets_confirmed_reports_aside_in_its_days_and_place_only() -> None:
    fire: dict[str, Any] = {"type": "ASSAULT", "actor": ["RUS MIL"], "day": "2022-03-17", "published": "2022-03-17"}
    given = (
        report("Shells fell on Kyiv.", by=["UKR MIL"], same="fire", **fire),
        report("Kyiv was shelled.", outlet="Harbour Wire", same="fire", **fire),
    )
    assert one(NO_FIRE, given=given).level == "breached"
    assert one(NO_FIRE, "no attack on Kyiv on 2022-03-17", given=given).level == "holds"
    assert one(NO_FIRE, "no attack on Chernihiv on 2022-03-17", given=given).level == "breached"
    assert one(NO_FIRE, "no attack on Kyiv on 2022-03-16", given=given).level == "breached"
    assert one(NO_FIRE, "Ukraine did not attack Kyiv on 2022-03-17", given=given).level == "breached"


def test_an_omission_that_is_assumed_is_a_breach_where_silence_is_none() -> None:
    assert one(MEET).level == "unknown"
    assert one(MEET, "no meeting of Russia and Ukraine until 2022-03-15").level == "breached"


def test_a_status_that_is_assumed_makes_clauses_bind_from_its_day() -> None:
    fire = ["Russia attacked Kyiv on 2022-03-12"]
    assert one(NO_FIRE, *fire, status="proposed").level == "not_in_force"
    assert one(NO_FIRE, *fire, "the text is signed on 2022-03-10", status="proposed").level == "breached"
    assert one(NO_FIRE, *fire, "the text is signed on 2022-03-15", status="proposed").level != "breached"
    assert one(NO_FIRE, *fire, "the text is signed on 2022-03-25", status="proposed").level == "not_in_force"


def test_an_assumed_figure_counts_against_a_cap() -> None:
    cap = {
        "id": "cap",
        "type": "limit",
        "who": ["RUS"],
        "what": {"type": ["MOBILIZE"]},
        "quantity": "personnel",
        "max": 100,
    }
    found = one(cap, "type=MOBILIZE,actor=RUS MIL,count=personnel:150,day=2022-03-19")
    assert found.level == "breached"


def test_every_tree_of_reasons_names_what_is_assumed_and_as_what_voice() -> None:
    lines = list(one(REFERENDUM, "referendum approved on 2022-03-12").why.lines())
    assert lines[0].startswith("Under assumptions: ")
    assert any("it is assumed, and no document says it" in line for line in lines)
    assert any("“referendum approved on 2022-03-12” (assumption, 2022-03-12" in line for line in lines)
    assert all("ssum" not in line for line in one(REFERENDUM).why.lines())


def test_what_was_known_stays_the_records_own_day() -> None:
    assert one(REFERENDUM, "referendum approved on 2022-03-19").known_by == "2022-03-18"


def test_the_last_assumed_day_is_known() -> None:
    named: list[Assumption] = [assumption_of("talks held until 2022-05-01"), assumption_of("the text is signed")]
    assert last_assumed(named) == date(2022, 5, 1)
    assert last_assumed(named[1:]) is None


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ("referendum approved on 2022-03-12", "no referendum approved on 2022-03-12", True),
        ("referendum approved on 2022-03-12", "no referendum approved until 2022-03-11", False),
        ("attack on Kyiv on 2022-03-12", "no attack on Kyiv on 2022-03-12", True),
        ("attack on Kyiv on 2022-03-12", "no attack on Chernihiv on 2022-03-12", False),
        ("Russia attacked Kyiv on 2022-03-12", "Ukraine did not attack on 2022-03-12", False),
        ("attack on Kyiv on 2022-03-12", "the text is signed", False),
    ],
)
def test_assumptions_that_contradict_each_other_are_refused(first: str, second: str, refused: bool) -> None:
    if not refused:
        assert one(NO_FIRE, first, second).clause == "no-fire"
        return
    with pytest.raises(WrongUse, match="cannot both be so"):
        one(NO_FIRE, first, second)
