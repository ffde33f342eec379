"""Language: whether a text is in English, the one language that the shipped reader knows.

Plain English shows by its small words at once. Only where they are few is py3langid asked, which takes half a second
to load. A text is turned away on evidence for another language, never for want of evidence: a headline of names has
no language, and is read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

__all__ = ["foreign_language", "sure_language"]

# Words that few other languages share: "a", "in", "no" and "will" are not among them.
SMALL_WORDS = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "with",
        "for",
        "from",
        "that",
        "this",
        "are",
        "were",
        "been",
        "has",
        "had",
        "have",
        "would",
        "which",
        "their",
        "they",
        "its",
        "is",
        "after",
        "said",
        "says",
        "at",
        "by",
        "it",
        "as",
        "not",
        "his",
    ]
)
# English news has about 30 % of them, and other languages written in Latin letters under 8 %.
ENGLISH_SHARE, FEW_SHARE = 0.15, 0.08
# Two words are a name or a greeting and may look like any language.
FEWEST_WORDS = 3
# As sure must the identifier be of another language; it gives true foreign sentences .66 and more.
SURE = 0.5
# As sure must it be for its answer to be written down as a document's language.
VERY_SURE = 0.9
# A page may open with a menu in many languages, so more than its first lines are looked at.
LOOKED_AT = 6000
# Nigerian Pidgin is what the identifier calls English headlines.
READ_AS_ENGLISH = frozenset({"en", "pcm"})
WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """The code of the other language that a text is in; None if it is English or cannot be told."""
    words = [word.lower() for word in WORD.findall(text[:LOOKED_AT])]
    if not words:
        return None
    share = sum(word in SMALL_WORDS for word in words) / len(words)
    if share >= ENGLISH_SHARE:
        return None
    script = _script(words)
    if script is None:
        return None
    if script != "LATIN":
        return _other_script(text, script)
    return _identify(text) if share < FEW_SHARE and len(words) >= FEWEST_WORDS else None


def sure_language(text: str) -> str | None:
    """The ISO 639 code of a text's language if the identifier is sure; None if it is not, or there are no words."""
    if not WORD.search(text[:LOOKED_AT]):
        return None
    code, probability = _identifier().classify(text[:LOOKED_AT])
    return str(code) if probability >= VERY_SURE else None


def _other_script(text: str, script: str) -> str:
    """What a text in letters other than Latin ones is in: the identifier's best guess, or the script's name."""
    code, _ = _identifier().classify(text[:LOOKED_AT])
    return str(code) if code not in READ_AS_ENGLISH else script.lower()


def _identify(text: str) -> str | None:
    code, probability = _identifier().classify(text[:LOOKED_AT])
    return str(code) if code not in READ_AS_ENGLISH and probability >= SURE else None


def _script(words: list[str]) -> str | None:
    """The script in which more than half of the letters are written."""
    letters = "".join(words)[:2000]
    kinds = [unicodedata.name(letter, "").partition(" ")[0] for letter in letters]
    best = max(set(kinds), key=kinds.count)
    return best if best and kinds.count(best) * 2 > len(kinds) else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The identifier, loaded when it is first needed: it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # heavy, and English text never needs it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
