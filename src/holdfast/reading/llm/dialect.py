"""Dialects: what servers that speak the same protocol take differently, and how a refusal leads to a milder request."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from holdfast.reading.llm.answer import SCHEMA

__all__ = ["Dialect", "is_too_long", "milder"]

# From the strictest form to the mildest.
_FORMS: tuple[Literal["json_schema", "json_object", "text"], ...] = ("json_schema", "json_object", "text")
_OF_THE_FORM = re.compile(r"response_format|json_?(?:schema|object|mode)|structured|schema|grammar", re.IGNORECASE)
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window)|exceed_context|(?:too|maximum) (?:long|large|many tokens|\w* ?length)"
    r"|reduce the length",
    re.IGNORECASE,
)

_ANSWER_TOO_LONG = re.compile(r"max_(?:completion_)?tokens\W+(?:is |are )?too (?:large|long)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one server wants to be asked; at first as the protocol has it.

    Attributes:
        form: How an answer's form is forced: by schema, as any JSON object, or by the prompt alone.
        length: Under which name the longest answer is given.
        temperature, seed: Whether they are taken at all.
    """

    form: Literal["json_schema", "json_object", "text"] = "json_schema"
    length: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    seed: bool = True

    def body(self, *, model: str, messages: list[dict[str, str]], answer_tokens: int) -> dict[str, Any]:
        """A request; the same words always make the same one."""
        body: dict[str, Any] = {"model": model, "messages": messages, self.length: answer_tokens, "stream": False}
        if self.temperature:
            body["temperature"] = 0
        if self.seed:
            body["seed"] = 1
        if self.form == "json_schema":
            schema = {"name": "statements", "strict": True, "schema": SCHEMA}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body


def milder(dialect: Dialect, complaint: str) -> tuple[Dialect, str] | None:
    """The dialect without what a server complains of, and in words what is given up; None if it complains of nothing.

    Args:
        dialect: How it was asked.
        complaint: What it answered.
    """
    if dialect.length == "max_tokens" and "max_completion_tokens" in complaint:
        return replace(dialect, length="max_completion_tokens"), "max_tokens: max_completion_tokens is sent instead"
    if dialect.temperature and "temperature" in complaint:
        return replace(dialect, temperature=False), "a temperature of 0: its answers may differ from run to run"
    if dialect.seed and re.search(r"\bseed\b", complaint):
        return replace(dialect, seed=False), "a seed: its answers may differ from run to run"
    if dialect.form != "text" and _OF_THE_FORM.search(complaint):
        form = _FORMS[_FORMS.index(dialect.form) + 1]
        told = "JSON is asked for by the prompt alone" if form == "text" else "any JSON object is asked for"
        return replace(dialect, form=form), f"the form {dialect.form}: {told}"
    return None


def is_too_long(status: int, complaint: str) -> bool:
    """Whether a server says that text and answer are longer than its model can take; less text may be asked about."""
    if _ANSWER_TOO_LONG.search(complaint) and "context" not in complaint:
        return False
    return status == 413 or (status in (400, 422, 500) and _TOO_LONG.search(complaint) is not None)
