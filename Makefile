# Dateline: `make run` searches the sample articles in your browser; `make help` lists the rest.

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
INDEX  ?= whoosh:var/index
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint bench relevance enrichment gazetteer clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Settings: PORT=$(PORT) INDEX=$(INDEX) VENV=$(VENV) PYTHON=$(PYTHON)"

# An install is remembered by a stamp, so the second run starts at once.
$(VENV)/.installed: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "Could not make a virtual environment. On Debian: apt install python3-venv"; exit 1; }
	@echo "Installing Dateline into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-test
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[test,bench]'
	@touch $@

run: $(VENV)/.installed ## Install, index seeds/ and serve the site on 127.0.0.1:8000
	@$(BIN)/dateline index seeds --index $(INDEX) --if-missing
	@$(BIN)/dateline serve --index $(INDEX) --port $(PORT)

test: $(VENV)/.installed-test ## Run every test
	@$(BIN)/python -m pytest

lint: $(VENV)/.installed-test ## Check style, types and the dependency rule
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-bench ## Measure speed side by side with other engines
	@$(BIN)/python -m bench.speed

relevance: $(VENV)/.installed-bench ## Measure how well answers are ranked
	@$(BIN)/python -m bench.relevance

enrichment: $(VENV)/.installed-bench ## Measure how well the facets are derived
	@$(BIN)/python -m bench.enrichment

gazetteer: $(VENV)/.installed-test ## Build the place names anew (needs npm; its output is committed)
	@$(BIN)/python -m index.enrich.gazetteer

clean: ## Remove the virtual environment, the index and all caches
	rm -rf $(VENV) var build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
