#!/usr/bin/env bash
# `make generate`: all committed files that are made from others.
set -euo pipefail
cd "$(dirname "$0")/.."

(cd proto && npx buf generate)
node --disable-warning=ExperimentalWarning scripts/build-image.ts
node --disable-warning=ExperimentalWarning grafana/generate.ts
node --disable-warning=ExperimentalWarning scripts/write-docs.ts
