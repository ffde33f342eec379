"""A treaty's text read: its provisions as tellings, what binds nobody with the reason, and how each part was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec

from holdfast.agreements.deeds import happening_in
from holdfast.agreements.drafting.provision import Bearing, Provision, Term
from holdfast.agreements.drafting.telling import LeftOut, Telling
from holdfast.agreements.drafting.treaty.articles import Part, parts_of
from holdfast.agreements.drafting.treaty.bearing import bearing_of, names_a_role
from holdfast.agreements.drafting.treaty.days import Clock, day_named, term_of, without_days
from holdfast.agreements.drafting.treaty.glossary import Glossary, glossary_of, refs_in, signatures_at
from holdfast.agreements.drafting.treaty.norms import Norm, Silent, norm_of
from holdfast.agreements.drafting.treaty.prose import Prose, prose_of
from holdfast.agreements.drafting.treaty.undertakings import Undertaking, undertakings_in
from holdfast.model import Document, Statement
from holdfast.model.noun import fingerprint
from holdfast.model.statement import Happening

__all__ = ["READER", "Treaty", "news_in", "told_apart", "treaty_in"]

READER = "holdfast-treaty-grammar 1"
_DONE = re.compile(
    r"\b(?:Done|Signed|signed|initialed|initialled|DONE)\b[^.]{0,160}?(?P<day>\d{1,2}(?:st|nd|rd"
    r"|th)?(?: day of| of)? [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4})"
)
_ACTOR = re.compile(r"(?!This\b|The (?:Treaty|Agreement|Memorandum|Protocol|Accord)\b)(?:the )?[A-Z]\w+(?: [A-Z]\w+)*$")
"""A subject that acts by its name, and is not the text itself."""
_ANNEX = re.compile(r"^[ \t]*ANNEX", re.M)
_GOES_ON = re.compile(r"(?:this|the|such|that) (?:process|procedure|period|exchange|operation)\b|it$", re.I)
_DISTANCE = re.compile(r"\b[\w.]{1,20}(?: \(\d+\))?[ -]?(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?)\b", re.I)
_OPENS = "it opens a list, and is read with each of its items"
_SENTENCE = re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[\"“‘(]*[A-Z\d])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|No|Nos|Art|Arts|para|paras|Inc|St|Sept|Oct|Nov|Dec|Jan|Feb"
    r"|Aug)|\b[A-Z]|\d)\.$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty:
    """What a document has of an agreement's own text.

    Attributes:
        prose: How each part of it was read.
        tellings: Its provisions.
        left: What binds nobody.
        glossary: Who is meant.
        day: The day on which it was signed, if its words tell.
    """

    document: Document
    prose: tuple[Prose, ...]
    tellings: tuple[Telling, ...]
    left: tuple[LeftOut, ...]
    glossary: Glossary
    day: date | None

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch of the document stands in treaty prose."""
        return any(one.treaty and one.part.start <= start and end <= one.part.end for one in self.prose)

    def without(self, statements: Sequence[Statement]) -> Treaty:
        """The same without what stands where a person's statements stand."""

        def free(telling: Telling) -> bool:
            said = telling.statement
            return not any(one.start < said.end and said.start < one.end for one in statements)

        kept = tuple(one for one in self.tellings if free(one))
        return replace(self, tellings=kept, left=tuple(one for one in self.left if free(one.telling)))


def told_apart(
    pairs: Sequence[tuple[Document, Sequence[Statement]]], *, parties: Sequence[str] = ()
) -> tuple[list[tuple[Document, Sequence[Statement]]], list[Treaty]]:
    """Documents with the statements that stand in news, and what the treaty prose in them says.

    A machine's statement that stands in treaty prose gives way to the grammar; a person's stays, and the grammar's
    provision of the same words gives way to it.

    Args:
        pairs: Documents with their statements.
        parties: References of the parties, if a person named them.
    """
    kept: list[tuple[Document, Sequence[Statement]]] = []
    treaties = []
    for document, statements in pairs:
        treaty = treaty_in(document, parties=parties)
        if treaty:
            own = [one for one in statements if one.reader is None or not treaty.holds(one.start, one.end)]
            treaties.append(treaty.without([one for one in own if one.reader is None]))
        kept.append((document, own if treaty else statements))
    return kept, treaties


def news_in(document: Document) -> str:
    """A document's text with its treaty prose blanked, so that each word that is left keeps its place."""
    text, kept, at = document.text, [], 0
    for one in _prose_with_norms(text)[0]:
        if one.treaty:
            kept += [text[at : one.part.start], re.sub(r"[^\n]", " ", text[one.part.start : one.part.end])]
            at = one.part.end
    return "".join([*kept, text[at:]])


def treaty_in(document: Document, *, parties: Sequence[str] = ()) -> Treaty | None:
    """The treaty's text in a document; None if no part of it is treaty prose.

    Args:
        document: The document.
        parties: References of the parties, if a person named them.
    """
    prose, norms = _prose_with_norms(document.text)
    if not norms:
        return None
    bound = _bound(norms)
    glossary = glossary_of(_treaty_text(document.text, prose), bound=bound, given=parties)
    day = _day_of(document)
    clock = Clock(signed=day, in_force=_in_force(norms, document.text, day))
    tellings: list[Telling] = []
    left: list[LeftOut] = []
    before: Bearing | None = None
    for part, start, end, norm in norms:
        if isinstance(norm, Silent):
            if norm.reason and not part.heading:
                left.append(LeftOut(telling=_telling(document, part, start, end, None, 0.0), reason=norm.reason))
            continue
        bearing = bearing_of(norm, part.chapeau, glossary, before)
        before = bearing if bearing.role != "nobody" else before
        if tellings and _GOES_ON.match(norm.subject) and (term := _own_term(document.text[start:end], clock)):
            tellings[-1] = _with_term(tellings[-1], term, end)
            continue
        deeds = list(_deeds(norm))
        if document.text[start:end].endswith(":") and not deeds[0][0] and not happening_in(norm.deed):
            left.append(LeftOut(telling=_telling(document, part, start, end, None, 0.0), reason=_OPENS))
            continue
        for place, (undertaking, words) in enumerate(deeds, start=1):
            trailing = norm.trailing if place == len(deeds) else ()
            provision = _provision(part, norm, bearing, undertaking, words, trailing, document.text[start:end], clock)
            tellings.append(
                _telling(document, part, start, end, provision, _certainty(norm, bearing, undertaking, words))
            )
    return Treaty(
        document=document,
        prose=prose,
        tellings=tuple(_anchored(tellings)),
        left=tuple(left),
        glossary=glossary,
        day=day,
    )


def _prose_with_norms(text: str) -> tuple[tuple[Prose, ...], list[tuple[Part, int, int, Norm | Silent]]]:
    """How each part of a text is read, and the norms of its treaty prose; nothing where no part of it is a norm."""
    prose = tuple(prose_of(text, parts_of(text)))
    norms = _norms(text, prose)
    return (prose, norms) if any(isinstance(norm, Norm) for *_, norm in norms) else ((), [])


def _bound(norms: Sequence[tuple[Part, int, int, Norm | Silent]]) -> list[str]:
    """The words by which norms name who is bound; whom their deeds name, too, where these name nobody."""
    found = [norm for *_, norm in norms if isinstance(norm, Norm)]
    subjects = [words for norm in found for words in (norm.subject, norm.agent, norm.modal) if words]
    named = {ref for words in subjects for ref in refs_in(words) if not ref.startswith(("IGO", "NGO"))}
    return subjects if len(named) > 1 else [*subjects, *(norm.deed for norm in found)]


def _treaty_text(text: str, prose: Sequence[Prose]) -> str:
    """The whole text without what a report says in it."""
    out, at = [], 0
    for one in prose:
        if not one.treaty and one.reason.startswith("“"):
            out.append(text[at : one.part.start])
            at = one.part.end
    return "".join([*out, text[at:]])


def _pieces(text: str, prose: Sequence[Prose]) -> Iterator[tuple[Part, int, int]]:
    """The sentences of the parts that are treaty prose."""
    for one in prose:
        if not one.treaty or one.part.heading:
            continue
        start = one.part.start
        cuts = [
            match
            for match in _SENTENCE.finditer(text, one.part.start, one.part.end)
            if not _SHORT.search(text[max(0, match.start() - 8) : match.start()])
        ]
        for match in cuts:
            yield one.part, start, match.start()
            start = match.end()
        if text[start : one.part.end].strip():
            yield one.part, start, one.part.end


def _norms(text: str, prose: Sequence[Prose]) -> list[tuple[Part, int, int, Norm | Silent]]:
    """The norm of each sentence, or why it is none; behind the signatures only an annex binds."""
    signed = signatures_at(text)
    annexed = next(
        (match.start() for match in _ANNEX.finditer(text) if signed is not None and match.start() > signed), None
    )
    found: list[tuple[Part, int, int, Norm | Silent]] = []
    for part, start, end in _pieces(text, prose):
        behind = signed is not None and start >= signed and (annexed is None or start < annexed)
        norm = (
            Silent(reason="it stands with or behind the signatures")
            if behind
            else norm_of(text[start:end], chapeau=part.chapeau, numbered=part.marked)
        )
        found.append((part, start, end, norm))
    return found


def _own_term(words: str, clock: Clock) -> Term | None:
    """The days of a sentence that only says when what stands before it is to be done."""
    term = term_of(words, clock)
    return term if term.due or term.within or term.first else None


def _with_term(telling: Telling, term: Term, end: int) -> Telling:
    """A telling with the days of the sentence behind it, to whose end its words then reach."""
    said, provision = telling.statement, telling.provision
    quote = telling.document.text[said.start : end]
    longer = msgspec.structs.replace(said, quote=quote, end=end)
    kept = replace(provision, term=term) if provision else None
    return replace(telling, statement=longer, sentence=quote, provision=kept)


def _deeds(norm: Norm) -> Iterator[tuple[Undertaking | None, str]]:
    """The undertakings of a norm by its own words, and by those of its chapeau where these name none."""
    found = list(undertakings_in(_matter(norm, norm.item)))
    if found[0][0] is None and norm.item != norm.deed:
        found = list(undertakings_in(_matter(norm, norm.deed)))
    yield from found


def _matter(norm: Norm, deed: str) -> str:
    """The words in which the undertaking is looked for: the deed, with the subject where it names what is done."""
    named = norm.passive or norm.permits or not (names_a_role(norm.subject))
    thing = norm.own and named and not _ACTOR.match(norm.subject)
    plain = without_days(deed)
    return f"{norm.subject} {norm.modal.split()[-1] if norm.modal else ''} {plain}".strip() if thing else plain


def _anchored(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """Tellings with their days counted from the day of another provision, where they count from its deed."""
    days: dict[str, tuple[date, str]] = {}
    for telling in tellings:
        provision = telling.provision
        if provision is None:
            continue
        term = provision.term
        after, _ = next(undertakings_in(term.after)) if term.after else (None, "")
        if after and term.within and (found := days.get(after.name)):
            counted = f"“{term.after}” is taken as {found[0]}, by article {found[1]}"
            doubt = f"from which day the {term.within} days count: {counted}"
            term = replace(term, due=found[0] + timedelta(days=term.within), within=None, uncertain=(doubt,))
            provision = replace(provision, term=term)
            telling = replace(telling, provision=provision)
        if day := term.due or term.first:
            days.setdefault(provision.topic, (day, provision.article or "one without a number"))
        yield telling


def _provision(
    part: Part,
    norm: Norm,
    bearing: Bearing,
    undertaking: Undertaking | None,
    words: str,
    trailing: Sequence[tuple[str, str]],
    sentence: str,
    clock: Clock,
) -> Provision:
    doubts = []
    if norm.own is False:
        doubts.append(f"it completes “{part.chapeau[-120:]}”")
    if norm.exceptions:
        doubts.append("what is excepted: " + "; ".join(f"“{one}”" for one in norm.exceptions) + " (unless)")
    if distance := _DISTANCE.search(sentence):
        doubts.append(
            f"the distance of {distance[0].strip()}: no type of clause measures how far something lies from a line"
        )
    bans = (norm.bans or bool(undertaking and undertaking.bans)) and not norm.permits
    own = norm.own and bool(norm.modal)
    term = term_of(sentence if own or not part.chapeau else f"{part.chapeau} {sentence}", clock)
    return Provision(
        article=part.number,
        core=words,
        bans=bans,
        bearing=bearing,
        topic=undertaking.name if undertaking else "",
        term=term,
        conditions=_without_days_of((*norm.conditions, *trailing)),
        exceptions=norm.exceptions,
        uncertain=tuple(doubts),
    )


def _without_days_of(conditions: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Conditions without those that are only a day: "by 1 May", "until the end of 2015"."""
    dated = re.compile(r"^(?:the end of )?(?:the )?(?:\d|year\b|end\b|[A-Z][a-z]+ \d|Pre-)", re.I)
    return tuple((link, words) for link, words in conditions if not dated.match(words))


def _certainty(norm: Norm, bearing: Bearing, undertaking: Undertaking | None, words: str) -> float:
    """How sure the grammar is, 0 to 1: each thing that it had to supply takes its part from .9.

    A deed named by a noun takes .1, a bearer who is not named .15 (a body without a reference .1), a chapeau supplied
    .05, an undertaking found by a happening's word alone .15, and one not found .4. These weights are set, not trained.
    """
    sure = 0.9 - (0.1 if not norm.modal else 0) - {"nobody": 0.15, "body": 0.1}.get(bearing.role, 0)
    sure -= 0.05 if norm.own is False else 0
    sure -= 0 if undertaking else 0.15 if happening_in(words) else 0.4
    return round(sure, 2)


def _telling(
    document: Document, part: Part, start: int, end: int, provision: Provision | None, certainty: float
) -> Telling:
    quote = document.text[start:end]
    topic = provision.topic if provision else ""
    statement = Statement(
        document=document.id,
        quote=quote,
        start=start,
        end=end,
        act="agree" if provision else "assert",
        event=Happening(),
        status="planned" if provision else None,
        polarity="negated" if provision and provision.bans else "affirmed",
        confidence=certainty,
        reader=READER,
        id=fingerprint(document.id, start, end, topic, READER),
    )
    return Telling(statement=statement, document=document, sentence=quote, standing="agreed", provision=provision)


def _day_of(document: Document) -> date | None:
    """The day on which a text says that it was done, else its day of publication."""
    match = next(reversed(list(_DONE.finditer(document.text))), None)
    return (day_named(match["day"], Clock(signed=None)) if match else None) or document.published_day


def _in_force(norms: Sequence[tuple[Part, int, int, Norm | Silent]], text: str, day: date | None) -> date | None:
    """The day on which the text enters into force, where its words set one."""
    for _, start, end, norm in norms:
        words = text[start:end]
        if isinstance(norm, Norm) and re.search(
            r"\b(?:this|the) \w+[^.;]{0,60}(?:enters?|come|entry) into (?:force|effect)|\btake effect", words, re.I
        ):
            if re.search(
                r"(?:up)?on (?:its |the )?(?:signature|signing)|on the (?:day|date) of (?:its )?(?:signature|signing)",
                words,
                re.I,
            ):
                return day
            term = term_of(words, Clock(signed=day))
            return term.first or term.due
    return None
