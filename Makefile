# Each target does its own set-up from nothing but Python 3.11 or later.
.PHONY: help lab html site figures report test check notebooks lock bench

BIN := .venv/bin
READY := .venv/.ready
export JUPYTER_PREFER_ENV_PATH := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONDONTWRITEBYTECODE # compiled once, not at every start of a kernel

help:
	@echo "make lab        open the notebooks in JupyterLab"
	@echo "make html       write the series as web pages into the folder html"
	@echo "make site       write the website into site/_build/html"
	@echo "make figures    write every figure and table into the folder figures, as SVG, PNG and CSV"
	@echo "make report     compare your articles: make report CORPUS=my_articles"
	@echo "make test       run every test, the notebooks' stored outputs among them"
	@echo "make check      lint and types"
	@echo "make notebooks  run the series again, in place (NOTEBOOK=08_mine: that one)"
	@echo "make lock       bring requirements.lock up to date"
	@echo "make bench      time kzlib and its peers (BENCH=\"--heats large\": 600 MB)"

lab: $(READY)
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) \
		--ServerApp.root_dir="$(CURDIR)" notebooks/00_start_here.ipynb

html: $(READY)
	$(BIN)/jupyter nbconvert --to html --template export --output-dir html \
		--TemplateExporter.extra_template_basedirs=notebooks notebooks/*.ipynb

# Everything that the site is made of is gathered first (site/gather.py); a warning is an error.
site: $(READY)
	@mkdir -p site/_build/source
	$(BIN)/python -m sphinx -q -W --keep-going -n -j auto -d site/_build/read -c site site/_build/source site/_build/html

figures: $(READY)
	$(BIN)/python tests/write_figures.py figures

# More options of the command: make report CORPUS=my_articles BY=era OPTIONS="--target 2025 --open"
CORPUS := seeds
BY := $(if $(filter seeds,$(CORPUS)),era,folder)
report: $(READY)
	@$(BIN)/python -m kzlib report "$(CORPUS)" --by "$(BY)" $(OPTIONS)

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile --nbval --nbval-sanitize-with tests/nbval.ini

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

notebooks: $(READY)
	$(BIN)/python tests/run_notebooks.py $(NOTEBOOK)

lock: $(READY)
	$(BIN)/uv pip compile requirements.txt --group dev --group scale --group site --universal --generate-hashes \
		--no-header --no-emit-package kzlib --python-version 3.11 --quiet --output-file requirements.lock $(LOCK_OPTIONS)

# Two cores take about a quarter of an hour; the peers get an environment of their own.
bench: $(READY) benchmarks/.venv/.ready
	$(BIN)/python benchmarks/run.py $(BENCH)

# One by one, so that a peer that does not install stops no other; the last one brings a text only.
benchmarks/.venv/.ready: benchmarks/requirements.txt $(READY)
	$(BIN)/python -m venv --clear --without-pip benchmarks/.venv
	@while read -r peer; do case $$peer in \#*) continue;; esac; \
		$(BIN)/uv pip install --quiet --python benchmarks/.venv/bin/python $$peer \
			|| echo "$$peer does not install: it is left out"; done < benchmarks/requirements.txt
	@touch $@

# uv, pinned with its hashes like all else, installs the rest in seconds; pip does where uv has no
# wheel. JupyterLab's news and update prompts would cover the first picture: they are switched off.
$(READY): requirements.lock pyproject.toml
	@python=; for each in python3 python3.13 python3.12 python3.11 python; do \
		if $$each -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then python=$$each; break; fi; done; \
	if [ -z "$$python" ]; then echo "kzlib needs Python 3.11 or later; install it first" >&2; exit 1; fi; \
	echo "Setting up .venv, once: Python packages, some 800 MB (a minute or less) ..."; \
	$$python -m venv --clear .venv
	@awk '/^uv==/ {found = 1} found {print} found && !/\\$$/ {exit}' requirements.lock > .venv/uv.lock
	@if $(BIN)/pip install --quiet --require-hashes --only-binary uv -r .venv/uv.lock 2>.venv/uv.log; \
	then $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
	else echo "uv has no wheel for this machine; pip installs, which takes some minutes ..."; \
		$(BIN)/pip install --quiet --require-hashes -r requirements.lock; fi
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements
	@touch $@
