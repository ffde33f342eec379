"""Progress on stderr, shown only where somebody watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from holdfast.cli.surroundings import Surroundings
from holdfast.reading.reader import Reader, Watch, Watchable

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["watched"]

_Item = TypeVar("_Item")
# From so many characters on a document has a bar of its own; what is shorter is read in a few seconds.
LONG = 50_000


def watched(
    items: Iterable[_Item],
    *,
    around: Surroundings,
    doing: str = "Reading",
    total: Callable[[], int] | None = None,
    reader: Reader | None = None,
) -> Iterator[_Item]:
    """The same items, with a running count on stderr if that is a terminal; a file or a pipe gets none.

    Args:
        items: What goes by.
        around: Streams and environment.
        doing: What is done with them.
        total: Counts them beforehand, so that there is a bar; it is asked only where somebody watches.
        reader: What reads them; if it tells how far it has come in a long one, that has a bar of its own.
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
        if isinstance(reader, Watchable):
            reader.watch = _on(bar)
        for item in items:
            yield item
            bar.advance(task)


def _on(bar: Progress) -> Watch:
    """What shows on a bar of its own, in thousands of characters, how far the reading of a long document has come."""
    within = bar.add_task("thousand characters", total=None, visible=False)

    def tell(behind: int, all_of: int) -> None:
        bar.update(within, completed=behind / 1000, total=all_of / 1000, visible=behind < all_of >= LONG)

    return tell
