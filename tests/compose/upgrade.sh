#!/usr/bin/env bash
# Volumes that docker-compose.yml of before filled become today's, with nobody's hand on them: called by scripts/test-compose.sh.
set -euo pipefail
api="http://localhost:$HUBBUB_PORT/api/v1"
json=(-fsS -H "content-type: application/json")
field() { node -p "JSON.parse(require('node:fs').readFileSync(0, 'utf8')).$1"; }
log_in() { curl "${json[@]}" "$api/users/login" -d '{"username":"yesterday","password":"correct horse battery"}' | field token; }
sql() { docker compose exec -T postgres psql -X -U postgres -d hubbub_chat -Atc "$1"; }
fail() { echo "test-compose: $*" >&2; exit 1; }

docker compose -f tests/compose/earlier/docker-compose.yml --project-directory . up -d --wait --wait-timeout 180
curl "${json[@]}" -o /dev/null "$api/users/register" -d '{"email":"y@example.org","username":"yesterday","password":"correct horse battery"}'
token=$(log_in)
room=$(curl "${json[@]}" -H "authorization: Bearer $token" "$api/rooms" -d '{"name":"Yesterday","type":"public"}' | field id)
curl "${json[@]}" -o /dev/null -H "authorization: Bearer $token" "$api/rooms/$room/messages" -d '{"content":"of yesterday"}'

docker compose up -d --wait --wait-timeout 180
# The token of before is good, who comes again signs in, and what was said is there.
for bearer in "$token" "$(log_in)"; do
  said=$(curl "${json[@]}" -H "authorization: Bearer $bearer" "$api/rooms/$room/messages" | field 'messages[0].content')
  [ "$said" = "of yesterday" ] || fail "the message is gone: $said"
done
curl "${json[@]}" -o /dev/null -H "authorization: Bearer $token" "$api/rooms/$room/messages" -d '{"content":"of today"}'

users=$(sql "select distinct usename from pg_stat_activity where datname in ('hubbub_chat', 'hubbub_users') and client_addr is not null order by 1" | tr '\n' ' ')
[ "$users" = "hubbub_chat_service hubbub_users_service " ] || fail "the services came to Postgres as: $users"
if sql "set role hubbub_chat_service; create table mine (id int)" 2>/dev/null; then fail "the service's role may make tables"; fi
# Instances of before were at work while this one was new.
[ "$(docker compose exec -T user-service cat /run/secrets/hubbub/grpc_secret_required)" = off ] ||
  fail "the first start with a secret refuses services without it"
echo "test-compose: volumes of an earlier release are today's"
