#!/usr/bin/env bash
# Builds the images, starts docker-compose.yml on volumes of an earlier release and on empty ones, chats through it, stops it.
# Uses the Docker engine at hand; where none runs, the stand-in engine of ../shared/tools/docker-here (the project's CI); else
# it says that it did not run.
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
    # No registry, and so neither Alertmanager nor exporters: Debian's, which are older, take the same settings.
    stand_in_for() { # image, Debian's package and program
      docker build --quiet --tag "$1" - <<DOCKERFILE
FROM node:22-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends $2
ENTRYPOINT ["$2"]
DOCKERFILE
    }
    pinned() { sed -n 's/^ *image: //p' docker-compose.yml | grep "$1"; }
    stand_in_for "$(pinned prom/alertmanager:)" prometheus-alertmanager
    for exporter in postgres redis nginx; do
      stand_in_for "$(pinned "$exporter.*exporter:")" "prometheus-$exporter-exporter"
    done
    # Nobody packages Tempo: what stands in for it is there, and keeps nothing.
    docker build --quiet --tag "$(pinned grafana/tempo:)" - <<'DOCKERFILE'
FROM node:22-bookworm-slim
ENTRYPOINT ["sh", "-c", "exec sleep infinity"]
DOCKERFILE
    sed -n 's/^ *image: \([a-z/]*\):\(.*\)$/\1:\2/p' docker-compose.yml | sort -u | while read -r image; do
      docker image inspect "$image" >/dev/null 2>&1 || docker tag "${image%%:*}:latest" "$image"
    done
    ;;
esac

export COMPOSE_PROJECT_NAME="hubbub-test" HUBBUB_PORT="${HUBBUB_PORT:-80}"
export ALERT_WEBHOOK_URL="http://pager:8000/it%27s?token=tested"
export TRUSTED_PROXIES="172.16.0.0/12 192.168.0.0/16 10.0.0.0/8" RATE_LIMITS=off
finish() {
  status=$?
  [ $status = 0 ] || docker compose logs --tail 40 || true
  docker rm --force pager >/dev/null 2>&1 || true
  docker compose down --volumes --timeout 20 || true
  [ -z "$started" ] || bash "$stand_in" down
  exit $status
}
trap finish EXIT

up() { docker compose up -d --wait --wait-timeout 180; }
in_service() { docker compose exec -T "$1" sh -c "$2"; }

docker compose config --format json | node --disable-warning=ExperimentalWarning tests/compose/check-config.ts
docker compose build
tests/compose/upgrade.sh
docker compose ps
HUBBUB_URL="http://localhost:$HUBBUB_PORT" PROMETHEUS_URL=http://localhost:9090 \
HUBBUB_MAKE_ADMIN="docker compose exec -T user-service node apps/user-service/src/make-admin/main.ts" \
  node node_modules/vitest/vitest.mjs run --project e2e plain-tools bad-input dashboards make-admin
# Postgres, Redis and Nginx are seen by their exporters.
is_one() { curl -fsS "http://localhost:9090/api/v1/query?query=$1" | grep -q '"1"\]'; }
for metric in pg_up redis_up nginx_up; do
  for _ in $(seq 60); do if is_one $metric; then break; fi; sleep 1; done
  is_one $metric
done
# What fires reaches the webhook: Prometheus knows Alertmanager, and that one whom to tell.
docker run --rm --detach --name pager --network hubbub-test_edge node:22-bookworm-slim node -e '
  require("http").createServer((request, response) => {
    request.on("data", (body) => console.log(request.url, String(body))).on("end", () => response.end());
  }).listen(8000)' >/dev/null
curl -fsS http://localhost:9090/api/v1/alertmanagers | grep -q '"activeAlertmanagers":\[{"url":"http://alertmanager:9093'
curl -fsS -H 'Content-Type: application/json' http://localhost:9093/api/v2/alerts \
  -d '[{"labels":{"alertname":"Tried","severity":"page"},"annotations":{"summary":"a try"}}]'
for _ in $(seq 60); do if docker logs pager 2>&1 | grep -q '"alertname":"Tried"'; then break; fi; sleep 1; done
docker logs pager 2>&1 | grep -q "^/it%27s?token=tested .*\"alertname\":\"Tried\""
docker rm --force pager >/dev/null
# No secret stands in a log or in a command line, and Redis takes nobody without a password.
secrets=$(in_service redis 'cat /run/secrets/hubbub/*_password' && in_service postgres 'for f in /run/secrets/hubbub/*; do cat $f; echo; done' && in_service user-service 'cat /run/secrets/hubbub/grpc_secret /run/secrets/hubbub/signing_key_secret')
seen=$(docker compose logs --no-color 2>&1; docker compose ps -q | while read -r id; do docker top "$id" -eo pid,args; done)
for secret in $(grep -oE '[A-Za-z0-9]{40}' <<<"$secrets"); do
  if grep -qF "$secret" <<<"$seen"; then echo "test-compose: a secret can be seen" >&2; exit 1; fi
done
in_service redis 'redis-cli ping 2>&1' | grep -q NOAUTH
# From the edge nothing inside can be found.
docker run --rm --network hubbub-test_edge node:22-bookworm-slim sh -c 'getent hosts nginx && ! getent hosts postgres redis user-service chat-1'
# The data outlives the containers, and from now on a service without the secret is none.
docker compose down --timeout 20
up
curl -fsS "http://localhost:$HUBBUB_PORT/health"
[ "$(in_service user-service 'cat /run/secrets/hubbub/grpc_secret_required')" = on ]
# Empty volumes.
docker compose down --volumes --timeout 20
up
curl -fsS "http://localhost:$HUBBUB_PORT/api/v1/users/register" -H "content-type: application/json" \
  -d '{"email":"first@example.org","username":"first","password":"correct horse battery"}' >/dev/null
[ "$(in_service user-service 'cat /run/secrets/hubbub/grpc_secret_required')" = on ]
echo "test-compose: built, upgraded, started, chatted through, restarted, started on nothing"
