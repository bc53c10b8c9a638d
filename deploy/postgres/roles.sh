#!/bin/sh
# Runs once, when the database is made. Two roles: xuncha_owner owns the tables and migrates them,
# xuncha_app serves and may neither change tables nor see more than rows.
set -eu
test -n "${DB_APP_PASSWORD:-}" || { echo "DB_APP_PASSWORD is not set (.env)"; exit 1; }
psql -v ON_ERROR_STOP=1 -v password="$DB_APP_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE xuncha_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'password';
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO xuncha_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO xuncha_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO xuncha_app;
SQL
