"""Sealing a folder of weights: its labels and settings, and the checksums of all its files."""

import hashlib
import json
from pathlib import Path
from typing import Any

from holdfast.reading import labels
from holdfast.reading.pieces import LAYOUTS, SHAPES
from holdfast.reading.weights import SUMS, WHOM

ENCODER, HEAD, LABELS, TOKENIZER = "encoder.onnx", "head.onnx", "labels.json", "tokenizer.json"


def seal(out: Path, settings: dict[str, Any]) -> None:
    """Write labels with the settings, and the checksums of all files, to a folder that was exported to."""
    kept_labels = {
        "decisions": labels.DECISIONS, "tags": labels.TAGS, "roles": labels.ROLES, "counted": labels.COUNTED,
        "kinds": labels.KINDS, "shapes": SHAPES, "layouts": LAYOUTS, **settings,
    }  # fmt: skip
    (out / LABELS).write_text(json.dumps(kept_labels, indent=1) + "\n", encoding="utf-8")
    seal_again(out)


def seal_again(out: Path) -> None:
    """Write the checksums of all files of a folder that was exported to."""
    names = sorted([ENCODER, HEAD, LABELS, TOKENIZER, *([WHOM] if (out / WHOM).is_file() else [])])
    lines = [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (out / SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")
