#!/usr/bin/env bash
# Builds the images, starts docker-compose.yml on empty volumes, chats through it, stops it. Uses the Docker engine at hand;
# where none runs, the stand-in engine of ../shared/tools/docker-here (the project's CI); else it says that it did not run.
set -euo pipefail
cd "$(dirname "$0")/.."
stand_in=../shared/tools/docker-here
started=""

if ! docker info >/dev/null 2>&1; then
  if [ ! -f "$stand_in" ]; then
    echo "test-compose: no Docker engine here, so docker-compose.yml was NOT tested"
    exit 0
  fi
  bash "$stand_in" up >/dev/null
  started=yes
  eval "$(bash "$stand_in" env)"
fi
# The stand-in base images carry a few tags only; a real engine pulls the pinned ones.
case "${DOCKER_HOST:-}" in
  *docker-here*)
    sed -n 's/^ *image: \([a-z/]*\):\(.*\)$/\1:\2/p' docker-compose.yml | sort -u | while read -r image; do
      docker image inspect "$image" >/dev/null 2>&1 || docker tag "${image%%:*}:latest" "$image"
    done
    ;;
esac

export COMPOSE_PROJECT_NAME="hubbub-test" HUBBUB_PORT="${HUBBUB_PORT:-80}"
export TRUSTED_PROXIES="172.16.0.0/12 192.168.0.0/16 10.0.0.0/8" RATE_LIMITS=off
finish() {
  status=$?
  [ $status = 0 ] || docker compose logs --tail 40 || true
  docker compose down --volumes --timeout 20 || true
  [ -z "$started" ] || bash "$stand_in" down
  exit $status
}
trap finish EXIT

docker compose build
docker compose up -d --wait --wait-timeout 180
docker compose ps
HUBBUB_URL="http://localhost:$HUBBUB_PORT" PROMETHEUS_URL=http://localhost:9090 \
HUBBUB_MAKE_ADMIN="docker compose exec -T user-service node apps/user-service/src/make-admin/main.ts" \
  node node_modules/vitest/vitest.mjs run --project e2e plain-tools bad-input dashboard make-admin
# The data outlives the containers.
docker compose down --timeout 20
docker compose up -d --wait --wait-timeout 180
curl -fsS "http://localhost:$HUBBUB_PORT/health"
echo "test-compose: built, started, chatted through, restarted"
