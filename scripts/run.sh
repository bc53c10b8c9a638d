#!/usr/bin/env bash
# Database, demo data on an empty one, then everything that serves. Called by `make run` after set-up.
set -euo pipefail
cd "$(dirname "$0")/.."

# The profile is chosen when the database is made and kept in the data folder; trying means `demo`.
data_dir="${DATA_DIR:-data}"
if [ -z "${SECURITY_PROFILE:-}" ] && [ ! -e "$data_dir/profile" ]; then
  export SECURITY_PROFILE=demo
fi

echo '准备数据库 / preparing the database'
.venv/bin/python manage.py migrate --verbosity 0
.venv/bin/python manage.py prepare_demo
exec .venv/bin/python manage.py serve
