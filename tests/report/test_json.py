"""Results as JSON: the same bytes every time, and every document under its schema."""

import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from benefit_flows import load, rulebook
from benefit_flows.engine.run import run
from benefit_flows.model.actions import Action
from benefit_flows.model.givens import Given
from benefit_flows.model.results import Results, Timed
from benefit_flows.report.json import SCHEMA, render_json
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import PROJECT, SCENARIOS, check_text, cli, command

Json = dict[str, Any]

# Every kind of fact, action and line, and every way to fail.
EVERYTHING: Final = """\
flow: everything
@one @two
scenario: every fact and every action  [187-190]
  given today is 2021-03-04
  and parameter "activation days" is 0
  and company Contoso has a Gold competency in "Data Analytics" until 2021-12-31
  and company Contoso has an Action Pack from 2021-06-01 until 2022-05-31
  and company Fabrikam
  and product "Quark" is recent
  and product "Quirk" is old
  and product "Nimbus" is cloud
  and accounts of Contoso
    | name | associated with | roles                     |
    | Ada  | MPN, CSP        | Global admin, Admin agent |
  and accounts
    | name | identity |
    | Fred | MSA      |
  and "Microsoft Product Support" is active
  and "Signature Cloud Support" is active
  and "Signature Cloud Support" of Contoso has 2 incidents remaining
  and the contract is linked for Fred
  note: a remark
  when Ada signs in to "Partner Center"
  and Ada opens "Technical benefits"
  then Ada sees "Access ID"  [121]
  when Ada tries to activate "Microsoft Product Support"
  then it is refused  [122]
  when Ada tries to enter a wrong ID pair in "Support for Business"
  then it is refused  [156]
  when Ada links the contract of Contoso in "Azure portal"
  and Ada tries to link the contract in "Azure portal"
  then the error can be ignored
  ask: What now?
    right: Nothing
    wrong: Panic
    because: It can be ignored.
  when Ada creates a request for "Azure" in "Azure portal" under plan "Cloud Solution Provider" about "an error message"
  then the request is under plan "Cloud Solution Provider"
  when Ada starts a request for "Quirk" in "Support for Business"
  and Ada expands "Would you like to see unavailable support plans ?"
  then plan "Partner Support" is unavailable for Ada because "product not covered"  [169]
  and Ada sees "end date" 2021-12-31 for plan "Partner Support"
  when Ada leaves the request
  and Ada opens "New request" in "Partner Center"
  and Ada chooses workload "Azure"
  and Ada buys plan "Premier Support for Partners"
  and Ada switches to Fred
  wait 1 day
  then "Signature Cloud Support" has 2 incidents remaining

outline: rows
  use: a Gold partner
  then "Signature Cloud Support" has <number> incidents remaining
  examples:
    | number |
    | 10     |
    | 11     |

scenario: an action that is not accepted
  use: a Gold partner
  when Ada opens "Technical benefits"
  then it is accepted

scenario: a fact that cannot be
  use: a Gold partner
  given "Signature Cloud Support" has 3 incidents remaining
  then the number of requests is 0

scenario: a wrong citation
  use: a Gold partner
  then "Signature Cloud Support" has 10 incidents remaining  [113]

scenario: a refusal that is not cited
  use: a Gold partner
  when Deniz signs in to "Partner Center"
  and Deniz tries to open "Technical benefits"
  then it is refused

scenario: several are meant
  use: a Gold partner
  given company Fabrikam has a Gold competency in "Data Analytics" until 2021-12-31
  when Ada signs in to "Partner Center"
  then "Signature Cloud Support" is inactive

scenario: a company without offers
  given today is 2021-03-04
  and company Contoso
  then company Contoso is not entitled to "Signature Cloud Support"

@known-to-fail
scenario: a failure that is known
  note: ticket 12
  use: a Gold partner
  then "Signature Cloud Support" has 11 incidents remaining

@known-to-fail
scenario: a failure that is gone
  use: a Gold partner
  then "Signature Cloud Support" has 10 incidents remaining

@pending
scenario: still to be written
  then we shall see
"""
ADDED: Final = ("failure", "known", "other_rulebook", "pending", "section", "verdict")
"""Members that were added within this version: documents of earlier releases have none of them."""

MISTAKEN: Final = """\
scenario: mistakes
  use: a Gould partner
  when Ada actvates "Microsoft Product Support"
  wait -3 days
  note:
"""


@cache
def schema() -> Json:
    """Read the schema that ships with the package."""
    text = files("benefit_flows.report").joinpath("results.schema.json").read_text(encoding="utf-8")
    found: Json = json.loads(text)
    return found


def document(text: str, *, skipped: int = 0, screens: bool = True) -> Json:
    """Run a text and give its results as a document."""
    checked = check_text(text)
    book = rulebook()
    timed = tuple(Timed(run(each, book, screens=screens), 0.5) for each in checked.scenarios)
    found: Json = json.loads(render_json(Results(checked.diagnostics, timed, skipped), RULEBOOKS))
    return found


@cache
def everything() -> Json:
    """Give the document of the text that has everything in it."""
    return document(EVERYTHING)


def faults(found: Json) -> list[str]:
    """Tell what of a document the schema refuses."""
    return [f"{each.json_path}: {each.message}" for each in Draft202012Validator(schema()).iter_errors(found)]


def test_the_event_that_the_page_shows_is_the_one_of_the_first_scenario(tmp_path: Path) -> None:
    """The scenario of the README, after two days."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    text = readme.partition("```flow\n")[2].partition("```")[0].replace("wait 3 days", "wait 2 days")
    (tmp_path / "first.flow").write_text(text, encoding="utf-8")
    command("run", "-q", "first.flow", "--report", "json=all.json", cwd=tmp_path)
    event = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["scenarios"][0]["events"][-1]
    page = (PROJECT / "docs" / "json.md").read_text(encoding="utf-8")
    assert f"```json\n{json.dumps(event, ensure_ascii=False, indent=1)}\n```" in page


def test_the_failures_of_message_format_json_follow_the_schema_of_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(EVERYTHING, encoding="utf-8")
    found = json.loads(command("run", "--message-format", "json", "a.flow", cwd=tmp_path).stdout)["diagnostics"]
    shape = Draft202012Validator({"$ref": "#/$defs/diagnostic", "$defs": schema()["$defs"]})
    assert [fault.message for each in found for fault in shape.iter_errors(each)] == []
    assert any("failure" in each for each in found)


# The schema itself


def objects(part: object) -> Iterator[Json]:
    """Give every schema of an object inside a schema."""
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for below in part.values():
            yield from objects(below)
    elif isinstance(part, list):
        for below in part:
            yield from objects(below)


def test_the_schema_is_a_schema() -> None:
    """The schema obeys the 2020-12 draft of JSON Schema that it names."""
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_has_the_name_that_documents_give() -> None:
    """A document says which version of the schema it follows."""
    assert schema()["properties"]["schema"]["const"] == SCHEMA == everything()["schema"]


def test_every_property_of_the_schema_is_described() -> None:
    """Who reads the schema learns what each member is."""
    bare = [
        name for each in objects(schema()) for name, p in each.get("properties", {}).items() if "description" not in p
    ]
    assert bare == []
    assert [name for name, each in schema()["$defs"].items() if "description" not in each] == []


def test_every_member_is_required_but_those_that_were_added() -> None:
    """Who reads a document finds what the first release gave; only the cells of a row have free names."""
    shapes = [each for each in objects(schema()) if "properties" in each]
    assert all(each["required"] == [name for name in each["properties"] if name not in ADDED] for each in shapes)
    free = [each for each in objects(schema()) if "properties" not in each]
    assert free == [schema()["$defs"][each]["properties"]["values"] for each in ("scenario", "failure")]


def changed_everywhere(part: Any, change: Callable[[Json], Json]) -> Any:
    """Give a document, or a part of it, with every object in it changed."""
    if isinstance(part, dict):
        return change({name: changed_everywhere(below, change) for name, below in part.items()})
    return [changed_everywhere(each, change) for each in part] if isinstance(part, list) else part


def test_a_document_with_members_of_a_later_release_follows_the_schema() -> None:
    """A member may be added anywhere within a version, as docs/json.md promises; the cells of a row are texts."""
    found = changed_everywhere(everything(), lambda each: {**each, "added": "later"})
    assert found["scenarios"][0]["events"][0]["step"]["action"]["added"] == "later"
    assert faults(found) == []


def test_a_document_of_an_earlier_release_follows_the_schema() -> None:
    found = changed_everywhere(everything(), lambda each: {k: v for k, v in each.items() if k not in ADDED})
    assert faults(found) == []


def test_a_document_has_no_member_that_the_schema_does_not_describe() -> None:
    closed = changed_everywhere(
        schema(), lambda each: {**each, "additionalProperties": False} if _is_shape(each) else each
    )
    assert list(Draft202012Validator(closed).iter_errors(everything())) == []


def _is_shape(part: Json) -> bool:
    return part.get("type") == "object" and "properties" in part


def test_every_kind_of_action_and_of_fact_has_its_shape() -> None:
    """The schema knows exactly the kinds that the model has, each with exactly its fields."""
    shapes = schema()["$defs"]["action"]["oneOf"]
    described = {each["properties"]["kind"]["const"]: tuple(each["properties"])[1:] for each in shapes}
    model = {each.__name__: each.fields for each in (*get_args(Action), *get_args(Given))}
    assert described == model, "describe it by hand in report/results.schema.json, below $defs, action"


# Documents


def test_a_document_with_everything_follows_the_schema() -> None:
    """Every kind of fact, action, check and failure, with screens, is as the schema says."""
    assert faults(everything()) == []


def test_the_document_really_has_everything() -> None:
    """The text comes past every kind of action and fact, every keyword, and every code of a run that failed."""
    events = [event for scenario in everything()["scenarios"] for event in scenario["events"]]
    kinds = {event["step"]["action"]["kind"] for event in events if event["step"]}
    model = {each.__name__ for each in (*get_args(Action), *get_args(Given))}
    assert kinds == model, "EVERYTHING, above, has a line of each kind"
    assert {event["keyword"] for event in events} == {"given", "when", "tries", "wait", "then", "note", "ask"}
    codes = {problem["code"] for event in events for problem in event["problems"]}
    assert codes == {"BF501", "BF502", "BF503", "BF504", "BF505", "BF506", "BF510"}
    told = {(each["verdict"], each["known"], each["passed"]) for each in everything()["scenarios"]}
    assert told == {
        ("passed", None, True),
        ("failed", None, False),
        ("known", "ticket 12", False),
        ("failed", "", False),
        ("pending", None, False),
    }
    assert {event["step"]["outcome"] for event in events if event["step"]} == {
        "accepted",
        "refused",
        "error to ignore",
    }


def test_the_documented_scenarios_follow_the_schema() -> None:
    """The document of every documented scenario, with screens, is as the schema says."""
    book = rulebook()
    timed = tuple(Timed(run(each, book, screens=True), 1.0) for each in load(str(SCENARIOS)).scenarios)
    assert faults(json.loads(render_json(Results((), timed), RULEBOOKS))) == []


def test_mistakes_in_files_follow_the_schema() -> None:
    """Diagnostics, with a hint and without, are as the schema says."""
    found = document(MISTAKEN)
    assert faults(found) == []
    assert found["summary"] == {
        **dict.fromkeys(("passed", "failed", "known", "pending", "not_run"), 0),
        "mistakes": len(found["diagnostics"]),
    }
    assert {each["help"]["en"] is None for each in found["diagnostics"]} == {True, False}


def test_the_summary_counts_rows_as_scenarios() -> None:
    """Passed, failed, not run and mistakes are counted; each row of an outline counts."""
    assert document(EVERYTHING, skipped=4)["summary"] == {
        "passed": 3,
        "failed": 7,
        "known": 1,
        "pending": 1,
        "not_run": 4,
        "mistakes": 0,
    }


def test_a_row_tells_its_number_line_and_cells() -> None:
    """Rows of an outline are told apart; other scenarios have none of this."""
    told = [(each["row"], each["row_line"], each["values"]) for each in everything()["scenarios"][:3]]
    line = EVERYTHING.splitlines().index("    | 10     |") + 1
    assert told == [(None, None, {}), (1, line, {"number": "10"}), (2, line + 1, {"number": "11"})]


def test_screens_stand_in_the_document_where_the_run_kept_them() -> None:
    """Without screens the member is there and empty."""
    kept = [event["screen"] for each in everything()["scenarios"] for event in each["events"]]
    bare = [event["screen"] for each in document(EVERYTHING, screens=False)["scenarios"] for event in each["events"]]
    assert any(kept)
    assert bare == [None] * len(kept)


Breaking = Callable[[Json], object]
BROKEN: Final[dict[str, tuple[Breaking, str]]] = {
    "a member too few": (lambda d: d.pop("rulebook"), "$"),
    "another version": (lambda d: d.update(schema="benefit-flows/results/2"), "$.schema"),
    "a number below zero": (lambda d: d["summary"].update(passed=-1), "$.summary.passed"),
    "a number that is a word": (lambda d: d["summary"].update(failed="none"), "$.summary.failed"),
    "an unknown verdict": (lambda d: d["scenarios"][0].update(verdict="maybe"), "$.scenarios[0].verdict"),
    "an empty path": (lambda d: d["scenarios"][0].update(file=""), "$.scenarios[0].file"),
    "a cell that is a number": (
        lambda d: d["scenarios"][1]["values"].update(number=10),
        "$.scenarios[1].values.number",
    ),
    "an unknown keyword": (
        lambda d: d["scenarios"][0]["events"][0].update(keyword="maybe"),
        "$.scenarios[0].events[0].keyword",
    ),
    "an unknown outcome": (
        lambda d: d["scenarios"][0]["events"][0]["step"].update(outcome="ignored"),
        "$.scenarios[0].events[0].step",
    ),
    "an unknown kind of action": (
        lambda d: d["scenarios"][0]["events"][0]["step"]["action"].update(kind="Dance"),
        "$.scenarios[0].events[0].step",
    ),
    "a kind of action without its fields": (
        lambda d: d["scenarios"][0]["events"][0]["step"].update(action={"kind": "Wait"}),
        "$.scenarios[0].events[0].step",
    ),
    "a date in another form": (
        lambda d: d["scenarios"][0]["events"][0]["step"].update(today="04/03/2021"),
        "$.scenarios[0].events[0].step",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_document_with_a_wrong_member_is_refused(what: str) -> None:
    """The schema refuses the change, and names the place."""
    change, place = BROKEN[what]
    found = deepcopy(everything())
    change(found)
    refused: list[ValidationError] = list(Draft202012Validator(schema()).iter_errors(found))
    assert [each.json_path for each in refused] == [place]


# The same bytes


def copied(folder: Path) -> Path:
    """Copy the scenarios into a folder, with one that fails among them."""
    shutil.copytree(SCENARIOS, folder / "scenarios")
    (folder / "scenarios" / "everything.flow").write_text(EVERYTHING, encoding="utf-8")
    return folder


def written(folder: Path, name: str, **environment: str) -> bytes:
    """Run all scenarios of a folder as a user does, and give the document that this writes."""
    done = cli("run", "scenarios", "-q", "--report", f"json={name}.json", cwd=folder, **environment)
    assert (done.returncode, done.stderr) == (1, "")
    return (folder / f"{name}.json").read_bytes()


def test_results_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Two runs, two hash seeds and two folders, one with a space in its name, give the same bytes."""
    here, there = tmp_path / "here", tmp_path / "further" / "over there"
    here.mkdir()
    there.mkdir(parents=True)
    first = written(copied(here), "first", PYTHONHASHSEED="0")
    assert written(here, "again", PYTHONHASHSEED="0") == first
    assert written(here, "seeded", PYTHONHASHSEED="1") == first
    assert written(copied(there), "first", PYTHONHASHSEED="1") == first
    assert first.endswith(b"}\n")


def test_results_name_no_folder_of_the_machine(tmp_path: Path) -> None:
    """Paths are relative to the working folder, with forward slashes."""
    found = json.loads(written(copied(tmp_path), "all"))
    names = {each["file"] for each in found["scenarios"]}
    documented = {f"scenarios/{each.relative_to(SCENARIOS).as_posix()}" for each in SCENARIOS.rglob("*.flow")}
    assert names == {"scenarios/everything.flow", *documented}
    assert str(tmp_path) not in json.dumps(found)


def test_seconds_change_nothing() -> None:
    """How long a run took is in no document."""
    book = rulebook()
    trace = run(check_text(EVERYTHING).scenarios[0], book)
    slow, fast = (render_json(Results((), (Timed(trace, seconds),)), RULEBOOKS) for seconds in (9.5, 0.001))
    assert slow == fast
