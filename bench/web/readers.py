"""The desk under many readers at once: how long pages and API calls take, as the 95th percentile in milliseconds.

python bench/web/readers.py RECORD [--readers 20] [--seconds 10] [--source SRC ...]

Each source (the `src` folder of a checkout; this one if none is given) is served in turn, twice, in one run: only the
ratio between them says something, since machines differ and are busy.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

HERE = Path(__file__).parent.parent.parent / "src"
PAGES = ("board", "documents", "statements", "events", "map", "timeline", "voices", "search?q=strike", "brief")
CALLS = ("agreements", "documents", "statements", "events", "judgements", "statements?act=promise", "export/csv")


def main() -> None:
    """Measure and print one line of JSON for each turn."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", type=Path)
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--source", type=Path, action="append")
    given = options.parse_args()
    for source in (given.source or [HERE]) * 2:
        with Served(source, given.record) as port:
            times = read(port, readers=given.readers, seconds=given.seconds)
        print(json.dumps({"source": str(source), **times}), flush=True)


class Served:
    """A desk in a process of its own, until the block ends."""

    def __init__(self, source: Path, record: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "holdfast", "serve", str(record), "--port", str(self.port)]
        path = {**os.environ, "PYTHONPATH": str(source)}
        self._process = subprocess.Popen(command, env=path, stderr=subprocess.DEVNULL)

    def __enter__(self) -> int:
        for _ in range(600):
            try:
                ask(self.port, "/board")
                return self.port
            except OSError:
                time.sleep(0.2)
        raise SystemExit("The desk did not answer in two minutes")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def ask(port: int, address: str) -> float:
    """The milliseconds that an answer took."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return (time.perf_counter() - begun) * 1000


def read(port: int, *, readers: int, seconds: float) -> dict[str, object]:
    """Let readers ask for pages, each at its own pace, one after the other; what was asked for once is kept then."""
    addresses = [*(f"/{page}" for page in PAGES), *(f"/api/{call}" for call in CALLS)]
    end = time.perf_counter() + seconds
    times: dict[str, list[float]] = {address: [] for address in addresses}

    def reader(seed: int) -> None:
        mine = addresses[:]
        random.Random(seed).shuffle(mine)
        while time.perf_counter() < end:
            for address in mine:
                times[address].append(ask(port, address))

    threads = [threading.Thread(target=reader, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(time for own in times.values() for time in own)
    worst = max(times, key=lambda address: p95(times[address]))
    return {
        "asked": len(every),
        "median_ms": round(statistics.median(every), 1),
        "p95_ms": round(p95(every), 1),
        "worst": worst,
        "worst_p95_ms": round(p95(times[worst]), 1),
    }


def p95(times: list[float]) -> float:
    """The time within which 95 of 100 answers came."""
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


if __name__ == "__main__":
    main()
