# make demo        install the project and run every scenario
# make test        development tools, style, types, import contract, all tests that need only Python
# make test-tools  the tests that need more than Python
# make clean       remove everything that was made here
#
# PYTHON=... picks the interpreter (3.11 or newer). All paths are relative, so the checkout may lie
# in a folder with a space in its name.

ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell if python3.11 -c '' >/dev/null 2>&1; then echo python3.11; else echo python3; fi)
endif

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := demo
.PHONY: demo test test-tools clean install-tools

export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Two environments, because one holds the project as a user gets it and the other as it is edited.
DEMO := .venv-demo
DEV := .venv
PINS := pyproject.toml constraints.txt

# What goes into the wheel. Folders stand here too: their time changes when a file is removed.
SHIPPED := $(shell find src grammar -name __pycache__ -prune -o -print 2>/dev/null)

define make-venv
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
$(PYTHON) -m venv --clear $(1)
endef

demo: $(DEMO)/.installed
	$(DEMO)/bin/benefit-flows run scenarios

$(DEMO)/.installed: $(PINS) $(SHIPPED) | $(DEMO)/bin/python
	$(DEMO)/bin/python -m pip install -q -c constraints.txt .
	@touch $@

test: $(DEV)/.installed
	$(DEV)/bin/ruff check
	$(DEV)/bin/ruff format --check
	$(DEV)/bin/mypy
	$(DEV)/bin/lint-imports --no-logo
	$(DEV)/bin/python -m pytest -n 2 -q

$(DEV)/.installed: $(PINS) | $(DEV)/bin/python
	$(DEV)/bin/python -m pip install -q -c constraints.txt -e ".[dev]"
	@touch $@

$(DEMO)/bin/python:
	$(call make-venv,$(DEMO))

$(DEV)/bin/python:
	$(call make-venv,$(DEV))

# ---------------------------------------------------------------- tests that need more than Python
#
# How a later test adds what it needs:
# - A Debian package: add its name to DEBIAN_TOOLS (example: DEBIAN_TOOLS := chromium).
# - An npm package: add name@version to NPM_TOOLS (example: NPM_TOOLS := acorn@8.14.0).
#   It goes to .tools/node_modules, without a lock file. Programs are in .tools/node_modules/.bin.
# Mark the test with @pytest.mark.tools. It fails, and is not skipped, when its tool is missing.

DEBIAN_TOOLS := neovim graphviz chromium tmux
NPM_TOOLS := @microsoft/jest-sarif@1.0.0-beta.0 vscode-tmgrammar-test@0.1.3 typescript@5.9.3 esbuild@0.28.2 \
  vscode-languageclient@9.0.1 @types/vscode@1.82.0 @types/node@18.19.0 mermaid@11.12.1 jsdom@26.1.0 @cucumber/compatibility-kit@30.0.0 mocha-junit-reporter@2.2.1 \
  axe-core@4.14.1 @biomejs/biome@2.6.8

# pytest says 5 when it finds no test. Only that is "no tool tests yet"; all else runs and counts.
test-tools: $(DEV)/.installed install-tools
	@status=0; $(DEV)/bin/python -m pytest -m tools -q --collect-only >/dev/null 2>&1 || status=$$?; \
	if [ $$status -eq 5 ]; then echo "no tool tests yet"; \
	else $(DEV)/bin/python -m pytest -m tools -n 2 -q; fi

install-tools:
ifneq ($(strip $(DEBIAN_TOOLS)),)
	dpkg -s $(DEBIAN_TOOLS) >/dev/null 2>&1 || { \
	  as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  $$as_root apt-get update -q && $$as_root apt-get install -q -y --no-install-recommends $(DEBIAN_TOOLS); }
endif
ifneq ($(strip $(NPM_TOOLS)),)
	@mkdir -p .tools
	npm install --prefix .tools --no-save --no-package-lock --no-audit --no-fund $(NPM_TOOLS)
endif

clean:
	rm -rf $(DEMO) $(DEV) .tools .benefit-flows build dist .coverage .coverage.* htmlcov
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
