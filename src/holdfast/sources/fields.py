"""The fields of a document as people write them: which are known, which are wrong, and what else there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from holdfast.sources.stamps import as_moment

__all__ = ["document_fields"]

_WORDS = frozenset({
    "id", "title", "url", "outlet", "author", "language", "licence", "media_type", "encoding", "sha256", "source",
    "unread",
})  # fmt: skip
_DAYS = frozenset({"published", "fetched"})
_ALSO_CALLED = {"license": "licence"}


def document_fields(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Sort what came with a text into fields of a document, extra fields and complaints.

    Returns:
        The fields that a document has; all that it has not, kept as given; and one sentence for each field that it has
        but whose value cannot be used, which is kept among the extra ones.
    """
    said: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    complaints: list[str] = []
    for key, value in given.items():
        name = _ALSO_CALLED.get(key, key)
        if value is None or value == "":
            continue
        usable = _usable(name, value)
        if name == "extra" and isinstance(value, Mapping):
            extra |= value
        elif usable:
            said[name] = usable
        else:
            extra[key] = value
            if name in _WORDS | _DAYS:
                complaints.append(_complaint(key, value, name))
    return said, extra, complaints


def _usable(name: str, value: Any) -> str | None:
    if name in _DAYS:
        return as_moment(value)
    return value if name in _WORDS and isinstance(value, str) else None


def _complaint(key: str, value: Any, name: str) -> str:
    wanted = "a day like 2022-03-29" if name in _DAYS else "a text"
    return f"{key} is {value!r}, which is not {wanted}; the document is kept without it"
