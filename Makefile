# 巡察统合 (Xuncha). `make help` lists what there is.
# Everything lands in .venv, node_modules, static/vendor, staticfiles and DATA_DIR; nothing else is touched.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= $(or $(shell command -v python3.11),python3)
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := $(VENV)/.stamps
STATIC_SOURCES := $(shell find static */static -type f -not -name '.*' 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.PHONY: help setup run test bench check lock clean

help: ## 列出可用命令 / list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMPS)/runtime $(STAMPS)/frontend $(STAMPS)/static ## 只安装，不启动 / set up, start nothing

run: setup ## 安装、建库、载入演示数据并启动 / set up, load the demo office, start
	@scripts/run.sh

test: $(STAMPS)/dev $(STAMPS)/frontend ## 运行全部测试 / run the tests
	@scripts/test.sh

bench: $(STAMPS)/dev $(STAMPS)/frontend $(STAMPS)/static ## 性能测量 / measure, on SQLite and PostgreSQL
	@$(PY) -m tests.bench

check: $(STAMPS)/dev ## 代码检查：格式、类型、迁移 / lint, types, migrations
	@scripts/check.sh

lock: ## 由 *.in 重新生成锁定的依赖 / pin the libraries anew (needs uv)
	@for set in requirements requirements-dev requirements-node; do \
	  uv pip compile $$set.in -o $$set.txt --python-version 3.11 --universal --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links --quiet; done

clean: ## 删除安装产物，保留数据 / remove what set-up made, keep the data
	@rm -rf $(VENV) node_modules static/vendor tests/vendor staticfiles .mypy_cache .ruff_cache .pytest_cache

# --- Steps that leave a stamp: a second `make run` starts at once ------------------------------------------
$(PY):
	@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo '缺少 Python 3.11。Debian/Ubuntu：apt-get install python3.11 python3.11-venv；或用 PYTHON=路径 指定。'; \
	  echo 'Python 3.11 is missing. Debian/Ubuntu: apt-get install python3.11 python3.11-venv; or set PYTHON=path.'; \
	  exit 1; }
	@echo '[1/4] 建立 Python 环境 / making the Python environment'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo '无法建立虚拟环境，请安装 python3.11-venv。/ Cannot make it: install python3.11-venv.'; exit 1; }

$(STAMPS)/runtime: requirements.txt | $(PY)
	@echo '[2/4] 安装运行库（首次约半分钟）/ installing libraries (about half a minute the first time)'
	@$(PY) -m pip install -qq --require-hashes -r requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/runtime
	@echo '安装测试与检查工具 / installing tools for tests and checks'
	@$(PY) -m pip install -qq --require-hashes -r requirements-dev.txt
	@touch $@

$(STAMPS)/frontend: package-lock.json scripts/vendor_assets.py $(STAMPS)/runtime
	@echo '[3/4] 安装前端资源 / installing front-end files'
	@scripts/frontend.sh
	@touch $@

$(STAMPS)/static: $(STATIC_SOURCES) $(STAMPS)/frontend
	@echo '[4/4] 整理静态文件 / collecting static files'
	@DATA_DIR="$$(mktemp -d)"; export DATA_DIR; trap 'rm -rf "$$DATA_DIR"' EXIT; \
	  SECURITY_PROFILE=demo PUBLIC_URL= HOST= DATABASE_URL= REDIS_URL= $(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
