"""JSON lines: the record itself, each document before its statements, in the form that `holdfast load` takes.

Nothing is left out: this is a copy to work with, not an output to publish.
"""

from __future__ import annotations

from typing import BinaryIO

from holdfast.outputs.together import told
from holdfast.record.store import Filter, View

__all__ = ["write_json_lines"]


def write_json_lines(view: View, stream: BinaryIO, *, chosen: Filter) -> None:
    """Write the chosen statements, each document once and before its first statement.

    Chosen documents without a statement, such as those that no reader could read, come last; a page of statements
    (`limit` or `offset`) leaves them out.
    """
    written: set[str] = set()
    for statement, document in told(view, chosen):
        if statement.document not in written:
            written.add(statement.document)
            if document is not None:
                stream.write(document.to_json() + b"\n")
        stream.write(statement.to_json() + b"\n")
    if chosen.limit is None and not chosen.offset:
        for document in view.documents(chosen):
            if document.id not in written:
                stream.write(document.to_json() + b"\n")
