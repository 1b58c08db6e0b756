#!/bin/sh
# Run once by the postgres image, on an empty data folder: each service gets a role and a database of its own.
set -eu
for name in users chat; do
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v role="hubbub_$name" -v password="$(cat /run/secrets/hubbub/${name}_password)" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
SQL
done
