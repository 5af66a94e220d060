"""The first day of an offer that does not say it: a year before its end, whatever day it is."""

from datetime import date
from typing import Final

import pytest

from benefit_flows.language.check import Checked
from benefit_flows.model.givens import OfferHeld
from tests.gherkin.support import check_parsed, parse_gherkin
from tests.support import check_text, codes, marked, run_text

SIGHT: Final = '  then "Microsoft Product Support" has 15 incidents remaining\n'


def first_days(checked: Checked) -> list[date]:
    """Give the first days of the offers of scenarios that have no mistake, but perhaps a warning of such an offer."""
    assert set(codes(checked.diagnostics)) <= {"BF341"}
    givens = [line.what for scenario in checked.scenarios for line in scenario.lines]
    return [each.offer.start for each in givens if isinstance(each, OfferHeld)]


@pytest.mark.parametrize("today", ["2020-01-01", "2021-03-04", "2022-11-30", "2023-06-01"])
@pytest.mark.parametrize(
    ("end", "start"),
    [("2022-12-31", "2022-01-01"), ("2022-05-31", "2021-06-01"), ("2024-02-29", "2023-03-01")],
)
def test_an_offer_without_a_first_day_begins_a_year_before_its_end(today: str, end: str, start: str) -> None:
    """Today plays no part: neither before that year, nor in it, nor behind it, nor where it is said below the offer."""
    pack = f"company Contoso has an Action Pack until {end}"
    gold = f'company Fabrikam has a Gold competency in "Security" until {end}'
    sight = '  then company Contoso is not entitled to "Signature Cloud Support"\n'
    first = date.fromisoformat(start)
    for givens in ((f"today is {today}", pack, gold), (pack, gold, f"today is {today}")):
        english = "".join(f"  given {each}\n" for each in givens)
        assert first_days(check_text(f"scenario: s\n{english}{sight}")) == [first, first]
        gherkin = "".join(f"    Given {each}\n" for each in givens)
        feature = f"Feature: f\n  Scenario: s\n{gherkin}  {sight.replace('then', 'Then')}"
        assert first_days(check_parsed(parse_gherkin(feature))) == [first, first]


def test_so_it_does_in_french() -> None:
    """The French phrases mean the same offers."""
    text = (
        "langue: fr\nscénario: s\n  soit nous sommes le 2021-03-04\n"
        "  et l'entreprise Contoso a un Action Pack jusqu'au 2022-12-31\n"
        "  et l'entreprise Fabrikam a une compétence Gold en \"Sécurité\" jusqu'au 2022-12-31\n"
        "  alors le nombre de demandes est 0\n"
    )
    assert first_days(check_text(text)) == [date(2022, 1, 1), date(2022, 1, 1)]


def test_a_change_of_offer_takes_place_on_the_first_day_of_the_new_one() -> None:
    """An offer given beside a running one, or later on, brings nothing before it has started."""
    gold = '  given company Contoso has a Gold competency in "Security" until 2022-12-31\n'
    partner = "scenario: s\n  use: a Silver partner\n"
    later = '  wait until 2022-01-01\n  then "Microsoft Product Support" of package "Contoso/2" is inactive\n'
    (early,) = run_text(partner + gold + SIGHT + later)
    (late,) = run_text(f"{partner}  wait 3 days\n{gold}{SIGHT}{later}")
    assert (early.failures, late.failures) == ((), ())


def warned(*givens: str) -> list[tuple[str, str]]:
    """Give what is warned of in given lines below a day."""
    lines = "".join(f"  given {each}\n" for each in ("today is 2021-03-04", *givens))
    return marked(check_text(f"scenario: s\n{lines}  then the number of requests is 0\n").diagnostics)


def test_an_offer_that_begins_later_than_it_seems_is_warned_of() -> None:
    """Its first day is not said, it is still to come, and the company has no other offer until then."""
    pack = "company Contoso has an Action Pack"
    assert warned(f"{pack} until 2022-12-31") == [("BF341", "2022-12-31")]
    assert warned(f"{pack} until 2022-03-03") == []
    assert warned(f"{pack} from 2022-01-01 until 2022-12-31") == []
    assert warned(f"{pack} until 2021-12-31", f"{pack} until 2022-12-31") == []
    fabrikam = "company Fabrikam has an Action Pack until 2021-12-31"
    assert warned(fabrikam, f"{pack} until 2022-12-31") == [("BF341", "2022-12-31")]
