"""Every store there is, so that one test speaks for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from holdfast.record import MemoryStore, Store, open_store
from tests.record.cluster import Cluster

KEPT = datetime(2022, 5, 1, 12, tzinfo=UTC)
MakeStore = Callable[[], Store]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeStore]:
    """Makes empty stores of one kind, and closes them."""
    made: list[Store] = []
    server: Cluster | None = request.getfixturevalue("cluster") if request.param == "postgresql" else None

    def make() -> Store:
        if request.param == "memory":
            made.append(MemoryStore(clock=lambda: KEPT))
        else:
            name = server.address() if server else str(tmp_path / f"record-{len(made)}.db")
            made.append(open_store(name, clock=lambda: KEPT))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(make_store: MakeStore) -> Store:
    """An empty store."""
    return make_store()
