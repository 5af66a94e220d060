"""What is proposed at a cursor: whole lists, in order."""

from typing import Final

import pytest
from lsprotocol import types as lsp

from benefit_flows.lsp import answers
from benefit_flows.lsp.completion import Proposal, complete
from benefit_flows.lsp.positions import Ruler, Units
from tests.lsp.support import CURSOR, opened_file, proposals, proposed, taken_apart
from tests.support import SCENARIOS, flow_files

HEAD: Final = "scenario: x\n  use: a Gold partner\n"
ACCOUNTS: Final = ["Ada", "Bob", "Chloe", "Deniz"]
PORTALS: Final = [
    '"Partner Center"',
    '"Support for Business"',
    '"Azure portal"',
    '"Lifecycle Services"',
    '"other cloud portals"',
]
BLOCKS: Final = ["scenario: ", "outline: ", "setup: "]
NEXT: Final = ["when ", "then ", "wait ", "given ", "use: ", "note: ", "ask: ", *BLOCKS]
LINKS: Final = ["the contract of ", "the contract of package ", "the contract of plan ", "the contract in "]
REQUEST: Final = '  when Ada creates a request for "Azure" in "Azure portal"'
OUTLINE: Final = "outline: x\n  use: a Gold partner\n  when <who> opens <page>\n  examples:\n"


def replaced(marked: str) -> set[str]:
    """Give what the proposals would replace."""
    text, line, _ = taken_apart(marked)
    return {text.split("\n")[line - 1][each.start : each.end] for each in proposals(marked)}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("‸", ["flow: ", "rulebook: ", "language: ", "include: ", *BLOCKS]),
        ("flow: x\nlanguage: en\n‸", ["rulebook: ", "include: ", *BLOCKS]),
        ("include: lib/a.flow\ninc‸", ["flow: ", "rulebook: ", "language: ", "include: ", *BLOCKS]),
        ("include: ‸", ["lib/a.flow", "lib/b.flow"]),
        ("include: lib/‸", ["lib/a.flow", "lib/b.flow"]),
        ("rulebook: ‸", ["mpn-2021-04"]),
        ("language: ‸", ["en", "fr"]),
        ("flow: [1‸", []),
        ("# ‸", []),
        ("scenario: x\n  ‸", ["use: ", "given ", "when ", "then ", "wait ", "note: ", "ask: ", *BLOCKS]),
        ("scenario: x\n  # use: ‸", []),
        ("scenario: ‸", []),
    ],
)
def test_the_lines_of_a_file_are_proposed(marked: str, expected: list[str]) -> None:
    assert proposed(marked) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  ‸", NEXT),
        ("  g‸", NEXT),
        ("  when ‸", [*ACCOUNTS, "time passes until "]),
        ("  when A‸", [*ACCOUNTS, "time passes until "]),
        ("  when Ada signs in ‸", ["to "]),
        ("  when Ada signs in to ‸", PORTALS),
        ('  when Ada signs in to "‸', PORTALS),
        ('  when Ada signs in to "‸"', PORTALS),
        ('  when Ada signs in to "Partner C‸enter"', PORTALS),
        ("  when Ada links ‸", LINKS),
        (
            "  when Ada tries to l‸",
            [
                "sign in to ",
                "switch to ",
                "open ",
                "activate ",
                *(f"link {each}" for each in LINKS),
                "enter a wrong ID pair in ",
                "start a request for ",
                "expand ",
                "leave the request",
                "create a request for ",
                "choose workload ",
                "buy plan ",
            ],
        ),
        ('  then "Microsoft Product Support" ‸', ["of ", "of package ", "is ", "has "]),
        ('  then "Microsoft Product Support" is ‸', ["inactive", "pending", "active", "expired", "exhausted"]),
        (f'{REQUEST} under plan "Partner Signature" ‸', ["of ", "of package ", "about "]),
        (f'{REQUEST} under plan "Partner Signature" of ‸', ["Contoso", "package "]),
        ("  then the contract is linked for ‸", ACCOUNTS),
        ("  then it is accepted ‸", []),
        (
            "  given ‸",
            [
                "today is ",
                "parameter ",
                "company ",
                "accounts of ",
                "accounts",
                "product ",
                "the contract of ",
                "the contract of package ",
                "the contract of plan ",
                "the contract is ",
                '"Microsoft Product Support"',
                '"Signature Cloud Support"',
            ],
        ),
        ("  given today is ‸", ["2021-03-04"]),
        ('  given parameter "relink message" is ‸', ["legacy", "diagnostic"]),
        ("  wait ‸", ["until "]),
        ("  wait 3 ‸", ["day", "days", "week", "weeks"]),
        ("  and ‸", []),
        ('  when Ada opens "Customers"\n  and ‸', [*ACCOUNTS, "time passes until "]),
        ("  wait 1 day\n  and ‸", ["until "]),
        ("  ask: What now?\n    ‸", ["right: ", "wrong: ", "because: ", *NEXT]),
        ("  ask: What now?\n    wrong: This.\n    ‸", ["right: ", "wrong: ", "because: ", *NEXT]),
        ("  ask: What now?\n    right: ‸", []),
        ("  note: when ‸", []),
        ("  given accounts of Contoso\n    | ‸", ["name", "identity", "associated with", "roles"]),
        ("  given accounts of Contoso\n    | name | ‸", ["identity", "associated with", "roles"]),
        (
            "  given accounts of Contoso\n    | name | roles |\n    | Eva | ‸ |",
            ["Global admin", "MPN partner admin", "Admin agent"],
        ),
        (
            "  given accounts\n    | name | associated with |\n\n    | Eva | - |\n    # x\n    | Fay | MPN, ‸",
            ["MPN", "CSP"],
        ),
        ("  given accounts\n    | name | identity |\n    | ‸", []),
        ("  given accounts\n    | name |\n    | Eva | ‸", []),
        ("  use: a Gold partner (‸", ["competency = ", "until = "]),
        ("  use: a Gold partner (until = 2021-12-01, ‸)", ["competency = "]),
        ("  use: a Gold partner (until = ‸)", ["2021-03-04"]),
        ("  use: no such (‸", []),
        ("  use: a Gold partner (until = 2021-12-01) ‸", []),
    ],
)
def test_the_lines_of_a_block_are_proposed(line: str, expected: list[str]) -> None:
    assert proposed(HEAD + line) == expected


def test_after_an_attempt_its_judgement_comes_first() -> None:
    tried = f'{HEAD}  when Ada tries to activate "Microsoft Product Support"\n  then ‸'
    plain = f'{HEAD}  when Ada activates "Microsoft Product Support"\n  then ‸'
    assert proposed(tried) == ["it is ", *(each for each in proposed(plain) if each != "it is ")]
    assert proposed(plain)[:6] == [*ACCOUNTS, '"Microsoft Product Support"', '"Signature Cloud Support"']


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"{OUTLINE}    | ‸", ["who", "page"]),
        (f"{OUTLINE}    | who | ‸", ["page"]),
        (f"{OUTLINE}    | who | page |\n    | ‸", ACCOUNTS),
        (f"{OUTLINE}    | who | other |\n    | Ada | ‸", []),
        ("outline: x\n  use: a Gold partner\n  when <‸\n  examples:\n    | who |\n    | Ada |\n", ["<who>"]),
        (
            "outline: x\n  use: a Gold partner\n  when ‸\n  examples:\n    | who |\n    | Ada |\n",
            [*ACCOUNTS, "<who>", "time passes until "],
        ),
        (
            "outline: x\n  use: <which>\n  examples:\n    | which |\n    | ‸ |\nsetup: mine\n",
            [
                "mine",
                "the usual accounts",
                "a Gold partner",
                "a Silver partner",
                "an Action Pack partner",
                "a partner without offers",
                "both benefits active",
                "an activated Gold partner",
                "an activated Silver partner",
                "an activated Action Pack partner",
            ],
        ),
        (
            (
                'setup: mine (who = Ada)\n  use: a Gold partner\n  when <who> opens "Customers"\n'
                "scenario: y\n  use: a Gold partner\n  use: mine (who = ‸)"
            ),
            ACCOUNTS,
        ),
        ("setup: mine (until = 2021-12-01)\n  use: a Gold partner (until = <‸>)\n", ["<until>"]),
        ("@slow @azure\nscenario: x\n  use: a Gold partner\n\n@‸", ["@azure", "@slow"]),
    ],
)
def test_columns_and_what_fills_them_are_proposed(marked: str, expected: list[str]) -> None:
    assert proposed(marked) == expected


def test_a_setup_is_not_proposed_inside_itself() -> None:
    marked = "setup: mine\n  use: ‸\nsetup: yours\n"
    assert proposed(marked)[0] == "yours"
    assert "mine" not in proposed(marked)


def test_passages_are_proposed_once_in_order() -> None:
    found = proposed(f'{HEAD}  when Ada signs in to "Partner Center"  [‸')
    assert found == sorted(set(found))
    assert found[:2] == ["[104]", "[105]"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('  when Ada signs in to "‸"', {'""'}),
        ('  when Ada signs in to "‸', {'"'}),
        ('  when Ada signs in to "Par‸tner Center" [112]', {'"Partner Center"'}),
        ('  when Ada opens "‸ in "Azure portal"', {'"'}),
        ('  when Ada opens "‸" in "Azure portal"', {'""'}),
        ("  when Ada signs in to « Par‸ »", {"« Par »"}),
        ('  use: a Gold partner (competency = "‸")', {'""'}),
        ("  when Ada opens ‸", {""}),
        ("  when Ada si‸gns", {"si"}),
        ('  when Ada signs in to "Partner Center" [1‸]', {"[1]"}),
        ('  when Ada signs in to "Partner Center" [1‸', {"[1"}),
    ],
)
def test_what_an_editor_closed_by_itself_is_not_doubled(line: str, expected: set[str]) -> None:
    assert replaced(HEAD + line) == expected


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("", '"Azure portal"', "Azure portal"),
        ("Az", '"Azure portal"', "Azure portal"),
        ('"Az', '"Azure portal"', '"Azure portal"'),
        ("“Az", '"Azure portal"', '“Azure portal"'),
        ("« Az", '"Portail Azure"', '« Portail Azure"'),
        ("l’", "l'erreur", "l’erreur"),
        ("si", "signs in to ", "signs in to "),
    ],
)
def test_editors_filter_by_what_was_typed(typed: str, text: str, expected: str) -> None:
    item = answers.completion(Proposal(text, "name", 0), 7, Ruler([typed], Units("utf-16")), 0, len(typed))
    place = lsp.Range(lsp.Position(0, 0), lsp.Position(0, len(typed)))
    assert item == lsp.CompletionItem(
        text.strip(),
        kind=lsp.CompletionItemKind.Value,
        filter_text=expected,
        sort_text="0007",
        text_edit=lsp.TextEdit(place, text),
    )


@pytest.mark.parametrize("name", [path.relative_to(SCENARIOS).as_posix() for path in flow_files(SCENARIOS)])
def test_every_word_of_every_phrase_is_proposed_where_it_stands(name: str) -> None:
    text = (SCENARIOS / name).read_text(encoding="utf-8")
    file = opened_file(text)
    missing = []
    for block in file.parsed.blocks:
        for step in block.steps:
            if step.phrase is None:
                continue
            start = step.span.column + len(step.word)
            found = complete(file, step.span.line, start)
            rest = step.span.text[start:].replace("’", "'")
            if not any(rest.startswith(each.text.strip()) for each in found):
                missing.append(step.span.text[:start] + CURSOR + rest)
    numbers = [each for each in missing if each.partition(CURSOR)[2][:1].isdigit()]
    assert [each for each in missing if each not in numbers] == []
