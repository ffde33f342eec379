"""The gate: the shipped reader's quality on held-out gold statements, against bars that nobody moves by accident.

    python bench/gate.py --gold DIR [DIR...] [--list bench/real-dev.txt ...] [--update] [--page docs/measures.md]

Each DIR holds ID.txt and ID.json (gold statements in the published form). A list names the documents that count; one
whose documents are in no DIR is left out, and the gate says so.

`floors.json` holds two kinds of bars: floors, under which no measure of a list may fall, and ceilings, over which no
measure of a probe (`probes.py`, over the documents of all lists) may rise; and the goals, of which the gate says which
are not reached. `--update` raises floors and lowers ceilings
to what was reached, with a margin, and never the other way; no ceiling is lowered under its goal.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import probes
import tables
from probes import Reading
from score import score
from tables import Table

from holdfast.model import Document
from holdfast.reading import Reader, open_reader

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
# A floor is raised to this much under what was reached, so that a change of rounding does not break the build.
MARGIN = 0.01
# What a probe should come down to: no more than this share of the statements changes its type.
GOAL = 0.02

Bars = dict[str, dict[str, float]]


def main() -> int:
    """Measure every list and every probe and compare; 1 if a bar is missed, 2 if nothing could be measured."""
    given = _options()
    bars: dict[str, Bars] = json.loads(FLOORS.read_text(encoding="utf-8"))
    reader = open_reader(given.reader)
    reached: Bars = {}
    readings: dict[str, Reading] = {}
    for path in given.list:
        documents = found(given.gold, path)
        if not documents:
            print(f"{path.stem}: none of its documents is in {', '.join(map(str, given.gold))}", file=sys.stderr)
            continue
        pairs = [(gold, read_gold(reader, document, gold)) for document in documents if (gold := _gold(document))]
        reached[path.stem] = score((gold["statements"], reading.statements) for gold, reading in pairs)
        readings |= {reading.document.id: reading for _, reading in pairs}
    if not reached:
        return 2
    if given.write is not None:
        _write(given.write, readings.values())
    missed = [
        line
        for name, values in reached.items()
        for line in report(name, values, bars["floors"].get(name, {}), bars["goals"].get(name, {}))
    ]
    sys.stdout.flush()  # the probes take longer than all before
    probed = probes.measured(reader, list(readings.values()), draws=given.draws) if given.draws else {}
    for name, ceilings in bars["ceilings"].items() if probed else ():
        missed += report_probe(name, probed.get(name, {}), ceilings)
    if given.update:
        new = bars | {"floors": raised(bars["floors"], reached), "ceilings": lowered(bars["ceilings"], probed)}
        FLOORS.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
    # The lists were printed beside their floors already.
    kept = [quality_table(reached)] if given.page or given.json else []
    tables.publish([*kept, *([probe_table(probed)] if probed else [])], given)
    for line in missed:
        print(line, file=sys.stderr)
    return 1 if missed else 0


def found(folders: list[Path], list_file: Path) -> list[Path]:
    """The gold files of the documents that a list names, each once, as far as the folders hold them."""
    wanted = list_file.read_text(encoding="utf-8").split()
    paths = [
        next((folder / f"{name}.json" for folder in folders if (folder / f"{name}.json").is_file()), None)
        for name in wanted
    ]
    return [path for path in paths if path is not None]


def read(reader: Reader, path: Path, gold: dict[str, Any]) -> list[dict[str, Any]]:
    """What a reader finds in the text of a gold file; what cannot be read counts as read without a statement."""
    return list(read_gold(reader, path, gold).statements)


def read_gold(reader: Reader, path: Path, gold: dict[str, Any]) -> Reading:
    """The text of a gold file, read; its outlet is not given, as the gold leaves it out of the voices."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    published = gold.get("published")
    full = published if published and len(published) == len("2022-03-29") else None  # a month alone is no day
    document = Document(id=path.stem, text=text, published=full)
    return Reading(document=document, statements=probes.read(reader, document))


def report(
    name: str, reached: dict[str, float], floors: dict[str, float], goals: Mapping[str, float] | None = None
) -> list[str]:
    """Print the measures of a list, and which goals are not reached; return a line for each under its floor."""
    print(name)
    for measure_name, value in reached.items():
        floor, goal = floors.get(measure_name), (goals or {}).get(measure_name, 0.0)
        under = f"  under the goal of {goal:.2f}" if value < goal else ""
        print(f"  {measure_name:16s} {value:.3f}" + (f"  floor {floor:.3f}" if floor is not None else "") + under)
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


def report_probe(name: str, reached: Mapping[str, float], ceilings: Mapping[str, float]) -> list[str]:
    """Print what of a probe has not come down to its goal; return a line for each measure over its ceiling."""
    found = {measure: reached.get(measure, 1.0) for measure in ceilings}
    over = [f"{measure} {value:.3f}" for measure, value in found.items() if value > GOAL]
    print(f"{name}: " + (f"over the goal of {GOAL}: {', '.join(over)}" if over else f"within the goal of {GOAL}"))
    return [
        f"{name}: {measure} is {value:.3f}, over its ceiling of {ceilings[measure]:.3f}"
        for measure, value in found.items()
        if value > ceilings[measure]
    ]


def lowered(ceilings: Bars, reached: Bars) -> Bars:
    """Ceilings lowered to what was reached with the margin, but not under the goal, and kept where they are lower."""
    return {
        name: {
            measure: min(ceiling, max(GOAL, round(reached.get(name, {}).get(measure, 1.0) + MARGIN, 3)))
            for measure, ceiling in values.items()
        }
        for name, values in ceilings.items()
    }


def quality_table(reached: Bars) -> Table:
    """The measures of the lists, a column each."""
    rows = [(name, *(values[name] for values in reached.values())) for name in next(iter(reached.values()))]
    return Table(name="quality", columns=("measure", *reached), rows=rows)


def probe_table(probed: Bars) -> Table:
    """The measures of the probes, a column each."""
    rows = [(name, *(values[name] for values in probed.values())) for name in next(iter(probed.values()))]
    return Table(name="probes", columns=("share of statements", *probed), rows=rows)


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def _write(folder: Path, readings: Iterable[Reading]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for reading in readings:
        (folder / f"{reading.document.id}.json").write_text(json.dumps(reading.statements), encoding="utf-8")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True, nargs="+", help="folders of ID.txt and ID.json")
    options.add_argument("--list", type=Path, nargs="+", default=sorted(HERE.glob("*-dev.txt")), help="files of names")
    options.add_argument("--reader", default="en", help="name of the reader")
    options.add_argument("--write", type=Path, help="folder to write what was read to, for a look at the mistakes")
    options.add_argument("--update", action="store_true", help="raise floors and lower ceilings to what was reached")
    options.add_argument("--draws", type=int, default=probes.DRAWS, help="copies of each text a probe; 0 for no probe")
    tables.add_options(options)
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
