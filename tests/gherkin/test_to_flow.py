"""Features as scenario files: whole texts."""

from typing import Final

from tests.gherkin.support import as_flow, check_parsed, meant, parse_gherkin, said, told_by
from tests.support import check_text, parse_text, shown

EVERYTHING: Final = """\
# language: en
# Who reads this?
# rulebook: mpn-2021-04
# include: lib.flow
@all
Feature: What is seen
  As a partner

  Background: ready
    # in the background
    Given setup "a Gold partner"
    # note: Ready.

  # About the scenario.
  @a @passage-121 @passage-122
  Scenario: It “works”
    So it does.
    When Ada signs in to "Partner Center"  [112]
    And Ada activates "Microsoft Product Support"
    When 2 days pass
    And 1 day passes
    # in between
    But time passes until 2021-04-01
    ## note: no note
    Then Ada sees
      \"\"\"
      Access
        ID
      \"\"\"
    * Ada does not see "Activate"

  Rule: Who may

    Background:
      Given company Fabrikam
      And accounts of Fabrikam
        | name | roles |
        | Dora | -     |

    Scenario Outline: roles
      When <who> signs in to "<where>"
      Then it is <outcome>
      @first
      Examples: those
        | who | where          | outcome  |
        # a row
        | Ada | Partner Center | accepted |
      @first
      Examples:
        | outcome  | who | where          |
        | accepted | Bob | Partner Center |
      @later
      Examples:
        | who   | where          | outcome  |
        | Chloe | Partner Center | accepted |
# The last word.
"""
FLOW: Final = """\
# Who reads this?
# As a partner
flow: What is seen
rulebook: mpn-2021-04
include: lib.flow

# Background: ready
# in the background
# About the scenario.
# So it does.
@all @a
scenario: It “works”  [121][122]
  use: a Gold partner
  note: Ready.
  when Ada signs in to "Partner Center"  [112]
  and Ada activates "Microsoft Product Support"
  wait 2 days
  wait 1 day
  # in between
  wait until 2021-04-01
  # note: no note
  then Ada sees "Access ID"
  and Ada does not see "Activate"

# Rule: Who may
@all @first
outline: roles
  use: a Gold partner
  note: Ready.
  given company Fabrikam
  and accounts of Fabrikam
    | name | roles |
    | Dora | -     |
  when <who> signs in to <where>
  then it is <outcome>
  examples:
    # Examples: those
    | who | where          | outcome  |
    # a row
    | Ada | Partner Center | accepted |
  examples:
    | outcome  | who | where          |
    | accepted | Bob | Partner Center |

@all @later
outline: roles (2)
  use: a Gold partner
  note: Ready.
  given company Fabrikam
  and accounts of Fabrikam
    | name | roles |
    | Dora | -     |
  when <who> signs in to <where>
  then it is <outcome>
  examples:
    | who   | where          | outcome  |
    | Chloe | Partner Center | accepted |

# The last word.
"""


def test_a_feature_becomes_a_formatted_file_with_backgrounds_repeated_and_all_that_is_said_for_readers() -> None:
    written = as_flow(EVERYTHING)
    assert (written.text, said(written)) == (FLOW, [])


def test_the_file_runs_as_the_feature_does_but_for_the_names_and_numbers_of_outlines_that_were_cut() -> None:
    library = parse_text("setup: ours\nuse: a Gold partner\n", "lib.flow")
    read = check_parsed(parse_gherkin(EVERYTHING), library)
    assert shown(read.diagnostics) == ""
    found, expected = (
        [told_by(each) for each in scenarios] for scenarios in (check_text(FLOW).scenarios, read.scenarios)
    )
    assert [each[:2] for each in found] == [
        ('It "works"', None),
        ("roles", 1),
        ("roles", 2),
        ("roles (2)", 1),
    ]
    assert [each[1] for each in expected] == [None, 1, 2, 3]
    assert [sorted(map(str, each[2:4])) for each in found[:2]] == [sorted(map(str, each[2:4])) for each in expected[:2]]
    assert [each[4:] for each in found] == [each[4:] for each in expected]


def test_a_french_feature_becomes_a_french_file() -> None:
    text = as_flow(
        "# language: fr\n# inclure: lib.flow\nFonctionnalité: f\n\n  Scénario: s\n"
        '    Étant donné la préparation "un partenaire Gold (until = 2022-01-31)"\n'
        '    Lorsqu’Ada se connecte à "Espace partenaires"\n    Et qu’Ada active "Support technique Microsoft"\n'
        "    Quand le temps passe jusqu’au 2021-04-01\n    # question: Oui ?\n    # juste: Oui\n"
        "    Alors que rien n'a changé\n    Mais c'est accepté\n"
    ).text
    assert text == (
        "langue: fr\nparcours: f\ninclure: lib.flow\n\nscénario: s\n"
        "  utiliser: un partenaire Gold (until = 2022-01-31)\n"
        '  quand Ada se connecte à "Espace partenaires"\n  et Ada active "Support technique Microsoft"\n'
        "  attendre jusqu'au 2021-04-01\n  question: Oui ?\n    juste: Oui\n"
        "  alors rien n'a changé\n  et c'est accepté\n"
    )


def test_german_keywords_become_those_of_the_steps() -> None:
    text = as_flow(
        '# language: de\nFunktionalität: f\n  Szenario: s\n    Angenommen setup "a Gold partner"\n'
        "    Dann nothing changed\n    Und it is accepted\n"
    ).text
    assert text == "flow: f\n\nscenario: s\n  use: a Gold partner\n  then nothing changed\n  and it is accepted\n"


def test_and_below_a_setup_becomes_given() -> None:
    text = as_flow(
        'Feature: f\n  Scenario: s\n    Given company Contoso\n    And setup "a Gold partner"\n'
        "    And company Litware\n"
        "    And company Fabrikam\n    Given company Adatum\n"
    ).text
    assert text == (
        "flow: f\n\nscenario: s\n  given company Contoso\n  use: a Gold partner\n  given company Litware\n"
        "  and company Fabrikam\n  given company Adatum\n"
    )


def test_what_a_scenario_file_cannot_say_is_said() -> None:
    other = "this would not mean the same in the other notation"
    for name in ("s # t", "s [181]", 's "'):
        written = as_flow(f"Feature: f\n  Scenario: {name}\n    Then nothing changed\n")
        assert said(written) == [(2, other)]
    tables = as_flow("Feature: f\n  Scenario: s\n    # note: n\n    Given accounts\n      | a\\|b |\n      | c # d |\n")
    assert said(tables) == [(4, other)]
    assert meant(parse_text(as_flow("Feature: f\n  Scenario: s\n    When 1 day passes\n").text).blocks) == meant(
        parse_text("flow: f\nscenario: s\nwait 1 day\n").blocks
    )


def test_why_a_scenario_is_known_to_fail_becomes_its_note() -> None:
    """A scenario file has no descriptions."""
    feature = """\
Feature: f
  @known-to-fail
  Scenario: s
    Ticket 12.
    Given setup "a Gold partner"
    Then the number of requests is 1
"""
    written = as_flow(feature)
    assert ("scenario: s\n  note: Ticket 12.\n  use: a Gold partner\n" in written.text, written.unsaid) == (True, ())
