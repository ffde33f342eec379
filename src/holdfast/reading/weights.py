"""Weights: the files of the trained model, found, checked against their checksums and described."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from holdfast.errors import ReaderMissing
from holdfast.reading.annotate import Thresholds
from holdfast.reading.labels import COUNTED, DECISIONS, KINDS, ROLES, TAGS
from holdfast.reading.pieces import LAYOUTS, SHAPES

__all__ = ["Weights", "other_version", "shipped"]

PACKAGE = "holdfast_reader_en"
INSTALL = "Install the weights with: pip install ./reader-en"
SUMS = "SHA256SUMS"
WHOM = "whom.npz"


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A folder with a trained model, all files as they were shipped.

    Attributes:
        folder: Where encoder.onnx, head.onnx and tokenizer.json are.
        name: Name and version, as each statement carries it.
        thresholds: From which probability on something counts as said.
        temperatures: For each decision, what its scores are divided by, so that probabilities are honest.
        calibration: Pairs of a raw score of a statement and how often such statements were right, ascending.
        whom: The network that weighs who is meant; None where the folder has none.
    """

    folder: Path
    name: str
    thresholds: Thresholds = field(default_factory=Thresholds)
    temperatures: Mapping[str, float] = field(default_factory=dict)
    calibration: tuple[tuple[float, float], ...] = ()
    whom: Path | None = None


def shipped() -> Weights:
    """The weights of the installed data package.

    Raises:
        ReaderMissing: The package is not installed, or a file of it is missing or damaged.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ReaderMissing("The reader's weights are not installed", where=PACKAGE, remedy=INSTALL)
    return load(Path(spec.origin).parent)


def load(folder: Path) -> Weights:
    """The weights of a folder, checked.

    Raises:
        ReaderMissing: A file is missing or damaged, or was made for another version of the reader.
    """
    _check_sums(folder)
    kept: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    expected = {
        "decisions": {name: list(labels) for name, labels in DECISIONS.items()}, "tags": list(TAGS),
        "roles": list(ROLES), "counted": list(COUNTED), "kinds": list(KINDS), "shapes": list(SHAPES),
        "layouts": LAYOUTS,
    }  # fmt: skip
    different = [name for name, value in expected.items() if kept.get(name) != value]
    if different:
        raise other_version(f"they differ in {', '.join(different)}", where=folder / "labels.json")
    return Weights(
        folder=folder,
        name=kept.get("name", "holdfast-reader-en"),
        thresholds=Thresholds(**kept.get("thresholds", {})),
        temperatures=kept.get("temperatures", {}),
        calibration=tuple((score, share) for score, share in kept.get("calibration", [])),
        whom=folder / WHOM if (folder / WHOM).is_file() else None,
    )


def other_version(how: str, *, where: Path) -> ReaderMissing:
    """That the weights were made for another version of Holdfast, and how it shows."""
    return ReaderMissing(
        f"The weights were made for another version of Holdfast: {how}", where=str(where), remedy=INSTALL
    )


def _check_sums(folder: Path) -> None:
    """Compare every file with its checksum."""
    sums = folder / SUMS
    if not sums.is_file():
        raise ReaderMissing(
            "The reader's weights are incomplete: there is no list of checksums", where=str(sums), remedy=INSTALL
        )
    for line in sums.read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            raise ReaderMissing("A file of the reader's weights is missing", where=str(path), remedy=INSTALL)
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != wanted:
            raise ReaderMissing(
                f"A file of the reader's weights is damaged: its SHA-256 is {found}, it should be {wanted}",
                where=str(path),
                remedy=INSTALL,
            )
