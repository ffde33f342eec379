"""Sentences made from statements, events and verdicts, each part noted as a claim with what it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from holdfast.model import Citation, Document, Mention, Statement, Verdict
from holdfast.model.days import as_day
from holdfast.outputs.acts import is_called_a_denial
from holdfast.outputs.certainty import LITTLE, is_sure
from holdfast.outputs.discretion import Discretion
from holdfast.outputs.doers import is_word_of_the_doer
from holdfast.outputs.figures import chain
from holdfast.outputs.happenings import is_in_words, is_near, is_somebody, told_mode
from holdfast.outputs.names import best_name, inside_sentence, is_outlet, names, place_names, voice_names
from holdfast.outputs.sentence import ClaimKind, Draft, Sentence
from holdfast.outputs.wording import (
    ACCUSED,
    LEVEL_WORDS,
    MERELY_SAID,
    TOWARDS,
    amount,
    day_words,
    is_told_amount,
    located,
    noun,
    reporting,
    saying,
    statements,
    time_words,
    verb,
)

__all__ = [
    "Telling",
    "cite",
    "evidence",
    "key",
    "of_changed_verdict",
    "of_denial",
    "of_different_figures",
    "of_reports",
    "of_statement",
    "of_unsettled",
]

_DANGLING = re.compile(r"\s+(?:that|which|who|and|or|but|of|the|a|an|to|in)$")
_LONGEST_QUOTE = 320
_SHORTEST_QUOTE = 3
_MOST_CITED = 6
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A statement with the document in which it stands, and what may be shown of it."""

    statement: Statement
    document: Document
    discretion: Discretion

    @property
    def voice(self) -> str:
        """What the innermost voice is called."""
        voice = self.statement.innermost_voice
        found = voice_names(voice, self.document, self.discretion)
        return best_name(found, voice.caption if voice else "")

    @property
    def amounts(self) -> tuple[str, ...]:
        """Its figures in words, without those that it gives two of: one may be another's."""
        text = self.document.text
        counts = [
            count
            for count in self.statement.counts
            if is_near(count, self.statement, text) and is_told_amount(count, text)
        ]
        told = list(dict.fromkeys((count.what, amount(count)) for count in counts))
        kinds = Counter(what for what, _ in told)
        return tuple(words for what, words in told if kinds[what] == 1)

    def called(self, who: Mention) -> str | None:
        """What an actor or recipient is called inside a sentence; None if no name can be printed."""
        found = names(who, self.document, self.discretion)
        return inside_sentence(found[0], self.document) if found else None


def cite(telling: Telling) -> Citation:
    """The words on which a statement rests."""
    statement, document = telling.statement, telling.document
    return Citation(
        statement=statement.id,
        document=document.id,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        voice=chain(statement, document, telling.discretion),
        outlet=document.outlet,
        day=document.published,
    )


def of_statement(telling: Telling) -> Sentence:
    """What one voice said, in the words in which it is told: "Alexander Fomin promised: “to reduce its activity”"."""
    draft, statement = Draft(), telling.statement
    draft.claim("voice", telling.voice, statement.id)
    draft.plain(" ")
    accused = [actor for actor in statement.actors if telling.called(actor) not in (None, telling.voice)]
    if statement.act == "deny" and not is_called_a_denial(statement, telling.document.text):
        draft.claim("act", MERELY_SAID, statement.id)
    elif is_outlet(statement.innermost_voice, telling.document):
        draft.claim("act", reporting(statement), statement.id)
    elif not is_word_of_the_doer(statement):
        draft.claim("act", reporting(statement), statement.id)
        doers = [actor for actor in statement.actors if telling.called(actor)]
        if doers:
            draft.plain(" by ")
            _people(draft, "actor", doers, telling)
    elif statement.act == "accuse" and accused:
        draft.claim("act", ACCUSED, statement.id)
        draft.plain(" ")
        _people(draft, "actor", accused, telling)
    else:
        draft.claim("act", saying(statement), statement.id)
    _quoted(draft, telling)
    _mark(draft, [telling])
    return draft.sentence(cite(telling))


def of_reports(tellings: Sequence[Telling]) -> Sentence:
    """What several voices reported of one happening, with each one's figures.

    The first of them is told, and with it those who say the same of the same place and day; another's figure is told
    beside its name, unless it says another thing of another place or day.
    """
    lead, draft = tellings[0], Draft()
    by_voice = list({telling.voice: telling for telling in reversed(tellings)}.values())[::-1]
    joined = [telling for telling in by_voice if _scene(telling) == _scene(lead) and _verb(telling) == _verb(lead)]
    named = joined[:_MOST_NAMED]
    for number, telling in enumerate(named):
        draft.plain("" if number == 0 else (" and " if number == len(named) - 1 else ", "))
        draft.claim("voice", telling.voice, telling.statement.id)
    draft.plain(" ")
    draft.claim("act", verb(lead.statement), *(telling.statement.id for telling in named))
    draft.plain(" ")
    _deed(draft, lead, named)
    _around(draft, lead, [actor for actor in lead.statement.actors if lead.called(actor) != lead.voice], named)
    counted = [telling for telling in by_voice if telling.amounts and (telling in joined or _may_be_of(telling, lead))]
    for number, telling in enumerate(counted):
        draft.plain(": " if number == 0 else "; ")
        _amounts(draft, telling)
        if len({one.voice for one in (*named, *counted)}) > 1:
            draft.plain(" (")
            draft.claim("voice", telling.voice, telling.statement.id)
            draft.plain(")")
    told = [*named, *(telling for telling in counted if telling not in named)]
    _mark(draft, told)
    return draft.sentence(*map(cite, told))


def _verb(telling: Telling) -> str:
    return verb(telling.statement)


def _scene(telling: Telling) -> tuple[str, str | None, str | None]:
    """What happened, where and when, as a sentence tells it."""
    statement = telling.statement
    places = place_names(statement.place, telling.document, telling.discretion)
    return noun(statement), places[0] if places else None, time_words(statement.time) if statement.time else None


def _may_be_of(other: Telling, lead: Telling) -> bool:
    """Whether a telling that leaves something open says nothing else than the first, and names what it counts."""
    _, *rest = zip(_scene(other), _scene(lead), strict=True)
    agrees = all(one is None or another is None or one == another for one, another in rest)
    return agrees and all(count.what != "other" for count in other.statement.counts)


def of_denial(left: Telling, right: Telling) -> Sentence:
    """That one voice reports what another denies."""
    draft = Draft()
    for number, telling in enumerate((left, right)):
        draft.plain("; " if number else "")
        draft.claim("voice", telling.voice, telling.statement.id)
        draft.plain(" ")
        draft.claim("act", verb(telling.statement), telling.statement.id)
        draft.plain(" ")
        _deed(draft, telling)
        _around(draft, telling, [actor for actor in telling.statement.actors if telling.called(actor) != telling.voice])
    _mark(draft, [left, right])
    return draft.sentence(cite(left), cite(right))


def of_different_figures(tellings: Sequence[Telling]) -> Sentence:
    """That several voices give different figures for one happening."""
    draft = Draft()
    for number, telling in enumerate(tellings):
        draft.plain("; " if number else "")
        draft.claim("voice", telling.voice, telling.statement.id)
        draft.plain(" gave ")
        _amounts(draft, telling)
        if not number:
            draft.plain(" for ")
            _deed(draft, telling)
            _around(draft, telling, [])
    _mark(draft, tellings)
    return draft.sentence(*map(cite, tellings))


def _mark(draft: Draft, tellings: Sequence[Telling]) -> None:
    """Note that a sentence rests on words that were read with little certainty."""
    unsure = [telling.statement.id for telling in tellings if not is_sure(telling.statement)]
    if unsure:
        draft.plain(" (")
        draft.claim("certainty", LITTLE, *unsure)
        draft.plain(")")


def of_changed_verdict(title: str, then: Sequence[Verdict], now: Sequence[Verdict]) -> Sentence:
    """How the verdict on a clause changed between two days, the same in all the readings given."""
    draft = Draft()
    _clause(draft, title, now)
    draft.plain(" is ")
    draft.claim("level", LEVEL_WORDS[now[0].level], *map(key, now))
    draft.plain(" on ")
    _day(draft, now)
    draft.plain("; it was ")
    draft.claim("earlier_level", LEVEL_WORDS[then[0].level], *map(key, then))
    draft.plain(" on ")
    _day(draft, then)
    return draft.sentence(*evidence(now[0])[:_MOST_CITED])


def of_unsettled(title: str, verdicts: Sequence[Verdict]) -> Sentence:
    """That a verdict cannot be told or is disputed, in all the readings given, and on what it rests, if anything."""
    draft, first = Draft(), verdicts[0]
    _clause(draft, title, verdicts)
    draft.plain(" is ")
    draft.claim("level", LEVEL_WORDS[first.level], *map(key, verdicts))
    if not evidence(first):
        draft.plain(": ")
        draft.claim("silence", "nothing", *map(key, verdicts))
        draft.plain(" in the record speaks for or against it")
        return draft.sentence()
    draft.plain(" on ")
    _day(draft, verdicts)
    draft.plain(", with ")
    draft.claim("evidence", statements(len(first.evidence_for)), *map(key, verdicts))
    draft.plain(" for it and ")
    draft.claim("evidence", statements(len(first.evidence_against)), *map(key, verdicts))
    draft.plain(" against it")
    return draft.sentence(*evidence(first)[:_MOST_CITED])


def evidence(verdict: Verdict) -> tuple[Citation, ...]:
    """What a verdict rests on, what speaks against the clause first."""
    return (*verdict.evidence_against, *verdict.evidence_for)


def key(verdict: Verdict) -> str:
    """The name under which a claim speaks of a verdict."""
    parts = (verdict.agreement, verdict.clause, verdict.reading, verdict.instance or "", verdict.day, verdict.known_by)
    return "/".join(parts)


def _clause(draft: Draft, title: str, verdicts: Sequence[Verdict]) -> None:
    keys, first = [key(verdict) for verdict in verdicts], verdicts[0]
    draft.plain("“")
    draft.claim("clause", title, *keys)
    draft.plain("”")
    if first.instance:
        draft.plain(" (")
        draft.claim("instance", first.instance, *keys)
        draft.plain(")")
    if len(verdicts) == 1 and first.reading != "text":
        draft.plain(", in the reading “")
        draft.claim("reading", first.reading, *keys)
        draft.plain("”,")


def _day(draft: Draft, verdicts: Sequence[Verdict]) -> None:
    day = as_day(verdicts[0].day)
    draft.claim("day", day_words(day) if day else verdicts[0].day, *map(key, verdicts))


def _quoted(draft: Draft, telling: Telling) -> None:
    """The words of the document, without the voice that the sentence has named already."""
    words = _without_voice(telling)
    shown = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0]
    draft.plain(": “")
    draft.claim("quote", _tidied(shown), telling.statement.id)
    draft.plain("…”" if shown != words else "”")


def _tidied(words: str) -> str:
    """Words without marks at their ends, and without a joining word that has lost what it joined."""
    words = _DANGLING.sub("", words.strip(" \n“”.,;"))
    return words.strip('"') if words.count('"') % 2 or (words[:1] == words[-1:] == '"') else words


def _without_voice(telling: Telling) -> str:
    words, voice = (
        telling.discretion.quote(telling.statement, within=telling.document.text),
        telling.statement.innermost_voice,
    )
    if voice is None or not voice.text or not voice.cue:
        return words
    said = re.match(rf"{re.escape(voice.text)}\W+(?:\w+\W+){{0,2}}{re.escape(voice.cue)}\W+(?:that\s+)?", words)
    rest = words[said.end() :] if said else words
    return rest if len(rest.split()) >= _SHORTEST_QUOTE else words


def _deed(draft: Draft, telling: Telling, alike: Sequence[Telling] = ()) -> None:
    statement = telling.statement
    draft.claim("happening", noun(statement), *_ids(telling, alike))
    trigger = statement.event.trigger
    if trigger and (statement.event.type == "OTHER" or told_mode(statement) is None):
        draft.plain(" “" if statement.event.type == "OTHER" else " (“")
        draft.claim("trigger", trigger.text, statement.id)
        draft.plain("”" if statement.event.type == "OTHER" else "”)")


def _ids(telling: Telling, alike: Sequence[Telling]) -> list[str]:
    return list(dict.fromkeys(one.statement.id for one in (telling, *alike)))


def _common(
    people: Sequence[Mention], kind: Literal["actors", "recipients"], alike: Sequence[Telling]
) -> list[Mention]:
    """Those whom each of the voices names: whom only one names is not what the others report."""
    names = [{other.called(one) for one in getattr(other.statement, kind)} for other in alike[1:]]
    return [one for one in people if is_somebody(one) and all(alike[0].called(one) in named for named in names)]


def _around(draft: Draft, telling: Telling, actors: list[Mention], alike: Sequence[Telling] = ()) -> None:
    """By whom, to whom, where and when, as all of the voices say that are told together."""
    statement = telling.statement
    together, ids = alike or (telling,), _ids(telling, alike)
    actors = [actor for actor in _common(actors, "actors", together) if telling.called(actor)]
    if actors:
        draft.plain(" by ")
        _people(draft, "actor", actors, telling)
    acting = {telling.called(actor) for actor in actors}
    places = place_names(statement.place, telling.document, telling.discretion)
    acting |= {None, *places}
    recipients = [one for one in _common(statement.recipients, "recipients", together) if is_in_words(one, statement)]
    others = [one for one in recipients if telling.called(one) not in acting]
    if others:
        draft.plain(f" {TOWARDS.get(statement.event.type or 'OTHER', 'towards')} ")
        _people(draft, "recipient", others, telling)
    if places:
        draft.plain(f" {located(places[0])}")
        draft.claim("place", places[0], *ids)
    when = time_words(statement.time) if statement.time else None
    if when:
        draft.plain(" ")
        draft.claim("time", when, *ids)


def _people(draft: Draft, kind: ClaimKind, people: Sequence[Mention], telling: Telling) -> None:
    called = [name for name in dict.fromkeys(map(telling.called, people)) if name]
    for number, name in enumerate(called):
        draft.plain("" if number == 0 else (" and " if number == len(called) - 1 else ", "))
        draft.claim(kind, name, telling.statement.id)


def _amounts(draft: Draft, telling: Telling) -> None:
    for number, words in enumerate(telling.amounts):
        draft.plain(", " if number else "")
        draft.claim("count", words, telling.statement.id)
