# Nudge by nudge. `make lab` and `make test` are all that most people need; `make help` lists the rest.

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
# --no-compile: Python compiles a module when it is first imported, and most never are.
# Then it must be allowed to keep it, which some containers forbid: every process would compile anew
export PYTHONDONTWRITEBYTECODE :=
PIP_INSTALL := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check
NBVAL := $(BIN)/python -m pytest --nbval --nbval-cell-timeout=60 notebooks
# on all processors, in the order given; a file on one of them, for a notebook keeps its kernel
SIDE_BY_SIDE := -n auto --maxprocesses=4 --no-loadscope-reorder --dist=loadfile

.DEFAULT_GOAL := help
.PHONY: help lab not-root test old-cpu-test oldest-test colab-test browser-test class notebooks wheel site serve slides reproduce weights bench pace mutants images lint lock clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "This course needs Python 3.11 or newer, and found none. If it has another name: make PYTHON=/path/to/python"; exit 1; }
	@echo "Making the environment in $(VENV) (about a minute, once) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { echo "Python could not make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/lab: $(VENV)/installed requirements-lab.lock
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements-lab.lock
	@touch $@

$(VENV)/browser: $(VENV)/lab requirements-browser.lock
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements-browser.lock
	@touch $@

CONTAINER := $(wildcard /.dockerenv /run/.containerenv)
lab: not-root $(VENV)/lab  ## open the course in JupyterLab
	@git ls-files 'notebooks/*.ipynb' 2>/dev/null | while read -r file; do ! git diff --quiet HEAD "$$file" || echo "$$file"; done \
		| xargs $(BIN)/jupyter trust >/dev/null 2>&1 || true  # those that are as the course has them
	$(BIN)/jupyter lab $(if $(CONTAINER),--allow-root) notebooks/00_start_here.ipynb

not-root:
	@test "$$(id -u)" != 0 || test -n "$(CONTAINER)" || { echo "JupyterLab does not open for root: make lab without sudo, as yourself. In a container: make lab CONTAINER=yes"; exit 1; }

test: $(VENV)/installed  ## unit tests, and every notebook re-run and compared with what it stores
	$(NBVAL) tests nnhelpers $(SIDE_BY_SIDE)

old-cpu-test: $(VENV)/installed  ## every notebook compared once more, computed as on an older processor
	NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL X86_V3" OPENBLAS_CORETYPE=Prescott $(NBVAL) $(SIDE_BY_SIDE)

OLDEST := build/oldest
oldest-test: $(VENV)/installed  ## unit tests with the oldest versions that the package asks for (Python 3.11 or 3.12)
	$(PYTHON) -m venv --clear $(OLDEST)
	$(BIN)/python tools/oldest.py > $(OLDEST)/requirements.txt
	$(PIP_INSTALL:$(BIN)%=$(OLDEST)/bin%) --only-binary :all: --no-deps -r $(OLDEST)/requirements.txt
	$(OLDEST)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(OLDEST)/bin/python -m pytest tests nnhelpers $(SIDE_BY_SIDE)

COLAB := build/colab
colab-test: $(VENV)/installed  ## explorers with the versions that Google Colab has, as far as a kernel can tell
	$(PYTHON) -m venv --clear $(COLAB)
	$(PIP_INSTALL:$(BIN)%=$(COLAB)/bin%) -r tests/colab.txt
	$(COLAB)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(COLAB)/bin/python -m pytest -W default tests/test_protocol.py

browser-test: $(VENV)/browser  ## drive every notebook, page and slider in a real Chromium, pages in Firefox and WebKit too
	rm -rf screenshots
	-$(MAKE) site  # without npm or a network, what needs the site is not tried
	$(BIN)/python -m pytest -m browser tests/browser $(SIDE_BY_SIDE)

CLASS := build/class
$(CLASS)/installed: requirements-class.lock
	@$(PYTHON) -m venv --clear $(CLASS)
	@$(CLASS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-class.lock
	@touch $@

LEARNERS := 20
class: $(VENV)/installed $(CLASS)/installed  ## a class of 20 learners on a JupyterHub of its own: what it takes (needs npm)
	@rm -rf $(CLASS)/wheel
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir $(CLASS)/wheel .
	@$(CLASS)/bin/python -m pip install --quiet --no-deps --force-reinstall $(CLASS)/wheel/*.whl
	$(CLASS)/bin/python tools/classroom.py $(LEARNERS)

notebooks: $(VENV)/installed  ## execute every notebook and store it in its one normal form
	$(BIN)/python tools/build_notebooks.py notebooks

wheel: $(VENV)/installed  ## the package as a wheel in dist
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

site: $(VENV)/lab  ## the course as a web site in build/site, where its lessons run (needs npm)
	$(BIN)/python tools/publish.py site build/site

serve: $(VENV)/installed  ## the site at a local address, compressed
	@test -f build/site/sw.js || $(MAKE) site
	@$(BIN)/python tools/serve.py

slides: $(VENV)/lab  ## the lessons as slides in build/slides, to show without a network (needs npm)
	$(BIN)/python tools/publish.py slides build/slides

reproduce: $(VENV)/installed  ## train the book's digit network, three seeds, beside the published figures
	$(BIN)/python tools/reproduce.py

weights: $(VENV)/installed  ## train the network that reads digits in the lessons anew, from its seed
	$(BIN)/python tools/train_weights.py

bench: $(VENV)/browser  ## the table of speed ratios, each pair measured in the same run
	$(BIN)/python tools/bench.py

pace: $(VENV)/installed  ## lines, words, pictures and exercises of every lesson
	$(BIN)/python tools/pace.py

MUTANTS :=
mutants: $(VENV)/installed  ## change one place of the code at a time, and list what no unit test notices (half an hour)
	nice $(BIN)/python tools/mutants.py $(MUTANTS)

images: $(VENV)/browser  ## draw everything in images again
	$(BIN)/python tools/make_images.py

lint: $(VENV)/installed  ## ruff, codespell, mypy and, for JavaScript, biome (needs npm)
	$(BIN)/python tools/node.py
	tools/web/node_modules/.bin/biome check --error-on-warnings
	$(BIN)/ruff check .
	$(BIN)/codespell nnhelpers notebooks tests tools *.md
	$(BIN)/mypy

LOCK := uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' pyproject.toml
lock:  ## resolve the dependencies anew (needs uv)
	$(LOCK) --extra test -o requirements.lock
	$(LOCK) --extra test --extra course -o requirements-lab.lock
	$(LOCK) --extra test --extra course --extra browser -o requirements-browser.lock
	$(LOCK) --extra course --extra class -o requirements-class.lock

clean:  ## remove the environment, all caches and what was made
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis dist build screenshots
	rm -rf tools/web/node_modules
	find . -name __pycache__ -prune -exec rm -rf {} +
