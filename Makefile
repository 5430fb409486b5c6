# The one list of commands: CONTRIBUTING.md, pre-commit and .ci/run call these.

PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV_VERSION := $(shell sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-dev.lock)

BIN := .venv/bin
UV := $(BIN)/uv
SYNC := $(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode
EDITABLE := $(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
LOCK := $(UV) pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command 'make lock'

# A stamp is younger than the lock it was installed from, so a warm start installs nothing.
RUNTIME := .venv/.runtime
DEV := .venv/.dev

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help install run test soak bench lint format types pictures schema release-questionnaires audit lock clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-22s %s\n", $$1, $$2 }'

$(UV):
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed: apt-get install python3 python3-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'

$(RUNTIME): requirements.lock pyproject.toml | $(UV)
	$(SYNC) requirements.lock
	$(EDITABLE)
	@rm -f $(DEV)
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(UV)
	$(SYNC) requirements-dev.lock
	$(EDITABLE)
	@touch $(RUNTIME) $@

install: $(if $(wildcard $(DEV)),$(DEV),$(RUNTIME))  ## create .venv and install what a run needs

run: install  ## a running service with a simulated initiative, on http://127.0.0.1:8000
	@.ci/system-packages pdf || true
	$(BIN)/diagnostic demo

test: $(DEV)  ## every test but the soak tests
	@.ci/system-packages pdf browser || test -z "$$CI"
	$(BIN)/pytest --numprocesses auto --dist loadfile

soak: $(DEV)  ## the tests that run for minutes
	$(BIN)/pytest -m soak

bench: $(DEV)  ## benchmarks against named peers
	$(BIN)/python -m benchmarks

lint: $(DEV)  ## style, imports between packages, dependencies, spelling, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .
	$(BIN)/codespell
	$(BIN)/djlint --lint --quiet reports diagnostic/web/templates

format: $(DEV)  ## put the code in its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV)  ## mypy, strict, on source and tests
	$(BIN)/mypy .ci/*.py questionnaires scoring reports diagnostic tests $(wildcard benchmarks)

pictures: install  ## the pages of the simulated report in docs/pictures
	.ci/pictures

schema: install  ## the JSON Schema of questionnaires anew, after a change of the structs
	$(BIN)/python .ci/renew_schema.py

release-questionnaires: install  ## list new versions of the library as released: they never change again
	$(BIN)/python .ci/release_questionnaires.py

audit: $(DEV)  ## known vulnerabilities in what is locked
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements-dev.lock

lock: $(DEV)  ## solve both locks anew
	$(LOCK) --upgrade pyproject.toml --output-file requirements.lock
	$(LOCK) --upgrade --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock

clean:  ## remove .venv and every cache
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
