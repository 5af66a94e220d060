"""One mistake is told once: what follows from it is no mistake of its own."""

from typing import Final

import pytest

from tests.support import check_text, places

SCENARIO: Final = """scenario: Ada activates
  given today is 2021-03-04
  and company Contoso has a Gold competency in "Security" until 2021-12-31
  and accounts of Contoso
    | name | associated with | roles        |
    | Ada  | MPN             | Global admin |
    | Bob  | MPN, CSP        | Global admin |
  when Ada signs in to "Partner Center"
  and Bob signs in to "Partner Center"
  ask: May she?
    right: Yes
    wrong: No
  then Ada sees "Benefits"
  and it is accepted
"""
OUTLINE: Final = """setup: a partner of a level (level = Gold)
  given today is 2021-03-04
  and company Contoso has a <level> competency in "Security" until 2021-12-31
  use: the usual accounts

outline: <who> signs in
  use: a partner of a level (level = <level>)
  when <who> signs in to "Partner Center"
  then <who> sees "Benefits"
  examples:
    | who | level  |
    | Ada | Gold   |
    | Bob | Silver |
"""
SLIPS: Final = (
    ("given today is 2021-03-04", "given today is 04/03/2021"),
    ("given today is 2021-03-04", "when today is 2021-03-04"),
    ("and company Contoso has a Gold", "and company Contoso has a Golden"),
    ("and company Contoso has a Gold", "then company Contoso has a Gold"),
    ("and accounts of Contoso", "and acounts of Contoso"),
    ("and accounts of Contoso", "and accounts from Contoso"),
    ("    | Bob  | MPN, CSP        | Global admin |", "    | Bob  | MPN, CSP        |"),
    ("    | Bob  | MPN,", "    | Bob\u200b  | MPN,"),
    ("    | name |", "    | name\u200b |"),
    ("when Ada signs", "wher Ada signs"),
    ("when Ada signs", "When Ada signs"),
    ("when Ada signs", "given Ada signs"),
    ("when Ada signs in to", "when Ada sings into"),
    ("and Bob signs in to", "and Bob sings in two"),
    ("ask: May she?", "aks: May she?"),
    ("    right: Yes", "    rihgt: Yes"),
    ("    right: Yes", "    right: Yes\u200b"),
    ("then Ada sees", "thne Ada sees"),
    ("then Ada sees", "then Ada notices"),
)
SLIPS_OF_OUTLINES: Final = (
    ("use: the usual accounts", "use: the usual acounts"),
    ("use: a partner of a level (level = <level>)", "use: a partner of a levl (level = <level>)"),
    ("when <who> signs", "when <wo> signs"),
    ("when <who> signs in to", "when <who> sings to"),
    ("then <who> sees", "then <who>\u200b sees"),
    ("  examples:", "  examples:\u200b"),
    ("  examples:", "  exmples:"),
    ("    | Ada | Gold   |", "    | Ada |"),
    ("    | who | level  |", "    | who\u200b | level  |"),
)


def test_the_texts_have_no_mistake() -> None:
    assert [places(check_text(each).diagnostics) for each in (SCENARIO, OUTLINE)] == [[], []]


@pytest.mark.parametrize(("right", "wrong"), SLIPS)
def test_one_slip_in_a_scenario_is_one_mistake_on_its_line(right: str, wrong: str) -> None:
    assert told(SCENARIO, right, wrong) == [line_of(SCENARIO, right)]


@pytest.mark.parametrize(("right", "wrong"), SLIPS_OF_OUTLINES)
def test_one_slip_in_an_outline_or_a_setup_is_one_mistake_on_its_line(right: str, wrong: str) -> None:
    assert told(OUTLINE, right, wrong) == [line_of(OUTLINE, right)]


def told(text: str, right: str, wrong: str) -> list[int]:
    """Give the lines that diagnostics point at, once something is written wrongly."""
    assert text.count(right) == 1
    return [each.span.line for each in check_text(text.replace(right, wrong)).diagnostics]


def line_of(text: str, part: str) -> int:
    """Give the line of a text that a part of it stands in."""
    return text[: text.index(part)].count("\n") + 1
