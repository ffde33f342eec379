"""The speed: word-pieces that the whole reader takes per core-second, beside the bare encoder in the same run.

python bench/speed.py --texts DIR [--repeats 3]
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import onnxruntime

from holdfast.model import Document
from holdfast.reading.pieces import Window
from holdfast.reading.trained import shipped
from holdfast.reading.weights import shipped as shipped_weights


def main() -> None:
    """Measure and print one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, required=True, help="folder of .txt files")
    options.add_argument("--repeats", type=int, default=3, help="times that everything is read; the fastest counts")
    given = options.parse_args()
    begun = time.process_time()
    reader = shipped()
    started = time.process_time() - begun
    documents = [Document(text=path.read_bytes().decode("utf-8")) for path in sorted(given.texts.glob("*.txt"))]
    if not documents:
        sys.exit(f"{given.texts}: there are no .txt files")
    windows = [window for document in documents for window in reader.windows(document.text)[1]]
    # Context that a window repeats is work, not text: only the pieces of the text itself are counted.
    pieces = sum(_own_pieces(window) for window in windows)
    bare = fastest(encoder(windows), given.repeats)
    whole = fastest(lambda: [reader.read(document) for document in documents], given.repeats)
    print(
        json.dumps(
            {
                "documents": len(documents),
                "word_pieces": pieces,
                "reader_per_core_second": round(pieces / whole),
                "encoder_per_core_second": round(sum(len(window.pieces) for window in windows) / bare),
                "share": round((pieces / whole) / (sum(len(window.pieces) for window in windows) / bare), 3),
                "start_core_seconds": round(started, 2),
                "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def encoder(windows: list[Window]) -> Callable[[], object]:
    """A call that runs the bare encoder over all windows."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(shipped_weights().folder / "encoder.onnx"), options)
    names = ("pieces", "shapes", "layouts", "words")

    def run() -> None:
        for window in windows:
            session.run(["vectors"], {name: getattr(window, name)[None] for name in names})

    return run


def fastest(call: Callable[[], object], repeats: int) -> float:
    """The least core-seconds that a call takes."""
    taken = []
    for _ in range(repeats):
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    return min(taken)


def _own_pieces(window: Window) -> int:
    first, last = window.core
    bounds = [*window.words.tolist(), len(window.pieces) - 1]
    return int(bounds[last] - bounds[first])


if __name__ == "__main__":
    main()
