"""Reports for tests: scenarios that pass and fail, with tags and rows, run with screens, as one page."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from benefit_flows import rulebook
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.coverage import Explored
from benefit_flows.model.results import Results
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline.advice import Advising
from benefit_flows.pipeline.runs import run_each
from benefit_flows.report.html import render_html
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.text import Language
from tests.support import check_text, shown
from tests.unpacking import data_of

MIXED: Final = """\
flow: Some that fail

@slow @billing
scenario: Chloe cannot activate <b>anything</b> & more  [123]
  use: a Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe activates "Microsoft Product Support"
  then "Microsoft Product Support" is pending

@slow
scenario: A state is another than expected
  use: a Gold partner
  note: Watch the counter.
  when Ada signs in to "Partner Center"
  and Ada activates "Microsoft Product Support"
  then "Microsoft Product Support" is active
  and "Signature Cloud Support" is inactive
  wait 3 days

outline: Only two roles may activate  [123]
  use: a Gold partner
  when <who> signs in to "Partner Center"
  and <who> tries to activate "Microsoft Product Support"
  then it is <outcome>
  examples:
    | who   | outcome  |
    | Ada   | accepted |
    | Bob   | refused  |
    | Chloe | refused  |

scenario: All the way to a request
  use: an activated Gold partner
  ask: Will the request be accepted at once?
    right: No, the contract must be linked
    wrong: Yes
  when Ada links the contract in "Azure portal"
  and Ada creates a request for "Azure" in "Azure portal"
  then the request is under plan "Partner Signature"
  wait until 2022-01-02
  then the contract is hidden for Ada
"""
MANY: Final = """\
flow: File {number}

@nightly @part-{number}
outline: Who may activate in part {number}  [123]
  use: a Gold partner (until = 2021-0{month}-28)
  when <who> signs in to "Partner Center"
  and <who> tries to activate <benefit>
  then it is <outcome>
  and <who> sees "Technical benefits"
  wait <days> days
  then <benefit> is <state>
  examples:
    | who | benefit | outcome | days | state |
{rows}

@request
outline: A request is taken from what is left, part {number}  [190]
  use: an activated Gold partner
  given the contract is linked for <who>
  wait <days> days
  when <who> creates a request for "Azure" in "Azure portal"
  then the request is under plan "Partner Signature"
  and "Signature Cloud Support" has <left> incidents remaining
  examples:
    | who | days | left |
{requests}
"""
PEOPLE: Final = (("Ada", "accepted", "active"), ("Bob", "accepted", "active"), ("Chloe", "refused", "inactive"))
BENEFITS: Final = ("Microsoft Product Support", "Signature Cloud Support")
ACTIVATIONS: Final = [
    f"    | {who} | {benefit} | {outcome if days < 9 else 'refused'} | {days} | {state} |"
    for benefit in BENEFITS
    for who, outcome, state in PEOPLE
    for days in range(3, 10)
]
REQUESTS: Final = [f"    | {who} | {days} | {left} |" for who in ("Ada", "Chloe") for days in (2, 3) for left in (9, 8)]


def many(files: int) -> tuple[Scenario, ...]:
    """Give fifty scenarios a file, of which eight fail."""
    texts = (
        (
            f"suite/part-{number}.flow",
            MANY.format(number=number, month=number % 6 + 4, rows="\n".join(ACTIVATIONS), requests="\n".join(REQUESTS)),
        )
        for number in range(files)
    )
    return tuple(scenario for path, text in texts for scenario in scenarios(text, path))


WORDS: Final = (
    *("contract", "activation", "request", "incident", "partner", "portal", "support", "plan", "benefit", "renewal"),
    *("licence", "customer", "account", "seller", "billing", "region", "quota", "delay", "audit", "mail", "notice"),
    *("access", "training", "board", "review", "summary", "budget", "forecast", "invoice", "upgrade", "migration"),
    *("outage", "ticket", "escalation", "handover", "closing", "opening"),
)
ALIKE: Final = """\
scenario: One
  given today is 2021-03-04
  and company Fabrikam has a Gold competency in "Datacenter" until 2022-03-03
  and accounts of Fabrikam
    | name | associated with | roles        |
    | Zoe  | MPN             | Global admin |
  note: Look.
  when Zoe signs in to "Partner Center"
  and Zoe activates "Microsoft Product Support"
  then "Microsoft Product Support" is pending
"""
DIFFERENT: Final = """\
@{one} @{two}
scenario: {name} {number}  [{passage}]
  given today is {today}
  and company {company} has a Gold competency in "Datacenter" from {today} until {until}
  and accounts of {company}
    | name    | associated with | roles        |
    | {who} | MPN             | Global admin |
  note: {note}.
  when {who} signs in to "Partner Center"
  and {who} tries to activate "{benefit}"
  then it is accepted
  wait {days} days
  then "{benefit}" is {state}
"""


def different(number: int) -> tuple[Scenario, ...]:
    """Give scenarios of which none is like another: names, people, companies, days, citations; most fail."""
    chance = Random(7)  # the same every time
    return scenarios("\n".join(_different(each, chance) for each in range(number)), "different.flow")


def _different(number: int, chance: Random) -> str:
    begin = date(2021, 3, 4) + timedelta(chance.randrange(200))
    name, note = (" ".join(chance.sample(WORDS, chance.randint(4, 9))) for _ in range(2))
    return DIFFERENT.format(
        one=chance.choice(WORDS),
        two=chance.choice(WORDS),
        name=name,
        note=note,
        number=number,
        passage=chance.choice((121, 122, 123, 124)),
        today=begin,
        until=begin + timedelta(chance.randint(200, 364)),
        company=f"{chance.choice(WORDS)}{number}".title(),
        who=f"{chance.choice(WORDS)}{number}".title(),
        benefit=chance.choice(BENEFITS),
        days=chance.randint(1, 150),
        state=chance.choice(("active", "inactive", "pending", "pending")),
    )


def scenarios(text: str, path: str = "mixed.flow") -> tuple[Scenario, ...]:
    """Give the scenarios of a text without mistakes."""
    checked = check_text(text, path)
    assert shown(checked.diagnostics) == ""
    return checked.scenarios


def results_of(chosen: Iterable[Scenario], *, explain: bool = False) -> Results:
    """Run scenarios as ``run --report html=FILE`` does. All take the same time, so that a page is always the same."""
    timed = run_each(
        tuple(chosen), RULEBOOKS, lambda: 0.0, screens=True, advising=Advising(RULEBOOKS) if explain else None
    )
    return Results((), tuple(each._replace(seconds=0.25) for each in timed))


def stories_of(page: str) -> list[Any]:
    """Give the stories of a page as its script reads them."""
    found: list[Any] = data_of(page)["stories"]
    return found


def page_of(
    results: Results,
    not_run: tuple[Scenario, ...] = (),
    language: Language = "en",
    explored: Explored | None = None,
) -> str:
    """Render results as the command does."""
    return render_html(results, not_run, Speaker(rulebook(), language), explored)
