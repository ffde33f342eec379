"""Consistency: what the words round a claim say beyond doubt corrects the act that the model gave it.

The model now and then reads the content of a denial as a plain claim or as an accusation, which turns a denial into a
confession. English marks the two cases here by fixed words right before or after the content, so they are read by
rule:

- content that a verb of denial governs ("He denied that ..."), or that is called false right behind it ("Reports that
  ... were false"), is denied: act `deny`, polarity `negated`;
- content that nobody vouches for ("did not say how many ...", "it is not clear whether ...", "... could not be
  verified") is a `question`.

A report of a third party that somebody denies ("denied a report by the paper that ...") keeps its act, since the paper
does claim it. Judgements, demands, promises and the like keep their act too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from holdfast.reading.annotate import Claim

__all__ = ["consistent"]

# How far before and behind the content its cue is looked for, in code points.
FAR_BEFORE, FAR_BEHIND = 160, 60
# Where the sentence of the content begins: a stop with a blank behind it, or a newline.
STOP = re.compile(r"[.!?;][\"'”’]?\s+(?=[^\sa-z])|[\r\n]+")
# Acts that state something; only they can be the content of a denial.
STATING = frozenset({"assert", "accuse", "deny", "question"})
# "He did not say how long they would stay" promises nothing either.
CAN_STAND_OPEN = STATING | {"promise"}

_UNDENIED = r"(?:not|n['’]t|n[ei]ver|cannot be|could not be|can['’]t be|no one|nobody)(?: \w+)?"
DENIED_BEFORE = re.compile(
    rf"(?<!\w)(?P<undenied>{_UNDENIED} )?"
    r"(?:(?:deny|denies|denied|denying)(?: (?:again|repeatedly|flatly|strongly|categorically|firmly))?"
    r"(?: (?:to|in|on) [^\s,;]+)?"
    r"|(?:reject|dismiss)(?:s|es|ed|ing)? (?:(?:the|all|any|these|such|as \w+) )?"
    r"(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|assertions?|rumou?rs?)"
    r"(?: as [\w-]+)?)"
    r"(?: that| having)?(?: the| its| any| his| her| their)?[\s\"“]*$",
    re.IGNORECASE,
)
FALSE_BEHIND = re.compile(
    r"^[^,;.!?\n]{0,80}?[\"”\s]*(?:(?:is|are|was|were) (?:all |simply |completely |entirely |wholly )?"
    r"(?:false|untrue|fabricated|fake|baseless|a lie|lies|a fabrication|an invention)\b)",
    re.IGNORECASE,
)
REPORTED_BEFORE = re.compile(
    r"(?:claims?|reports?|allegations?|accusations?|suggestions?|rumou?rs?)(?: \w+){0,6} that\s*$", re.IGNORECASE
)
OPEN_BEFORE = re.compile(
    r"\b(?:(?:did|does|do|has|have|had) not (?:say|said|specify|specified|disclose|disclosed)"
    r"|(?:did|does|do)n['’]t say"
    r"|it (?:is|was|remains|remained) (?:not (?:yet |immediately )?clear|unclear|unknown))"
    r"(?:,? (?:how|whether|when|where|who|why|what|which|if)\b"
    r"(?: (?:many|much|long|far|of|the|its|their|his|her))*)?\s*$",
    re.IGNORECASE,
)
OPEN_START = re.compile(
    r"^(?:\w+ ){0,3}?(?:it|what|who|how \w+|whether)?\s*(?:is|was|are|remains|remained) (?:still )?"
    r"(?:not (?:yet |immediately )?clear|unclear|unknown)\b",
    re.IGNORECASE,
)
UNVERIFIED = re.compile(
    r"\b(?:could not|cannot|can['’]t|couldn['’]t) (?:be )?(?:\w+ly )?(?:verif|confirm)\w+", re.IGNORECASE
)


def consistent(claim: Claim, text: str) -> Claim:
    """The claim with the act and polarity that the fixed words round its content give it, else unchanged.

    Args:
        claim: One claim of the model.
        text: The text of its document.
    """
    act = claim.labels["act"]
    if act not in CAN_STAND_OPEN:
        return claim
    before, quote = _before(claim, text), text[claim.quote.start : claim.quote.end]
    if act in STATING and _denied(before, quote, text[claim.trigger.end : claim.quote.end + FAR_BEHIND]):
        return replace(claim, labels={**claim.labels, "act": "deny", "polarity": "negated"})
    if _open(claim, before, text):
        return replace(claim, labels={**claim.labels, "act": "question"})
    return claim


def _before(claim: Claim, text: str) -> str:
    """The words of the sentence before the content."""
    return STOP.split(text[max(0, claim.quote.start - FAR_BEFORE) : claim.quote.start])[-1]


def _denied(before: str, quote: str, behind: str) -> bool:
    cue = DENIED_BEFORE.search(before)
    if cue is not None:
        return cue["undenied"] is None
    return FALSE_BEHIND.search(behind) is not None and (
        REPORTED_BEFORE.search(before) is not None
        or REPORTED_BEFORE.match(quote.partition(" that ")[0] + " that") is not None
    )


def _open(claim: Claim, before: str, text: str) -> bool:
    """Whether nobody vouches for the content."""
    if OPEN_BEFORE.search(before) is not None:
        return True
    lead = text[claim.quote.start : claim.trigger.end]
    if OPEN_BEFORE.search(f"{before}{text[claim.quote.start : claim.trigger.start]}") or OPEN_START.match(lead):
        return True
    trigger = text[claim.trigger.start : claim.trigger.end + 12]
    return UNVERIFIED.search(text[max(claim.quote.start, claim.trigger.start - 24) : claim.quote.end]) is not None and (
        re.search(r"verif|confirm", trigger, re.IGNORECASE) is not None
    )
