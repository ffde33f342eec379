"""Progress on stderr, shown only where somebody watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from holdfast.cli.surroundings import Surroundings

__all__ = ["watched"]

_Item = TypeVar("_Item")


def watched(
    items: Iterable[_Item], *, around: Surroundings, doing: str = "Reading", total: Callable[[], int] | None = None
) -> Iterator[_Item]:
    """The same items, with a running count on stderr if that is a terminal; a file or a pipe gets none.

    Args:
        items: What goes by.
        around: Streams and environment.
        doing: What is done with them.
        total: Counts them beforehand, so that there is a bar; it is asked only where somebody watches.
    """
    if not around.stderr.isatty():
        yield from items
        return
    # A quarter of a second to load, which only a terminal needs.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

    count = TextColumn("{task.description} {task.completed:.0f}")
    bar_of_all = (BarColumn(), TaskProgressColumn()) if total else ()
    columns = (SpinnerColumn(), count, *bar_of_all, TimeElapsedColumn())
    with Progress(*columns, console=Console(file=around.stderr), transient=True) as bar:
        task = bar.add_task(doing, total=total() if total else None)
        for item in items:
            yield item
            bar.advance(task)
