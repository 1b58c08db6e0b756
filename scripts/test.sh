#!/usr/bin/env bash
# `make test`: everything that a change must pass, on real Postgres, Redis, Nginx, Prometheus and Chromium.
. "$(dirname "$0")/bootstrap.sh"

ensure_node
ensure_packages
ensure_programs redis-server=redis-server nginx=nginx prometheus=prometheus cc=gcc cc=libc6-dev
ensure_optional_programs prometheus-redis-exporter=prometheus-redis-exporter prometheus-nginx-exporter=prometheus-nginx-exporter
# Pages open in it for a third of the CPU time; not every distribution has it.
ensure_programs chromium-headless-shell=chromium-headless-shell
has_program chromium-headless-shell || ensure_programs chromium=chromium
ensure_schemathesis
ensure_versitygw
ensure_web_app
exec node node_modules/vitest/vitest.mjs run "$@"
