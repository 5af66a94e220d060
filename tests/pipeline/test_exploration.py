"""What lies around scenarios: what other choices would rest on, too."""

from benefit_flows import rulebook
from benefit_flows.model.coverage import transition_id
from benefit_flows.pipeline.exploration import explored_around
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import check_text, run_text

BOOK = rulebook()
TEXT = """\
scenario: A first link
  use: an activated Gold partner
  when Ada links the contract in "Azure portal"
  then the contract is linked for Ada
"""


def test_exploring_reaches_what_the_scenario_rests_on_and_what_is_beside_it() -> None:
    found = explored_around(check_text(TEXT).scenarios, RULEBOOKS, 5)
    (trace,) = run_text(TEXT)
    acted = trace.steps[-1]
    assert set(acted.rules) < set(found.rules)
    moves = {transition_id(each.machine, each.source, each.event, each.target) for each in acted.moves}
    assert moves == {"contract: unlinked --link--> linked"}
    assert moves | {"contract: linked --relink--> linked"} <= set(found.transitions)


def test_rules_are_in_the_order_of_the_rulebook_and_transitions_sorted() -> None:
    found = explored_around(check_text(TEXT).scenarios, RULEBOOKS, 2)
    assert found.rules == tuple(each for each in BOOK.rules if each in found.rules)
    assert found.transitions == tuple(sorted(set(found.transitions)))


def test_no_scenario_reaches_nothing() -> None:
    assert explored_around((), RULEBOOKS, 5) == ((), ())
