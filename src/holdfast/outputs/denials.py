"""Whether the words around a quotation deny it, or say that it was not told.

"He denied that soldiers had killed civilians" accuses nobody. The last word of saying before the happening, in the same
sentence, is the one that governs it: "he denied it and said that they were shelled" is no denial of the shelling.
"""

from __future__ import annotations

import re

from holdfast.model import Statement

__all__ = ["is_taken_back"]

_DENIES = (
    r"den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing)|refut(?:es|ed|ing)"
    r"|false(?:ly)?|untrue|baseless|fabricated|invented|contradict(?:s|ed)"
    r"|look(?:s|ed|ing)?\s+into|whether|unverified|investigat(?:es|ed|ing)"
)
_SAYS = (
    r"said|says|say|told|tells|repeat(?:ed|s)|add(?:ed|s)|reported|accus(?:ed|es|ing)|claimed|assert(?:ed|s)"
    r"|confirm(?:ed|s)|announc(?:ed|es)|wrote|writes|stated|insist(?:ed|s)|blam(?:ed|es)|declar(?:ed|es)|but"
)
_CUE = re.compile(rf"\b(?:(?P<denies>{_DENIES})|(?P<says>{_SAYS}))\b", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"[\s,”\"']*(?:is|was|are|were|had\s+been|as)\s+(?:a\s+)?(?:false|untrue|fabricated|fakes?|baseless|lies?|invented)\b",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\b(?:(?:did|does|do|would|will|could)(?:\s+not|n['’]t)|declined\s+to|refused\s+to)\s+"
    r"(?:say|tell|specify|give|disclose|confirm|promise|comment)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?][”\"']?(?=\s)|\n")
_FAR = 200


def is_taken_back(statement: Statement, text: str) -> bool:
    """Whether an affirmed assertion or accusation is denied by its sentence, or a promise is what was not told.

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    if statement.polarity != "affirmed":
        return False
    if statement.act == "promise":
        return _UNTOLD.search(_before(text, statement.start)) is not None
    if statement.act not in ("assert", "accuse"):
        return False
    trigger = statement.event.trigger
    cues = list(_CUE.finditer(_before(text, trigger.start if trigger else statement.start)))
    is_denied = bool(cues) and cues[-1]["denies"] is not None
    return is_denied or _AFTERWARDS.match(text, statement.end) is not None


def _before(text: str, end: int) -> str:
    """What stands in the same sentence before a place."""
    start = max(0, end - _FAR)
    ends = [match.end() for match in _END.finditer(text, start, end)]
    return text[ends[-1] if ends else start : end]
