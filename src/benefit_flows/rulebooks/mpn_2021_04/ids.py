"""The ids that rules name. The article speaks of each of these by its name, so to be that one is the rule.

What it tells apart by what it can do (portals, plans, products) has no place here: rules ask for that.
"""

from collections.abc import Mapping
from typing import Final

# The two benefits [120]: each has its own rules for products, plans and the end.
PRODUCT_SUPPORT: Final = "product-support"
SIGNATURE: Final = "signature"

# The three roles [104-107]: the first two may activate [122, 123], the third gets to the requests of customers [176].
GLOBAL_ADMIN: Final = "global-admin"
MPN_PARTNER_ADMIN: Final = "mpn-partner-admin"
ADMIN_AGENT_ROLE: Final = "admin-agent"
ACTIVATING_ROLES: Final = (GLOBAL_ADMIN, MPN_PARTNER_ADMIN)

# The two programmes that an account can be associated with [112-114, 175].
MPN: Final = "MPN"
CSP: Final = "CSP"

NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "benefits": (PRODUCT_SUPPORT, SIGNATURE),
    "roles": (*ACTIVATING_ROLES, ADMIN_AGENT_ROLE),
    "associations": (MPN, CSP),
}
"""All that the data may list of each: what rules do not name would do nothing, in silence."""

# Pages are called by what is printed on what leads to them. Rules name them: the article describes them one by one.
HOME: Final = "home"
TECHNICAL_BENEFITS: Final = "L7"
CUSTOMERS: Final = "L8"
SERVICE_MANAGEMENT: Final = "L9"
CUSTOMER_REQUEST: Final = "L10"
WAY_TO_CUSTOMERS: Final = (CUSTOMERS, SERVICE_MANAGEMENT, CUSTOMER_REQUEST)
"""Customers, Service Management, New request: the way to a customer's request [176]."""
FIRST_STEP: Final = "step-1"
HELP: Final = "L11"
SUPPORT_PLANS: Final = "L12"
LINK_SUPPORT_BENEFITS: Final = "L3"
"""Where IDs are entered in a portal that is linked in by Link support benefits [179]."""
ADD_CONTRACT: Final = "own-add-contract"
"""The same in all other portals, in our words (reading A50)."""
