"""From a question to what is sought of the record: which statements may bear on it, in terms that a database can find.

What is sought is at least what `matching.match` takes; whose word counts, words and areas are looked at afterwards.
"""

from __future__ import annotations

from holdfast.agreements.matching import HAPPENED, OWN_DEEDS, SAYS_SO
from holdfast.model.statement import Polarity
from holdfast.model.terms import Pattern
from holdfast.record.sought import Named, Sought, Stance

__all__ = ["sought", "sought_by_kind"]

_PARTIES = "arv"
"""Who acts may be the voice itself, where its words are the deed."""


def sought(what: Pattern, *, countries: tuple[str, ...] = ()) -> Sought:
    """What answers a pattern, be it that it is so or that it is not.

    Args:
        what: The pattern.
        countries: Countries outside which it does not count; none if it counts anywhere.
    """
    named = [Named(roles=_PARTIES, refs=(party,)) for party in what.between]
    if what.recipient:
        named.append(Named(roles="r", refs=what.recipient))
    return Sought(
        types=what.type,
        modes=what.mode,
        stances=_stances(what),
        named=tuple(named),
        countries=countries,
        words=what.words,
    )


def sought_by_kind(what: Pattern, *, of: tuple[str, ...] = (), min_confidence: float = 0.0) -> Sought:
    """What speaks of the kinds of happening that a pattern names, in one of its words, whatever it says of them.

    Args:
        what: The pattern, of which the types and the words count.
        of: References of those by whom or about whom it must be; by and about anybody if there are none.
        min_confidence: The reader's least confidence, 0 to 1.
    """
    named = (Named(roles=_PARTIES, refs=of),) if of else ()
    return Sought(types=what.type, named=named, words=what.words, min_confidence=min_confidence)


def _stances(what: Pattern) -> tuple[Stance, ...]:
    wanted: Polarity = what.polarity or "affirmed"
    doers = Named(roles="av", refs=what.actor) if what.actor else None
    if what.act:
        # Whoever promises may be the voice alone.
        return (Stance(acts=what.act, statuses=what.status, polarity=wanted, named=doers),)
    allowed = what.status or HAPPENED
    other: Polarity = "negated" if wanted == "affirmed" else "affirmed"
    return (
        Stance(acts=SAYS_SO, statuses=allowed, polarity=wanted, named=doers),
        # A denial need not name who is said to have done it.
        Stance(acts=SAYS_SO, statuses=allowed, polarity=other),
        Stance(acts=("deny",), statuses=allowed, unsaid=True),
        *(Stance(acts=(act,), types=(kind,)) for kind, act in OWN_DEEDS.items() if not what.type or kind in what.type),
    )
