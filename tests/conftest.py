"""Fixtures of all tests.

Strategy: tests are fast and offline, and make the smallest thing they need with `tests/factory.py`. Nothing here
loads the trained weights, except the `reader` fixture that tests marked `model` ask for.
"""

from __future__ import annotations

import pytest

from holdfast.reading import Reader, open_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader with its trained weights, opened once; only tests marked `model` may ask for it."""
    return open_reader()
