"""What clauses ask of a record: as SQL that is read over, and with the same verdicts from every backend.

Where the SQL is to change: HOLDFAST_REWRITE_GOLDEN=1 python -m pytest tests/agreements/test_seeking.py, and read the
difference before it is committed.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from holdfast.agreements import check, library, load
from holdfast.agreements.facts import Known
from holdfast.agreements.matching import match
from holdfast.agreements.seeking import sought
from holdfast.agreements.situations import GivenView, Situation, situations_of, told_in, view_of
from holdfast.model import Agreement, Clause, Document, Judgement, Statement, Verdict
from holdfast.model.days import as_day
from holdfast.model.terms import Pattern
from holdfast.record import MemoryStore, Store, open_store
from holdfast.record.account import Found
from holdfast.record.sought import EVERYTHING, Sought, bears
from holdfast.record.sql.postgresql.dialect import PostgresqlDialect
from holdfast.record.sql.schema import statements
from holdfast.record.sql.seeking import of_sought
from holdfast.record.sql.sqlite.dialect import SqliteDialect
from tests.record.cluster import Cluster

GOLDEN = Path(__file__).parent / "golden"
REWRITE = bool(os.environ.get("HOLDFAST_REWRITE_GOLDEN"))
FEW_ENOUGH = 25
"""Reports of a situation whose pairs can all be judged, so that the record merges them as the situation says."""
SITUATIONS = [(name, where, one) for name in library() for where, one in situations_of(name)]
IDS = [f"{name}:{where}" for name, where, _ in SITUATIONS]


class Listening:
    """A view that notes what is sought of it."""

    def __init__(self, view: GivenView) -> None:
        self._view = view
        self.asked: dict[Sought, None] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    def bearing(self, asked: Sought) -> Iterator[Found]:
        """Note it, and answer."""
        self.asked[asked] = None
        return self._view.bearing(asked)

    def told_where(self, asked: Sought) -> Any:
        """Note it, and answer."""
        self.asked[asked] = None
        return self._view.told_where(asked)


def asked_by(clause: Clause, agreement: Agreement) -> tuple[Sought, ...]:
    """All that a clause by itself asks in the situations of its agreement, in order."""
    alone = msgspec.structs.replace(agreement, clauses=(msgspec.structs.replace(clause, in_force_if=()),))
    found: dict[Sought, None] = {}
    for _, situation in situations_of(agreement.id):
        view, day = Listening(view_of(situation)), as_day(situation.on)
        assert day
        check(alone, view, on=day)
        found |= view.asked
    return tuple(found)


def first_of_each_type() -> dict[str, tuple[Clause, Agreement]]:
    """Of each type the library's first clause that refers to no other."""
    found: dict[str, tuple[Clause, Agreement]] = {}
    for name in library():
        agreement = load(name)
        ids = {clause.id.encode() for clause in agreement.clauses}
        for clause in agreement.clauses:
            if not any(b'"' + other + b'"' in msgspec.json.encode(clause.terms) for other in ids):
                found.setdefault(clause.type, (clause, agreement))
    return found


def sql(asked: Sought, kind: str) -> tuple[str, list[str]]:
    """The query of a backend, and its values in the order of their names."""
    sqlite_, postgresql_ = SqliteDialect(), PostgresqlDialect(SimpleNamespace(Error=Exception), patience=1)
    spoken, dialect = {"sqlite": (sqlite.dialect, sqlite_), "postgresql": (postgresql.dialect, postgresql_)}[kind]
    # SQLite is told which road to take; here by turns, as there are many parties or few in a query.
    few = dialect.guesses_well or len(asked.named) > 1
    query = select(statements.c.id).where(*of_sought(asked, dialect, lambda _: few))
    compiled = query.compile(dialect=spoken(paramstyle="named"), compile_kwargs={"render_postcompile": True})
    return str(compiled), [f"{name}={value!r}" for name, value in compiled.params.items()]


CLAUSES = first_of_each_type()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("type_", sorted(CLAUSES.keys() - {"declaration"}))  # which asks nothing
def test_the_sql_is_the_one_that_was_read_over(type_: str, kind: str) -> None:
    clause, agreement = CLAUSES[type_]
    queries = []
    for asked in asked_by(clause, agreement):
        query, values = sql(asked, kind)
        queries.append(f"{query};\n-- {', '.join(values)}\n")
        assert not set(re.findall(r"[A-Z]{3}", query)) & {party.id for party in agreement.parties}
    found = "\n".join((f"-- {agreement.id}, {clause.id}", *queries))
    path = GOLDEN / f"{type_}.{kind}.sql"
    if REWRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "where", "situation"), SITUATIONS, ids=IDS)
def test_every_backend_gives_the_verdicts_of_the_situations(
    name: str, where: str, situation: Situation, tmp_path: Path, started_cluster: Cluster | None
) -> None:
    agreement, day = load(name), as_day(situation.on)
    assert day
    pairs = [pair for given in situation.given for pair in told_in(given)]
    stores: list[Store] = [MemoryStore(), open_store(tmp_path / "talks.db")]
    if started_cluster and len(pairs) <= FEW_ENOUGH:
        stores.append(open_store(started_cluster.address()))
    found, given = [], view_of(situation)
    for store in stores:
        keep(store, pairs)
        view = store.view(known_by=as_day(situation.known_by))
        found.append(check(agreement, view, on=day))
        merged_alike = happenings(view) == happenings(given)
        store.close()
    assert found[0]
    assert all(other == found[0] for other in found[1:])
    # A situation may call one what no record merges, such as a request and the answer to it.
    if merged_alike:
        assert levels(found[0]) == levels(check(agreement, given, on=day))


def keep(store: Store, pairs: list[tuple[Document, Statement, str | None]]) -> None:
    """Keep what a situation tells, merged as it says where its pairs are few."""
    with store.writing() as writer:
        for document, statement, _ in pairs:
            writer.keep_document(document)
            writer.keep_statements([statement])
        if len(pairs) > FEW_ENOUGH:
            return
        labels = {statement.id: label or statement.id for _, statement, label in pairs}
        for left, right in itertools.combinations(labels, 2):
            same = labels[left] == labels[right]
            writer.judge(Judgement(left=left, right=right, same=same, by="Ada", at="2026-01-01"))


def happenings(view: Known) -> set[frozenset[str]]:
    """The statements of each happening; one that is merged with none is a happening of its own."""
    names = {one.id for one in view.bearing(EVERYTHING)}
    merged = {frozenset(held) for held in view.event_members(names).values()}
    return merged | {frozenset({name}) for name in names.difference(*merged)}


def levels(verdicts: tuple[Verdict, ...]) -> list[tuple[object, ...]]:
    """What verdicts say, whatever the happenings are called."""
    return [(one.clause, one.reading, one.instance, one.level, one.shadow, one.settled) for one in verdicts]


PATTERNS = (
    Pattern(),
    Pattern(type=("ASSAULT",), actor=("RUS",)),
    Pattern(type=("ASSAULT",), actor=("RUS",), polarity="negated"),
    Pattern(type=("AGREE", "REJECT"), actor=("UKR",), between=("RUS",)),
    Pattern(act=("promise",), actor=("RUS",), recipient=("UKR",)),
    Pattern(type=("CONSULT",), mode=("meet",), status=("planned",), except_actor=("USA",)),
    Pattern(words=("referendum", "Crimea"), facility=("plant",)),
)


@pytest.mark.parametrize("name", library())
def test_what_answers_a_pattern_is_always_sought(name: str) -> None:
    agreement = load(name)
    patterns = [*PATTERNS, *(clause.what for clause in agreement.clauses)]
    told = [statement for _, one in situations_of(name) for given in one.given for _, statement, _ in told_in(given)]
    assert told
    for statement, what in itertools.product(told, patterns):
        if match(statement, what, bearer=("RUS",)) is not None:
            assert bears(statement, sought(what)), (what, statement)
