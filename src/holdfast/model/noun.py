"""What all nouns share: frozen, keyword-only, and JSON that keeps every field and refuses what is wrong.

The types are msgspec structs: reading a bad value raises an error that carries its path, such as `$.counts[0].low`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any, Self, TypeVar

import msgspec

from holdfast.errors import InvalidStatement

__all__ = ["Noun", "fingerprint"]

_PATH = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)
_Anything = TypeVar("_Anything")


class Noun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing that the stages hand on, such as a document, a statement or a verdict."""

    def to_json(self) -> bytes:
        """This noun as one line of JSON with every field, missing ones as null."""
        return msgspec.json.encode(self)

    def to_builtins(self) -> dict[str, Any]:
        """This noun as plain dictionaries, lists and strings, under its JSON names."""
        return _as_dictionary(msgspec.to_builtins(self))

    @classmethod
    def from_json(cls, line: bytes | str) -> Self:
        """Read one noun from JSON.

        Raises:
            InvalidStatement: It is not JSON, or a field is missing, unknown or wrong; `where` is its path.
        """
        return _told(lambda: msgspec.json.decode(line, type=cls, strict=True))

    @classmethod
    def from_builtins(cls, value: object) -> Self:
        """Read one noun from plain dictionaries, as `from_json` does from text."""
        return _told(lambda: msgspec.convert(value, type=cls))


def fingerprint(prefix: str, *parts: object) -> str:
    """A short stable name for `parts`: the prefix and 16 hexadecimal digits of their BLAKE2 hash.

    Each part counts with its length, so that ("ab", "c") and ("a", "bc") differ; None differs from "".
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        # A lone surrogate may stand in a text that somebody gave us; it has a name like any other text.
        encoded = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(4, "big") + encoded)
    return prefix + digest.hexdigest()


def _as_dictionary(value: Any) -> dict[str, Any]:
    assert isinstance(value, dict)  # structs become dictionaries by msgspec's contract
    return value


def _told(read: Callable[[], _Anything]) -> _Anything:
    """Run `read`, turning msgspec's errors into ours with the path of the bad value."""
    try:
        return read()
    except msgspec.ValidationError as error:
        match = _PATH.match(str(error))
        path = (match and match["path"]) or "$"
        raise InvalidStatement(
            (match and match["what"]) or str(error), where=path, remedy="Correct the value at this path"
        ) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InvalidStatement(f"This is not JSON: {error}", where="$", remedy="Give one JSON object a line") from error
