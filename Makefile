# The verbs of the project; `make help` lists them. Each sets up what it needs by itself.

PYTHON ?= python3
VENV := .venv
# Hundreds of tests start a Python of their own: byte code is worth keeping.
export PYTHONDONTWRITEBYTECODE :=
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

# Files that say "this step is done"; make compares their age with what the step depends on.
INSTALLED := $(VENV)/.installed
DEVELOP := $(VENV)/.develop
CHECKERS := node_modules/.installed
FUZZER := $(VENV)/.fuzzer

# Where the site will be published, if kbgen.yml does not say it.
SITE_URL ?=
# How long `make fuzz` feeds each of its targets.
FUZZ_SECONDS ?= 60

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test test-quick lint format fuzz bench screenshots lock clean

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

site: $(INSTALLED) ## Build the knowledge base into site/
	@$(BIN)/kbgen build $(if $(SITE_URL),--site-url "$(SITE_URL)")

serve: $(INSTALLED) ## Preview in the browser; rebuilds when a file changes
	@$(BIN)/kbgen serve

check: $(INSTALLED) ## Check all content without writing anything
	@$(BIN)/kbgen check

test: $(DEVELOP) $(CHECKERS) ## Run every test, in Chromium and Firefox too
	@$(PYTHON) scripts/programs.py chromium firefox java
	$(BIN)/pytest --trials all

test-quick: $(DEVELOP) $(CHECKERS) ## Run the tests without browsers, with few trials: seconds
	$(BIN)/pytest --processes 3 -m "not browser" --trials few

lint: $(DEVELOP) ## Check style, types and security of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src

format: $(DEVELOP) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

fuzz: $(FUZZER) ## Feed random input for a while: FUZZ_SECONDS=60 for each target
	@$(BIN)/python fuzz/run.py $(FUZZ_SECONDS)

bench: $(INSTALLED) ## Time builds of this knowledge base
	@$(BIN)/python scripts/time_builds.py

screenshots: $(DEVELOP) ## Take docs/screenshots/ anew
	@$(PYTHON) scripts/programs.py chromium
	@$(BIN)/python scripts/screenshots.py

lock: ## Lock dependencies anew (UPGRADE=--upgrade takes newer versions)
	scripts/lock.sh $(UPGRADE)

clean: ## Remove what was built; the environment and the locked tools stay
	find site -mindepth 1 ! -name .gitignore -delete
	rm -rf .kbgen build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results

$(VENV)/.made:
	@scripts/venv.sh $(PYTHON) $(VENV)
	@touch $@

# kbgen itself is installed from here with the locked build backend: no index is asked for it.
$(INSTALLED): $(VENV)/.made requirements/run.txt pyproject.toml
	@echo "Installing kbgen's dependencies into $(VENV)"
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEVELOP): $(INSTALLED) requirements/dev.txt
	@echo "Installing the development tools into $(VENV)"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

$(FUZZER): $(DEVELOP) requirements/fuzz.txt
	@echo "Installing the fuzzer into $(VENV)"
	@$(PIP) install --require-hashes --requirement requirements/fuzz.txt
	@touch $@

$(CHECKERS): package-lock.json
	@$(PYTHON) scripts/programs.py npm
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
