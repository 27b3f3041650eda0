# Every target sets up what it needs by itself. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup check test demo lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(STAMP) ## make the environment in .venv, with the command .venv/bin/accord

$(STAMP): requirements/dev.txt pyproject.toml scripts/venv.sh
	@sh scripts/venv.sh "$(PYTHON)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@

check: setup ## style, types, directions of imports, message catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m accord.web.catalogues check

test: setup ## every test, in a real browser and on a real PostgreSQL too
	@sh scripts/chromium.sh
	@sh scripts/wanted.sh "Go and its programs for logs" \
		"command -v go && test -d /usr/share/gocode/src/golang.org/x/mod/sumdb" \
		golang-go golang-golang-x-mod-dev
	@sh scripts/wanted.sh "Firefox and WebKit" \
		"command -v firefox-esr && command -v WebKitWebDriver && command -v xvfb-run" \
		firefox-esr webkit2gtk-driver xvfb xauth
	@sh scripts/postgresql.sh sh scripts/test.sh

demo: setup ## play the story of the first coalition and serve it on this machine
	$(BIN)/accord demo

lock: ## write requirements/*.txt anew, with hashes (UPGRADE=1: newest versions)
	@sh scripts/lock.sh "$(PYTHON)"

clean: ## remove the environment and all caches, never an installation's data
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
