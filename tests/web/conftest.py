"""The desk over the seeded record, asked in the same process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from holdfast.settings import Settings
from holdfast.web import create_app
from tests.web.seeded import AGREEMENT, EmptyStore, HandJudge, SeededStore


@pytest.fixture
def judge() -> HandJudge:
    """Verdicts made by hand."""
    return HandJudge()


@pytest.fixture
def store() -> SeededStore:
    """The seeded record."""
    return SeededStore()


@pytest.fixture
def client(store: SeededStore, judge: HandJudge) -> Iterator[TestClient]:
    """The desk over the seeded record."""
    app = create_app(store, agreements=[AGREEMENT], settings=Settings(), judge=judge)
    with TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False) as asked:
        yield asked


@pytest.fixture
def empty(judge: HandJudge) -> Iterator[TestClient]:
    """The desk over a record of nothing, without agreements."""
    app = create_app(EmptyStore(), agreements=[], settings=Settings(), judge=judge)
    with TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False) as asked:
        yield asked
