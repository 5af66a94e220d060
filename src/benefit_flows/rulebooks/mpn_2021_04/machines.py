"""The two machines of the article, defined once. Guards are not here: they are rules."""

from typing import Final

from benefit_flows.rulebooks.statecharts import build

BENEFIT: Final = build(
    "benefit",
    ("inactive", "pending", "active", "expired", "exhausted"),
    (
        ("inactive", "activate", "pending"),
        ("pending", "provision", "active"),
        ("active", "use", "active"),
        ("active", "exhaust", "exhausted"),
        ("inactive", "expire", "expired"),
        ("pending", "expire", "expired"),
        ("active", "expire", "expired"),
        ("exhausted", "expire", "expired"),
    ),
)

CONTRACT: Final = build(
    "contract",
    ("unlinked", "linked", "hidden"),
    (
        ("unlinked", "link", "linked"),
        ("linked", "relink", "linked"),
        ("linked", "hide", "hidden"),
        ("hidden", "relink", "hidden"),
    ),
)

MACHINES: Final = (BENEFIT, CONTRACT)
