#!/usr/bin/env bash
# `make up`: makes ready what is missing and becomes the launcher, which Ctrl-C and TERM then reach.
. "$(dirname "$0")/bootstrap.sh"

ensure_node
ensure_packages
ensure_programs redis-server=redis-server nginx=nginx prometheus=prometheus
ensure_optional_programs prometheus-redis-exporter=prometheus-redis-exporter prometheus-nginx-exporter=prometheus-nginx-exporter
ensure_web_app
exec node --disable-warning=ExperimentalWarning packages/stack/src/up.ts
