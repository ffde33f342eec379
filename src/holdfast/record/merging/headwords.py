"""Words that name a happening, brought to one form and to families: "were shelled" and "shelling" name the same.

English only, and rough on purpose: it is one feature among several. The table of families is that of
conflicts and comes first; a word that is not in it is akin to others by what it may mean (`values.meanings`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from holdfast.record.words import fold
from holdfast.values.meanings import base_form, meanings

__all__ = ["FACILITIES", "HARM", "LIGHT", "Kinship", "basic", "family", "headwords", "kinship"]

Kinship = Literal["alike", "kind"]
"""They share a meaning ("quake", "earthquake"), or one is a kind of the other ("murder", "kill")."""

HARM = "harm"
"""The family of words that tell of the harm and not of what did it."""

_SAYING = frozenset((
    "accuse", "admit", "announce", "attribute", "blame", "claim", "confirm", "deny", "say", "tell", "report",
))  # fmt: skip
"""Words of telling: that both tell of something does not mean that they tell of one thing."""

_IRREGULAR = {
    "struck": "strike", "hit": "hit", "met": "meet", "held": "hold", "left": "leave", "shot": "shoot", "took": "take",
    "taken": "take", "blew": "blow", "blown": "blow", "fell": "fall", "fallen": "fall", "sent": "send", "said": "say",
    "broke": "break", "broken": "break", "fought": "fight", "gave": "give", "given": "give", "freed": "free",
    "died": "die", "dying": "die", "dead": "die", "death": "die", "spoke": "speak", "spoken": "speak", "began": "begin",
    "begun": "begin", "lost": "lose", "seized": "seize", "fled": "flee", "drove": "drive", "flew": "fly",
    "flown": "fly", "shut": "shut", "cut": "cut", "withdrew": "withdraw", "withdrawn": "withdraw",
    "withdrawal": "withdraw", "came": "come", "went": "go", "gone": "go", "ceased": "cease", "talks": "talk",
    "negotiations": "negotiate", "negotiation": "negotiate", "deployment": "deploy", "bombardment": "bombard",
    "explosion": "explode", "evacuation": "evacuate", "reduction": "reduce", "agreement": "agree", "arrival": "arrive",
    "release": "release", "delivery": "deliver", "seizure": "seize", "inspection": "inspect", "casualties": "casualty",
    "injuries": "injure", "injury": "injure", "signature": "sign", "ratification": "ratify", "approval": "approve",
    "resumption": "resume", "closure": "close", "suspension": "suspend", "detention": "detain", "killing": "kill",
    "abduction": "abduct", "assassination": "assassinate", "meeting": "meet", "demonstration": "demonstrate",
    "restriction": "restrict", "destruction": "destroy",
}  # fmt: skip

LIGHT = frozenset((
    "a", "an", "the", "be", "is", "are", "was", "were", "been", "being", "have", "has", "had", "having", "do", "does",
    "did", "will", "would", "to", "of", "in", "on", "at", "by", "for", "with", "and", "or", "not", "no", "it", "its",
    "their", "his", "her", "they", "he", "she", "out", "up", "carry", "carried", "carrying", "launch", "launched",
    "new", "under", "again", "also", "made", "make", "take", "place", "took", "off", "over", "from", "who", "that",
    "which", "said",
))  # fmt: skip
"""Words that carry no happening of their own."""

_FAMILIES: dict[str, tuple[str, ...]] = {
    "attack": ("attack", "strike", "hit", "target", "raid", "assault", "ambush", "pound", "storm"),
    "shelling": ("shell", "bombard", "mortar", "artillery"),
    "bombing": ("bomb", "airstrike", "air"),
    "blast": ("blast", "explode", "detonate", "blow", "ied", "mine"),
    "shooting": ("shoot", "fire", "gun", "gunfire", "gunman"),
    "downing": ("down", "intercept"),
    HARM: (
        "kill", "die", "wound", "injure", "casualty", "damage", "destroy", "hurt", "victim", "collapse", "toll", "lose",
        "loss", "burn", "body", "coffin", "corpse", "fatality",
    ),
    "fighting": ("fight", "clash", "battle", "combat", "skirmish"),
    "abduction": ("abduct", "kidnap", "hostage"),
    "capture": ("capture", "seize", "liberate", "recapture", "enter", "control", "fall", "hold", "retake", "occupy"),
    "withdrawal": ("withdraw", "retreat", "leave", "redeploy", "regroup", "reposition", "pull", "abandon"),
    "reduction": ("reduce", "scale", "deescalate", "decrease"),
    "ceasefire": ("ceasefire", "truce", "cease", "halt", "pause", "lull"),
    "deployment": ("deploy", "send", "move", "station", "reinforce", "transfer", "mass", "mobilise", "mobilize"),
    "talks": ("talk", "meet", "negotiate", "round", "discuss", "consult", "summit", "confer", "speak"),
    "call": ("call", "phone", "telephone"),
    "visit": ("visit", "travel", "arrive", "tour"),
    "agreement": ("agree", "deal", "sign", "accord", "ratify", "approve", "pact", "treaty", "memorandum"),
    "release": ("release", "free", "swap", "exchange", "return"),
    "arrest": ("arrest", "detain", "custody"),
    "evacuation": ("evacuate", "rescue"),
    "delivery": ("deliver", "supply", "provide", "donate", "aid", "convoy", "distribute", "unload"),
    "closing": ("close", "ban", "bar", "prohibit", "restrict", "block", "blockade", "shut", "suspend"),
    "reopening": ("reopen", "resume", "lift", "ease", "restore", "open"),
    "protest": ("protest", "demonstrate", "rally", "march", "riot"),
    "inspection": ("inspect", "monitor", "verify", "investigate", "probe", "examine"),
    "trial": ("charge", "indict", "sentence", "convict", "trial", "try", "prosecute"),
}  # fmt: skip
_FAMILY_OF = {word: name for name, words in _FAMILIES.items() for word in words}

_KINDS: dict[str, tuple[str, ...]] = {
    "depot": ("depot", "warehouse", "storage", "silo", "granary"),
    "hospital": ("hospital", "clinic", "maternity"),
    "dwelling": ("apartment", "dwelling", "flat", "home", "hostel", "house", "dormitory"),
    "airfield": ("airbase", "airfield", "airport", "hangar"),
    "shop": ("bakery", "mall", "shopping", "supermarket"),
    "theatre": ("theater", "theatre"),
    "harbour": ("harbour", "jetty", "pier", "port", "quay", "terminal"),
    "place of worship": ("cathedral", "church", "monastery", "mosque", "temple"),
    "headquarters": ("administration", "headquarters", "office"),
    "barracks": ("barracks", "base"),
    "school": ("kindergarten", "school"),
    "factory": ("factory", "mill", "steelworks"),
}
"""Kinds of building and installation that go by several words."""
_SINGLE = (
    "bridge", "camp", "checkpoint", "courthouse", "crossing", "dam", "embassy", "farm", "garage", "highway", "hotel",
    "laboratory", "library", "market", "museum", "orphanage", "parliament", "pharmacy", "pipeline", "plant", "prison",
    "railway", "reactor", "refinery", "shelter", "stadium", "station", "substation", "tower", "train", "university",
    "waterworks",
)  # fmt: skip
FACILITIES: dict[str, str] = {word: kind for kind, words in _KINDS.items() for word in words} | {
    word: word for word in _SINGLE
}
"""Words for buildings and installations, each with its kind: they tell one happening in a town from another."""

_ENDINGS = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 3


@lru_cache(maxsize=65_536)
def headwords(trigger: str | None) -> frozenset[str]:
    """The words of a trigger that carry the happening, each in its basic form; light words only where it has no others.

    Words of telling ("blame", "confirm") are left out, so that there may be none at all.
    """
    words = fold(trigger).split()
    carrying = frozenset(basic(word) for word in words if word not in LIGHT)
    return (carrying or frozenset(words)) - _SAYING


@lru_cache(maxsize=65_536)
def family(words: frozenset[str]) -> str | None:
    """The family of the first of these headwords, in alphabetical order, that belongs to one; None if none does."""
    return next((_FAMILY_OF[word] for word in sorted(words) if word in _FAMILY_OF), None)


@lru_cache(maxsize=65_536)
def kinship(left: frozenset[str], right: frozenset[str]) -> Kinship | None:
    """How a headword of the one and one of the other are akin by what they may mean; None if no two are."""
    own, others = list(map(meanings, sorted(left))), list(map(meanings, sorted(right)))
    if any(one.own & other.own for one in own for other in others):
        return "alike"
    kinds = any(one.own & other.broader or one.broader & other.own for one in own for other in others)
    return "kind" if kinds else None


@lru_cache(maxsize=65_536)
def basic(word: str) -> str:
    """A folded word without its English ending: "shelled", "shelling", "shells" all give "shell"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    known = base_form(word)
    if known is not None and known != word and not word.endswith("ing"):
        return known
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and not (ending == "s" and word.endswith("ss")):
            return _mended(stem, ending)
    return word


def _mended(stem: str, ending: str) -> str:
    """The stem as its basic form is written: "stopp" → "stop", "deni" → "deny", "releas" → "release"."""
    if stem in _FAMILY_OF or stem in _SAYING:
        return stem
    if ending == "s" and stem.endswith("ing"):
        return basic(stem)
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem + "e" in _FAMILY_OF or stem + "e" in _SAYING:
        return stem + "e"
    known = base_form(stem)
    if known is not None:
        return known
    doubled = len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    if doubled and ending in ("ing", "ed"):
        return stem[:-1]
    return stem + "e" if base_form(stem + "e") is not None else stem
