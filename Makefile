# make start opens the course, make test checks everything; both need Python 3.11 or newer.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
  $(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print(sys.executable)' 2>/dev/null)))
WORKSPACE ?= workspace
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help start test build bench clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

start: .venv/installed ## open the course in JupyterLab, in your own copy of the lessons
	@$(BIN)/gmmlab start --workspace $(WORKSPACE)

test: .venv/installed-for-tests ## run every check: style, types, tests, notebooks, browser
	@$(BIN)/python .ci/check.py

build: .venv/installed ## build lessons/ and exercises/ from course/
	@$(BIN)/gmmlab build

bench: .venv/installed-for-tests ## measure speed, side by side with others
	@$(BIN)/python -m benchmarks

clean: ## remove what was made, except .venv and workspace
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "gmmlab needs Python 3.11 or newer, and there is none here. Install it, or name it: make start PYTHON=/path/to/python"; exit 1; }
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv; then run this again."; exit 1; }

# The last line draws nothing: it lets matplotlib find the fonts now, not before the first picture.
.venv/installed: pyproject.toml .ci/constraints.txt | .venv/bin/python
	@echo "Installing gmmlab into .venv (some minutes the first time)"
	@$(INSTALL) --editable .
	@$(BIN)/python -c "import matplotlib.font_manager"
	@touch $@

.venv/installed-for-tests: .venv/installed
	@echo "Installing what the tests need"
	@$(INSTALL) --editable '.[test]'
	@touch $@
