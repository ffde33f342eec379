"""Annotating: hand-written numbers to claims."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from holdfast.reading.annotate import Claim, Part, Thresholds, claims, decide, tidied, trimmed
from holdfast.reading.fake import FakePredictor, Marked, letters, shares
from holdfast.reading.labels import DECISIONS, ROLES
from holdfast.reading.pieces import encode, marks, windows
from holdfast.reading.prediction import Prediction, propose
from holdfast.reading.segment import sentences

TEXT = "Russia would reduce its activity near Kyiv, General Fomin told reporters. Talks go on."
PROMISE = Marked(
    trigger="reduce",
    labels={"act": "promise", "type": "RETREAT", "mode": "RETREAT:reduce", "status": "planned"},
    parts={
        "quote": ["Russia would reduce its activity near Kyiv"],
        "actor": ["Russia"],
        "place": ["Kyiv"],
        "voice": ["General Fomin"],
        "cue": ["told"],
    },
)


def predicted(*marked: Marked, text: str = TEXT) -> Prediction:
    found = sentences(text)
    view = list(windows(found, encode(text, found, letters()), marks=marks(letters())))
    return next(FakePredictor(text, marked).predict(view))


def words(claim: Claim, role: str, text: str = TEXT) -> list[str]:
    return [text[part.start : part.end] for part in claim.parts[role]]


def test_a_claim_has_the_labels_and_the_words_that_the_numbers_say() -> None:
    (claim,) = claims(predicted(PROMISE), Thresholds())
    assert claim.labels == {
        "act": "promise",
        "type": "RETREAT",
        "mode": "reduce",
        "status": "planned",
        "polarity": "affirmed",
    }
    assert TEXT[claim.quote.start : claim.quote.end] == "Russia would reduce its activity near Kyiv"
    assert words(claim, "actor") == ["Russia"]
    assert words(claim, "voice") == ["General Fomin"]
    assert words(claim, "recipient") == []


def test_an_improbable_trigger_makes_no_claim() -> None:
    assert list(claims(predicted(replace(PROMISE, sure=0.4)), Thresholds(trigger=0.5))) == []


def test_a_trigger_in_the_context_is_left_to_the_window_that_decides_on_it() -> None:
    prediction = predicted(PROMISE)
    elsewhere = replace(prediction, window=replace(prediction.window, core=(10, 16)))
    assert list(claims(elsewhere, Thresholds())) == []


def test_a_claim_without_a_quote_takes_its_sentence() -> None:
    (claim,) = claims(predicted(Marked(trigger="Talks")), Thresholds())
    assert TEXT[claim.quote.start : claim.quote.end] == "Talks go on."
    assert claim.quote.score == 0.0


def test_a_quote_is_stretched_to_hold_its_trigger() -> None:
    marked = Marked(trigger="reduce its", parts={"quote": ["its activity"]})
    (claim,) = claims(predicted(marked), Thresholds())
    assert TEXT[claim.quote.start : claim.quote.end] == "reduce its activity"


def test_two_parts_side_by_side_stay_two() -> None:
    text = "Russia Ukraine met."
    prediction = predicted(Marked(trigger="met", parts={"actor": ["Russia", "Ukraine"]}), text=text)
    (claim,) = claims(prediction, Thresholds())
    assert words(claim, "actor", text) == ["Russia", "Ukraine"]


def test_what_is_counted_and_how_a_condition_binds_come_with_their_parts() -> None:
    text = "Nine men died unless the list is wrong."
    marked = Marked(
        trigger="died",
        parts={"count": ["Nine men"], "condition": ["unless the list is wrong"]},
        counted={"Nine men": "killed"},
        kinds={"unless the list is wrong": "unless"},
    )
    (claim,) = claims(predicted(marked, text=text), Thresholds())
    assert [part.label for part in claim.parts["count"]] == ["killed"]
    assert [part.label for part in claim.parts["condition"]] == ["unless"]


@pytest.mark.parametrize(("act", "kind", "status"), [("evaluate", "", ""), ("deny", "ASSAULT", "happened")])
def test_act_type_and_status_go_together(act: str, kind: str, status: str) -> None:
    told = {"act": act, "type": kind, "status": status, "mode": "", "polarity": "affirmed"}
    labels, probabilities = decide({name: shares(DECISIONS[name], label) for name, label in told.items()})
    assert (labels["act"], labels["type"], labels["status"]) == (act, kind, status)
    assert 0.9 < probabilities["act"] <= 1


def test_an_evaluation_never_has_a_type_though_the_type_is_likelier_alone() -> None:
    told = {"act": "evaluate", "type": "ASSAULT", "status": "", "mode": "", "polarity": "affirmed"}
    labels, _ = decide({name: shares(DECISIONS[name], label, 0.6) for name, label in told.items()})
    assert (labels["act"] == "evaluate") == (labels["type"] == "")
    assert (labels["type"] == "") == (labels["status"] == "")


def test_a_mode_of_another_type_is_not_taken() -> None:
    told = {"act": "assert", "type": "AID", "status": "happened", "mode": "ASSAULT:drone", "polarity": "affirmed"}
    labels, _ = decide({name: shares(DECISIONS[name], label) for name, label in told.items()})
    assert labels["mode"] == ""


@pytest.mark.parametrize(
    ("words_of", "kept"),
    [
        ("two humanitarian workers in", "two humanitarian workers"),
        ("and Syria", "Syria"),
        ("the U.S.", "the U.S."),
        ("the Zikim area, in the", "the Zikim area"),
        ("the", None),
        (" ,", None),
    ],
)
def test_parts_lose_loose_ends(words_of: str, kept: str | None) -> None:
    part = trimmed(Part(start=0, end=len(words_of), score=1.0), words_of)
    assert (words_of[part.start : part.end] if part else None) == kept


def test_tidying_leaves_conditions_as_they_are() -> None:
    text = "It ends if that is what they wait for."
    marked = Marked(trigger="ends", parts={"condition": ["if that is what they wait for"], "place": ["they"]})
    (claim,) = claims(predicted(marked, text=text), Thresholds())
    assert words(tidied(claim, text), "condition", text) == ["if that is what they wait for"]


def test_proposals_begin_at_the_threshold_and_go_on_while_inside() -> None:
    tags = np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]], dtype=np.float32)
    spans, begins = propose(tags, threshold=0.5, core=(0, 4))
    assert spans.tolist() == [[1, 2]]
    assert begins.tolist() == pytest.approx([0.7])


def test_what_begins_in_the_context_is_another_windows() -> None:
    tags = np.array([[0.2, 0.8, 0.0], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8], [0.2, 0.8, 0.0]], dtype=np.float32)
    spans, _ = propose(tags, threshold=0.5, core=(1, 2))
    assert spans.tolist() == [[1, 2]]


def test_nothing_proposed_is_nothing_claimed() -> None:
    prediction = predicted()
    assert prediction.roles.shape[2] == len(ROLES)
    assert list(claims(prediction, Thresholds())) == []
