"""Measure dates, counts, actors and places against annotated statements.

    python bench/values/statements.py FOLDER... [--wrong N]

Prints one line a measure. `--wrong` lists the N most frequent disagreements of each kind. The words and their context
come from the annotation, so that only the resolver is measured and not the finding of the words.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date as Day
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from gold import FORWARD, Document, documents

from holdfast.values import actor, count, date, place

Wrong = Counter[tuple[str, ...]]
PRONOUNS = actor._PRONOUNS


def share(right: int, of: int) -> str:
    """A share with its two numbers."""
    return f"{right / of:.3f} ({right}/{of})" if of else "-"


def iso(moment: Day | datetime | None) -> str:
    """A moment as the annotation writes it."""
    if moment is None:
        return ""
    text = moment.isoformat()
    return text[:16] + ("Z" if text.endswith("+00:00") else "") if "T" in text else text


def dates(found: list[Document], wrong: Wrong) -> list[str]:
    """Times: exact day and exact minute, and agreement where an open end is a matter of convention."""
    exact = days = either = total = empty = nothing = 0
    for document in found:
        story: Day | None = None
        for statement in document.statements:
            time = statement.get("time")
            if not time:
                continue
            status = statement.get("status")
            got = date.resolve(
                time["text"],
                anchor=document.published,
                future=FORWARD.get(status),
                story=story,
                ongoing=status == "ongoing",
            )
            ours = (iso(got.start), iso(got.end)) if got else ("", "")
            theirs = (time.get("from") or "", time.get("to") or "")
            if got and got.start and not got.why.startswith("it began"):
                story = Day.fromisoformat(iso(got.start)[:10])
            if theirs == ("", ""):
                nothing += 1
                empty += ours == ("", "")
                continue
            total += 1
            exact += ours == theirs
            same = [a[:10] == b[:10] for a, b in zip(ours, theirs, strict=True)]
            days += all(same)
            either += all(a[:10] == b[:10] or not a or not b for a, b in zip(ours, theirs, strict=True)) and any(
                a and a[:10] == b[:10] for a, b in zip(ours, theirs, strict=True)
            )
            if not all(same):
                wrong["date", time["text"], str(theirs), str(ours)] += 1
    return [
        f"dates: both ends to the minute {share(exact, total)}",
        f"dates: both ends to the day {share(days, total)}",
        f"dates: to the day, an end that only one of the two leaves open not counted {share(either, total)}",
        f"dates: words without a place in time left alone {share(empty, nothing)}",
    ]


def counts(found: list[Document], wrong: Wrong) -> list[str]:
    """Figures: bounds and what is counted."""
    right = kinds = total = 0
    for document in found:
        for statement in document.statements:
            for each in statement.get("counts") or []:
                got = count.read(each["text"])
                ours = (got.low, got.high, got.approx) if got else (None, None, False)
                theirs = (each["low"], each["high"], bool(each.get("approx")))
                event = statement["event"]
                kind = count.kind(
                    each["text"],
                    happening=(event.get("trigger") or {}).get("text"),
                    near=document.text[max(0, each["start"] - 70) : each["end"] + 50],
                    event=event.get("type"),
                    mode=event.get("mode"),
                )
                total += 1
                right += ours == theirs
                kinds += (kind or "other") == each["what"]
                if ours != theirs:
                    wrong["count", each["text"], str(theirs), str(ours)] += 1
    return [f"counts: low, high and approx {share(right, total)}", f"counts: kind {share(kinds, total)}"]


def actors(found: list[Document], wrong: Wrong) -> list[str]:
    """Refs: where the words name the country, and all with the document as context; pronouns are left out."""
    tally: Counter[str] = Counter()
    for document in found:
        main = [f"{code} GOV" for code in actor.countries_in(document.text)[:3]]
        known = [*reversed(main), *main[:1] * 2]
        for words, ref, doing in _parties(document):
            got = actor.resolve(words, context=known, on=document.published, doing=doing)
            named = got is not None and got.basis == "named" and " " in got.ref
            if named and got is not None:
                known.append(got.ref)
            for kind in ("all", "named") if named else ("all",):
                tally[kind] += 1
                tally[f"{kind} right"] += got is not None and got.ref == ref
                tally[f"{kind} country"] += got is not None and got.ref.split()[0] == ref.split()[0]
            if got is None or got.ref != ref:
                wrong["actor", words, ref, str(got.ref if got else None)] += 1
    return [
        f"actors: ref where the words name the country {share(tally['named right'], tally['named'])}",
        f"actors: country where the words name it {share(tally['named country'], tally['named'])}",
        f"actors: ref of all, names of persons included {share(tally['all right'], tally['all'])}",
    ]


def _parties(document: Document) -> list[tuple[str, str, str | None]]:
    """Actors, recipients and voices in text order, without pronouns and without those that have no ref."""
    parties = [
        (party["start"], party["text"], party["ref"], statement["event"].get("type") if role == "actors" else None)
        for statement in document.statements
        for role in ("actors", "recipients", "voices")
        for party in statement.get(role) or []
        if party.get("ref") and party["text"].lower() not in PRONOUNS
    ]
    return [(words, ref, doing) for _, words, ref, doing in sorted(parties, key=lambda party: party[0])]


def places(found: list[Document], wrong: Wrong) -> list[str]:
    """Places: found, country, precision."""
    tally: Counter[str] = Counter()
    for document in found:
        gold = [each for each in (s.get("place") for s in document.statements) if each]
        gold = [each for each in gold if any(letter.isupper() for letter in each["text"])]
        countries = actor.countries_in(document.text)[:4]
        answers = place.resolve_all([each["text"] for each in gold], countries=countries)
        for each, got in zip(gold, answers, strict=True):
            tally["named"] += 1
            if got is None:
                wrong["place", each["text"], str(each["country"]), "not found"] += 1
                continue
            tally["found"] += 1
            tally["with country"] += bool(each["country"])
            tally["country"] += bool(each["country"]) and got.country == each["country"]
            tally["precision"] += got.precision == each["precision"]
    return [
        f"places: named ones found {share(tally['found'], tally['named'])}",
        f"places: country right of those found {share(tally['country'], tally['with country'])}",
        f"places: precision right of those found {share(tally['precision'], tally['found'])}",
    ]


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--wrong", type=int, default=0, metavar="N")
    options = parser.parse_args()
    found = list(documents(options.folders))
    measures: tuple[Callable[[list[Document], Wrong], list[str]], ...] = (dates, counts, actors, places)
    for measure in measures:
        wrong: Wrong = Counter()
        for line in measure(found, wrong):
            print(line)
        for case, times in wrong.most_common(options.wrong):
            print("   ", times, *case, sep=" | ")


if __name__ == "__main__":
    main()
