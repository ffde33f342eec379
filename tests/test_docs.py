"""What is promised is documented: commands, options and settings, or the build fails; and the blocks of the README run.

A block marked ```console is run as it stands, each line after "$ " in a shell, in a folder with the example and the
agreements; the reader is the fake one of tests/pipeline/fakes.py. A block marked ```console model is run with the
shipped reader, in the tests marked `model`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cyclopts import App
from cyclopts.argument import Argument

from holdfast.cli.app import app
from holdfast.cli.verbs import VERBS, quick_answer
from holdfast.settings import Settings

ROOT = Path(__file__).parent.parent
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
ALWAYS = {"--help", "-h", "--version", "--install-completion"}


def _sections() -> dict[str, str]:
    """The sections of docs/commands.md by their command: "agreement lint" → its text."""
    found = re.split(r"^#{2,3} holdfast (.+)$", COMMANDS, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def _commands(parent: App, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], App]]:
    for name in parent:
        if name not in ALWAYS:
            yield (*words, name), parent[name]
            yield from _commands(parent[name], (*words, name))


EVERY_COMMAND = dict(_commands(app))


def _arguments(words: tuple[str, ...]) -> list[Argument]:
    """What may stand after a command, as the command line declares it."""
    command = EVERY_COMMAND[words]
    if not command.default_command:
        return []
    found = command.assemble_argument_collection(default_parameter=app.default_parameter, parse_docstring=True)
    return [argument for argument in found if argument.parse]


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_command_and_every_option_is_documented(words: tuple[str, ...]) -> None:
    section = _sections().get(" ".join(words))
    assert section is not None, f"docs/commands.md has no heading for holdfast {' '.join(words)}"
    options = {name for argument in _arguments(words) for name in argument.names if name.startswith("-")}
    assert {option for option in options if f"`{option}`" not in section} == set()


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_no_option_is_documented_that_is_not_there(words: tuple[str, ...]) -> None:
    section = _sections()[" ".join(words)]
    there = {name for argument in _arguments(words) for name in argument.names}
    rows = re.findall(r"^\| (`-.*?) \|", section, re.MULTILINE)
    assert set(re.findall(r"`(--?[a-z-]+)`", " ".join(rows))) <= there


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_the_help_of_every_command_has_an_example_and_explains_every_option(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    app([*words, "--help"], result_action="return_value")
    shown = capsys.readouterr().out
    assert f"holdfast {words[0]}" in shown.partition("Example")[2]
    assert [argument.name for argument in _arguments(words) if argument.show and not argument.parameter.help] == []


@pytest.mark.parametrize("setting", Settings.explained(), ids=lambda setting: setting[0])
def test_every_setting_is_documented_with_its_default_and_its_help(setting: tuple[str, str, str]) -> None:
    name, default, explanation = setting
    shown = f"| `{name}` | `{default}` | {explanation} |" if default else f"| `{name}` | | {explanation} |"
    assert shown in COMMANDS


def test_the_quick_help_names_the_verbs_that_the_parser_knows() -> None:
    assert set(VERBS) == {words[0] for words in EVERY_COMMAND}
    assert all(f"  {verb} " in (quick_answer(["--help"]) or "") for verb in VERBS)


@dataclass(frozen=True)
class _Block:
    """A block of commands in a document, with the file and line of its beginning."""

    where: str
    model: bool
    commands: tuple[str, ...]


def _blocks() -> Iterator[_Block]:
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"^```console( model)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, match.start()) + 1
            joined = match[2].replace("\\\n", " ")
            commands = tuple(re.findall(r"^\$ (.+)$", joined, re.MULTILINE))
            yield _Block(f"{path.name}:{line}", bool(match[1]), commands)


BLOCKS = list(_blocks())


def test_the_readme_shows_commands_and_marks_them_as_runnable() -> None:
    assert [block for block in BLOCKS if block.where.startswith("README") and block.commands]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the README has it; later blocks find what earlier ones have left."""
    folder = tmp_path_factory.mktemp("workplace")
    for name in ("example", "agreements"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def _run(block: _Block, workplace: Path, module: str) -> None:
    programs = workplace / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "holdfast"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(workplace)}
    for command in block.commands:
        done = subprocess.run(
            ["bash", "-c", command], cwd=workplace, env=environment, capture_output=True, text=True, timeout=900
        )
        assert done.returncode == 0, f"{block.where}: {command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("block", [block for block in BLOCKS if not block.model], ids=lambda block: block.where)
def test_a_documented_block_runs(block: _Block, workplace: Path) -> None:
    assert block.commands, f"{block.where} has no line that begins with $"
    _run(block, workplace, "tests.cli.fake_holdfast")


@pytest.mark.model
@pytest.mark.parametrize("block", [block for block in BLOCKS if block.model], ids=lambda block: block.where)
def test_a_documented_block_runs_with_the_shipped_reader(block: _Block, workplace: Path) -> None:
    assert block.commands, f"{block.where} has no line that begins with $"
    _run(block, workplace, "holdfast")
