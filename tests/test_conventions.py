"""Conventions that review would otherwise repeat: a test each, with an allowlist that only shrinks."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import holdfast

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src" / "holdfast").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
LONGEST_MODULE = 400

# Tests that assert through a function of their own, by file and name; shrink it.
ASSERTING_CALLS = re.compile(r"^(assert_|_assert|expect)|(^|\.)(raises|warns)$")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _public(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Public classes and functions of a module, and public methods of its public classes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (*type_of_function, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _test_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, type_of_function) and node.name.startswith("test_"):
            yield node


def _decorated(node: ast.AST, names: set[str]) -> bool:
    return any(ast.unparse(decorator).rpartition(".")[2] in names for decorator in getattr(node, "decorator_list", []))


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_docstrings_begin_with_a_sentence(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes: list[ast.AST] = [tree, *_public(tree)]
    wrong = []
    for node in nodes:
        if _decorated(node, {"overload", "override"}):
            continue
        first = (ast.get_docstring(node) or "").split("\n\n")[0].strip() if isinstance(node, _documented) else ""
        if (
            not first
            or not (first[0].isupper() or first[0].isdigit() or first[0] in "`“\"'")
            or first[-1] not in ".:?!"
        ):
            wrong.append(f"{getattr(node, 'name', 'the module')}: {first!r}")
    # An empty package file needs none.
    assert wrong == [] or not path.read_text(encoding="utf-8").strip()


_documented = (ast.Module, ast.ClassDef, *type_of_function)


def test_modules_are_seen_whole() -> None:
    long = {_named(path): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 400}
    assert long == {}, f"split what is longer than {LONGEST_MODULE} lines"


def test_modules_are_named_by_what_they_hold() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert [
        _named(path) for path in MODULES if {*path.parts, path.stem} & empty_names and path.is_relative_to(ROOT)
    ] == []


def test_no_test_name_stands_twice_in_a_file() -> None:
    twice = []
    for path in TESTS:
        counts = Counter(node.name for node in _test_functions(path))
        twice += [f"{_named(path)}: {name}" for name, number in counts.items() if number > 1]
    assert twice == []


def test_every_test_can_fail() -> None:
    toothless = []
    for path in TESTS:
        for node in _test_functions(path):
            calls = [ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)]
            asserts = any(isinstance(each, ast.Assert) for each in ast.walk(node))
            if not asserts and not any(ASSERTING_CALLS.search(call) for call in calls):
                toothless.append(f"{_named(path)}: {node.name}")
    assert toothless == []


def test_the_changelog_tells_of_this_version_or_of_what_is_not_released_yet() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)
    assert headings[0] == "Unreleased"
    released = headings[1:]
    assert not released or released[0] == holdfast.__version__
    assert f'version = "{holdfast.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_an_import_inside_a_function_says_why(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    unexplained = []
    for function in ast.walk(ast.parse("\n".join(lines))):
        if not isinstance(function, type_of_function):
            continue
        inside = [node for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom))]
        for node in inside[:1]:
            near = lines[max(0, node.lineno - 4) : node.lineno]
            if not any("#" in line for line in near):
                unexplained.append(f"{_named(path)}:{node.lineno}")
    assert unexplained == []
