"""Listening: the desk on a port of this machine, until somebody stops it."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from collections.abc import Callable
from threading import Event, Thread

import uvicorn
from fastapi import FastAPI

from holdfast.errors import HoldfastError, WrongUse
from holdfast.settings import Settings
from holdfast.web.desk import Desk

__all__ = ["serve"]

_LOG = logging.getLogger(__name__)


def serve(app: FastAPI, *, settings: Settings, announce: Callable[[str], None] = _LOG.info) -> None:
    """Serve the desk until it is stopped with Ctrl-C or a signal.

    Args:
        app: What `holdfast.web.create_app` made.
        settings: The host and the port; port 0 takes any that is free.
        announce: Is told the address once the desk listens there.

    Raises:
        WrongUse: The port is taken or forbidden, or the address is not this machine's.
    """
    with _listening(settings.host, settings.port) as listener:
        announce(_address(listener))
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=3,
            # The desk may stand behind a proxy, but believes nobody's word about where a request came from.
            proxy_headers=False,
        )
        stop = Event()
        if app.state.courier is not None:
            Thread(target=app.state.courier.run, args=(stop,), name="webhook", daemon=True).start()
        Thread(target=_warm, args=(app.state.desk, stop), name="warming", daemon=True).start()
        try:
            _Server(config, lambda: _end(app.state.desk, stop)).run(sockets=[listener])
        finally:
            _end(app.state.desk, stop)  # where the server did not come so far


class _Server(uvicorn.Server):
    """A server that ends what is being worked out before it waits for those who wait for it."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the work, then the connections."""
        await asyncio.to_thread(self._end)
        await super().shutdown(sockets)


def _end(desk: Desk, stop: Event) -> None:
    stop.set()
    desk.close()


def _warm(desk: Desk, stop: Event) -> None:
    try:
        desk.warm()
    except HoldfastError as error:
        # Whoever opens the page that needs it is told the same, with its remedy.
        if not stop.is_set():
            _LOG.warning("The board cannot be worked out yet: %s", error)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens; opened here so that a taken port is a message and not a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise _cannot_listen(host, port, error) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _cannot_listen(host: str, port: int, error: OSError | OverflowError) -> WrongUse:
    where = f"{host}:{port}"
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return WrongUse(
            f"Port {port} is taken: another program, perhaps another desk, listens on it",
            where=where,
            remedy=f"Stop it, or choose another port: holdfast serve talks.db --port {port + 1}",
        )
    if number == errno.EACCES:
        return WrongUse(f"Port {port} needs rights that you do not have", where=where, remedy="Choose one above 1023")
    return WrongUse(
        f"The desk cannot listen there: {error}",
        where=where,
        remedy="Give an address of this machine, such as 127.0.0.1, and a port between 1 and 65535",
    )
