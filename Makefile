PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 4
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help links serve site check test nightly coverage test-without-browser test-in-browser quick fix lock try-setup clean inside properdocs evaluate bench bench-search bench-links attack scripts sbom fuzz ALWAYS

help: ## list these commands
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 14

serve: $(VENV)/.site ## build, and serve on http://127.0.0.1:8000; an open page follows every change
	@$(BIN)/infobox serve --port $(PORT)

site: export INFOBOX_PDF ?= true
site: $(VENV)/.site ## build the site into site/ and count its pages
	@$(BIN)/infobox build

check: $(VENV)/.site ## check the data and the pages in docs/
	@$(BIN)/infobox check

test: $(VENV)/.test ## every check and test, in a real browser too
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/zizmor --offline --no-progress --quiet --strict-collection --persona=auditor .github
	@$(BIN)/python -m tests.browser.chromium
	@$(MAKE) --no-print-directory --jobs=2 test-without-browser test-in-browser

nightly: $(VENV)/.test ## the tests that are too much for every change
	@$(BIN)/python -m pytest -q -m nightly

.PHONY: pdf
pdf: $(VENV)/.test $(VENV)/.pdf ## write every PDF into pdf/, and look at them; brings typst, 81 MB, which nothing else needs
	@$(BIN)/infobox pdf pdf
	@$(BIN)/python -m pytest -q tests/pdf

coverage: $(VENV)/.test ## the same tests, and how much of the code they reach (slower)
	@$(BIN)/python -m coverage erase
	@$(MAKE) --no-print-directory --jobs=2 COVER="--cov --cov-report= --cov-fail-under=0" test-without-browser test-in-browser
	@$(BIN)/python -m coverage combine --quiet .coverage.without-browser .coverage.in-browser
	@$(BIN)/python -m coverage report

# Apart, because Playwright keeps an event loop in its process. Much of what is tested waits (for a pause, a server, a
# program), so more run at once than there are cores; the tests of one file stay together, and so do the sites they build.
test-without-browser test-in-browser: export PYTEST_ADDOPTS = $(COVER) -q
test-without-browser:
	@COVERAGE_FILE=.coverage.without-browser $(BIN)/python -m pytest -m "not browser and not nightly and not pdf" -n $(WORKERS) --dist loadfile
test-in-browser:
	@COVERAGE_FILE=.coverage.in-browser $(BIN)/python -m pytest -m "browser and not nightly" -n 2 --dist loadfile

links: $(VENV)/.site ## the first visit to every external address; INFOBOX_SITE_URL says who asks; see links/verslag.md
	@$(BIN)/infobox links first

inside: $(VENV)/.site ## build the site and follow every link inside it
	@$(BIN)/infobox build
	@$(BIN)/infobox inside

properdocs: $(VENV)/.test ## build with ProperDocs too, which can take the place of MkDocs: the same files
	@$(BIN)/python -m tests.other_builder

evaluate: $(VENV)/.test ## how well the search finds what professionals type
	@$(BIN)/infobox build
	@$(BIN)/python -m tests.search.evaluate site --misses

bench-search: $(VENV)/.test ## compare the search with Material's own; measure its sizes and times
	@$(BIN)/infobox build
	@$(BIN)/python -m tests.search.theme_index .bench-search
	@$(BIN)/python -m tests.search.evaluate site --material .bench-search/search/search_index.json
	@$(BIN)/python -m tests.search.bench
	@rm -rf .bench-search

# Modules in which nothing is quick are not read either; that of the schema costs two seconds before its first test.
quick: $(VENV)/.test ## the tests that take less than half a minute together
	@$(BIN)/python -m pytest -q -m "not site and not browser and not slow and not nightly and not pdf" \
		$(addprefix --ignore=tests/,browser bench fuzz test_third_party.py entries/test_schema.py)

fix: $(VENV)/.test ## format the code and mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

validate: $(VENV)/.test ## every page before the Nu HTML Checker (needs Java and npm) and axe; some twenty minutes
	@npm ci --silent --no-audit --no-fund --prefix tools/validate
	@$(BIN)/python -m tests.validate

attack: $(VENV)/.test ## meet each hostile server by itself, and kill fifty link runs and sixty builds; some minutes
	@$(BIN)/python -m tests.links.attack
	@$(BIN)/python -m tests.links.kills 50
	@$(BIN)/python -m tests.site.kills 60

fuzz: $(VENV)/.test ## ten minutes of inputs that nobody thought of, against all that must hold (FUZZ="--seconds 60 robots")
	@$(BIN)/python -m tests.fuzz $(FUZZ)

bench: $(VENV)/.test ## time builds of 152, 1,000 and 5,000 entries next to other builders; an hour (BENCH="--help")
	@$(BIN)/python -m tests.bench.builds $(BENCH)

.PHONY: bench-edits
bench-edits: $(VENV)/.test ## time edits at 152 and 1,000 entries, from saving a file to a changed pixel (EDITS="--help")
	@$(BIN)/python -m tests.bench.edits $(EDITS)

bench-links: $(VENV)/.test ## time a run over all external addresses on loopback, next to lychee (LYCHEE=path)
	@$(BIN)/python -m tests.bench.links

scripts: $(VENV)/.site ## print the inline scripts of the site that are not on infobox/site/scripts.allow yet
	@$(BIN)/python -m infobox.site.policy

sbom: $(VENV)/.test ## write sbom.cdx.json: every package and every file of others (CycloneDX)
	@$(BIN)/python -m tools.sbom > sbom.cdx.json
	@echo "sbom.cdx.json"

.PHONY: release
release: $(VENV)/.test ## build, and pack site, data and lists into one zip in uitgave/ (EDITIE=2026-11 demands it, PDF=folder adds those)
	@$(BIN)/python -m tools.sbom > sbom.cdx.json
	@$(BIN)/infobox release uitgave --sbom sbom.cdx.json $(if $(EDITIE),--editie $(EDITIE)) $(if $(PDF),--pdf $(PDF))

lock: ## renew requirements*.txt from pyproject.toml (set UPGRADE=1 to take newer versions)
	@$(NEW_ENOUGH)
	@$(PYTHON) tools/environment.py lock

try-setup: ## set up in empty folders with several versions of pip (TRY="--help" tells what else)
	@$(NEW_ENOUGH)
	@$(PYTHON) -m tests.setup.matrix $(TRY)

.PHONY: try-edits
try-edits: $(VENV)/.test ## do what editors do on copies of a year later, with all tests after each (EDITS="--help")
	@$(BIN)/python -m tests.edits $(EDITS)

clean: ## remove what was built, not what was installed
	@rm -rf site pdf uitgave .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache

# Looked at every time: what is there was made of these locks, in this folder, to the end. That takes one start of Python.
$(VENV)/.site $(VENV)/.test $(VENV)/.pdf: ALWAYS
	@$(BIN)/python tools/environment.py check $(@:$(VENV)/.%=%) 2>/dev/null || { $(NEW_ENOUGH); $(PYTHON) tools/environment.py make $(@:$(VENV)/.%=%); }
ALWAYS:

NEW_ENOUGH = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
  { echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not: make PYTHON=python3.12 ..." >&2; exit 1; }
