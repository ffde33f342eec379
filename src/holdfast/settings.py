"""Every setting of Holdfast once: its name, its default and one line of help.

Settings are read from the environment in `cli` and `web` only, by `Settings.from_env`, and passed down from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar

from holdfast.errors import WrongUse

__all__ = ["Settings", "shipped"]

_PREFIX = "HOLDFAST_"


_PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """Where data that travels with Holdfast lies: `agreements` (the library) or `example` (the dispatches of the demo).

    In an installed package they stand inside it; in a checkout they stand at its root, where people read and edit them.
    """
    inside = _PACKAGE / "_shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent.parent / folder


_Value = TypeVar("_Value", str, int)


def _setting(default: _Value, explanation: str, *, secret: bool = False) -> _Value:
    """Declare one setting with the line that the documentation prints for it; a secret one is never shown."""
    return field(default=default, repr=not secret, metadata={"help": explanation})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of a deployment, read once at the start; for example the port of the desk."""

    reader: str = _setting("en", "Which reader reads documents: the name of an installed one, or `llm:MODEL`.")
    host: str = _setting("127.0.0.1", "Address on which the desk listens.")
    port: int = _setting(8642, "Port on which the desk listens.")
    names: str = _setting("", "Names under which the desk may be asked for besides this machine's, between commas.")
    judge: str = _setting(
        "", "Name under which judgements made at this desk are kept; asked for in each form if empty."
    )
    judge_header: str = _setting(
        "", "Header in which the login before the desk names the person who judges, such as `X-Forwarded-User`."
    )
    drafts: str = _setting(
        "", "Folder in which agreements drafted at the desk are saved; if empty, they can only be taken away as a zip."
    )
    webhook_url: str = _setting(
        "", "Address that the desk tells each change of a verdict, such as https://hooks.example.org/holdfast."
    )
    webhook_secret: str = _setting(
        "", "Secret with which each of these requests is signed, of 24 bytes or more.", secret=True
    )
    webhook_private: int = _setting(0, "1 lets that address be private, such as one of this machine or its network.")
    webhook_file: str = _setting(
        "", "File in which the desk keeps what it told there; beside the record's file if empty."
    )
    max_document_bytes: int = _setting(
        20_000_000, "A document larger than this is refused, with the size in the message."
    )
    threads: int = _setting(0, "Threads that the reader uses; 0 means one for each core.")
    llm_base_url: str = _setting("", "Address of the endpoint that a reader `llm:MODEL` asks.")
    llm_key: str = _setting("", "Key of that endpoint, if it asks for one; neither shown nor kept.", secret=True)
    llm_languages: str = _setting("", "Languages besides English that it may read, such as `uk,ru`, or `any`.")
    llm_max_tokens_total: int = _setting(1_000_000, "Tokens of prompts and answers that one run may use together.")
    llm_answer_tokens: int = _setting(4096, "Tokens that one answer may have.")
    llm_window: int = _setting(3000, "Characters of a text that one request asks about.")
    llm_timeout: int = _setting(180, "Seconds without an answer after which a request is made again.")

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings from `HOLDFAST_<NAME>` variables.

        Args:
            environment: The variables, usually `os.environ`.

        Raises:
            WrongUse: A number is not a number, or a `HOLDFAST_` variable is unknown.
        """
        known = {_PREFIX + f.name.upper(): f for f in fields(cls)}
        values: dict[str, str | int] = {}
        for name, text in environment.items():
            if not name.startswith(_PREFIX):
                continue
            if name not in known:
                raise WrongUse(
                    f"There is no setting {name}",
                    remedy=f"Settings are {', '.join(sorted(known))}",
                )
            setting = known[name]
            values[setting.name] = _whole_number(name, text) if setting.type == "int" else text
        return cls(**values)  # type: ignore[arg-type]

    @classmethod
    def explained(cls) -> list[tuple[str, str, str]]:
        """Each setting as (variable, default, help), in the order of declaration."""
        return [(_PREFIX + f.name.upper(), str(f.default), f.metadata["help"]) for f in fields(cls)]


def _whole_number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise WrongUse(f"{name} is {text!r}, which is not a whole number", remedy="Give a number like 8642") from None
