"""Whom a norm binds: all parties, the guarantors, those who are named, a body, or nobody who is named."""

from __future__ import annotations

import re

from holdfast.agreements.drafting.provision import Bearing
from holdfast.agreements.drafting.treaty.glossary import Glossary
from holdfast.agreements.drafting.treaty.norms import Norm

__all__ = ["bearing_of", "names_a_role"]

_PARTIES = re.compile(r"\b(?:parties|party|both sides|two sides|the sides|warring parties|signatories)\b", re.I)
_GUARANTORS = re.compile(r"\bguarantors?\b", re.I)
_FOR = re.compile(r"\W*for the (?P<who>[^:]{3,160}):", re.I)
"""An item that says for whom of several its part of the deed is: "for the … troops: from the line of contact"."""
_BODY = re.compile(
    r"\b(?:(?i:commission|committee|mission|board|council|cent(?:re|er)|mechanism|observers?|monitors"
    r"|team|chair\w*|group|authority|panel|secretariat|court|tribunal|peacekeep\w+|joint \w+)"
    r"|[A-Z]{3,}\w*)\b"
)


def names_a_role(words: str) -> bool:
    """Whether words name the parties or the guarantors by their role."""
    return bool(_PARTIES.search(words) or _GUARANTORS.search(words))


def bearing_of(norm: Norm, chapeau: str, glossary: Glossary, before: Bearing | None) -> Bearing:
    """Whom a norm binds: its agent, its subject, those named in a noun's "by", or nobody who is named."""
    if (match := _FOR.match(norm.item)) and (refs := glossary.named(match["who"])):
        return Bearing(role="named", words=match["who"], refs=refs[:1])
    for words in (norm.agent, norm.subject if not norm.passive else ""):
        if words:
            return _of_words(words, glossary, before)
    if not norm.subject and names_a_role(chapeau):
        return _of_words(chapeau, glossary, before)
    return Bearing(role="nobody")


def _of_words(words: str, glossary: Glossary, before: Bearing | None) -> Bearing:
    if re.fullmatch(r"(?:they|it|both|each(?: of them)?)", words.strip(), re.I) and before:
        return before
    if _GUARANTORS.search(words):
        return Bearing(role="guarantors", words=words, refs=glossary.guarantors)
    refs = glossary.named(words)
    bodies = [ref for ref in refs if ref.startswith(("IGO", "NGO"))]
    if _PARTIES.search(words) and not _BODY.search(_PARTIES.sub("", words)):
        return Bearing(role="parties", words=words)
    if refs and (bodies or not re.search(r"\b(?:committee|commission|board|panel|team)\b", words, re.I)):
        return Bearing(role="named", words=words, refs=refs)
    if _BODY.search(words):
        return Bearing(role="body", words=words)
    return Bearing(role="nobody", words=words)
