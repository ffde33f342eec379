"""How long merging takes as the number of statements grows; prints seconds and the ratio to the step before.

Usage: python bench/record/merging.py [--largest N]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented

from holdfast.record.merge import Reported, merge


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=40_000)
    number, before = 2_500, None
    while number <= parser.parse_args().largest:
        reported = [
            Reported(statement=statement, outlet=document.outlet, published=document.published)
            for document, statements in invented(number)
            for statement in statements
        ]
        start = time.process_time()
        events = merge(reported)
        seconds = time.process_time() - start
        ratio = f", {seconds / before:.1f} times half as many" if before else ""
        print(f"{number:>8,} statements → {len(events):>7,} events: {seconds:6.2f} s{ratio}")
        number, before = number * 2, seconds


if __name__ == "__main__":
    main()
