"""Scenario files as features: whole texts."""

from typing import Final

from gherkin.dialect import Dialect

from benefit_flows.gherkin.to_feature import DIALECTS, to_feature
from benefit_flows.language.keywords import keyword_of
from benefit_flows.text import LANGUAGES
from tests.gherkin.support import as_feature, as_flow, check_parsed, parse_gherkin, said, told_by, unchecked
from tests.support import check_text, parse_text, shown

EVERYTHING: Final = """\
# Who reads this?
flow: What is seen  # at first
rulebook: mpn-2021-04

# About the setup.
setup: signed in (who = Ada, where = "Partner Center", days = 2)
  use: a Gold partner (competency = "Data Analytics")  # a comment inside
  given parameter "activation days" is <days>  [124]
  note: <who> comes.
  when <who> signs in to <where>
  and <who> activates "Microsoft Product Support"
  and <who> opens "Technical benefits"

# About the scenario.
@a @b
scenario: It “works”  [121][122][187-190]
  use: signed in (who = Bob)  # used here
  given company Fabrikam
  and company Litware
  wait 1 day
  and 1 week
  and until 2022-01-01
  # note: no note
  then "Microsoft Product Support" is expired  [124]
  ask: Why?  [191]
    right: It is over
    wrong: “It” is not
    because: 2021 is over
  and Bob does not see "Access ID"
  # the end

@c
outline: Who may
  given company Fabrikam
  and accounts of Fabrikam
    | name | roles        |  # these
    | Dora | <roles>      |
    | Emil | Global admin |
  use: signed in (who = <who>, days = 0)
  then it is <outcome>
  examples:
    | who | roles       | outcome  |
    # a row
    | Bob | Admin agent | accepted |
  examples:
    | outcome  | who | roles |
    | accepted | Ada | -     |
# The last word.
"""
FEATURE: Final = """\
# Who reads this?
# at first
# rulebook: mpn-2021-04
Feature: What is seen

  # About the scenario.
  @a @b @passage-121 @passage-122 @passage-187 @passage-188 @passage-189 @passage-190
  Scenario: It “works”
    # used here
    # About the setup.
    # a comment inside
    Given setup "a Gold partner (competency = Data Analytics)"
    Given parameter "activation days" is 2  [124]
    # note: Bob comes.
    When Bob signs in to "Partner Center"
    And Bob activates "Microsoft Product Support"
    And Bob opens "Technical benefits"
    Given company Fabrikam
    And company Litware
    When 1 day passes
    And 1 week passes
    And time passes until 2022-01-01
    ## note: no note
    Then "Microsoft Product Support" is expired  [124]
    # ask: Why?  [191]
    # right: It is over
    # wrong: “It” is not
    # because: 2021 is over
    And Bob does not see "Access ID"

  # the end
  @c
  Scenario Outline: Who may
    Given company Fabrikam
    And accounts of Fabrikam
      # these
      | name | roles        |
      | Dora | <roles>      |
      | Emil | Global admin |
    # About the setup.
    # a comment inside
    Given setup "a Gold partner (competency = Data Analytics)"
    Given parameter "activation days" is 0  [124]
    # note: <who> comes.
    When <who> signs in to "Partner Center"
    And <who> activates "Microsoft Product Support"
    And <who> opens "Technical benefits"
    Then it is <outcome>

    Examples:
      | who | roles       | outcome  |
      # a row
      | Bob | Admin agent | accepted |
      | Ada | -           | accepted |

# The last word.
"""


def test_a_file_becomes_a_feature_with_setups_put_in_and_all_comments() -> None:
    written = as_feature(EVERYTHING)
    assert (written.text, said(written)) == (FEATURE, [])


def test_the_feature_runs_as_the_file_does() -> None:
    found = check_parsed(parse_gherkin(FEATURE))
    assert shown(found.diagnostics) == ""
    assert len(found.scenarios) == 3
    assert [told_by(each) for each in found.scenarios] == [told_by(each) for each in check_text(EVERYTHING).scenarios]


def test_a_french_file_becomes_a_french_feature() -> None:
    written = as_feature(
        "langue: fr\nparcours: Une activation\nrecueil: mpn-2021-04\nscénario: Trois jours  [124]\n"
        '  utiliser: un partenaire Gold (fin = 2022-01-31)\n  quand Ada se connecte à "Espace partenaires"\n'
        '  et Ada active "Support technique Microsoft"\n  attendre 2 jours\n  et 1 jour\n'
        "  attendre jusqu'au 2021-04-01\n  note: C’est fini.\n  question: Oui ?\n  juste: Oui\n"
        '  alors "Support technique Microsoft" est actif\n  et rien n\'a changé\n'
    )
    assert said(written) == []
    assert written.text == (
        "# language: fr\n# recueil: mpn-2021-04\nFonctionnalité: Une activation\n\n"
        "  @passage-124\n  Scénario: Trois jours\n"
        '    Soit la préparation "un partenaire Gold (fin = 2022-01-31)"\n'
        '    Quand Ada se connecte à "Espace partenaires"\n    Et Ada active "Support technique Microsoft"\n'
        "    Quand 2 jours passent\n    Et 1 jour passe\n    Quand le temps passe jusqu'au 2021-04-01\n"
        "    # note: C’est fini.\n    # question: Oui ?\n    # juste: Oui\n"
        '    Alors "Support technique Microsoft" est actif\n    Et rien n\'a changé\n'
    )


def test_the_words_that_are_written_are_those_of_gherkins_dialects() -> None:
    for language in LANGUAGES:
        dialect = Dialect.for_name(language)
        assert dialect is not None
        said_by = {
            "flow": dialect.feature_keywords,
            "scenario": dialect.scenario_keywords,
            "outline": dialect.scenario_outline_keywords,
            "examples": dialect.examples_keywords,
        }
        assert [key for key, words in said_by.items() if DIALECTS[language][key] not in words] == []
        steps = {
            "given": dialect.given_keywords,
            "when": dialect.when_keywords,
            "then": dialect.then_keywords,
            "and": dialect.and_keywords,
        }
        written = {key: f"{keyword_of(key, language).capitalize()} " for key in steps}
        assert [key for key, words in steps.items() if written[key] not in words] == []


def test_a_file_that_names_nothing_becomes_a_feature_without_a_name() -> None:
    written = as_feature('scenario: s\nuse: a Gold partner\nthen "Microsoft Product Support" is inactive\n')
    assert written.text == (
        'Feature:\n\n  Scenario: s\n    Given setup "a Gold partner"\n'
        '    Then "Microsoft Product Support" is inactive\n'
    )
    assert as_flow(written.text).text == (
        'scenario: s\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    )


def test_arguments_with_signs_of_the_list_keep_their_quotation_marks() -> None:
    text = 'scenario: s\nuse: a Gold partner (competency = "A, B")\nthen "Microsoft Product Support" is inactive\n'
    written = as_feature(text)
    assert 'Given setup "a Gold partner (competency = "A, B")"' in written.text
    assert parse_gherkin(written.text).blocks == parse_text(text).blocks


def test_setups_within_setups_are_put_in_with_the_arguments_of_both() -> None:
    written = as_feature(
        "setup: inner (who = Ada, to = Partner Center)\nwhen <who> signs in to <to>\n"
        "setup: outer (to = Ada, where = Partner Center)\nuse: inner (who = <to>, to = <where>)\n"
        "outline: o\nuse: a Gold partner\nuse: outer (to = <where>)\nthen nothing changed\n"
        "examples:\n| where |\n| Bob |\n"
    )
    assert said(written) == []
    assert '    When <where> signs in to "Partner Center"\n' in written.text


def test_a_standard_setup_that_uses_one_of_the_file_is_put_in_too() -> None:
    text = (
        "setup: the usual accounts\ngiven company Contoso\nand accounts of Contoso\n| name | roles |\n"
        "| Zoe | Global admin |\nscenario: s\nuse: a Gold partner\nthen the number of requests is 0\n"
    )
    written = unchecked(text)
    assert said(written) == []
    read = check_parsed(parse_gherkin(written.text))
    assert shown(read.diagnostics) == ""
    assert [told_by(each) for each in read.scenarios] == [told_by(each) for each in check_text(text).scenarios]
    assert "| Zoe  | Global admin |" in written.text


def test_setups_of_included_files_stay_where_they_are() -> None:
    library = parse_text("setup: ours\nuse: a Gold partner\n", "lib.flow")
    written = as_feature("include: lib.flow\nscenario: s\nuse: ours\nthen the number of requests is 0\n", library)
    assert written.text == (
        '# include: lib.flow\nFeature:\n\n  Scenario: s\n    Given setup "ours"\n    Then the number of requests is 0\n'
    )


def test_what_gherkin_cannot_say_is_said() -> None:
    then = "use: a Gold partner\nthen the number of requests is 0\n"
    unused = unchecked(f"setup: mine\nuse: a Gold partner\nscenario: s\n{then}")
    assert said(unused) == [(1, "nothing uses this setup, and Gherkin has no form for it: it is left out")]
    assert [each.left_out for each in unused.unsaid] == [True]
    library = to_feature(parse_text("setup: mine\nuse: a Gold partner\n"), {})
    assert said(library) == [
        (1, "only scenarios have a form in Gherkin, and this file has none; a feature can include it as it is")
    ]
    by_column = unchecked(f"setup: mine\n{then}outline: o\nuse: <which>\nexamples:\n| which |\n| mine |\n")
    assert said(by_column)[0] == (5, "a setup of this file cannot be put in where a column names it")
    other = "this would not mean the same in the other notation"
    assert said(to_feature(parse_text(f"@a@b\nscenario: s\n{then}"), {})) == [(2, other)]
    cites = unchecked(f"setup: mine\n{then}scenario: s\nuse: mine [121]\n")
    assert said(cites) == [(5, "the steps of the setup are put in, so that no line is left to cite this")]
    elided = 'langue: fr\nscénario: s\nquand que se connecte à "x"\n'
    assert said(unchecked(elided)) == [(3, other)]
