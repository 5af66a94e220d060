"""Built, installed and run from elsewhere: grammar, rulebook and schema travel along."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.support import PROJECT

SLOWEST: Final = 120
FLOW: Final = """\
scenario: one link is enough
  use: an activated Gold partner
  when Ada links the contract in "Support for Business"
  and Ada creates a request for "Azure" in "Azure portal"
  then the request is under plan "Partner Signature"
"""
PACKAGE: Final = PROJECT / "src" / "benefit_flows"
DATA: Final = {
    "benefit_flows/grammar/common.lark",
    "benefit_flows/grammar/en.lark",
    "benefit_flows/grammar/fr.lark",
} | {
    each.relative_to(PACKAGE.parent).as_posix()
    for each in PACKAGE.rglob("*")
    if each.is_file()
    and each.suffix != ".pyc"
    and not any(part.startswith(".") for part in each.parts[len(PACKAGE.parts) :])
}


def ran(*command: str, cwd: Path, **environment: str) -> str:
    """Run a program that must succeed, and give what it printed."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**inherited, "PYTHONIOENCODING": "utf-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def checkout(folder: Path) -> Path:
    """Copy what a release is made of, as the project's own list has it."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    folder.mkdir()
    for name in ("/pyproject.toml", *project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]):
        path = PROJECT / name.removeprefix("/")
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif path.exists():
            shutil.copy(path, folder)
    return folder


class Environment(NamedTuple):
    """An environment of its own that holds the project and borrows the libraries that the tests run with."""

    folder: Path

    def program(self, name: str) -> str:
        """Give the path of a program of the environment."""
        scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        found = shutil.which(name, path=str(scripts))
        assert found is not None, f"{name} is not installed"
        return found

    def install(self, *what: str) -> None:
        """Install with nothing but what is here already."""
        options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
        pip = (sys.executable, "-m", "pip", "--python", self.program("python"))
        ran(*pip, "install", *options, "--ignore-installed", *what, cwd=self.folder)

    def run(self, *arguments: str, cwd: Path) -> str:
        """Run the installed command as a user does."""
        return ran(self.program("benefit-flows"), *arguments, cwd=cwd)

    def where(self, cwd: Path) -> Path:
        """Tell where the package is imported from."""
        code = "import benefit_flows; print(benefit_flows.__file__)"
        return Path(ran(self.program("python"), "-c", code, cwd=cwd).strip()).resolve()


def environment(folder: Path) -> Environment:
    """Make an environment without pip, with the libraries of this one behind its own."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    made = Environment(folder)
    own = ran(made.program("python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    Path(own.strip(), "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build wheel and sdist from a copy of the checkout, and give the folder that they are in."""
    folder = tmp_path_factory.mktemp("build")
    source = checkout(folder / "source")
    ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), cwd=source)
    return folder / "dist"


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Environment, Path]:
    """Install a copy of the checkout as one that is edited, and give the environment and the checkout."""
    folder = tmp_path_factory.mktemp("editable")
    source, made = checkout(folder / "a checkout"), environment(folder / "environment")
    made.install("--editable", str(source))
    return made, source


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Give a folder with a scenario file, away from every checkout."""
    (tmp_path / "one.flow").write_text(FLOW, encoding="utf-8")
    return tmp_path


def wheel_of(built: Path) -> Path:
    """Give the one wheel that was built."""
    (wheel,) = built.glob("*.whl")
    return wheel


def names_in(wheel: Path) -> set[str]:
    """Give the names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_all_data(built: Path) -> None:
    """Grammar, parse tables, rulebook, setups and schema are in the wheel, beside every module, and no tests are."""
    names = {each for each in names_in(wheel_of(built)) if ".dist-info/" not in each}
    modules = {each.relative_to(PROJECT / "src").as_posix() for each in (PROJECT / "src").rglob("*.py")}
    assert sorted(DATA - names) == []
    assert {each for each in names if each.endswith(".py")} == modules
    assert {each.partition("/")[0] for each in names} == {"benefit_flows"}


def test_the_wheel_holds_everything_in_the_grammar_folder(built: Path) -> None:
    """Each file of the top-level folder travels in the package, unchanged."""
    with zipfile.ZipFile(wheel_of(built)) as archive:
        packed = {
            each.name: archive.read(f"benefit_flows/grammar/{each.name}") for each in (PROJECT / "grammar").iterdir()
        }
    assert packed == {each.name: each.read_bytes() for each in (PROJECT / "grammar").iterdir()}


def test_the_wheel_needs_two_libraries_only(built: Path) -> None:
    """Without extras an installation brings transitions and lark, and nothing else."""
    with zipfile.ZipFile(wheel_of(built)) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".dist-info/METADATA")]
        metadata = archive.read(name).decode("utf-8")
    needs = [each.removeprefix("Requires-Dist: ") for each in metadata.splitlines() if each.startswith("Requires-Dist")]
    plain = [each for each in needs if "extra ==" not in each]
    assert sorted(each.partition("<")[0].partition(">")[0] for each in plain) == ["lark", "transitions"]


def test_the_sdist_holds_what_tests_and_documentation_need(built: Path) -> None:
    """From the sdist alone the project can be built, tested and read."""
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {each.partition("/")[2] for each in archive.getnames()}
    wanted = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "Makefile",
        "constraints.txt",
        "grammar/en.lark",
        "scenarios/documented/azure-link.flow",
        "src/benefit_flows/report/results.schema.json",
        "tests/support.py",
    }
    assert wanted - names == set()


def test_the_wheel_runs_a_scenario_file_from_another_folder(built: Path, elsewhere: Path) -> None:
    """Installed in an environment of its own, the command runs a file with grammar and rulebook from the wheel."""
    made = environment(elsewhere / "environment")
    made.install(str(wheel_of(built)))
    assert made.where(elsewhere).is_relative_to(made.folder.resolve())
    assert made.run("run", "one.flow", cwd=elsewhere).splitlines()[-1] == "1 passed"
    assert "signs in to" in made.run("list", "phrases", cwd=elsewhere)
    made.run("run", "one.flow", "--report", "html=report.html", cwd=elsewhere)
    made.run("player", "one.flow", cwd=elsewhere)
    for page in ("report.html", "player.html"):
        assert "one link is enough" in (elsewhere / page).read_text(encoding="utf-8")


def test_an_editable_installation_runs_a_scenario_file(editable: tuple[Environment, Path], elsewhere: Path) -> None:
    """The command runs from the checkout, whose grammar is not inside the package."""
    made, source = editable
    assert made.where(elsewhere) == (source / "src" / "benefit_flows" / "__init__.py").resolve()
    assert made.run("run", "one.flow", cwd=elsewhere).splitlines()[-1] == "1 passed"


def test_an_edited_grammar_is_taken_without_building_anything(
    editable: tuple[Environment, Path], elsewhere: Path
) -> None:
    """With a word changed in the checkout's grammar, the new word is understood at once, and the tables stay."""
    made, source = editable
    grammar, tables = (
        source / "grammar" / "en.lark",
        source / "src" / "benefit_flows" / "language" / "tables" / "en.json",
    )
    before, shipped = grammar.read_text(encoding="utf-8"), tables.read_bytes()
    (elsewhere / "one.flow").write_text(FLOW.replace("Ada links", "Ada joins"), encoding="utf-8")
    grammar.write_text(before.replace('account "links" "the"', 'account "joins" "the"'), encoding="utf-8")
    try:
        assert made.run("run", "one.flow", cwd=elsewhere).splitlines()[-1] == "1 passed"
    finally:
        grammar.write_text(before, encoding="utf-8")
    assert tables.read_bytes() == shipped


def test_the_shipped_tables_are_those_of_the_grammar(editable: tuple[Environment, Path], elsewhere: Path) -> None:
    """With the grammar as it is, a run needs no parser generator: the tables in the package fit."""
    made, _ = editable
    code = "import sys; from benefit_flows import load; load('one.flow'); print('lark' in sys.modules)"
    assert ran(made.program("python"), "-c", code, cwd=elsewhere) == "False\n"
