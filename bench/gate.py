"""The gate: the shipped reader's quality on held-out gold statements, against floors that nobody lowers by accident.

    python bench/gate.py --gold DIR [DIR...] [--list bench/real-dev.txt ...] [--update]

Each DIR holds ID.txt and ID.json (gold statements in the published form). A list names the documents that count; one
whose documents are in no DIR is left out, and the gate says so. `--update` raises floors to what was reached, less
a margin, and never lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
from score import score

from holdfast.errors import SkipThis
from holdfast.model import Document
from holdfast.reading import Reader, open_reader

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
# A floor is raised to this much under what was reached, so that a change of rounding does not break the build.
MARGIN = 0.01


def main() -> int:
    """Measure every list and compare; 1 if a measure lies under its floor, 2 if nothing could be measured."""
    given = _options()
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    reader = open_reader(given.reader)
    reached = {}
    for path in given.list:
        documents = found(given.gold, path)
        if not documents:
            print(f"{path.stem}: none of its documents is in {', '.join(map(str, given.gold))}", file=sys.stderr)
            continue
        reached[path.stem] = measure(reader, documents, given.write)
    if not reached:
        return 2
    under = [line for name, values in reached.items() for line in report(name, values, floors.get(name, {}))]
    if given.update:
        FLOORS.write_text(json.dumps(raised(floors, reached), indent=2) + "\n", encoding="utf-8")
    for line in under:
        print(line, file=sys.stderr)
    return 1 if under else 0


def found(folders: list[Path], list_file: Path) -> list[Path]:
    """The gold files of the documents that a list names, each once, as far as the folders hold them."""
    wanted = list_file.read_text(encoding="utf-8").split()
    paths = [
        next((folder / f"{name}.json" for folder in folders if (folder / f"{name}.json").is_file()), None)
        for name in wanted
    ]
    return [path for path in paths if path is not None]


def measure(reader: Reader, paths: list[Path], write: Path | None = None) -> dict[str, float]:
    """The measures of a reader over gold files; what cannot be read counts as read without a statement."""
    pairs = []
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        predicted = read(reader, path, gold)
        pairs.append((gold["statements"], predicted))
        if write is not None:
            write.mkdir(parents=True, exist_ok=True)
            (write / path.name).write_text(json.dumps(predicted), encoding="utf-8")
    return score(pairs)


def read(reader: Reader, path: Path, gold: dict[str, Any]) -> list[dict[str, Any]]:
    """What a reader finds in one document; its outlet is not given, as the gold leaves it out of the voices."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    published = gold.get("published")
    full = published if published and len(published) == len("2022-03-29") else None  # a month alone is no day
    try:
        statements = reader.read(Document(id=path.stem, text=text, published=full))
    except SkipThis as reason:
        print(f"{path}: {reason}", file=sys.stderr)
        return []
    return [msgspec.to_builtins(statement) for statement in statements]


def report(name: str, reached: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print the measures of a list; return a line for each that lies under its floor."""
    print(name)
    for measure_name, value in reached.items():
        floor = floors.get(measure_name)
        print(f"  {measure_name:16s} {value:.3f}" + (f"  floor {floor:.3f}" if floor is not None else ""))
    return [
        f"{name}: {measure_name} is {reached.get(measure_name, 0.0):.3f}, under its floor of {floor:.3f}"
        for measure_name, floor in floors.items()
        if reached.get(measure_name, 0.0) < floor
    ]


def raised(floors: dict[str, dict[str, float]], reached: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Floors raised to what was reached less the margin, and kept where they are higher."""
    new = {name: dict(values) for name, values in floors.items()}
    for name, values in reached.items():
        kept = new.setdefault(name, {})
        for measure_name, value in values.items():
            if measure_name in ("precision", "recall"):
                continue  # the trade between them may move; their F1 has the floor
            kept[measure_name] = max(kept.get(measure_name, 0.0), round(value - MARGIN, 3))
    return new


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True, nargs="+", help="folders of ID.txt and ID.json")
    options.add_argument("--list", type=Path, nargs="+", default=sorted(HERE.glob("*-dev.txt")), help="files of names")
    options.add_argument("--reader", default="en", help="name of the reader")
    options.add_argument("--write", type=Path, help="folder to write what was read to, for a look at the mistakes")
    options.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
