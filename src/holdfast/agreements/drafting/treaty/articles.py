"""The parts of an agreement's text: articles, paragraphs and items with their numbers, and the chapeau over a list.

A number stands at the beginning of a line, alone or before its words: "Article 4", "CHAPTER II:", "VIII.", "2.1.5.",
"3.", "(a)", "b.", "(iv)", "-". A dotted number is whole; any other stands within the one above it ("VIII" and "5" are
"VIII.5", "5" and "(a)" are "5(a)"). A part that ends in a colon is the chapeau of the items below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

__all__ = ["Part", "parts_of"]

_ROMAN = r"[IVX]{1,5}"
_KINDS = (
    (
        "article",
        r"(?:Article|Art\.|ARTICLE|Section|SECTION|Paragraph|Point)\s+(?P<article>\d+(?:\.\d+)*"
        r"|[IVXLC]+)\b[.:)]?",
    ),
    (
        "chapter",
        rf"(?:CHAPTER|Chapter|PART|Part|ANNEX(?:URE)?|Annex(?:ure)?|TITLE)\s+(?P<chapter>\d+|{_ROMAN}"
        rf"|[A-Z])\b[.:)]?",
    ),
    ("dotted", r"(?P<dotted>\d+(?:\.\d+)+)\.?(?=\s|[A-Z])"),
    ("number", r"(?:\((?P<number>\d{1,2})\)|(?P<number2>\d{1,2})[.)])(?=\s|$)"),
    ("roman", rf"(?P<roman>{_ROMAN})\.(?=\s|$)"),
    ("letter", r"(?:\((?P<letter>[a-z])\)|(?P<letter2>[a-z])[.)])(?=\s)"),
    ("small-roman", r"\((?P<small>[ivx]{2,5})\)(?=\s)"),
    ("dash", r"(?P<dash>[-–—•*])(?=\s)"),
)
_MARKER = re.compile(r"^[ \t]*(?:" + "|".join(f"(?P<k{at}>{mark})" for at, (_, mark) in enumerate(_KINDS)) + ")", re.M)
_RANK = {"chapter": 0, "article": 1, "roman": 1, "dotted": 2, "number": 3, "letter": 4, "small-roman": 5, "dash": 6}
_INLINE = re.compile(r"(?<=[\s:;,])\((?P<item>[a-z]|[ivx]+)\)\s")
_HEADING = 14
"""Words that a heading has at most."""
_VERB = re.compile(r"\b(?:shall|must|will|may|is|are|was|were|has|have|undertakes?|agrees?|commits?|refrains?)\b", re.I)
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One numbered part of a text, or a paragraph without a number.

    Attributes:
        number: Its whole number, such as "VIII.5" or "4(a)"; that of the part before for a paragraph that goes on.
        start, end: Where its own words stand, without its marker.
        chapeau: The words over the list of which it is an item; empty where it is none.
        heading: It is only a heading.
        marked: A marker stands before it.
    """

    number: str
    start: int
    end: int
    chapeau: str = ""
    heading: bool = False
    marked: bool = True


def parts_of(text: str) -> list[Part]:
    """The parts of a text in order, each with its number and the chapeau over it."""
    found: list[Part] = []
    above: list[tuple[int, str, Part]] = []
    beside: dict[tuple[str, int], str] = {}
    intro = ""
    for kind, label, start, end in _marked(text):
        rank = _RANK[kind] if kind else -1
        if kind == "letter" and label in "ivx" and above and above[-1][0] >= _RANK["letter"]:
            rank = _roman_or_letter(label, above)
        if kind:
            above = [one for one in above if one[0] < rank] if kind != "dotted" else _over_dotted(label, above)
        number = _number(kind, label, above)
        over = (above[-1][2].number if above else "", rank)
        part = Part(number=number, start=start, end=end, marked=bool(kind))
        part = replace(part, heading=_is_heading(text[start:end], kind))
        # An item that ends in a colon itself stands over its neighbours that follow: some texts number them alike.
        part = replace(part, chapeau=beside.get(over) or _chapeau(text, above))
        if not kind or part.heading:
            intro = _opening(text[start:end]) if text[start:end].endswith(":") else ""
        if kind:
            above.append((rank, label, part))
            if part.chapeau and text[start:end].endswith(":"):
                beside[over] = _opening(text[start:end])
            if not part.chapeau and rank >= _RANK["number"]:
                part = replace(part, chapeau=intro)
        found += _inline(text, part) if not part.heading and part.start < part.end else [part]
    return [one for one in found if one.start < one.end]


def _marked(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each stretch between two markers as (kind, label, start, end); paragraphs without one have no kind."""
    at = 0
    marks = [match for match in _MARKER.finditer(text)]
    yield from _paragraphs(text, 0, marks[0].start() if marks else len(text))
    for place, match in enumerate(marks):
        at = match.end()
        until = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        kind = next(name for number, (name, _) in enumerate(_KINDS) if match[f"k{number}"])
        label = next(value for name, value in match.groupdict().items() if value and not re.fullmatch(r"k\d", name))
        cut = _BLANK.search(text, at + len(text[at:until]) - len(text[at:until].lstrip()), until)
        start, end = _trimmed(text, at, cut.start() if cut else until)
        yield kind, label, start, end
        if cut:
            yield from _paragraphs(text, cut.end(), until)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    while start < end:
        cut = _BLANK.search(text, start, end)
        first, last = _trimmed(text, start, cut.start() if cut else end)
        if first < last:
            yield "", "", first, last
        start = cut.end() if cut else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))


def _roman_or_letter(label: str, above: list[tuple[int, str, Part]]) -> int:
    """The rank of "(i)" and "(v)": a letter behind its neighbour in the alphabet, else a small Roman number."""
    follows = any(
        rank == _RANK["letter"] and ord(label) == ord(before) + 1 for rank, before, _ in above if len(before) == 1
    )
    return _RANK["letter"] if follows else _RANK["small-roman"]


def _over_dotted(label: str, above: list[tuple[int, str, Part]]) -> list[tuple[int, str, Part]]:
    """The parts over a dotted number: those whose own number it goes on from, and the chapters."""
    return [
        one
        for one in above
        if one[0] < _RANK["article"] or (one[0] == _RANK["dotted"] and label.startswith(f"{one[1]}."))
    ]


def _number(kind: str, label: str, above: list[tuple[int, str, Part]]) -> str:
    if not kind:
        return above[-1][2].number if above else ""
    if kind in ("dotted", "article"):
        return label
    over = next((one for one in reversed(above) if one[2].number and one[0] != _RANK["dash"]), None)
    prefix = over[2].number if over else ""
    if kind == "dash":
        return prefix
    if kind == "chapter":
        return label
    if kind in ("letter", "small-roman"):
        return f"{prefix}({label})" if prefix else f"({label})"
    return f"{prefix}.{label}" if prefix else label


def _chapeau(text: str, above: list[tuple[int, str, Part]]) -> str:
    """The last sentence of each part above that ends in a colon."""
    opened = []
    for _, _, part in above:
        words = text[part.start : part.end].rstrip()
        if words.endswith(":") and not part.heading:
            opened.append(_opening(words))
    return " ".join(opened[-2:])


def _opening(words: str) -> str:
    """The last sentence of words that open a list, without the colon."""
    return re.sub(r"\s+", " ", re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)[-1].rstrip(": "))


def _is_heading(words: str, kind: str) -> bool:
    """Whether a part is only its heading: few words, no verb, no full stop."""
    plain = words.strip()
    if kind in ("letter", "small-roman", "dash") or not plain:
        return False
    short = len(plain.split()) <= _HEADING and not plain.endswith((".", ";", ",", ":"))
    loud = plain.isupper() or sum(word[:1].isupper() for word in plain.split()) * 3 >= 2 * len(plain.split())
    return short and loud and not _VERB.search(plain)


def _inline(text: str, part: Part) -> list[Part]:
    """The items that stand within a part's own lines: "shall (a) withdraw, and (b) dismantle"."""
    marks = list(_INLINE.finditer(text, part.start, part.end))
    wanted = [chr(ord("a") + place) for place in range(len(marks))]
    if len(marks) < 2 or [mark["item"] for mark in marks] != wanted:
        return [part]
    chapeau = re.sub(r"\s+", " ", text[part.start : marks[0].start()]).strip(" :,")
    opening = re.split(r"(?<=[.!?])\s+(?=[A-Z])", chapeau)[-1]
    found = []
    if len(chapeau) > len(opening):
        found.append(
            replace(part, end=part.start + text[part.start : marks[0].start()].rfind(opening.split(" ", 1)[0]))
        )
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        start, end = _trimmed(text, mark.end(), after.start() if after else part.end)
        words = re.sub(r"[;,]?\s*(?:and|or)?\s*$", "", text[start:end])
        item = Part(number=f"{part.number}({mark['item']})", start=start, end=start + len(words), chapeau=opening)
        found.append(item)
    return found
