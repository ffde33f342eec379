"""What is judged as others alike, and found by document, place and day, is as if each were looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdfast.agreements.camps import Camps
from holdfast.agreements.denials import Loose
from holdfast.agreements.docket import Docket
from holdfast.agreements.evidence import Happening, Matched, Question, judge
from holdfast.agreements.facts import Facts, Said
from holdfast.agreements.sheaf import Sheaf, blamed, shown
from holdfast.agreements.situations import Given
from holdfast.model.agreement import EvidencePolicy
from holdfast.model.terms import Pattern
from tests.agreements.making import agreement, known

START = date(2022, 3, 1)
AGREED = agreement({"id": "one", "type": "declaration"})
CAMPS = Camps(AGREED)
POLICY = EvidencePolicy(min_independent=2)
QUESTIONS = (
    Question(what=Pattern(type=("ASSAULT",)), bearer=("RUS",), areas=("north",)),
    Question(
        what=Pattern(type=("ASSAULT",)), areas=("ukraine",), outside=("crimea",), praise=True, interested=("RUS",)
    ),
)
PLACES: tuple[Any, ...] = (
    None, "Kyiv", "Chernihiv", "Sevastopol", {"name": "Kyiv Oblast", "country": "UKR", "precision": "admin1"},
    {"name": "Hostomel", "country": "UKR", "admin1": "Kyiv Oblast"},
    {"name": "Ukraine", "country": "UKR", "precision": "country"},
)  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> list[Given]:
    """Up to fifteen reports, some of them denials, of a few happenings or of none that another tells of."""
    return [_report(draw, number) for number in range(draw(st.integers(1, 15)))]


def _report(draw: st.DrawFn, number: int) -> Given:
    day = START + timedelta(days=draw(st.integers(0, 5)))
    act, polarity = draw(st.sampled_from((("assert", "affirmed"), ("assert", "negated"), ("deny", "negated"))))
    fields = {
        "said": f"Words {number}.", "type": "ASSAULT", "mode": draw(st.sampled_from((None, "missile", "artillery"))),
        "by": draw(st.sampled_from(((), ("UKR MIL",), ("RUS GOV",), ("IGO UNO",), ("RUS GOV+UKR GOV",)))),
        "actor": draw(st.sampled_from(((), ("RUS MIL",), ("UKR MIL",)))), "place": draw(st.sampled_from(PLACES)),
        "act": act, "polarity": polarity,
        "published": (day + timedelta(days=draw(st.integers(0, 2)))).isoformat(),
        "day": draw(st.sampled_from((None, day.isoformat()))), "outlet": draw(st.sampled_from(("Wire", "Lamp"))),
        "same": draw(st.sampled_from((None, "a", "b", "c"))),
    }  # fmt: skip
    return Given.from_builtins(fields)


class LooksAtEach(Loose):
    """Denials that are all held against every happening."""

    def __init__(self, pairs: list[Matched], question: Question, facts: Facts) -> None:
        super().__init__(pairs, question, facts)
        self._everywhere = pairs

    def _near(self, said: Said) -> Iterator[Matched]:
        # One that names no place and is no denial in so many words speaks of nothing else.
        return (one for one in self._everywhere if one[0].statement.place or one[0].statement.act == "deny")


def each_by_itself(question: Question, facts: Facts, on: date) -> list[Happening]:
    """The happenings that bear on a question on a day: each gathered for that day, and judged whatever others are."""
    told = facts.matching(question.what, bearer=question.bearer, areas=question.areas, least=0).certain
    groups: dict[str, list[Matched]] = {}
    for pair in sorted(told, key=lambda pair: pair[0].order):
        if not pair[0].first or pair[0].first <= on:
            groups.setdefault(pair[0].event, []).append(pair)
    loose = [pair for group in groups.values() if not any(found.affirms for _, found in group) for pair in group]
    found = []
    for name, group in groups.items():
        affirming = [pair for pair in group if pair[1].affirms]
        blamed_ = {how.by_bearer for _, how in affirming}
        inside = located([said for said, _ in affirming], question, facts)
        if affirming and inside is not False and (True in blamed_ or False not in blamed_):
            denials = LooksAtEach(loose, question, facts).against(group)
            found.append(judge(name, [*group, *denials], inside, question, CAMPS, POLICY))
    return sorted(found, key=lambda one: (one.first or date.min, one.last or date.max, one.id))


def located(affirming: list[Said], question: Question, facts: Facts) -> bool | None:
    """Whether a happening lies where it counts: in the areas, and not outside."""
    places = [said.statement.place for said in affirming]
    if not any(facts.lies_in(place, question.areas) for place in places):
        return False
    outside = {facts.lies_in(place, question.outside) for place in places} if question.outside else {False}
    return False if True in outside else True if False in outside else None


# One happening of which the second report, of a later day, names the day: gathered first for the day before.
DATED_LATER = [
    Given(
        said=f"Words {number}.", type="ASSAULT", mode="artillery", by=("RUS GOV",), act="assert", same="a",
        outlet="Wire", published=f"2022-03-0{number + 1}", place=place, day=day,
    )
    for number, (place, day) in enumerate((("Kyiv", None), (None, "2022-03-02")))
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@example(DATED_LATER, QUESTIONS[0], list(range(7)))
@given(reports(), st.sampled_from(QUESTIONS), st.permutations(range(7)))
def test_a_docket_of_all_days_says_what_each_looked_at_by_itself_says(
    told: list[Given], question: Question, order: list[int]
) -> None:
    facts = Facts(AGREED, known(*told), on=START)
    shared = Docket(question, facts, CAMPS, POLICY)
    for day in (START + timedelta(days=number) for number in order):
        assert list(shared.happenings(day)) == each_by_itself(question, facts, day)


@given(reports(), st.sampled_from(QUESTIONS))
def test_denials_are_found_by_document_and_place_as_if_each_were_looked_at(
    told: list[Given], question: Question
) -> None:
    facts = Facts(AGREED, known(*told), on=START)
    found = facts.matching(question.what, bearer=question.bearer, areas=question.areas, least=0).certain
    denials = [pair for pair in found if not pair[1].affirms]
    kept, every = Loose(denials, question, facts), LooksAtEach(denials, question, facts)
    for pair in found:
        if pair[1].affirms:
            assert _ids(kept.against([pair])) == _ids(every.against([pair]))


def _ids(pairs: list[Matched]) -> set[str]:
    return {said.statement.id for said, _ in pairs}


DAYS = st.none() | st.integers(0, 40).map(lambda day: START + timedelta(days=day))


@st.composite
def sheaves(draw: st.DrawFn) -> list[Sheaf]:
    """A few sheaves that share happenings, some of which one says otherwise than another; some stand twice."""
    made = [Sheaf(draw(st.lists(_happening(draw), max_size=30, unique_by=lambda one: one.id))) for _ in range(3)]
    return draw(st.lists(st.sampled_from(made), max_size=5))


def _happening(draw: st.DrawFn) -> st.SearchStrategy[Happening]:
    return st.builds(
        Happening,
        id=st.integers(0, 40).map(str), state=st.sampled_from((True, False, None)), contested=st.booleans(),
        first=DAYS, last=DAYS, attributed=st.sampled_from(((), ("RUS MIL",), ("UKR MIL",))),
        affirming=st.just(tuple[Said, ...]()), denying=st.just(tuple[Said, ...]()), praise=st.booleans(),
        reason=st.just(""),
    )  # fmt: skip


@given(sheaves())
def test_what_several_sheaves_hold_is_shown_and_blamed_as_of_one(held: list[Sheaf]) -> None:
    together = {one.id: one for sheaf in held for one in sheaf}
    whole = Sheaf(together.values())
    assert shown(*held) == shown(whole)
    assert blamed(held) == {ref for one in whole if not one.praise for ref in one.attributed}
