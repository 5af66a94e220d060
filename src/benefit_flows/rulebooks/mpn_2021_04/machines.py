"""The two machines of the article, defined once, as ``transitions`` takes them. Guards are not here: they are rules.

The library offers conditions on transitions. They are not used: a condition there can be evaluated, but not explained
or cited. In the order in which the transitions name states, pictures place these.
"""

from typing import Final

from benefit_flows.rulebooks.statecharts import RunningMachine

BENEFIT: Final = RunningMachine(
    "benefit",
    ["inactive", "pending", "active", "expired", "exhausted"],
    [
        {"trigger": "activate", "source": "inactive", "dest": "pending"},
        {"trigger": "provision", "source": "pending", "dest": "active"},
        {"trigger": "use", "source": "active", "dest": "active"},
        {"trigger": "exhaust", "source": "active", "dest": "exhausted"},
        {"trigger": "expire", "source": ["inactive", "pending", "active", "exhausted"], "dest": "expired"},
    ],
)

CONTRACT: Final = RunningMachine(
    "contract",
    ["unlinked", "linked", "hidden"],
    [
        {"trigger": "link", "source": "unlinked", "dest": "linked"},
        {"trigger": "relink", "source": ["linked", "hidden"], "dest": "="},
        {"trigger": "hide", "source": "linked", "dest": "hidden"},
    ],
)

MACHINES: Final = (BENEFIT, CONTRACT)
