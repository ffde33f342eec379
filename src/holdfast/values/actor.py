"""Who: words for states, forces, bodies and persons to an ISO 3166 alpha-3 code and a PLOVER sector.

"Sudan's army" is SDN MIL, "the Kremlin" RUS GOV, "IAEA inspectors" IGO IAEA. A country that stands only in the context
("the army") is taken from there and the answer says so. What the words do not tell is `None`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holdfast.values.actor_match import ActorMatch, caption, compare
from holdfast.values.actor_place import country_of_place
from holdfast.values.nations import Mention, countries, mentions
from holdfast.values.sector import sector

__all__ = ["ActorMatch", "caption", "clean", "compare", "countries_in", "resolve"]

_PRONOUN_WORDS = (
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom"
    " this that these those one ones nobody everyone anyone someone both neither each all others another none"
    " somebody anybody"
)
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_NO_PRONOUNS = frozenset(("US", "WHO"))  # the United States and the World Health Organization
_JOIN = re.compile(r"\s+(?:and|&|as well as|together with)\s+|,\s+(?:and\s+)?(?=(?:the\s+)?[A-Z])")


def clean(text: str) -> str:
    """The words of an actor without quotation marks, articles and doubled blanks."""
    words = re.sub(r"\s+", " ", re.sub('["“”„«»]', "", text)).strip(" ,;:.()")
    return re.sub(r"^(?:the|an?|some|many|several|all|its|his|her|their|our)\s+", "", words, flags=re.IGNORECASE)


# What a state does by its armed forces: "Russia" that attacks is RUS MIL, "Russia" that proposes is RUS GOV.
_BY_FORCES = frozenset(("ASSAULT", "MOBILIZE", "RETREAT", "CONTROL"))


def resolve(
    text: str,
    *,
    context: Sequence[str] = (),
    on: date | None = None,
    doing: str | None = None,
    near: str | None = None,
    at: str | None = None,
) -> ActorMatch | None:
    """The actor that the words name.

    Args:
        text: The words of the actor, such as "a spokesman for Sudan's army".
        context: Refs already known in the document, in the order in which they stand; the last of the same sector
            gives the country of a force or an office where the words do not.
        on: The day of the report, for persons who held several offices.
        doing: The event type of what the actor does, if it is the doer: a country alone acts by its forces in an
            ASSAULT and by its government in an AGREE.
        near: Alpha-3 code of the state that is named nearest before the words; without it, that of the last ref of the
            context. An office or a force is its, if the context holds none of its sector.
        at: Alpha-3 code of the country in which the claim's happening is: people and local officials are of it. People
            never take the country of somebody who acts.

    Returns:
        The ref with its reason, or `None` for pronouns and for words that name neither country nor sector.
    """
    around = _Around(context=tuple(context), near=near, at=at)
    return _resolve(text, around, on, doing in _BY_FORCES if doing else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the text round the words tells: see `resolve`."""

    context: tuple[str, ...]
    near: str | None
    at: str | None


@lru_cache(maxsize=20_000)
def _resolve(text: str, around: _Around, on: date | None, forces: bool | None) -> ActorMatch | None:
    words = clean(text)
    if not words or (words.lower() in _PRONOUNS and words not in _NO_PRONOUNS):
        return None
    named = _against(words) or _joint(words, on, forces) or _one(words, on, forces) or _of_place(words)
    if named is not None:
        return named
    return _from_context(words, around)


_FOE = r"(?:Da['’]?e['’]?sh|ISIS|ISIL|IS|Islamic State(?: group| of Iraq and the Levant)?)"
_COALITION = re.compile(
    rf"(?:[Cc]ounter|[Aa]nti)[- ]{_FOE} (?:[Cc]oalition|[Aa]lliance|[Cc]ampaign|forces)"
    rf"|\b(?:[Cc]oalition|[Aa]lliance|[Cc]ampaign) (?:(?:formed |fighting )?against|to (?:defeat|counter)|fighting)"
    rf" (?:the )?{_FOE}\b"
)


def _against(words: str) -> ActorMatch | None:
    """The coalition against the Islamic State, which is named by its foe."""
    if (match := _COALITION.search(words)) is None or mentions(words[: match.start()]):
        return None
    return ActorMatch(
        ref="IGO CJTF", name="Global Coalition", basis="named", why=f'"{match[0]}" is the Global Coalition, not its foe'
    )


def _of_place(words: str) -> ActorMatch | None:
    """Somebody of a place: the sector from the words, the country from where the place lies."""
    if words.islower() or (found := country_of_place(words)) is None:
        return None
    code, name = found
    part, word = sector(words) or (None, None)
    if part is None:
        part = "GOV" if words == name else "CIV"  # a unit acts by its government; who is told of a place is its people
        return ActorMatch(ref=f"{code} {part}", name=None, basis="named", why=f'"{name}" lies in {code}')
    return ActorMatch(
        ref=f"{code} {part}", name=None, basis="named", why=f'"{name}" lies in {code}, "{word}" is {part}'
    )


def _joint(words: str, on: date | None, forces: bool | None) -> ActorMatch | None:
    """Several actors side by side: "Russia and Ukraine", "Afghan and coalition forces"."""
    found = mentions(words, on=on)
    if len(found) < 2:
        return None
    cuts = [cut for cut in _JOIN.finditer(words) if not any(m.start < cut.start() < m.end for m in found)]
    if not cuts:
        return None
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(words)]
    parts = [words[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    shared = _shared(parts[-1], on) or _shared(parts[0], on)
    matches = [_one(part, on, forces, shared=shared) for part in parts]
    if not all(matches) or _is_apposition(words, found, cuts):
        return None
    refs = list(dict.fromkeys(match.ref for match in matches if match is not None))
    if len(refs) < 2:
        return None
    return ActorMatch(ref="+".join(refs), name=None, basis="named", why=f"named side by side: {', '.join(refs)}")


def _shared(part: str, on: date | None) -> tuple[str, str] | None:
    """The sector that one part lends to the others; the "union" in "the European Union" lends none."""
    for mention in reversed(mentions(part, on=on)):
        part = _without(part, mention)
    return sector(part)


def _is_apposition(words: str, found: Sequence[Mention], cuts: list[re.Match[str]]) -> bool:
    """Whether commas add an office to a name ("Sergei Shoigu, Russia's defence minister") and nothing else joins."""
    commas_only = all("," in cut[0] and "and" not in cut[0] for cut in cuts)
    return (commas_only and any(m.entry.kind == "person" for m in found)) or (commas_only and len(cuts) == 1)


def _one(
    words: str, on: date | None, forces: bool | None, *, shared: tuple[str, str] | None = None
) -> ActorMatch | None:
    """One actor whose country or body stands in its words."""
    found = mentions(words, on=on)
    if not found:
        return None
    first = _leading(words, found)
    entry = first.entry
    if entry.kind in ("body", "person"):
        return _known(words, first, found)
    named = sector(_without(words, first)) or shared
    if named is not None:
        why = f'"{first.text}" is {countries()[entry.ref].names[0]}, "{named[1]}" is {named[0]}'
        return ActorMatch(ref=f"{entry.ref} {named[0]}", name=entry.name, basis="named", why=why)
    part, reason = _unsaid(words, first, forces)
    return ActorMatch(ref=f"{entry.ref} {part}", name=entry.name, basis="named", why=f'"{first.text}" {reason}')


_DEFAULTS = {
    "country": ("GOV", "is a country that acts: its government"),
    "seat": ("GOV", "stands for the government that sits there"),
    "nationals": ("CIV", "are people of that country"),
}


def _unsaid(words: str, mention: Mention, forces: bool | None) -> tuple[str, str]:
    """The sector of a country whose words name none: from what it does, else what it mostly is in reports."""
    kind = mention.entry.kind
    if kind in ("country", "seat") and forces:
        return "MIL", "does what states do by their forces"
    if kind != "people":
        return _DEFAULTS[kind]
    noun = words[mention.end :].strip()
    if re.match(r"[a-z]+ers\b|[a-z]+men\b", noun):
        return "CIV", f'with "{noun.split()[0]}" are people of that country'
    if noun:
        return "GOV", f'with "{noun.split()[0]}", which names no sector: its government'
    if forces is False:
        return "GOV", "is an adjective without a noun, and what it does is not done by forces"
    return "MIL", "is an adjective without a noun, which reports mostly use of forces"


def _leading(words: str, found: Sequence[Mention]) -> Mention:
    """The name that decides: a person's office behind the comma tells more than where they were sent.

    The first mention decides, except that a body behind "of", "for" or a comma is preferred to a country or seat that
    only says where ("government in Lima" keeps the country), and a national word before a body's name yields to it
    ("Syrian Democratic Forces" is one name and already found as such).
    """
    first = found[0]
    for mention in found[1:]:
        if first.entry.kind == "people" and mention.entry.kind == "body" and mention.start <= first.end + 1:
            return mention
        if mention.entry.kind == "body" and mention.entry.ref.split()[0] == first.entry.ref:
            return mention  # "Russia's state-owned Gazprom"
        if mention.entry.kind == "body" and re.search(r"\b(?:of|for)(?: the)? $", words[: mention.start]):
            return mention if not _sent_to(words, mention) else first
    return first


def _sent_to(words: str, mention: Mention) -> bool:
    """Whether the body is only where somebody was sent: "Germany's ambassador to the UN"."""
    return bool(re.search(r"\b(?:to|with|against|near|at|in)(?: the)? $", words[: mention.start]))


def _known(words: str, mention: Mention, found: Sequence[Mention]) -> ActorMatch:
    """A body or person of the tables; a body of one country may show another sector in its words."""
    ref, entry = mention.entry.ref, mention.entry
    why = f'"{mention.text}" is {entry.name}' if entry.kind == "person" else f'"{mention.text}" is a known body'
    if ref in ("BUS", "MED", "NGO"):
        country = next((m.entry.ref for m in found if m.entry.kind in ("people", "country")), None)
        ref = f"{country} {ref}" if country else ref
    return ActorMatch(ref=ref, name=entry.name, basis="named", why=f"{why} ({ref})")


def _without(words: str, mention: Mention) -> str:
    return f"{words[: mention.start]} {words[mention.end :]}"


# Officials and services of a place: their country is that of what happens there.
_LOCAL = re.compile(
    r"\b(?:mayors?|governors?|deputy governor|regional|provincial|district|city|town|village|municipal\w*|local"
    r"|governorate|prefect\w*|emergency|firefighters|rescuers|police|hospital)\b",
    re.IGNORECASE,
)


def _from_context(words: str, around: _Around) -> ActorMatch | None:
    """An actor named by sector alone: the country comes from what stands round it, or stays unknown."""
    if (pair := _both(words, around.context)) is not None:
        return pair
    if (body := _the_body(words, around.context)) is not None:
        return body
    found = sector(words)
    if found is None:
        return None
    part, word = found
    state, why = _state(words, part, around)
    if state is None:
        return ActorMatch(ref=part, name=None, basis="named", why=f'"{word}" is {part}; nothing tells the country')
    return ActorMatch(ref=f"{state} {part}", name=None, basis="context", why=f'"{word}" is {part}; {why}')


_OF_STATES = frozenset(("GOV", "MIL", "REB", "LEG", "JUD", "OPP"))


def _state(words: str, part: str, around: _Around) -> tuple[str | None, str]:
    """The country of somebody whose words name none, with the reason."""
    if part == "CIV" or (around.at is not None and _LOCAL.search(words)):
        return around.at, f"what is told is in {around.at}"
    known = [ref for joint in around.context for ref in joint.split("+")]
    same = [ref for ref in known if ref.endswith(f" {part}") and not ref.startswith(("IGO ", "NGO "))]
    if same:
        return same[-1].split()[0], f"{same[-1]} was named last in the document"
    states = [ref.split()[0] for ref in known if " " in ref and not ref.startswith(("IGO ", "NGO "))]
    near = around.near or (states[-1] if states else None)
    if part in _OF_STATES and near is not None:
        return near, f"{near} is the state that the document names nearest before"
    return None, ""


_BOTH = re.compile(
    r"^(?:(?P<two>both|two|neither|each|either) )?(?:of the )?(?P<who>sides?|parties|leaders|governments?|armies"
    r"|army|capitals?|countries|delegations?"
    r"|presidents|ministers|commanders|militaries|foreign ministers|negotiators|headquarters)$",
    re.IGNORECASE,
)


def _both(words: str, context: tuple[str, ...]) -> ActorMatch | None:
    """The two sides of the document: "both governments", "the parties", "the two armies"."""
    match = _BOTH.match(words)
    if not match or not (
        match["two"]
        or match["who"].lower() in ("sides", "parties", "leaders", "capitals", "presidents", "armies", "governments")
    ):
        return None
    part = {"armies": "MIL", "army": "MIL", "militaries": "MIL", "commanders": "MIL"}.get(match["who"].lower())
    part = part or ("GOV" if re.match("gov|cap|pres|min|count", match["who"].lower()) else None)
    joint = [ref for ref in context if ref.count("+") == 1]
    if joint and part is None:
        return ActorMatch(
            ref=joint[-1], name=None, basis="context", why=f'"{words}" are {joint[-1]}, named together before'
        )
    refs = [
        ref
        for each in context
        for ref in each.split("+")
        if len(ref.split()) == 2 and not ref.startswith(("IGO", "NGO"))
    ]
    states = [state for state, _ in Counter(ref.split()[0] for ref in refs).most_common(2)]
    if len(states) < 2:
        return None
    ordered = sorted(states, key=lambda state: [ref.split()[0] for ref in refs].index(state))
    pair = "+".join(f"{state} {part or _usual(state, refs)}" for state in ordered)
    return ActorMatch(
        ref=pair, name=None, basis="context", why=f'"{words}" are the two countries most named in the document'
    )


def _usual(state: str, refs: list[str]) -> str:
    return Counter(ref.split()[1] for ref in refs if ref.startswith(state)).most_common(1)[0][0]


_BODY_WORDS = re.compile(
    r"^(?:agency|mission|organi[sz]ation|alliance|secretary[- ]general|director[- ]general|inspectors?|monitors"
    r"|observers|council"
    r"|court|tribunal|union|bloc|commission|coalition(?: (?:forces|troops|aircraft|officials?|spokes\w+|partners))?"
    r"|monitoring mission|agency's \w+|mission's [\w ]+)(?:'s \w+)?$",
    re.IGNORECASE,
)


def _the_body(words: str, context: tuple[str, ...]) -> ActorMatch | None:
    """A body named by its kind alone: "the Agency" is the international body named last."""
    bodies = [ref for ref in context if ref.startswith("IGO ") and "+" not in ref]
    if not bodies or not _BODY_WORDS.match(words):
        return None
    if words.lower().startswith("coalition") and "IGO CJTF" in bodies:
        bodies = ["IGO CJTF"]
    return ActorMatch(ref=bodies[-1], name=None, basis="context", why=f'"{words}" is {bodies[-1]}, the body named last')


def countries_in(text: str, *, seats: bool = True) -> list[str]:
    """ISO 3166 alpha-3 codes of the countries that a text names, the most frequent first.

    Args:
        text: A whole document; names, peoples, seats and bodies of a country count.
        seats: Whether capitals count. They should not where the answer decides what place a capital's name means.
    """
    counted: Counter[str] = Counter()
    for mention in mentions(text):
        if mention.entry.kind == "seat" and not seats:
            continue
        for ref in mention.entry.ref.split("+"):
            code = ref.split()[0]
            if code in countries():
                counted[code] += 1
    return [code for code, _ in counted.most_common()]
