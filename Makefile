# Everything a newcomer needs: `make run`, `make test`. The rest is for daily work.
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PORT ?= 8000
export NEEDS SEED

help:  ## Show these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements-dev.txt bin/install
	bin/install

run: .venv/ready  ## Start Campagnon with both pilots and the demo cast on http://127.0.0.1:8000
	CAMPAGNON_DEMO=1 bin/serve

test: .venv/ready  ## Run every check and test, in a real browser and on both databases
	bin/test

check: .venv/ready  ## Lint, types, layers, sizes: seconds, no database
	bin/check

bench: .venv/ready  ## Measure the hot paths side by side
	$(PY) -m benchmarks

year: .venv/ready  ## Play a year of needs on an injected clock: make year NEEDS=500 SEED=7
	@$(PY) -m tests.year

lock: .venv/ready  ## Pin pyproject.toml's dependencies again, with hashes
	bin/lock

clean:  ## Forget the virtual environment and the local data
	rm -rf .venv var staticfiles

.PHONY: help run test check bench year lock clean
