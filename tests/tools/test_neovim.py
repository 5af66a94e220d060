"""A real Neovim, without a screen: the files for it, and the server behind them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support import PROJECT

pytestmark = pytest.mark.tools

SLOWEST: Final = 50
COMMAND: Final = [sys.executable, "-m", "benefit_flows", "lsp"]
FILE: Final = """\
include: lib.flow

scenario: One
  use: ours
  when Ada signs in to "Partner Centre"
  then Ada sees "Benefits"

scenario: Two
  use: ours
  when Ada
  then Ada sees "Benefits"
"""
HELPERS: Final = """
vim.opt.runtimepath:prepend(EDITOR)
vim.cmd('filetype plugin on')
vim.cmd('syntax on')
require('benefit_flows').setup{ cmd = COMMAND, format_on_save = true }
vim.cmd('edit ' .. FILE)
local found = {}

local function fail(what)
  vim.fn.writefile({ vim.fn.json_encode({ failed = what }) }, RESULT)
  vim.cmd('cquit')
end

local function wait(what, ready)
  if not vim.wait(15000, ready, 20) then
    fail(what)
  end
end

local function diagnostics()
  return vim.tbl_map(function(each)
    return { each.lnum + 1, each.col + 1, each.code or each.user_data.lsp.code }
  end, vim.diagnostic.get(0))
end

local function count(number)
  wait('there should be ' .. number .. ' diagnostics, not ' .. #vim.diagnostic.get(0), function()
    return #vim.diagnostic.get(0) == number
  end)
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
    if answer.error then
      fail(answer.error.message)
    end
    return answer.result
  end
  fail('no answer: ' .. method)
end

local function here(line, column)
  local document = vim.lsp.util.make_text_document_params(0)
  return { textDocument = document, position = { line = line - 1, character = column } }
end
"""
SESSION: Final = """
count(2)
found.filetype = vim.bo.filetype
found.omnifunc = vim.bo.omnifunc
found.diagnostics = diagnostics()

-- a quick fix
local params = vim.lsp.util.make_range_params(0, 'utf-16')
params.range = { start = { line = 4, character = 0 }, ['end'] = { line = 4, character = 1 } }
params.context = { diagnostics = {} }
local fix = ask('textDocument/codeAction', params)[1]
found.fix = fix.title
vim.lsp.util.apply_workspace_edit(fix.edit, 'utf-16')
count(1)
found.fixed = vim.fn.getline(5)

-- a phrase, completed
vim.fn.setline(10, '  when Ada ')
local completed = ask('textDocument/completion', here(10, 11))
local items = vim.lsp.util.text_document_completion_list_to_complete_items(completed, '')
found.words = vim.tbl_map(function(each) return each.word end, { items[1], items[2], items[3] })
vim.lsp.util.apply_text_edits({ completed.items[1].textEdit }, 0, 'utf-16')
vim.fn.setline(10, vim.fn.getline(10) .. '"Par')
completed = ask('textDocument/completion', here(10, #vim.fn.getline(10)))
vim.lsp.util.apply_text_edits({ completed.items[1].textEdit }, 0, 'utf-16')
found.completed = vim.fn.getline(10)
count(0)

-- explained
found.hover = ask('textDocument/hover', here(4, 8)).contents.value

-- formatted when saved
vim.fn.setline(9, 'use:   ours')
vim.cmd('write')
found.saved = vim.fn.readfile(FILE)

-- the code lens
local lenses = ask('textDocument/codeLens', { textDocument = vim.lsp.util.make_text_document_params(0) })
found.lenses = vim.tbl_map(function(each) return { each.range.start.line + 1, each.command.title } end, lenses)
found.verdict = ask('workspace/executeCommand', lenses[2].command)
lenses = ask('textDocument/codeLens', { textDocument = vim.lsp.util.make_text_document_params(0) })
found.tried = lenses[2].command.title

-- the end
local clients = vim.lsp.get_active_clients()
found.clients = #clients
found.root = clients[1].config.root_dir
clients[1].stop()
wait('the server should end', function() return #vim.lsp.get_active_clients() == 0 end)
vim.fn.writefile({ vim.fn.json_encode(found) }, RESULT)
vim.cmd('qall!')
"""


def session(folder: Path, script: str) -> dict[str, Any]:
    """Run a script in Neovim, with the file open, and give what it found."""
    neovim = shutil.which("nvim")
    assert neovim is not None, "make install-tools brings Neovim"
    result = folder / "result.json"
    known = {"EDITOR": str(PROJECT / "editors" / "neovim"), "FILE": str(folder / "a.flow"), "RESULT": str(result)}
    names = "".join(
        f"local {name} = vim.fn.json_decode([==[{json.dumps(value)}]==])\n" for name, value in known.items()
    )
    command = f"local COMMAND = vim.fn.json_decode([==[{json.dumps(COMMAND)}]==])\n"
    (folder / "script.lua").write_text(names + command + HELPERS + script, encoding="utf-8")
    done = subprocess.run(
        [
            neovim,
            "--headless",
            "-u",
            "NONE",
            "-i",
            "NONE",
            "-n",
            "-c",
            f"luafile {folder / 'script.lua'}",
            "-c",
            "qall!",
        ],
        cwd=folder.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )
    assert result.exists(), done.stderr[:3_000]
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert "failed" not in found, found
    return found


def test_a_file_is_mended_completed_formatted_and_tried(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(FILE, encoding="utf-8")
    (tmp_path / "lib.flow").write_text("setup: ours\n  use: a Gold partner\n", encoding="utf-8")
    found = session(tmp_path, SESSION)
    good = FILE.replace("Centre", "Center").replace("when Ada\n", 'when Ada signs in to "Partner Center"\n')
    assert found == {
        "filetype": "benefit-flow",
        "omnifunc": "v:lua.vim.lsp.omnifunc",
        "diagnostics": [[5, 24, "BF203"], [10, 11, "BF103"]],
        "fix": 'write "Partner Center"',
        "fixed": '  when Ada signs in to "Partner Center"',
        "words": ["signs in to ", "switches to ", "opens "],
        "completed": '  when Ada signs in to "Partner Center"',
        "hover": "```benefit-flow\nsetup: ours\n  use: a Gold partner\n```",
        "saved": good.split("\n")[:-1],
        "lenses": [[3, "run"], [3, "try it"], [8, "run"], [8, "try it"]],
        "verdict": "✓ passed",
        "tried": "✓ passed",
        "clients": 1,
        "root": str(tmp_path),
    }
