"""Who is meant: a treaty's parties, its guarantors, its bodies, and the short names that it defines for them.

Definitions are those of the text: "… hereinafter referred to as the Parties", "the Joint Commission (JC)", "“Zone”
means …", and a list behind "guarantor states:". Parties are, first that is there: those that a person gave; those that
the text defines as its parties; those whom its norms name as bound or owed to, and those who sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from holdfast.agreements.drafting.naming import party_key
from holdfast.values.nations import countries, mentions
from holdfast.values.sector import sector

__all__ = ["Glossary", "glossary_of", "refs_in", "signatures_at"]

_CALLED = re.compile(
    r",? *\(?(?:(?:all |both )?(?:here(?:in)?after|herein|henceforth),? "
    r"|collectively )?(?:jointly |collectively )?"
    r"(?:referred to as|called|known as"
    r"|designated(?: as)?),? (?:the )?[\"“‘']?(?:the )?(?P<term>[A-Z][\w/ -]{1,40}?)[\"”’']?"
    r"(?: to this \w+)?(?=[,.;:)\n]|$)",
    re.S,
)
_BRACKETS = re.compile(
    r"(?P<what>(?:[A-Z][\w’'/-]+(?: (?:of|for|on|and|the|in|to"
    r"|de)\b)* ){1,9})\((?:the )?[\"“]?(?P<term>[A-Z][\w/ -]{1,24}?)[\"”]?\)"
)
_MEANS = re.compile(
    r"[“\"](?P<term>[^”\"]{2,40})[”\"] (?:shall )?(?:means?|refers? to|is defined as) (?P<what>[^.;]{3,300})"
)
_GUARANTORS = re.compile(
    r"\bguarantor(?: state|)s?[^:.;]{0,20}: (?P<what>[^.;\n]+)"
    r"|(?P<before>[^.;:\n]{3,200}?),? as (?:the )?guarantors?\b",
    re.I,
)
_SIGNS = re.compile(
    r"^[ \t*•-]{0,8}(?:Done|Signed|In witness|For (?:and on behalf of )?the\b|Participants of|Signatures)", re.M | re.I
)
_WITNESS = re.compile(r"\b(?:witness|guarantor|facilitator|mediator|observer|stakeholder)", re.I)
_GROUP = re.compile(
    r"\b(?:armed (?:formations?|groups?|opposition)|movement|front|opposition|in[- ]opposition"
    r"|rebels?|insurgents?|separatists?"
    r"|liberation|resistance|militias?)\b",
    re.I,
)
_FAR = 400
"""Code points over which a definition reaches back."""
_BODY = ("IGO", "NGO")
_MOST = 6
"""States that are taken for parties at most where a text defines none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Who is meant in a treaty.

    Attributes:
        parties: References of its parties.
        guarantors: Those of its guarantors.
        names: What the text calls the parties.
        terms: Its short names, with whom or what they stand for, in its words.
        refs: Its short names with the references that they stand for.
        signed: Somebody signs at its end.
        uncertain: What a person must decide about who they are.
    """

    parties: tuple[str, ...]
    guarantors: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    refs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signed: bool = False
    uncertain: tuple[str, ...] = ()

    def named(self, words: str) -> tuple[str, ...]:
        """References of those whom words name, by the glossary first."""
        found = [ref for term, refs in self.refs.items() if re.search(rf"\b{re.escape(term)}\b", words) for ref in refs]
        return tuple(dict.fromkeys((*found, *refs_in(words, country=self.country))))

    @property
    def country(self) -> str | None:
        """The country of all parties, where they are of one."""
        return _one_country(self.parties)


def refs_in(words: str, *, country: str | None = None) -> tuple[str, ...]:
    """Parties and bodies that words name, in order: a state, its armed groups, or a body such as the OSCE.

    Args:
        words: The words.
        country: The country of those who are named by their kind alone: "the Government", "the Opposition".
    """
    found = []
    for piece in re.split(r",| and (?=the |[A-Z])|;", words):
        named = [one for one in mentions(piece) if one.entry.kind not in ("person", "seat")]
        bodies = [one.entry.ref for one in named if one.entry.kind == "body" and one.entry.ref.startswith(_BODY)]
        if bodies:
            found.append(bodies[0])
            continue
        states = [part for one in named for part in one.entry.ref.split("+")]
        group = _GROUP.search(piece) or (bool(states) and " " in (party_key(states[0]) or ""))
        # A movement that bears the name of a neighbour, or a body known elsewhere, is of the country of the treaty.
        elsewhere = group or any(one.entry.kind == "body" for one in named)
        of = country if country and (elsewhere or not states) else states[0] if states else None
        if of and (states or sector(piece) or group):
            kind = sector(piece)
            if states or group or (kind and kind[0] in ("GOV", "MIL")):
                found.append(f"{of[:3]} REB" if group else of[:3])
    return tuple(dict.fromkeys(one for one in found if one.startswith(_BODY) or one[:3] in countries()))


def glossary_of(text: str, *, bound: Sequence[str], given: Sequence[str] = ()) -> Glossary:
    """The glossary of a treaty.

    Args:
        text: The treaty's text.
        bound: The words by which its norms name whom they bind, each as often as it stands there.
        given: References of its parties, if a person named them.
    """
    flat = re.sub(r"[ \t]+", " ", text)
    terms = _terms(flat)
    guarantors = _guarantors(flat)
    country = _one_country(given) or _most_named(flat)
    signers, signed = _signers(text, country)
    parties, doubts = (tuple(given), ()) if given else _parties(terms, signers, bound, flat, country, guarantors)
    inner = _one_country(parties)
    refs = {
        term: found for term, what in terms.items() if (found := refs_in(what, country=inner)) and not _of_parties(term)
    }
    return Glossary(
        parties=parties,
        guarantors=guarantors,
        names=_names(parties, terms),
        terms={term: what for term, what in terms.items() if not _of_parties(term)},
        refs=refs,
        signed=signed,
        uncertain=tuple(doubts),
    )


def _terms(text: str) -> dict[str, str]:
    """The short names that a text defines, with what they stand for."""
    found: dict[str, str] = {}
    called = ((match["term"], _before(text, match.start())) for match in _CALLED.finditer(text))
    others = ((match["term"], match["what"]) for pattern in (_MEANS, _BRACKETS) for match in pattern.finditer(text))
    for term, words in (*called, *others):
        what = re.sub(r"\s+", " ", words).strip(' ,(“"')
        if len(term) > 1 and not term.isdigit() and what:
            found.setdefault(term.strip(), what)
    return found


def _before(text: str, end: int) -> str:
    """What a short name is given to: the words before it, back to the last full stop."""
    return re.split(r"[.;]", text[max(0, end - _FAR) : end])[-1]


def _of_parties(term: str) -> bool:
    return re.fullmatch(r"(?:Contracting |High Contracting )?(?:Part(?:y|ies)|Sides?)", term) is not None


def _guarantors(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _GUARANTORS.finditer(text):
        found += refs_in(match["what"] or match["before"])
    return tuple(dict.fromkeys(found))


def _signers(text: str, country: str | None) -> tuple[tuple[str, ...], bool]:
    """Who signs at the end of a text, and whether anybody does; witnesses and guarantors sign for no party."""
    at = signatures_at(text)
    if at is None:
        return (), False
    found: list[str] = []
    for line in text[at:].splitlines():
        if _WITNESS.search(line):
            break  # who signs behind these words vouches for it, and is no party
        if len(line) > 160 or re.search(r"\b\d{4}\b", line):
            continue  # a line with a year tells where and when
        found += [ref for ref in refs_in(line, country=country) if not ref.startswith(_BODY)][:1]
    return tuple(dict.fromkeys(found)), True


def signatures_at(text: str) -> int | None:
    """Where the signatures begin in the latter part of a text; None if nobody signs."""
    return next((match.start() for match in _SIGNS.finditer(text) if match.start() > len(text) * 0.6), None)


def _parties(
    terms: dict[str, str],
    signers: tuple[str, ...],
    bound: Sequence[str],
    text: str,
    country: str | None,
    guarantors: Sequence[str],
) -> tuple[tuple[str, ...], list[str]]:
    """The parties with what is uncertain about them."""
    defined = next((what for term, what in terms.items() if _of_parties(term)), "")
    if len(found := refs_in(defined, country=country)) > 1:
        return found, []
    counted = Counter(ref for words in bound for ref in refs_in(words, country=country))
    named = [ref for ref, _ in counted.most_common() if not ref.startswith(_BODY) and ref not in guarantors]
    taken = list(dict.fromkeys((*named, *signers)))
    if country and len(taken) < 2 and _GROUP.search(text):
        taken = [country, f"{country} REB"]
        two = f"the state ({country}) and those who fight it ({country} REB)"
        told = f"who the parties are: the text names no two, and {two} are taken (--party)"
        return tuple(taken), [told]
    if not taken:
        taken = list(
            dict.fromkeys(
                part[:3]
                for one in mentions(text.replace("-", ", "))
                if one.entry.kind in ("country", "people")
                for part in one.entry.ref.split("+")
            )
        )[:_MOST]
        told = f"all states that it names are taken ({', '.join(taken)})" if taken else "it names no state"
        return tuple(taken), [f"who the parties are: the text defines none, and {told} (--party)"]
    doubts = []
    if len(taken) == 1:
        doubts.append(f"who the other party is: no provision binds anybody but {taken[0]} by name (--party)")
    only_signed = [ref for ref in signers if ref not in named]
    if only_signed:
        doubts.append(f"whether {', '.join(only_signed)} is a party: it signs, and no provision names it")
    return tuple(taken), doubts


def _one_country(refs: Sequence[str]) -> str | None:
    found = {ref[:3] for ref in refs if not ref.startswith(_BODY)}
    return found.pop() if len(found) == 1 else None


def _most_named(text: str) -> str | None:
    """The state that a text names most, where no other is named a third as often."""
    counted = Counter(
        part[:3]
        for one in mentions(text)
        if one.entry.kind in ("country", "people") and not text.startswith(" People", one.end)  # a movement's name
        for part in one.entry.ref.split("+")
    )
    first, *rest = counted.most_common(2) or [("", 0)]
    return first[0] if first[0] and (not rest or rest[0][1] * 3 < first[1]) else None


def _names(parties: Sequence[str], terms: dict[str, str]) -> dict[str, str]:
    """What a text calls parties that are more than a state: the words that its short names stand for."""
    found: dict[str, str] = {}
    for what in terms.values():
        refs = refs_in(what)
        if len(refs) == 1 and refs[0] in parties and " " in refs[0] and len(what) < 80 and not what.isupper():
            found.setdefault(refs[0], what)
    return found
