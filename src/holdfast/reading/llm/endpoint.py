"""The endpoint: where a language model is asked, and how much of it may be used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from holdfast.errors import WrongUse

__all__ = ["ANY_LANGUAGE", "LOOPBACK", "UNMEASURED", "Endpoint", "Prices"]

UNMEASURED = 0.25
"""The confidence of statements of a model that nobody has measured: under every floor from which on one counts."""
ANY_LANGUAGE = "any"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_EXAMPLE = "Give one like http://127.0.0.1:8080/v1"
_CALL = "/chat/completions"
# A port, if there is one, has at most five digits.
_PORT = re.compile(r"(?:^|@)(?:\[[^\]]*\]|[^:@]*)(?::\d{1,5})?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a million tokens cost, in any one currency: those of the prompt, and those of the answer."""

    prompt: float
    answer: float

    def of(self, prompt: int, answer: int) -> float:
        """What so many tokens cost."""
        return (prompt * self.prompt + answer * self.answer) / 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A server that speaks the protocol of OpenAI's chat completions, such as llama.cpp's on this machine.

    Attributes:
        base_url: Its address up to and with the version, such as http://127.0.0.1:8080/v1.
        key: What it asks for as proof of the right to use it; empty for none. Never shown, never kept.
        timeout: Seconds without a byte after which a request is given up and tried again.
        max_tokens_total: So many tokens, of prompts and answers together, are used at most.
        max_cost: So much is spent at most, in the currency of `prices`; None for no such ceiling.
        prices: What tokens cost; None if it is not known.
        answer_tokens: So many tokens an answer may have at most.
        window: Characters of a text that one request asks about.
        languages: ISO 639 codes of what may be read besides English; `ANY_LANGUAGE` among them allows all.
        certainty: The share of its statements that are right, 0 to 1, as somebody has measured it.

    Raises:
        WrongUse: The address or a number cannot be.
    """

    base_url: str
    key: str = field(default="", repr=False)
    timeout: float = 180
    max_tokens_total: int = 1_000_000
    max_cost: float | None = None
    prices: Prices | None = None
    answer_tokens: int = 4096
    window: int = 3000
    languages: frozenset[str] = frozenset()
    certainty: float = UNMEASURED

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", _address(self.base_url))
        object.__setattr__(self, "key", self.key.strip())
        if not (self.key.isascii() and self.key.isprintable()):
            raise WrongUse("The key holds signs that no key has", remedy="Copy it again, without quotation marks")
        if not 0 <= self.certainty <= 1:
            raise WrongUse(f"{self.certainty:g} is no certainty", remedy="Give a number from 0 to 1, such as 0.6")
        if self.max_cost is not None and self.prices is None:
            raise WrongUse("A ceiling of cost needs prices", remedy="Give the prices of a million tokens, too")
        numbers = (self.max_cost or 0, *((self.prices.prompt, self.prices.answer) if self.prices else ()))
        # Written so that "not a number" is refused, too.
        if not all(0 <= number < float("inf") for number in numbers):
            raise WrongUse("A price or a ceiling of cost is negative or endless", remedy="Give 0 or more")
        if min(self.max_tokens_total, self.answer_tokens, self.window) < 1 or self.timeout <= 0:
            raise WrongUse("A ceiling, a window or a timeout is less than 1", remedy="Give 1 or more")

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        return urlsplit(self.base_url).hostname in LOOPBACK


def _address(given: str) -> str:
    """The address in one form: no slash at the end, not the call itself, no name and password in it."""
    parts = urlsplit(given.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or not _PORT.search(parts.netloc):
        raise WrongUse(f"{given!r} is no address of an endpoint" if given else "No endpoint is named", remedy=_EXAMPLE)
    if parts.username or parts.password or parts.query or parts.fragment:
        # Not shown, since what is in it may be a secret.
        raise WrongUse("The address of the endpoint holds more than an address", remedy=f"{_EXAMPLE}, and no key in it")
    return parts.geturl().rstrip("/").removesuffix(_CALL)
