"""The reader that asks a language model behind an endpoint and takes of its answers only what stands in the text."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from holdfast.errors import ReaderMissing, SkipThis, UnreadableInput, UnreadLanguage
from holdfast.model import Document, Statement
from holdfast.reading import annotate, resolve, segment
from holdfast.reading.annotate import Claim
from holdfast.reading.consistency import consistent
from holdfast.reading.language import foreign_language, sure_language
from holdfast.reading.llm.answer import Said, parsed
from holdfast.reading.llm.budget import Budget
from holdfast.reading.llm.claims import STANDS_IN, Dropped, claims
from holdfast.reading.llm.client import Answered, Client, TooLong
from holdfast.reading.llm.endpoint import ANY_LANGUAGE, Endpoint
from holdfast.reading.llm.prompt import VERSION, messages
from holdfast.reading.llm.windows import Window, windows
from holdfast.reading.wholes import whole

__all__ = ["LlmReader"]

LOG = logging.getLogger(__name__)

_BROKEN = "entries that break the schema"
_SENTENCES = "sentences without a usable answer"


class LlmReader:
    """A reader behind which a language model stands; for example llama.cpp's server on this machine.

    Args:
        endpoint: Where the model is asked, and how much of it may be used.
        model: Its name there.
        wait: Pauses for some seconds before a failed request is made again.
    """

    def __init__(self, endpoint: Endpoint, *, model: str, wait: Callable[[float], None] = time.sleep) -> None:
        self._endpoint, self._name = endpoint, f"llm:{model} (prompt {VERSION})"
        self._client = Client(endpoint, model=model, wait=wait)
        self._budget = Budget(endpoint)
        self._dropped: Dropped = Counter()
        self._statements = 0
        self._gone: str | None = None  # why the endpoint gives no more answers in this run

    @property
    def name(self) -> str:
        """The model's name and the version of the prompt, as each statement carries them."""
        return self._name

    def account(self) -> str:
        """What the run has used, made and left out, in one sentence for a person."""
        budget = self._budget
        cost = "" if budget.cost is None else f" for {budget.cost:.4f}"
        left = ", ".join(f"{reason} ({number})" for reason, number in sorted(self._dropped.items()) if number)
        return (
            f"{self._name}: {_several(budget.requests, 'request')}, {budget.tokens:,} tokens ({budget.prompt:,} asked, "
            f"{budget.answer:,} answered){cost}; {_several(self._statements, 'statement')}"
            + (f"; left out: {left}" if left else "")
        )

    def read(self, document: Document) -> list[Statement]:
        """The statements of one document, in the order of the text.

        Raises:
            UnreadLanguage: The text is in a language that this reader is not set to read.
            UnreadableInput: The endpoint gave no usable answer for any part of it.
            SkipThis: A ceiling leaves no room for it.
            ReaderMissing: The endpoint is not there, refuses, or fails for good.
        """
        self._check_language(document)
        text = segment.clean(document.text)
        found: list[Claim] = []
        entries: list[int] = []
        answered = asked = 0
        for window in windows(text, size=self._endpoint.window):
            for part, said in self._answers(text, window):
                asked += 1
                if said is None:
                    continue
                answered += 1
                for claim in claims(said, text, part, certainty=self._endpoint.certainty, dropped=self._dropped):
                    found.append(claim)
                    entries.append(part.entry)
        if asked and not answered:
            raise UnreadableInput(
                f"{self._name} gave no usable answer for any part of the text",
                where=document.source or document.url or document.id,
                remedy="Choose another model, or another HOLDFAST_LLM_WINDOW and HOLDFAST_LLM_ANSWER_TOKENS",
            )
        statements = _statements(document, found, entries, reader=self._name)
        self._statements += len(statements)
        return statements

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        """Read many; a document that cannot be read comes back with `unread` set and no statements.

        Once a ceiling is reached, or an endpoint that has answered before gives up, the documents that are left come
        back unread: what has been read and paid for is kept, and the same command again goes on with them.

        Raises:
            ReaderMissing: The endpoint refuses or is not there from the first request on.
        """
        for document in documents:
            try:
                yield document, self._read_or_gone(document)
            except UnreadLanguage as reason:
                language = document.language or sure_language(document.text)
                yield msgspec.structs.replace(document, unread=str(reason), language=language), []
            except SkipThis as reason:
                yield msgspec.structs.replace(document, unread=str(reason)), []

    def _read_or_gone(self, document: Document) -> list[Statement]:
        if self._gone is not None:
            raise SkipThis(self._gone)
        try:
            return self.read(document)
        except ReaderMissing as error:
            if not self._budget.requests:
                raise
            self._gone = error.what
            raise SkipThis(self._gone) from error

    def _check_language(self, document: Document) -> None:
        languages = self._endpoint.languages
        code = None if ANY_LANGUAGE in languages else foreign_language(document.text)
        if code is not None and code not in languages:
            raise UnreadLanguage(
                f"The text is in a language that {self._name} is not set to read ({code})",
                where=document.source or document.url or document.id,
                remedy="Name it in HOLDFAST_LLM_LANGUAGES if the model knows it, or give a translation",
            )

    def _answers(self, text: str, window: Window) -> Iterator[tuple[Window, list[Said] | None]]:
        """The answers about a window, or about parts of it where the whole is too much; None where none is usable."""
        said = self._asked(text, window)
        if said is not None:
            yield window, said
            return
        halves = window.halves()
        if halves is None:
            self._dropped[_SENTENCES] += 1
            yield window, None
            return
        for half in halves:
            yield from self._answers(text, half)

    def _asked(self, text: str, window: Window) -> list[Said] | None:
        question = messages(text, window)
        refusal = self._budget.refusal("".join(message["content"] for message in question))
        if refusal is not None:
            raise SkipThis(refusal)
        try:
            answered = self._client.ask(question)
        except TooLong:
            return None
        self._budget.note(prompt=answered.prompt, answer=answered.answer)
        return self._taken_apart(answered)

    def _taken_apart(self, answered: Answered) -> list[Said] | None:
        """The claims of an answer that came to its end; None of one that was cut off or is none."""
        found = parsed(answered.content) if answered.complete and answered.content else None
        if found is None:
            LOG.info("An answer was cut off or is no JSON: less is asked about at once")
            return None
        said, broken = found
        self._dropped[_BROKEN] += broken
        return said


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _statements(document: Document, found: list[Claim], entries: list[int], *, reader: str) -> list[Statement]:
    """Claims as statements, by the same rules as those of the trained reader; each once."""
    text = document.text
    # The order of the text, in which speakers are introduced before they are pronouns.
    order = sorted(range(len(found)), key=lambda number: (found[number].trigger.start, found[number].quote.start))
    unnamed = {(claim.quote.start, claim.quote.end) for claim in found if claim.trigger.label == STANDS_IN}
    ready = [consistent(whole(annotate.tidied(found[number], text), text), text) for number in order]
    resolved = resolve.statements(document, ready, entries=[entries[number] for number in order], reader=reader)
    made = (
        _untriggered(statement) if (statement.start, statement.end) in unnamed else statement for statement in resolved
    )
    return list({statement.id: statement for statement in made}.values())


def _untriggered(statement: Statement) -> Statement:
    """A statement whose quote stood in for a trigger that no word named: it has none."""
    trigger = statement.event.trigger
    if trigger is None or (trigger.start, trigger.end) != (statement.start, statement.end):
        return statement
    event = msgspec.structs.replace(statement.event, trigger=None)
    return msgspec.structs.replace(statement, event=event, id="")
