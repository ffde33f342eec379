"""Readers for the verbs: by name, and for a model behind an endpoint with what the command line says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from cyclopts import Parameter

from holdfast.cli.surroundings import Surroundings
from holdfast.errors import WrongUse
from holdfast.reading import open_reader
from holdfast.reading.llm import PREFIX, UNMEASURED, Accountable, Endpoint, Prices
from holdfast.reading.reader import Reader

__all__ = ["Asking", "opened", "say_account"]

# The one host that a key for OpenAI is meant for, and those below it.
_OPENAI = "openai.com"


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a reader llm:MODEL needs to know of its endpoint.

    Attributes:
        base_url: For --reader llm:MODEL, the address of its endpoint; HOLDFAST_LLM_BASE_URL if not given.
        max_tokens_total: Tokens that the run may use; HOLDFAST_LLM_MAX_TOKENS_TOTAL if not given.
        max_cost: What the run may cost, in the currency of the prices.
        price_prompt: Price of a million tokens of the prompts.
        price_answer: Price of a million tokens of the answers.
        certainty: Share of the model's statements that are right, 0 to 1, if you have measured it.
    """

    base_url: str | None = None
    max_tokens_total: int | None = None
    max_cost: Annotated[float | None, Parameter(name="--max-cost")] = None
    price_prompt: float | None = None
    price_answer: float | None = None
    certainty: float | None = None


def opened(name: str | None, asking: Asking | None, *, around: Surroundings) -> Reader:
    """Open the reader of that name, or the one of the settings.

    Raises:
        WrongUse: An option does not go with the reader, or its endpoint is not named.
        ReaderMissing: Its weights are not installed, or are damaged.
    """
    chosen, asking = name or around.settings.reader, asking or Asking()
    if chosen.startswith(PREFIX):
        reader = open_reader(chosen, endpoint=_endpoint(asking, around))
        if asking.certainty is None:
            around.say(
                f"holdfast: nobody has measured how often {chosen} is right, so its statements carry a certainty of "
                f"{UNMEASURED:g}: they decide no verdict, and no brief tells them. If you have, give --certainty"
            )
        return reader
    if asking != Asking():
        raise WrongUse(
            f"The reader {chosen} asks no endpoint", remedy="Name one with --reader llm:MODEL, or leave its options out"
        )
    return around.reader(name)


def say_account(reader: Reader, *, around: Surroundings) -> None:
    """Tell what a reader that costs something has used, if it is one."""
    if isinstance(reader, Accountable):
        around.say(reader.account())


def _endpoint(asking: Asking, around: Surroundings) -> Endpoint:
    settings = around.settings
    address = asking.base_url or settings.llm_base_url
    if not address:
        raise WrongUse(
            "The reader llm:MODEL needs the address of an endpoint",
            remedy="Give --base-url http://127.0.0.1:8080/v1, or set HOLDFAST_LLM_BASE_URL",
        )
    ceiling = settings.llm_max_tokens_total if asking.max_tokens_total is None else asking.max_tokens_total
    return Endpoint(
        base_url=address,
        key=settings.llm_key or _key_of_openai(address, around),
        timeout=settings.llm_timeout,
        max_tokens_total=ceiling,
        max_cost=asking.max_cost,
        prices=_prices(asking),
        answer_tokens=settings.llm_answer_tokens,
        window=settings.llm_window,
        languages=frozenset(settings.llm_languages.replace(" ", "").lower().split(",")) - {""},
        certainty=UNMEASURED if asking.certainty is None else asking.certainty,
    )


def _key_of_openai(address: str, around: Surroundings) -> str:
    """The key that others keep in the environment, for its own house alone: another must not get to see it."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    at_home = parts.scheme == "https" and (host == _OPENAI or host.endswith("." + _OPENAI))
    return around.environment.get("OPENAI_API_KEY", "") if at_home else ""


def _prices(asking: Asking) -> Prices | None:
    if asking.price_prompt is None and asking.price_answer is None:
        return None
    if asking.price_prompt is None or asking.price_answer is None:
        raise WrongUse(
            "One of two prices is missing", remedy="Give both --price-prompt and --price-answer, 0 for what is free"
        )
    return Prices(prompt=asking.price_prompt, answer=asking.price_answer)
