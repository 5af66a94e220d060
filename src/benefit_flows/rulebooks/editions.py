"""The rulebooks that there are. A new one is a package beside this module, and a row here."""

from typing import Final

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks


def _mpn_2021_04() -> Rulebook:
    from benefit_flows.rulebooks import mpn_2021_04  # imported when it is asked for: most runs need one rulebook

    return mpn_2021_04.load()


RULEBOOKS: Final = Rulebooks({"mpn-2021-04": _mpn_2021_04}, default="mpn-2021-04")
