"""Steps, worlds, subjects and screens in words."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.screens import screen
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.world import Benefit, Company, Contract, Link, Offer, World
from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.machines import machine_names, pictures, subjects
from benefit_flows.view.packing import Json, document
from benefit_flows.view.screens import screens
from benefit_flows.view.sight import screen_view
from benefit_flows.view.sources import SourceView, sources
from benefit_flows.view.steps import StepView, step_view
from benefit_flows.view.worlds import HEADINGS, LABELS, Difference, differences, world_rows
from tests.support import PROJECT, Golden, run_text
from tests.view.support import GOLDEN, all_steps, all_traces, trace

IDS: Final = frozenset(
    (
        "key",
        "id",
        "section",
        "role",
        "outcome",
        "machine",
        "subject",
        "source",
        "event",
        "target",
        "state",
        "rule",
        "key",
        "of_key",
        "owner",
        "portal_id",
        "page_id",
    )
)
"""Fields that are for programs."""
DAY: Final = date(2021, 3, 4)
REQUEST: Final = (
    "Support requests · request 1 · : None -> account Ada, portal Azure portal, product Azure, "
    "plan Partner Signature, under contract of Contoso, created on 2021-03-07"
)
BOUGHT: Final = (
    "Contracts · contract of plan “Premier Support for Partners” · : None -> company Contoso, "
    "plan Premier Support for Partners, start date 2021-03-07, end date 2022-03-06"
)
SIGNATURE: Final = "Signature Cloud Support"


def lines(value: Json) -> str:
    """Give a document with a line for each leaf of a record or so, to be read in a diff."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def texts(value: object) -> Iterator[str]:
    """Give all texts of a view that people see."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        for name, each in zip(fields or [""] * len(value), value, strict=True):
            if name not in IDS:
                yield from texts(each)


def told(changes: tuple[Difference, ...]) -> list[str]:
    """Give differences as one would say them."""
    return [f"{d.heading} · {d.name} · {d.label}: {d.before} -> {d.after}" for d in changes]


def views_of_steps() -> Iterator[StepView]:
    """Give all steps of the scenario of these tests in English."""
    return (step_view(each, Speaker(rulebook(), "en")) for each in trace().steps)


# Whole outputs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_of_a_scenario_are_told_as_in_the_golden_files(language: Language, golden: Golden) -> None:
    views = tuple(step_view(each, Speaker(rulebook(), language)) for each in trace().steps)
    golden(GOLDEN / f"steps-{language}.json", lines(document(views)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_world_that_a_scenario_ends_in_is_told_as_in_the_golden_files(language: Language, golden: Golden) -> None:
    book, world = rulebook(), trace().steps[-1].after
    seen = {
        "rows": document(world_rows(world, Speaker(book, language))),
        "subjects": document(subjects(world, Speaker(book, language))),
        "screens": document(screens(world, ("Ada", "Bob", "Chloe"), Speaker(book, language))),
    }
    golden(GOLDEN / f"world-{language}.json", lines(seen))


def test_there_are_golden_files_for_both_languages() -> None:
    assert {each.name for each in GOLDEN.iterdir()} == {
        f"{name}-{language}.json" for name in ("steps", "world") for language in LANGUAGES
    }


# Every scenario of the project


def test_no_id_of_the_code_is_shown_to_people() -> None:
    book = rulebook()
    named = (*book.names, *book.messages, *book.parameters, *book.machines, *book.portals, *book.plans)
    ids = {each.rpartition(":")[2] for each in named}
    ids = {each for each in ids if book.name(each, "fr") != each or re.search(r"[-.]|\d$", each)}
    ids -= {"active", "signature", "premier"}  # French words as well
    shown: set[str] = set()
    for step in all_steps():
        shown.update(texts(step_view(step, Speaker(book, "fr"))))
        shown.update(texts(world_rows(step.after, Speaker(book, "fr"))))
        shown.update(texts(subjects(step.after, Speaker(book, "fr"))))
    shown.update(text for each in all_screens("fr") for text in texts(each))
    # Packages and bought contracts have ids that authors write.
    found = {word for text in shown for word in re.findall(r"[\w.-]*\w", re.sub(r"\w+(/\w+)?/\d+(?![\w/])", "", text))}
    assert found & ids == set()


def all_screens(language: Language) -> Iterator[object]:
    """Give all screens of all scenarios."""
    for each in all_traces():
        for event in each.events:
            if event.screen is not None and event.step is not None:
                account = getattr(event.step.action, "account", "")
                yield screen_view(event.screen, account, Speaker(rulebook(), language))


def test_differences_are_told_if_and_only_if_facts_differ() -> None:
    book = rulebook()
    wrong = [
        step.action
        for step in all_steps()
        if (differences(step.before, step.after, Speaker(book, "en")) == ())
        is not (step.before.facts() == step.after.facts())
    ]
    assert wrong == []


def test_a_world_does_not_differ_from_itself() -> None:
    world = trace().steps[-1].after
    assert differences(world, world, Speaker(rulebook(), "en")) == ()
    assert differences(world, world.facts(), Speaker(rulebook(), "en")) == ()


def test_all_that_is_gone_was_there_and_all_that_is_new_is_there_now() -> None:
    world = trace().steps[-1].after
    empty = World(today=world.today)
    new, gone = (differences(*pair, Speaker(rulebook(), "en")) for pair in ((empty, world), (world, empty)))
    assert [(each.heading, each.name, each.after, None) for each in new] == [
        (each.heading, each.name, each.before, each.after) for each in gone
    ]
    assert len(new) == len(world_rows(world, Speaker(rulebook(), "en")))


# Differences


def test_a_step_says_what_changed_as_a_person_would() -> None:
    assert [told(each.changes) for each in views_of_steps() if each.account == "Ada" and each.changes] == [
        [
            "Benefits · Signature Cloud Support · state: inactive -> pending",
            "Benefits · Signature Cloud Support · becomes active on: – -> 2021-03-06",
        ],
        ["Linked contracts · Ada: contract of Contoso · : None -> state linked, linked in Azure portal"],
        [
            "Benefits · Signature Cloud Support · incidents remaining: 10 -> 9",
            REQUEST,
        ],
        [
            BOUGHT,
        ],
    ]


def test_the_first_date_of_a_scenario_was_none_before() -> None:
    before, after = World(), World(today=DAY)
    assert differences(before, after, Speaker(rulebook(), "fr")) == (
        Difference("Temps", "Aujourd’hui", "date", None, "2021-03-04"),
    )


def test_where_an_account_looks_is_no_difference() -> None:
    opened = next(each for each in trace().steps if each.before.places != each.after.places)
    assert step_view(opened, Speaker(rulebook(), "en")).changes == ()


def test_values_that_authors_chose_are_not_translated() -> None:
    world = World(today=DAY, companies=(Company("pending"),), offers=(Offer("pending", "gold", "hidden", DAY, DAY),))
    rows = world_rows(world, Speaker(rulebook(), "fr"))
    assert [(row.name, *(cell.value for cell in row.cells)) for row in rows] == [
        ("pending",),
        ("Gold, hidden", "pending", "2021-03-04", "2021-03-04"),
    ]


@pytest.mark.parametrize(
    ("line", "language", "cells"),
    [
        ('product "ERP" is cloud', "en", ["cloud", "other cloud portals", "–"]),
        ('product "ERP" is recent', "fr", ["local", "Support for Business", "toujours"]),
        ('product "ERP" is old', "fr", ["local", "Support for Business", "jamais"]),
    ],
)
def test_a_declared_product_says_until_when_it_is_recent(line: str, language: Language, cells: list[str]) -> None:
    text = f"scenario: x\n  use: a Gold partner\n  given {line}\n  then the number of requests is 0\n"
    (row,) = (
        each
        for each in world_rows(run_text(text)[0].steps[-1].after, Speaker(rulebook(), language))
        if each.section == "product"
    )
    assert [each.value for each in row.cells] == cells


# Names


def world_with(*benefits: Benefit, contracts: tuple[Contract, ...] = (), links: tuple[Link, ...] = ()) -> World:
    """Give a world of no more than these."""
    return World(today=DAY, benefits=benefits, contracts=contracts, links=links)


def benefit(package: str) -> Benefit:
    """Give the cloud benefit of a package."""
    return Benefit(f"{package}/signature", package, "signature", "active", 10, 10, None, None)


def contract(package: str) -> Contract:
    """Give the contract of a package."""
    return Contract(package, package.partition("/")[0], package, None, DAY, DAY)


def bought(number: int) -> Contract:
    """Give a contract of a plan that was bought."""
    return Contract(f"Contoso/premier/{number}", "Contoso", None, "premier", DAY, DAY)


@pytest.mark.parametrize(
    ("packages", "names"),
    [
        (["Contoso/1"], [SIGNATURE]),
        (["Contoso/1", "Contoso/2"], [f"{SIGNATURE} (Contoso/1)", f"{SIGNATURE} (Contoso/2)"]),
    ],
)
def test_benefits_are_named_with_their_package_only_where_that_tells_them_apart(
    packages: list[str], names: list[str]
) -> None:
    found = subjects(world_with(*map(benefit, packages)), Speaker(rulebook(), "en"))
    assert [each.name for each in found] == names


@pytest.mark.parametrize(
    ("contracts", "english", "french"),
    [
        ([contract("Contoso/1")], ["contract of Contoso"], ["contrat de Contoso"]),
        ([contract("Étoile/1")], ["contract of Étoile"], ["contrat d’Étoile"]),
        (
            [contract("Contoso/1"), contract("Contoso/2")],
            ["contract of package Contoso/1", "contract of package Contoso/2"],
            ["contrat du package Contoso/1", "contrat du package Contoso/2"],
        ),
        (
            [contract("Contoso/1"), bought(1)],
            ["contract of Contoso", "contract of plan “Premier Support for Partners”"],
            ["contrat de Contoso", "contrat du plan «\u00a0Support premier pour les partenaires\u00a0»"],
        ),
        (
            [bought(1), bought(2)],
            [f"contract of plan “Premier Support for Partners” (Contoso, {each})" for each in (1, 2)],
            [
                f"contrat du plan «\u00a0Support premier pour les partenaires\u00a0» (Contoso, {each})"
                for each in (1, 2)
            ],
        ),
    ],
)
def test_contracts_are_named_by_no_more_than_tells_them_apart(
    contracts: list[Contract], english: list[str], french: list[str]
) -> None:
    world = world_with(contracts=tuple(contracts))
    assert [row.name for row in world_rows(world, Speaker(rulebook(), "en"))] == english
    assert [row.name for row in world_rows(world, Speaker(rulebook(), "fr"))] == french


def test_accounts_that_act_have_ties_to_contracts_of_their_company_that_they_have_not_linked() -> None:
    at_link = next(each for each in trace().steps if each.moves and each.moves[0].machine == "contract")
    found = {language: subjects(at_link.before, Speaker(rulebook(), language)) for language in LANGUAGES}
    assert [(each.id, each.name, each.state) for each in found["en"] if each.machine == "contract"] == [
        ("Ada + Contoso/1", "Ada: contract of Contoso", "unlinked"),
    ]
    assert [(each.name, each.state_name) for each in found["fr"] if each.machine == "contract"] == [
        ("Ada\u00a0: contrat de Contoso", "non lié"),
    ]
    named = subjects(at_link.before, Speaker(rulebook(), "en"), ("Bob", "Chloe"))
    assert [each.id for each in named if each.machine == "contract"] == ["Bob + Contoso/1", "Chloe + Contoso/1"]


def test_the_subjects_of_moves_are_those_of_the_list() -> None:
    for step in all_steps():
        listed = {(each.machine, each.id, each.name) for each in subjects(step.after, Speaker(rulebook(), "en"))}
        assert {(m.machine, m.subject, m.name) for m in step_view(step, Speaker(rulebook(), "en")).moves} <= listed


# Steps


def test_an_action_that_means_several_things_says_so() -> None:
    text = """\
scenario: x
  use: an activated Gold partner
  given company Contoso has a Gold competency in "Datacenter" from 2022-01-01 until 2022-12-31
  wait until 2022-01-01
  given "Signature Cloud Support" of package "Contoso/2" is active
  when Ada links the contract in "Azure portal"
  then the number of requests is 0
"""
    (broken,) = (each for each in run_text(text)[0].steps if each.problem)
    assert (
        step_view(broken, Speaker(rulebook(), "en")).problem
        == "several are meant: contract of package Contoso/1, contract of package Contoso/2"
    )
    assert step_view(broken, Speaker(rulebook(), "fr")).problem == (
        "plusieurs sont possibles : contrat du package Contoso/1, contrat du package Contoso/2"
    )


def test_a_refused_step_rests_on_what_refused_it_alone() -> None:
    refused = [each for each in views_of_steps() if each.outcome != "accepted"]
    assert [(each.outcome, [source.rule for source in each.sources]) for each in refused] == [
        ("refused", ["R20", "R53", "R59"]),
        ("error-to-ignore", ["R61", "R62", "R63", "R64", "R67", "R66"]),
    ]
    assert [each.guards[-1].held for each in refused] == [False, False]


def test_rules_come_with_what_they_state_and_their_passages() -> None:
    assert sources(("R15", "R03"), Speaker(rulebook(), "en"))[1] == SourceView(
        "R03",
        "explicit",
        "Technical benefits are viewed and activated in Partner Center and in no other portal.",
        (111,),
    )


# Screens


def test_only_accounts_that_are_somewhere_have_a_screen() -> None:
    text = """\
scenario: x
  use: an activated Gold partner
  when Ada signs in to "Partner Center"
  and Ada switches to Bob
  then the number of requests is 0
"""
    world = run_text(text)[0].steps[-1].after
    assert screen(world, "Ada", rulebook()) is not None
    found = screens(world, ("Ada", "Bob", "Chloe"), Speaker(rulebook(), "fr"))
    assert [(each.account, each.portal, each.page) for each in found] == [
        ("Bob", "Espace partenaires", "page d’accueil")
    ]


def test_plans_of_several_contracts_are_told_apart() -> None:
    text = """\
scenario: x
  use: an activated Gold partner
  given company Contoso has a Gold competency in "Datacenter" from 2022-01-01 until 2022-12-31
  and the contract is linked for Ada
  wait until 2022-01-01
  given "Microsoft Product Support" of package "Contoso/2" is active
  and the contract of package "Contoso/2" is linked for Ada
  when Ada starts a request for "Windows 10" in "Support for Business"
  and Ada expands "Would you like to see unavailable support plans ?"
  then the number of requests is 0
"""
    (seen,) = screens(run_text(text)[0].steps[-1].after, ("Ada",), Speaker(rulebook(), "en"))
    assert [each.text for each in seen.items if each.role == "row" and each.text.startswith("Partner Support")] == [
        "Partner Support (Contoso/2)",
        "Partner Support (Contoso/1)",
    ]
    assert {each.of for each in seen.items if each.of and each.of.startswith("Partner Support")} == {
        "Partner Support (Contoso/1)",
        "Partner Support (Contoso/2)",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_benefits_of_several_packages_are_told_apart(language: Language) -> None:
    text = """\
scenario: x
  given parameter "replaced package" is "runs on"
  use: a partner without offers
  given company Contoso has a Silver competency in "Data Analytics" until 2021-12-31
  and company Contoso has a Gold competency in "Data Analytics" from 2021-06-01 until 2022-05-31
  and "Microsoft Product Support" is active
  and "Signature Cloud Support" is active
  wait until 2021-06-01
  when Ada signs in to "Partner Center"
  and Ada opens "Technical benefits"
  and Ada activates "Signature Cloud Support" of package "Contoso/2"
  then Ada sees "Activate"
"""
    (trace,) = run_text(text)
    assert trace.passed
    (seen,) = screens(trace.steps[-1].after, ("Ada",), Speaker(rulebook(), language))
    on_premises, cloud = (rulebook().name(each, language) for each in ("product-support", "signature"))
    rows = [f"{name} (Contoso/{number})" for number in (1, 2) for name in (on_premises, cloud)]
    assert [each.text for each in seen.items if each.role == "row"] == rows
    assert [each.of for each in seen.items if each.role == "button" and each.of] == rows[2:3]
    assert [each.of for each in seen.items if each.role == "value"] == [rows[0]] * 2 + [rows[1]] * 2
    assert [each.of for each in seen.withheld if each.role == "button" and each.of] == [*rows[:2], rows[3]]


def test_no_two_rows_of_a_screen_have_the_same_text() -> None:
    for found in all_screens("fr"):
        rows = [each.text for each in getattr(found, "items", ()) if each.role == "row"]
        assert len(rows) == len({*rows})


def test_a_reason_is_not_said_twice() -> None:
    reasons = [each for found in all_screens("en") for each in getattr(found, "items", ()) if each.role == "reason"]
    assert reasons
    assert {each.value for each in reasons} == {None}


def test_only_the_module_that_computes_screens_calls_the_engine() -> None:
    """Reports use the others, and must not."""
    modules = (PROJECT / "src" / "benefit_flows" / "view").glob("*.py")
    assert [each.name for each in modules if "benefit_flows.engine" in each.read_text("utf-8")] == ["screens.py"]


# Pictures


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_machine_has_a_picture_and_a_name(language: Language) -> None:
    book = rulebook()
    assert [*pictures(Speaker(book, language))] == [*machine_names(Speaker(book, language))] == [*book.machines]
    for name, machine in book.machines.items():
        svg = pictures(Speaker(book, language))[name]
        moves = {row for edge in re.findall(r'data-moves="([^"]*)"', svg) for row in edge.split("|")}
        assert moves == {" ".join(row) for row in machine.rows}
        assert re.findall(r'id="([^"]*)"', svg) == [f"machine-{name}-title", f"machine-{name}-desc"]
        assert "<style" not in svg


def test_headings_and_labels_are_told_in_both_languages() -> None:
    for words in (HEADINGS, LABELS):
        assert [key for key, text in words.texts.items() if not all(each.strip() for each in text)] == []
    assert len({text.en for text in LABELS.texts.values()}) == len(LABELS.texts)
    assert len({text.fr for text in LABELS.texts.values()}) == len(LABELS.texts)
