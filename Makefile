# Danggui 当归. `make` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two files at a time: a file keeps its servers and browsers to itself.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.DEFAULT_GOAL := help
.PHONY: help setup setup-test setup-browser run test check bench docs screenshots bundle lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/.built: requirements-build.lock requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-build.lock
	$(PIP) --no-build-isolation -r requirements.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps --no-index -e .
	@touch $@

node_modules/.built: package.json package-lock.json .npmrc
	npm ci --no-progress --loglevel=error
	@touch $@

bot/web/static/vendor/.built: node_modules/.built
	mkdir -p bot/web/static/vendor/zxing/reader
	cp node_modules/htmx.org/dist/htmx.min.js bot/web/static/vendor/
	cd node_modules/zxing-wasm && cp LICENSE dist/es/share.js $(CURDIR)/bot/web/static/vendor/zxing/
	cd node_modules/zxing-wasm/dist && cp es/reader/index.js reader/zxing_reader.wasm $(CURDIR)/bot/web/static/vendor/zxing/reader/
	@touch $@

setup: $(VENV)/.built bot/web/static/vendor/.built ## build .venv from the hash lock, and the browser assets

$(VENV)/.built-test: $(VENV)/.built requirements-test.lock
	$(PIP) --no-build-isolation -r requirements-test.lock
	@touch $@

setup-browser:
	@sh tests/support/install_browser.sh

setup-test: setup $(VENV)/.built-test setup-browser ## add the test tools, Chromium and Chinese fonts

run: setup ## serve http://127.0.0.1:8080 with a synthetic demo archive
	$(BIN)/danggui serve --demo

test: setup-test ## run every test: SQLite, PostgreSQL, a real browser
	$(PYTEST)

check: setup-test ## format, lint, types, import directions, tests, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST)

bench: setup-test ## measure, one JSON row per figure
	$(BIN)/danggui bench --json

docs: setup ## regenerate the handbook and the slogan table
	$(BIN)/danggui rules handbook --output docs/handbook/handbook.md --slogans docs/slogans.md

bundle: setup ## make offline installers in dist/, one per machine type
	$(BIN)/python -m bot.bundle

screenshots: setup-test ## take docs/screenshots anew from a demo
	$(BIN)/python -m tests.support.screenshots

lock: ## renew the hash locks (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q --extra test pyproject.toml -c requirements.lock -o requirements-test.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --allow-unsafe -q requirements-build.in -o requirements-build.lock

clean: ## remove what setup built
	rm -rf $(VENV) node_modules bot/web/static/vendor
