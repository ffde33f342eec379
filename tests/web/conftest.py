"""The desk over the seeded record, asked in the same process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from holdfast.model import Agreement
from holdfast.settings import Settings
from holdfast.web import create_app
from tests.web.seeded import AGREEMENT, EmptyStore, HandJudge, SeededStore


def asked(store: SeededStore, judge: HandJudge, *agreements: Agreement) -> Iterator[TestClient]:
    """The desk over a record, with the answers that a browser would get even where it fails."""
    app = create_app(store, agreements=agreements, settings=Settings(), judge=judge)
    with TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The desk over the seeded record, which nothing changes."""
    yield from asked(SeededStore(), HandJudge(), AGREEMENT)


@pytest.fixture(scope="session")
def empty() -> Iterator[TestClient]:
    """The desk over a record of nothing, without agreements."""
    yield from asked(EmptyStore(), HandJudge())
