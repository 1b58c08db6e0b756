# `make help` lists the targets. A recipe ends in `exec`, so that Ctrl-C and TERM reach what it runs.
.DEFAULT_GOAL := help
.PHONY: help up down logs profile admin rotate-keys reindex backup restore migrate check format generate test test-compose chaos soak loadtest draw bench bench-web env audit sbom versitygw

with_node := exec scripts/with-node.sh

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Start the whole system here and stay with it (HUBBUB_PORT, HUBBUB_CHAT_INSTANCES, HUBBUB_DATA, HUBBUB_HOST)
	@exec scripts/up.sh

down: ## Stop what make up started
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/down.ts

logs: ## Follow what all parts of make up log, as one (SERVICE=chat-1 LEVEL=warn USER_ID=42 ROOM=7 TRACE=… LINES=200 FOLLOW=0 JSON=1; HELP=1 tells more)
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/logs.ts

profile: ## See where a service that make up runs spends its time, as a flame graph (INSTANCE=chat-1 SECONDS=20; KIND=heap: what it holds; FILE=x.cpuprofile: draw that one)
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/profile.ts --instance=$(INSTANCE) --seconds=$(SECONDS) --kind=$(KIND) --file=$(FILE)

admin: ## Make an account a server admin of what make up runs (ACCOUNT=alice; REVOKE=1 takes it back)
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/admin.ts

rotate-keys: ## Make the next key that signs access tokens, for what make up runs; the present one goes when its tokens are over
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/rotate-keys.ts

reindex: ## Write the words by which messages are found again, for what make up runs (after a change of SEARCH_LANGUAGES); chat goes on
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/reindex.ts

backup: ## Copy all that make up keeps, while it runs, to a folder in TO (backups in HUBBUB_DATA); HELP=1 says more
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/backup.ts $(if $(HELP),--help)

restore: ## Give a backup back to a data folder that is stopped (FROM=folder; FORCE=1 puts aside what is there; DAMAGED=skip leaves damaged files out); HELP=1 says more
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/restore.ts $(if $(HELP),--help)

migrate: ## Bring a service's database up to date (DATABASE_MIGRATION_URL, and the service's DATABASE_URL; SERVICE=chat-service or user-service); make up does it by itself
	@$(with_node) node --disable-warning=ExperimentalWarning packages/stack/src/migrate.ts

check: ## Format, lint, types, contracts, generated code, lock file: what needs no running service
	@$(with_node) node --disable-warning=ExperimentalWarning scripts/check.ts

format: ## Format all code
	@$(with_node) bash -c 'npx oxfmt . && cd proto && npx buf format -w'

generate: ## Make the code that proto/ and grafana/ describe
	@$(with_node) scripts/generate.sh

test: ## Run every test on real Postgres, Redis, Nginx and Chromium
	@exec scripts/test.sh

versitygw: ## Build the S3 server that tests put files into, with Go (make test does it by itself)
	@exec bash -c '. scripts/bootstrap.sh && ensure_versitygw'

test-compose: ## Build the images, run docker-compose.yml and chat through it
	@$(with_node) scripts/test-compose.sh

loadtest: ## Load the running system, or one of its own, with k6 (SCENARIO=smoke, ramp, hot-room, busy, reconnect-storm, rest or soak)
	@$(with_node) node --disable-warning=ExperimentalWarning loadtest/run.ts $(SCENARIO)

draw: ## Draw what the dashboards show of what runs, as pictures (MINUTES=15 OUT=folder, PROMETHEUS_URL=http://… of another system)
	@exec bash -c '. scripts/bootstrap.sh && ensure_programs chromium=chromium && exec node --disable-warning=ExperimentalWarning grafana/draw/main.ts'

chaos: ## Break a system of its own under load and check what everybody saw (SCENARIO=name, WRITE=1 for docs/reliability.md)
	@exec scripts/chaos.sh chaos.ts $(SCENARIO) $(if $(WRITE),--write)

soak: ## Load a system of its own for MINUTES (15) with random faults, and compare its end with its beginning
	@exec scripts/chaos.sh soak.ts --minutes=$(or $(MINUTES),15)

bench: ## Measure hubbub beside its peers, an hour (LOAD=rooms,idle SERVER=hubbub,ws ROUNDS=3 SECONDS=15, WRITE=1 for docs/performance.md), or beside an earlier commit's hubbub (BASE=commit ROUNDS=5), or the bystanders of attacks (LOAD=attack SCENARIO=name SECONDS=10)
	@exec scripts/bench.sh --load=$(LOAD) --server=$(SERVER) --rounds=$(ROUNDS) --seconds=$(SECONDS) $(if $(BASE),'--base=$(BASE)') $(if $(SCENARIO),--scenario=$(SCENARIO)) $(if $(WRITE),--write) $(if $(PROFILE),--profile)

bench-web: ## Measure the page in a browser, five minutes: Lighthouse and a room of 100 000 messages (PART=lighthouse or long-room ROUNDS=3 MESSAGES=100000)
	@exec scripts/bench-web.sh $(if $(ROUNDS),--rounds=$(ROUNDS)) $(if $(MESSAGES),--messages=$(MESSAGES)) $(if $(PART),--part=$(PART))

env: ## Write a .env with secrets of your own, for docker compose
	@exec scripts/make-env.sh

audit: ## Known advisories and licences of what ships; asks the npm registry, and is not part of CI
	@$(with_node) node --disable-warning=ExperimentalWarning scripts/audit.ts

sbom: ## What the images are made of besides their base, as CycloneDX JSON (make -s sbom > sbom.json)
	@$(with_node) node --disable-warning=ExperimentalWarning scripts/sbom.ts
