"""What can be tried next, on a toy rulebook."""

from datetime import timedelta

from benefit_flows.engine.menu import Choice, next_dates, offered, scope_of
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Activate, CreateRequest, OpenPage, SignIn, Wait
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome, OutcomeIs
from benefit_flows.model.world import Account
from tests.engine.toy import BOOK, DESK, START, badge, line, scenario, world

DAY = timedelta(days=1)
SCOPE = Scope((DESK,), ())


def test_choices_come_in_the_order_of_the_rulebook_with_the_wait_last() -> None:
    """Kinds of action come in the rulebook's order, accounts in the world's, and waiting comes last."""
    before = world(badge("p/1"), badge("p/2", kind="blue", state="on", due=START + 4 * DAY), third=False)
    before = before._replace(accounts=(*before.accounts, Account("Bo", None, "", (), ())))
    assert offered(before, BOOK, SCOPE) == (
        Choice(SignIn("Ann", DESK), Outcome.ACCEPTED),
        Choice(SignIn("Bo", DESK), Outcome.ACCEPTED),
        Choice(OpenPage("Ann", DESK, "door"), Outcome.IGNORABLE),
        Choice(OpenPage("Bo", DESK, "door"), Outcome.IGNORABLE),
        Choice(Activate("Ann", DESK, "red"), Outcome.ACCEPTED),
        Choice(Activate("Ann", DESK, "blue"), Outcome.REFUSED),
        Choice(Activate("Bo", DESK, "red"), Outcome.ACCEPTED),
        Choice(Activate("Bo", DESK, "blue"), Outcome.REFUSED),
        Choice(Wait(START + 4 * DAY), Outcome.ACCEPTED),
    )


def test_without_anything_due_there_is_no_wait() -> None:
    """Where time brings nothing, waiting is not offered."""
    assert offered(world(), BOOK, Scope((), ())) == (
        Choice(Activate("Ann", DESK, "red"), Outcome.REFUSED),
        Choice(Activate("Ann", DESK, "blue"), Outcome.REFUSED),
    )


def test_the_next_turn_is_waited_for_too_if_it_comes_before_what_is_due() -> None:
    """Answers of a toy turn after 2 and after 6 days, if the scope has a product; each wait once, in order."""
    lamps = Scope((), ("lamp",))
    for due, waits in ((4, [2, 4]), (2, [2]), (1, [1]), (None, [2])):
        day = None if due is None else START + due * DAY
        before = world(badge("p/1", kind="blue", state="on", due=day))
        assert [each.action for each in offered(before, BOOK, lamps)][2:] == [
            Wait(START + each * DAY) for each in waits
        ]
        assert next_dates(before, BOOK, Scope((), ())) == (() if day is None else (day,))


def test_each_choice_has_the_outcome_that_its_step_has() -> None:
    """Taking a choice ends as the choice says."""
    before = world(badge("p/1"), badge("p/2", kind="blue", state="on", due=START + DAY), first=False)
    choices = offered(before, BOOK, SCOPE)
    assert [each.outcome for each in choices] == [step(before, each.action, BOOK).outcome for each in choices]


def test_the_scope_of_a_scenario_is_what_its_lines_name() -> None:
    """Portals and products are gathered from the actions, each once, sorted."""
    lines = (
        line("when", SignIn("Ann", "yard")),
        line("when", CreateRequest("Ann", DESK, "lamp", "dark")),
        line("tries", CreateRequest("Ann", "yard", "bulb", "dark")),
        line("then", OutcomeIs(Outcome.ACCEPTED)),
        line("when", Wait(START)),
    )
    assert scope_of(scenario(*lines)) == Scope((DESK, "yard"), ("bulb", "lamp"))
