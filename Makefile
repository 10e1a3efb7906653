# Works the same on a laptop and in CI. `make` alone tells what there is.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench bench-reading bench-headline bench-tables bench-imports bench-registry bench-matching bench-ranking bench-casework bench-ledger bench-supervision bench-dispatching soak-ledger lock clean ready ready-test

help: ## Tell what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: ready ## Start the whole system with an invented county on http://localhost:8000 (PORT=...)
	@$(BIN)/tashan demo --port $(PORT) --end-with-parent

test: ready-test ## Run every test, the browser's too (ARGS=... for pytest, OCR=1 for scans)
	@$(BIN)/python scripts/browser.py
	@$(BIN)/python -m pytest $(ARGS)

check: ready-test ## Lint, types, contracts, migrations, translations; changes nothing
	@$(BIN)/python scripts/check.py

fix: ready-test ## Mend what ruff can mend, and format
	@$(BIN)/ruff check --fix src tests scripts bench
	@$(BIN)/ruff format src tests scripts bench

bench: bench-reading bench-headline bench-tables bench-imports bench-registry bench-matching bench-ranking bench-casework bench-ledger bench-dispatching bench-supervision ## Run every benchmark

bench-reading: ready-test ## Score and time the reader beside its peers
	@$(BIN)/python bench/reading.py

bench-headline: ready-test ## Headline figures of work reports beside what they state
	@$(BIN)/python bench/headline.py

bench-tables: ready-test ## Read, check and write a large Excel table beside the bare reader
	@$(BIN)/python bench/tables.py

bench-imports: ready-test ## Import 200,000 enterprises and figures beside a bare COPY
	@$(BIN)/python bench/imports.py $(ARGS)

bench-registry: ready-test ## Pages over 1,000,000 enterprises and 20,000,000 observations (ARGS=...)
	@$(BIN)/python bench/registry.py $(ARGS)

bench-matching: ready-test ## 200 programmes over 1,000,000 enterprises beside peers (ARGS=...)
	@$(BIN)/python bench/matching.py $(ARGS)

bench-ranking: ready-test ## A year's tax of a million enterprises in order, beside Polars, PostgreSQL, pandas
	@$(BIN)/python bench/ranking.py $(ARGS)

bench-casework: ready-test ## Moves of matters beside a bare commit and workflow engines (ARGS=...)
	@$(BIN)/python bench/casework.py $(ARGS)

bench-ledger: ready-test ## Postings beside pgbench, balances of a fund of 10,000,000 entries (ARGS=...)
	@$(BIN)/python bench/ledger.py $(ARGS)

bench-supervision: ready-test ## Lights and reminders of a day over 100,000 open matters (ARGS=...)
	@$(BIN)/python bench/supervision.py $(ARGS)

bench-dispatching: ready-test ## 10,000 officers to 3,000 destinations beside SciPy's assignment (ARGS=...)
	@$(BIN)/python bench/dispatching.py $(ARGS)

soak-ledger: ready-test ## Ten minutes of 16 clients at one fund while connections are killed (ARGS=...)
	@$(BIN)/python bench/soak_ledger.py $(ARGS)

lock: ready-test ## Write the locks again from the newest releases
	@$(BIN)/python scripts/lock.py

clean: ## Remove what was made, the demo's data too
	@rm -rf .venv node_modules var build src/tashan/web/static/vendor

ready:
	@$(PYTHON) scripts/prepare.py run

ready-test:
	@$(PYTHON) scripts/prepare.py $(if $(OCR),ocr,test)
