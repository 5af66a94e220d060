"""A second edition of the rulebook: it differs in one rule, one message and one screen, and stands beside the first.

In it any account that is associated with MPN may activate a benefit, an empty list of benefits is told in other words,
and that list does not show the IDs of contracts. Its passages go on behind a gap, and the rule rests on one of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from benefit_flows.model.actions import Activate
from benefit_flows.model.catalogue import Portal
from benefit_flows.model.rulebook import Page, Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.rulebooks.loader import load_rulebook
from benefit_flows.rulebooks.mpn_2021_04.activation import ACTIVATE
from benefit_flows.rulebooks.mpn_2021_04.screens import lay_out
from tests.rulebooks.altered import BEHAVIOUR, Edit, edited

ID: Final = "toy-2022-01"
LIST: Final = ("partner-center", "L7")
NEW: Final = (
    Edit("passages.toml", "ranges = [[103, 202]]", "ranges = [[103, 202], [301, 302]]"),
    Edit("passages.toml", "202 = {", '302 = { en = "heading", fr = "titre" }\n202 = {'),
    Edit("rules.toml", "[rules.R15]\npassages = [123]", "[rules.R15]\npassages = [123, 301]"),
    Edit("messages.toml", "Looks like you don't have any benefits yet", "There are no benefits to show"),
)
"""What its data say instead."""


def _lay_out(portals: Iterable[Portal]) -> Mapping[tuple[str, str], Page]:
    """Lay out the pages as the first edition does, but for the list of benefits."""
    pages = lay_out(portals)
    entries = tuple(each for each in pages[LIST].entries if each.name != "benefits.ids")
    return {**pages, LIST: pages[LIST]._replace(entries=entries)}


@cache
def load() -> Rulebook:
    """Load it as any rulebook: from data and behaviour, validated."""
    guards = tuple(each for each in ACTIVATE.guards if each.name != "activating-role")
    actions = {**BEHAVIOUR.actions, Activate: replace(ACTIVATE, guards=guards)}
    return load_rulebook(ID, edited(*NEW), BEHAVIOUR._replace(actions=actions, screens=_lay_out))


BOTH: Final = Rulebooks({**RULEBOOKS.loaders, ID: load}, RULEBOOKS.default)
"""The product's rulebooks with the toy edition beside them; none of them is loaded by that."""
