"""Fixtures of all tests.

Strategy: tests are fast and offline, and make the smallest thing they need with `tests/factory.py`. Nothing here
loads the trained weights, except the `reader` fixture that tests marked `model` ask for.
"""

from __future__ import annotations
