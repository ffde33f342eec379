"""What its own sentence denies, or does not tell, is printed as nobody's word."""

from __future__ import annotations

from typing import Any

import pytest

from holdfast.model import Happening, Span, Voice
from holdfast.outputs.brief import brief
from holdfast.outputs.denials import is_taken_back
from tests.factory import document, statement, words
from tests.outputs.shown import shown

SHELLED = "soldiers had shelled the town"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        (f"He denied that {SHELLED}.", True),
        (f"He rejected as false that {SHELLED}.", True),
        (f"He dismissed reports that {SHELLED}.", True),
        (f"Reports that {SHELLED} were false, he said.", True),
        (f"Her office was looking into claims that {SHELLED}.", True),
        (f"He said that {SHELLED}.", False),
        (f"He denied it. He said that {SHELLED}.", False),
        (f"He denied a role in it and said that {SHELLED}.", False),
        (f"He denied it, but {SHELLED}.", False),
        (f"{SHELLED} on Monday; the report that others did it was false.", False),
    ],
)
@pytest.mark.parametrize("act", ["assert", "accuse"])
def test_the_last_word_of_saying_before_the_words_governs_them(act: Any, text: str, denied: bool) -> None:
    start = text.index(SHELLED)
    one = statement(
        document(text),
        act=act,
        quote=SHELLED,
        start=start,
        end=start + len(SHELLED),
        event=Happening(type="ASSAULT", mode="artillery", trigger=words(Span, "shelled", text)),
    )
    assert is_taken_back(one, text) is denied


def test_a_denial_is_no_accusation_in_a_brief() -> None:
    text = f"Dmitry Peskov denied that {SHELLED}."
    of = document(text)
    start = text.index(SHELLED)
    one = statement(
        of,
        act="accuse",
        quote=SHELLED,
        start=start,
        end=start + len(SHELLED),
        voices=(words(Voice, "Dmitry Peskov", text, ref="RUS GOV"),),
    )
    result = brief(shown([of], [one]), agreements=[], since=None, title="Test")
    assert [section.sentences for section in result.sections if section.name == "contradicted"] == [()]
    assert "deny what statement" in "".join(result.withheld[0].reasons)


def test_what_was_not_said_is_no_promise() -> None:
    text = "Kirby did not say how long the crews would stay."
    quote = "how long the crews would stay"
    start = text.index(quote)
    one = statement(document(text), act="promise", quote=quote, start=start, end=start + len(quote))
    assert is_taken_back(one, text)
    other = text.replace("did not say", "promised to say")
    start = other.index(quote)
    one = statement(document(other), act="promise", quote=quote, start=start, end=start + len(quote))
    assert not is_taken_back(one, other)


def test_a_negated_statement_and_a_denial_stand() -> None:
    text = f"He denied that {SHELLED}."
    start = text.index(SHELLED)
    span: dict[str, Any] = {"quote": SHELLED, "start": start, "end": start + len(SHELLED)}
    assert not is_taken_back(statement(document(text), act="deny", **span), text)
    assert not is_taken_back(statement(document(text), polarity="negated", **span), text)


@pytest.mark.parametrize(
    ("text", "quote", "shown_"),
    [
        (
            "Peskov denied that they shelled the town.",
            "they shelled the town",
            "Peskov denied: “they shelled the town”.",
        ),
        ("Peskov said that nobody shelled it.", "nobody shelled it", "Peskov said: “nobody shelled it”."),
        ("Peskov named no town that was shelled.", "no town that was shelled", None),
    ],
)
def test_denied_is_said_only_where_the_words_deny(text: str, quote: str, shown_: str | None) -> None:
    start = text.index(quote)
    of = document(text)
    one = statement(
        of,
        act="deny",
        quote=quote,
        start=start,
        end=start + len(quote),
        voices=(words(Voice, "Peskov", text, ref="RUS GOV"),),
    )
    result = brief(shown([of], [one]), agreements=[], since=None, title="Test")
    told = [sentence.text for section in result.sections for sentence in section.sentences]
    assert told == ([shown_] if shown_ else [])
