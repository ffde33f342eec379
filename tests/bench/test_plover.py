"""Our acts and types as PLOVER's roots, and the choice of the statement between two marked parties."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from holdfast.model.statement import Act, EventType, Polarity, Status
from tests.bench.modules import load

dyads = load("dyads")
plover = load("plover")

SOURCE, TARGET = (0, 6), (20, 27)


def said(act: str = "assert", kind: str | None = "OTHER", **fields: Any) -> dict[str, Any]:
    usual = {
        "status": "happened",
        "polarity": "affirmed",
        "actors": [],
        "recipients": [],
        "voices": [],
        "confidence": 0.5,
    }
    return usual | {"act": act, "event": {"type": kind}} | fields


@pytest.mark.parametrize(
    ("statement", "root"),
    [
        (said(kind="ASSAULT"), "ASSAULT"),
        (said(kind="RETREAT"), "YIELD"),
        (said(kind="CONCEDE"), "YIELD"),
        (said(kind="CONTROL"), "ASSAULT"),
        (said(kind="INVESTIGATE"), "ACCUSE"),
        (said(kind="REJECT"), "REJECT"),
        (said(kind="AID", status="planned"), "AGREE"),
        (said(kind="AID", polarity="negated"), "REJECT"),
        (said(kind="ASSAULT", polarity="negated"), "ASSAULT"),
        (said(kind="ASSAULT", status="possible"), "THREATEN"),
        (said("promise", "RETREAT"), "AGREE"),
        (said("promise", "SANCTION"), "THREATEN"),
        (said("demand", "RETREAT"), "REQUEST"),
        (said("accuse", "ASSAULT"), "ACCUSE"),
        (said("evaluate", None), "ACCUSE"),
        (said("evaluate", "SUPPORT"), "SUPPORT"),
        (said(kind="OTHER"), None),
        (said("question", None), None),
        (None, None),
    ],
)
def test_a_statement_is_the_root_that_its_words_do(statement: dict[str, Any] | None, root: str | None) -> None:
    assert plover.root(statement) == root


def test_every_statement_has_a_rule_and_every_root_is_one_of_the_set() -> None:
    roots = {
        plover.root(said(act, kind, status=status, polarity=polarity))
        for act in get_args(Act)
        for kind in (*get_args(EventType), None)
        for status in get_args(Status)
        for polarity in get_args(Polarity)
    }
    assert roots == {*plover.QUADS, None}


def part(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end}


def test_the_voice_is_the_source_of_what_is_done_with_words() -> None:
    demand = said("demand", actors=[part(20, 27)], voices=[part(0, 6)])
    assert dyads.sources(demand) == [part(0, 6)]
    assert dyads.targets(demand) == [part(20, 27)]
    told = said(actors=[part(20, 27)], voices=[part(0, 6)])
    assert dyads.sources(told) == [part(20, 27)]
    assert dyads.targets(told) == []


def test_a_voice_without_words_is_no_source() -> None:
    promise = said("promise", actors=[part(0, 6)], voices=[{"start": None, "text": "Reuters"}])
    assert dyads.sources(promise) == [part(0, 6)]
    assert dyads.targets(promise) == []


def test_of_several_statements_the_one_between_the_parties_counts_before_the_more_certain() -> None:
    between = said(actors=[part(0, 6)], recipients=[part(20, 27)], confidence=0.1)
    certain = said(actors=[part(40, 50)], confidence=0.9)
    assert dyads.between([certain, between], SOURCE, TARGET) is between
    assert dyads.between([certain, said(confidence=0.2)], None, None) is certain
    assert dyads.between([], SOURCE, TARGET) is None


def test_marked_parties_keep_their_places_in_the_plain_text() -> None:
    row = {
        "marked_sentence": "On Monday <s>Chad</s> met <t>Mali</t>'s envoy.",
        "gold_root": "CONSULT",
        "gold_penta": "1",
    }
    case = plover._case(row | {"root_L2": "AID"})
    assert (case.text, case.quad) == ("On Monday Chad met Mali's envoy.", 1)
    assert [case.text[slice(*where)] for where in (case.source, case.target)] == ["Chad", "Mali"]


def test_the_measure_is_the_mean_over_the_roots_of_the_gold() -> None:
    gold, given = ["AID", "AID", "YIELD", "COERCE"], ["AID", None, "AID", "COERCE"]
    assert plover.class_f1(gold, given, "AID") == (0.5, 0.5, 0.5)
    assert plover.macro_f1(gold, given) == pytest.approx((0.5 + 0.0 + 1.0) / 3)
    assert plover.macro_f1(gold, gold) == 1.0
