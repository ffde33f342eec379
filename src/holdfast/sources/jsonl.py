"""JSON lines: one document a line, with its `text` and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from holdfast.errors import UnreadableInput
from holdfast.model import Document
from holdfast.sources.about import About
from holdfast.sources.fields import document_fields
from holdfast.sources.report import Report
from holdfast.sources.text import decode, digest, mend_surrogates

__all__ = ["read_json_lines", "read_json_list"]

_STATEMENT_KEYS = frozenset({"quote", "act", "document"})


def read_json_lines(lines: Iterable[bytes], *, name: str, about: About, report: Report) -> Iterator[Document]:
    """The document of each line; a line that is none is reported with its number, and the others are read.

    Keys are the fields of a document; unknown ones go into its `extra`.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            continue
        where = f"{name}:{number}"
        try:
            text = decode(line.rstrip(b"\r\n"), name=where, given=about.encoding)
            value = _parsed(text.text, where)
            if isinstance(value, dict) and text.encoding not in ("utf-8", "utf-8-sig"):
                value.setdefault("encoding", text.encoding)
            yield _document(value, line, where=where, about=about, report=report)
        except UnreadableInput as problem:
            report(problem)


def read_json_list(raw: bytes, *, name: str, about: About, report: Report) -> Iterator[Document]:
    """The documents of one JSON file that holds an object, or a list of them.

    Raises:
        UnreadableInput: The file as a whole is not JSON, or neither an object nor a list.
    """
    value = _parsed(decode(raw, name=name, given=about.encoding).text, name)
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        where = f"{name}: item {number}" if isinstance(value, list) else name
        try:
            yield _document(item, raw, where=where, about=about, report=report)
        except UnreadableInput as problem:
            report(problem)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            f"This is not JSON: {error.msg} at character {error.pos + 1}",
            where=where,
            remedy="Write one JSON object a line, with the document in its `text`",
        ) from None
    except RecursionError:
        raise UnreadableInput("This JSON is nested too deeply", where=where, remedy="Give a flat object") from None


def _document(value: Any, raw: bytes, *, where: str, about: About, report: Report) -> Document:
    """The document that an object describes.

    Raises:
        UnreadableInput: It is no object, or has no text.
    """
    if not isinstance(value, dict):
        raise UnreadableInput("This is JSON, but no object", where=where, remedy='Write {"text": "..."}')
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _without_text(value, where)
    mended, lone = mend_surrogates(text)
    said, extra, complaints = document_fields(_mended({key: item for key, item in value.items() if key != "text"}))
    for complaint in complaints:
        report(UnreadableInput(complaint, where=where, remedy="Correct the field to have it used"))
    said = {"sha256": digest(raw), "source": where, **said}
    if lone:
        said["encoding"] = f"utf-8 ({lone} {'place' if lone == 1 else 'places'} unreadable)"
    return Document(text=mended, extra=extra, **about.fill(said))


def _without_text(value: dict[str, Any], where: str) -> UnreadableInput:
    if value.keys() >= _STATEMENT_KEYS:
        return UnreadableInput(
            "This is a statement, not a document", where=where, remedy="Keep it with `holdfast load`"
        )
    has = ", ".join(map(repr, list(value)[:8])) or "nothing"
    return UnreadableInput(
        f"There are no words in `text`; the object has {has}",
        where=where,
        remedy="Put the words of the document into `text`",
    )


def _mended(value: Any) -> Any:
    """The same value with lone surrogates replaced in every string: nothing can write them."""
    if isinstance(value, str):
        return mend_surrogates(value)[0]
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
