from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.agreements import lint, load, run_tests
from holdfast.agreements.drafting import Decided, Decision, Draft, decided, draft, files_of
from tests.agreements.test_drafting import PAGE, gold

HEADER = "agreement.yml"


@pytest.fixture(scope="module")
def page() -> Draft:
    return draft([gold(PAGE)])


def codes_of(made: Draft) -> tuple[str, list[str]]:
    """The header and the clauses' files of a draft, in order."""
    files = files_of(made)
    return files[HEADER], [text for path, text in files.items() if path.startswith("clauses/")]


def with_all_taken(
    made: Draft, *, but: tuple[str, ...] = (), edit: dict[str, tuple[str, str]] | None = None
) -> Decided:
    """All clauses taken but those named, each with one replacement in its text if one is given."""
    header, codes = codes_of(made)
    decisions = []
    for clause, code in zip(made.clauses, codes, strict=True):
        old, new = (edit or {}).get(clause.id, ("", ""))
        assert old in code
        decisions.append(Decision(taken=clause.id not in but, code=code.replace(old, new, 1)))
    return decided(made, header=header, decisions=decisions, by="Ada")


def put(found: Decided, folder: Path) -> Path:
    for path, text in found.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_a_draft_taken_as_it_is_gives_its_own_files_and_says_who_took_it(page: Draft) -> None:
    found = with_all_taken(page)
    proposed = files_of(page)
    assert found.mistakes == ()
    assert found.files.keys() == proposed.keys()
    assert {path for path, text in found.files.items() if text != proposed[path]} == {"SOURCES.md"}
    assert found.files["SOURCES.md"].startswith(proposed["SOURCES.md"])
    assert "Decided by Ada on " in found.files["SOURCES.md"]


def test_what_is_left_out_or_edited_passes_the_checks_of_a_folder_and_its_situation_runs(
    page: Draft, tmp_path: Path
) -> None:
    found = with_all_taken(
        page, but=("leaders-meet", "guarantee"), edit={"neutrality": ("id: neutrality", "id: permanent-neutrality")}
    )
    assert found.mistakes == ()
    folder = put(found, tmp_path / "talks")
    assert lint(folder) == []
    assert all(trial.passed for trial in run_tests(folder))
    clauses = {clause.id for clause in load(folder).clauses}
    assert clauses == ({clause.id for clause in page.clauses} - {"leaders-meet", "guarantee", "neutrality"}) | {
        "permanent-neutrality"
    }
    assert any(path.endswith("-permanent-neutrality.yml") for path in found.files)
    sources = found.files["SOURCES.md"]
    assert "| permanent-neutrality | " in sources
    assert "a person left it out" in sources


@pytest.mark.parametrize(
    ("clause", "old", "new", "line", "word"),
    [
        ("neutrality", "type: obligation", "type: obligatoin", "type: obligatoin", "obligation"),
        ("neutrality", "who: [UKR]", "whom: [UKR]", "whom: [UKR]", "Did you mean"),
        ("neutrality", "who: [UKR]", "who: [UKR", "to: [RUS]", "Mend the YAML"),
        ("bases", "in_force_if: [in-force]", "in_force_if: [nothing]", "in_force_if: [nothing]", "no clause nothing"),
    ],
)
def test_a_mistake_is_told_with_its_file_its_line_and_what_to_do(
    page: Draft, clause: str, old: str, new: str, line: str, word: str
) -> None:
    found = with_all_taken(page, edit={clause: (old, new)})
    assert (found.agreement, found.files) == (None, {})
    (code,) = [
        code.replace(old, new, 1)
        for made, code in zip(page.clauses, codes_of(page)[1], strict=True)
        if made.id == clause
    ]
    lines = [one for one in found.mistakes if code.splitlines()[one.line - 1].strip() == line]
    assert [one for one in lines if word in str(one)] != []
    assert all(mistake.file.endswith(f"-{clause}.yml") for mistake in found.mistakes)


def test_a_condition_that_is_left_out_is_missed_by_what_waits_for_it(page: Draft) -> None:
    found = with_all_taken(page, but=("in-force",))
    assert {mistake.file.partition("-")[2] for mistake in found.mistakes} >= {"neutrality.yml", "bases.yml"}
    assert all(mistake.what == "There is no clause in-force" for mistake in found.mistakes)


def test_an_agreement_of_no_clause_is_none(page: Draft) -> None:
    found = with_all_taken(page, but=tuple(clause.id for clause in page.clauses))
    assert [mistake.file for mistake in found.mistakes] == ["clauses"]


@pytest.mark.parametrize("name", ["../../etc", "Talks", "a/b", "x" * 81, "-", "con:1"])
def test_an_agreement_whose_id_is_no_name_for_a_folder_is_refused(page: Draft, name: str) -> None:
    header, codes = codes_of(page)
    header = header.replace(f"id: {page.header['id']}", f"id: {name!r}", 1)
    found = decided(page, header=header, decisions=[Decision(taken=True, code=code) for code in codes])
    (mistake,) = found.mistakes
    assert (mistake.file, header.splitlines()[mistake.line - 1]) == (HEADER, f"id: {name!r}")
    assert "no name for a folder" in mistake.what
