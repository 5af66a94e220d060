"""Diagnostics as SARIF: whole documents, and (with the tools) every document under the official schema."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft4Validator

from benefit_flows import load, rulebook, run
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.codes import CODES, Severity
from benefit_flows.language.speaker import Speaker
from benefit_flows.report.sarif import render_sarif
from benefit_flows.source import Span
from benefit_flows.text import LANGUAGES
from benefit_flows.view.failure import failures_of
from tests.support import GOLDEN, PROJECT, check_text, flow_files

Json = dict[str, Any]
SUITE: Final = Path(__file__).parent / "golden" / "suite.flow"
MARKS: Final = (
    "54d383de10dc8738f78eb84080b97c4b",
    "3ad8a510fa3616ac29373220cc7a9a0f",
    "78e9aba1d5eb5a6afc42df7a8c00ef94",
)
"""What UNUSED, UNKNOWN and UNUSED again are known by."""
OFFICIAL: Final = PROJECT / ".tools/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
UNUSED: Final = Diagnostic("BF320", Span("a.flow", 3, 1, 12, "setup: mine"), (("word", "mine"),))
UNKNOWN: Final = Diagnostic(
    "BF203", Span("lib/b.flow", 7, 24, 45, ""), (("word", "Portal"), ("near", "Azure portal")), "near"
)
ODD_PATHS: Final = [
    "with space.flow",
    "100%.flow",
    "a,b.flow",
    "C:x.flow",
    "../é/日本.flow",
    "a#b?c[d].flow",
    "\udcff.flow",
]
"""Names of files that are no URI as they are; the last is no UTF-8."""


def document(*diagnostics: Diagnostic) -> Json:
    found: Json = json.loads(render_sarif(diagnostics, "1.2.3"))
    return found


def results(*diagnostics: Diagnostic) -> list[Json]:
    found: list[Json] = document(*diagnostics)["runs"][0]["results"]
    return found


def place(diagnostic: Diagnostic) -> Json:
    found: Json = results(diagnostic)[0]["locations"][0]["physicalLocation"]
    return found


def expected_rule(code: str, level: str, text: str) -> Json:
    return {
        "id": code,
        "shortDescription": {"text": text},
        "help": {"text": f"more about it: benefit-flows explain {code}"},
        "defaultConfiguration": {"level": level},
    }


def expected_result(code: str, rule: int, level: str, text: str, uri: str, region: tuple[int, int, int]) -> Json:
    line, column, end = region
    physical = {
        "artifactLocation": {"uri": uri},
        "region": {"startLine": line, "startColumn": column, "endColumn": end},
    }
    return {
        "ruleId": code,
        "ruleIndex": rule,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
    }


def test_a_document_has_one_run_with_the_rules_that_occur_and_a_result_for_each_diagnostic() -> None:
    rules = [
        expected_rule("BF203", "error", 'no such portal: "…"'),
        expected_rule("BF320", "warning", 'nothing uses the setup "…"'),
    ]
    unused = expected_result("BF320", 1, "warning", 'nothing uses the setup "mine"', "a.flow", (3, 1, 12))
    unknown = expected_result(
        "BF203", 0, "error", 'no such portal: "Portal" (did you mean "Azure portal"?)', "lib/b.flow", (7, 24, 45)
    )
    twice = [unused, unknown, unused]
    marks = [{"benefitFlows/v1": each} for each in MARKS]
    run = {
        "tool": {"driver": {"name": "benefit-flows", "version": "1.2.3", "rules": rules}},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "results": [{**each, "partialFingerprints": mark} for each, mark in zip(twice, marks, strict=True)],
    }
    assert document(UNUSED, UNKNOWN, UNUSED) == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def test_without_diagnostics_the_run_has_no_results_so_that_old_ones_are_closed() -> None:
    driver = {"name": "benefit-flows", "version": "1.2.3", "rules": []}
    run = {"tool": {"driver": driver}, "language": "en", "columnKind": "unicodeCodePoints", "results": []}
    assert document()["runs"] == [run]


def test_in_french_the_run_says_so_and_its_texts_are_french() -> None:
    run = json.loads(render_sarif([UNKNOWN], "1.2.3", "fr"))["runs"][0]
    (rule,) = run["tool"]["driver"]["rules"]
    assert run["language"] == "fr"
    assert run["results"][0]["message"]["text"] == f"{UNKNOWN.message('fr')} ({UNKNOWN.help('fr')})"
    assert rule["shortDescription"]["text"] == UNKNOWN.message("fr").replace("Portal", "…")
    assert rule["help"]["text"] == "en savoir plus\u00a0: benefit-flows explain BF203"


def test_a_hint_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = {**CODES, "BF320": CODES["BF320"]._replace(severity=Severity.HINT)}
    monkeypatch.setattr("benefit_flows.diagnostics.CODES", hints)
    monkeypatch.setattr("benefit_flows.report.sarif.CODES", hints)
    run = document(UNUSED)["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "note"}
    assert run["results"][0]["level"] == "note"


def test_no_rule_shows_a_placeholder() -> None:
    every = [UNUSED._replace(code=code) for code in CODES]
    rules = document(*every)["runs"][0]["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == sorted(CODES)
    assert [each for each in rules if "{" in json.dumps(each["shortDescription"]["text"])] == []


def test_braces_of_a_message_are_doubled_because_single_ones_stand_for_arguments() -> None:
    (found,) = results(UNUSED._replace(values=(("word", "{0} }"),)))
    assert found["message"]["text"] == 'nothing uses the setup "{{0}} }}"'


def test_columns_count_code_points_as_the_run_declares() -> None:
    line = '  when Ada signs in to "👩e\u0301 Portal"'
    text = f"scenario: x\n  use: a Gold partner\n{line}\n  then the number of requests is 0\n"
    (found,) = check_text(text).diagnostics
    assert place(found)["region"] == {"startLine": 3, "startColumn": 24, "endColumn": 36}
    assert line[24 - 1 : 36 - 1] == '"👩e\u0301 Portal"'


def test_a_line_that_no_file_has_is_told_at_the_first() -> None:
    region = place(UNUSED._replace(span=Span("a.flow", 0, 1, 2, "")))["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endColumn": 2}


def test_a_path_is_a_relative_uri() -> None:
    found = [place(UNUSED._replace(span=UNUSED.span._replace(path=path)))["artifactLocation"] for path in ODD_PATHS]
    assert [each["uri"] for each in found] == [
        "with%20space.flow",
        "100%25.flow",
        "a%2Cb.flow",
        "C%3Ax.flow",
        "../%C3%A9/%E6%97%A5%E6%9C%AC.flow",
        "a%23b%3Fc%5Bd%5D.flow",
        "%FF.flow",
    ]


def test_a_document_is_ascii_and_the_same_every_time() -> None:
    text = render_sarif([UNUSED._replace(values=(("word", "é\udcff"),))], "1.2.3", "fr")
    assert text.isascii()
    assert text == render_sarif([UNUSED._replace(values=(("word", "é\udcff"),))], "1.2.3", "fr")


def faults(text: str) -> list[str]:
    """Tell what of a document the official schema refuses."""
    validator = Draft4Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(json.loads(text))]


@pytest.mark.tools
def test_the_official_schema_refuses_a_document_that_is_wrong() -> None:
    wrong = render_sarif([UNUSED], "1.2.3").replace("unicodeCodePoints", "bytes").replace('"text"', '"txt"', 1)
    assert len(faults(wrong)) == 3


@pytest.mark.tools
def test_the_mistakes_of_every_bad_file_are_valid_by_the_official_schema() -> None:
    for path in flow_files(GOLDEN / "bad"):
        diagnostics = load(str(path)).diagnostics
        assert diagnostics, path.name
        assert [fault for each in LANGUAGES for fault in faults(render_sarif(diagnostics, "1", each))] == [], path.name


@pytest.mark.tools
def test_failures_are_valid_by_the_official_schema() -> None:
    speaker = Speaker(rulebook(), "en")
    traces = [run(each) for each in load(str(SUITE)).scenarios]
    failed = [each for trace in traces for each in failures_of(trace, speaker)]
    assert len(failed) == 3
    assert faults(render_sarif([], "1", "en", failed)) == []


@pytest.mark.tools
def test_odd_places_and_no_diagnostics_at_all_are_valid_by_the_official_schema(tmp_path: Path) -> None:
    nowhere = load(str(tmp_path), str(tmp_path / "no.flow:0"), f"{GOLDEN / 'bad'}/nowhere.flow:0").diagnostics
    odd = [UNUSED._replace(span=UNUSED.span._replace(path=path, line=0)) for path in ODD_PATHS]
    assert faults(render_sarif([*nowhere, *odd], "1")) == []
    assert faults(render_sarif([], "1")) == []
