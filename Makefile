# What a developer does here, by name. `make` alone lists it.
# Kept to what GNU make 3.81 (macOS) understands.

PORT ?= 8000
SIZE ?= small
LOCALES = de

# The first interpreter that is new enough and can make a virtual environment. An own choice:
# make run PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$p" && break; done)

# A process that finds nothing compiled takes seven seconds longer to start.
unexport PYTHONDONTWRITEBYTECODE

BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
# Python compiles what it imports, which is half of what there is.
INSTALL = $(BIN)/python -m pip install --no-compile
INSTALLED = .venv/requirements.stamp
INSTALLED_DEV = .venv/requirements-dev.stamp

# A file stays in one process, since its tests share what is slow to make. What takes long begins
# first (tests/conftest.py).
SPREAD = --dist loadfile --no-loadscope-reorder
# One process more than there are cores, since tests that start servers wait for them. Beside a
# PostgreSQL or Chromium, which have work of their own, there is none to spare.
CORES := $(shell getconf _NPROCESSORS_ONLN)
PARALLEL = -n $(shell expr $(CORES) + 1) $(SPREAD)
# See docs/testing.md. With PROOF=1 the long ones are long (tests/sizes.py).
ON_SQLITE = not browser and not machine and not (postgres and not sqlite)
ON_POSTGRES = postgres and not browser

TEMPLATE_FOLDERS = $(wildcard clinic_pages home search templates)
TEMPLATES = $(shell find $(TEMPLATE_FOLDERS) -path '*templates*' -name '*.html')

NEEDED = install-dev need-chromium need-postgres need-redis need-gettext need-html-checker need-rich-results

AT_PORT = WAGTAILADMIN_BASE_URL=$${WAGTAILADMIN_BASE_URL:-http://localhost:$(PORT)}

.DEFAULT_GOAL := help
# The targets share one virtual environment and one screen: no -j.
.NOTPARALLEL:
.PHONY: help run dev quick test proof lint unit without-booking unit-postgres browser gates deployed bench lighthouse screenshots \
	format messages need-demo install install-dev need-chromium need-html-checker need-postgres need-redis need-gettext need-rich-results clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

run: need-demo ## The site with demo content on http://localhost:8000/ (PORT=8001 for another port)
	@$(AT_PORT) $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

dev: need-demo ## The same, started again whenever a Python file changes
	@$(AT_PORT) $(MANAGE) runserver 127.0.0.1:$(PORT)

need-demo: install
	@$(BIN)/python -m scripts.ports $(PORT)
	@$(MANAGE) migrate
	@$(AT_PORT) $(MANAGE) load_demo --with-editor
	@printf '  %s\n' '' \
		'Site       http://localhost:$(PORT)/' \
		'Condition  http://localhost:$(PORT)/conditions/sciatica/' \
		'Editing    http://localhost:$(PORT)/admin/' ''

quick: lint need-redis need-gettext need-rich-results ## Within a minute: lint, and the tests of what you changed (SUBJECT=booking for a subject's)
	env -u DATABASE_URL $(BIN)/python -m scripts.quick $(SUBJECT)

test: $(NEEDED) lint unit unit-postgres browser gates ## Everything within minutes: lint, the tests on SQLite, on PostgreSQL and in a browser, the gates

proof: export PROOF = 1
proof: ON_SQLITE = not browser and not machine
proof: ON_POSTGRES = not browser and not machine and not once
proof: $(NEEDED) lint unit without-booking unit-postgres browser gates deployed ## The same with all that takes long: both databases in full, long proofs, every version

lint: install-dev ## Style, templates, missing migrations and Django's own checks
	@$(BIN)/python -m scripts.lint $(TEMPLATE_FOLDERS)

unit: install-dev need-redis need-gettext need-rich-results ## Tests that need no browser, on SQLite; but for those of unit-postgres
	env -u DATABASE_URL $(BIN)/pytest $(PARALLEL) -m "$(ON_SQLITE)"

# Of other subjects, and about what booking stores.
ABOUT_BOOKING = deploy/test_files.py project/test_benchmarks.py site/test_metrics.py

without-booking: install-dev need-redis need-gettext need-rich-results ## Those of the pages, on a site that cannot import booking
	env -u DATABASE_URL $(BIN)/pytest $(PARALLEL) --ds=settings.test_without_booking -m "not booking and not once" tests \
		$(addprefix --ignore=tests/,booking faults browser gates machine $(ABOUT_BOOKING))

unit-postgres: install-dev need-redis need-gettext need-rich-results ## Those that may fare otherwise on PostgreSQL (own server, or DATABASE_URL)
	$(BIN)/python -m scripts.postgres $(BIN)/pytest -n $(CORES) $(SPREAD) -m "$(ON_POSTGRES)"

browser: install-dev need-chromium ## The tests that drive a headless Chromium
	env -u DATABASE_URL $(BIN)/pytest -n $(CORES) $(SPREAD) tests/browser

gates: install-dev need-chromium need-html-checker ## What holds for every page of the demo, served as in production: WCAG, HTML, links, weight
	env -u DATABASE_URL $(BIN)/python -m scripts.served $(BIN)/pytest -n 4 --dist worksteal tests/gates

deployed: install-dev ## The commands of deploy/README.md, typed on an empty machine; needs root, takes minutes
	env -u DATABASE_URL $(BIN)/pytest tests/machine

bench: install-dev need-postgres ## How fast it is: ratios against goals, into benchmarks/README.md and docs/speed.md (ten minutes; SIZE=large for more)
	$(BIN)/python -m benchmarks all --size=$(SIZE)

lighthouse: install-dev need-chromium ## Lighthouse on one page of each kind, into benchmarks/lighthouse.md (ten minutes)
	$(BIN)/python -m scripts.lighthouse

screenshots: install-dev need-chromium ## Pictures of each kind of page into screenshots/ (ONLY=conditions/sciatica for others)
	@$(BIN)/python -m scripts.screenshots $(ONLY)

format: install-dev ## Rewrite Python and templates the way lint wants them
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true  # 1: it has changed something

messages: install need-gettext ## Collect the texts for translators and compile what they wrote
	$(BIN)/python -m scripts.messages $(LOCALES)

clean: ## Delete .venv and whatever was built; the database and the uploads stay
	rm -rf .venv .benchmarks .pytest_cache .ruff_cache .hypothesis build dist staticfiles screenshots test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install: $(INSTALLED)

install-dev: $(INSTALLED_DEV)

need-chromium: install-dev
	@$(BIN)/python -m scripts.chromium

need-html-checker: install-dev
	@$(BIN)/python -m scripts.html_checker

need-rich-results: install-dev
	@$(BIN)/python -m scripts.rich_results

need-postgres: install-dev
	@$(BIN)/python -m scripts.postgres

need-redis: install-dev
	@$(BIN)/python -m scripts.redis_server

need-gettext: install
	@$(BIN)/python -m scripts.gettext

# A stamp is written last, so an install that was interrupted is done again. Making the environment
# again over an existing one changes nothing but repairs a half-made one.
define make-environment
	@test -n "$(PYTHON)" || { echo >&2 \
		"clinic_pages needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)."; exit 1; }
	"$(PYTHON)" -m venv .venv
endef

$(INSTALLED): requirements.txt
	$(make-environment)
	$(INSTALL) -r requirements.txt
	@touch $@

# Which names those of the site, too: one look at what is needed.
$(INSTALLED_DEV): requirements-dev.txt requirements.txt
	$(make-environment)
	$(INSTALL) -r requirements-dev.txt
	@touch $(INSTALLED) $@
