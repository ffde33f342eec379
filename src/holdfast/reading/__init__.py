"""Documents → statements: segment, predict, annotate, resolve.

`open_reader` gives a reader by its name. Another package can offer one by an entry point in the group
`holdfast.readers` that names a function taking `threads`.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from holdfast.errors import WrongUse
from holdfast.reading.reader import Reader

__all__ = ["Reader", "open_reader"]

GROUP = "holdfast.readers"
SHIPPED = "en"


def open_reader(name: str = SHIPPED, *, threads: int = 1) -> Reader:
    """The reader of a name: "en" is the shipped one for English, others come from installed packages.

    Args:
        name: The reader's name.
        threads: How many cores one document may use; 0 for all.

    Raises:
        WrongUse: There is no reader of that name.
        ReaderMissing: Its weights are not installed, or are damaged.
    """
    if name == SHIPPED:
        from holdfast.reading.trained import shipped  # numpy and the tokenizer load only when a reader is wanted

        return shipped(threads=threads)
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise WrongUse(f"There is no reader {name!r}", remedy=f"Readers are {', '.join(sorted({SHIPPED, *found}))}")
    reader: Reader = found[name].load()(threads=threads)
    return reader
