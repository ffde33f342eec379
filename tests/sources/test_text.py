"""Bytes to text: encodings, what is no text, and nothing passed on as gibberish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from holdfast.errors import UnreadableInput
from holdfast.sources.about import About
from holdfast.sources.text import decode, mend_surrogates, read_text

WORDS = "Дніпро — “the café” in Köln"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8-sig"),
        (WORDS.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16"),
        (WORDS.encode("utf-32"), "utf-32"),
    ],
)
def test_unicode_in_every_form(raw: bytes, encoding: str) -> None:
    decoded = decode(raw, name="a.txt")
    assert decoded.text == WORDS
    assert decoded.encoding == encoding


def test_utf16_without_a_mark_is_seen_by_its_nulls() -> None:
    assert decode("Shelling near the bridge".encode("utf-16-le"), name="a.txt").text == "Shelling near the bridge"


def test_windows_1252_is_a_marked_guess() -> None:
    decoded = decode("The café in Köln was “hit”, he said".encode("cp1252"), name="a.txt")
    assert decoded.text == "The café in Köln was “hit”, he said"
    assert decoded.encoding == "cp1252 (guessed)"


def test_cyrillic_in_an_unnamed_encoding_is_refused_rather_than_garbled() -> None:
    raw = "Россия сократит военную активность под Киевом".encode("cp1251")
    with pytest.raises(UnreadableInput, match="cannot be told"):
        decode(raw, name="a.txt")
    assert decode(raw, name="a.txt", given="cp1251").text.startswith("Россия")
    assert decode(raw, name="a.txt", declared="windows-1251").encoding == "windows-1251"


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode("Zaporizhzhia — Köln".encode(), name="a.html", declared="iso-8859-1").encoding == "utf-8"


def test_an_unknown_declaration_is_passed_over() -> None:
    assert decode("café".encode("cp1252"), name="a.html", declared="x-nonsense").text == "café"


def test_a_few_broken_bytes_do_not_cost_the_text() -> None:
    decoded = decode("Київ і Чернігів".encode() + b"\xff", name="a.txt")
    assert decoded.text == "Київ і Чернігів\ufffd"
    assert decoded.encoding == "utf-8 (1 place unreadable)"


def test_text_that_was_encoded_twice_is_marked() -> None:
    twice = "“It is over”".encode().decode("cp1252", "replace").encode()
    assert "twice" in decode(twice, name="a.txt").encoding


def test_surrogates_are_joined_or_replaced() -> None:
    assert mend_surrogates("a\ud83d\ude00b") == ("a😀b", 0)
    assert mend_surrogates("a\ud83db") == ("a\ufffdb", 1)
    assert decode(b"a \xed\xa0\xbd\xed\xb8\x80 b", name="a.txt").text == "a 😀 b"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"%PDF-1.7 text", "a PDF file"),
        (b"\xff\xd8\xff\xe0JFIF", "a JPEG image"),
        (bytes(range(256)), "binary data"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, kind: str) -> None:
    with pytest.raises(UnreadableInput, match=kind) as problem:
        decode(raw, name="a.txt")
    assert problem.value.where == "a.txt"
    assert problem.value.remedy


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_a_file_without_words_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_text(raw, name="a.txt", about=About())


def test_plain_text_keeps_every_character() -> None:
    document = read_text(b"one\r\n\r\ntwo \n", name="a.txt", about=About(outlet="Harbour Wire"))
    assert document.text == "one\r\n\r\ntwo \n"
    assert (document.outlet, document.source, document.published) == ("Harbour Wire", "a.txt", None)
    assert document.sha256 is not None
    assert len(document.sha256) == 64


@given(some.text(alphabet=some.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_what_is_written_as_utf8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), name="a.txt").text == text


def test_a_stray_null_does_not_cost_the_text() -> None:
    raw = b"Guns fell silent\x00 in the hills." + b" It was quiet." * 20
    assert decode(raw, name="a.txt").text.startswith("Guns fell silent\ufffd in")
