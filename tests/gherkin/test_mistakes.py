"""What is wrong with a feature: its code, its place, what is said, and what helps."""

from typing import Final

import pytest

from benefit_flows.diagnostics import Diagnostic
from tests.gherkin.support import check_parsed, parse_gherkin
from tests.support import parse_text

S: Final = "Feature: f\n  Scenario: s\n"
STEP: Final = 'what fits here: | … |, """, Given, When, Then, @…, Examples:, Scenario:, Rule:'


def drawn(found: Diagnostic) -> tuple[str, int, str, str, str | None]:
    """Give the code, the line, what the caret underlines, the sentence and the help."""
    span = found.span
    return found.code, span.line, span.text[span.column - 1 : span.end - 1], found.message(), found.help()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Scenario: s\n  Then nothing changed\n",
            [
                (
                    "BF117",
                    1,
                    "Scenario: s",
                    '"Scenario: s" cannot stand here',
                    "what fits here: # language:, @…, Feature:",
                ),
                (
                    "BF117",
                    2,
                    "Then nothing changed",
                    '"Then nothing changed" cannot stand here',
                    "what fits here: # language:, @…, Feature:",
                ),
            ],
        ),
        (
            S + "\tThen nothing changed\n\t Thus it is so\n",
            [("BF117", 4, "Thus it is so", '"Thus it is so" cannot stand here', STEP)],
        ),
        (
            "@a b\nFeature: f\n",
            [("BF117", 1, "@a b", '"@a b" cannot stand here', "what fits here: # language:, @…, Feature:")],
        ),
        (
            S + '    Then Ada sees\n      """\n      a\n\n',
            [("BF118", 5, "      a", "the file stops too early", 'what fits here: """')],
        ),
        ("Feature: f\n  @a\n\n", [("BF118", 2, "  @a", "the file stops too early", "what fits here: @…, Rule:")]),
        ("# language: xx\nFeature: f\n", [("BF225", 1, "# language: xx", 'Gherkin has no language "xx"', None)]),
        (
            "# language: de\nFunktionalität: f\n  Szenario: s\n    Dann ist es gut\n",
            [
                (
                    "BF226",
                    2,
                    "Funktionalität: f",
                    "the steps of a feature are English or French, whatever the language of its keywords",
                    None,
                )
            ],
        ),
        ("# a comment\n\n", [("BF409", 1, "# a comment", "the file has no scenario", None)]),
        (
            S + "    Given accounts of Contoso\n\t\t| name | roles \\\\| \n\t\t| a\\|b |\n",
            [("BF306", 5, "| a\\|b |", "the row has 1 cells, the table has 2 columns", None)],
        ),
        (
            "Feature: f\n\tScenario:\n\t\tThen nothing changed\n",
            [("BF113", 2, "Scenario:", 'this "Scenario:" is empty', None)],
        ),
        (
            "\ufeffFeature: f\r\n\tScenario: 🎉\r\n\t\tGiven companie Contoso\r\n",
            [("BF111", 3, "companie", 'no such fact: "companie"', 'did you mean "company"?')],
        ),
        (
            S + '    Given "🎉" is active, at last\n',
            [("BF104", 3, ",", '"," cannot be read', None)],
        ),
        (S + '    Then Ada sees "Azure [3\n', [("BF108", 3, '"Azure [3', "the quotation mark is not closed", None)]),
        (
            S + "    Then nothing\u200b changed\n",
            [("BF115", 3, "\u200b", "the line has an invisible character: U+200B", None)],
        ),
        (
            S + "    Then nothing changed [190-187]\n",
            [("BF212", 3, "[190-187]", "there is no passage [190-187]", None)],
        ),
        (S + "    # note: n [190-187]\n", [("BF212", 3, "[190-187]", "there is no passage [190-187]", None)]),
        (
            S + '    Given setup "a Gold partner (until 2022)"\n',
            [("BF104", 3, "until 2022", '"until 2022" cannot be read', None)],
        ),
        (
            S + '    Given setup "a Gold partner"\n      | a |\n',
            [("BF312", 3, 'Given setup "a Gold partner"', "nothing takes this table", None)],
        ),
        (
            S + '    Given setup "a Gold partner"\n      """\n      a\n      """\n',
            [("BF334", 3, 'Given setup "a Gold partner"', "nothing takes this doc string", None)],
        ),
        (
            S + '    Then nothing changed\n      """\n      a\n      """\n',
            [("BF334", 3, "Then nothing changed", "nothing takes this doc string", None)],
        ),
        (
            S + '    Then nothing changd\n      """\n      a\n      """\n',
            [("BF102", 3, "changd", '"changd" does not fit here', 'did you mean "changed"?')],
        ),
        (
            "# language: fr\nFonctionnalité: f\n  Scénario: s\n    Alors qu’Ada vois “Activer”\n",
            [("BF112", 4, "vois", 'no such check: "vois"', 'did you mean "voit"?')],
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_helps(
    text: str, expected: list[tuple[str, int, str, str, str | None]]
) -> None:
    assert [drawn(each) for each in parse_gherkin(text).diagnostics] == expected


def test_a_lone_bar_is_a_table_of_one_empty_cell_as_in_a_scenario_file() -> None:
    """Below a step, below accounts, and below examples."""
    start = "    Given today is 2021-03-04\n"
    text = (
        f"{S}{start}      |\n    Then nothing changed\n"
        f"  Scenario: a\n{start}    And accounts of Contoso\n      |\n      |\n    Then nothing changed\n"
        f"  Scenario Outline: o\n{start}    Examples:\n      |\n      |\n"
    )
    found = [(each.code, each.span.line) for each in check_parsed(parse_gherkin(text)).diagnostics]
    flow = text.replace("Feature:", "flow:").replace("Scenario Outline:", "outline:").replace("Scenario:", "scenario:")
    same = flow.replace("    Given", "  given").replace("    And", "  and").replace("    Then", "  then")
    beside = check_parsed(parse_text(same.replace("    Examples", "  examples"))).diagnostics
    assert found == [(each.code, each.span.line) for each in beside]
    assert {"BF312", "BF309", "BF305"} <= {code for code, _ in found}


def test_mistakes_of_meaning_stand_at_the_steps_cells_and_setups_of_the_feature() -> None:
    text = (
        'Feature: f\n\n  Background:\n    Given setup "a Goldpartner"\n\n  Scenario Outline: o\n'
        '    When <who> signs in to "<where>"\n    And Ada tries to activate "Azure portal"\n'
        "    Then it is <outcome>\n    Examples:\n      | who | where  | outcome |\n      | Ada | “Azur” | refusd  |\n"
        "  Scenario: twice\n    When 1 day passes\n  Scenario: twice\n    Then nothing changed\n"
        '  Scenario: no check\n    Given setup "a Gold partner (til = 2022-01-01)"\n'
    )
    parsed = parse_gherkin(text)
    assert parsed.diagnostics == ()
    assert [drawn(each)[:3] for each in check_parsed(parsed).diagnostics] == [
        ("BF211", 4, "a Goldpartner"),
        ("BF204", 8, '"Azure portal"'),
        ("BF203", 12, "“Azur”"),
        ("BF214", 12, "refusd"),
        ("BF220", 15, "Scenario: twice"),
        ("BF326", 18, "til"),
    ]


def test_a_feature_without_scenarios_is_a_mistake_of_the_file() -> None:
    found = check_parsed(parse_gherkin("Feature: f\n\n  Only words.\n")).diagnostics
    assert [drawn(each)[:3] for each in found] == [("BF409", 1, "Feature: f")]
