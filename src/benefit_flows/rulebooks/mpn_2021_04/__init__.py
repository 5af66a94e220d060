"""The rulebook ``mpn-2021-04``: "Technical support benefits" of the Microsoft Partner Network, April 2021."""

from functools import cache
from typing import Final

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import RulesOfSomeKind
from benefit_flows.rulebooks.loader import Behaviour, load_rulebook, read_package_data
from benefit_flows.rulebooks.mpn_2021_04 import (
    accounts,
    activation,
    linking,
    membership,
    pages,
    request_flow,
    requests,
    services,
)
from benefit_flows.rulebooks.mpn_2021_04.givens import put
from benefit_flows.rulebooks.mpn_2021_04.ids import NAMED
from benefit_flows.rulebooks.mpn_2021_04.machines import MACHINES
from benefit_flows.rulebooks.mpn_2021_04.remedies import REMEDIES
from benefit_flows.rulebooks.mpn_2021_04.screens import lay_out

ID: Final = "mpn-2021-04"

ACTIONS: Final[tuple[RulesOfSomeKind, ...]] = (
    accounts.SIGN_IN,
    accounts.SWITCH,
    pages.OPEN_PAGE,
    activation.ACTIVATE,
    linking.LINK,
    request_flow.START,
    request_flow.EXPAND,
    request_flow.LEAVE,
    requests.CREATE,
    services.WORKLOAD,
    services.BUY,
)


BEHAVIOUR: Final = Behaviour(
    __name__,
    {machine.name: machine for machine in MACHINES},
    {rules.kind: rules for rules in ACTIONS},
    put,
    membership.CLOCK,
    membership.SETTLE,
    lay_out,
    REMEDIES,
    NAMED,
)


@cache
def load() -> Rulebook:
    """Load and validate the rulebook. Raises ``RulebookError`` if its data are wrong, which is our bug."""
    return load_rulebook(ID, read_package_data(BEHAVIOUR.package), BEHAVIOUR)
