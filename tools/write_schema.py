"""Writes docs/schema anew from the nouns; run it after changing a clause type's fields."""

from __future__ import annotations

from pathlib import Path

from holdfast.agreements.schema import published

if __name__ == "__main__":
    folder = Path(__file__).parents[1] / "docs" / "schema"
    folder.mkdir(exist_ok=True)
    for name, content in published().items():
        (folder / name).write_bytes(content)
        print(folder / name)
