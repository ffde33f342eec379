"""The draft: a text beside the clauses that are proposed from it, for a person to take, edit or leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from holdfast.agreements.difference import Change
from holdfast.agreements.drafting import ClauseDraft, Decision, Draft
from holdfast.agreements.drafting.files import HEADER, clause_file, codes_of
from holdfast.errors import HoldfastError, Mistake, UnreadableInput
from holdfast.model import Statement
from holdfast.model.noun import fingerprint
from holdfast.pipeline.drafting import drafted_from
from holdfast.record.store import Filter
from holdfast.web.desk import Desk
from holdfast.web.marks import Paragraph, paragraphs
from holdfast.web.pages.page import AtDesk, Context, Page, Word
from holdfast.web.workbench import LONGEST_TEXT, AtWorkbench, ReadText, Workbench

__all__ = [
    "Decisions",
    "DraftPage",
    "Given",
    "Proposal",
    "draft_page",
    "first_decisions",
    "in_words",
    "page_of",
    "proposal_of",
    "proposed",
    "read_in_record",
    "refused",
    "with_mistakes",
]


_SHORT = 80
"""Signs of a part's words that the page shows."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a draft is made from: a document of the record, or a text that was pasted with what is known of it.

    Attributes:
        document: Id of a document of the record; then the text and what is known of it stand there.
        parties: References of the parties between commas; found in the text if empty.
    """

    document: str = ""
    text: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    parties: str = ""


class ProposedClause(msgspec.Struct, frozen=True, kw_only=True):
    """One clause that is proposed, with the words that it rests on and what a person made of it.

    Attributes:
        standing: How far its words bind: promised, agreed, proposed, demanded or foreseen.
        certainty: The most that the reader gave to one of its statements; None where no machine has read them.
        uncertain: What a person must decide.
        code: Its file's text, as proposed or as edited.
        taken: Whether it stands in the agreement; None while nobody has decided.
        mistakes: What is wrong with the code.
    """

    number: int
    id: str
    type: str
    title: str
    standing: str
    certainty: float | None
    uncertain: tuple[str, ...]
    statements: tuple[Statement, ...]
    code: str
    taken: bool | None
    mistakes: tuple[Mistake, ...] = ()


class NoClause(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that looks to the future and became no clause, with the reason."""

    statement: Statement
    reason: str


class PartRead(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a text that has treaty prose: how it was read, and why."""

    number: str
    words: str
    treaty: bool
    reason: str


class DraftPage(Context, frozen=True, kw_only=True):
    """A text in pieces beside the clauses that are proposed from it.

    Attributes:
        reader: Name of what reads pasted texts; None where this desk reads none.
        folder: Where agreements are saved; empty for nowhere.
        saved: The agreement that was saved just now.
        problem: Why nothing is proposed, or nothing was taken away, with what to do.
        proposal: A mark of what was proposed; a form that decides on it says which one it means.
        clauses_of: By statement, the numbers of the clauses that rest on it.
        parts: How each part of a text with treaty prose was read; empty where it has none.
        header: The text of agreement.yml.
        checked: The decisions were checked; the mistakes are all that there are.
        others: Mistakes of no file that is shown.
        changes: How the agreement as decided differs from the proposal.
    """

    given: Given
    reader: str | None
    longest: int = LONGEST_TEXT
    folder: str
    saved: str | None = None
    problem: str | None = None
    proposal: str = ""
    title: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    statements: tuple[Statement, ...] = ()
    clauses_of: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    left_out: tuple[NoClause, ...] = ()
    parts: tuple[PartRead, ...] = ()
    header: str = ""
    header_uncertain: tuple[str, ...] = ()
    header_mistakes: tuple[Mistake, ...] = ()
    clauses: tuple[ProposedClause, ...] = ()
    others: tuple[Mistake, ...] = ()
    checked: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def undecided(self) -> int:
        """How many clauses nobody has decided on."""
        return sum(clause.taken is None for clause in self.clauses)

    @property
    def mistakes(self) -> int:
        """How many mistakes there are."""
        own = sum(len(clause.mistakes) for clause in self.clauses)
        return own + len(self.header_mistakes) + len(self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft with the text that it was made from and its files.

    Attributes:
        mark: Another proposal has another.
        codes: The files of its clauses, in order.
    """

    read: ReadText
    draft: Draft
    header: str
    codes: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What a person made of a proposal so far.

    Attributes:
        taken: For each clause whether it is taken, None while that is open.
        codes: The text of each clause's file.
    """

    header: str
    taken: tuple[bool | None, ...]
    codes: tuple[str, ...]

    def as_decisions(self) -> list[Decision]:
        """One for each clause; what is still open is taken, so that it is checked, too."""
        pairs = zip(self.taken, self.codes, strict=True)
        return [Decision(taken=taken is not False, code=code) for taken, code in pairs]


def draft_page(desk: AtDesk, workbench: AtWorkbench, document: Word = None, saved: Word = None) -> Page:
    """Where a text is pasted; or what is proposed from a document of the record."""
    given = Given(document=document or "")
    if document is None:
        kept = saved if saved and workbench.has(saved) else None
        return page_of(_empty(given, workbench, saved=kept))
    read = read_in_record(desk, document)
    try:
        found = proposal_of(read, parties=())
    except HoldfastError as error:
        return refused(given, workbench, error)
    return page_of(proposed(given, workbench, found, first_decisions(found)))


def read_in_record(desk: Desk, document: str) -> ReadText:
    """A document of the record with its statements as they stand now, those that people corrected among them.

    Raises:
        MissingInput: The record has none of that id.
    """
    found = desk.document(document, None)
    own = sorted(desk.view().statements(Filter(document=found.id)), key=lambda s: (s.start, s.end, s.id))
    return ReadText(document=found, statements=tuple(own))


def proposal_of(read: ReadText, *, parties: Sequence[str]) -> Proposal:
    """What is proposed from a text.

    Raises:
        UnreadableInput: Nothing in it is promised, agreed or offered between two parties.
    """
    try:
        made = drafted_from([(read.document, read.statements)], parties=parties)
    except UnreadableInput as error:
        raise UnreadableInput(error.what, remedy="Name the parties, or give a text about talks or a promise") from error
    header, *codes = codes_of(made).values()
    return Proposal(read=read, draft=made, header=header, codes=tuple(codes), mark=fingerprint("p", header, *codes))


def first_decisions(found: Proposal) -> Decisions:
    """What is sure of itself is taken; what is uncertain waits for a person."""
    taken = tuple(None if clause.uncertain else True for clause in found.draft.clauses)
    return Decisions(header=found.header, taken=taken, codes=found.codes)


def proposed(given: Given, workbench: Workbench, found: Proposal, decisions: Decisions) -> DraftPage:
    """The page of a proposal with what a person made of it so far."""
    draft = found.draft
    clauses = tuple(
        _clause(number, clause, taken, code)
        for number, (clause, taken, code) in enumerate(
            zip(draft.clauses, decisions.taken, decisions.codes, strict=True), start=1
        )
    )
    resting: dict[str, tuple[int, ...]] = {}
    for clause in clauses:
        for statement in clause.statements:
            resting[statement.id] = (*resting.get(statement.id, ()), clause.number)
    statements = _statements(found)
    return DraftPage(
        given=given,
        reader=workbench.reader,
        folder=workbench.folder,
        proposal=found.mark,
        title=found.read.document.title,
        paragraphs=tuple(paragraphs(found.read.document.text, statements, cited=None)),
        statements=statements,
        clauses_of=resting,
        left_out=tuple(NoClause(statement=one.telling.statement, reason=one.reason) for one in draft.left_out),
        parts=tuple(_parts(found)),
        header=decisions.header,
        header_uncertain=draft.uncertain,
        clauses=clauses,
    )


def _statements(found: Proposal) -> tuple[Statement, ...]:
    """What was read in the text: the reader's statements in news, and the provisions in treaty prose."""
    draft = found.draft
    treaty = [(one.part.start, one.part.end) for _, one in draft.prose if one.treaty]
    tellings = [telling for clause in draft.clauses for telling in clause.tellings]
    drafted = [one.statement for one in (*tellings, *(left.telling for left in draft.left_out))]
    kept = {
        one.id: one
        for one in found.read.statements
        if one.reader is None or not any(start <= one.start and one.end <= end for start, end in treaty)
    }
    together = (kept | {one.id: one for one in drafted}).values()
    return tuple(sorted(together, key=lambda one: (one.start, one.end, one.id)))


def _parts(found: Proposal) -> Iterator[PartRead]:
    text = found.read.document.text
    for _, one in found.draft.prose:
        words = " ".join(text[one.part.start : one.part.end].split())
        short = words if len(words) <= _SHORT else f"{words[:_SHORT]}…"
        yield PartRead(number=one.part.number, words=short, treaty=one.treaty, reason=one.reason)


def with_mistakes(page: DraftPage, mistakes: Sequence[Mistake]) -> DraftPage:
    """The page with each mistake beside the file that it is in."""
    by_file: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        by_file.setdefault(mistake.file, []).append(mistake)
    clauses = tuple(
        msgspec.structs.replace(clause, mistakes=tuple(by_file.pop(clause_file(clause.number, clause.id), ())))
        for clause in page.clauses
    )
    of_header = tuple(by_file.pop(HEADER, ()))
    others = tuple(mistake for own in by_file.values() for mistake in own)
    return msgspec.structs.replace(page, clauses=clauses, header_mistakes=of_header, others=others, checked=True)


def refused(given: Given, workbench: Workbench, error: HoldfastError) -> Page:
    """The page on which a text can be pasted, with the reason why nothing is proposed from this one."""
    return page_of(msgspec.structs.replace(_empty(given, workbench), problem=in_words(error)))


def in_words(error: HoldfastError) -> str:
    """What is wrong and what to do, for a page whose own fields say where."""
    return f"{error.what}. {error.remedy}" if error.remedy else error.what


def page_of(context: DraftPage) -> Page:
    """The page that says it."""
    return Page(template="draft.html", section="board", title="Draft an agreement", context=context)


def _empty(given: Given, workbench: Workbench, *, saved: str | None = None) -> DraftPage:
    return DraftPage(given=given, reader=workbench.reader, folder=workbench.folder, saved=saved)


def _clause(number: int, clause: ClauseDraft, taken: bool | None, code: str) -> ProposedClause:
    return ProposedClause(
        number=number,
        id=clause.id,
        type=str(clause.value["type"]),
        title=str(clause.value["title"]),
        standing=clause.standing,
        certainty=clause.confidence,
        uncertain=clause.uncertain,
        statements=tuple(telling.statement for telling in clause.tellings),
        code=code,
        taken=taken,
    )
