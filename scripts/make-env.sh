#!/usr/bin/env bash
# `make env`: a .env for those who bring their own secrets to docker compose; without it, compose makes them by itself.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -e .env ]; then
  echo "There is a .env already; it stays as it is." >&2
  exit 1
fi
umask 077
{
  cat .env.example
  for name in POSTGRES_PASSWORD SIGNING_KEY_SECRET GRPC_SECRET GRAFANA_PASSWORD; do
    echo "$name=$(head -c 32 /dev/urandom | base64 | tr -dc 'A-Za-z0-9')"
  done
} >.env
echo "Wrote .env; it is read by docker compose up."
