"""Reports for tests: scenarios that pass and fail, with tags and rows, run with screens, as one page."""

from collections.abc import Iterable
from typing import Final

from benefit_flows import rulebook
from benefit_flows.model.coverage import Explored
from benefit_flows.model.results import Results
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline.runs import run_each
from benefit_flows.report.html import Wording, render_html
from benefit_flows.report.terminal import render_failures, title
from benefit_flows.text import Language
from tests.support import check_text, shown

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
  use: a Gold partner (until = 2022-0{month}-28)
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
            MANY.format(number=number, month=number % 9 + 1, rows="\n".join(ACTIVATIONS), requests="\n".join(REQUESTS)),
        )
        for number in range(files)
    )
    return tuple(scenario for path, text in texts for scenario in scenarios(text, path))


def scenarios(text: str, path: str = "mixed.flow") -> tuple[Scenario, ...]:
    """Give the scenarios of a text without mistakes."""
    checked = check_text(text, path)
    assert shown(checked.diagnostics) == ""
    return checked.scenarios


def results_of(chosen: Iterable[Scenario], *, explain: bool = False) -> Results:
    """Run scenarios as ``run --report html=FILE`` does. All take the same time, so that a page is always the same."""
    timed = run_each(tuple(chosen), rulebook(), lambda: 0.0, screens=True, explain=explain)
    return Results((), tuple(each._replace(seconds=0.25) for each in timed))


def page_of(
    results: Results,
    not_run: tuple[Scenario, ...] = (),
    language: Language = "en",
    explored: Explored | None = None,
) -> str:
    """Render results as the command does."""
    return render_html(results, not_run, rulebook(), Wording(title, render_failures), language, explored)
