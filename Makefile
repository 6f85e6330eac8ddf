# The two commands of this project: `make demo` tries it in a browser (ARGS="--port 0 --no-browser" goes to it),
# `make test` proves it. Both make .venv first.

PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/.made
CATALOGUE := bolt_app/i18n/locales
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header

.PHONY: demo test lint types lock messages pictures
.DELETE_ON_ERROR:

demo: $(MADE)
	$(BIN)/python -m bolt_app demo $(ARGS)

# A file's tests stay in one process, so that what they share is made once.
test: lint types
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(MADE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(MADE)
	$(BIN)/mypy

# Brings the pinned versions up to what pyproject.toml allows today. Needs uv; the files name no package server.
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv, which is not installed."; exit 1; }
	$(LOCK) --upgrade pyproject.toml --output-file requirements.txt
	$(LOCK) --upgrade --extra dev pyproject.toml --output-file requirements-dev.txt

# Brings every catalogue up to the texts in the code and in the register; what is new waits there untranslated, and
# what is gone goes: history keeps it. No header and no line numbers, so that a difference is a difference in a text.
messages: $(MADE)
	@mkdir -p build
	PYTHONPATH=. $(BIN)/pybabel -q extract --mapping bolt_app/i18n/messages.cfg --no-default-keywords \
	  --keyword t --keyword mark --keyword plural:1,2 --sort-by-file --add-location file \
	  --project datapolicy --output-file build/messages.pot .
	for file in $(CATALOGUE)/*.po; do \
	  $(BIN)/pybabel -q update --input-file build/messages.pot --output-file $$file \
	    --locale $$(basename $$file .po) --no-fuzzy-matching --ignore-obsolete --omit-header --width 110 || exit 1; \
	done

# Takes the README's pictures, and those of the sixty days, anew from the running try-out; needs a Chromium.
pictures: $(MADE)
	$(BIN)/python -m tests.browser.taking_pictures

# The environment, from the pinned and hashed versions; made anew when they change.
$(MADE): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is not. Name another one: make PYTHON=python3.12 demo"; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $(MADE)
