"""The figures of the datasheet: `python tools/corpus_figures.py` prints what corpus/DATASHEET.md should say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

DISPATCHES = Path(__file__).resolve().parents[1] / "corpus" / "dispatches"


def main() -> None:
    """Print texts, statements, words, days, and how often each act, type and part occurs."""
    papers = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DISPATCHES.glob("*.json"))]
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in DISPATCHES.glob("*.txt"))
    statements = [entry for paper in papers for entry in paper["statements"]]
    days = sorted(paper["published"] for paper in papers)
    print(f"{len(papers)} dispatches with {len(statements):,} statements ({words:,} words)")
    print(f"Days of publication: {days[0]} to {days[-1]}")
    print("Acts:", _listed(Counter(entry["act"] for entry in statements)))
    print("Types:", _listed(Counter(entry["event"]["type"] or "none" for entry in statements)))
    has = {part: sum(bool(entry[part]) for entry in statements) for part in ("counts", "conditions", "place", "time")}
    voiced = [len(entry["voices"]) for entry in statements]
    print(f"voice {sum(n > 0 for n in voiced):,}, chains {sum(n > 1 for n in voiced):,}", end=", ")
    print(", ".join(f"{part} {number:,}" for part, number in has.items()), end=", ")
    print(f"negated {sum(entry['polarity'] == 'negated' for entry in statements):,}")
    prefixes = Counter("".join(letter for letter in paper["id"] if letter.isalpha()) for paper in papers)
    print("By writer:", _listed(prefixes))


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counted.most_common())


if __name__ == "__main__":
    main()
