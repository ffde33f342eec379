"""docs/import.md tells of every format and of every class what it becomes, as the code has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from holdfast.sources import acled, cir, firms, pax, polecat, sirens, viina, viina_control
from holdfast.sources.cameo import CODES, meaning_of
from holdfast.sources.coded import Meaning
from holdfast.sources.datasets import FORMATS

PAGE = (Path(__file__).parent.parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `([a-z-]+)`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ROW = re.compile(
    r"^\| `([^`]+)` \| `([a-z]+)` \| (?:`([A-Z]+)`|none)(?: ([a-z-]+))? \| ([a-z]+)(, negated)? \| (.+) \|$", re.M
)

BY_FORMAT: dict[str, Mapping[str, Meaning]] = {
    "acled": acled.MEANINGS,
    "cir": cir.MEANINGS,
    "firms": firms.MEANINGS,
    "pax": pax.MEANINGS,
    "polecat": {f"{kind.upper()} {mode}".strip(): one for (kind, mode), one in polecat.MEANINGS.items()},
    "sirens": sirens.MEANINGS,
    "viina": viina.MEANINGS,
    "viina-control": viina_control.MEANINGS,
}
Told = dict[str, tuple[str, str | None, str | None, str | None, str]]


def documented(format: str) -> Told:
    """What the table of a format says of each class; a reason stands in each row."""
    return {
        name: (act, kind or None, mode or None, _status(status), "negated" if negated else "affirmed")
        for name, act, kind, mode, status, negated, _ in ROW.findall(SECTIONS[format])
    }


def _status(word: str) -> str | None:
    return None if word == "none" else word


def meant(meanings: Mapping[str, Meaning]) -> Told:
    return {name: (one.act, one.type, one.mode, one.status, one.polarity) for name, one in meanings.items()}


def test_every_format_has_a_section_and_a_licence() -> None:
    assert SECTIONS.keys() == FORMATS.keys()
    licences = PAGE.partition("## Licences")[2].partition("\n## ")[0]
    assert [format for format in FORMATS if f"`{format}`" not in licences] == []


@pytest.mark.parametrize("format", BY_FORMAT)
def test_every_class_is_documented_as_it_is_read(format: str) -> None:
    assert documented(format) == meant(BY_FORMAT[format])


def test_every_code_of_cameo_is_documented_as_it_is_read() -> None:
    listed = documented("gdelt")
    assert listed == meant({code: CODES[code] for code in listed})
    matters = re.findall(r"^\| [a-z -]+ \| (.+) \| `([A-Z]+)`(?: ([a-z-]+))? \|$", SECTIONS["gdelt"], re.MULTILINE)
    named = {code: (kind, mode or None) for codes, kind, mode in matters for code in re.findall(r"`(\d+)`", codes)}
    found = {code: meaning_of(code) for code in named}
    assert {code: one and (one.type, one.mode) for code, one in found.items()} == named
    assert "`039`" in SECTIONS["gdelt"]
    assert set(CODES) - {"039"} <= listed.keys() | named.keys()
