PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site check test test-without-browser test-in-browser quick fix lock clean evaluate bench-search bench-links bench-links

help: ## list these commands
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 14

serve: $(VENV)/.site ## check the data, build, and serve on http://127.0.0.1:8000 with live reload
	@$(BIN)/infobox check
	@echo "http://127.0.0.1:$(PORT)"
	@$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: $(VENV)/.site ## build the site into site/ and count its pages
	@$(BIN)/infobox build

check: $(VENV)/.site ## check the data and the pages in docs/
	@$(BIN)/infobox check

test: $(VENV)/.test ## every check and test, in a real browser too
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m coverage erase
	@$(MAKE) --no-print-directory --jobs=2 test-without-browser test-in-browser
	@$(BIN)/python -m coverage combine --quiet .coverage.without-browser .coverage.in-browser
	@$(BIN)/python -m coverage report

# Two processes: Playwright keeps an event loop in its own, and two cores do more than one.
test-without-browser test-in-browser: export PYTEST_ADDOPTS = --cov --cov-report= --cov-fail-under=0 -q
test-without-browser:
	@COVERAGE_FILE=.coverage.without-browser $(BIN)/python -m pytest -m "not browser"
test-in-browser:
	@COVERAGE_FILE=.coverage.in-browser $(BIN)/python -m pytest -m browser

evaluate: $(VENV)/.test ## how well the search finds what professionals type
	@$(BIN)/infobox build
	@$(BIN)/python -m tests.search.evaluate site --misses

bench-search: $(VENV)/.test ## compare the search with Material's own; measure its sizes and times
	@$(BIN)/infobox build
	@$(BIN)/python -m tests.search.theme_index .bench-search
	@$(BIN)/python -m tests.search.evaluate site --material .bench-search/search/search_index.json
	@$(BIN)/python -m tests.search.bench
	@rm -rf .bench-search

quick: $(VENV)/.test ## the tests that need no browser and no whole site
	@$(BIN)/python -m pytest -q -m "not site and not browser"

fix: $(VENV)/.test ## format the code and mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

bench-links: $(VENV)/.test ## time a run over all external addresses on loopback, next to lychee (LYCHEE=path)
	@$(BIN)/python -m tests.bench.links

lock: ## renew requirements*.txt from pyproject.toml (set UPGRADE=1 to take newer versions)
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@test -x .venv-lock/bin/pip-compile || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet 'pip-tools==7.6.2'; }
	@for extra in "" "--extra=test"; do \
	  out=requirements$${extra:+-test}.txt; \
	  CUSTOM_COMPILE_COMMAND="make lock" .venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	    --all-build-deps --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $(if $(UPGRADE),--upgrade) \
	    $$extra --output-file=$$out pyproject.toml || exit 1; \
	done

clean: ## remove what was built, not what was installed
	@rm -rf site .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=..." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@
