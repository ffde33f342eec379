"""The hook: where changes are told, with which secret, and at which addresses of the network that may be."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from holdfast.errors import HoldfastError, WrongUse
from holdfast.settings import Settings

__all__ = ["Hook", "Unreachable", "hook_of", "is_public"]

_PREFIX = "whsec_"
_LEAST_BYTES = 24
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(HoldfastError):
    """An address that cannot be found, or that may not be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where changes are told, for example at https://hooks.example.org/holdfast.

    Attributes:
        url: May hold a secret of its own in its path; only `host` is ever shown.
        secret: What signs each request.
        private: Whether addresses may be asked that are not public, such as those of this machine's network.
    """

    url: str = field(repr=False)
    secret: bytes = field(repr=False)
    private: bool = False

    @property
    def host(self) -> str:
        """The host and port that are asked."""
        return urlsplit(self.url).netloc

    def addresses(self) -> list[str]:
        """The network addresses of the host, looked up now and all of them allowed.

        The request goes to one of these and not to the name: a name could lead elsewhere the next time it is looked up.

        Raises:
            Unreachable: The name is not known, or one of its addresses is not public and only public ones may be asked.
        """
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise Unreachable(f"{parts.hostname} is not found: {error.strerror or error}") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not self.private and not all(map(is_public, addresses)):
            raise Unreachable(
                f"{parts.hostname} is at a private address, and only public ones may be asked",
                remedy="Set HOLDFAST_WEBHOOK_PRIVATE=1 if it is meant",
            )
        return addresses


def hook_of(settings: Settings) -> Hook | None:
    """The hook that the settings name; None if they name none.

    Raises:
        WrongUse: The address or the secret cannot be.
    """
    url = settings.webhook_url.strip()
    if not url:
        return None
    _refuse_wrong(url)
    return Hook(url=url, secret=_secret(settings.webhook_secret.strip()), private=settings.webhook_private != 0)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, and so is the one that it leads to, if it leads to one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = _within(found)
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))


def _within(address: _IP) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, 6to4, Teredo or NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _refuse_wrong(url: str) -> None:
    example = "Give one like https://hooks.example.org/holdfast"
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # it is looked at when it is asked for, and may be none
    except ValueError as error:
        raise WrongUse(f"This is no address: {error}", where="HOLDFAST_WEBHOOK_URL", remedy=example) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable() or " " in url:
        raise WrongUse("This is no web address", where="HOLDFAST_WEBHOOK_URL", remedy=example)
    if "@" in parts.netloc or parts.fragment:
        raise WrongUse(
            "A webhook's address has neither a name and password nor a fragment",
            where="HOLDFAST_WEBHOOK_URL",
            remedy="Leave them out: each request is signed with HOLDFAST_WEBHOOK_SECRET",
        )


def _secret(text: str) -> bytes:
    """The bytes of a secret: those behind `whsec_` in base64, or the text itself."""
    remedy = "Make one: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
    if not text:
        raise WrongUse("A webhook needs a secret to sign with", where="HOLDFAST_WEBHOOK_SECRET", remedy=remedy)
    try:
        secret = (
            base64.b64decode(text.removeprefix(_PREFIX), validate=True) if text.startswith(_PREFIX) else text.encode()
        )
    except binascii.Error as error:
        raise WrongUse(
            f"What stands behind {_PREFIX} is no base64", where="HOLDFAST_WEBHOOK_SECRET", remedy=remedy
        ) from error
    if len(secret) < _LEAST_BYTES:
        raise WrongUse(
            f"The secret has {len(secret)} bytes, and one of fewer than {_LEAST_BYTES} can be guessed",
            where="HOLDFAST_WEBHOOK_SECRET",
            remedy=remedy,
        )
    return secret
