"""A file's value against its schema, with each mistake told in plain words, its line and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from holdfast.agreements.notation import Notation, Steps
from holdfast.errors import Mistake

__all__ = ["nearest", "schema_problems"]

_KINDS = {
    "string": "text", "array": "a list", "object": "a group of fields", "number": "a number",
    "integer": "a whole number", "boolean": "true or false",
}  # fmt: skip


def schema_problems(notation: Notation, schema: dict[str, Any]) -> Iterator[Mistake]:
    """Each way in which a file's value breaks a schema."""
    errors = sorted(Draft202012Validator(schema).iter_errors(notation.value), key=lambda error: _steps(error))
    for error in errors:
        yield from _told(notation, error)


def nearest(word: str, known: Iterable[str]) -> str:
    """What exists, and which of it is nearest to a word that does not, as the remedy of a problem."""
    options = sorted(known)
    close = difflib.get_close_matches(word, options, n=1)
    hint = f"Did you mean {close[0]}? " if close else ""
    return f"{hint}There {'is' if len(options) == 1 else 'are'} {', '.join(options) or 'none'}"


def _steps(error: ValidationError) -> tuple[str, ...]:
    return tuple(f"{step:06}" if isinstance(step, int) else str(step) for step in error.absolute_path)


def _told(notation: Notation, error: ValidationError) -> Iterator[Mistake]:
    steps: Steps = tuple(error.absolute_path)
    name = _named(steps)
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        for field in sorted(set(error.instance) - set(known)):
            yield notation.problem((*steps, field), f"{field} is no field of {name}", nearest(field, known))
    elif error.validator == "required":
        for field in sorted(set(error.validator_value) - set(error.instance)):
            yield notation.problem(steps, f"{name} has no {field}", f"Add a line {field}: with its value")
            return
    elif error.validator == "enum":
        yield notation.problem(
            steps, f"{name} is {error.instance!r}", nearest(str(error.instance), map(str, error.validator_value))
        )
    elif error.validator == "type":
        yield notation.problem(steps, *_wrong_kind(name, error))
    elif error.validator == "pattern":
        yield notation.problem(steps, f"{name} is {error.instance!r}, which is not a day", "Write it like 2022-03-29")
    else:
        yield notation.problem(steps, f"{name}: {error.message}", "Compare it with docs/agreement.md")


def _wrong_kind(name: str, error: ValidationError) -> tuple[str, str]:
    wanted, given = str(error.validator_value), error.instance
    what = f"{name} is {given!r}, which is not {_KINDS.get(wanted, wanted)}"
    if given is None:
        return f"{name} has no value", "Fill it in, or delete the line"
    if wanted == "string" and not isinstance(given, (dict, list)):
        return what, "Put it in quotation marks, so that YAML leaves it as it is"
    if wanted == "array":
        return what, f"Write it as a list: [{given}]" if isinstance(given, str) else "Write it as a list"
    return what, f"Write {_KINDS.get(wanted, wanted)} here"


def _named(steps: Steps) -> str:
    """A path of keys and indices as people say it: `what.type[0]`; the file itself for the top."""
    told = ""
    for step in steps:
        told += f"[{step}]" if isinstance(step, int) else f".{step}" if told else str(step)
    return told or "this file"
