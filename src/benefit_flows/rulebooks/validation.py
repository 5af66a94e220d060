"""What must hold between the parts of a rulebook. Each check is listed in ``CHECKS``."""

from collections.abc import Callable, Iterator
from typing import Final

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.rulebooks.citations import (
    check_homes_of_passages,
    check_passages_of_rules,
    check_readings,
    check_rules_of_entries,
)
from benefit_flows.rulebooks.data import Fault
from benefit_flows.rulebooks.looks import check_looks
from benefit_flows.rulebooks.portals import check_plans, check_portals, check_portals_meant, check_products
from benefit_flows.rulebooks.references import check_data, check_parameters, check_places, check_references
from benefit_flows.rulebooks.wordings import check_guards, check_names, check_placeholders

CHECKS: Final[tuple[Callable[[Rulebook], Iterator[Fault]], ...]] = (
    check_passages_of_rules,
    check_homes_of_passages,
    check_readings,
    check_placeholders,
    check_names,
    check_rules_of_entries,
    check_guards,
    check_references,
    check_data,
    check_portals,
    check_plans,
    check_products,
    check_portals_meant,
    check_looks,
    check_places,
    check_parameters,
)


def validate(rulebook: Rulebook) -> list[Fault]:
    """Give every fault of a rulebook."""
    return [fault for check in CHECKS for fault in check(rulebook)]
