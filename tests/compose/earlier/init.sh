#!/bin/sh
# The one-shot `init` service: makes what is secret once, each part in a volume that only its reader mounts.
set -eu
umask 022

secret() { # file: a random one, unless it is there or the environment brought it
  [ -s "$1" ] || { printf '%s' "${2:-$(head -c 32 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 40)}" >"$1.new" && mv "$1.new" "$1"; }
}

secret /secrets/postgres/superuser_password "${POSTGRES_PASSWORD:-}"
secret /secrets/postgres/users_password
secret /secrets/postgres/chat_password
secret /secrets/user-service/signing_key_secret "${SIGNING_KEY_SECRET:-}"
printf 'postgres://hubbub_users:%s@postgres:5432/hubbub_users' "$(cat /secrets/postgres/users_password)" >/secrets/user-service/database_url
printf 'postgres://hubbub_chat:%s@postgres:5432/hubbub_chat' "$(cat /secrets/postgres/chat_password)" >/secrets/chat-service/database_url

# Fresh volumes belong to root; services run as other users and only read.
chmod 0755 /secrets/*
chmod 0444 /secrets/*/*
# Prometheus (nobody) and Grafana write to theirs.
chown 65534:65534 /data/prometheus
chown 472:0 /data/grafana
secret /secrets/grafana/admin_password "${GRAFANA_PASSWORD:-}"
chmod 0444 /secrets/grafana/admin_password
echo "init: secrets are in place"
