"""`holdfast draft`: an agreement's folder proposed from what a text promises, offers and asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cyclopts import App

from holdfast.agreements.drafting import Draft, files_of
from holdfast.cli.files import made_folder, written
from holdfast.cli.inputs import documents_of, open_lines
from holdfast.cli.options import Around, Origin, Sources
from holdfast.cli.surroundings import Skipped, Surroundings
from holdfast.cli.tables import printable, write_table
from holdfast.errors import OutputError
from holdfast.model import Document, Statement
from holdfast.pipeline.drafting import drafted, drafted_from, refuse_wrong_parties
from holdfast.pipeline.lines import entries_of
from holdfast.pipeline.units import Report

__all__ = ["app"]

app = App(
    name="draft",
    help_epilogue="""Example:
    holdfast draft page.html --published 2022-03-29
    holdfast draft talks.txt --published 2022-03-29 --out drafts/talks
    holdfast agreement lint drafts/talks
    holdfast read talks.txt --documents | holdfast draft - --statements

Without --out it shows the clauses and writes nothing. What a person must
decide is marked "uncertain:" in every file.

Exit codes: 0 fine; 1 something could not be read, or nothing in it is promised
or offered; 2 wrong use.""",
)


@app.default
def draft(
    *paths: Sources,
    out: Path | None = None,
    party: list[str] | None = None,
    name: str | None = None,
    statements: bool = False,
    origin: Origin | None = None,
    reader: str | None = None,
    around: Around,
) -> int:
    """Propose an agreement's folder from the promises, offers, conditions, guarantors and steps of a text.

    Args:
        paths: Files (text, HTML, Markdown, JSON lines with "text"), folders, or - for standard input.
        out: The folder to make; it must not be there yet.
        party: Reference of a party, such as RUS; give it again for the other. Found in the text if not given.
        name: Id of the agreement; made of parties and day if not given.
        statements: The paths hold documents with their statements, as read --documents writes; nothing is read anew.
        origin: What the documents do not say themselves.
        reader: Name of the reader; see HOLDFAST_READER.
        around: Streams and environment.
    """
    _refuse(out, party or [])
    skipped = Skipped(around)
    if statements:
        found = drafted_from(_given(paths, around, skipped), parties=party or (), name=name)
    else:
        documents = documents_of(paths, origin=origin, around=around, report=skipped)
        opened = around.reader(reader)
        found = drafted(documents, reader=opened, report=skipped, parties=party or (), name=name)
    files = files_of(found) if out is not None else {}
    if out is not None:
        _write(files, out, around)  # before anything is shown: a pipe that closes early must not cost the folder
    _show(found, around)
    if out is not None:
        around.say(f"{out}: {len(files)} files. Next: holdfast agreement lint {out}")
    return skipped.exit_code


def _given(paths: Sequence[str], around: Surroundings, report: Report) -> list[tuple[Document, list[Statement]]]:
    """Documents with their statements, from lines of JSON."""
    documents: dict[str, Document] = {}
    found: dict[str, list[Statement]] = {}
    for path in paths or ("-",):
        with open_lines(path, around) as lines:
            for entry in entries_of(lines, name=path, report=report):
                if entry.document:
                    documents[entry.document.id] = entry.document
                for statement in entry.statements:
                    found.setdefault(statement.document, []).append(statement)
    return [(document, found.get(name, [])) for name, document in documents.items()]


def _refuse(out: Path | None, parties: list[str]) -> None:
    if out is not None and out.exists() and (out.is_file() or any(out.iterdir())):
        raise OutputError("This is there already", where=str(out), remedy="Give a folder that is new or empty")
    refuse_wrong_parties(parties, where="--party")


def _show(found: Draft, around: Surroundings) -> None:
    """The clauses in a table, and what a person must decide."""
    around.write(printable(f"{found.header['title']} ({found.header['id']}, {found.header['status']})"))
    around.write("")
    rows = [
        (
            clause.id,
            str(clause.value["type"]),
            clause.standing,
            _certainty(clause.confidence),
            str(clause.value["title"]),
        )
        for clause in found.clauses
    ]
    write_table(("clause", "type", "as told", "certainty", "title"), rows, around=around)
    around.write("")
    if found.prose:
        treaty = sum(one.treaty for _, one in found.prose)
        told = f"{treaty} of {len(found.prose)} parts are treaty prose, read by grammar; SOURCES.md says which, and why"
        around.write(told)
        around.write("")
    for doubt in found.uncertain:
        around.write(printable(f"uncertain: {doubt}"))
    for clause in found.clauses:
        for doubt in clause.uncertain:
            around.write(printable(f"uncertain: {clause.id}: {doubt}"))


def _certainty(confidence: float | None) -> str:
    return "" if confidence is None else f"{confidence:.2f}"


def _write(files: Mapping[str, str], out: Path, around: Surroundings) -> None:
    for path, text in files.items():
        target = out / path
        made_folder(target.parent)
        with written(str(target), around) as stream:
            stream.write(text.encode())
