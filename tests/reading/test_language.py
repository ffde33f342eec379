"""Language: what is turned away, and what never is."""

from __future__ import annotations

import pytest

from holdfast.reading.language import foreign_language, sure_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Russland will seine militärischen Aktivitäten drastisch reduzieren.", "de"),
        ("Le ministre a promis un cessez-le-feu.", "fr"),
        ("El gobierno prometió retirar las tropas.", "es"),
        ("Il presidente ha detto no", "it"),
        ("Россия сократит военную активность под Киевом", "ru"),
        ("Rosja ograniczy działania wojskowe wokół Kijowa, powiedział wiceminister.", "pl"),
    ],
)
def test_other_languages_are_told(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize("text", ["روسيا ستخفض نشاطها العسكري", "俄罗斯将减少军事活动"])
def test_other_scripts_are_never_english(text: str) -> None:
    assert foreign_language(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The delegations met in Istanbul, and the talks are to go on.",
        "Kyiv, 29 March",
        "Hello",
        "",
        "\x00\x01\x02",
        "😀😀",
        "aaaa" * 200,
        "Talks held in Goma over Bukavu convoy, says M23",
        "The spokesman said „Wir gehen nicht“ and left the room with the others.",
    ],
)
def test_english_and_what_has_no_language_are_read(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Россия сократит военную активность под Киевом, сообщил заместитель министра.", "ru"),
        ("Росія скоротить військову активність під Києвом, повідомив заступник міністра.", "uk"),
        ("Kyiv", None),
        ("12:30", None),
        ("", None),
    ],
)
def test_a_language_is_written_down_only_if_it_is_sure(text: str, language: str | None) -> None:
    assert sure_language(text) == language
