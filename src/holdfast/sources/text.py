"""Bytes to text: which encoding they are in, what is no text at all, and plain text as a document.

Order of trial: a byte-order mark, UTF-8, what the document declares, what the user declares, and last Windows-1252,
which is marked as a guess. A text that is likely to come out as gibberish is refused, never passed on in silence.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from holdfast.errors import UnreadableInput
from holdfast.model import Document
from holdfast.sources.about import About

__all__ = ["Decoded", "decode", "digest", "mend_surrogates", "read_text"]

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (perhaps a Word or Excel file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TWICE = re.compile(r"â€[™œ\x9d“”˜¦–—]|Ã[©¨¤¶¼ªº±§]|Ð[°-¿][Ð-Ñ]")
_PARTS_THAT_MAY_BE_CONTROL = 0.01
_PARTS_THAT_MAY_BE_ACCENTED = 0.25
"""More accented letters than this among all letters is Cyrillic, Greek or the like read as Windows-1252.

French and Vietnamese in Windows-1252 have at most about a fifth.
"""
_GOOD_FOR_EACH_BAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and the encoding it was read in, with a note in brackets where that was a guess or left gaps."""

    text: str
    encoding: str


def digest(raw: bytes) -> str:
    """The SHA-256 of the raw bytes, in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def read_text(raw: bytes, *, name: str, about: About) -> Document:
    """Plain text as a document; its text is that of the file, character for character.

    Raises:
        UnreadableInput: It is empty, no text, or in an encoding that cannot be told.
    """
    decoded = decode(raw, name=name, given=about.encoding)
    if not decoded.text.strip():
        raise UnreadableInput("This file holds no words", where=name, remedy="Give a file with text in it")
    said = {"media_type": "text/plain", "encoding": decoded.encoding, "sha256": digest(raw), "source": name}
    return Document(text=decoded.text, **about.fill(said))


def decode(raw: bytes, *, name: str, declared: str | None = None, given: str | None = None) -> Decoded:
    """The text of `raw`.

    Args:
        raw: The bytes.
        name: The file, for messages.
        declared: The encoding that the document itself names.
        given: The encoding that the user names.

    Raises:
        UnreadableInput: There is nothing in it, it is no text, or its encoding cannot be told.
    """
    if not raw:
        raise UnreadableInput("This file is empty", where=name, remedy="Give a file with text in it")
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    wide = marked or _wide_without_mark(raw)
    if wide:
        return _as_told(raw, wide, name)
    _refuse_binary(raw, name)
    return _without_mark(raw, name, [encoding for encoding in (declared, given) if encoding])


def mend_surrogates(text: str) -> tuple[str, int]:
    """The text with surrogate pairs joined and each lone surrogate replaced by U+FFFD, and how many those were."""
    if not _SURROGATE.search(text):
        return text, 0
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined, joined.count("\ufffd") - text.count("\ufffd")


def _without_mark(raw: bytes, name: str, told: list[str]) -> Decoded:
    # ISO-2022 texts are plain ASCII bytes: the declaration alone tells.
    if any(encoding.lower().startswith("iso-2022") for encoding in told):
        return _as_told(raw, told[0], name)
    decoded = _utf8(raw)
    for encoding in told:
        decoded = decoded or _strictly(raw, encoding)
    return decoded or _windows(raw, name)


def _utf8(raw: bytes) -> Decoded | None:
    """UTF-8, or what is plainly meant to be UTF-8 with a few bytes broken."""
    text = _strictly(raw, "utf-8")
    if text:
        return Decoded(text=text.text, encoding="utf-8 (looks encoded twice)") if _TWICE.search(text.text) else text
    passed, _ = mend_surrogates(_pass_surrogates(raw))
    bad = passed.count("\ufffd")
    good = sum(ord(character) > 127 for character in passed) - bad
    if bad and good < _GOOD_FOR_EACH_BAD * bad:
        return None
    note = f"{bad} {'place' if bad == 1 else 'places'} unreadable" if bad else "surrogates joined"
    return Decoded(text=passed, encoding=f"utf-8 ({note})")


def _pass_surrogates(raw: bytes) -> str:
    """Surrogates in UTF-8 bytes are wrong but common in exports: pairs can be joined, lone ones cannot."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def _windows(raw: bytes, name: str) -> Decoded:
    """Windows-1252 as a marked guess.

    Raises:
        UnreadableInput: The result would be gibberish.
    """
    decoded = _strictly(raw, "cp1252")
    letters = [character for character in decoded.text if character.isalpha()] if decoded else []
    accented = sum(ord(character) > 127 for character in letters)
    if decoded is None or accented > _PARTS_THAT_MAY_BE_ACCENTED * len(letters):
        raise UnreadableInput(
            "The encoding of this text cannot be told: it is neither UTF-8 nor Windows-1252, and it names none",
            where=name,
            remedy="Save it as UTF-8, or name its encoding",
        )
    return Decoded(text=decoded.text, encoding="cp1252 (guessed)")


def _as_told(raw: bytes, encoding: str, name: str) -> Decoded:
    decoded = _strictly(raw, encoding)
    if decoded is None:
        raise UnreadableInput(
            f"This text says that it is in {encoding}, and is not", where=name, remedy="Save it as UTF-8"
        )
    return decoded


def _strictly(raw: bytes, encoding: str) -> Decoded | None:
    try:
        text = raw.decode(encoding)
    except (ValueError, LookupError):
        return None
    # A stray null is no character of any text, and stores end texts at it.
    return Decoded(text=text.replace("\x00", "\ufffd"), encoding=encoding.lower())


def _wide_without_mark(raw: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is null."""
    sample = raw[:2000]
    if len(sample) < 8 or len(raw) % 2:
        return None
    most = 0.4 * len(sample) / 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > most and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd == 0 else None


def _refuse_binary(raw: bytes, name: str) -> None:
    kind = next((kind for signature, kind in _SIGNATURES if raw.startswith(signature)), None)
    sample = raw[:100_000]
    control = len(_CONTROL.findall(sample))
    if kind is None and control > _PARTS_THAT_MAY_BE_CONTROL * len(sample):
        kind = "binary data"
    if kind:
        raise UnreadableInput(f"This is {kind}, not text", where=name, remedy="Give text, HTML, Markdown or JSON lines")
