# The recipes of Holdfast; CI calls these and nothing else. `make demo` and `make test` need only Python >= 3.11.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test test-fast lint fix bench lock wheel clean help
.DEFAULT_GOAL := help

help: ## what there is to make
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# One environment for everything: the locked dependencies, then Holdfast and its reader from this checkout. The lock
# is complete, so pip resolves nothing (it would ask for `package[extra]` in its newest release, which has no hash);
# `pip check` says if anything is missing all the same.
$(READY): requirements/dev.txt pyproject.toml reader-en/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Holdfast needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable . --editable ./reader-en
	@$(BIN)/python -m pip check
	@touch $(READY)

demo: $(READY) ## the main job on the shipped dispatches: read, keep, check, say why, write the brief
	$(BIN)/holdfast demo

test: $(READY) ## all tests, those in a browser only where a Chromium is installed
	$(BIN)/python -m pytest

test-fast: $(READY) ## tests without the trained weights and without a browser
	$(BIN)/python -m pytest -m "not model and not browser"

lint: $(READY) ## format, lint, types, the import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY) ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## the reader's quality on the gold statements in GOLD, against its floors
	$(BIN)/python bench/gate.py --gold $(GOLD)

lock: $(READY) ## write requirements/dev.txt anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock" -o requirements/dev.txt

wheel: $(READY) ## build the wheels of Holdfast and of the reader into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist . ./reader-en

clean: ## remove the environment and what the tests left
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-artefacts dist
