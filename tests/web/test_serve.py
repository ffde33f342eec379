from __future__ import annotations

import socket

import pytest

from holdfast.errors import WrongUse
from holdfast.settings import Settings
from holdfast.web import create_app
from holdfast.web.serve import serve
from tests.web.seeded import HandJudge, SeededStore


def test_a_taken_port_is_told_with_another() -> None:
    app = create_app(SeededStore(), agreements=[], settings=Settings(), judge=HandJudge())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(WrongUse, match=f"Port {port} is taken") as told:
            serve(app, settings=Settings(port=port))
    assert f"--port {port + 1}" in str(told.value)


@pytest.mark.parametrize(
    "settings", [Settings(host="203.0.113.7"), Settings(port=70000), Settings(host="no.such.invalid")]
)
def test_an_address_that_is_not_this_machines_is_told(settings: Settings) -> None:
    app = create_app(SeededStore(), agreements=[], settings=settings, judge=HandJudge())
    with pytest.raises(WrongUse, match="cannot listen there"):
        serve(app, settings=settings)
