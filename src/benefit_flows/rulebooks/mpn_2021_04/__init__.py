"""The rulebook ``mpn-2021-04``: "Technical support benefits" of the Microsoft Partner Network, April 2021."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from benefit_flows.model.actions import (
    Activate,
    BuyPlan,
    ChooseWorkload,
    CreateRequest,
    ExpandPlans,
    LeaveRequest,
    LinkContract,
    OpenPage,
    SignIn,
    StartRequest,
    SwitchAccount,
)
from benefit_flows.model.rulebook import ActionRules, Rulebook
from benefit_flows.rulebooks.loading import Behaviour, load_rulebook, read_package_data
from benefit_flows.rulebooks.mpn_2021_04 import activation, linking, membership, pages, requests, services
from benefit_flows.rulebooks.mpn_2021_04.givens import GIVENS
from benefit_flows.rulebooks.mpn_2021_04.machines import MACHINES
from benefit_flows.rulebooks.mpn_2021_04.remedies import REMEDIES
from benefit_flows.rulebooks.mpn_2021_04.screens import SCREENS

ID: Final = "mpn-2021-04"

ACTIONS: Final[Mapping[type, ActionRules]] = {
    SignIn: pages.SIGN_IN,
    SwitchAccount: pages.SWITCH,
    OpenPage: pages.OPEN_PAGE,
    Activate: activation.ACTIVATE,
    LinkContract: linking.LINK,
    StartRequest: requests.START,
    ExpandPlans: requests.EXPAND,
    LeaveRequest: requests.LEAVE,
    CreateRequest: requests.CREATE,
    ChooseWorkload: services.WORKLOAD,
    BuyPlan: services.BUY,
}


@cache
def load() -> Rulebook:
    """Load and validate the rulebook. Raises ``RulebookError`` if its data are wrong, which is our bug."""
    machines = {each.name: each for each in MACHINES}
    behaviour = Behaviour(machines, ACTIONS, GIVENS, membership.CLOCK, membership.SETTLE, SCREENS, REMEDIES)
    return load_rulebook(ID, read_package_data(__name__), behaviour)
