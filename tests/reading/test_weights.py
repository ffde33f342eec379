"""Weights: a missing, damaged or foreign file is told by name."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from holdfast.errors import ReaderMissing
from holdfast.reading import weights
from holdfast.reading.labels import COUNTED, DECISIONS, KINDS, ROLES, TAGS
from holdfast.reading.pieces import LAYOUTS, SHAPES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of weights that is whole, but for the model itself."""
    kept = {
        "decisions": DECISIONS,
        "tags": TAGS,
        "roles": ROLES,
        "counted": COUNTED,
        "kinds": KINDS,
        "shapes": SHAPES,
        "layouts": LAYOUTS,
        "name": "holdfast-reader-en 9.9",
        "thresholds": {"trigger": 0.4, "roles": {"voice": 0.3}},
        "calibration": [[0.1, 0.2], [0.9, 0.8]],
    }
    (tmp_path / "encoder.onnx").write_bytes(b"numbers")
    (tmp_path / "labels.json").write_text(json.dumps(kept), encoding="utf-8")
    seal(tmp_path)
    return tmp_path


def seal(folder: Path) -> None:
    names = ("encoder.onnx", "labels.json")
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_whole_weights_are_read_with_their_thresholds(folder: Path) -> None:
    found = weights.load(folder)
    assert found.name == "holdfast-reader-en 9.9"
    assert found.thresholds.trigger == 0.4
    assert found.thresholds.roles == {"voice": 0.3}
    assert found.calibration == ((0.1, 0.2), (0.9, 0.8))


def test_a_damaged_file_is_named(folder: Path) -> None:
    (folder / "encoder.onnx").write_bytes(b"other numbers")
    with pytest.raises(ReaderMissing, match=r"encoder\.onnx.*damaged"):
        weights.load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "encoder.onnx").unlink()
    with pytest.raises(ReaderMissing, match=r"encoder\.onnx.*missing"):
        weights.load(folder)


def test_missing_checksums_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReaderMissing, match="checksums"):
        weights.load(tmp_path)


def test_weights_for_other_labels_are_refused(folder: Path) -> None:
    kept = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    kept["roles"] = ["quote"]
    (folder / "labels.json").write_text(json.dumps(kept), encoding="utf-8")
    seal(folder)
    with pytest.raises(ReaderMissing, match=r"another version.*roles"):
        weights.load(folder)


def test_weights_that_are_not_installed_are_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "holdfast_reader_of_nowhere")
    with pytest.raises(ReaderMissing, match=r"pip install \./reader-en"):
        weights.shipped()
