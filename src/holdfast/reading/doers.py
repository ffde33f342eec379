"""Doers: who cannot have done a thing is not kept as its actor.

The model marks word by word, and now and then takes the one whom an attack is aimed at, the attack itself or the place
from which a dispatch was filed for the one who did it. In 14,500 gold actors nine stand behind "against", three are
named by a word for a happening, and none is the head of a dateline.
"""

from __future__ import annotations

import re
from dataclasses import replace

from holdfast.reading.annotate import Claim, Part

__all__ = ["done_by_somebody"]

AGAINST = re.compile(r"\bagainst (?:(?:the|an?|its|his|their|all|any|these|those|some) )?$", re.IGNORECASE)
# The last word of what was marked, before whatever explains it.
EXPLAINED = re.compile(r",| (?:of|in|on|at|from|with|by|to|for|against|and|who|which|that)\b")
HAPPENINGS = frozenset({
    "airstrike", "airstrikes", "ambush", "ambushes", "attack", "attacks", "battle", "battles", "bombardment", "bombing",
    "bombings", "campaign", "clash", "clashes", "explosion", "explosions", "fighting", "invasion", "meeting",
    "meetings", "negotiations", "offensive", "operation", "operations", "raid", "raids", "shelling", "shooting",
    "strike", "strikes", "talks", "visit",
})  # fmt: skip
# "BAGHDAD - Soldiers ...", "GENEVA, 3 May (Agency) - ...": where it was filed, at the head of a paragraph.
DATELINE = re.compile(r"[A-Z][A-Z .'’-]+(?:, [\w .,]{2,30})?(?: ?\([^)\n]{2,30}\))? ?[-–—]{1,2} ")
# No dateline is longer, in code points.
FAR = 80


def done_by_somebody(claim: Claim, text: str) -> Claim:
    """The claim without actors that can have done nothing.

    Args:
        claim: One claim of the model, its parts whole.
        text: The text of its document.
    """
    kept = tuple(part for part in claim.parts["actor"] if _may_do(part, text))
    return claim if len(kept) == len(claim.parts["actor"]) else replace(claim, parts={**claim.parts, "actor": kept})


def _may_do(part: Part, text: str) -> bool:
    if AGAINST.search(text, max(0, part.start - FAR), part.start):
        return False
    head = EXPLAINED.split(text[part.start : part.end], maxsplit=1)[0].split()
    if head and head[-1].lower() in HAPPENINGS:
        return False
    line = text.rfind("\n", 0, part.start) + 1
    dateline = DATELINE.match(text, line, line + FAR)
    return dateline is None or part.end > dateline.end()
