"""The smallest document and statement with sensible defaults, for tests that care about one field."""

from __future__ import annotations

from typing import Any

from holdfast.model import Document, Happening, Mention, Place, Span, Statement, Time, Voice

TEXT = "A strike on Mykolaiv killed at least seven people on Tuesday, Ukraine's military said."


def document(text: str = TEXT, **fields: Any) -> Document:
    """A document of 30 March 2022 by an invented outlet."""
    return Document(text=text, **{"outlet": "Harbour Wire", "published": "2022-03-30", **fields})


def words(kind: Any, text: str, of: str = TEXT, **fields: Any) -> Any:
    """A span of `kind` over the first occurrence of `text` in `of`."""
    start = of.index(text)
    return kind(text=text, start=start, end=start + len(text), **fields)


def statement(of: Document | None = None, **fields: Any) -> Statement:
    """A strike on Mykolaiv, as Ukraine's military said, in a document over `TEXT` unless fields say otherwise."""
    of = of or document()
    defaults: dict[str, Any] = {
        "document": of.id,
        "quote": of.text,
        "start": 0,
        "end": len(of.text),
        "act": "assert",
        "status": "happened",
    }
    if of.text == TEXT:
        defaults |= {
            "event": Happening(type="ASSAULT", mode="missile", trigger=words(Span, "strike")),
            "place": words(
                Place, "Mykolaiv", name="Mykolaiv", lat=46.97, lon=31.99, country="UKR", precision="settlement"
            ),
            "time": words(Time, "on Tuesday", start_day="2022-03-29", end_day="2022-03-29", basis="resolved"),
            "voices": (words(Voice, "Ukraine's military", ref="UKR MIL", cue="said"),),
        }
    return Statement(**(defaults | fields))


def mention(text: str, of: str = TEXT, **fields: Any) -> Mention:
    """A mention over the first occurrence of `text` in `of`."""
    found: Mention = words(Mention, text, of, **fields)
    return found
