"""The support check: whether everything that a sentence says follows from the words of documents that it cites.

Each claim of a sentence is derived again from the cited statements, and these from the documents in which they must
stand, without asking how the sentence was made. What is left of the sentence when its claims are taken out may consist
of joining words alone. A sentence that fails in any of this is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from holdfast.model import Citation, Count, Document, Statement, Time, Verdict
from holdfast.model.days import as_day
from holdfast.outputs.acts import is_called_a_denial, is_told_by_words, is_whole_claim
from holdfast.outputs.certainty import LITTLE, is_readable, is_sure
from holdfast.outputs.denials import is_taken_back
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.doers import is_word_of_the_doer
from holdfast.outputs.happenings import is_in_words, is_named_by_words, is_near, is_somebody, is_word
from holdfast.outputs.names import is_one_of, is_outlet, names, place_names, voice_names
from holdfast.outputs.sentence import Claim, Sentence
from holdfast.outputs.wording import (
    ACCUSED,
    GLUE,
    LEVEL_WORDS,
    MERELY_SAID,
    amount,
    day_words,
    is_told_amount,
    noun,
    reporting,
    saying,
    statements,
    time_words,
    verb,
)
from holdfast.values import count as count_value

__all__ = ["Holdings", "Judged", "Support", "unsupported"]

_WORD = re.compile(r"\w+")
_SILENT_LEVELS = frozenset({"unknown", "pending", "not_in_force"})
_OF_VERDICTS = frozenset({"clause", "reading", "instance", "level", "earlier_level", "day", "evidence", "silence"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Holdings(Protocol):
    """What the check looks up: statements and documents by their ids, as a view shows them."""

    def statement(self, statement_id: str) -> Statement | None:
        """One statement, None if there is none."""
        ...

    def document(self, document_id: str) -> Document | None:
        """One document, None if there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict that sentences may tell of, with the title of its clause."""

    verdict: Verdict
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What sentences may rest on: a view, verdicts by key, and what may be shown.

    Attributes:
        judged: Verdicts by the keys that claims name.
    """

    view: Holdings
    judged: Mapping[str, Judged] = field(default_factory=dict)
    discretion: Discretion = GUARDED

    def of_statement(self, statement_id: str) -> tuple[Statement, Document] | str:
        """A statement with its document, if every span of it stands there; otherwise what is wrong."""
        statement = self.view.statement(statement_id)
        if statement is None:
            return f"the record holds no statement {statement_id}"
        document = self.view.document(statement.document)
        if document is None:
            return f"the record holds no document {statement.document}"
        path = statement.misplaced(document.text)
        if path:
            return f"{path} of statement {statement_id} does not stand in document {document.id} at its offsets"
        return statement, document


def unsupported(sentence: Sentence, support: Support) -> tuple[str, ...]:
    """Why a sentence may not be printed; empty if all that it says follows from what it cites."""
    reasons = [reason for cite in sentence.cites for reason in _of_citation(cite, support)]
    reasons += _of_leftovers(sentence)
    cited = {cite.statement for cite in sentence.cites}
    for claim in sentence.claims:
        reasons += _of_claim(claim, cited, support)
    reasons += _of_certainty(sentence, support)
    if not sentence.claims:
        reasons.append("it claims nothing that could be checked")
    if not sentence.cites and not _may_be_silent(sentence, support):
        reasons.append("it cites nothing")
    return tuple(dict.fromkeys(reasons))


def _may_be_silent(sentence: Sentence, support: Support) -> bool:
    """Whether a sentence may stand without a citation: it tells of a verdict for which nothing is reported."""
    keys = {key for claim in sentence.claims for key in claim.of}
    known = [support.judged[key].verdict for key in keys if key in support.judged]
    return bool(known) and len(known) == len(keys) and all(_is_silent(verdict) for verdict in known)


def _is_silent(verdict: Verdict) -> bool:
    return verdict.level in _SILENT_LEVELS and not (verdict.evidence_for or verdict.evidence_against)


def _of_citation(cite: Citation, support: Support) -> list[str]:
    found = support.of_statement(cite.statement)
    if isinstance(found, str):
        return [found]
    statement, document = found
    reasons = []
    if cite.document != document.id:
        reasons.append(f"the citation names document {cite.document}, and its statement stands in {document.id}")
    if document.text[cite.start : cite.end] != cite.quote or not cite.quote.strip():
        reasons.append(f"“{cite.quote}” does not stand in document {document.id} at {cite.start}–{cite.end}")
    if cite.start < statement.start or cite.end > statement.end:
        reasons.append(f"the citation {cite.start}–{cite.end} is not in the words of statement {statement.id}")
    if cite.outlet != document.outlet:
        reasons.append(f"the citation names {cite.outlet} as outlet, and the document {document.outlet}")
    if as_day(cite.day) != document.published_day:
        reasons.append(f"the citation is of {cite.day}, and the document of {document.published}")
    return reasons


def _of_leftovers(sentence: Sentence) -> list[str]:
    """Words that no claim covers and that are no joining words."""
    rest, position, left = sentence.text, 0, ""
    for claim in sentence.claims:
        start = rest.find(claim.words, position)
        if start < 0 or not claim.words:
            return [f"its claim “{claim.words}” does not stand in it"]
        left += rest[position:start] + " "
        position = start + len(claim.words)
    words = _WORD.findall(left + rest[position:])
    odd = [word for word in words if word.casefold() not in GLUE]
    return [f"“{' '.join(odd)}” rests on nothing"] if odd else []


def _of_claim(claim: Claim, cited: set[str], support: Support) -> list[str]:
    if not claim.of:
        return [f"“{claim.words}” rests on nothing"]
    if claim.kind in _OF_VERDICTS:
        return _of_verdict_claim(claim, support)
    reasons: list[str] = []
    for statement_id in claim.of:
        if statement_id not in cited:
            reasons.append(f"“{claim.words}” rests on statement {statement_id}, which is not cited")
            continue
        found = support.of_statement(statement_id)
        if isinstance(found, str):
            reasons.append(found)
        elif claim.kind == "act" and is_taken_back(found[0], found[1].text):
            reasons.append(
                f"“{claim.words}”: the words of the document deny what statement {statement_id} says, or do not say it"
            )
        elif not _FOLLOWS[claim.kind](claim.words, *found, support.discretion):
            reasons.append(f"the {claim.kind} “{claim.words}” does not follow from statement {statement_id}")
    return reasons


def _of_certainty(sentence: Sentence, support: Support) -> list[str]:
    """Statements that were read too uncertainly for a sentence without a mark."""
    marked = {one for claim in sentence.claims if claim.kind == "certainty" for one in claim.of}
    told = {one for claim in sentence.claims if claim.kind not in _OF_VERDICTS for one in claim.of}
    reasons = []
    for statement_id in sorted(told - marked):
        statement = support.view.statement(statement_id)
        if statement is not None and not is_sure(statement):
            reasons.append(f"statement {statement_id} was read with a certainty of {statement.confidence:.2f} only")
    return reasons


def _of_verdict_claim(claim: Claim, support: Support) -> list[str]:
    reasons = []
    for key in claim.of:
        judged = support.judged.get(key)
        if judged is None:
            reasons.append(f"there is no verdict {key}")
        elif claim.words not in _verdict_words(claim, judged):
            reasons.append(f"the {claim.kind} “{claim.words}” is not that of the verdict {key}")
    return reasons


def _verdict_words(claim: Claim, judged: Judged) -> tuple[str, ...]:
    """What a claim of this kind may say of a verdict."""
    verdict = judged.verdict
    day = as_day(verdict.day)
    said = {
        "clause": (judged.title,),
        "reading": (verdict.reading,),
        "instance": (verdict.instance or "",),
        "level": (LEVEL_WORDS[verdict.level],),
        "earlier_level": (LEVEL_WORDS[verdict.level],),
        "day": (day_words(day),) if day else (),
        "evidence": (statements(len(verdict.evidence_for)), statements(len(verdict.evidence_against))),
        "silence": ("nothing",) if _is_silent(verdict) else (),
    }
    return said[claim.kind]


def _voice(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return is_one_of(words, voice_names(statement.innermost_voice, document, discretion))


def _act(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    if not is_told_by_words(statement, document.text):
        return False
    if statement.act == "deny":
        allowed = {MERELY_SAID} if is_whole_claim(statement, document.text) else set()
        if is_called_a_denial(statement, document.text):
            allowed |= {reporting(statement)} if is_outlet(statement.innermost_voice, document) else {verb(statement)}
        return words in allowed
    is_doer = is_word_of_the_doer(statement)
    if words == reporting(statement) and words != saying(statement):
        return is_outlet(statement.innermost_voice, document) or not is_doer
    return is_doer and (
        words in (verb(statement), saying(statement)) or (words == ACCUSED and statement.act == "accuse")
    )


def _happening(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return statement.event.type is not None and words == noun(statement) and is_named_by_words(statement, document.text)


def _trigger(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return (
        statement.event.trigger is not None
        and words == statement.event.trigger.text
        and is_word(statement.event.trigger, document.text)
    )


def _actor(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return any(is_one_of(words, names(actor, document, discretion)) for actor in statement.actors if is_somebody(actor))


def _recipient(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return any(
        is_one_of(words, names(one, document, discretion))
        for one in statement.recipients
        if is_somebody(one) and is_in_words(one, statement)
    )


def _place(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return is_one_of(words, place_names(statement.place, document, discretion))


def _time(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    time = statement.time
    return time is not None and words == time_words(time) and _is_plausible(time)


def _is_plausible(time: Time) -> bool:
    """Whether the days agree with what the words name: a weekday, a year, an ISO day."""
    words, first, last = time.text.casefold(), time.first_day, time.last_day
    years = {int(year) for year in _YEAR.findall(words)}
    told = {day.year for day in (first, last) if day}
    if years and not years & told:
        return False
    weekdays = [number for number, name in enumerate(_WEEKDAYS) if name in words]
    return not (len(weekdays) == 1 and first and first == last and first.weekday() != weekdays[0])


def _count(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    """Whether a figure is that of a count, and the count follows from the words in which it stands."""
    near = [count for count in statement.counts if is_near(count, statement, document.text)]
    return any(
        words == amount(count) and is_told_amount(count, document.text) and _is_read_from_its_words(count)
        for count in near
    )


def _is_read_from_its_words(count: Count) -> bool:
    """Whether reading the words again gives the count, or one that says more.

    "At least seven killed and 22 wounded" makes the wounded at least 22, though their own words are "22": what is
    claimed may be weaker than the words, as long as it shares a bound with them.
    """
    read = count_value.read(count.text)
    if read is None:
        return False
    if (read.low, read.high) == (count.low, count.high):
        return True
    reaches_down = count.low is None or (read.low is not None and read.low >= count.low)
    reaches_up = count.high is None or (read.high is not None and read.high <= count.high)
    shares = (read.low is not None and read.low == count.low) or (read.high is not None and read.high == count.high)
    return reaches_down and reaches_up and shares


def _condition(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return any(words == condition.text for condition in statement.conditions)


def _quote(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return len(words) > 1 and words in discretion.quote(statement, within=document.text)


def _certainty(words: str, statement: Statement, document: Document, discretion: Discretion) -> bool:
    return words == LITTLE and is_readable(statement)


_FOLLOWS: dict[str, Callable[[str, Statement, Document, Discretion], bool]] = {
    "voice": _voice,
    "act": _act,
    "happening": _happening,
    "trigger": _trigger,
    "actor": _actor,
    "recipient": _recipient,
    "place": _place,
    "time": _time,
    "count": _count,
    "condition": _condition,
    "quote": _quote,
    "certainty": _certainty,
}
