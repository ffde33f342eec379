"""Whether words show the act that a statement has: a refusal needs a word of refusing, a promise one of willing.

A reader that takes a readiness for a refusal must not make a brief say so. The words are looked for in the sentence in
which the quote stands. The lists are wide: they catch what contradicts the words, and judge nothing finer.
"""

from __future__ import annotations

import re

from holdfast.model import Statement
from holdfast.model.statement import Act

__all__ = ["is_told_by_words"]

_NO = r"no|not|none|never|nothing|nobody|neither|nor|without|\w+n['’]t|cannot"
_WORDS: dict[Act, str] = {
    "deny": rf"{_NO}|den(?:y|ies|ied|ial|ials|ying)|false\w*|fabricat\w*|stag(?:ed|ing)|baseless|lies?|lying"
    r"|untrue|fakes?|reject\w*|dismiss\w*|provocations?",
    "promise": r"will|would|shall|promis\w*|pledg\w*|commit\w*|vow\w*|guarant\w*|undertak\w*|undertook|decid\w*"
    r"|agree\w*|ready|offer\w*|assur\w*|plans?|to|is|are",
    "propose": r"propos\w*|suggest\w*|offer\w*|could|would|should|may|might|can|call\w*|plans?|draft\w*|ready|host\w*"
    r"|invit\w*|want\w*|hop\w*|must|be|to",
    "demand": r"demand\w*|must|should|call\w*|urg\w*|ask\w*|request\w*|insist\w*|appeal\w*|needs?|ha(?:s|ve) to"
    r"|requir\w*|order\w*|want\w*|told|tell\w*|stop|let|ought|warn\w*|to",
    "threaten": r"threat\w*|will|would|respon\w*|retaliat\w*|answer\w*|consequences?|warn\w*|if|unless|price|otherwise"
    r"|punish\w*",
    "agree": r"agree\w*|accept\w*|sign\w*|consent\w*|approv\w*|ratif\w*|welcom\w*|ready|allow\w*|back\w*|concede\w*|yes"
    r"|willing\w*",
    "reject": rf"{_NO}|reject\w*|refus\w*|den(?:y|ies|ied)|dismiss\w*|oppos\w*|unacceptable|against|rul(?:e|ed|es) out"
    r"|veto\w*|forbid\w*|declin\w*|impossible|fail\w*|suspend\w*|break\w*|broke",
    "question": r"whether|unclear|unknown|unconfirmed|known|confirm\w*|who|dispute\w*|contested|verif\w*|doubt\w*"
    r"|question\w*|ask\w*|if|cannot|not|declin\w*",
}
_PATTERNS = {act: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for act, words in _WORDS.items()}
_END = re.compile(r"[.!?](?=\s)|\n")


def is_told_by_words(statement: Statement, text: str) -> bool:
    """Whether the sentence in which a statement stands has a word that shows its act.

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    pattern = _PATTERNS.get(statement.act)
    if pattern is None:
        return True
    before = [match.end() for match in _END.finditer(text, 0, statement.start)]
    after = _END.search(text, max(statement.start, statement.end - 1))
    return pattern.search(text, before[-1] if before else 0, after.end() if after else len(text)) is not None
