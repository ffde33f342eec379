"""`holdfast forget`: take documents out of a record for good."""

from __future__ import annotations

import getpass

from cyclopts import App

from holdfast.cli.options import Around, StoreFile
from holdfast.cli.stores import for_reading
from holdfast.errors import WrongUse

__all__ = ["app"]

app = App(
    name="forget",
    help_epilogue="""Example:
    holdfast show documents --in talks.db --json | grep harbour-wire
    holdfast forget 5f0c1a2b3c4d5e6f --in talks.db --why "Order of the court, 12 May"
    holdfast forget --in talks.db

A record only ever grows: corrections and withdrawals by an outlet are kept as
versions beside what they correct. This is for when the law, or somebody's
safety, demands that a text be gone. The document goes with its statements and
with what people said of them; a tombstone stays, with its id, the day, who did
it and why, and the same document is refused from then on. Without a document
the tombstones are listed.

Exit codes: 0 fine; 1 there is no such document, and none is taken out; 2 wrong
use.""",
)


@app.default
def forget(
    *documents: str,
    store: StoreFile,
    why: str = "",
    by: str | None = None,
    around: Around,
) -> int:
    """Take documents out of a record for good, leaving tombstones.

    Args:
        documents: The ids of documents, as `holdfast show documents --json` tells them.
        store: The record's file, such as talks.db.
        why: The reason in words; it is kept.
        by: Who takes them out; by default the name of the computer's user.
        around: Streams and environment.
    """
    with for_reading(store) as record:
        if not documents:
            if why or by:
                raise WrongUse(
                    "No document is named", remedy="holdfast show documents --in RECORD --json tells the ids"
                )
            for tombstone in record.view().tombstones():
                around.write(tombstone.to_json())
            return 0
        # One unit of work: a mistyped id takes nothing out.
        with record.writing() as writer:
            gone = [writer.forget(name, by=by or getpass.getuser(), why=why) for name in dict.fromkeys(documents)]
        for tombstone in gone:
            several = "" if tombstone.statements == 1 else "s"
            around.say(f"{tombstone.document} is out of {store}, with {tombstone.statements} statement{several}")
    return 0
