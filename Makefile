# What one does with the project, from its root. `make` alone tells.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/sh

# The Python that makes the virtual environment; everything after that runs in it.
PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
BROWSER_COMMAND := chromium

# A stamp is written when its step has succeeded, so an interrupted step is done anew. An installation that was killed may
# have left packages that look whole: its mark is then still there, and the environment is made anew.
VENV_MADE := .venv/.made
RUN_INSTALLED := .venv/.installed-run
DEV_INSTALLED := .venv/.installed-dev
INSTALLING := .venv/.installing
COMPILED := .venv/.compiled

define install
	@[ ! -e $(INSTALLING) ] || { $(PYTHON) -m venv --clear .venv && touch $(VENV_MADE); }
	@touch $(INSTALLING)
	@$(PIP_INSTALL) -r $(1) || { rm -f $(INSTALLING); exit 1; }
	@rm -f $(INSTALLING)
endef

.PHONY: help run test lint bench format clean browser

help:
	@echo 'Målbild – kommandon:'
	@echo '  make run     starta: installerar vid behov, läser in medföljande källor, visar adressen'
	@echo '               (annan port: make run PORT=9000; egna inställningar: MALBILD_…, se docs/handbok.md)'
	@echo '  make test    kör alla kontroller och tester'
	@echo '  make lint    kör bara kontrollerna: ruff, mypy och import-linter'
	@echo '  make bench   kör mätningarna i tests/benchmarks'
	@echo '  make format  formatera koden'
	@echo '  make clean   ta bort den virtuella miljön och cacheminnen (inlästa uppgifter i data/var blir kvar)'

# PORT, given before or after the word make, reaches the server through the environment.
# Exit status 1 of a load means loaded, with questions to settle: no reason not to start. 2 means nothing could be loaded.
run: $(RUN_INSTALLED) $(COMPILED)
	@$(BIN)/python -m etl load --bundled || [ $$? -eq 1 ]
	@exec $(BIN)/python -m app

# Compiled now and not at each start: Python keeps what it has compiled only where its environment lets it, and compiling is a
# sixth of the start. It is a matter of speed alone, so a folder that may not be written is no reason to stop.
$(COMPILED): $(RUN_INSTALLED) $(shell find app data etl -name '*.py')
	@$(BIN)/python -m compileall -qq app data etl || true
	@touch $@

# One process more than there are cores (tests/conftest.py), each with whole files: what a file's tests share is made once.
test: lint browser
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(DEV_INSTALLED)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo

browser:
	@command -v $(BROWSER_COMMAND) >/dev/null || sh .ci/system-package chromium

bench: $(DEV_INSTALLED) $(COMPILED) browser
	@for script in tests/benchmarks/bench_*.py; do \
	    [ -e "$$script" ] || { echo 'Det finns inga mätningar i tests/benchmarks.' >&2; exit 1; }; \
	    name=$${script##*/}; \
	    echo "== $${name%.py}"; \
	    $(BIN)/python -m "tests.benchmarks.$${name%.py}" || exit; \
	done

format: $(DEV_INSTALLED)
	@$(BIN)/python -m ruff check --fix-only --quiet .
	@$(BIN)/python -m ruff format .

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
	find app data etl tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(VENV_MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo 'Målbild behöver Python 3.11 eller senare. Ange en annan med: make PYTHON=… run' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/system-package python3-venv
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN_INSTALLED): $(VENV_MADE) requirements.txt
	@echo 'Installerar det som Målbild behöver (första gången ungefär en minut) …'
	$(call install,requirements.txt)
	@touch $@

$(DEV_INSTALLED): $(VENV_MADE) requirements.txt requirements-dev.txt
	@echo 'Installerar det som testerna behöver (första gången ungefär en minut) …'
	$(call install,requirements-dev.txt)
	@touch $@ $(RUN_INSTALLED)
