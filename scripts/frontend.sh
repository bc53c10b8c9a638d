#!/usr/bin/env bash
# Fetch the front-end libraries and copy the few files that pages use.
# Without node on the machine, node comes from the Python environment. Pages stay usable without these
# files, so a failure stops only CI.
set -euo pipefail
cd "$(dirname "$0")/.."

fetch() {
  if ! command -v npm >/dev/null; then
    echo '      未找到 npm，改用 Python 包内的 node / no npm here, taking node from a Python package'
    .venv/bin/python -m pip install -qq --require-hashes -r requirements-node.txt
  fi
  npm ci --loglevel=error >/dev/null
  .venv/bin/python scripts/vendor_assets.py
}

if ! fetch; then
  echo '前端资源未能安装：页面可用，但没有图标和图表。联网后执行 make clean setup 可补装。'
  echo 'Front-end files could not be installed: pages work, without icons and charts. Online: make clean setup.'
  [ -z "${CI:-}" ] || exit 1
fi
