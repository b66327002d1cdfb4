.DEFAULT_GOAL := help
SHELL := /bin/sh
# Compiled bytecode makes a first answer three times faster; some machines switch it off for every program.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
Q ?= Why did NRR drop last quarter?

help: ## Show what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

install: $(STAMP) ## Make .venv with the locked dependencies and the steward command

$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Steward needs Python 3.11 or newer: install it, or name yours: make PYTHON=python3 ..."; exit 2; }
	@echo "Installing Steward into $(VENV) (once, about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@echo "Preparing the sample company and the knowledge index ..."
	@$(BIN)/steward doctor >/dev/null
	@touch $@

ask: install ## Ask the sample company a question: make ask Q="Which accounts churned in Q1?"
	@$(BIN)/steward ask "$(Q)"

chat: install ## Talk with the sample company's data in the terminal
	@$(BIN)/steward chat

test: install ## Run all tests
	@$(BIN)/python -m pytest

check: install ## Format, lint, types and the rules of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/house

format: install ## Format the code and mend what the linter can
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

eval: install ## Ask the known questions and score the answers
	@$(BIN)/steward eval

bench: install ## Measure the speed beside hand-written SQL (about five minutes)
	@$(BIN)/python -m evals.bench

parity: install ## Compare every metric on Postgres and Spark (installs Spark, needs Java)
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet pyspark==4.3.0
	@$(BIN)/python -m pytest tests/parity

docs: install ## Write the generated parts of README.md and .env.example
	@$(BIN)/python -m integrations.generated_docs

lock: install ## Resolve the dependencies anew (names, versions and hashes only)
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

.PHONY: help install ask chat test check format eval bench parity docs lock
