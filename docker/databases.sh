#!/bin/sh
# The one-shot `databases` service: each service gets a database, a role that owns it and changes its tables, and one that it
# comes as. What is there stays; what a later release needs is made where it is missing.
set -eu
PGPASSWORD=$(cat /run/secrets/hubbub/superuser_password)
export PGPASSWORD PGHOST=postgres PGUSER=postgres PGDATABASE=postgres

for name in users chat; do
  # Passwords go in by psql's own reading: what stands in a command line, others can see.
  NAME=$name psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
\set database `printf %s "hubbub_$NAME"`
\set service `printf %s "hubbub_${NAME}_service"`
\set database_password `cat "/run/secrets/hubbub/${NAME}_password"`
\set service_password `cat "/run/secrets/hubbub/${NAME}_service_password"`
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY[:'database', :'service']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE :"database" PASSWORD :'database_password';
ALTER ROLE :"service" PASSWORD :'service_password';
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'database')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SQL
done
# Who measures Postgres: its statistics, and nothing that is in a database.
psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
\set password `cat /run/secrets/hubbub/exporter_password`
SELECT 'CREATE ROLE hubbub_exporter LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hubbub_exporter') \gexec
ALTER ROLE hubbub_exporter PASSWORD :'password' CONNECTION LIMIT 3;
GRANT pg_monitor TO hubbub_exporter;
SQL
echo "databases: they and their roles are there"
