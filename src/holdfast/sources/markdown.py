"""Markdown: its words without the marks, and the metadata that may stand at its top between lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from holdfast.errors import UnreadableInput
from holdfast.model import Document
from holdfast.sources.about import About
from holdfast.sources.fields import document_fields
from holdfast.sources.text import decode, digest

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?\r?\n)(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")
_TAG = re.compile(r"<[^>]*>")


def read_markdown(raw: bytes, *, name: str, about: About) -> Document:
    """A Markdown file as a document: headlines, paragraphs and list items, with a blank line between each.

    Metadata are single lines such as `published: 2022-03-29`; links keep their words, pictures and code are left out.

    Raises:
        UnreadableInput: It is empty, no text, or in an encoding that cannot be told.
    """
    decoded = decode(raw, name=name, given=about.encoding)
    front = _FRONT.match(decoded.text)
    body = decoded.text[front.end() :] if front else decoded.text
    blocks = list(_blocks(body))
    text = "\n\n".join(block for _, block in blocks)
    if not text.strip():
        raise UnreadableInput("This file holds no words", where=name, remedy="Give a file with text in it")
    said, extra, _ = document_fields(_front_fields(front["fields"]) if front else {})
    title = next((block for tag, block in blocks if tag == "h1"), None)
    said = {"title": title, **said, "media_type": "text/markdown", "encoding": decoded.encoding}
    said |= {"sha256": digest(raw), "source": name}
    return Document(text=text, extra=extra, **about.fill(said))


def _front_fields(text: str) -> dict[str, str]:
    found = (_FIELD.match(line) for line in text.splitlines())
    return {match["name"].lower(): match["value"].strip("\"'") for match in found if match and match["value"]}


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each block of words with the element that it stands in."""
    opened: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.nesting == 1:
            opened.append(token.tag)
        elif token.nesting == -1:
            opened.pop()
        else:
            words = _words(token)
            if words:
                yield opened[-1] if opened else "p", words


def _words(token: Token) -> str:
    if token.type == "inline":
        return "".join(map(_inline, token.children or [])).strip()
    # HTML inside Markdown: its words count, its comments do not.
    if token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
        return " ".join(_TAG.sub(" ", token.content).split())
    return ""


def _inline(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n" if token.type == "hardbreak" else " "
    return ""
