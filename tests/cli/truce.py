"""A small agreement of our own, for tests of commands: a truce with one ban, and mistakes to put into it."""

from __future__ import annotations

from pathlib import Path

HEADER = """id: truce
title: A truce
status: signed
date: "2022-03-29"
parties:
  - {id: RUS, side: a}
  - {id: UKR, side: b}
"""
CLAUSE = """id: "1"
type: prohibition
title: No strikes
who: [RUS]
what: {type: [ASSAULT]}
"""


def write_truce(folder: Path, *, header: str = HEADER, clause: str = CLAUSE) -> Path:
    """Write the agreement into `folder`/truce and give that folder."""
    truce = folder / "truce"
    (truce / "clauses").mkdir(parents=True)
    (truce / "agreement.yml").write_text(header, encoding="utf-8")
    (truce / "clauses" / "1.yml").write_text(clause, encoding="utf-8")
    return truce
