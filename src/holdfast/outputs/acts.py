"""Whether words show the act that a statement has: a refusal needs a word of refusing, a promise one of willing.

A reader that takes a readiness for a refusal must not make a brief say so. The words are looked for in the sentence in
which the quote stands. The lists are wide: they catch what contradicts the words, and judge nothing finer.
"""

from __future__ import annotations

import re

from holdfast.model import Statement
from holdfast.model.statement import Act
from holdfast.outputs.happenings import sentence_around

__all__ = ["is_called_a_denial", "is_told_by_words", "is_whole_claim"]

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
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ial|ials|ying)|false\w*|fabricat\w*|staged|staging|baseless|lies|lying|untrue|fakes?|reject\w*"
    r"|dismiss\w*|refut\w*)\b",
    re.IGNORECASE,
)


def is_called_a_denial(statement: Statement, text: str) -> bool:
    """Whether the sentence in which a statement stands has a word of denying, and more than a mere "no".

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    return _DENYING.search(text, *sentence_around(statement, text)) is not None


def is_whole_claim(statement: Statement, text: str) -> bool:
    """Whether the words of a statement are a clause of their own: they begin a sentence, a quotation or follow "that".

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    before = text[sentence_around(statement, text)[0] : statement.start].rstrip()
    return not before or before[-1] in "\"“‘':;" or before.endswith(" that")


def is_told_by_words(statement: Statement, text: str) -> bool:
    """Whether the sentence in which a statement stands has a word that shows its act.

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    pattern = _PATTERNS.get(statement.act)
    if pattern is None:
        return True
    return pattern.search(text, *sentence_around(statement, text)) is not None
