"""The machines: what is in which state, and pictures in which a page marks that."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from benefit_flows.diagram.words import machine_name
from benefit_flows.language.record_names import Naming
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.changes import subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import Contract, Link, World

BENEFIT: Final = "benefit"
CONTRACT: Final = "contract"


class SubjectView(NamedTuple):
    """Something that a machine moves, and its state: a benefit, or an account's tie to a contract."""

    machine: str
    id: str
    name: str
    state: str
    state_name: str


def subjects(world: World, speaker: Speaker, accounts: Iterable[str] | None = None) -> tuple[SubjectView, ...]:
    """Give every benefit and every account's tie to a contract.

    The contracts of their companies count as unlinked for ``accounts`` that have not linked them:
    for those that have been somewhere, where none are named.
    """
    acting = tuple(place.account for place in world.places) if accounts is None else tuple(accounts)
    naming = Naming(world, speaker)
    benefits = ((BENEFIT, benefit.id, naming.benefit(benefit), benefit.state) for benefit in world.benefits)
    ties = (
        (CONTRACT, subject_of(each), naming.tie(each), each.state)
        for each in (*world.links, *_unlinked(world, acting, speaker.rulebook))
    )
    return tuple(SubjectView(*each, speaker.name(each[-1])) for each in (*benefits, *ties))


def _unlinked(world: World, accounts: tuple[str, ...], rulebook: Rulebook) -> Iterator[Link]:
    """Give the ties that are not there yet, in the state in which the machine starts."""
    linked = {(link.account, link.contract) for link in world.links}
    state = rulebook.machines[CONTRACT].rows[0][0]
    for name in accounts:
        yield from (Link(name, each.id, state, "") for each in _own(world, name) if (name, each.id) not in linked)


def _own(world: World, account: str) -> Iterator[Contract]:
    """Give the contracts of an account's company."""
    found = world.account(account)
    if found is not None and found.company is not None:
        yield from (contract for contract in world.contracts if contract.company == found.company)


def pictures(speaker: Speaker) -> dict[str, str]:
    """Draw each machine by its name, as SVG in which nothing is current.

    States have ``data-state``, edges ``data-moves`` (``state event target``, several apart by ``|``):
    the page marks what has happened by the classes that ``diagram.states_svg`` uses, and gives the colours.
    """
    from benefit_flows.diagram.layout import layout
    from benefit_flows.diagram.states_svg import render_svg

    return {
        name: render_svg(layout(machine, speaker.name), prefix=f"machine-{name}", language=speaker.language)
        for name, machine in speaker.rulebook.machines.items()
    }


def machine_names(speaker: Speaker) -> dict[str, str]:
    """Name the machines for people."""
    return {name: machine_name(name, speaker.language) for name in speaker.rulebook.machines}
