"""Documents → statements: segment, predict, annotate, resolve.

`open_reader` gives a reader by its name: the shipped one, or a model behind an endpoint. Another package can offer one
by an entry point in the group `holdfast.readers` that names a function taking `threads`.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from holdfast.errors import WrongUse
from holdfast.reading.llm import PREFIX, Endpoint
from holdfast.reading.reader import Reader

__all__ = ["Reader", "open_reader"]

GROUP = "holdfast.readers"
SHIPPED = "en"


def open_reader(name: str = SHIPPED, *, threads: int = 1, endpoint: Endpoint | None = None) -> Reader:
    """The reader of a name: "en" is the shipped one for English, others come from installed packages or an endpoint.

    Args:
        name: The reader's name; `llm:MODEL` for a model behind an endpoint.
        threads: How many cores one document may use; 0 for all.
        endpoint: Where the model of `llm:MODEL` is asked.

    Raises:
        WrongUse: There is no reader of that name, or no endpoint for it.
        ReaderMissing: Its weights are not installed, or are damaged.
    """
    if name == SHIPPED:
        from holdfast.reading.trained import shipped  # numpy and the tokenizer load only when a reader is wanted

        return shipped(threads=threads)
    if name.startswith(PREFIX):
        return _behind(name.removeprefix(PREFIX), endpoint)
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise WrongUse(
            f"There is no reader {name!r}",
            remedy=f"Readers are {', '.join(sorted({SHIPPED, *found}))} and {PREFIX}MODEL",
        )
    reader: Reader = found[name].load()(threads=threads)
    return reader


def _behind(model: str, endpoint: Endpoint | None) -> Reader:
    """The reader that asks a model of an endpoint."""
    if not model.strip() or not model.isprintable():
        raise WrongUse("No model is named", where=PREFIX, remedy="Give its name at the endpoint, such as llm:qwen3-8b")
    if endpoint is None:
        raise WrongUse(f"The reader {PREFIX}{model} needs an endpoint", remedy="Give its address")
    from holdfast.reading.llm.reader import LlmReader  # the client loads only when an endpoint is asked

    return LlmReader(endpoint, model=model)
