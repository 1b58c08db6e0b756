#!/usr/bin/env bash
# `make bench-web`: what a browser measures of the page. Lighthouse, which nothing else needs, is installed beside it.
. "$(dirname "$0")/bootstrap.sh"

ensure_node
ensure_packages
ensure_programs redis-server=redis-server nginx=nginx chromium=chromium
ensure_web_app
lighthouse=tests/bench/web/lighthouse
if [ ! "$lighthouse/node_modules/.package-lock.json" -nt "$lighthouse/package-lock.json" ]; then
  say "Installing Lighthouse …"
  npm ci --prefix "$lighthouse" --ignore-scripts --no-audit --no-fund --loglevel=error
fi
exec node --disable-warning=ExperimentalWarning tests/bench/web/bench-web.ts "$@"
