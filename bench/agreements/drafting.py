"""How many of the library's clauses a draft from the agreement's own text finds: words, type, bearer, action, days.

    python bench/agreements/drafting.py FOLDER [--show] [--only minsk]

FOLDER holds the texts as plain text; which file is which agreement's stands in `TEXTS`. Nothing of them is in this
repository. Each is drafted as `holdfast draft` does, without parties given and with the day of the agreement as the day
of publication, and every clause that was written by hand in `agreements/` is looked for in the draft:

- words: a clause of the draft rests on a sentence in which words stand that the library quotes;
- type: one of those is of the same type; bearer: it binds the same; action: it looks for a type of happening that the
  library's looks for, too; days: it has the day by which, or the first day from which, the library (or one of its
  readings) has it. Bearer, action and days are counted on the best of those clauses, where the library's has them.

A clause of the library of whose words none stand in the text, such as one of an annex, is not counted.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from holdfast.agreements import library, load
from holdfast.agreements.drafting import ClauseDraft
from holdfast.agreements.drafting.files import agreement_of
from holdfast.errors import HoldfastError
from holdfast.model import Agreement, Clause, Document
from holdfast.pipeline.drafting import drafted
from holdfast.reading import open_reader

TEXTS = {
    "ph-2012-10-15-bangsamoro-framework": "full_text/PAX867_2012-10-15_Framework_Agreement_on_the_Bangsamoro.txt",
    "ss-2018-09-12-revitalised-agreement": "full_text/PAX2112_2018-09-12_R-ARCSS_South_Sudan.txt",
    "ua-1994-12-budapest-memorandum": "budapest_memorandum_1994_EXCERPT.txt",
    "ua-2015-02-12-minsk-package": "full_text/PAX1364_2015-02-12_Minsk_II_Package_of_Measures.txt",
    "ua-2020-07-22-ceasefire-measures": "full_text/PAX2440_2020-07-22_TCG_measures_to_strengthen_ceasefire.txt",
    "ua-2022-03-istanbul-proposals": "istanbul_communique_2022_EXCERPT.txt",
    "ua-2022-07-22-grain-initiative": "black_sea_grain_initiative_2022_REPORTED_TERMS.txt",
}
ASKED = ("words", "type", "bearer", "action", "days")
_QUOTED = re.compile(r"[\"“]([^\"”]{8,})[\"”]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What of one clause of the library a draft has; None where the library's clause has no such thing."""

    clause: Clause
    marks: dict[str, bool | None]
    by: str | None


def main() -> None:
    """Draft from each text, and print what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--show", action="store_true", help="print each clause of the library")
    options.add_argument("--only", default="", help="agreements whose id has this in it")
    given = options.parse_args()
    reader = open_reader()
    total: Counter[str] = Counter()
    print(f"{'agreement':38} {'clauses':>7} " + " ".join(f"{name:>9}" for name in ASKED) + f" {'drafted':>8}")
    for name, file in TEXTS.items():
        if given.only not in name or name not in library():
            continue
        agreement = load(name)
        text = (given.folder / file).read_text(encoding="utf-8")
        text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        document = Document(text=text, published=agreement.date, language="en")
        try:
            made = drafted([document], reader=reader, report=lambda error: print(error, file=sys.stderr))
            clauses, proposed = made.clauses, agreement_of(made)
        except HoldfastError as error:
            print(f"{name}: {error}", file=sys.stderr)
            clauses, proposed = (), None
        found = list(compared(agreement, text, clauses, proposed))
        tally = counted(found)
        total += tally
        print(row(name, tally) + f" {len(clauses):>8}")
        for one in found if given.show else ():
            told = " ".join(f"{mark}:{'-' if so is None else 'yes' if so else 'no'}" for mark, so in one.marks.items())
            print(f"    {one.clause.type:12} {one.clause.id:32} {told}  {one.by or ''}")
    print(row("all", total))


def row(name: str, tally: Counter[str]) -> str:
    """One line of the table: found of those that have it."""
    cells = " ".join(f"{tally[mark]:>4}/{tally[f'of {mark}']:<4}" for mark in ASKED)
    return f"{name:38} {tally['clauses']:>7} {cells}"


def counted(found: Iterable[Found]) -> Counter[str]:
    """How many clauses have each mark, of how many that could."""
    tally: Counter[str] = Counter()
    for one in found:
        tally["clauses"] += 1
        for mark, so in one.marks.items():
            tally[mark] += so is True
            tally[f"of {mark}"] += so is not None
    return tally


def compared(
    agreement: Agreement, text: str, clauses: Iterable[ClauseDraft], drafted: Agreement | None
) -> Iterator[Found]:
    """Each clause of the library whose words stand in the text, with what the draft has of it."""
    made = list(zip(clauses, drafted.clauses, strict=True)) if drafted else []
    for clause in agreement.clauses:
        spots = list(places_of(clause, agreement, text))
        if not spots:
            continue
        near = [one for proposed, one in made if any(rests_on(proposed, spot, text) for spot in spots)]
        scored = [(marks_of(clause, one, agreement, drafted), one) for one in near if drafted]
        missed = marks_of(clause, None, agreement, drafted)
        best, by = max(scored, key=lambda pair: weight(pair[0]), default=(missed, None))
        yield Found(clause=clause, marks=best, by=by and f"{by.type} {by.id}")


def weight(marks: dict[str, bool | None]) -> tuple[int, int]:
    """The clause of the same type comes first, then the one that shares most."""
    return (marks["type"] is True, sum(so is True for so in marks.values()))


def marks_of(
    clause: Clause, one: Clause | None, agreement: Agreement, drafted: Agreement | None
) -> dict[str, bool | None]:
    """What a clause of a draft has of one of the library."""
    wanted, days = kinds(clause), days_of(clause, agreement)
    return {
        "words": one is not None,
        "type": one is not None and one.type == clause.type,
        "bearer": None if not clause.who else one is not None and keys(one.who) == keys(clause.who),
        "action": None if not wanted else one is not None and bool(wanted & kinds(one)),
        "days": None if not days else one is not None and drafted is not None and bool(days & days_of(one, drafted)),
    }


def keys(refs: Iterable[str]) -> set[str]:
    """Bearers without the office: a state, a body, or the armed groups of a country."""
    return {ref if ref.startswith("IGO") or ref.endswith(" REB") else ref[:3] for ref in refs}


def kinds(clause: Clause) -> set[str]:
    """The types of happening that a clause looks for, and in bans and limits those that would break it."""
    return {kind for pattern in patterns(clause.to_builtins()) for kind in pattern}


def patterns(value: Any, name: str = "") -> Iterator[list[str]]:
    """The lists of types of every pattern in a clause but what is asked for, excluded and looked at meanwhile."""
    if isinstance(value, dict):
        if isinstance(value.get("type"), list | tuple) and name != "terms":
            yield value["type"]
        for part, inner in value.items():
            if part not in ("request", "unless", "excluded", "readings", "consultation", "decision_event", "of"):
                yield from patterns(inner, part)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from patterns(inner, name)


def days_of(clause: Clause, agreement: Agreement) -> set[str]:
    """The days by which something is due or from which it binds, with those of the readings; days within which, too."""
    own = flat_days(clause.to_builtins(), agreement.date)
    for reading in clause.readings:
        own |= flat_days(reading.overrides, agreement.date)
    return own - {agreement.date}


def flat_days(value: dict[str, Any], start: str) -> set[str]:
    """The days that a clause, or a reading of one, sets."""
    terms = value.get("terms", {})
    found = {value.get("deadline"), terms.get("deadline"), terms.get("until"), value.get("from_day")}
    found |= {f"within {days:g}" for days in (terms.get("within"), terms.get("consult_within")) if days}
    within = value.get("within") if isinstance(value.get("within"), int | float) else None
    if within:
        found.add((date.fromisoformat(value.get("from_day") or start) + timedelta(days=within)).isoformat())
    return {str(day) for day in found if day}


def places_of(clause: Clause, agreement: Agreement, text: str) -> Iterator[int]:
    """Where the words stand that the library quotes for a clause."""
    for ref in clause.text_refs:
        wording = agreement.wording(ref.text)
        # The quote of the clause is the surer; one wording may serve several clauses.
        quotes = [ref.quote] if ref.quote else []
        found = [spot for quote in quotes if (spot := spot_of(quote, text)) is not None]
        if not found and wording:
            found = [spot for quote in _QUOTED.findall(wording.text) if (spot := spot_of(quote, text)) is not None]
        yield from found


def spot_of(quote: str, text: str) -> int | None:
    """Where some words stand in a text, whatever the blanks and capitals."""
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", quote))
    match = re.search(pattern, text, re.I)
    return match.start() if match else None


def rests_on(clause: ClauseDraft, spot: int, text: str) -> bool:
    """Whether a clause of a draft rests on the sentence or the item in which a spot lies."""
    for telling in clause.tellings:
        start = text.find(telling.sentence)
        whole = start <= spot < start + len(telling.sentence) if start >= 0 else False
        if whole or telling.statement.start <= spot < telling.statement.end:
            return True
    return False


if __name__ == "__main__":
    main()
