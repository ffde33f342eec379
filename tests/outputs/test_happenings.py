"""A figure names no attack, and a weapon is no attacker."""

from __future__ import annotations

import pytest

from holdfast.model import Count, Happening, Mention, Place, Span, Statement, Time, Voice
from holdfast.outputs.composing import Telling, of_reports
from holdfast.outputs.discretion import GUARDED
from holdfast.outputs.happenings import is_near, is_somebody, is_word, told_mode
from holdfast.outputs.support import Support, unsupported
from holdfast.outputs.wording import amount, is_told_amount, time_words
from tests.factory import TEXT, document, statement, words
from tests.outputs.shown import shown


def text_of(made: Statement, text: str = TEXT) -> str:
    return of_reports([Telling(statement=made, document=document(text), discretion=GUARDED)]).text


@pytest.mark.parametrize(
    ("start", "end", "whole"), [(2, 8, True), (2, 5, False), (4, 8, False), (0, 1, False), (62, 69, True)]
)
def test_a_word_is_whole_and_no_figure(start: int, end: int, whole: bool) -> None:
    assert is_word(Span(text=TEXT[start:end], start=start, end=end), TEXT) is whole
    assert not is_word(Span(text="412", start=0, end=3), "412 and 178")


def test_nothing_is_told_of_a_happening_that_a_figure_names() -> None:
    text = "Satellites detected 412 and 178 on Tuesday."
    made = statement(document(text), event=Happening(type="ASSAULT", trigger=words(Span, "412", text)))
    sentence = of_reports([Telling(statement=made, document=document(text), discretion=GUARDED)])
    assert "the happening" in "".join(unsupported(sentence, Support(view=shown([document(text)], [made]))))


@pytest.mark.parametrize(
    ("text", "somebody"),
    [("artillery", False), ("Grads", False), ("the missiles", False), ("Russian artillery", True), ("civilians", True)],
)
def test_a_weapon_is_nobody(text: str, somebody: bool) -> None:
    assert is_somebody(Mention(text=text, start=0, end=len(text))) is somebody


def test_a_weapon_is_not_named_as_the_attacker() -> None:
    text = "Artillery hit the village with shells, residents said."
    made = statement(
        document(text),
        event=Happening(type="ASSAULT", mode="artillery"),
        actors=(words(Mention, "Artillery", text),),
    )
    assert " by " not in text_of(made, text)


@pytest.mark.parametrize(
    ("count", "shown_"),
    [
        (words(Count, "at least seven", what="buildings", low=None, high=1), None),
        (words(Count, "at least seven", what="buildings", low=1, high=1), "1 building"),
        (words(Count, "at least seven", what="vehicles", low=1), "at least 1 vehicle"),
        (words(Count, "at least seven", what="vehicles", low=2, high=2), "2 vehicles"),
        (Count(what="other", text="412 and 178", start=0, end=11), None),
        (Count(what="other", text="18 fires", start=0, end=8), "“18 fires”"),
    ],
)
def test_a_figure_that_tells_nothing_is_left_out(count: Count, shown_: str | None) -> None:
    assert (amount(count) if is_told_amount(count, "") else None) == shown_


def test_since_a_month_gives_no_first_day() -> None:
    since = Time(text="since February", start=0, end=14, start_day="2022-02-01", precision="month")
    assert time_words(since) is None


@pytest.mark.parametrize(
    ("mode", "text", "told"),
    [
        ("airstrike", "Aircraft bombed the village.", "airstrike"),
        ("airstrike", "Missiles hit the village.", "missile"),
        ("airstrike", "Artillery hit the village.", "artillery"),
        ("airstrike", "A strike hit the village.", None),
        ("missile", "Rockets hit the village.", "missile"),
        ("drone", "A rocket hit the village.", None),
        ("torture", "Soldiers beat him.", "torture"),
        (None, "A strike hit the village.", None),
    ],
)
def test_the_means_of_an_attack_is_the_one_that_the_words_name(mode: str | None, text: str, told: str | None) -> None:
    assert told_mode(statement(document(text), event=Happening(type="ASSAULT", mode=mode))) == told


def test_a_figure_of_another_sentence_is_not_told() -> None:
    text = "A missile hit the mill, police said. On Sunday nine were killed elsewhere."
    quote = text[:22]
    made = statement(
        document(text),
        quote=quote,
        end=len(quote),
        event=Happening(type="ASSAULT", mode="missile"),
        counts=(words(Count, "nine", text, what="killed", low=9, high=9),),
    )
    assert "9" not in text_of(made, text)
    near = text.replace(", police said. On Sunday", " and")
    assert "9 killed" in text_of(
        statement(
            document(near),
            quote=quote,
            end=len(quote),
            event=Happening(type="ASSAULT", mode="missile"),
            counts=(words(Count, "nine", near, what="killed", low=9, high=9),),
        ),
        near,
    )


def test_a_figure_without_the_words_that_bound_it_is_not_told() -> None:
    text = "The toll was at least 28."
    count = words(Count, "28", text, what="wounded", low=28, high=28)
    assert not is_told_amount(count, text)
    assert not is_told_amount(words(Count, "least 28", text, what="wounded", low=28, high=28), text)
    assert is_told_amount(words(Count, "at least 28", text, what="wounded", low=28), text)
    assert is_told_amount(count, text.replace("at least", "reported"))


def test_whoever_stands_outside_the_words_is_no_recipient() -> None:
    text = "A missile hit the mill, and later children came."
    quote = text[:22]
    made = statement(
        document(text),
        quote=quote,
        end=len(quote),
        event=Happening(type="ASSAULT", mode="missile"),
        recipients=(words(Mention, "children", text), words(Mention, "the mill", text)),
    )
    assert "against the mill" in text_of(made, text)
    assert "children" not in text_of(made, text)


def test_voices_are_told_together_only_of_what_each_says() -> None:
    text = "Missiles hit the mill on Tuesday, police said."
    of = document(text, outlet="Dale Courier")
    first = statement()
    other = statement(of, event=Happening(type="ASSAULT", mode="missile"), voices=(words(Voice, "police", text),))
    tellings = [
        Telling(statement=first, document=document(), discretion=GUARDED),
        Telling(statement=other, document=of, discretion=GUARDED),
    ]
    assert of_reports(tellings).text == (
        "Ukraine's military reported an attack (“strike”) in Mykolaiv on 29 March 2022."
    )


@pytest.mark.parametrize(
    ("text", "what", "told"),
    [
        ("An air strike held up three trains.", "killed", False),
        ("An air strike left three dead.", "killed", True),
        ("Of three men one had his hands tied.", "wounded", False),
        ("An air strike sent three to hospital.", "wounded", True),
        ("An air strike held up three trains.", "vehicles", True),
    ],
)
def test_the_killed_and_wounded_need_a_word_for_them(text: str, what: str, told: bool) -> None:
    count = words(Count, "three", text, what=what, low=3, high=3)
    assert is_near(count, statement(document(text)), text) is told


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Troops left the areas around Kyiv.", "around Kyiv"),
        ("Troops are withdrawing from the Kyiv region.", "from Kyiv"),
        ("Reports of a withdrawal came from Kyiv.", "in Kyiv"),
        ("Troops fought north-west of Kyiv.", "north-west of Kyiv"),
        ("Troops were in Kyiv.", "in Kyiv"),
        ("Kyiv is calm.", "in Kyiv"),
    ],
)
def test_a_place_keeps_the_word_that_says_where(text: str, where: str) -> None:
    of = document(text)
    made = statement(
        of,
        event=Happening(type="RETREAT", mode="withdraw"),
        place=words(Place, "Kyiv", text, name="Kyiv", precision="settlement"),
    )
    sentence = of_reports([Telling(statement=made, document=of, discretion=GUARDED)])
    assert sentence.text == f"Harbour Wire reported a withdrawal {where}."
    support = Support(view=shown([of], [made]))
    assert unsupported(sentence, support) == ()
