"""Whatever a model answers, each stretch of a statement stands in the text, and each quote in what was asked about."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.model.statement import ACTS, COUNTED, STATUSES
from holdfast.reading import resolve
from holdfast.reading.annotate import tidied
from holdfast.reading.consistency import consistent
from holdfast.reading.labels import ROLES
from holdfast.reading.llm.answer import EVENTS, Figure, Said
from holdfast.reading.llm.claims import STANDS_IN, claims
from holdfast.reading.llm.windows import windows
from holdfast.reading.wholes import whole
from tests.factory import document

TEXT = (
    "A strike hit Kyiv on Tuesday, he said. General Mark Lee denied it. Seven people were hurt there. "
    "Talks will go on in Istanbul if the truce holds, the ministry told reporters on 30 March."
)
_WORDS = TEXT.replace(".", "").replace(",", "").split()
_PHRASE = st.one_of(
    st.builds(lambda at, length: " ".join(_WORDS[at : at + length]), st.integers(0, 30), st.integers(1, 8)),
    st.sampled_from(
        ["Putin", "on Monday", "40 tanks", "", " ", '"', "he", "Kyiv fell to the army", "e\u0301", "\ud800"]
    ),
)
_MAYBE = st.none() | _PHRASE
_SAID = st.builds(
    Said, quote=_PHRASE, act=st.sampled_from(ACTS), trigger=_MAYBE, event=st.none() | st.sampled_from(EVENTS),
    status=st.none() | st.sampled_from(STATUSES), actors=st.lists(_PHRASE, max_size=2),
    recipients=st.lists(_PHRASE, max_size=2), place=_MAYBE, time=_MAYBE, voice=_MAYBE, stands_for=_MAYBE,
    outer=st.lists(_PHRASE, max_size=2), cue=_MAYBE,
    counts=st.lists(st.builds(Figure, words=_PHRASE, what=st.sampled_from(COUNTED)), max_size=2),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_SAID, max_size=4), st.sampled_from([60, 120, 1000]))
def test_no_answer_can_put_words_into_a_text(said: list[Said], size: int) -> None:
    of = document(TEXT)
    for window in windows(TEXT, size=size):
        found = list(claims(said, TEXT, window, certainty=0.25, dropped=Counter()))
        assert all(window.core[0] <= claim.quote.start and claim.quote.end <= window.core[1] for claim in found)
        ready = [consistent(whole(tidied(claim, TEXT), TEXT), TEXT) for claim in found]
        for statement in resolve.statements(of, ready, entries=[0] * len(ready), reader="llm:x"):
            assert statement.misplaced(TEXT) is None
            assert statement.confidence == 0.25
            assert statement.quote in {" ".join(one.quote.split()) for one in said} or statement.quote in TEXT


def test_what_is_left_out_is_counted_by_its_reason() -> None:
    (window,) = windows(TEXT, size=1000)
    said = [
        Said(quote="Kyiv fell", act="assert"),
        Said(quote="strike", act="assert"),
        Said(quote="strike hit Kyiv", act="assert", trigger="bombing", actors=["Putin", "he"]),
        Said(quote="strike hit Kyiv", act="assert", trigger="bombing"),
    ]
    dropped: Counter[str] = Counter()
    (claim,) = claims(said, TEXT, window, certainty=0.25, dropped=dropped)
    assert claim.trigger.label == STANDS_IN
    assert [TEXT[part.start : part.end] for part in claim.parts["actor"]] == ["he"]
    assert dropped == {
        "quotes that do not stand in the text": 1,
        "quotes of a single word": 1,
        "other words that do not stand in the text": 2,
        "claims given twice": 1,
    }


@pytest.mark.parametrize("role", [role for role in ROLES if role != "quote"])
def test_every_role_of_the_trained_reader_can_be_given(role: str) -> None:
    (window,) = windows(TEXT, size=1000)
    fields: dict[str, dict[str, Any]] = {
        "actor": {"actors": ["Kyiv"]}, "recipient": {"recipients": ["Kyiv"]}, "place": {"place": "Kyiv"},
        "time": {"time": "on Tuesday"}, "count": {"counts": [{"words": "Seven people", "what": "wounded"}]},
        "condition": {"conditions": [{"words": "if the truce holds", "kind": "if"}]}, "voice": {"voice": "he"},
        "outer": {"outer": ["the ministry"]}, "name": {"voice": "he", "stands_for": "General Mark Lee"},
        "cue": {"cue": "said"},
    }  # fmt: skip
    said = msgspec.convert({"quote": "strike hit Kyiv", "act": "assert", **fields[role]}, Said)
    (claim,) = claims([said], TEXT, window, certainty=0.25, dropped=Counter())
    assert len(claim.parts[role]) == 1
