# Two commands are enough: `make run` opens the app, `make test` runs every test.
PYTHON ?= python3
BIN := .venv/bin
BENCHMARKS := ingest ingest_real private_people suppliers supplier_trade_off large_register supplier_kinds registers duplicates maps categories rollup cases

.PHONY: run test check bench environment environment-dev lock

run: environment
	@$(BIN)/python -m procurement run

environment:
	@$(PYTHON) tools/environment.py requirements.txt

environment-dev:
	@$(PYTHON) tools/environment.py requirements-dev.txt

test: environment-dev
	@$(PYTHON) tools/chromium.py
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: environment-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python tools/sizes.py
	$(BIN)/python tools/audit.py
	$(MAKE) test

bench: environment-dev
	@for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

lock: environment-dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate requirements-dev.in -o requirements-dev.txt
