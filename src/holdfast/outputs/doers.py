"""Whose promise a promise is: only the one who would do it can promise, and anybody else tells of it.

"Moscow promised to cut its activity, Jens Stoltenberg said" makes no promise of NATO's.
"""

from __future__ import annotations

import re

from holdfast.model import Mention, Statement, Voice
from holdfast.model.statement import Act
from holdfast.values.nations import mentions

__all__ = ["is_word_of_the_doer"]

_BINDING: frozenset[Act] = frozenset({"promise", "propose", "agree", "threaten", "reject"})
_FIRST_PERSON = frozenset({"i", "we", "our", "my", "us"})
_OF_THE_STATE = frozenset({"GOV", "MIL"})
_STATES = frozenset({"country", "seat", "people"})
_BEGINS = re.compile(r"\W*(?:the\s+)?", re.IGNORECASE)


def is_word_of_the_doer(statement: Statement) -> bool:
    """Whether the innermost voice is among those who would do what it promises, proposes, threatens or refuses.

    True for every other act, and where nobody is named who would do it. A government speaks for its army.
    """
    voice = statement.innermost_voice
    if statement.act not in _BINDING or voice is None:
        return True
    if statement.actors:
        return any(_is_one(actor, voice) for actor in statement.actors)
    return not _begins_with_another_state(statement.quote, voice)


def _is_one(actor: Mention, voice: Voice) -> bool:
    if actor.text.casefold() in _FIRST_PERSON:
        return True
    theirs = {name.casefold() for name in (actor.name, actor.text) if name}
    ours = {name.casefold() for name in (voice.name, voice.text) if name}
    if theirs & ours:
        return True
    return any(_speaks_for(one, other) for one in _refs(voice.ref) for other in _refs(actor.ref))


def _refs(ref: str | None) -> list[list[str]]:
    return [part.split() for part in ref.split("+")] if ref else []


def _speaks_for(voice: list[str], actor: list[str]) -> bool:
    if voice == actor:
        return True
    of_the_state = bool(_OF_THE_STATE & set(voice[1:])) and (len(actor) == 1 or bool(_OF_THE_STATE & set(actor[1:])))
    return voice[:1] == actor[:1] and of_the_state


def _begins_with_another_state(quote: str, voice: Voice) -> bool:
    """Whether the words begin with a state that is not the voice's."""
    begins = _BEGINS.match(quote)
    start = begins.end() if begins else 0
    found = [one for one in mentions(quote) if one.start == start and one.entry.kind in _STATES]
    own = {parts[0] for parts in _refs(voice.ref) if parts}
    return bool(found) and found[0].entry.ref not in own and found[0].text not in (voice.text, voice.name)
