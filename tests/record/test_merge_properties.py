"""What merging promises, tried on made-up statements and judgements of every kind that could break it."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.model import Document, Event, Judgement
from holdfast.record import MemoryStore, Store
from holdfast.record.judging import Signature, join, keep_apart, take_back
from holdfast.record.merge import Reported, merge, standing
from holdfast.record.merging.claim import Claim, Part, claim_of
from holdfast.record.merging.score import score
from tests.record.telling import told

TRY = settings(max_examples=60, deadline=None)

_SAID = st.fixed_dictionaries(
    {
        "town": st.sampled_from([None, "Mykolaiv", "Kharkiv", "Zlynka"]),
        "day": st.sampled_from(
            [
                None, "2022-03-28", "2022-03-29", "2022-04-05", ("2022-03-28", "2022-03-30"), ("2022-03-29", None),
                (None, "2022-03-30"), ("2022-01-01", "2022-03-30"),
            ]
        ),
        "published": st.sampled_from([None, "2022-03-28", "2022-03-29", "2022-03-30T10:00+03:00", "2022-04-06"]),
        "act": st.sampled_from(["assert", "deny", "accuse", "promise"]),
        "status": st.sampled_from(["happened", "ongoing", "planned"]),
        "polarity": st.sampled_from(["affirmed", "affirmed", "negated"]),
        "type": st.sampled_from(["ASSAULT", "CONSULT", "AID", "OTHER"]),
        "trigger": st.sampled_from([None, "strike", "talks", "killed"]),
        "killed": st.sampled_from([None, ("7", 7, 7), ("nine", 9, None), ("40", 40, 40)]),
        "actor": st.sampled_from([None, "RUS MIL", "UKR MIL", "RUS GOV+UZB GOV"]),
        "recipient": st.sampled_from([None, "RUS MIL", "UKR CIV"]),
        "by": st.sampled_from([None, "Mayor", "RUS MIL"]),
        "url": st.sampled_from(["https://example.org/1", "https://example.org/2"]),
    }
)  # fmt: skip


def _tell(said: list[dict[str, Any]]) -> list[Reported]:
    quote = "A strike, talks: killed 7 nine 40 in Mykolaiv, Kharkiv or Zlynka, report"
    return [told(f"{quote} {number}.", **({"mode": None} | each)) for number, each in enumerate(said)]


REPORTED = st.lists(_SAID, max_size=9).map(_tell)
ANY, SAME, DIFFERENT = st.sampled_from([True, False, None]), st.just(True), st.just(False)


@st.composite
def judged_reports(
    draw: st.DrawFn, same: st.SearchStrategy[bool | None] = ANY
) -> tuple[list[Reported], tuple[Judgement, ...]]:
    reported = draw(REPORTED)
    if len(reported) < 2:
        return reported, ()
    names = st.sampled_from([each.statement.id for each in reported])
    pairs = draw(st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=6))
    # Two of these moments are one, written in two ways.
    moments = st.sampled_from(["2022-04-10", "2022-04-11", "2022-04-11T10:00Z", "2022-04-11T12:00+02:00"])
    people, reasons = st.sampled_from(["Ada", "Ben", "machine"]), st.sampled_from(["", "looked it up"])
    return reported, tuple(
        Judgement(left=left, right=right, same=draw(same), by=draw(people), at=draw(moments), why=draw(reasons))
        for left, right in pairs
    )


def _claims(reported: list[Reported]) -> dict[str, Claim]:
    return {claim.id: claim for each in reported if (claim := claim_of(each)) is not None}


def _event_of(events: tuple[Event, ...]) -> dict[str, Event]:
    return {name: event for event in events for name in event.statements}


@TRY
@given(judged_reports(), st.randoms(use_true_random=False))
def test_no_order_of_statements_and_judgements_changes_an_event(
    told_and_judged: tuple[list[Reported], tuple[Judgement, ...]], dice: Random
) -> None:
    reported, judgements = told_and_judged
    shuffled = dice.sample(reported, len(reported)), tuple(dice.sample(judgements, len(judgements)))
    assert merge(*shuffled) == merge(reported, judgements)


@TRY
@given(REPORTED)
def test_no_two_statements_of_a_machine_made_event_rule_each_other_out(reported: list[Reported]) -> None:
    claims = _claims(reported)
    for event in merge(reported):
        for left, right in combinations(event.statements, 2):
            assert score(claims[left], claims[right]).against is None


@TRY
@given(REPORTED)
def test_the_score_is_the_same_from_either_side(reported: list[Reported]) -> None:
    for left, right in combinations(_claims(reported).values(), 2):
        one, other = score(left, right), score(right, left)
        assert abs(one.points - other.points) < 1e-9
        assert one.against == other.against


@TRY
@given(judged_reports(DIFFERENT))
def test_what_is_judged_different_is_in_no_event_together(
    told_and_judged: tuple[list[Reported], tuple[Judgement, ...]],
) -> None:
    events = merge(*told_and_judged)
    for one in standing(told_and_judged[1]):
        assert not any({one.left, one.right} <= set(event.statements) for event in events)


@TRY
@given(judged_reports(SAME))
def test_what_is_judged_the_same_is_in_one_event_or_in_none(
    told_and_judged: tuple[list[Reported], tuple[Judgement, ...]],
) -> None:
    claims, event_of = _claims(told_and_judged[0]), _event_of(merge(*told_and_judged))
    for one in standing(told_and_judged[1]):
        if one.left in claims and one.right in claims:
            assert event_of.get(one.left) == event_of.get(one.right)


@TRY
@given(judged_reports())
def test_no_judgement_loses_a_statement_that_tells_of_a_happening(
    told_and_judged: tuple[list[Reported], tuple[Judgement, ...]],
) -> None:
    telling = {name for name, claim in _claims(told_and_judged[0]).items() if claim.part is Part.TELLS}
    assert telling <= _event_of(merge(*told_and_judged)).keys()


@TRY
@given(judged_reports(), st.data())
def test_taking_an_act_back_leaves_all_as_it_was(
    told_and_judged: tuple[list[Reported], tuple[Judgement, ...]], data: st.DataObject
) -> None:
    store = _kept(*told_and_judged)
    before = tuple(store.view().events())
    event_of = _event_of(before)
    if len(event_of) < 2:
        return
    left, right = data.draw(st.permutations(sorted(event_of)))[:2]
    cleo = Signature(by="Cleo", at="2022-05-01T10:00Z")
    if event_of[left] == event_of[right]:
        keep_apart(store, left, right, signed=cleo)
        now = _event_of(tuple(store.view().events()))
        assert left not in now or right not in now or now[left] != now[right]
    else:
        join(store, left, right, signed=cleo)
        together = {*event_of[left].statements, *event_of[right].statements}
        assert together <= set(_event_of(tuple(store.view().events()))[left].statements)
    take_back(store, cleo.by, cleo.at, signed=Signature(by="Dan", at="2022-05-01T11:00Z"))
    assert tuple(store.view().events()) == before


def _kept(reported: list[Reported], judgements: tuple[Judgement, ...]) -> Store:
    store = MemoryStore()
    with store.writing() as writer:
        for each in reported:
            name, text = each.statement.document, each.statement.quote
            writer.keep_document(Document(id=name, text=text, outlet=each.outlet, published=each.published))
        writer.keep_statements(each.statement for each in reported)
        for judgement in judgements:
            writer.judge(judgement)
    return store


def test_two_denials_that_a_person_holds_to_be_one_stay_with_the_happening() -> None:
    said = {"trigger": "strike", "town": "Mykolaiv", "day": "2022-03-29"}
    strike = told("A strike hit Mykolaiv on 29 March.", **said)
    denials = [
        told(f"{who} denies the strike on Mykolaiv of 29 March.", act="deny", polarity="negated", by=who, **said)
        for who in ("Moscow", "Minsk")
    ]
    one, other = (each.statement.id for each in denials)
    same = Judgement(left=one, right=other, same=True, by="Ada", at="2022-04-10")
    (event,) = merge([strike, *denials], (same,))
    assert set(event.statements) == {strike.statement.id, one, other}
    assert {each.kind for each in event.contradictions} == {"denial"}


def test_a_word_taken_back_leaves_another_persons_word_standing() -> None:
    one, other = (told(f"A strike on {town}.", town=town) for town in ("Mykolaiv", "Kharkiv"))

    def judged(same: bool | None, by: str, at: str) -> Judgement:
        return Judgement(left=one.statement.id, right=other.statement.id, same=same, by=by, at=at)

    apart, joined = judged(False, "Ada", "2022-04-10"), judged(True, "Ben", "2022-04-11")
    twice = judged(True, "Ben", "2022-04-11")
    back = judged(None, "Ben", "2022-04-12")
    assert standing([apart, joined]) == (joined,)
    assert standing([back, twice, joined, apart]) == (apart,)
    assert standing([apart, joined, back, judged(None, "Ada", "2022-04-13")]) == ()
    assert standing([judged(None, "Ada", "2022-04-10T00:00Z"), apart]) == ()
