#!/usr/bin/env bash
# `make bench`: hubbub and its peers side by side under the same loads; with BASE=commit, an earlier commit's hubbub and
# today's; with LOAD=attack, what bystanders of an attack see.
. "$(dirname "$0")/bootstrap.sh"

if [[ " $* " == *" --load=attack "*" --base="* ]]; then fail "BASE and LOAD=attack do not go together"; fi
ensure_node
ensure_packages
ensure_programs redis-server=redis-server nginx=nginx
if [[ " $* " == *" --load=attack "* ]]; then
  exec node --disable-warning=ExperimentalWarning tests/attack/attack.ts "$@"
fi
ensure_programs cc=gcc cc=libc6-dev
exec node --disable-warning=ExperimentalWarning tests/bench/bench.ts "$@"
