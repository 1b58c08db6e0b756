#!/usr/bin/env bash
# `make generate`: all committed files that are made from others.
set -euo pipefail
cd "$(dirname "$0")/.."

(cd proto && npx buf generate)
npx buf build proto --exclude-source-info -o packages/grpc-api/image/hubbub.binpb
node --disable-warning=ExperimentalWarning grafana/generate.ts
