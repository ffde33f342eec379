"""How a source tells of what it skips: a function that is given each thing, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable

from holdfast.errors import SkipThis

__all__ = ["Report"]

Report = Callable[[SkipThis], None]
