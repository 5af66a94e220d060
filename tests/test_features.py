"""The features: the documented cases as Gherkin, in both languages."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import rulebook, run
from benefit_flows.explore.coverage import cover, rechecking
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline import Loaded, load, shown_path
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import PROJECT, shown

FEATURES: Final = PROJECT / "features"
FILES: Final = sorted(FEATURES.rglob("*.feature"))
LANGUAGES: Final = ("en", "fr")
RULES: Final = {
    "activation": "R03 R04 R05 R06 R07 R08 R09 R10 R11 R13 R14 R15 R16 R17 R18",
    "entitlements": "R02 R23 R25 R26 R27 R29 R30 R31 R32 R33 R34",
    "product-support": "R20 R21 R22 R24 R35 R36 R37 R38 R39 R51",
    "remaining-incidents": "R40 R41 R42 R43 R44 R45 R46 R47 R48 R49 R50",
    "signature-cloud-support": "R12 R19 R28 R52 R53 R59 R60 R71",
    "azure-double-link": "R61 R62 R63 R64 R65 R66 R67 R68 R72",
    "hidden-contracts": "R54 R69 R70",
    "csp": "R55 R56 R57 R58",
    "paid-plans": "R73 R74 R75 R76",
}
"""What each feature is about: the rules that it must judge by itself. R01 is everywhere: it names the roles."""
assert FILES, "no features found"


@cache
def loaded() -> Loaded:
    return load([str(FEATURES)], RULEBOOKS)


@cache
def judged() -> dict[tuple[str, str], set[str]]:
    """Give the rules that each feature judges, by language and topic."""
    book, read = rulebook(), loaded()
    found: dict[tuple[str, str], set[str]] = {}
    for rule in cover(read.scenarios, book, rechecking(read.units, book)).rules:
        for place in rule.scenarios:
            path = Path(place.rpartition(":")[0])
            found.setdefault((path.parent.name, path.stem), set()).add(rule.id)
    return found


def scenarios_of(file: Path) -> tuple[Scenario, ...]:
    return tuple(each for each in loaded().scenarios if each.span.path == shown_path(file))


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def test_the_features_have_no_mistake_and_no_warning() -> None:
    assert shown(loaded().diagnostics) == ""


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_scenario_of_a_feature_passes(file: Path) -> None:
    traces = [run(each) for each in scenarios_of(file)]
    assert [each.scenario.place for each in traces if not each.passed] == []
    assert len(traces) >= 5


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_scenario_cites_only_passages_that_it_rests_on(file: Path) -> None:
    assert [wrong for each in scenarios_of(file) if (wrong := cited_without_ground(each))] == []


def cited_without_ground(scenario: Scenario) -> tuple[str, ...]:
    """Give the passages in the tags of a scenario that nothing in it relies on, each with its place."""
    trace = run(scenario)
    acted = [rule for step in trace.steps for rule in step.rules]
    checked = [rule for event in trace.events if event.judgement is not None for rule in event.judgement.rules]
    relied = rulebook().passages_of(tuple(dict.fromkeys([*acted, *checked])))
    return tuple(f"{scenario.place} [{each}]" for each in scenario.citations if each not in relied)


def test_both_languages_have_the_same_topics_each_with_its_rules() -> None:
    topics = {language: sorted(each.stem for each in FILES if each.parent.name == language) for language in LANGUAGES}
    assert topics == dict.fromkeys(LANGUAGES, sorted(RULES))
    assert {each.parent.parent for each in FILES} == {FEATURES}


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_feature_is_written_in_the_language_of_its_folder(file: Path) -> None:
    languages = {each.parsed.language for each in loaded().units if each.parsed.source.path == shown_path(file)}
    assert languages == {file.parent.name}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", RULES)
def test_a_feature_judges_the_rules_that_it_is_about(topic: str, language: str) -> None:
    assert set(RULES[topic].split()) - judged()[language, topic] == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_features_of_one_language_judge_every_rule(language: str) -> None:
    every = {rule for (spoken, _), rules in judged().items() if spoken == language for rule in rules}
    assert set(rulebook().rules) - every == set()
