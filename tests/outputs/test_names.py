"""Names that follow from a document: what somebody may be called in a brief."""

from __future__ import annotations

import pytest

from holdfast.model import Mention, Voice
from holdfast.outputs.discretion import GUARDED
from holdfast.outputs.names import inside_sentence, is_outlet, names, place_names, voice_names
from tests.factory import document, words

TEXT = (
    "Recep Tayyip Erdogan met Ukraine's army chief. He said that Russian forces and artillery stayed. Artillery fired."
)


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan"),
        ("He", "Recep Tayyip Erdogan", "Recep Tayyip Erdogan"),
        ("He", "Volodymyr Zelenskyy", None),
        ("He", None, None),
        ("Ukraine's army chief", "Russia's army chief", "Ukraine's army chief"),
        ("Russian forces", "Russian", "Russian forces"),
        ("Russian", None, "Russia"),
    ],
)
def test_what_somebody_is_called(text: str, name: str | None, first: str | None) -> None:
    who = words(Mention, text, TEXT, name=name, ref="UKR GOV")
    assert next(iter(names(who, document(TEXT), GUARDED)), None) == first


def test_without_a_speaker_the_outlet_says_so() -> None:
    of = document(TEXT)
    assert voice_names(None, of, GUARDED) == ("Harbour Wire",)
    assert is_outlet(Voice(name="Harbour Wire"), of)
    assert not is_outlet(words(Voice, "He", TEXT), of)


def test_a_capital_that_only_began_a_sentence_goes() -> None:
    of = document(TEXT)
    assert inside_sentence("Artillery", of) == "artillery"
    assert inside_sentence("The army", of) == "the army"
    assert inside_sentence("Russian forces", of) == "Russian forces"


def test_no_place_is_no_name() -> None:
    assert place_names(None, document(TEXT), GUARDED) == ()
