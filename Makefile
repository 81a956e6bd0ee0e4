# Every target makes the checkout ready first; once it is, that takes a moment (scripts/setup.py).
PYTHON ?= python3
VENV := .venv/bin
HAVE_PYTHON := @command -v $(PYTHON) >/dev/null || \
	{ echo "oeuvre: there is no $(PYTHON) here; install Python 3.11 or newer." >&2; exit 1; };
READY_APP := $(HAVE_PYTHON) $(PYTHON) scripts/setup.py app
READY_DEV := $(HAVE_PYTHON) $(PYTHON) scripts/setup.py dev

.DEFAULT_GOAL := help
FUZZ_SECONDS ?= 60
.PHONY: help run test check bench fuzz screenshots lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):  ## /  make \1\t/p' Makefile | expand -t 22

run:  ## open the window on the example library
	$(READY_APP)
	@$(VENV)/python -m desktop --example

test:  ## all checks and all tests
	$(READY_DEV)
	@$(VENV)/python scripts/test.py

check:  ## the checks alone: format, lint, types, layers
	$(READY_DEV)
	@$(VENV)/python scripts/test.py --checks

bench:  ## measure, side by side with references, into benchmarks/results/
	$(READY_DEV)
	@$(VENV)/python -m benchmarks.run

# atheris has no wheels for Windows and is no part of the lock: it goes to a folder of its own.
fuzz:  ## feed the BibTeX reader what a coverage-guided fuzzer makes up, for FUZZ_SECONDS
	$(READY_DEV)
	@test -d build/fuzz/atheris || \
		$(VENV)/python -m pip install --quiet --target build/fuzz atheris==3.0.0
	@mkdir -p build/fuzz-corpus tests/data/bibtex/found
	@PYTHONPATH=build/fuzz $(VENV)/python -m tests.fuzz.reader build/fuzz-corpus \
		tests/data/bibtex -max_total_time=$(FUZZ_SECONDS) -dict=tests/fuzz/bibtex.dict \
		-max_len=2000 -timeout=20 -rss_limit_mb=2000 -print_final_stats=1 \
		-artifact_prefix=tests/data/bibtex/found/

screenshots:  ## take the pictures of README and guide again
	$(READY_DEV)
	@$(VENV)/python scripts/screenshots.py

lock:  ## write requirements/*.txt anew (newest releases: make lock ARGS=--upgrade)
	$(READY_DEV)
	@$(VENV)/python scripts/lock.py $(ARGS)

clean:  ## remove the virtual environment and everything made by tools
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
