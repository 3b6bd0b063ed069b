# Stadtteil-Terminal: `make run` and `make test` do everything, set-up included. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
PY := $(BIN)/python
PACKAGES := kiosk telemed accessibility device_drivers
WORKERS ?= 2

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf '  make %-15s %s\n' "$$name" "$$text"; done

.PHONY: setup
setup: ## install what running needs (Debian packages as root or with sudo, Python packages into .venv)
	@images/setup.sh run

.PHONY: setup-test
setup-test: ## the same, and what the tests need
	@images/setup.sh test

.PHONY: run
run: setup ## start terminal, hub, display and a simulated printer; Ctrl-C ends everything
	@$(BIN)/stadtteil demo $(ARGS)

.PHONY: lint
lint: setup-test ## formatting, rules, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: test
test: lint ## everything once, matrices pairwise with a printed seed (STADTTEIL_SEED repeats a run), and coverage
	$(MAKE) --no-print-directory covered

.PHONY: test-full
test-full: lint ## full matrices and the long runs too
	$(MAKE) --no-print-directory covered ARGS="--full --timeout 900 $(ARGS)"

.PHONY: covered
covered:
	rm -rf build/coverage && mkdir -p build/coverage
	$(PY) -m tests.again -n $(WORKERS) --dist loadgroup --max-worker-restart 0 $(ARGS)
	$(BIN)/coverage combine --quiet
	$(PY) tests/coverage_rules.py

.PHONY: bench
bench: setup-test ## print the figures as JSON and write build/bench.json
	@$(PY) -m tests.bench $(ARGS)

.PHONY: tour
tour: setup-test ## photograph every screen into build/tour/index.html
	@$(PY) -m tests.tour $(ARGS)

.PHONY: lockdown-table
lockdown-table: setup-test ## write docs/lockdown.md from the results of the last runs of the tests
	@$(PY) -m tests.lockdown.table

.PHONY: clause-table
clause-table: setup-test ## write docs/clauses.md from the results of the last runs of the tests
	@$(PY) -m tests.clauses.table

.PHONY: lock
lock: setup-test ## write requirements.lock anew from pyproject.toml, with hashes
	$(BIN)/uv pip compile --quiet --group dev --generate-hashes --python-version 3.11 $(ARGS) -o requirements.lock pyproject.toml

.PHONY: lock-hostile
lock-hostile: setup-test ## write images/hostile.lock anew (what makes hostile requests for the tests)
	echo schemathesis | $(BIN)/uv pip compile --no-config --quiet --generate-hashes --python-version 3.11 --no-annotate --no-header - -o images/hostile.lock

.PHONY: clean
clean: ## remove what was built and installed here
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +
