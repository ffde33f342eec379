"""The API against its own description: schemathesis asks what the description allows, and what it does not.

pip install schemathesis
python bench/web/contract.py [--examples 100] [--seed 7]

It serves the example's statements by hand (42 texts, no reader) on this machine, runs every check of schemathesis
(server errors, status codes, media types, headers and bodies as described, valid questions answered, invalid ones
refused, unsupported methods) with examples, boundary values, fuzzing and chains of calls, and ends with 1 if anything
was found. Schemathesis is no dependency of Holdfast and may live in an environment of its own: name its command with
--st.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from readers import HERE, Served

from holdfast.model import Document, Statement
from holdfast.record import open_store

GOLD = HERE.parent / "example" / "gold"


def main() -> None:
    """Run schemathesis against a desk, and end as it does."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=int, default=100, help="how many at most for each operation")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--st", default="st", help="the command of schemathesis")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "contract.db")
        keep_the_example(record)
        with Served(HERE, record) as port:
            command = [
                *given.st.split(), "run", f"http://127.0.0.1:{port}/api/openapi.json",
                "--checks", "all", "--continue-on-failure", "--workers", "1", "--request-timeout", "120",
                "--max-examples", str(given.examples), "--seed", str(given.seed),
            ]  # fmt: skip
            # Only the hooks: schemathesis is in an environment of its own, and knows nothing of Holdfast.
            hooks = {**os.environ, "SCHEMATHESIS_HOOKS": "contract_hooks", "PYTHONPATH": str(Path(__file__).parent)}
            sys.exit(subprocess.run(command, env=hooks, cwd=folder, check=False).returncode)


def keep_the_example(path: Path) -> None:
    """A record of the example's texts with their statements by hand."""
    store = open_store(path)
    with store.writing() as writer:
        for told in sorted(GOLD.glob("*.json")):
            gold = json.loads(told.read_text(encoding="utf-8"))
            about = {name: gold.get(name) for name in ("title", "outlet", "published", "url")}
            writer.keep_document(Document(id=told.stem, text=told.with_suffix(".txt").read_text("utf-8"), **about))
            writer.keep_statements(Statement.from_builtins(value) for value in gold["statements"])
    store.close()


if __name__ == "__main__":
    main()
