"""The public door is small and sorted, and opening it loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import holdfast

HEAVY = (
    "onnxruntime", "sqlalchemy", "trafilatura", "scipy", "fastapi", "uvicorn", "jinja2", "numpy", "tokenizers",
    "dateparser", "babel", "rich", "ruamel.yaml", "jsonschema", "cyclopts",
)  # fmt: skip


def test_the_public_names_are_sorted_few_and_there() -> None:
    assert holdfast.__all__ == sorted(holdfast.__all__)
    assert len(holdfast.__all__) <= 15
    assert all(hasattr(holdfast, name) for name in holdfast.__all__)


@pytest.mark.parametrize("module", ["holdfast", "holdfast.model", "holdfast.cli", "holdfast.settings"])
def test_importing_it_loads_no_heavy_library(module: str) -> None:
    # A process of its own, since this one has loaded everything for other tests.
    program = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
