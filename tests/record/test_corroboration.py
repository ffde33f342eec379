"""Who is one source and who are two."""

from __future__ import annotations

from holdfast.model import Voice
from holdfast.record.corroboration import independent_voices, voice_key
from tests.factory import document, statement

LONG = "The bridge at the river mouth was closed to all traffic on Monday"


def said(text: str, *voices: Voice, outlet: str | None = None) -> tuple[object, str | None]:
    return statement(document(text, outlet=outlet), voices=voices), outlet


def number(*told: tuple[object, str | None]) -> int:
    return len(independent_voices(told))  # type: ignore[arg-type]


def test_a_name_counts_before_a_reference_and_a_reference_before_words() -> None:
    named = statement(voices=(Voice(name="Andriy Yermak", ref="UKR GOV"),))
    assert voice_key(named, "Alpha") == "name andriy yermak"
    assert voice_key(statement(voices=(Voice(ref="UKR GOV"),)), "Alpha") == "ref UKR GOV"
    assert voice_key(statement(voices=()), "Álpha") == "outlet alpha"


def test_one_voice_in_two_outlets_is_one_source() -> None:
    one = said("It is closed.", Voice(name="Mayor"), Voice(name="Alpha"), outlet="Alpha")
    other = said("Closed, he said.", Voice(name="MAYOR"), Voice(name="Beta"), outlet="Beta")
    assert number(one, other) == 1
    assert number(one, other, said("No traffic.", Voice(name="Police"))) == 2


def test_nearly_the_same_words_are_one_source_and_short_quotes_are_not() -> None:
    assert number(said(f"{LONG}.", outlet="Alpha"), said(f"{LONG}, at last.", outlet="Beta")) == 1
    assert number(said("It is closed.", outlet="Alpha"), said("It is closed", outlet="Beta")) == 2


def test_a_copy_links_its_voices() -> None:
    by_name = said(f"{LONG}.", Voice(name="Mayor"))
    copied = said(f"{LONG}!", outlet="Beta")
    same_outlet = said("Another matter entirely, told by Beta alone here.", outlet="Beta")
    assert number(by_name, copied, same_outlet) == 1
