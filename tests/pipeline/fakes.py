"""A reader that finds strikes, for tests: no weights, and every span stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from holdfast.errors import UnreadLanguage
from holdfast.model import Count, Document, Happening, Place, Span, Statement, Time, Voice

_STRIKE = re.compile(r"(?P<quote>[^.\n]*?\b(?P<trigger>strike|shelling|withdrawal)\b[^.\n]*)", re.IGNORECASE)
_KILLED = re.compile(r"killed (?P<text>(?P<number>\d+))")
_PLACES = {"Mykolaiv": (46.97, 31.99), "Kyiv": (50.45, 30.52), "Chernihiv": (51.49, 31.29)}


class StrikeReader:
    """Reads each sentence that names a strike, a shelling or a withdrawal; knows no Cyrillic.

    Args:
        interrupted_after: Raise KeyboardInterrupt instead of reading one more than so many documents.
    """

    name = "strikes 1"

    def __init__(self, *, interrupted_after: int | None = None) -> None:
        self.read_documents: list[str] = []
        self._interrupted_after = interrupted_after

    def read(self, document: Document) -> list[Statement]:
        if len(self.read_documents) == self._interrupted_after:
            raise KeyboardInterrupt
        self.read_documents.append(document.id)
        if re.search("[а-я]", document.text):
            raise UnreadLanguage("The text is in Russian, which this reader does not know", where=document.source)
        return [_statement(document, match) for match in _STRIKE.finditer(document.text)]

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        for document in documents:
            try:
                yield document, self.read(document)
            except UnreadLanguage as error:
                yield msgspec.structs.replace(document, unread=str(error)), []


def _statement(document: Document, match: re.Match[str]) -> Statement:
    quote, start = match["quote"].strip(), match.start("quote") + match["quote"].index(match["quote"].strip())
    withdrawal = match["trigger"].lower() == "withdrawal"
    return Statement(
        document=document.id,
        quote=quote,
        start=start,
        end=start + len(quote),
        act="assert",
        event=Happening(
            type="RETREAT" if withdrawal else "ASSAULT",
            mode="withdraw" if withdrawal else "missile",
            trigger=Span(text=match["trigger"], start=match.start("trigger"), end=match.end("trigger")),
        ),
        status="happened",
        place=_place(quote, start),
        time=_time(quote, start),
        counts=tuple(
            Count(
                what="killed",
                text=found["text"],
                start=start + found.start("text"),
                end=start + found.end("text"),
                low=int(found["number"]),
                high=int(found["number"]),
            )
            for found in _KILLED.finditer(quote)
        ),
        voices=(Voice(name=document.outlet or "an unnamed outlet"),),
        reader=StrikeReader.name,
    )


def _place(quote: str, start: int) -> Place | None:
    for name, (latitude, longitude) in _PLACES.items():
        if name in quote:
            at = start + quote.index(name)
            return Place(
                text=name, start=at, end=at + len(name), name=name, lat=latitude, lon=longitude, country="UKR",
                precision="settlement",
            )  # fmt: skip
    return None


def _time(quote: str, start: int) -> Time | None:
    found = re.search(r"on (\d{4}-\d\d-\d\d)", quote)
    if not found:
        return None
    at = start + found.start()
    return Time(
        text=found[0], start=at, end=at + len(found[0]), start_day=found[1], end_day=found[1], basis="stated",
        precision="day",
    )  # fmt: skip
