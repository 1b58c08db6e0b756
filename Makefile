# `make help` lists the targets. A recipe ends in `exec`, so that Ctrl-C and TERM reach what it runs.
.DEFAULT_GOAL := help
.PHONY: help up down test

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Start the whole system here and stay with it (HUBBUB_PORT, HUBBUB_CHAT_INSTANCES, HUBBUB_DATA, HUBBUB_HOST)
	@exec scripts/up.sh

down: ## Stop what make up started
	@exec scripts/with-node.sh node --disable-warning=ExperimentalWarning packages/stack/src/down.ts

test: ## Run every test on real Postgres, Redis, Nginx and Chromium
	@exec scripts/test.sh
