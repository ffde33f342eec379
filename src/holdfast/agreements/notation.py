"""A YAML file that a person wrote, as plain values with the line of each; what could surprise is refused.

Dates stay text, `NO` stays text, a key may stand once, and aliases (of which YAML bombs are made) are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, MappingStartEvent, SequenceStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

__all__ = ["Notation", "read_notation"]

_MOST_BYTES = 1_000_000
_DEEPEST = 30
_TAG = "tag:yaml.org,2002:"

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """One file's value, the line of every part of it, and what was wrong with it.

    Attributes:
        file: The file's name as problems tell it.
        value: Plain dictionaries, lists, text, numbers; None if the file could not be read.
        lines: Line, from 1, of each part by its path of keys and indices.
        problems: Each mistake as "file:line: what. remedy".
    """

    file: str
    value: Any = None
    lines: dict[Steps, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def line(self, steps: Steps) -> int:
        """The line of the part at `steps`, or of the nearest part that holds it."""
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def problem(self, steps: Steps, what: str, remedy: str) -> str:
        """A mistake at a part as one line "file:line: what. remedy"."""
        return f"{self.file}:{self.line(steps)}: {what}. {remedy}"


def read_notation(path: Path, *, name: str) -> Notation:
    """Read one YAML file.

    Args:
        path: The file.
        name: How problems name it.

    Returns:
        Its value with lines; a file that cannot be read has no value and says why in `problems`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Notation(file=name, problems=(f"{name}:1: It cannot be read: {error.strerror}. Check path and rights",))
    if len(raw) > _MOST_BYTES:
        what = f"It is {len(raw):,} bytes long, and an agreement's file has at most {_MOST_BYTES:,}"
        return Notation(file=name, problems=(f"{name}:1: {what}. Divide it into several clauses",))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"Byte {error.start} is not UTF-8"
        return Notation(file=name, problems=(f"{name}:{line}: {what}. Save the file as UTF-8",))
    return _read_text(text, name)


def _read_text(text: str, name: str) -> Notation:
    try:
        refusal = next(_refusals(text), None)
        if refusal:
            line, what, remedy = refusal
            return Notation(file=name, problems=(f"{name}:{line}: {what}. {remedy}",))
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        remedy = "Mend the YAML here; often a colon, a quotation mark or an indent is missing"
        return Notation(file=name, problems=(f"{name}:{mark.line + 1 if mark else 1}: {what}. {remedy}",))
    except (ReaderError, YAMLError) as error:
        what = "A character that YAML does not allow" if isinstance(error, ReaderError) else str(error)
        line = text[: getattr(error, "position", 0) or 0].count("\n") + 1
        return Notation(file=name, problems=(f"{name}:{line}: {what}. Remove it",))
    if node is None:
        return Notation(file=name, problems=(f"{name}:1: It is empty. Fill it in, or delete it",))
    return _plain(node, name)


def _refusals(text: str) -> Iterator[tuple[int, str, str]]:
    """What is refused before anything is built: aliases, and nesting deeper than an agreement needs."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            yield line, f"The alias *{event.anchor} is not read here", "Write the value out"
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            depth += 1
            if depth > _DEEPEST:
                yield line, f"It is nested more than {_DEEPEST} levels deep", "Make it flatter"
        elif type(event).__name__ in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1


def _plain(root: Node, name: str) -> Notation:
    lines: dict[Steps, int] = {}
    problems: list[str] = []
    value = _value(root, (), lines, problems)
    return Notation(file=name, value=value, lines=lines, problems=tuple(f"{name}:{problem}" for problem in problems))


def _value(node: Node, steps: Steps, lines: dict[Steps, int], problems: list[str]) -> Any:
    lines.setdefault(steps, node.start_mark.line + 1)
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_value(item, (*steps, number), lines, problems) for number, item in enumerate(node.value)]
    assert isinstance(node, MappingNode)  # a node is one of the three
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in found:
            problems.append(f"{line}: {key} stands twice, first on line {lines[(*steps, key)]}. Keep one of them")
            continue
        lines[(*steps, key)] = line
        found[key] = _value(value_node, (*steps, key), lines, problems)
    return found


def _scalar(node: ScalarNode) -> Any:
    """Text, unless it is written as a number, a truth or nothing; a date stays text."""
    text, kind = node.value, str(node.tag).removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return _number(text, int)
    if kind == "float":
        return _number(text, float)
    return text


def _number(text: str, kind: type[int] | type[float]) -> Any:
    try:
        return kind(text.replace("_", ""))
    except ValueError:
        return text  # 0x1F, .inf and such have no place in an agreement: they stay text and the schema refuses them
