"""Fixtures of all tests.

Strategy: tests are fast and offline, and make the smallest thing they need with `tests/factory.py`. Nothing here
loads the trained weights, except the `reader` fixture that tests marked `model` ask for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from holdfast.reading import Reader, open_reader
from tests.record.cluster import HOW_TO_GET_IT, Cluster, program, running

# On a developer's machine each run looks for new cases; in continuous integration the same cases are tried each time,
# so that a change is never blamed for what chance has found elsewhere.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


# Taken out of the environment: it is for the tests, and Holdfast refuses a setting that it does not know.
POSTGRES_IS_REQUIRED = os.environ.pop("HOLDFAST_TEST_POSTGRES", "") == "required"
"""Whether tests on PostgreSQL fail where it is not installed, as in continuous integration; else they are skipped."""


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader with its trained weights, opened once; only tests marked `model` may ask for it."""
    return open_reader()


@pytest.fixture(scope="session")
def started_cluster() -> Iterator[Cluster | None]:
    """The tests' own PostgreSQL server; None where PostgreSQL is not installed."""
    if program("initdb") is None:
        yield None
        return
    with running() as cluster:
        yield cluster


@pytest.fixture
def cluster(started_cluster: Cluster | None) -> Cluster:
    """The same; a test that asks for it is skipped where PostgreSQL is not installed, unless it is required."""
    if started_cluster is None:
        assert not POSTGRES_IS_REQUIRED, HOW_TO_GET_IT
        pytest.skip(HOW_TO_GET_IT)
    return started_cluster
