"""Late reports: what is settled must stay as it is when the rest arrives.

    python bench/agreements/late.py [--records 400] [--seed 1]

Each record is three weeks of attacks, withdrawals, talks and votes, some of them denied, under one agreement with a
clause of each kind that reports can decide. A share of the reports comes late, by up to the days after which a day
settles. Every verdict that is called settled, of a day by what was known on it and on the days after, is held against
the verdict of the same day by all that was ever reported: a settled breach that vanishes is a false one, a breach that
a settled verdict does not tell is missed. Beside it stands what is said at once, by what has arrived on the day itself.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from datetime import date, timedelta

from holdfast.agreements import check
from holdfast.agreements.readings import flat
from holdfast.agreements.situations import Given, Situation, view_of
from holdfast.model import Agreement, Verdict

START = date(2022, 3, 1)
DAYS = 21
SETTLE = 3
SHARES = (0.01, 0.05, 0.2)
HEADER = {
    "id": "late", "title": "Late reports", "status": "signed", "date": START.isoformat(),
    "parties": [{"id": "RUS", "side": "Russia"}, {"id": "UKR", "side": "Ukraine"}],
    "guarantors": [{"id": "USA"}, {"id": "GBR"}],
    "areas": {"north": {"country": "UKR", "names": ["Kyiv", "Chernihiv"]}},
    "evidence": {"min_independent": 2, "settle_days": SETTLE},
}  # fmt: skip
CLAUSES = (
    {"id": "ban", "type": "prohibition", "who": ["RUS"], "where": ["north"], "what": {"type": ["ASSAULT"]}},
    {
        "id": "duty", "type": "obligation", "who": ["RUS"], "deliverable": {"type": ["RETREAT"]},
        "deadline": "2022-03-10",
    },
    {
        "id": "quiet", "type": "ceasefire", "where": ["north"], "what": {"type": ["ASSAULT"]}, "tolerance": 1,
        "per_days": 5,
    },
    {"id": "order", "type": "step", "what": {"type": ["CONSULT"]}, "relation": "after", "of": {"type": ["AGREE"]}},
    {
        "id": "help", "type": "guarantee", "who": ["USA", "GBR"], "trigger": {"type": ["ASSAULT"]}, "consult_within": 2,
        "consultation": {"type": ["CONSULT"]},
    },
)  # fmt: skip
VOICES = ("UKR MIL", "USA GOV", "IGO UNO")
DENIED = 0.25
"""How often a side denies what is told of it, and how often a third party does."""
DOERS = {"ASSAULT": "RUS MIL", "RETREAT": "RUS MIL", "CONSULT": "USA GOV", "AGREE": "UKR GOV"}


def reports(chance: random.Random, *, late: float) -> list[Given]:
    """Three weeks of reports: each happening told by two or three voices, some denied, a share of the reports late."""
    found = []
    for number in range(chance.randint(2, 8)):
        kind, day = chance.choice(tuple(DOERS)), START + timedelta(days=chance.randrange(DAYS))
        telling = [(voice, False) for voice in chance.sample(VOICES, chance.randint(2, 3))]
        telling += [("RUS GOV", True)] * (chance.random() < DENIED) + [("IGO EEC", True)] * (chance.random() < DENIED)
        for voice, denies in telling:
            delay = chance.randint(1, SETTLE) if chance.random() < late else 0
            told = {
                "said": f"{kind} number {number}, says {voice}", "type": kind, "by": [voice],
                "act": "deny" if denies else "assert", "polarity": "negated" if denies else "affirmed",
                "actor": [DOERS[kind]], "place": "Kyiv", "day": day.isoformat(),
                "published": (day + timedelta(days=delay)).isoformat(), "same": f"{kind}-{number}",
            }  # fmt: skip
            found.append(Given.from_builtins(told))
    return found


def judged(
    agreed: Agreement, given: list[Given], *, on: date, by: date | None
) -> dict[tuple[str, str | None], Verdict]:
    """The verdicts of a day by what was known on a day, by clause and instance."""
    known = by.isoformat() if by else None
    view = view_of(Situation(situation="late", on=on.isoformat(), expect=(), given=tuple(given), known_by=known))
    return {(one.clause, one.instance): one for one in check(agreed, view, on=on)}


def main() -> None:
    """Count what is false and what is missed, settled and not, for each share of late reports."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    agreed = Agreement.from_builtins(HEADER).with_clauses(tuple(flat(clause) for clause in CLAUSES))
    titles = ("late", "verdicts, breaches", "at once: false, missed", "settled: verdicts, breaches", "false, missed")
    print(f"| {' | '.join(titles)} |")
    print("|---|---|---|---|---|")
    for share in SHARES:
        chance, counts = random.Random(given.seed), Counter[str]()
        for _ in range(given.records):
            compare(agreed, reports(chance, late=share), chance, counts)
        print(
            f"| {share:.0%} | {counts['verdicts']}, {counts['breaches']} | {counts['false']}, {counts['missed']} "
            f"| {counts['settled']}, {counts['settled breaches']} "
            f"| {counts['false settled']}, {counts['missed settled']} |"
        )


def compare(agreed: Agreement, given: list[Given], chance: random.Random, counts: Counter[str]) -> None:
    """Hold the verdicts of a few days, by what was known on them and a little later, against those by all that came."""
    for day in sorted(chance.sample(range(DAYS), 3)):
        on = START + timedelta(days=day)
        now = judged(agreed, given, on=on, by=None)
        for wait in range(SETTLE + 2):
            then = judged(agreed, given, on=on, by=on + timedelta(days=wait))
            for key in {*then, *now}:
                _count(then.get(key), now.get(key), counts, at_once=wait == 0)


def _count(then: Verdict | None, now: Verdict | None, counts: Counter[str], *, at_once: bool) -> None:
    was, is_now = (one is not None and one.level == "breached" for one in (then, now))
    if at_once:
        counts["verdicts"] += 1
        counts["breaches"] += is_now
        counts["false"] += was and not is_now
        counts["missed"] += is_now and not was
    if then is not None and then.settled:
        counts["settled"] += 1
        counts["settled breaches"] += was
        counts["false settled"] += was and not is_now
        counts["missed settled"] += is_now and not was


if __name__ == "__main__":
    main()
