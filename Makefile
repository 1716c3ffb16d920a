# Two commands on a fresh machine with Python 3.11: `make demo` shows what it does, `make test` shows that it does it.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
TESTERS ?= 2
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types contracts check quality bench lock clean help

help:  ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/	/'

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/runtime.txt pyproject.toml
	@echo "installing the locked dependencies ..."
	$(PIP) install --require-hashes -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.made requirements/dev.txt pyproject.toml
	@echo "installing the locked dependencies for development ..."
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run  ## read the bundled example case, print a dossier, write demo/dossier.html
	$(BIN)/talleyrand demo

test: $(VENV)/.dev  ## run the tests, in TESTERS processes, each file in one of them
	$(BIN)/python -m pytest --numprocesses $(TESTERS) --dist loadfile

lint: $(VENV)/.dev  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy, strict
	$(BIN)/mypy

contracts: $(VENV)/.dev  ## import-linter: which stage may import which
	$(BIN)/lint-imports

check: lint types contracts test  ## what CI runs before make quality

quality: $(VENV)/.dev  ## measure against the gold sets; fails when a figure is under its floor
	$(BIN)/python -m quality

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

bench: $(VENV)/.bench  ## speed and memory beside peers, on a quiet machine; writes docs/performance.md
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev  ## renew the lock files (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --extra build --extra charts --extra web -o requirements/runtime.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --extra build --extra charts --extra postgresql --extra ray --extra tables --extra web --extra dev -o requirements/dev.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --extra bench --constraint requirements/dev.txt -o requirements/bench.txt

clean:  ## remove what make made
	rm -rf $(VENV) demo dist
