"""From documents to the draft of an agreement: read, drafted, as files; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from holdfast.agreements.drafting import Draft, draft, news_in
from holdfast.errors import WrongUse
from holdfast.model import Document, Statement
from holdfast.pipeline.local import read
from holdfast.pipeline.units import Report
from holdfast.reading.reader import Reader

__all__ = ["drafted", "drafted_from", "refuse_wrong_parties"]

_REFERENCE = re.compile(r"[A-Z]{3}( [A-Z0-9][A-Z0-9-]*)*")


def drafted(
    documents: Iterable[Document],
    *,
    reader: Reader,
    report: Report,
    parties: Sequence[str] = (),
    name: str | None = None,
) -> Draft:
    """The draft of an agreement from documents about one matter, read by a reader.

    Args:
        documents: What to read.
        reader: What reads it.
        report: Told of each document that cannot be read.
        parties: References of the parties; found in the text if none are given.
        name: Id of the agreement.

    Raises:
        UnreadableInput: Nothing in them is promised, agreed or offered between two parties.
    """
    return drafted_from(list(read_news(documents, reader=reader, report=report)), parties=parties, name=name)


def read_news(
    documents: Iterable[Document], *, reader: Reader, report: Report
) -> Iterator[tuple[Document, list[Statement]]]:
    """Documents with the statements of their news; the grammar reads treaty prose, which takes a reader minutes.

    Args:
        documents: The texts.
        reader: Finds the statements in news.
        report: Is told of each document that cannot be read.
    """
    whole: dict[str, Document] = {}

    def news() -> Iterator[Document]:
        for document in documents:
            whole[document.id] = document
            yield msgspec.structs.replace(document, text=news_in(document))

    for document, statements in read(news(), reader=reader, report=report):
        yield whole.get(document.id, document), statements


def drafted_from(
    pairs: Sequence[tuple[Document, Sequence[Statement]]], *, parties: Sequence[str] = (), name: str | None = None
) -> Draft:
    """The same from statements that are there already, such as a person's or a record's.

    Raises:
        UnreadableInput: Nothing in them is promised, agreed or offered between two parties.
    """
    return draft(pairs, parties=parties, name=name)


def refuse_wrong_parties(parties: Sequence[str], *, where: str) -> None:
    """Refuse parties that are no references, or only one of them; none at all are found in the text.

    Args:
        parties: As they were given.
        where: What they are called where they were given.

    Raises:
        WrongUse: One is no reference, or there is only one.
    """
    for party in parties:
        if not _REFERENCE.fullmatch(party):
            raise WrongUse(f"{party} is no reference", where=where, remedy="Write a code such as RUS or UKR")
    if len(parties) == 1:
        raise WrongUse("One party makes no agreement", where=where, remedy="Give the other party, too")
