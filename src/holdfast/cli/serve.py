"""`holdfast serve`: the desk in the browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cyclopts import App

from holdfast.agreements import load
from holdfast.cli.options import Around, StoreName
from holdfast.cli.readers import opened
from holdfast.cli.stores import for_reading
from holdfast.pipeline.checking import concerned
from holdfast.web import Clerks, create_app
from holdfast.web.serve import serve as listen

__all__ = ["app"]

app = App(
    name="serve",
    help_epilogue="""Example:
    holdfast serve talks.db
    holdfast serve talks.db --port 9000 --agreement my-agreement/

The dashboard is at /, the JSON API at /api, its description at /api/docs.
Ctrl-C stops it.

Exit codes: 0 fine; 1 the record or an agreement is wrong or missing; 2 wrong
use.""",
)


@app.default
def serve(
    store: StoreName,
    /,
    *,
    agreement: list[str] | None = None,
    host: str | None = None,
    port: int | None = None,
    read_only: bool | None = None,
    around: Around,
) -> int:
    """Open the desk on a record: dashboard in the browser, JSON API at /api.

    Args:
        store: The record's file, such as talks.db; nothing is written to it but what people judge at the desk.
        agreement: Name in the library or a folder; give it again for another. If not given, those of the library of
            which the record names two parties.
        host: Address to listen on; see HOLDFAST_HOST.
        port: Port to listen on; see HOLDFAST_PORT.
        read_only: Let nobody judge at the desk. If not said, people judge where only this machine reaches it, or where
            a login names them (HOLDFAST_JUDGE_HEADER).
        around: Streams and environment.
    """
    settings = around.settings
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    with for_reading(store) as record:
        loaded = [load(name) for name in agreement or concerned(record.view())]
        try:
            listen(
                create_app(
                    record,
                    agreements=loaded,
                    settings=settings,
                    read_only=read_only,
                    open_reader=lambda: opened(None, None, around=around),
                    record_file=store if isinstance(store, Path) else None,
                    clerks=Clerks(store),
                ),
                settings=settings,
                announce=lambda address: around.say(f"The desk on {store}: {address} (Ctrl-C stops it)"),
            )
        except KeyboardInterrupt:
            around.say("The desk is closed")
    return 0
