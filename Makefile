# The commands of the house. Every target sets itself up: .venv is made once, and again only when the locked versions change.
RAW  ?= raw
OUT  ?= output
GOLD ?= tests/gold
export RAW OUT OLD NEW TEXT

# python3.11 by name, else whatever python3 or python is a 3.11; `make PYTHON=/path/to/python3.11 …` overrides.
PYTHON ?= $(firstword $(foreach name,python3.11 python3 python,$(shell $(name) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
RUN  := $(VENV)/bin/python
PIP  := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help extract test evaluate explain diff benchmark lock

help: ## say what can be made
	@echo "usage: make TARGET [NAME=value …]   ARGS='…' goes on to the command (make evaluate ARGS=-v)"; echo
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 18

extract: $(VENV)/.ready-run ## read RAW (a file or a folder, default raw) and write OUT/<plan>/ (default output)
	@$(RUN) -m pipeline extract "$$RAW" -o "$$OUT" $(ARGS)

test: $(VENV)/.ready-test ## run all tests
	@$(RUN) -m pytest

evaluate: $(VENV)/.ready-run ## precision, recall, F1, strict F1 and accuracy per field on the marked-up plans GOLD
	@$(RUN) -m pipeline evaluate $(GOLD) $(ARGS)

explain: $(VENV)/.ready-run ## which rules read the sentence TEXT="到2020年，…"
	@test -n "$$TEXT" || { echo 'usage: make explain TEXT="到2020年，能耗下降14%。"' >&2; exit 2; }
	@$(RUN) -m pipeline explain "$$TEXT" $(ARGS)

diff: $(VENV)/.ready-run ## what changed from OLD=… to NEW=… (plan.json files, plan folders or documents)
	@test -n "$$OLD" -a -n "$$NEW" || { echo 'usage: make diff OLD=output/a NEW=output/b' >&2; exit 2; }
	@$(RUN) -m pipeline diff "$$OLD" "$$NEW" $(ARGS) || test $$? -eq 1

benchmark: $(VENV)/.ready-benchmark ## speed of the stages, beside other tools; leave-one-out scores
	@for script in benchmarks/*.py; do echo "== $$script"; $(RUN) "$$script" || exit 1; done

lock: ## renew requirements*.txt from pyproject.toml (needs pip-compile)
	@for extra in "" -dev; do \
	  pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --strip-extras \
	    $${extra:+--extra test -c requirements.txt} --output-file requirements$$extra.txt pyproject.toml && \
	  sed -i '1i # Locked versions with the hashes of their files. Written by `make lock` from pyproject.toml; do not edit by hand.' requirements$$extra.txt \
	  || exit 1; done

$(VENV)/.ready-run: requirements.txt | $(VENV)/bin/python
	@echo "setting up: the locked packages of requirements.txt" >&2
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.ready-test: requirements-dev.txt | $(VENV)/.ready-run
	@echo "setting up: the locked packages of requirements-dev.txt" >&2
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/.ready-benchmark: benchmarks/requirements.txt | $(VENV)/.ready-test
	@echo "setting up: the tools that the benchmarks compare with" >&2
	@$(PIP) -r benchmarks/requirements.txt
	@touch $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is missing. Install it (it must be on the PATH as python3.11), or say make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "setting up: $(VENV) with $(PYTHON)" >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3.11 cannot make a virtual environment; install its venv module (on Debian and Ubuntu: python3.11-venv)" >&2; exit 2; }
