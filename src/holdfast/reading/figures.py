"""Figures: a count's words made whole, what they count, and which of them count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdfast.reading.annotate import Claim, Part, Stretch
from holdfast.values import count, numeral

__all__ = ["counted", "counts", "unclaimed", "widened"]

# Words that bound or scale a figure; where the model's words begin behind them they are taken in.
BEFORE = re.compile(
    r"(?:\b(?:at least|at most|more than|less than|no (?:fewer|less|more) than|not (?:fewer|less|more) than|fewer than"
    r"|up to|as many as|as much as|about|around|approximately|roughly|some|nearly|almost|over|under|only|another"
    r"|an? (?:further|additional)|(?:a )?minimum of|(?:a )?maximum of|(?:hundreds|tens|dozens|scores|thousands) of"
    r"|(?:hundreds|tens) of (?:thousands|millions)(?: of)?|millions of|several|exceed(?:s|ed|ing)"
    r"|between(?: [\w,.]+ and)?|[\d,.]+ (?:to|or))|[$€£]|US\$|[\d][\d,.]*[–-])\s*$",
    re.IGNORECASE,
)
# The second half of a bound or a range, where the model's words begin with it: the first half stands before.
HALF_BOUND = re.compile(
    r"[\"“(]?(?:(?:fewer|less|more|than|least|most|many|much|as|of|to|or|not?(?= (?:fewer|less|more)\b)|up|and)\b\W*)+",
    re.IGNORECASE,
)
# What is glued to a numeral is part of it or takes its meaning away: "P600,000", "FA-50", "one-week".
GLUED_BEFORE, GLUED_BEHIND = (
    re.compile(r"[\w$€£]+[-‑]?$|[$€£]$"),
    re.compile(r"[-‑](?:hour|day|week|month|year|minute)s?\b"),
)
UNIT_BEHIND = re.compile(r"[-‑ ](?:hour|day|week|month|year|minute)s?\b")
# How far round the words a numeral may reach, in code points.
ROUND = 40
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d(?!\d))?")
YEAR_BEFORE = re.compile(
    r"\b(?:in|by|since|of|until|till|from|to|and|after|before|during|mid|early|late|through)[\s-]+$", re.IGNORECASE
)
# Half of a range that is none: "since Dec. 5 to 922" is a date and a figure, "since 2012 to 500" a year and a figure.
DATE_TO = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"|\b(?:since|in|by|from) (?:1[5-9]|20)\d\d) (?:to|or)\s*$",
    re.IGNORECASE,
)
FRACTION = re.compile(r"\b\w+[- ](?:halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b", re.IGNORECASE)
# Words that make one thing a figure without a numeral: "a helicopter", "no casualties", "both pilots", "he".
DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|another|each|both|no|none|nobody|not|neither|zero|nil|his|her|its|their|our|my|he|she|him"
    r"|several|many|few|dozens?|scores?|hundreds?|thousands?|millions?|billions?|tens|couple|pair|multiple|numerous"
    r"|once|twice|thrice|half|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b",
    re.IGNORECASE,
)
# What was done to people, whose name alone may then be the figure.
FATES = frozenset(
    {"killed", "wounded", "casualties", "missing", "captured", "detained", "released", "displaced", "evacuated"}
)
SHARE = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
# What "twelve times" and "half the sum" may count all the same.
UNMEASURED = frozenset({"violations", "duration-hours", "money"})
# Numerals that count nothing: parts of names and numbers of papers ("Resolution 2328", "Unit Two", "(CTF) 50"), ages,
# articles, hours of the day, footnotes, and "one" and "the two", which mostly point at somebody.
NAMED = re.compile(
    r"(?:\b[A-Z][\w.]*|\([A-Z]{2,}\)|\b(?:article|paragraph|resolution|no|number|page|aged?|at|of the|each of)"
    r"|[\[(#/:.])\s?$"
)
NUMBERED = re.compile(
    r"\b(?:posts?|units?|rooms?|sectors?|checkpoints?|gates?|hills?|blocks?|zones?|points?|routes?|highways?|roads?"
    r"|flights?|brigades?|battalions?|regiments?|divisions?|articles?|resolutions?|paragraphs?|stations?|camps?|phases?"
    r"|stages?|chapters?|pages?|annex(?:es)?|sections?|lines?)(?: \d+,?)*(?: (?:and|or|to))? $",
    re.IGNORECASE,
)
POINTED = re.compile(r"\b(?:the|these|those|our|both|his|her|their|between|other|all)\s+$", re.IGNORECASE)
CLOCK_BEHIND = re.compile(
    r"\s?(?:[mc]m\b|[ap]\.?m\b|o'clock|[:.]\d|[-‑–]?(?:st|nd|rd|th)\b|[\])]|[-‑]year|years? old\b)", re.IGNORECASE
)
# "The two-week halt" points at nobody.
LASTING = re.compile(r"[-‑](?:hour|day|week|month|minute)\b")
# "Dozens" and its like count in 35 of 36 gold quotes that hold one; "the millions of" points at somebody.
CROWD = re.compile(
    r"(?<!the )\b(?:(?:hundreds|tens|scores|dozens) of (?:thousands|millions)"
    r"|dozens|scores|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)
# Whom nothing befell: "No women or children were injured", "nobody was hurt".
NOBODY = re.compile(
    r"\b(?:no(?! (?:fewer|less|more|longer|later|sign|word|report)\b)(?: [^\W\d_][\w-]*){1,4}?"
    r"|(?:nobody|no[ -]one)(?: else)?|none(?: of (?:the|its|his|her|our|their) [\w-]+)?)"
    r"(?= (?:(?:was|were|is|are|has been|have been|had been) (?:also )?"
    r"(?:kill|wound|injur|hurt|harm|detain|arrest|captur|displac)|died|killed|hurt|injured|wounded))",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\bno (?:[a-z][\w-]* ){0,2}?(?:casualt(?:y|ies)|deaths|injuries|losses|victims|violations?|breach(?:es)?)\b",
    re.IGNORECASE,
)
# "A soldier was killed" is one soldier; a family, a crowd and the like are nobody knows how many.
ONE_OF_A_KIND = re.compile(
    r"an? (?!(?:\w+ ){0,2}(?:family|group|crowd|crew|number|unit|couple|pair|dozen|hundred|thousand|million|few|lot"
    r"|majority|third|quarter|half|convoy|patrol|team|platoon|company|battalion|village|town|city|cell|network"
    r"|further|total|handful)\b)",
    re.IGNORECASE,
)
# How sure a figure is that the model left lying in a claim's words: nine in ten such are counts in the gold.
LEFT_LYING = 0.5
PLURAL = re.compile(r"(?:[^s]s|people|men|women|children|police)$")
NEXT_WORD = re.compile(r"\s+\w+")
# The noun behind a bare figure: up to three words, none of which begins another phrase.
NOUN_BEHIND = re.compile(
    r"(?:\s+(?!(?:of|in|on|at|to|for|from|by|with|and|or|but|were|was|are|is|had|have|has|who|that|which|as|than|more"
    r"|people|others|dead|next|last|this|per|each|every|after|before|since|during|near|when|while|will|would|the|an?)\b)"
    r"[^\W_][\w'’-]*){1,3}"
)
# What was done to the counted, where its verb governs the figure: "wounding 22", "and injured at least 30".
DONE = re.compile(
    r"\b(kill(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|displac(?:ed|ing)|evacuat(?:ed|ing)|detain(?:ed|ing))\s+$"
)
# A bound is at most this many characters long.
REACH = 40


def widened(part: Part, text: str) -> Part:
    """A count's words with the whole of their numeral and the bound before it: "at least" before "seven people"."""
    part = _whole_numeral(part, text)
    start = part.start
    if (half := HALF_BOUND.match(text, start, part.end)) is not None and half.end() < part.end:
        start = half.end()
    while (found := BEFORE.search(text[max(0, start - REACH) : start])) is not None and found.group().strip():
        if DATE_TO.search(text[max(0, start - REACH) : start]):
            break
        start = max(0, start - REACH) + found.start()
    return replace(part, start=start)


def _whole_numeral(part: Part, text: str) -> Part:
    """The words widened to every numeral that they cut ("six" of "six million"), without a year before the figure."""
    base = max(text.rfind("\n", 0, part.start) + 1, part.start - ROUND)
    near = text[base : part.end + ROUND].split("\n")[0] if "\n" not in text[base : part.end] else text[base : part.end]
    numerals = [(base + one.start, base + one.end) for one in numeral.scan(near)]
    touched = [(start, end) for start, end in numerals if start < part.end and part.start < end]
    if not touched:
        return part
    if len(touched) > 1 and YEAR.fullmatch(text, *touched[0]):
        part = replace(part, start=touched[0][1])
        part = replace(
            part, start=part.start + len(text[part.start : part.end]) - len(text[part.start : part.end].lstrip())
        )
        touched = touched[1:]
    start, end = min(part.start, touched[0][0]), max(part.end, touched[-1][1])
    glued = GLUED_BEFORE.search(text, max(0, start - ROUND), start)
    if glued is not None and part.label != "money":  # "P600,000" are pesos, "FA-50" is no fifty
        start = glued.start()
    if (unit := (UNIT_BEHIND if part.label == "duration-hours" else GLUED_BEHIND).match(text, end)) is not None:
        end = unit.end()
    return replace(part, start=start, end=end)


def counts(part: Part, text: str) -> bool:
    """Whether the words count anything: not a year, not a share, not a word that only stands where figures do."""
    words = text[part.start : part.end]
    if FRACTION.search(words):
        return False
    if YEAR.fullmatch(words.strip()):
        return YEAR_BEFORE.search(text[max(0, part.start - REACH) : part.start]) is None
    if any(True for _ in numeral.scan(words)) or DETERMINED.search(words):
        return True
    return part.label in FATES or len(words.split()) > 1


def unclaimed(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims with the figures that stand in their words and that no claim counts yet.

    A figure goes to the claim with the shortest quote round it. The model overlooks members of long lists, in which
    figures are plain to see; times, places and conditions keep theirs.

    Args:
        claims: The claims of one window.
        text: The text of its document.
    """
    taken = [part for claim in claims for role in ("count", "time", "place", "condition") for part in claim.parts[role]]
    found: dict[int, list[Part]] = {}
    for number, claim in enumerate(claims):
        for part in _figures(claim, text):
            if any(part.start < other.end and other.start < part.end for other in taken):
                continue
            holding = [n for n, one in enumerate(claims) if one.quote.start <= part.start and part.end <= one.quote.end]
            if number == min(holding, key=lambda n: claims[n].quote.end - claims[n].quote.start, default=number):
                found.setdefault(number, []).append(part)
                taken.append(part)
    return [
        replace(claim, parts={**claim.parts, "count": (*claim.parts["count"], *found.get(number, ()))})
        for number, claim in enumerate(claims)
    ]


def _figures(claim: Claim, text: str) -> Iterator[Part]:
    """The figures in a claim's own words, each with its noun: numerals, words of size, nobody, and somebody."""
    happening = text[claim.trigger.start : claim.trigger.end]
    crowds = (found.span() for found in CROWD.finditer(text, claim.quote.start, claim.quote.end))
    for start, end in (*_numerals(claim.quote, text), *crowds):
        words = text[start:end] + _noun(NOUN_BEHIND.match(text, end, claim.quote.end))
        what = count.kind(words, happening=happening, event=claim.labels["type"], mode=claim.labels["mode"])
        yield Part(start=start, end=start + len(words), score=LEFT_LYING, label=what or "other")
    fate = count.kind("", happening=happening)
    if claim.labels["polarity"] == "negated":
        yield from _nobody(claim.quote, text, fate)
    elif fate is not None:
        yield from _somebody(claim, text, fate)


def _nobody(quote: Part, text: str, fate: str | None) -> Iterator[Part]:
    """Whom nothing befell, and what there was none of."""
    if fate is not None:
        for found in NOBODY.finditer(text, quote.start, quote.end):
            yield Part(start=found.start(), end=found.end(), score=LEFT_LYING, label=fate)
    for found in NOTHING.finditer(text, quote.start, quote.end):
        what = count.kind(found[0]) or fate or "casualties"
        yield Part(start=found.start(), end=found.end(), score=LEFT_LYING, label=what)


def _somebody(claim: Claim, text: str, fate: str) -> Iterator[Part]:
    """Whom the claim's happening befell, told as one of a kind."""
    for part in claim.parts["recipient"]:
        inside = claim.quote.start <= part.start and part.end <= claim.quote.end
        if inside and ONE_OF_A_KIND.match(text, part.start, part.end):
            yield replace(part, score=LEFT_LYING, label=fate)


def _numerals(quote: Part, text: str) -> Iterator[Stretch]:
    """Numerals that count something."""
    base = quote.start
    for one in numeral.scan(text[base : quote.end]):
        start, end = base + one.start, base + one.end
        before = text[max(0, start - ROUND) : start]
        lasting = LASTING.match(text, end)
        pointing = one.value in (0, 1) or (one.value == 2 and POINTED.search(before))
        plain = lasting or not pointing
        named = NAMED.search(before) or GLUED_BEFORE.search(before.removesuffix("$")) or CLOCK_BEHIND.match(text, end)
        aged = before.endswith(", ") and text[end : end + 1] == ","  # "a man, 42, was shot"
        named = named or NUMBERED.search(before)  # "near posts 542 and 543"
        if plain and not named and not aged and not YEAR.fullmatch(text, start, end):
            yield start, lasting.end() if lasting else end


def _noun(behind: re.Match[str] | None) -> str:
    """The words behind a figure up to its noun: to the first plural, else the first word."""
    words = behind[0].split() if behind else []
    plural = next((number for number, word in enumerate(words) if PLURAL.search(word)), 0)
    return "".join(f" {word}" for word in words[: plural + 1])


def counted(part: Part, text: str) -> str:
    """What a count counts: by its own words, the noun behind a bare figure, the verb before, else by the model.

    "22 wounded" and "two FA-50 jets" say it themselves, "killing seven" by its verb.
    That people serve somewhere tells nothing of what was done to them: there the model knows better.
    """
    after, behind = NEXT_WORD.match(text, part.end), NOUN_BEHIND.match(text, part.end)
    for end in (after.end() if after else part.end, behind.end() if behind else part.end, part.end):
        own = count.kind(text[part.start : end])
        if own == "other":  # "violated twelve times" counts times and violations; a share of money is a share
            return part.label if part.label in UNMEASURED and not SHARE.search(text, part.start, end) else own
        if own is not None and own != "personnel":
            return own
    done = DONE.search(text, 0, part.start)
    people = count.kind(text[part.start : part.end]) in (None, "personnel")
    return (done and people and count.kind("", happening=done[1])) or part.label
