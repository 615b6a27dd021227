# `make` alone prints the targets. Each sets up by itself what it needs.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test soak check bench editor pdfa lint format docs docs-check doctor lock upgrade wheel clean setup setup-dev

BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
GENERATED = $(shell grep -ls '^<!-- \[\[\[cog' *.md docs/*.md)

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## set up this machine, build every sample case, name the bundles
	@$(BIN)/berkas build
	@find output/bundles -name '*.pdf' | sort

test: setup ## set up this machine, run the tests
	@$(BIN)/python -m pytest

soak: setup ## run the tests that take minutes, BERKAS_SOAK=20000 for fewer spoilt files
	@$(BIN)/python -m pytest -m soak

check: lint docs-check editor pdfa test ## all checks, as CI runs them; the tests last

bench: setup-dev ## measure beside the rivals, in one run; print ratios
	@$(BIN)/python -m tools.bench

lint: setup-dev ## format, lint, types, floors: look only
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

editor: setup-dev ## what an editor proposes, explains and underlines, by its language server
	@$(BIN)/python -m pytest -m editor tests/editor

pdfa: setup-dev ## whether each part is PDF/A-2b, by veraPDF
	@$(BIN)/python -m pytest -m pdfa tests/pdfa

format: setup-dev ## format the code, and mend what the linter can
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

docs: setup-dev ## renew what is generated: parts of the documents, the editor's schema
	@$(BIN)/cog -r --verbosity=1 $(GENERATED)
	@$(BIN)/berkas schema

docs-check: setup-dev
	@$(BIN)/cog --check --verbosity=1 --check-fail-msg='run make docs' $(GENERATED)
	@$(BIN)/berkas schema --check

doctor: setup ## say what is there, which version, what is missing
	@$(BIN)/berkas doctor

lock: setup-dev ## renew the lock files, keeping the versions that still fit
	@tools/lock.sh

upgrade: setup-dev ## renew the lock files with the newest versions
	@tools/lock.sh --upgrade

wheel: setup ## build the wheel and the source archive into dist/
	@$(BIN)/hatchling build --clean

clean: ## remove caches, dist and bundles; never cases, drafts or the archive
	@rm -rf dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -rf output/bundles output/.cache
	@find pipeline tests -name __pycache__ -prune -exec rm -rf {} +

setup:
	@tools/setup.sh

setup-dev:
	@tools/setup.sh dev
