#!/usr/bin/env bash
# Style, types, templates, migrations. Runs all of them, then says which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=tests.settings
py=.venv/bin/python
failed=()

step() {
  local name=$1; shift
  echo "== $name"
  "$@" || failed+=("$name")
}

typed() { # the rooms whose rules must not slip: mechanisms, policy, scopes, workflows, services
  find config/lib accounts/roles.py accounts/access.py -name '*.py'
  find . -path ./.venv -prune -o -path ./node_modules -prune -o -path './tests' -prune -o \
    \( -path './*/services/*.py' -o -name scope.py -o -name workflow.py \) -print
}

step 'ruff check' $py -m ruff check --no-cache .
step 'ruff format' $py -m ruff format --no-cache --check .
[ -d templates ] && step 'djlint' $py -m djlint --quiet --lint templates
step 'mypy' $py -m mypy $(typed | sed 's,^\./,,' | sort -u)
step 'makemigrations --check' $py manage.py makemigrations --check --dry-run
step 'check' $py manage.py check --fail-level WARNING

if [ ${#failed[@]} -gt 0 ]; then
  printf '未通过 / failed: %s\n' "${failed[@]}"
  exit 1
fi
echo '检查全部通过 / all checks passed'
