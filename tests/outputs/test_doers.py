"""Only the one who would do it promises; anybody else reports a promise."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from holdfast.model import Document, Mention, Statement, Voice
from holdfast.outputs.composing import Telling, of_statement
from holdfast.outputs.discretion import GUARDED
from holdfast.outputs.doers import is_word_of_the_doer
from holdfast.outputs.sentence import Sentence
from holdfast.outputs.support import Support, unsupported
from tests.factory import document, statement, words
from tests.outputs.shown import shown

TEXT = "Moscow promised to cut its activity around the city, Jens Stoltenberg said."
QUOTE = TEXT[:51]


def made(act: str = "promise", text: str = TEXT, quote: str = QUOTE, **fields: Any) -> tuple[Document, Statement]:
    of = document(text)
    given = {"voices": (words(Voice, "Jens Stoltenberg", text, ref="IGO NATO"),), **fields}
    return of, statement(of, act=act, quote=quote, end=len(quote), **given)


def sentence(of: Document, one: Statement) -> Sentence:
    return of_statement(Telling(statement=one, document=of, discretion=GUARDED))


def problems(told: Sentence, of: Document, one: Statement) -> str:
    return "\n".join(unsupported(told, Support(view=shown([of], [one]))))


def test_a_third_party_reports_a_promise_by_the_one_who_would_do_it() -> None:
    of, one = made(actors=(words(Mention, "Moscow", TEXT, ref="RUS GOV"),))
    told = sentence(of, one)
    assert told.text == f"Jens Stoltenberg reported a promise by Moscow: “{QUOTE}”."
    assert problems(told, of, one) == ""


def test_the_wrong_form_is_never_printed() -> None:
    of, one = made(actors=(words(Mention, "Moscow", TEXT, ref="RUS GOV"),))
    own = msgspec.structs.replace(one, actors=())
    direct = msgspec.structs.replace(own, voices=(words(Voice, "Jens Stoltenberg", TEXT, ref="RUS GOV"),))
    wrong = sentence(of, msgspec.structs.replace(direct, id=one.id))
    assert wrong.text.startswith("Jens Stoltenberg promised: “")
    assert "the act" in problems(wrong, of, one)
    assert problems(wrong, of, msgspec.structs.replace(direct, id=one.id)) == ""


def test_words_that_begin_with_another_state_are_its_promise() -> None:
    of, one = made()
    assert not is_word_of_the_doer(one)
    assert sentence(of, one).text.startswith("Jens Stoltenberg reported a promise: “")


@pytest.mark.parametrize("act", ["promise", "propose", "agree", "threaten", "reject"])
@pytest.mark.parametrize(
    ("voice", "actor", "own"),
    [
        ("RUS GOV", "RUS GOV", True),
        ("RUS GOV", "RUS MIL", True),
        ("RUS GOV", "RUS", True),
        ("RUS GOV", "RUS GOV+UKR GOV", True),
        ("RUS GOV", "RUS CIV", False),
        ("RUS MED", "RUS GOV", False),
        ("UKR GOV", "RUS GOV", False),
        (None, "RUS GOV", False),
        ("USA MIL", None, False),
    ],
)
def test_a_voice_binds_itself_and_a_government_its_army(act: str, voice: str, actor: str, own: bool) -> None:
    one = made(
        act,
        voices=(words(Voice, "Jens Stoltenberg", TEXT, ref=voice),),
        actors=(words(Mention, "its", TEXT, ref=actor),),
    )[1]
    assert is_word_of_the_doer(one) is own


def test_the_same_name_and_the_first_person_are_the_voice_itself() -> None:
    text = "We shall leave, Jens Stoltenberg said."
    for named in (words(Mention, "We", text), words(Mention, "Jens Stoltenberg", text)):
        assert is_word_of_the_doer(made(text=text, quote=text[:14], actors=(named,), voices=(
            words(Voice, "Jens Stoltenberg", text),
        ))[1])  # fmt: skip


def test_a_report_needs_no_doer() -> None:
    assert is_word_of_the_doer(made("assert", actors=(words(Mention, "Moscow", TEXT, ref="RUS GOV"),))[1])
