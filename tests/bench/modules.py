"""Modules of the folder bench/, which is no package: its scripts find each other by the folder they lie in."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

BENCH = Path(__file__).resolve().parents[2] / "bench"


def load(name: str) -> ModuleType:
    """A module of bench/ or of bench/reader/ by its name."""
    for folder in (BENCH, BENCH / "reader"):
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
    return importlib.import_module(name)
