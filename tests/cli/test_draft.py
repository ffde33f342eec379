from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from holdfast.model import Document, Happening, Mention, Statement
from tests.cli.conftest import Command

TEXT = "Talks between Russia and Ukraine went on. Russia will withdraw its troops from Chernihiv by 1 May 2022."
QUOTE = "Russia will withdraw its troops from Chernihiv by 1 May 2022"


class PromiseReader:
    """A reader that finds one promise."""

    name = "promises 1"

    def read(self, document: Document) -> list[Statement]:
        start = document.text.find(QUOTE)
        if start < 0:
            return []
        actor = Mention(text="Russia", start=start, end=start + len("Russia"), ref="RUS MIL")
        return [
            Statement(
                document=document.id,
                quote=QUOTE,
                start=start,
                end=start + len(QUOTE),
                act="promise",
                event=Happening(type="RETREAT", mode="withdraw"),
                status="planned",
                actors=(actor,),
                confidence=0.4,
                reader=self.name,
            )
        ]

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        for document in documents:
            yield document, self.read(document)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_draft_is_shown_with_what_a_person_must_decide_and_nothing_is_written(
    holdfast: Command, text: Path, tmp_path: Path
) -> None:
    outcome = holdfast("draft", text, "--published", "2022-03-29", reader=PromiseReader())
    assert outcome.code == 0, outcome.err
    assert "rus-ukr-2022-03-29-draft, unilateral_statement" in outcome.out
    row = next(line for line in outcome.out.splitlines() if line.startswith("withdrawal"))
    assert row.split() == ["withdrawal", "obligation", "promised", "0.40", "Russia:", "forces", "are", "withdrawn",
                           "(Chernihiv)"]  # fmt: skip
    assert "uncertain: withdrawal: read with a certainty of 0.40 at most" in outcome.out
    assert [path.name for path in tmp_path.iterdir()] == ["talks.txt"]


def test_a_drafted_folder_passes_lint_and_its_own_situations(holdfast: Command, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drafts" / "talks"
    folder.parent.mkdir()
    written = holdfast("draft", text, "--published", "2022-03-29", "--out", folder, reader=PromiseReader())
    assert (written.code, "4 files" in written.err) == (0, True)
    assert holdfast("agreement", "lint", folder).code == 0
    assert holdfast("agreement", "test", folder).code == 0
    assert "deadline: '2022-05-01'" in (folder / "clauses" / "01-withdrawal.yml").read_text(encoding="utf-8")


def test_statements_made_elsewhere_are_drafted_without_a_reader(holdfast: Command, text: Path) -> None:
    read = holdfast("read", text, "--published", "2022-03-29", "--documents", reader=PromiseReader())
    outcome = holdfast("draft", "-", "--statements", stdin=read.out.encode())
    assert outcome.code == 0, outcome.err
    assert "withdrawal" in outcome.out


def test_a_folder_that_is_there_is_left_alone(holdfast: Command, text: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "agreement.yml").write_text("mine", encoding="utf-8")
    outcome = holdfast("draft", text, "--out", tmp_path / "taken", reader=PromiseReader())
    assert (outcome.code, "This is there already" in outcome.err) == (1, True)
    assert (tmp_path / "taken" / "agreement.yml").read_text(encoding="utf-8") == "mine"


def test_a_text_without_promises_is_told(holdfast: Command, tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("Nothing happened on Tuesday.", encoding="utf-8")
    outcome = holdfast("draft", path, reader=PromiseReader())
    assert outcome.code == 1
    assert "Nothing in it is promised, agreed or offered between two parties" in outcome.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--party", "RUS"], "One party makes no agreement"),
        (["--party", "Russia", "--party", "UKR"], "is no reference"),
    ],
)
def test_wrong_parties_are_refused(holdfast: Command, text: Path, options: list[str], told: str) -> None:
    outcome = holdfast("draft", text, *options, reader=PromiseReader())
    assert (outcome.code, told in outcome.err) == (2, True)


def test_a_pipe_that_closes_early_does_not_cost_the_folder(text: Path, tmp_path: Path) -> None:
    document = Document(text=TEXT, published="2022-03-29")
    lines = tmp_path / "talks.jsonl"
    lines.write_bytes(b"\n".join(one.to_json() for one in (document, *PromiseReader().read(document))))
    command = f'"{sys.executable}" -m holdfast draft --statements "{lines}" --out "{tmp_path / "draft"}" | true'
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "draft" / "agreement.yml").is_file()
    assert (tmp_path / "draft" / "clauses" / "01-withdrawal.yml").is_file()
