#!/usr/bin/env bash
# Behind `make chaos` and `make soak`: what a system that is to be broken is made of must be there, all of it.
# Usage: scripts/chaos.sh chaos.ts|soak.ts [its arguments]
. "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"
ensure_node
ensure_packages
ensure_programs redis-server=redis-server nginx=nginx prometheus=prometheus
script=$1
shift
exec node --disable-warning=ExperimentalWarning "tests/chaos/$script" "$@"
