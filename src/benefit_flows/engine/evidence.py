"""What a check may look at, and what it then rests on."""

from typing import NamedTuple

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World


class Seen(NamedTuple):
    """What a check may look at: the world, the steps so far, and the last action's step if there is one."""

    world: World
    rulebook: Rulebook
    steps: tuple[Step, ...]
    last: Step | None


def history(steps: tuple[Step, ...], subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Give the rules by which the steps brought about what is known of the subjects."""
    rules = [
        applied.rules for step in steps for applied in step.applied if not set(subjects).isdisjoint(applied.subjects)
    ]
    return tuple(dict.fromkeys(rule for several in rules for rule in several))
