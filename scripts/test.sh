#!/usr/bin/env bash
# The test suite: on SQLite, then on PostgreSQL with Redis.
#
# In CI (CI=true) nothing may be missing: no browser, no PostgreSQL or no Redis is a failure. Elsewhere the
# second round runs where TEST_DATABASE_URL and TEST_REDIS_URL are set, and what did not run is said.
#   TEST_ARGS   further arguments for pytest, for example TEST_ARGS="tests/house -x"
set -uo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
browser=/usr/bin/chromium
missing=()
status=0

in_ci() { [ "${CI:-}" = true ]; }

ensure_browser() {
  [ -x "$browser" ] && fc-list 2>/dev/null | grep -qi cjk && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo '安装浏览器与中文字体（页面测试用）/ installing Chromium and Chinese fonts for page tests'
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig; } \
      >/tmp/xuncha-apt.$$ 2>&1 || tail -5 /tmp/xuncha-apt.$$
    rm -f /tmp/xuncha-apt.$$
  fi
  [ -x "$browser" ] || missing+=('页面测试（需要 chromium 与 fonts-noto-cjk：apt-get install chromium fonts-noto-cjk）/ page tests need Chromium')
}

ensure_compose() { # in CI the compose file is checked by a client; it needs no engine
  in_ci || return
  docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null && return
  apt-get install -y -qq --no-install-recommends docker-compose >/dev/null 2>&1 || true
}

suite() { # name, then VAR=value pairs
  local name=$1; shift
  echo "== 测试 / tests: $name"
  # shellcheck disable=SC2086
  env "$@" $py -m pytest -n "${TEST_WORKERS:-2}" -m 'not bench' ${TEST_ARGS:-} || status=1
}

answers() { # does this host and port take a connection?
  $py - "$1" <<'PY'
import socket, sys
from urllib.parse import urlsplit
parts = urlsplit(sys.argv[1])
socket.create_connection((parts.hostname, parts.port or {"redis": 6379}.get(parts.scheme, 5432)), 3).close()
PY
}

if in_ci; then
  : "${TEST_DATABASE_URL:=postgresql://postgres@127.0.0.1:5432/xuncha_ci}"
  : "${TEST_REDIS_URL:=redis://127.0.0.1:6379/5}"
fi

ensure_browser
ensure_compose
suite SQLite DATABASE_URL= DATABASE_MIGRATION_URL= REDIS_URL=
if [ -z "${TEST_DATABASE_URL:-}" ] || [ -z "${TEST_REDIS_URL:-}" ]; then
  missing+=('PostgreSQL 与 Redis 上的一轮：设置 TEST_DATABASE_URL、TEST_REDIS_URL / the round on PostgreSQL and Redis: set TEST_DATABASE_URL and TEST_REDIS_URL')
elif ! answers "$TEST_DATABASE_URL" 2>/dev/null || ! answers "$TEST_REDIS_URL" 2>/dev/null; then
  missing+=('PostgreSQL 或 Redis 未应答 / PostgreSQL or Redis does not answer')
  status=1
else
  suite 'PostgreSQL + Redis' "DATABASE_URL=$TEST_DATABASE_URL" DATABASE_MIGRATION_URL= "REDIS_URL=$TEST_REDIS_URL"
fi

for what in "${missing[@]}"; do echo "未运行 / not run: $what"; done
if in_ci && [ ${#missing[@]} -gt 0 ]; then status=1; fi
exit $status
