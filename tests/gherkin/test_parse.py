"""Every construct of Gherkin, beside the scenario file that says the same."""

from typing import Final

import pytest

from tests.gherkin.support import check_parsed, meant, parse_gherkin
from tests.support import parse_text, shown

OPENING: Final = "Feature: f\n\n  Scenario: s\n"


def assert_same(feature: str, flow: str) -> None:
    """The feature and the scenario file have the same headers, blocks and language, and no mistake."""
    read, expected = parse_gherkin(feature), parse_text(flow)
    assert shown((*read.diagnostics, *expected.diagnostics)) == ""
    headers = [each for each in expected.headers if each.key != "language"]
    assert (list(read.headers), read.language) == (headers, expected.language)
    assert meant(read.blocks) == meant(expected.blocks)


def test_a_feature_is_a_flow_and_its_scenarios_are_scenarios() -> None:
    assert_same(
        "Feature: What is seen\n  A description\n  of two lines\n\n  Scenario: One\n    It says more.\n\n"
        '    Given setup "a Gold partner"\n    Then "Microsoft Product Support" is inactive\n\n'
        '  Example:   Two   words\n    Given the setup "a Silver partner (until = 2022-01-31)"\n',
        'flow: What is seen\nscenario: One\nuse: a Gold partner\nthen "Microsoft Product Support" is inactive\n'
        "scenario: Two words\nuse: a Silver partner (until = 2022-01-31)\n",
    )


def test_a_background_is_repeated_in_each_scenario_and_that_of_a_rule_comes_after_that_of_the_feature() -> None:
    assert_same(
        'Feature: f\n  Background: b\n    Given setup "a Gold partner"\n'
        "  Scenario: one\n    Then nothing changed\n"
        "  Rule: r\n    Background:\n      When 1 day passes\n      And 2 days pass\n"
        "    Example: two\n      Then nothing changed\n"
        "  Rule: t\n    Example: three\n      Then nothing changed\n",
        "flow: f\nscenario: one\nuse: a Gold partner\nthen nothing changed\n"
        "scenario: two\nuse: a Gold partner\nwait 1 day\nwait 2 days\nthen nothing changed\n"
        "scenario: three\nuse: a Gold partner\nthen nothing changed\n",
    )


def test_and_behind_a_background_goes_on_with_its_last_step() -> None:
    assert_same(
        "Feature: f\n  Background:\n    When 1 day passes\n  Scenario: one\n    And 2 weeks pass\n",
        "flow: f\nscenario: one\nwait 1 day\nwait 2 weeks\n",
    )


def test_tags_of_the_feature_of_a_rule_and_of_examples_are_those_of_the_scenarios_below() -> None:
    parsed = parse_gherkin(
        "@a @b\nFeature: f\n  @c @a\n  Rule: r\n    @d\n    Scenario Outline: o\n      Then it is <x>\n"
        "      @e @f\n      Examples:\n        | x |\n        | accepted |\n        | refused |\n"
        "      @g\n      Scenarios: more\n        | x |\n        | accepted |\n"
    )
    assert [(each.kind, each.name, each.tags, each.first_row) for each in parsed.blocks] == [
        ("outline", "o", ("@a", "@b", "@c", "@d", "@e", "@f"), 1),
        ("outline", "o", ("@a", "@b", "@c", "@d", "@g"), 3),
    ]
    assert [len(each.examples.rows) for each in parsed.blocks if each.examples] == [2, 1]
    assert shown(parsed.diagnostics) == ""


def test_a_tag_with_the_number_of_a_passage_cites_it_and_is_no_tag() -> None:
    assert_same(
        "@passage-181\nFeature: f\n  @x @passage-182 @passage-x @passages-1\n  Scenario: s\n    Then nothing changed\n",
        "flow: f\n@x @passage-x @passages-1\nscenario: s [181][182]\nthen nothing changed\n",
    )


def test_rows_of_all_tables_of_examples_are_counted_on_and_run() -> None:
    checked = check_parsed(
        parse_gherkin(
            'Feature: f\n  Scenario Outline: o\n    Given setup "a Gold partner"\n'
            '    When <who> signs in to "<where>"\n'
            "    Then nothing changed\n"
            "    Examples:\n      | who | where |\n      | Ada | Partner Center |\n"
            "    @late\n    Examples:\n      | where | who |\n      | Partner Center | Bob |\n"
        )
    )
    assert [(each.row, each.row_line, each.values, each.tags) for each in checked.scenarios] == [
        (1, 8, (("who", "Ada"), ("where", "Partner Center")), ()),
        (2, 12, (("where", "Partner Center"), ("who", "Bob")), ("@late",)),
    ]


def test_a_column_may_stand_in_quotation_marks_also_as_a_setup() -> None:
    assert_same(
        'Feature: f\n  Scenario Outline: o\n    Given setup "<what>"\n    And setup "a Gold partner (until = <day>)"\n'
        '    When <who> signs in to "<where>"\n    Then <who> sees “<where>”\n'
        "    Examples:\n      | what | day | who | where |\n      | a | 2022-01-01 | Ada | b |\n",
        "flow: f\noutline: o\nuse: <what>\nuse: a Gold partner (until = <day>)\nwhen <who> signs in to <where>\n"
        "then <who> sees <where>\nexamples:\n| what | day | who | where |\n| a | 2022-01-01 | Ada | b |\n",
    )


def test_a_scenario_with_examples_is_an_outline_whatever_it_is_called() -> None:
    assert_same(
        "Feature: f\n  Scenario: o\n    Then it is <x>\n    Examples:\n      | x |\n      | accepted |\n",
        "flow: f\noutline: o\nthen it is <x>\nexamples:\n| x |\n| accepted |\n",
    )


def test_an_asterisk_and_but_go_on_with_the_kind_above_and_the_first_gives() -> None:
    assert_same(
        OPENING + "    * company Contoso\n    * company Fabrikam\n    When 1 day passes\n    * 1 day passes\n"
        "    Then nothing changed\n    But nothing changed\n    * it is accepted\n",
        "flow: f\nscenario: s\ngiven company Contoso\ngiven company Fabrikam\nwait 1 day\nwait 1 day\n"
        "then nothing changed\nand nothing changed\nthen it is accepted\n",
    )


def test_and_below_a_setup_gives() -> None:
    assert_same(
        OPENING + '    When 1 day passes\n    Given setup "a Gold partner"\n    And company Contoso\n',
        "flow: f\nscenario: s\nwait 1 day\nuse: a Gold partner\ngiven company Contoso\n",
    )


def test_a_data_table_is_the_table_of_a_step_with_its_escapes_read() -> None:
    parsed = parse_gherkin(
        OPENING + "    Given accounts of Contoso\n"
        "      | name | roles             |\n"
        r"      | Ada  | a\|b \\ c\n d \x  |" + "\n"
    )
    table = parsed.blocks[0].steps[0].table
    assert table is not None
    assert [each.value for each in table.columns] == ["name", "roles"]
    assert [[each.value for each in row] for row in table.rows] == [["Ada", r"a|b \ c d \x"]]
    assert [(each.span.line, each.span.column) for each in table.rows[0]] == [(6, 9), (6, 16)]


def test_a_doc_string_is_the_quoted_text_at_the_end_of_a_phrase() -> None:
    assert_same(
        OPENING + '    When Ada signs in to\n      """\n      Partner\n        Center\n      """\n'
        '    Then Ada sees\n      ```markdown\n      a "quoted" # text\n      ```\n',
        'flow: f\nscenario: s\nwhen Ada signs in to "Partner Center"\nthen Ada sees "a \'quoted\' # text"\n',
    )


def test_citations_stand_at_the_end_of_a_step() -> None:
    assert_same(
        OPENING + '    Given setup "a Gold partner"  [121]\n    Then nothing changed  [187-189][191]\n',
        "flow: f\nscenario: s\nuse: a Gold partner  [121]\nthen nothing changed  [187-189][191]\n",
    )


def test_a_number_sign_in_a_step_is_no_comment() -> None:
    assert_same(OPENING + '    Then Ada sees "a # b"\n', 'flow: f\nscenario: s\nthen Ada sees "a # b"\n')


def test_comments_hold_headers_notes_and_questions_in_the_words_of_both_languages() -> None:
    assert_same(
        "# rulebook: mpn-2021-04\n# include: a.flow\n#inclure :  b c.flow\n# include:\n# a comment\nFeature: f\n"
        "  # note: no note, because no scenario has begun\n\n"
        "  Scenario: s\n    # note: It “goes”  on.  [181]\n    When 1 day passes\n    # question: Why?\n"
        "    # right: So\n    # wrong: Not so\n    # because: it is  # hidden\n    # note:\n    And 2 days pass\n"
        "    # note: at the end\n\n  @t\n  # note: no note, because the scenario has not begun\n"
        "  Scenario: u\n    When 1 day passes\n",
        "flow: f\nrulebook: mpn-2021-04\ninclude: a.flow\ninclude: b c.flow\nscenario: s\n"
        "note: It “goes” on. [181]\nwait 1 day\nask: Why?\nright: So\nwrong: Not so\nbecause: it is\nand 2 days\n"
        "note: at the end\n@t\nscenario: u\nwait 1 day\n",
    )


def test_notes_between_the_steps_of_a_background_are_repeated_with_it() -> None:
    assert_same(
        "Feature: f\n  Background:\n    # note: n\n    When 1 day passes\n  Scenario: a\n    And 1 day passes\n"
        "  Scenario: b\n    And 1 day passes\n",
        "flow: f\nscenario: a\nnote: n\nwait 1 day\nwait 1 day\nscenario: b\nnote: n\nwait 1 day\nwait 1 day\n",
    )


def test_french_words_that_elide_are_no_part_of_the_phrase() -> None:
    assert_same(
        "# language: fr\nFonctionnalité: f\n\n  Contexte:\n    Étant donné que nous sommes le 2021-03-04\n"
        '    Et la préparation "un partenaire Gold"\n\n  Scénario: s\n'
        '    Lorsqu’Ada se connecte à "Espace partenaires"\n'
        "    Et qu’Ada essaie d’activer “Support technique Microsoft”\n"
        "    Lorsque 3 jours passent\n"
        "    Alors que rien n'a changé\n    Alors qu'Ada ne voit pas \"Activer\"\n    Mais que c’est accepté\n"
        "    Et qu’il est accepté\n"
        "    Et qu'Ada voit « Activer »\n",
        "langue: fr\nparcours: f\nscénario: s\nsoit nous sommes le 2021-03-04\nutiliser: un partenaire Gold\n"
        'quand Ada se connecte à "Espace partenaires"\net Ada essaie d\'activer "Support technique Microsoft"\n'
        "attendre 3 jours\nalors rien n'a changé\net Ada ne voit pas \"Activer\"\net c'est accepté\n"
        'et il est accepté\net Ada voit "Activer"\n',
    )


@pytest.mark.parametrize(
    ("steps", "flow"),
    [
        (
            'Angenommen setup "a Gold partner"\n    Wenn 3 days pass\n    Dann nothing changed\n    Und it is accepted',
            "scenario: s\nuse: a Gold partner\nwait 3 days\nthen nothing changed\nand it is accepted\n",
        ),
        (
            "Angenommen la préparation \"un partenaire Gold\"\n    Dann rien n'a changé\n    Aber c'est accepté",
            "scénario: s\nutiliser: un partenaire Gold\nalors rien n'a changé\net c'est accepté\n",
        ),
    ],
)
def test_german_keywords_may_lead_english_or_french_steps(steps: str, flow: str) -> None:
    header = "langue: fr\nparcours: f\n" if "é" in steps else "flow: f\n"
    assert_same(f"# language: de\nFunktionalität: f\n\n  Szenario: s\n    {steps}\n", header + flow)


def test_a_text_from_a_word_processor_reads_like_any_other() -> None:
    text = "\ufeffFeature: f\r\n\r\n\tScenario: It “works” 🎉\r\n\t\tThen Ada sees «\u00a0Activate\u00a0»\r\n"
    assert_same(text, 'flow: f\nscenario: It "works" 🎉\nthen Ada sees "Activate"\n')


def test_a_text_that_is_the_name_of_a_file_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("io.open", lambda *given, **_: opened.append(given))
    parse_gherkin(__file__)
    assert opened == []


def test_an_empty_name_of_a_feature_is_allowed() -> None:
    parsed = parse_gherkin("Feature:\n  Scenario: s\n    Then nothing changed\n")
    assert [(each.key, each.text) for each in parsed.headers] == [("flow", "")]
    assert shown(parsed.diagnostics) == ""
