"""The desk under many readers at once: how long pages and API calls take, as the 95th percentile in milliseconds.

python bench/web/readers.py RECORD ... [--readers 20] [--seconds 10] [--source SRC ...] [--varied]

Each source (the `src` folder of a checkout; this one if none is given) is served in turn, twice, in one run: only the
ratio between them says something, since machines differ and are busy. A source that needs a record of another form has
its own: as many records are given then, in the same order. Every address is asked once before (`first_ms`), so that
what is worked out once for a record is told apart. Without `--varied` each is asked as it is, and kept pages are sent
again, as for readers who look at the same thing; with it each question has other days or words, and is answered anew.
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
from collections.abc import Callable
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

HERE = Path(__file__).parent.parent.parent / "src"
PAGES = ("board", "documents", "statements", "events", "map", "timeline", "voices", "search?q=strike", "brief")
CALLS = ("agreements", "documents", "statements", "events", "judgements", "statements?act=promise", "export/csv")
VARIED = (
    "statements?{days}", "statements?act=assert&{days}", "events?{days}", "events?type=ASSAULT&{days}",
    "events?place={word}", "map?{days}", "map?type=AID&{days}", "timeline?{days}", "search?q={word}",
    "api/statements?{days}", "api/events?{days}", "api/events?contradicted=true&{days}",
)  # fmt: skip
"""Filtered views: `days` is a stretch of up to a month before the record's last day, `word` a town of `invented.py`."""
_SPAN = 200
"""Days before the last one in which a stretch may lie."""


def main() -> None:
    """Measure and print one line of JSON for each turn."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", type=Path, nargs="+")
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--source", type=Path, action="append")
    options.add_argument("--varied", action="store_true")
    given = options.parse_args()
    for source, record in list(zip(given.source or [HERE], cycle(given.record), strict=False)) * 2:
        with Served(source, record) as port:
            times = read(port, readers=given.readers, seconds=given.seconds, varied=given.varied)
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


def ask(port: int, address: str) -> list[float]:
    """The milliseconds that each answer took: that it is being worked out is one, and the page that comes then another.

    It is asked as a browser does, which asks again when it is told to.
    """
    took = []
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=600)
        begun = time.perf_counter()
        connection.request("GET", address, headers={"Accept": "text/html,*/*;q=0.8"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status == 200:
            return took
        if answer.status != 202:
            raise SystemExit(f"{address}: {answer.status}")
        time.sleep(float(answer.headers["Refresh"]))


def first_ms(port: int, address: str) -> float:
    """The milliseconds after which a page was there that nobody had asked for before."""
    begun = time.perf_counter()
    ask(port, address)
    return (time.perf_counter() - begun) * 1000


def read(port: int, *, readers: int, seconds: float, varied: bool) -> dict[str, object]:
    """Let readers ask for pages, each at its own pace, one after the other."""
    plain = [*PAGES, *(f"api/{call}" for call in CALLS)]
    addresses = [f"/{address}" for address in (VARIED if varied else plain)]
    asked = variations(port) if varied else lambda address, _: address
    first = {address: first_ms(port, asked(address, random.Random(0))) for address in addresses}
    end = time.perf_counter() + seconds
    times: dict[str, list[float]] = {address: [] for address in addresses}

    def reader(seed: int) -> None:
        dice = random.Random(seed)
        mine = addresses[:]
        dice.shuffle(mine)
        while time.perf_counter() < end:
            for address in mine:
                times[address] += ask(port, asked(address, dice))

    threads = [threading.Thread(target=reader, args=(seed,)) for seed in range(1, readers + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(time for own in times.values() for time in own)
    return {
        "asked": len(every),
        "median_ms": round(statistics.median(every), 1),
        "p95_ms": round(p95(every), 1),
        "each_p95_ms": {address: round(p95(own), 1) for address, own in times.items()},
        "first_ms": {address: round(own, 1) for address, own in first.items()},
    }


def variations(port: int) -> Callable[[str, random.Random], str]:
    """Puts days and words in an address, others each time."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", "/api")
    last = date.fromisoformat(json.loads(connection.getresponse().read())["last_day"])
    connection.close()

    def varied(address: str, dice: random.Random) -> str:
        until = last - timedelta(days=dice.randrange(_SPAN))
        days = f"since={until - timedelta(days=dice.randrange(31))}&until={until}"
        return address.format(days=days, word=f"Town{dice.randrange(200):03}")

    return varied


def p95(times: list[float]) -> float:
    """The time within which 95 of 100 answers came."""
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


if __name__ == "__main__":
    main()
