"""Dyads: who does it to whom, as event data tells it, out of a statement that keeps voices and actors apart.

In event data the one who demands, accuses or promises is the source, and the deed that is spoken of is not told. A
statement tells both: the voice, and the actors of the deed. So the source of what is done with words is the voice.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

from score import overlap

Plain = dict[str, Any]
Stretch = tuple[int, int]

# Acts by which the voice itself does something to another.
SPOKEN = frozenset(("deny", "accuse", "promise", "propose", "demand", "threaten", "agree", "reject", "evaluate"))


def sources(statement: Plain) -> list[Plain]:
    """Who does it: the innermost voice of a spoken deed, if it has words in the text, and else the actors."""
    voices = [voice for voice in statement.get("voices") or [] if stretch(voice)][:1]
    if statement["act"] in SPOKEN and voices:
        return voices
    return [actor for actor in statement.get("actors") or [] if stretch(actor)]


def targets(statement: Plain) -> list[Plain]:
    """To whom: the recipients; where there are none, the actors of a deed that another demands or blames."""
    found = [recipient for recipient in statement.get("recipients") or [] if stretch(recipient)]
    if not found and statement["act"] in SPOKEN:
        found = [actor for actor in statement.get("actors") or [] if stretch(actor)]
    doers = {stretch(one) for one in sources(statement)}
    return [one for one in found if stretch(one) not in doers]


def stretch(part: Plain | None) -> Stretch | None:
    """Where a part stands in the text, if it does."""
    return None if part is None or part.get("start") is None else (part["start"], part["end"])


def between(statements: list[Plain], source: Stretch | None, target: Stretch | None) -> Plain | None:
    """The statement that tells of a dyad: the one whose source and target share words with it, best first.

    Of several it is the most certain; where none has a source or a target in common with the dyad, the most certain of
    all; none where there is no statement.
    """

    def fit(statement: Plain) -> tuple[int, float]:
        shared = sum(
            any(overlap(stretch(one), wanted) for one in parts)
            for parts, wanted in ((sources(statement), source), (targets(statement), target))
        )
        return shared, statement.get("confidence") or 0.0

    return max(statements, key=fit, default=None)
