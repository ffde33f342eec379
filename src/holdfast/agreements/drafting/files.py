"""A draft as the files of an agreement's folder: header, clauses, a situation that runs, and where each word stands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from holdfast.agreements.check import check
from holdfast.agreements.drafting.ground import slug
from holdfast.agreements.drafting.proposal import ClauseDraft, Draft
from holdfast.agreements.drafting.telling import Telling
from holdfast.agreements.readings import flat
from holdfast.agreements.situations import GivenView
from holdfast.model import Agreement, Verdict

__all__ = [
    "HEADER",
    "agreement_of",
    "clause_file",
    "codes_of",
    "files_of",
    "situations_for",
    "sources_of",
    "write_folder",
]

HEADER = "agreement.yml"
_WIDTH = 110
_SHORT = 24
"""Characters of a text up to which a group of fields may stand on one line."""


def files_of(draft: Draft) -> dict[str, str]:
    """The files of a draft by their path in its folder; `agreement lint` finds no mistake in them."""
    made = {"tests/draft.yml": situations_for(agreement_of(draft)), "SOURCES.md": sources_of(draft)}
    return codes_of(draft) | made


def codes_of(draft: Draft) -> dict[str, str]:
    """Those of them in which the agreement itself stands: its header, then its clauses in order."""
    header = draft.header | {"texts": _texts(draft)}
    clauses = {
        clause_file(number, clause.id): _clause_file(clause, draft)
        for number, clause in enumerate(draft.clauses, start=1)
    }
    return {HEADER: _head(draft) + _yaml(_ordered(header))} | clauses


def clause_file(number: int, name: str) -> str:
    """The path of a clause's file in its folder, such as `clauses/04-neutrality.yml`."""
    return f"clauses/{number:02}-{slug(name)}.yml"


def write_folder(files: Mapping[str, str], folder: Path) -> None:
    """Write files by their path in a folder, which is made if it is not there.

    Raises:
        OSError: The disk refuses.
    """
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def agreement_of(draft: Draft) -> Agreement:
    """The draft as an agreement, as if it had been loaded from its files."""
    header = Agreement.from_builtins(draft.header | {"texts": _texts(draft)})
    return header.with_clauses(tuple(flat(_clause(clause, draft)) for clause in draft.clauses))


def _tellings(draft: Draft) -> list[Telling]:
    """Every telling that a clause rests on, once, in the order of the text."""
    found = {one.statement.id: one for clause in draft.clauses for one in clause.tellings}
    return sorted(found.values(), key=lambda one: (one.document.id, one.statement.start, one.statement.id))


def _names(draft: Draft) -> dict[str, str]:
    """The id of the text that each telling's words become."""
    return {one.statement.id: f"told-{number}" for number, one in enumerate(_tellings(draft), start=1)}


def _texts(draft: Draft) -> list[dict[str, Any]]:
    names = _names(draft)
    return [
        {
            "id": names[one.statement.id],
            "lang": one.document.language or "en",
            **({"article": one.provision.article} if one.provision and one.provision.article else {}),
            "text": _plain(one.words),
            **({"source_url": one.document.url} if one.document.url else {}),
            "recorded_by": _recorded(one),
        }
        for one in _tellings(draft)
    ]


def _recorded(telling: Telling) -> str:
    voices = [voice.caption for voice in telling.statement.voices if voice.text or voice.name]
    source = telling.document.outlet or telling.document.title or telling.document.id
    parts = [", according to ".join(voices), source, telling.document.published or ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _clause(clause: ClauseDraft, draft: Draft) -> dict[str, Any]:
    names = _names(draft)
    value = dict(clause.value)
    head = {name: value.pop(name) for name in ("id", "type", "title")}
    refs = [{"text": names[one.statement.id]} for one in clause.tellings]
    note = f"As told: {clause.standing}." + "".join(f" uncertain: {doubt}." for doubt in clause.uncertain)
    return head | {"text_refs": refs} | value | {"note": _plain(note)}


def _clause_file(clause: ClauseDraft, draft: Draft) -> str:
    certainty = f"{clause.confidence:.2f}" if clause.confidence is not None else "stated by hand"
    lines = [f"# Draft. As told: {clause.standing}; certainty of the reader: {certainty}."]
    for one in clause.tellings:
        span = f"{one.document.id} {one.statement.start}-{one.statement.end}"
        lines.append(f"# span: {span}: {_plain(one.words)}")
    lines += [f"# uncertain: {_plain(doubt)}" for doubt in clause.uncertain]
    return "\n".join(lines) + "\n" + _yaml(_clause(clause, draft))


def _head(draft: Draft) -> str:
    lines = ["# A draft from the statements of a text. A person decides what is marked as uncertain."]
    lines += [f"# uncertain: {_plain(doubt)}" for doubt in draft.uncertain]
    return "\n".join(lines) + "\n"


def _ordered(header: dict[str, Any]) -> dict[str, Any]:
    first = (
        "id",
        "title",
        "status",
        "form",
        "date",
        "source",
        "parties",
        "guarantors",
        "texts",
        "definitions",
        "areas",
    )
    return {name: header[name] for name in first if header.get(name)}


def situations_for(agreement: Agreement) -> str:
    """The file of one situation that runs as it stands: what comes out where nothing is reported, clause by clause."""
    on = date.fromisoformat(agreement.date)
    expected = [_expectation(one) for one in check(agreement, GivenView([], known_by=on), on=on)]
    situation = {
        "situation": "Nothing is reported on the day of the text",
        "on": agreement.date,
        "known_by": agreement.date,
        "note": "Made with the draft. Add what would embarrass a clause: one voice alone, a denial, a mere plan.",
        "expect": expected,
    }
    return "# Situations are invented, for testing.\n" + _yaml([situation])


def _expectation(verdict: Verdict) -> dict[str, str]:
    found = {"clause": verdict.clause, "instance": verdict.instance, "reading": verdict.reading}
    return {name: text for name, text in (found | {"level": verdict.level, "shadow": verdict.shadow}).items() if text}


def sources_of(draft: Draft) -> str:
    """Where each word of a draft stands, clause by clause, and what was left out of it and why, as Markdown."""
    lines = ["# Sources", "", "A draft by `holdfast draft`; the words are quotations from these documents:", ""]
    documents = {one.document.id: one.document for one in _tellings(draft)}
    for document in documents.values():
        about = [document.outlet, document.title, document.published, document.url, document.source]
        lines.append(f"- `{document.id}`: {_plain(', '.join(part for part in about if part) or 'no title')}")
    lines += ["", "| clause | span | words | voice | act | certainty |", "|---|---|---|---|---|---|"]
    lines += [row for clause in draft.clauses for row in _rows(clause)]
    lines += _as_prose(draft)
    if draft.left_out:
        lines += [
            "",
            "Words that look to the future and became no clause:",
            "",
            "| span | words | why |",
            "|---|---|---|",
        ]
        for one in draft.left_out:
            lines.append(f"| {_span(one.telling)} | {_cell(one.telling.words)} | {_cell(one.reason)} |")
    lines += [
        "",
        "Areas are found by name in GeoNames (CC BY 4.0) and say nothing about borders.",
        "The situation in `tests/` is invented.",
    ]
    return "\n".join(lines) + "\n"


def _as_prose(draft: Draft) -> Iterator[str]:
    """How each part of a document with treaty prose was read, and why."""
    if not draft.prose:
        return
    yield from ("", "Parts read as treaty prose, by grammar, and as news, by the reader:", "")
    yield from ("| part | span | read as | why |", "|---|---|---|---|")
    for document, one in draft.prose:
        kind = "treaty prose" if one.treaty else "news"
        yield f"| {one.part.number} | `{document}` {one.part.start}–{one.part.end} | {kind} | {_cell(one.reason)} |"


def _rows(clause: ClauseDraft) -> Iterator[str]:
    for one in clause.tellings:
        said = one.statement
        certainty = f"{said.confidence:.2f}" if said.confidence is not None else ""
        voice = said.voices[0].caption if said.voices else ""
        yield f"| {clause.id} | {_span(one)} | {_cell(one.words)} | {_cell(voice)} | {said.act} | {certainty} |"


def _span(telling: Telling) -> str:
    return f"`{telling.document.id}` {telling.statement.start}–{telling.statement.end}"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """One line without signs that YAML or a comment could stumble over."""
    return re.sub(r"\s+", " ", "".join(sign if sign.isprintable() else " " for sign in text)).strip()


def _yaml(value: Any) -> str:
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda _data: True
    out = io.StringIO()
    yaml.dump(_laid_out(value), out)
    return out.getvalue()


def _laid_out(value: Any) -> Any:
    """The value with a line for each field of a group that holds a long text; short groups stay on one line."""
    if isinstance(value, list):
        return [_laid_out(part) for part in value]
    if not isinstance(value, dict):
        return value
    group = CommentedMap({name: _laid_out(part) for name, part in value.items()})
    if any(isinstance(part, str) and len(part) > _SHORT for part in value.values()):
        group.fa.set_block_style()
    return group
