"""The extension for VS Code: its grammar in the engine of the editor, its client in the compiler."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.support import PROJECT, flow_files

pytestmark = pytest.mark.tools

EXTENSION: Final = PROJECT / "editors" / "vscode"
MODULES: Final = PROJECT / ".tools" / "node_modules"
SLOWEST: Final = 120


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    """Give a copy of the extension that finds the npm packages beside it."""
    assert MODULES.is_dir(), "make install-tools brings the npm packages"
    folder = tmp_path / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (folder / "node_modules").symlink_to(MODULES, target_is_directory=True)
    return folder


def ran(folder: Path, name: str, *arguments: str) -> str:
    """Run a program of an npm package that must succeed."""
    program = MODULES / ".bin" / name
    assert program.exists(), f"{name} is missing: make install-tools brings it"
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, encoding="utf-8", timeout=SLOWEST, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[:5_000]
    return done.stdout


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_the_grammar_gives_every_piece_its_scope(extension: Path, line_end: str) -> None:
    names = [path.relative_to(extension) for path in flow_files(extension / "tests")]
    for name in names:
        text = (extension / name).read_text(encoding="utf-8").replace("\n", line_end)
        (extension / name).write_bytes(text.encode())
    printed = ran(extension, "vscode-tmgrammar-test", *map(str, names))
    assert printed.count("run successfuly") == len(names)


def test_a_wrong_expectation_of_a_scope_is_noticed(extension: Path) -> None:
    wrong = '# SYNTAX TEST "source.benefit-flow" "wrong"\nwait 3 days\n#<---- comment.line.number-sign.benefit-flow\n'
    (extension / "wrong.flow").write_text(wrong, encoding="utf-8")
    with pytest.raises(AssertionError, match="missing required scopes"):
        ran(extension, "vscode-tmgrammar-test", "wrong.flow")


def test_the_client_fits_the_types_of_the_editor(extension: Path) -> None:
    assert ran(extension, "tsc", "--noEmit") == ""


def test_the_client_is_bundled_into_one_file(extension: Path) -> None:
    options = ("--bundle", "--platform=node", "--format=cjs", "--external:vscode", "--outfile=dist/extension.js")
    ran(extension, "esbuild", "src/extension.ts", *options)
    bundled = (extension / "dist" / "extension.js").read_text(encoding="utf-8")
    assert "vscode-languageclient" in bundled
    assert "benefit-flows.run" in bundled


def test_the_program_that_runs_a_scenario_is_that_of_the_server(extension: Path) -> None:
    ran(extension, "esbuild", "src/command.ts", "--platform=node", "--format=cjs", "--outfile=dist/command.js")
    script = """
        const { runCommand, isFound } = require('./dist/command.js');
        console.log(JSON.stringify([
          runCommand(['benefit-flows', 'lsp'], '/a b/c.flow', 7),
          runCommand(['python', '-m', 'benefit_flows', 'lsp', '--quiet'], 'c.flow', 1),
          isFound(process.execPath, {}),
          isFound('node', { PATH: require('path').dirname(process.execPath) }),
          isFound('node', { PATH: '' }),
          isFound('', process.env),
        ]));
    """
    done = subprocess.run(
        ["node", "-e", script],  # noqa: S607  # npm packages need it, wherever it is
        cwd=extension,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=True,
    )
    assert json.loads(done.stdout) == [
        ["benefit-flows", "run", "/a b/c.flow:7"],
        ["python", "-m", "benefit_flows", "run", "c.flow:1"],
        True,
        True,
        False,
        False,
    ]
