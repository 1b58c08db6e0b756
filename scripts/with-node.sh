#!/usr/bin/env bash
# with-node.sh COMMAND…: runs a command with the right Node and the packages of the lock file.
. "$(dirname "$0")/bootstrap.sh"

ensure_node
ensure_packages
exec "$@"
