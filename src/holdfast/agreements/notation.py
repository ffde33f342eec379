"""A YAML file that a person wrote, as plain values with the line of each; what could surprise is refused.

Dates stay text, `NO` stays text, a key may stand once, and aliases (of which YAML bombs are made) are not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from holdfast.errors import Mistake

__all__ = ["Notation", "read_notation"]

_MOST_BYTES = 1_000_000
_DEEPEST = 30
_TOO_DEEP = (f"It is nested more than {_DEEPEST} levels deep", "Make it flatter")
_TAG = "tag:yaml.org,2002:"

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """One file's value, the line of every part of it, and what was wrong with it.

    Attributes:
        file: The file's name as problems tell it.
        value: Plain dictionaries, lists, text, numbers; None if the file could not be read.
        lines: Line, from 1, of each part by its path of keys and indices.
        problems: Each mistake.
    """

    file: str
    value: Any = None
    lines: dict[Steps, int] = field(default_factory=dict)
    problems: tuple[Mistake, ...] = ()

    def line(self, steps: Steps) -> int:
        """The line of the part at `steps`, or of the nearest part that holds it."""
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def problem(self, steps: Steps, what: str, remedy: str) -> Mistake:
        """A mistake at a part, with the line of the part."""
        return Mistake(file=self.file, line=self.line(steps), what=what, remedy=remedy)


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
        return _unread(name, 1, f"It cannot be read: {error.strerror}", "Check path and rights")
    if len(raw) > _MOST_BYTES:
        what = f"It is {len(raw):,} bytes long, and an agreement's file has at most {_MOST_BYTES:,}"
        return _unread(name, 1, what, "Divide it into several clauses")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _unread(name, line, f"Byte {error.start} is not UTF-8", "Save the file as UTF-8")
    return _read_text(text, name)


def _unread(name: str, line: int, what: str, remedy: str) -> Notation:
    """A file that cannot be read, with the one mistake that says why."""
    return Notation(file=name, problems=(Mistake(file=name, line=line, what=what, remedy=remedy),))


def _read_text(text: str, name: str) -> Notation:
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        if node is None:
            return _unread(name, 1, "It is empty", "Fill it in, or delete it")
        return _Walk(name).notation(node)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        remedy = "Mend the YAML here; often a colon, a quotation mark or an indent is missing"
        return _unread(name, mark.line + 1 if mark else 1, what, remedy)
    except (ReaderError, YAMLError) as error:
        what = "A character that YAML does not allow" if isinstance(error, ReaderError) else str(error)
        line = text[: getattr(error, "position", 0) or 0].count("\n") + 1
        return _unread(name, line, what, "Remove it")
    except RecursionError:
        return _unread(name, 1, *_TOO_DEEP)


class _Walk:
    """From YAML's nodes to plain values, with the line of each part, refusing what could surprise.

    An alias gives the node of its anchor a second time: it is seen by that, before anything is built from it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: dict[Steps, int] = {}
        self._problems: list[Mistake] = []
        self._met: set[int] = set()

    def notation(self, root: Node) -> Notation:
        """The file's value with lines and problems."""
        value = self._value(root, ())
        return Notation(file=self._name, value=value, lines=self._lines, problems=tuple(self._problems))

    def _refuse(self, line: int, what: str, remedy: str) -> None:
        self._problems.append(Mistake(file=self._name, line=line, what=what, remedy=remedy))

    def _value(self, node: Node, steps: Steps) -> Any:
        line = self._lines.setdefault(steps, node.start_mark.line + 1)
        if id(node) in self._met:
            self._refuse(line, f"The alias *{node.anchor} is not read here", "Write the value out")
            return None
        self._met.add(id(node))
        if len(steps) > _DEEPEST:
            self._refuse(line, *_TOO_DEEP)
            return None
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if isinstance(node, SequenceNode):
            return [self._value(item, (*steps, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, MappingNode)  # a node is one of the three
        return self._mapping(node, steps)

    def _mapping(self, node: MappingNode, steps: Steps) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in found:
                first = self._lines[(*steps, key)]
                self._refuse(line, f"{key} stands twice, first on line {first}", "Keep one of them")
                continue
            self._lines[(*steps, key)] = line
            found[key] = self._value(value_node, (*steps, key))
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
