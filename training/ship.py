"""Export a trained network, set its thresholds on the held-out lists and seal the folder.

`python training/ship.py --network OUT/network.pt --data DIR... --out reader-en/src/holdfast_reader_en`
"""

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training"), str(ROOT / "bench")]

import calibrate  # noqa: E402  (needs the path above)
import export  # noqa: E402
import network  # noqa: E402
from dataset import Document, read  # noqa: E402
from sealing import seal  # noqa: E402
from train import base_folder  # noqa: E402

from holdfast.reading.onnx import OnnxPredictor  # noqa: E402
from holdfast.reading.weights import WHOM, load  # noqa: E402

_PACKAGE = tomllib.loads((ROOT / "reader-en/pyproject.toml").read_text(encoding="utf-8"))["project"]
# As every statement carries it: the package that the weights are shipped in, which tells its version once.
NAME = f"{_PACKAGE['name']} {_PACKAGE['version']}"
# Until thresholds are set every word that is at all likely is looked at.
OPEN = {"proposal": 0.05}


def main() -> None:
    """Read the options, export, calibrate and write the folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--network", type=Path, required=True)
    options.add_argument("--data", type=Path, required=True, nargs="+", help="folders of ID.json and ID.txt")
    options.add_argument("--lists", type=Path, nargs="*", default=sorted((ROOT / "bench").glob("*-dev.txt")))
    options.add_argument("--base", type=Path)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    tokenizer_file = (given.base or base_folder()) / "tokenizer.json"
    # It reads the vectors of the encoder before: `training/whom.py` makes it anew.
    (given.out / WHOM).unlink(missing_ok=True)
    export.export(network.load(given.network), given.out, tokenizer=tokenizer_file)
    seal(given.out, {"name": NAME, "thresholds": OPEN})
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    wanted = {line.strip() for path in given.lists for line in path.read_text().splitlines()}
    documents = [Document(gold, tokenizer) for folder in given.data for gold in read(folder) if gold.id in wanted]
    chosen: dict[str, Any] = {"name": NAME, "thresholds": OPEN}
    chosen["temperatures"] = calibrate.temperatures(held(documents, given.out))
    seal(given.out, chosen)
    chosen |= calibrate.settings(held(documents, given.out))
    print(chosen)
    seal(given.out, chosen)


def held(documents: list[Document], folder: Path) -> list[calibrate.Held]:
    """What the exported model says of the documents, by the settings that the folder holds."""
    predictor = OnnxPredictor(load(folder))
    return [
        calibrate.Held(document=document, predictions=list(predictor.predict(document.reading_windows())))
        for document in documents
    ]


if __name__ == "__main__":
    main()
