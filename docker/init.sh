#!/bin/sh
# The one-shot `init` service: makes what is secret once, each part in a volume that only its reader mounts. A secret that a
# later release needs is made where it is missing.
set -eu
umask 022

secret() { # file: a random one, unless it is there or the environment brought it
  [ -s "$1" ] || { printf '%s' "${2:-$(head -c 32 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 40)}" >"$1.new" && mv "$1.new" "$1"; }
}
put() { # file, text: as a whole, for whoever reads it now
  printf '%s' "$2" >"$1.new" && mv "$1.new" "$1"
}
sha256() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# Services of a release that knew no such secret are replaced one after the other: the first start with it still takes calls
# without it, every later one does not.
required=${GRPC_SECRET_REQUIRED:-on}
if [ -z "${GRPC_SECRET_REQUIRED:-}" ] && [ -s /secrets/user-service/signing_key_secret ] && [ ! -s /secrets/user-service/grpc_secret ]; then
  required=off
fi

secret /secrets/postgres/superuser_password "${POSTGRES_PASSWORD:-}"
secret /secrets/user-service/signing_key_secret "${SIGNING_KEY_SECRET:-}"
secret /secrets/user-service/grpc_secret "${GRPC_SECRET:-}"
secret /secrets/redis/hubbub_password
secret /secrets/redis/operator_password
# Of those who measure Postgres and Redis, each in a volume of its own.
secret /secrets/postgres/exporter_password
secret /secrets/redis/exporter_password
put /secrets/postgres-exporter/password "$(cat /secrets/postgres/exporter_password)"
# By address: releases of the exporter differ in whether the user is a part of it.
exporter_password=$(cat /secrets/redis/exporter_password)
put /secrets/redis-exporter/passwords.json "$(printf '{"redis://redis:6379":"%s","redis://exporter@redis:6379":"%s"}' "$exporter_password" "$exporter_password")"
redis_url="redis://hubbub:$(cat /secrets/redis/hubbub_password)@redis:6379"
put /secrets/redis/users.acl "$(sed \
  -e "s/HUBBUB_PASSWORD_SHA256/$(sha256 /secrets/redis/hubbub_password)/" \
  -e "s/OPERATOR_PASSWORD_SHA256/$(sha256 /secrets/redis/operator_password)/" \
  -e "s/EXPORTER_PASSWORD_SHA256/$(sha256 /secrets/redis/exporter_password)/" /users.acl.template)
"

# An address that alerts are sent to may have a secret in it.
receiver=""
[ -z "${ALERT_WEBHOOK_URL:-}" ] || receiver="
    webhook_configs: [{ url: $(node -p 'JSON.stringify(process.env.ALERT_WEBHOOK_URL)') }]"
put /secrets/alertmanager/alertmanager.yml "$(cat /alertmanager.yml)$receiver
"

for name in users chat; do
  # Who owns the database, and who the service comes as.
  secret "/secrets/postgres/${name}_password"
  secret "/secrets/postgres/${name}_service_password"
  service=${name%s}-service
  owner_url="postgres://hubbub_$name:$(cat "/secrets/postgres/${name}_password")@postgres:5432/hubbub_$name"
  service_url="postgres://hubbub_${name}_service:$(cat "/secrets/postgres/${name}_service_password")@postgres:5432/hubbub_$name"
  put "/secrets/migration/${name}_owner_url" "$owner_url"
  put "/secrets/migration/${name}_service_url" "$service_url"
  put "/secrets/$service/database_url" "$service_url"
  put "/secrets/$service/redis_url" "$redis_url"
  put "/secrets/$service/grpc_secret" "$(cat /secrets/user-service/grpc_secret)"
  put "/secrets/$service/grpc_secret_required" "$required"
done

# Fresh volumes belong to root; services run as other users and only read.
chmod 0755 /secrets/*
chmod 0444 /secrets/*/*
# Prometheus and Alertmanager (nobody), Grafana, Tempo, the chat instances (node) and Nginx (nobody) write to theirs.
chown 65534:65534 /data/prometheus /data/alertmanager /data/bodies
chown 1000:1000 /data/files
chmod 0700 /data/files /data/bodies
chown 472:0 /data/grafana
chown 10001:10001 /data/tempo
secret /secrets/grafana/admin_password "${GRAFANA_PASSWORD:-}"
chmod 0444 /secrets/grafana/admin_password
echo "init: secrets are in place"
