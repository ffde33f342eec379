"""The client: one question to an endpoint and its answer, with patience for what passes and plain words for the rest.

Source of the protocol: OpenAI's chat completions, as llama.cpp, vLLM, Ollama and many others speak it.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2 as httpx
import msgspec

from holdfast.errors import ReaderMissing
from holdfast.reading.llm.budget import estimated
from holdfast.reading.llm.dialect import Dialect, is_too_long, milder
from holdfast.reading.llm.endpoint import Endpoint
from holdfast.reading.llm.prompt import Messages

__all__ = ["Answered", "Client", "TooLong"]

LOG = logging.getLogger(__name__)

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_TRIES = 7
# Seconds before the second try; each further wait is twice as long, up to the longest.
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
# A server that asks for a longer pause than this has no room for us today.
_LONGEST_ASKED = 600.0
# A longer body is no answer of so few tokens as we ask for.
_LARGEST_BODY = 8_000_000
_CONNECT = 10.0
# Of what a server complains of so many characters are repeated.
_SHOWN = 300


class TooLong(Exception):
    """A request that is longer than the model can take: ask about less at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an endpoint gave for one question.

    Attributes:
        content: What the model wrote, None if nothing.
        complete: Whether it came to its end by itself.
        prompt, answer: Tokens used; estimated where the server does not say.
    """

    content: str | None
    complete: bool
    prompt: int
    answer: int


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


@dataclass(frozen=True, slots=True)
class _Reply:
    """Status, body and the pause that a server asks for, whatever it was."""

    status: int
    body: bytes
    pause: float | None
    location: str | None


class Client:
    """Asks one model of one endpoint, and learns on the way which dialect it speaks.

    Args:
        endpoint: Where it is.
        model: The model's name there.
        wait: Pauses for some seconds.
    """

    def __init__(self, endpoint: Endpoint, *, model: str, wait: Callable[[float], None] = time.sleep) -> None:
        self._endpoint, self._model, self._wait = endpoint, model, wait
        self._url = endpoint.base_url + "/chat/completions"
        self._dialect = Dialect()
        self._has_answered = self._counts_itself = False
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {},
            timeout=httpx.Timeout(endpoint.timeout, connect=_CONNECT),
            # A redirect could lead the words and the key elsewhere, and no connection is kept that nobody closes.
            follow_redirects=False,
            limits=httpx.Limits(max_keepalive_connections=0),
            # This machine is asked without a detour over a proxy.
            trust_env=not endpoint.is_here,
        )

    def ask(self, messages: Messages) -> Answered:
        """Put one question.

        Raises:
            TooLong: It is longer than the model can take.
            ReaderMissing: The endpoint is not there, refuses, or still fails after several tries.
        """
        while True:
            reply = self._patiently(messages)
            if reply.status == 200:
                return self._read(reply.body, messages)
            complaint = reply.body.decode("utf-8", "replace")
            if is_too_long(reply.status, complaint):
                raise TooLong
            following = milder(self._dialect, complaint) if reply.status in (400, 404, 422, 500, 501) else None
            if following is None:
                raise self._refused(reply, complaint)
            self._dialect, given_up = following
            LOG.warning("%s refuses %s", self._endpoint.base_url, given_up)

    def _patiently(self, messages: Messages) -> _Reply:
        """The reply to a question, asked again while what hinders it may pass."""
        for number in range(1, _TRIES + 1):
            reply = self._once(messages)
            if isinstance(reply, _Reply) and not self._may_pass(reply):
                return reply
            pause = reply.pause if isinstance(reply, _Reply) else None
            if number == _TRIES or (pause or 0) > _LONGEST_ASKED:
                raise self._failed(reply, tries=number)
            if pause is None:
                pause = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (number - 1)) * random.uniform(0.75, 1.25)
            LOG.warning("%s %s; asked again in %.0f s", self._endpoint.base_url, _hindrance(reply), pause)
            self._wait(pause)
        raise AssertionError("the last try returns or raises")

    def _may_pass(self, reply: _Reply) -> bool:
        """Whether it helps to wait; neither a spent quota nor what a milder request mends passes by itself."""
        if reply.status not in _PASSING or b"insufficient_quota" in reply.body:
            return False
        complaint = reply.body.decode("utf-8", "replace")
        return reply.status != 500 or not (is_too_long(500, complaint) or milder(self._dialect, complaint))

    def _once(self, messages: Messages) -> _Reply | httpx.RequestError:
        body = self._dialect.body(
            model=self._model, messages=messages, answer_tokens=self._endpoint.answer_tokens
        )  # fmt: skip
        try:
            with self._http.stream("POST", self._url, json=body) as response:
                return _Reply(response.status_code, _body(response), _pause(response), response.headers.get("location"))
        except httpx.ConnectError as error:
            if self._has_answered:  # it was there a moment ago, and may be starting again
                return error
            raise ReaderMissing(
                f"The endpoint of the reader cannot be reached: {error}",
                where=self._endpoint.base_url,
                remedy="Start the server, or give the right address with --base-url",
            ) from error
        except httpx.RequestError as error:
            return error
        except httpx.InvalidURL as error:
            raise self._error(f"The address of the endpoint is none: {error}", "Give the right one") from error

    def _read(self, body: bytes, messages: Messages) -> Answered:
        try:
            found = msgspec.json.decode(body, type=_Completion)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._error(
                f"What answers there does not speak the protocol of chat completions: {error}",
                "Check the address: it mostly ends in /v1",
            ) from error
        self._has_answered = True
        choice = found.choices[0] if found.choices else None
        content = choice.message.content if choice else None
        usage = found.usage
        if usage is None or usage.prompt_tokens < 1 or usage.completion_tokens < 0:
            usage = self._guessed(messages, content)
        return Answered(
            content=content,
            complete=choice is not None and choice.finish_reason in ("stop", None),
            prompt=usage.prompt_tokens,
            answer=usage.completion_tokens,
        )

    def _guessed(self, messages: Messages, content: str | None) -> _Usage:
        if not self._counts_itself:
            self._counts_itself = True
            LOG.warning("%s does not say how many tokens it uses: they are estimated", self._endpoint.base_url)
        asked = sum(estimated(message["content"]) for message in messages)
        return _Usage(prompt_tokens=asked, completion_tokens=estimated(content or ""))

    def _failed(self, reply: _Reply | httpx.RequestError, *, tries: int) -> ReaderMissing:
        asked = reply.pause if isinstance(reply, _Reply) else None
        if asked is not None and asked > _LONGEST_ASKED:
            return self._error(f"The endpoint asks for a pause of {asked:.0f} s", "Run the command again then")
        often = f" {tries} times" if tries > 1 else ""
        said = self._shown(reply.body.decode("utf-8", "replace")) if isinstance(reply, _Reply) else ""
        return self._error(
            f"The endpoint of the reader {_hindrance(reply)}{often}{said}",
            "Run the command again later: it goes on from here",
        )

    def _refused(self, reply: _Reply, complaint: str) -> ReaderMissing:
        """A refusal that no waiting mends, in words; what the server says of a key is not repeated."""
        status, said = reply.status, self._shown(complaint)
        if status in (401, 403):
            what = "has no key" if not self._endpoint.key else "does not take the key that it was given"
            return self._error(f"The endpoint {what} ({status})", "Set HOLDFAST_LLM_KEY to one that it takes")
        if status == 404:
            return self._error(
                f"The endpoint knows no such address or model as {self._model!r} (404){said}",
                "Check --base-url, which mostly ends in /v1, and the name behind llm:",
            )
        if 300 <= status < 400:
            return self._error(
                f"The endpoint sends elsewhere ({status})", f"Give the address that it names: {reply.location}"
            )
        if b"insufficient_quota" in reply.body or status == 402:
            return self._error(f"The account of the key has nothing left ({status})", "Fill it, or use another key")
        return self._error(f"The endpoint refuses the request ({status}){said}", "See what it says, or its log")

    def _shown(self, complaint: str) -> str:
        """What a server says, on one line and without the key, should it repeat it."""
        words = " ".join(complaint.split())
        if self._endpoint.key:
            words = words.replace(self._endpoint.key, "…")
        printable = "".join(sign if sign.isprintable() else " " for sign in words[:_SHOWN])
        return f": {printable}" if printable else ""

    def _error(self, what: str, remedy: str) -> ReaderMissing:
        return ReaderMissing(what, where=self._endpoint.base_url, remedy=remedy)


def _body(response: httpx.Response) -> bytes:
    """The body, broken off where it is larger than any answer: what is left is no JSON, and told as such."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > _LARGEST_BODY:
            break
    return bytes(body)


def _pause(response: httpx.Response) -> float | None:
    """The pause that a server asks for, in seconds from now; None if it asks for none that can be read."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return None
    now = datetime.now(UTC)
    return max(0.0, (moment.astimezone(now.tzinfo) - now).total_seconds())


def _hindrance(reply: _Reply | httpx.RequestError) -> str:
    if isinstance(reply, _Reply):
        return "asks to be left alone for a while (429)" if reply.status == 429 else f"fails ({reply.status})"
    if isinstance(reply, httpx.TimeoutException):
        return "does not answer in time"
    return f"breaks off ({type(reply).__name__})"
