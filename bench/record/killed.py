"""A load that is killed again and again: nothing acknowledged is lost, nothing is doubled, the file opens.

    python bench/record/killed.py [--times 200] [--seed 1]

A process of its own keeps invented documents with their statements, some in each unit of work, and tells each unit that
has ended. It is killed (SIGKILL) at a random moment, the file is opened and looked through, and the next process goes
on with the same documents from the beginning, until it has been killed so many times. At the end the load runs through,
and the record must equal one that was never disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented

from holdfast.record import open_store

STATEMENTS = 20_000
IN_A_UNIT = 20
"""Documents that one unit of work keeps."""


def load(path: Path) -> None:
    """Keep everything, and tell the number of each unit of work that has ended."""
    pairs = list(invented(STATEMENTS))
    print("ready", flush=True)
    store = open_store(path)
    for unit, first in enumerate(range(0, len(pairs), IN_A_UNIT)):
        some = pairs[first : first + IN_A_UNIT]
        with store.writing() as writer:
            for document, _ in some:
                writer.keep_document(document)
            writer.keep_statements(statement for _, statements in some for statement in statements)
        print(unit, flush=True)
    store.close()


def killed_once(path: Path, chance: random.Random, longest: float) -> tuple[int, bool]:
    """Start a load and kill it at a random moment; the units that it told, and whether it had ended by itself."""
    command = [sys.executable, __file__, "--load", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()  # ready: only the load itself is to be disturbed
        time.sleep(chance.uniform(0, longest))
        ended = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read().split()
    return len(told), ended


def problems(path: Path, units: Sequence[frozenset[str]], told: int) -> list[str]:
    """What is wrong with a record of which so many units were told as kept."""
    with sqlite3.connect(path) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        kept = [name for (name,) in connection.execute("SELECT id FROM statements")]
    found = [f"the file is not sound: {sound}"] if sound != "ok" else []
    if len(set(kept)) < len(kept):
        found.append(f"{len(kept) - len(set(kept))} statements are there twice")
    there = frozenset(kept)
    found += [f"unit {unit} was told and is not whole" for unit in range(told) if not units[unit] <= there]
    halves = [unit for unit, names in enumerate(units) if names & there and not names <= there]
    return found + [f"unit {unit} is there in part" for unit in halves]


def main() -> None:
    """Kill, look, and say what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.load:
        load(given.load)
        return
    pairs = list(invented(STATEMENTS))
    units = [
        frozenset(statement.id for _, statements in pairs[first : first + IN_A_UNIT] for statement in statements)
        for first in range(0, len(pairs), IN_A_UNIT)
    ]
    chance, wrong, times, told_in_all = random.Random(given.seed), [], 0, 0
    while times < given.times:
        with tempfile.TemporaryDirectory() as folder:
            path, told = Path(folder) / "talks.db", 0
            for _ in range(given.times - times):
                more, ended = killed_once(path, chance, longest=1.2)
                if ended:
                    break  # all is kept: begin with an empty record again
                told, times, told_in_all = max(told, more), times + 1, told_in_all + more
                if path.exists() and os.path.getsize(path):
                    wrong += problems(path, units, told)
                    open_store(path, must_exist=True).close()
            load_quietly(path)
            wrong += problems(path, units, len(units))
    print(f"killed {times} times, {told_in_all} units of work told as kept: {len(wrong)} problems")
    print(*wrong[:20], sep="\n")
    sys.exit(bool(wrong))


def load_quietly(path: Path) -> None:
    """Let the load run to its end."""
    subprocess.run([sys.executable, __file__, "--load", str(path)], stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
