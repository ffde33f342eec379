"""What the language has is documented, and what the documents show works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from holdfast.agreements import lint, run_tests
from holdfast.agreements.schema import agreement_schema, typed_clause_schema
from holdfast.agreements.situations import Expectation, Given
from holdfast.model.agreement import CLAUSE_TYPES
from holdfast.model.terms import Pattern
from holdfast.model.verdict import LEVELS

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGE = (DOCS / "agreement.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "writing-an-agreement.md").read_text(encoding="utf-8")


def undocumented(names: object, text: str) -> list[str]:
    return [name for name in sorted(map(str, names)) if f"`{name}`" not in text]  # type: ignore[call-overload]


@pytest.mark.parametrize("name", CLAUSE_TYPES)
def test_every_field_of_a_clause_type_is_documented(name: str) -> None:
    assert undocumented(typed_clause_schema(name)["properties"], LANGUAGE) == []


def test_every_field_of_the_header_and_of_a_pattern_is_documented() -> None:
    assert undocumented(agreement_schema()["properties"], LANGUAGE) == []
    assert undocumented(Pattern.__struct_fields__, LANGUAGE) == []


def test_every_level_is_documented() -> None:
    assert undocumented(LEVELS, LANGUAGE) == []


def test_every_field_of_a_situation_is_documented() -> None:
    assert undocumented(Given.__struct_fields__, GUIDE) == []
    assert undocumented(Expectation.__struct_fields__, GUIDE) == []


def test_the_agreement_of_the_guide_has_no_mistakes_and_passes_its_situations(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n# my-agreement/(\S+)\n(.*?)```", GUIDE, re.DOTALL)
    blocks += re.findall(r"```markdown\n<!-- my-agreement/(\S+) -->\n(.*?)```", GUIDE, re.DOTALL)
    assert sorted(name for name, _ in blocks) == [
        "SOURCES.md",
        "agreement.yml",
        "clauses/1-harbour.yml",
        "tests/harbour.yml",
    ]
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert lint(tmp_path) == []
    trials = run_tests(tmp_path)
    assert trials
    assert all(trial.passed for trial in trials), "\n".join(map(str, trials))
