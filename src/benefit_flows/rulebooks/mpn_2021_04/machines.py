"""The two machines of the article, defined once. Guards are not here: they are rules."""

from typing import Final

from benefit_flows.rulebooks.moves import table_of

BENEFIT: Final = table_of(
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

CONTRACT: Final = table_of(
    "contract",
    ("unlinked", "linked", "hidden"),
    (
        ("unlinked", "link", "linked"),
        ("linked", "relink", "linked"),
        ("hidden", "relink", "hidden"),
        ("linked", "hide", "hidden"),
    ),
)

MACHINES: Final = (BENEFIT, CONTRACT)
