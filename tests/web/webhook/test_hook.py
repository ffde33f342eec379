from __future__ import annotations

import socket
from typing import Any

import pytest

from holdfast.errors import WrongUse
from holdfast.settings import Settings
from holdfast.web.webhook.hook import Hook, Unreachable, hook_of, is_public

SECRET = "a secret of more than twenty-four bytes"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff0e::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
    ],
)
def test_only_addresses_of_the_public_network_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def _found(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name be found at these addresses."""

    def getaddrinfo(host: Any, port: Any, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_host_one_of_whose_addresses_is_private_is_not_asked_unless_that_is_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _found(monkeypatch, "93.184.215.14", "10.0.0.1")
    hook = Hook(url="https://hooks.example/x", secret=SECRET.encode())
    with pytest.raises(Unreachable, match="private address") as told:
        hook.addresses()
    assert "HOLDFAST_WEBHOOK_PRIVATE=1" in str(told.value)
    meant = Hook(url="https://hooks.example/x", secret=SECRET.encode(), private=True)
    assert meant.addresses() == ["93.184.215.14", "10.0.0.1"]
    _found(monkeypatch, "93.184.215.14", "93.184.215.14")
    assert hook.addresses() == ["93.184.215.14"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0x7f.1/"]
)
def test_a_private_address_is_private_however_it_is_written(url: str) -> None:
    with pytest.raises(Unreachable, match="private address"):
        Hook(url=url, secret=SECRET.encode()).addresses()


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unreachable, match=r"hooks\.example is not found: Name or service not known"):
        Hook(url="https://hooks.example/x", secret=SECRET.encode()).addresses()


def test_without_an_address_there_is_no_hook() -> None:
    assert hook_of(Settings(webhook_secret=SECRET)) is None


def test_a_secret_is_text_or_base64_behind_its_prefix_and_never_shown() -> None:
    plain = hook_of(Settings(webhook_url="https://hooks.example:8443/T0ken?a=b", webhook_secret=SECRET))
    assert plain is not None
    assert (plain.secret, plain.host, plain.private) == (SECRET.encode(), "hooks.example:8443", False)
    assert "T0ken" not in repr(plain)
    assert "secret of" not in repr(plain)
    settings = Settings(
        webhook_url="http://hooks.example",
        webhook_secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        webhook_private=1,
    )
    coded = hook_of(settings)
    assert coded is not None
    assert (len(coded.secret), coded.private) == (24, True)
    assert "MfKQ" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "secret", "where", "word"),
    [
        ("hooks.example", SECRET, "URL", "no web address"),
        ("ftp://hooks.example", SECRET, "URL", "no web address"),
        ("https:///x", SECRET, "URL", "no web address"),
        ("https://hooks.example/a b", SECRET, "URL", "no web address"),
        ("https://hooks.example:port/", SECRET, "URL", "no address"),
        ("https://[::1/", SECRET, "URL", "no address"),
        ("https://ada:word@hooks.example/", SECRET, "URL", "name and password"),
        ("https://hooks.example/", "", "SECRET", "needs a secret"),
        ("https://hooks.example/", "short", "SECRET", "can be guessed"),
        ("https://hooks.example/", "whsec_c2hvcnQ=", "SECRET", "can be guessed"),
        ("https://hooks.example/", "whsec_?", "SECRET", "no base64"),
    ],
)
def test_an_address_or_a_secret_that_cannot_be_is_told_with_its_setting(
    url: str, secret: str, where: str, word: str
) -> None:
    with pytest.raises(WrongUse, match=word) as told:
        hook_of(Settings(webhook_url=url, webhook_secret=secret))
    assert told.value.where == f"HOLDFAST_WEBHOOK_{where}"
    assert told.value.remedy
    assert secret == "" or secret not in str(told.value)
