#!/usr/bin/env bash
# `make test`: everything that a change must pass, on real Postgres, Redis, Nginx, Prometheus and Chromium.
. "$(dirname "$0")/bootstrap.sh"

ensure_node
ensure_packages
ensure_programs redis-server=redis-server nginx=nginx prometheus=prometheus chromium=chromium cc=gcc cc=libc6-dev
ensure_schemathesis
ensure_versitygw
ensure_web_app
exec node node_modules/vitest/vitest.mjs run "$@"
