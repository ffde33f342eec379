"""How far two annotators agree: the corpus against its second, independent annotation, scored like a reader.

    python bench/second.py [--first corpus/dispatches] [--second corpus/second]

The second annotator saw the guide and the texts, not the first annotation. What two careful people agree on is about as
far as a reader can be measured at all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from score import score

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Print the agreement, the first annotation taken as gold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--first", type=Path, default=ROOT / "corpus/dispatches")
    options.add_argument("--second", type=Path, default=ROOT / "corpus/second")
    given = options.parse_args()
    paths = sorted(given.second.glob("*.json"))
    pairs = [
        tuple(json.loads(path.read_text(encoding="utf-8"))["statements"] for path in (given.first / again.name, again))
        for again in paths
    ]
    print(f"{len(paths)} texts, {sum(len(first) for first, _ in pairs)} and {sum(len(again) for _, again in pairs)}")
    for name, value in score(pairs).items():
        print(f"  {name:16s} {value:.3f}")


if __name__ == "__main__":
    main()
