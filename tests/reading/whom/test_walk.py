"""Walking through a document: what is asked in which order, with which candidates, and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from holdfast.reading.prediction import Floats
from holdfast.reading.whom import Asked, Case, walk
from holdfast.reading.whom.features import features
from holdfast.reading.whom.ground import Ground
from holdfast.reading.whom.memory import MOST, Memory
from holdfast.reading.whom.words import read

TEXT = (
    'Ukraine\'s army shelled a depot near Horlivka on Monday. "We will answer," said Denis Orlov, a spokesman for '
    "Russia's defence ministry. He named no day. The army denied it."
)


def asking(text: str, *words: str, roles: Sequence[str] = (), claims: Sequence[int] = ()) -> list[Asked]:
    """What is asked of words, each searched for behind the one before."""
    found, position = [], 0
    for number, word in enumerate(words):
        position = text.index(word, position)
        role = roles[number] if roles else "actor"
        claim = claims[number] if claims else number
        found.append(Asked(claim=claim, role=role, start=position, end=position + len(word), type="ASSAULT", at=None))
    return found


def case(asked: Asked, told: str) -> Case:
    """An asking whose words are short for nothing, and of which no rule tells."""
    words = read(told)
    return Case(asked=asked, words=words, full=words, near=None, rule=None)


class Listener:
    """Answers with what it was told to, and keeps what it was asked."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []
        self.options: list[Sequence[str | None]] = []
        self.tables: list[Floats] = []

    def __call__(
        self, case: Case, options: Sequence[str | None], table: Floats, senses: Sequence[Floats | None]
    ) -> str | None:
        self.heard.append(case.words.lowered)
        self.options.append(options)
        self.tables.append(table)
        return self.answers[len(self.heard) - 1] if len(self.heard) <= len(self.answers) else case.words.ref


def heard(text: str, asked: Sequence[Asked], *answers: str | None) -> Listener:
    listener = Listener(*answers)
    walk(text, asked, listener, within=(0, len(text)), sectors={})
    return listener


def test_we_of_a_quotation_waits_for_whoever_is_quoted() -> None:
    asked = asking(
        TEXT,
        "Ukraine's army",
        "We",
        "Denis Orlov",
        "He",
        roles=("actor", "actor", "voice", "voice"),
        claims=(0, 1, 1, 2),
    )
    assert heard(TEXT, asked).heard == ["ukraine's army", "denis orlov", "we", "he"]


def test_who_was_meant_before_is_a_candidate_and_nobody_is_the_last() -> None:
    asked = asking(TEXT, "Ukraine's army", "Denis Orlov", "He")
    options = heard(TEXT, asked, "UKR MIL", "RUS MIL").options
    assert {"UKR MIL", "RUS MIL"} <= set(options[2])
    assert all(one[-1] is None and one.count(None) == 1 for one in options)


def test_a_description_may_be_of_any_state_that_is_near() -> None:
    asked = asking(TEXT, "The army")
    assert {"UKR MIL", "RUS MIL"} <= set(heard(TEXT, asked).options[0])


def test_a_sector_may_be_of_what_the_corpus_knows_the_head_as() -> None:
    listener = Listener()
    text = "Ghana closed its border. The palace said so."
    walk(text, asking(text, "The palace"), listener, within=(0, len(text)), sectors={"palace": ("OPP",)})
    assert "GHA OPP" in listener.options[0]


def exchanged(text: str) -> str:
    """The text under the names of two other states."""
    return text.replace("Ukraine", "Armenia").replace("Russia", "Estonia")


def test_no_state_is_known_by_its_name() -> None:
    words = ("Ukraine's army", "We", "Denis Orlov", "He", "The army")
    other = [word.replace("Ukraine", "Armenia") for word in words]
    first = heard(TEXT, asking(TEXT, *words), "UKR MIL", "RUS MIL", "RUS MIL", "RUS MIL", "UKR MIL")
    second = heard(
        exchanged(TEXT), asking(exchanged(TEXT), *other), "ARM MIL", "EST MIL", "EST MIL", "EST MIL", "ARM MIL"
    )
    names = {"UKR": "ARM", "RUS": "EST"}
    for mine, theirs in zip(first.options, second.options, strict=True):
        assert [ref and " ".join(names.get(word, word) for word in ref.split()) for ref in mine] == list(theirs)
    for table, other_table in zip(first.tables, second.tables, strict=True):
        np.testing.assert_array_equal(table, other_table)


def test_every_candidate_has_the_same_features_whoever_was_meant_before() -> None:
    tables = heard(
        TEXT, asking(TEXT, "Ukraine's army", "Denis Orlov", "He", "The army"), "UKR MIL", None, "RUS MIL"
    ).tables
    assert len({table.shape[1] for table in tables}) == 1
    assert all(np.isfinite(table).all() for table in tables)


def test_words_told_of_somebody_speak_for_him_again() -> None:
    text = "Russia's envoy met Ukraine's envoy. The envoy left."
    asked = asking(text, "The envoy")[0]
    memory, ground = Memory(), Ground(text, (), within=(0, len(text)))
    before = Asked(claim=0, role="actor", start=0, end=14, type="CONSULT", at=None)
    for told, ref in (("the envoy", "RUS GOV"), ("a minister", "UKR GOV")):
        memory.keep(case(before, told), ref, sentence=0, block=0)
    table = features(case(asked, "The envoy"), ["RUS GOV", "UKR GOV", None], memory, ground, named=())
    assert table[0].sum() != table[1].sum()
    assert (table[0] > table[1]).any()


def test_an_entry_of_a_rolling_page_hears_no_state_of_another() -> None:
    text = "10:05 Russia's fleet left port.\n\n11:20 The ministry said that talks in Riga went on."
    at = text.index("11:20")
    ground = Ground(text, (), within=(at, len(text)))
    assert ground.states == ["LVA"]


def test_a_long_text_forgets_whom_it_has_not_spoken_of_for_long() -> None:
    memory = Memory()
    for number in range(3 * MOST):
        one = Asked(claim=number, role="actor", start=number, end=number + 1, type="OTHER", at=None)
        memory.keep(case(one, "it"), f"ref {number}", sentence=number, block=0)
    assert len(memory.seen) <= MOST
    assert f"ref {3 * MOST - 1}" in memory.seen


@pytest.mark.parametrize("text", ["", "\n\n", "Nobody is named here."])
def test_a_text_that_names_no_state_has_no_ground(text: str) -> None:
    ground = Ground(text, (), within=(0, len(text)))
    assert ground.near(0) is None
    assert ground.closeness("UKR", 0) == (0.0, 0.0, 0.0, 0.0)
