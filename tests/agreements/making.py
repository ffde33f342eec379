"""Agreements and situations in their smallest form, for tests that care about one clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from holdfast.agreements import check
from holdfast.agreements.readings import flat
from holdfast.agreements.situations import Given, GivenView, Situation, view_of
from holdfast.model import Agreement, Verdict

HEADER: dict[str, Any] = {
    "id": "test",
    "title": "A test",
    "status": "signed",
    "date": "2022-03-01",
    "parties": [{"id": "RUS", "side": "Russia"}, {"id": "UKR", "side": "Ukraine"}],
    "areas": {
        "north": {"country": "UKR", "names": ["Kyiv", "Chernihiv"], "admin1": ["Kyiv Oblast", "Chernihiv Oblast"]},
        "ukraine": {"country": "UKR"},
        "crimea": {"country": "UKR", "names": ["Sevastopol"], "admin1": ["Crimea"]},
    },
}


def agreement(*clauses: dict[str, Any], **header: Any) -> Agreement:
    """A signed agreement of March 2022 with these clauses, each written as in a file."""
    return Agreement.from_builtins(HEADER | header).with_clauses(tuple(flat(clause) for clause in clauses))


def report(said: str = "Shells fell.", **fields: Any) -> Given:
    """An attack at Kyiv on 10 March 2022 in the words of the outlet itself, unless fields say otherwise."""
    defaults = {"type": "ASSAULT", "place": "Kyiv", "day": "2022-03-10", "published": "2022-03-10"}
    return Given.from_builtins({"said": said} | defaults | fields)


def known(*given: Given, by: str | None = None) -> GivenView:
    """What is known of these reports by a day; all if none is given."""
    return view_of(Situation(situation="test", on="2022-03-20", expect=(), given=given, known_by=by))


def verdict(agreed: Agreement, *given: Given, on: str = "2022-03-20", by: str | None = None) -> Verdict:
    """The only verdict on an agreement with one clause, one instance and one reading."""
    (one,) = check(agreed, known(*given, by=by), on=date.fromisoformat(on))
    return one


def folder(where: Path, clause: str = "", header: str = "", **more: str) -> Path:
    """An agreement's folder with one clause; further files by name, such as `clauses/2.yml`."""
    files = {
        "agreement.yml": header or "id: test\ntitle: A test\nstatus: signed\ndate: 2022-03-01\n",
        "clauses/1.yml": clause or "id: one\ntype: declaration\n",
        **more,
    }
    for name, text in files.items():
        path = where / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return where
