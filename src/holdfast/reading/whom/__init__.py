"""Whom: who is meant by the words for actors, recipients and voices, weighed over a whole document.

"The ministry", "he" and "both sides" tell whom they mean only together with who was named before, who speaks, where a
claim happens and what is done. Each stretch of words is asked for in the order of the text; the candidates are those
who were meant before, those whom the words name, and sectors of the states that are near; a small network weighs them.
"""

from holdfast.reading.whom.meant import meant, walk
from holdfast.reading.whom.memory import Asked, Case
from holdfast.reading.whom.network import Network

__all__ = ["Asked", "Case", "Network", "meant", "walk"]
