"""One failing suite in every format: whole texts, and what none of them may leave out."""

import json
from collections.abc import Callable, Iterator
from contextlib import chdir
from html import unescape
from pathlib import Path
from re import sub
from shutil import copy
from typing import Any, Final
from urllib.parse import unquote

import pytest

from benefit_flows import load, rulebook
from benefit_flows.cli.check import MACHINES
from benefit_flows.cli.reports import FORMATS
from benefit_flows.language.speaker import Speaker
from benefit_flows.lsp import answers
from benefit_flows.lsp.positions import Ruler, Units
from benefit_flows.lsp.workspace import Workspace
from benefit_flows.model.trace import Trace
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.studio.files import Folder
from benefit_flows.studio.texts import Desk
from benefit_flows.testing.items import traced
from benefit_flows.testing.view import failures
from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.failure import Failure, failures_of
from tests.support import Golden, command

HERE: Final = Path(__file__).parent / "golden"
SUITE: Final = "suite.flow"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project of the suite alone."""
    folder = tmp_path_factory.mktemp("suite")
    (folder / "pyproject.toml").touch()
    copy(HERE / SUITE, folder)
    return folder


# Texts of the formats


def human(project: Path, language: Language) -> str:
    return command("run", SUITE, "--lang", language, cwd=project).stdout


def message(form: str) -> Callable[[Path, Language], str]:
    def text(project: Path, language: Language) -> str:
        return command("run", SUITE, "--message-format", form, "--lang", language, cwd=project).stdout

    return text


def report(form: str) -> Callable[[Path, Language], str]:
    def text(project: Path, language: Language) -> str:
        command("run", SUITE, "--report", f"{form}=out", "--lang", language, cwd=project)
        text = (project / "out").read_text(encoding="utf-8")
        return sub(r"\d+\.\d{3}(?=\u00a0s|\")", "0.000", text)

    return text


def in_pytest(project: Path, language: Language) -> str:
    return "\n\n".join(failures(each, Speaker(rulebook(), language), None) for each in traces(project)) + "\n"


def in_editor(project: Path, _: Language) -> str:
    """Give what an editor shows, which is told in the language of the file."""
    path, text = str(project / SUITE), (project / SUITE).read_text(encoding="utf-8")
    desk, ruler = Workspace(RULEBOOKS), Ruler(text.split("\n"), Units("utf-16"))
    desk.update(path, text)
    desk.run(path, None)
    told = [answers.failed(each, ruler, ()).message for each in desk.failures(path)]
    return "\n\n".join(told).replace(f"{project}/", "") + "\n"


def in_studio(project: Path, language: Language) -> str:
    desk = Desk(Folder(project), RULEBOOKS)
    blocks = desk.run(SUITE, (project / SUITE).read_text(encoding="utf-8"), language).blocks
    return "\n\n".join("".join(text for text, _ in each.parts) for each in blocks) + "\n"


SURFACES: Final[dict[str, Callable[[Path, Language], str]]] = {
    "human": human,
    **{f"message-{each}": message(each) for each in MACHINES},
    **{f"report-{each}": report(each) for each in FORMATS},
    "pytest": in_pytest,
    "editor": in_editor,
    "studio": in_studio,
}
"""Wherever a failure is told. Formats of the command line come here by themselves."""


def traces(project: Path) -> tuple[Trace, ...]:
    """Run the suite as a report wants it."""
    with chdir(project):
        return tuple(traced(each, RULEBOOKS) for each in load(SUITE).scenarios)


# Whole texts


def shown(name: str, text: str) -> str:
    """Give what is compared of a format: of a page its list; the data of its script says the same."""
    return text.partition('<div id="scenarios">')[2].partition("</div></section>")[0] if "html" in name else text


@pytest.mark.parametrize("name", SURFACES)
def test_the_failing_suite_is_told_as_in_the_golden_file_of_the_format(
    project: Path, name: str, golden: Golden
) -> None:
    golden(HERE / f"{name}.txt", shown(name, SURFACES[name](project, "en")))


@pytest.mark.parametrize("name", ["human", "message-short", "message-github"])
def test_the_failing_suite_is_told_in_french_as_in_the_golden_file(project: Path, name: str, golden: Golden) -> None:
    golden(HERE / f"{name}.fr.txt", SURFACES[name](project, "fr"))


# What every format tells


def needed(failure: Failure) -> Iterator[tuple[str, str]]:
    """Give what no format may leave out of a failure, by roles."""
    scenario = failure.scenario
    yield "code", failure.code
    yield "sentence", failure.message
    yield "line", str(failure.place.line)
    yield "scenario", scenario.name
    yield from (("row", cell) for _, cell in scenario.values)
    yield from (("expected", each) for each in (failure.expected,) if each is not None)
    yield from (("actual", each) for each in (failure.actual,) if each is not None)
    yield from (("last change", each.text) for each in (failure.change,) if each is not None)
    yield from (("not met", each) for each in failure.unmet)
    yield from (("used at", each.location) for each in (failure.used,) if each is not None)


def plain(text: str) -> str:
    """Give the words of a format without its escapes: whatever it is, documents in a known notation are read."""
    if text.startswith(("{", "[")):
        return ":".join(map(str, leaves(json.loads(text))))
    if "<" in text[:1]:
        return unescape(sub("<[^>]*>", "", text) + " ".join(attributes(text)))
    return unquote(text) if text.startswith("::") else text


def attributes(text: str) -> list[str]:
    """Give the values of all attributes, as JUnit holds names and messages."""
    return [each.split('"')[0] for each in text.split('="')[1:]]


def leaves(value: Any) -> Iterator[object]:
    """Give all texts and numbers of a document, in order."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    elif value is not None:
        yield value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_tells_code_sentence_line_scenario_row_expected_actual_last_change_guards_and_use(
    project: Path, language: Language
) -> None:
    """A format that forgets one of them is named, with what it forgot."""
    told = {name: plain(text(project, language)) for name, text in SURFACES.items()}
    found = {each: failed(project, each) for each in LANGUAGES}
    assert {role for each in found[language] for role, _ in needed(each)} == ROLES
    assert [
        (name, role, value)
        for name, text in told.items()
        for failure in found["en" if name == "editor" else language]
        for role, value in needed(failure)
        if value not in text and (name, role) not in BESIDE
    ] == []


BESIDE: Final = {("editor", "code"), ("editor", "line")}
"""What stands in a field of its own and not in the text."""
ROLES: Final = {
    "code",
    "sentence",
    "line",
    "scenario",
    "row",
    "expected",
    "actual",
    "last change",
    "not met",
    "used at",
}


def test_only_the_line_numbers_of_a_finding_change_when_lines_move(project: Path) -> None:
    """A code scanner knows it again by its fingerprint, and twins by their order."""
    before = marks(project)
    moved = project / "moved"
    moved.mkdir(exist_ok=True)
    (moved / "pyproject.toml").touch()
    (moved / SUITE).write_text("# one line\n\n" + (HERE / SUITE).read_text(encoding="utf-8"), encoding="utf-8")
    after = marks(moved)
    assert [mark for mark, _ in after] == [mark for mark, _ in before]
    assert [line for _, line in after] == [line + 2 for _, line in before]
    assert len({mark for mark, _ in before}) == len(before) == 3


def failed(project: Path, language: Language) -> list[Failure]:
    speaker = Speaker(rulebook(), language)
    return [each for trace in traces(project) for each in failures_of(trace, speaker)]


def marks(project: Path) -> list[tuple[str, int]]:
    """Give the fingerprint and the line of each finding."""
    results = json.loads(message("sarif")(project, "en"))["runs"][0]["results"]
    return [
        (
            each["partialFingerprints"]["benefitFlows/v1"],
            each["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for each in results
    ]
