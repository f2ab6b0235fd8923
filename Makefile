# make run      opens the program against the sandbox, with made-up citizens
# make test     tests, lint, types, import contracts
# make torture-ci  pulls the plug at 2,000 moments, lies to a counter, kills it on a bad line (after make test in .ci/run);
#                  make torture at 100,000, for a night
# make bench    measures what the clerk waits for
# make screens  renders every screen and paper with made-up data to docs/screens/
# make installers  the Debian package and the Windows installer into dist/, built twice and compared, within 160 MB and
#                  450 MB installed (INSTALLERS=linux for one; INSTALLER_OPTIONS=--once: half of the time);
#                  SIGN="certificate.pem key.pem": signed for Windows, once
# make debian-check / windows-check  installs, checks, upgrades and removes them in a bare root / under Wine; by hand
#
# Each does its own set-up (tools/setup.sh): Debian packages, .venv, locked libraries.

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup run test checks torture-ci torture pytest lint format types contracts bench screens installers debian-check windows-check clean

BIN := .venv/bin
PYTHON_FILES := counter_app ui resources local_db sync tests tools build_installer.py
DISPLAY_MODE ?= window
# A file's tests share what is costly to make; which file comes first, tests/conftest.py says.
PYTEST_OPTIONS ?= --numprocesses auto --dist loadfile --no-loadscope-reorder

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

setup:
	@tools/setup.sh test

run:
	@tools/setup.sh $(if $(filter xvfb,$(DISPLAY_MODE)),screen,run)
	@tools/run.sh $(DISPLAY_MODE)

# The quick checks first: they fail in seconds.
test: checks pytest

checks: setup
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types lint contracts

pytest: setup
	@$(BIN)/python -m pytest $(PYTEST_OPTIONS)

lint: setup
	@$(BIN)/ruff check $(PYTHON_FILES)
	@$(BIN)/ruff format --check $(PYTHON_FILES)

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports --no-logo

format: setup
	@$(BIN)/ruff check --fix $(PYTHON_FILES)
	@$(BIN)/ruff format $(PYTHON_FILES)

torture-ci: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture 2000 --faults 17
	@$(BIN)/python -m tests.local_db.thirty_days 1
	@$(BIN)/python -m tests.torture.lies 1000
	@$(BIN)/python -m tests.torture.quarrels 200
	@$(BIN)/python -m tests.torture.line 24 --kills 20 --province-kills 5

torture: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture 100000 --faults 1
	@$(BIN)/python -m tests.torture.lies 10000
	@$(BIN)/python -m tests.torture.quarrels 10000
	@$(BIN)/python -m tests.torture.line 10000 --kills 1000 --province-kills 300
	@$(BIN)/python -m tests.torture.line 40 --kills 20 --without-keys
	@$(BIN)/python -m tests.torture.hall --kills 10 --cuts 60 --seconds 180
	@$(BIN)/python -m tests.torture.updates 100
	@$(BIN)/python -m tests.torture.tus 200 # needs node 20 and npm
	@COUNTER_SCHEMATHESIS_DATABASE=postgresql $(BIN)/python -m pytest -q tests/sync/test_openapi.py -k schemathesis

bench: setup
	@shopt -s nullglob; missed=0; for bench in tests/bench/bench_*.py; do \
		echo "== $$bench"; $(BIN)/python "$$bench" || missed=1; done; exit $$missed

screens: setup
	@shopt -s nullglob; for maker in tools/screens_*.py; do \
		QT_QPA_PLATFORM=offscreen $(BIN)/python "$$maker" || exit 1; done

INSTALLERS ?= linux windows

installers:
	@tools/setup.sh installers
	@$(BIN)/python build_installer.py $(INSTALLERS) $(if $(SIGN),--sign $(SIGN)) $(INSTALLER_OPTIONS)

debian-check:
	@tools/setup.sh installers
	@tools/debian_check.sh

windows-check:
	@tools/setup.sh installers
	@tools/windows_check.sh

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
