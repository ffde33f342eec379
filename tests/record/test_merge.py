"""Which statements are about one happening, in plain cases."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.model import Place
from holdfast.record.merge import Reported, standing
from tests.record.telling import SAME_STRIKE, STRIKE, events, judged, told

LATER_TOLL = told(
    "The toll of Tuesday's strike on Mykolaiv has risen to 12.",
    trigger="strike",
    town="Mykolaiv",
    day="2022-03-29",
    killed=("12", 12, 12),
    by="Rescue service",
    published="2022-03-31",
)
KHARKIV = told(
    "A missile strike on Kharkiv on Tuesday killed seven people.",
    trigger="strike",
    town="Kharkiv",
    day="2022-03-29",
    killed=("seven", 7, 7),
    by="UKR MIL",
    actor="RUS MIL",
    recipient="UKR CIV",
)
MARKET = told(
    "Shells fell on a market in Mykolaiv on Tuesday and wounded two.",
    trigger="Shells fell",
    town="Mykolaiv",
    day="2022-03-29",
    mode="artillery",
    by="Mayor",
)
HOSPITAL = told(
    "Gunmen opened fire at a hospital in Mykolaiv on Tuesday.",
    trigger="opened fire",
    town="Mykolaiv",
    day="2022-03-29",
    mode="firearms",
    by="Mayor",
)
WEEK_LATER = told(
    "A missile strike on Mykolaiv on 5 April killed at least seven people.",
    trigger="strike",
    town="Mykolaiv",
    day="2022-04-05",
    killed=("at least seven", 7, None),
    by="UKR MIL",
    actor="RUS MIL",
    recipient="UKR CIV",
    published="2022-04-06",
)
DENIAL = told(
    "We did not strike Mykolaiv on Tuesday.",
    act="deny",
    polarity="negated",
    trigger="strike",
    town="Mykolaiv",
    day="2022-03-29",
    by="RUS MIL",
    actor="RUS MIL",
)
EVERYTHING = (STRIKE, SAME_STRIKE, LATER_TOLL, KHARKIV, MARKET, HOSPITAL, WEEK_LATER, DENIAL)


def together(*reported: Reported) -> bool:
    return len(events(*reported)) == 1


def test_the_same_strike_from_two_agencies_is_one_event_with_reasons() -> None:
    (event,) = events(STRIKE, SAME_STRIKE)
    assert set(event.statements) == {STRIKE.statement.id, SAME_STRIKE.statement.id}
    assert (event.type, event.mode, event.first_day, event.last_day) == (
        "ASSAULT", "missile", "2022-03-29", "2022-03-29"
    )  # fmt: skip
    assert event.place
    assert event.place.name == "Mykolaiv"
    assert event.sources == 2
    (merge,) = event.merges
    assert merge.by == "machine"
    assert 0.5 < merge.score < 1
    assert {"both at Mykolaiv", "both on 2022-03-29", "both missile"} <= set(merge.why)
    figures = {"7 against at least 7 killed", "at least 7 against 7 killed"}
    assert figures & set(merge.why)
    assert event.contradictions == ()


def test_a_follow_up_with_a_higher_toll_joins_and_both_figures_stay() -> None:
    (event,) = events(STRIKE, SAME_STRIKE, LATER_TOLL)
    assert [(line.low, line.high, line.voice, line.outlet) for line in event.ledger] == [
        (7, None, "UKR MIL", "Harbour Wire"),
        (7, 7, "Rescue service", "Estuary Post"),
        (12, 12, "Rescue service", "Harbour Wire"),
    ]
    assert event.sources == 2
    assert [line.day for line in event.ledger][-1] == "2022-03-31"


def test_other_towns_and_other_days_are_other_events() -> None:
    assert not together(STRIKE, KHARKIV)
    assert not together(STRIKE, WEEK_LATER)
    assert len(events(STRIKE, SAME_STRIKE, KHARKIV, WEEK_LATER)) == 3


def test_two_attacks_on_one_city_on_one_day_are_told_apart_by_target_and_means() -> None:
    assert not together(MARKET, HOSPITAL)


def test_lines_of_one_list_that_differ_in_a_name_are_no_copies() -> None:
    listed = [
        told(f"{town} was shelled on 29 March, the map says.", trigger="shelled", day="2022-03-29", outlet=outlet)
        for town, outlet in (("Izium", "Open Map"), ("Irpin", "Front Desk"))
    ]
    assert not together(*listed)
    copied = told("Izium was shelled on 29 March, this map says.", trigger="shelled", day="2022-03-29")
    assert together(listed[0], copied)


def test_towns_side_by_side_are_told_apart() -> None:
    one = told("Zlynka was hit by rocket fire on Tuesday.", trigger="fire", town="Zlynka", day="2022-03-29")
    other = told("Kulbakine was hit by rocket fire on Tuesday.", trigger="fire", town="Kulbakine", day="2022-03-29")
    assert not together(one, other)


def test_silence_about_a_day_denies_nothing_undated() -> None:
    undated = told("A strike hit Mykolaiv.", trigger="strike", town="Mykolaiv", published="2022-04-02")
    silence = told(
        "No strike on Mykolaiv was reported on 1 April.",
        polarity="negated", trigger="strike", town="Mykolaiv", day="2022-04-01", published="2022-04-01",
    )  # fmt: skip
    (event,) = events(undated, silence)
    assert event.statements == (undated.statement.id,)


def test_an_army_without_a_country_is_nobody() -> None:
    anyone = told(
        "Artillery struck Mykolaiv on Tuesday.", trigger="struck", town="Mykolaiv", day="2022-03-29", actor="MIL"
    )
    (event,) = events(STRIKE, anyone)
    assert event.contradictions == ()


def test_a_vague_statement_does_not_chain_two_events() -> None:
    vague = told("A strike killed seven people.", trigger="strike", killed=("seven", 7, 7), recipient="UKR CIV")
    found = events(STRIKE, KHARKIV, vague)
    assert len(found) >= 2
    for event in found:
        assert not {STRIKE.statement.id, KHARKIV.statement.id} <= set(event.statements)


def test_a_denial_joins_the_event_as_a_contradiction_and_makes_none_alone() -> None:
    (event,) = events(STRIKE, DENIAL)
    (contradiction,) = event.contradictions
    assert contradiction.kind == "denial"
    assert contradiction.why == "RUS MIL denies it"
    assert (contradiction.left, contradiction.right) == (STRIKE.statement.id, DENIAL.statement.id)
    assert event.sources == 1
    assert events(DENIAL) == ()
    other = events(KHARKIV, DENIAL)
    assert [event.statements for event in other] == [(KHARKIV.statement.id,)]


def test_nobody_hurt_is_no_denial_of_the_strike() -> None:
    unhurt = told(
        "Nobody was hurt in Mykolaiv on Tuesday.", polarity="negated", trigger="hurt", town="Mykolaiv", day="2022-03-29"
    )
    (event,) = events(STRIKE, unhurt)
    assert unhurt.statement.id in event.statements
    assert event.contradictions == ()


def test_an_announcement_made_before_joins_what_was_announced() -> None:
    planned = told(
        "The delegations will hold talks in Kharkiv on Friday.",
        type="CONSULT", mode="negotiate", trigger="talks", town="Kharkiv", day="2022-04-01", status="planned",
    )  # fmt: skip
    held = told(
        "The delegations held talks in Kharkiv on Friday.",
        type="CONSULT", mode="negotiate", trigger="talks", town="Kharkiv", day="2022-04-01", published="2022-04-02",
    )  # fmt: skip
    afterwards = told(
        "More talks will be held in Kharkiv on Sunday.",
        type="CONSULT", mode="negotiate", trigger="talks", town="Kharkiv", day="2022-04-03", status="planned",
    )  # fmt: skip
    assert together(planned, held)
    assert events(planned) == ()
    (event,) = events(held, afterwards)
    assert event.statements == (held.statement.id,)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "hypothetical"},
        {"status": "possible"},
        {"act": "question"},
        {"act": "demand"},
        {"status": None, "act": "evaluate"},
        {"type": None, "mode": None},
    ],
)
def test_what_tells_of_no_happening_makes_and_joins_no_event(fields: dict[str, object]) -> None:
    said = {"trigger": "strike", "town": "Mykolaiv", "day": "2022-03-29"}
    other = told("A strike on Mykolaiv on Tuesday, they say.", **(said | fields))
    (event,) = events(STRIKE, other)
    assert event.statements == (STRIKE.statement.id,)


def test_the_day_of_publication_never_stands_in_for_the_day_of_the_event() -> None:
    undated = told("A strike hit Mykolaiv.", trigger="strike", town="Mykolaiv")
    again = told("A strike on Mykolaiv killed seven.", trigger="strike", town="Mykolaiv", killed=("seven", 7, 7))
    (event,) = events(undated, again)
    assert (event.first_day, event.last_day) == (None, None)
    (dated,) = events(undated, STRIKE)
    assert dated.first_day == "2022-03-29"


def test_a_report_cannot_tell_of_what_came_after_it() -> None:
    before = told("A strike hit Mykolaiv.", trigger="strike", town="Mykolaiv", published="2022-03-28")
    assert not together(STRIKE, before)


def test_a_point_in_a_town_may_be_meant_by_the_town_and_namesakes_are_not() -> None:
    port = Place(text="port", start=27, end=31, name="harbour", lat=46.95, lon=32.0, precision="point")
    at_port = told("A missile strike hit the    port on Tuesday.", trigger="strike", place=port, day="2022-03-29")
    assert together(STRIKE, at_port)
    far = Place(text="Mykolaiv", start=20, end=28, name="Mykolaiv", lat=49.5, lon=24.0, precision="settlement")
    namesake = told("A missile strike on Mykolaiv on Tuesday.", trigger="strike", place=far, day="2022-03-29")
    assert not together(STRIKE, namesake)


def test_copies_of_one_text_are_one_source() -> None:
    words = "A missile strike on Mykolaiv on Tuesday killed at least seven people and left a block in ruins"
    said = {"trigger": "strike", "town": "Mykolaiv", "day": "2022-03-29"}
    printed = [told(f"{words}, {outlet}.", outlet=outlet, **said) for outlet in ("Alpha", "Beta", "Gamma", "Delta")]
    (event,) = events(*printed)
    assert len(event.statements) == 4
    assert event.sources == 1


def test_one_voice_in_many_outlets_is_one_source() -> None:
    carried = told(
        "Ukraine's military said that Mykolaiv had been struck on Tuesday.",
        trigger="struck", town="Mykolaiv", day="2022-03-29", by="UKR MIL", outlet="Delta Radio",
    )  # fmt: skip
    (event,) = events(STRIKE, carried)
    assert event.sources == 1


def test_two_accounts_of_who_did_it_are_one_event_with_a_contradiction() -> None:
    blamed = told(
        "Ukraine itself struck Mykolaiv on Tuesday, killing seven.",
        act="accuse", trigger="struck", town="Mykolaiv", day="2022-03-29", actor="UKR MIL", by="RUS MIL",
        recipient="UKR CIV", killed=("seven", 7, 7),
    )  # fmt: skip
    (event,) = events(STRIKE, blamed)
    (contradiction,) = event.contradictions
    assert contradiction.kind == "actor"
    assert contradiction.why in ("RUS MIL against UKR MIL", "UKR MIL against RUS MIL")
    assert {mention.ref for mention in event.actors} == {"RUS MIL", "UKR MIL"}


def test_figures_of_two_voices_that_exclude_each_other_are_a_contradiction() -> None:
    nine = told(
        "Nine were killed in the strike on Mykolaiv on Tuesday.",
        trigger="strike", town="Mykolaiv", day="2022-03-29", killed=("Nine", 9, 9), by="Prosecutors",
    )  # fmt: skip
    (event,) = events(SAME_STRIKE, nine)
    (contradiction,) = event.contradictions
    assert contradiction.kind == "count"
    assert contradiction.why in ("7 against 9 killed", "9 against 7 killed")
    (agreed,) = events(STRIKE, nine)
    assert agreed.contradictions == ()


def _toll(number: int, *, published: str, by: str, mode: str = "missile") -> Reported:
    return told(
        f"The strike on Mykolaiv on Tuesday killed {number} people, it was said on {published}.",
        trigger="strike", town="Mykolaiv", day="2022-03-29", killed=(str(number), number, number), by=by,
        published=published, recipient="UKR CIV", mode=mode,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "published", "contradicts"),
    [(15, "2022-03-31", False), (15, "2022-03-30", True), (5, "2022-03-31", True)],
    ids=["later and higher", "on the same day", "later and lower"],
)
def test_a_toll_that_rises_later_is_a_development_and_no_contradiction(
    number: int, published: str, contradicts: bool
) -> None:
    first = _toll(12, published="2022-03-30", by="Rescue service")
    (event,) = events(first, _toll(number, published=published, by="Governor"))
    assert [each.kind for each in event.contradictions] == ["count"] * contradicts
    assert {tally.low for tally in event.ledger} == {12, number}


@pytest.mark.parametrize(
    ("mode", "contradicts"),
    [("airstrike", False), ("drone", False), ("explosive", False), ("artillery", True), ("firearms", True)],
)
def test_means_that_are_told_loosely_do_not_contradict_each_other(mode: str, contradicts: bool) -> None:
    first = _toll(12, published="2022-03-30", by="Rescue service")
    same = _toll(12, published="2022-03-30", by="Governor", mode=mode)
    (event,) = events(first, same)
    assert [each.kind for each in event.contradictions] == ["type"] * contradicts


def test_a_meeting_that_is_also_an_agreement_is_no_contradiction_and_a_refusal_is() -> None:
    signed, met, refused = (
        told(words, type=kind, trigger=word, day="2022-03-29", by=by)
        for words, kind, word, by in (
            ("The deal was signed.", "AGREE", "deal", "UKR GOV"),
            ("They met over the deal.", "CONSULT", "deal", "RUS GOV"),
            ("The deal was refused.", "REJECT", "deal", "IGO UNO"),
        )
    )
    (event,) = events(signed, met, judgements=(judged(signed, met, same=True),))
    assert event.contradictions == ()
    (event,) = events(signed, refused, judgements=(judged(signed, refused, same=True),))
    assert [each.kind for each in event.contradictions] == ["type"]


def test_a_voice_that_corrects_itself_does_not_contradict_itself() -> None:
    (event,) = events(SAME_STRIKE, LATER_TOLL)
    assert event.contradictions == ()


def test_accounts_that_differ_in_time_and_kind_are_told() -> None:
    wednesday = told(
        "An artillery strike on Mykolaiv on Wednesday killed at least seven people there, at the bus station.",
        trigger="strike", town="Mykolaiv", day="2022-03-30", mode="artillery", killed=("at least seven", 7, None),
        actor="RUS MIL", recipient="UKR CIV", by="Mayor",
    )  # fmt: skip
    (event,) = events(STRIKE, wednesday)
    assert {(each.kind, each.why) for each in event.contradictions} <= {
        ("time", "2022-03-29 and 2022-03-30 are one day apart"),
        ("time", "2022-03-30 and 2022-03-29 are one day apart"),
        ("type", "missile against artillery"),
        ("type", "artillery against missile"),
    }
    assert {each.kind for each in event.contradictions} == {"time", "type"}
    assert (event.first_day, event.last_day) == ("2022-03-29", "2022-03-30")


def test_a_person_joins_what_the_machine_keeps_apart() -> None:
    same = judged(STRIKE, KHARKIV, same=True)
    (event,) = events(STRIKE, KHARKIV, judgements=(same,))
    (merge,) = event.merges
    assert (merge.by, merge.score) == ("Analyst", 1)
    assert merge.why == ("Analyst judged so on 2022-04-10: looked it up",)
    assert [each.kind for each in event.contradictions] == ["place"]


def test_a_person_parts_what_the_machine_joins_for_good() -> None:
    different = judged(STRIKE, SAME_STRIKE, same=False)
    machine = judged(STRIKE, SAME_STRIKE, same=True, by="machine", at="2022-04-12")
    assert len(events(STRIKE, SAME_STRIKE, judgements=(different, machine))) == 2
    found = events(STRIKE, SAME_STRIKE, LATER_TOLL, judgements=(different,))
    for event in found:
        assert not {STRIKE.statement.id, SAME_STRIKE.statement.id} <= set(event.statements)


def test_a_later_judgement_supersedes_an_earlier_one() -> None:
    apart = judged(STRIKE, KHARKIV, same=False, by="Reviewer", at="2022-04-11")
    joined = judged(KHARKIV, STRIKE, same=True, at="2022-04-10")
    again = judged(STRIKE, KHARKIV, same=True, at="2022-04-12T09:00Z")
    assert standing([again, joined, apart]) == (again,)
    assert len(events(STRIKE, KHARKIV, judgements=(joined, apart))) == 2
    assert len(events(STRIKE, KHARKIV, judgements=(apart, again))) == 1


def test_what_a_person_takes_back_is_decided_by_the_machine_again() -> None:
    machine = judged(STRIKE, KHARKIV, same=True, by="machine", at="2022-04-09")
    apart = judged(STRIKE, SAME_STRIKE, same=False, at="2022-04-10")
    back = judged(SAME_STRIKE, STRIKE, same=None, by="Reviewer", at="2022-04-11")
    assert standing([back, apart]) == ()
    assert len(events(STRIKE, SAME_STRIKE, judgements=(apart,))) == 2
    assert len(events(STRIKE, SAME_STRIKE, judgements=(apart, back))) == 1
    person = judged(STRIKE, KHARKIV, same=False, at="2022-04-10")
    assert standing([person, judged(KHARKIV, STRIKE, same=None, at="2022-04-12"), machine]) == (machine,)


def test_a_person_places_a_denial() -> None:
    far = judged(KHARKIV, DENIAL, same=True)
    found = events(STRIKE, KHARKIV, DENIAL, judgements=(far,))
    (event,) = [event for event in found if DENIAL.statement.id in event.statements]
    assert set(event.statements) == {KHARKIV.statement.id, DENIAL.statement.id}


def test_an_event_is_named_by_its_statements() -> None:
    (alone,) = events(STRIKE)
    (both,) = events(STRIKE, SAME_STRIKE)
    assert alone.id != both.id
    assert alone.merges == ()
    assert events(SAME_STRIKE, STRIKE) == (both,)


def test_events_come_in_order_of_first_day_with_undated_ones_last() -> None:
    undated = told("Tanks left Chernihiv.", type="RETREAT", trigger="left", town="Chernihiv")
    found = events(WEEK_LATER, undated, STRIKE)
    assert [event.first_day for event in found] == ["2022-03-29", "2022-04-05", None]


@settings(max_examples=40, deadline=None)
@given(st.permutations(EVERYTHING), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events(order: list[Reported], dice: object) -> None:
    decisions = (judged(MARKET, KHARKIV, same=True), judged(STRIKE, LATER_TOLL, same=False))
    assert events(*order) == events(*EVERYTHING)
    assert events(*order, judgements=decisions) == events(*EVERYTHING, judgements=decisions[::-1])


def fields() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {
            "town": st.sampled_from([None, "Mykolaiv", "Kharkiv", "Zlynka"]),
            "day": st.sampled_from([None, "2022-03-28", "2022-03-29", ("2022-03-28", "2022-03-30"), "2022-04-05"]),
            "published": st.sampled_from([None, "2022-03-29", "2022-03-30", "2022-04-06"]),
            "act": st.sampled_from(["assert", "deny", "accuse"]),
            "mode": st.sampled_from([None, "missile", "ground"]),
            "actor": st.sampled_from([None, "RUS MIL", "UKR MIL"]),
            "by": st.sampled_from([None, "Mayor", "RUS MIL"]),
        }
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(fields(), max_size=12), st.randoms(use_true_random=False))
def test_whatever_is_told_order_does_not_matter_and_no_statement_is_in_two_events(said, dice) -> None:  # type: ignore[no-untyped-def]
    reported = [
        told(f"A strike on Mykolaiv, Kharkiv or Zlynka, report {number}.", trigger="strike", **each)
        for number, each in enumerate(said)
    ]
    shuffled = dice.sample(reported, len(reported))
    found = events(*reported)
    assert found == events(*shuffled)
    members = [name for event in found for name in event.statements]
    assert len(members) == len(set(members))
    tells = {each.statement.id for each in reported if each.statement.act != "deny"}
    assert tells <= set(members)
    towns = {each.statement.id: each.statement.place.name for each in reported if each.statement.place}
    for event in found:
        named = {towns[name] for name in event.statements if name in towns}
        assert not {"Mykolaiv", "Kharkiv"} <= named
        assert len(event.merges) == len(event.statements) - 1
        assert msgspec.json.decode(event.to_json(), type=type(event)) == event
