"""Progress on stderr, shown only where somebody watches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from holdfast.cli.surroundings import Surroundings

__all__ = ["watched"]

_Item = TypeVar("_Item")


def watched(items: Iterable[_Item], *, around: Surroundings, doing: str = "Reading") -> Iterator[_Item]:
    """The same items, with a running count on stderr if that is a terminal; a file or a pipe gets none."""
    if not around.stderr.isatty():
        yield from items
        return
    # A quarter of a second to load, which only a terminal needs.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=around.stderr), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        for item in items:
            yield item
            bar.advance(task)
