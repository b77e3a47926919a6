# `make test` checks everything, `make demo` shows it, `make run` runs it with config.toml.
# Nothing is needed but make and Python 3.11 or newer.

PYTHON := $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; \
	done)

VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.runs
INSTALLED := $(VENV)/.installed
# What has to be built is built with the tools of the lock file, not with the newest of the day.
INSTALL := $(BIN)/python -m pip install --quiet --no-build-isolation
NO_PYTHON := Python 3.11 or newer is needed; install it and try again.

LOCK := var/lock
PIP_TOOLS := pip-tools==7.6.2
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(LOCK)/bin/pip-compile --quiet --upgrade \
	--generate-hashes --strip-extras --allow-unsafe --annotation-style line \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
group = $(LOCK)/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["$(1)"], sep="\n")'

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tests start the program dozens of times: what it is compiled to stays.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup tools test types tests thorough format bench demo run lock clean

help: ## Show this list.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## Make .venv and install everything that the lock file names.

# What running needs is a third of what developing needs.
$(RUNS): requirements-build.txt requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements-build.txt
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

$(INSTALLED): $(RUNS) requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

tools: $(INSTALLED) ## Install the programs that tests run: Chromium, Newsboat, nginx, PostgreSQL.
	@$(BIN)/python -m tests.tools

test: $(INSTALLED) tools ## Lint, types, imports between parts, tests: four at a time, since some only wait.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory --jobs 2 types tests

types:
	$(BIN)/mypy

tests:
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

thorough: $(INSTALLED) ## All tests, those that take longest in full: 10,000 damaged pages, 200 kills, 200 readers for a minute.
	FEEDFORUM_TESTS=thorough $(BIN)/pytest

format: $(INSTALLED) ## Write the code the way `make test` wants it.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(INSTALLED) ## Measure what the program costs, and write docs/performance.md.
	@$(BIN)/python -m bench

demo: $(RUNS) ## Start a sample forum and its feeds; Ctrl-C ends both.
	@$(BIN)/python -m tests.demo

run: $(RUNS) ## Poll and serve what config.toml names.
	@$(BIN)/feedforum run --config config.toml

lock: ## Write the lock files anew, with the newest versions that pyproject.toml allows.
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)" >&2; exit 1; }
	$(PYTHON) -m venv $(LOCK)
	$(LOCK)/bin/python -m pip install --quiet $(PIP_TOOLS)
	$(call group,build) > $(LOCK)/build.in
	$(call group,dev) > $(LOCK)/dev.in
	$(COMPILE) --output-file requirements-build.txt $(LOCK)/build.in
	$(COMPILE) --output-file requirements.txt --extra postgresql pyproject.toml
	$(COMPILE) --output-file requirements-dev.txt --extra postgresql \
		--constraint requirements.txt --constraint requirements-build.txt $(LOCK)/dev.in pyproject.toml

clean: ## Remove everything that was made.
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find bench feedforum tests -name __pycache__ -type d -prune -exec rm -rf {} +
