"""Trees of reasons in lines: what came out alike is told once, with the names of all that it holds for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdfast.cli.surroundings import Surroundings
from holdfast.cli.tables import printable
from holdfast.model import Verdict, Why

__all__ = ["alike", "write_reasons"]

_CODE = re.compile(r"\([A-Z]{3}\)")


def write_reasons(why: Why, around: Surroundings, *, most: int | None = None) -> None:
    """Write a tree of reasons, indented, down to the words in the documents; say how many lines are left out."""
    lines = list(_told(why, 1, set()))
    for line in lines[:most]:
        depth = len(line) - len(line.lstrip(" "))
        around.write(" " * depth + printable(line))
    left = len(lines[most:]) if most is not None else 0
    if left:
        around.write(f"  … and {left} more line{'' if left == 1 else 's'} of reasons")


def _told(why: Why, indent: int, known: set[Why]) -> Iterator[str]:
    """The lines of a tree; a branch that has been told in it before is only named."""
    if why in known:
        yield "  " * indent + f"{why.sentence} (The reasons stand above.)"
        return
    if why.because or why.cites:
        known.add(why)
    own, *cited = Why(sentence=why.sentence, cites=why.cites).lines(indent)
    yield own
    yield from cited
    for reason in why.because:
        yield from _told(reason, indent + 1, known)


def alike(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """Verdicts of one clause that came out alike, together: their reasons differ in nothing but their own names."""
    groups: list[list[Verdict]] = []
    for verdict in verdicts:
        for group in groups:
            if _same(group[0], verdict):
                group.append(verdict)
                break
        else:
            groups.append([verdict])
    return groups


def _same(one: Verdict, other: Verdict) -> bool:
    outcomes = [(v.clause, v.level, v.shadow, v.settled, v.attributed) for v in (one, other)]
    if outcomes[0] != outcomes[1]:
        return False
    lines, others = list(one.why.lines()), list(other.why.lines())
    return len(lines) == len(others) and all(
        left == right or _unnamed(one, left) == _unnamed(other, right)
        for left, right in zip(lines, others, strict=True)
    )


def _unnamed(verdict: Verdict, line: str) -> str:
    """A line without the names of the verdict's own instance and reading."""
    line = line.replace(f"“{verdict.reading}”", "“…”")
    own = [name for name in (verdict.instance or "").split(" · ") if name and name in line]
    for name in sorted(own, key=len, reverse=True):
        line = line.replace(name, "…")
    # Beside a name stands its code: "Poland consulted (POL)".
    return _CODE.sub("(…)", line) if own else line
