"""Annotated statements as rows of one kind of value, in document order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Document:
    """One annotated document: its text, its day, and its statements in the form of the statement contract."""

    name: str
    text: str
    published: date | None
    statements: list[dict[str, Any]] = field(default_factory=list)


def documents(folders: list[Path]) -> Iterator[Document]:
    """Every `ID.json` of some folders with the `ID.txt` beside it."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            content = json.loads(path.read_text(encoding="utf-8"))
            text = path.with_suffix(".txt")
            if not text.exists() or "statements" not in content:
                continue
            yield Document(
                name=path.stem,
                text=text.read_bytes().decode("utf-8"),
                published=_day(content.get("published")),
                statements=content["statements"],
            )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # a month or a year alone anchors nothing
        return None


FORWARD = {"happened": False, "ongoing": False, "planned": True, "possible": True, "hypothetical": True}
