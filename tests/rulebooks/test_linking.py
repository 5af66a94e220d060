"""Linking a contract, linking it again, and when it is hidden."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.menu import acts_in
from benefit_flows.model.actions import BuyPlan, ContractRef, LinkContract, SignIn
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World
from tests.rulebooks.worlds import (
    AZURE,
    BUSINESS,
    LIFECYCLE,
    OTHERS,
    SUPPORT_PORTALS,
    activate,
    after,
    ask,
    benefit,
    link,
    link_states,
    opened,
    plans,
    sign_in,
    tried,
    until,
    wait,
)
from tests.support import run_text

GOLD: Final = "use: an activated Gold partner"
PACK: Final = "use: an activated Action Pack partner"
CONTRACT: Final = "Contoso/1"
ELSEWHERE: Final = (BUSINESS, LIFECYCLE, OTHERS)


def told(done: Step) -> tuple[Outcome, tuple[str, ...]]:
    """Give the outcome of a step and what it showed."""
    return done.outcome, tuple(each.key for each in done.shown)


def passages(done: Step) -> set[int]:
    """Give the passages that a step relied on."""
    return set(rulebook().passages_of(done.rules))


def refusal(done: Step) -> tuple[str, tuple[int, ...]]:
    """Give the guard that refused and the passages it stands for."""
    assert done.refusal is not None
    return done.refusal.guard, rulebook().passages_of(done.refusal.rules)


def used_up() -> World:
    """Give a world in which the Signature incidents are used up and nobody has linked the contract."""
    return opened(GOLD, '"Signature Cloud Support" has 0 incidents remaining')


def ended() -> World:
    """Give a world in which the contract has ended and nobody has linked it."""
    return until(opened(GOLD), "2022-01-01")


# The first link


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_the_first_link_is_accepted_without_a_message(portal: str) -> None:
    """In every support portal the right ID pair links the contract."""
    done = tried(opened(GOLD), link(portal))
    assert told(done) == (Outcome.ACCEPTED, ())
    assert link_states(done.after) == [("Ada", CONTRACT, "linked")]


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_another_account_links_the_same_contract_without_an_error(portal: str) -> None:
    """The IDs belong to the company: a second account links for itself (A20)."""
    world = after(opened(GOLD), link(AZURE))
    done = tried(world, link(portal, "Bob"))
    assert told(done) == (Outcome.ACCEPTED, ())
    assert link_states(done.after) == [("Ada", CONTRACT, "linked"), ("Bob", CONTRACT, "linked")]


def test_a_wrong_pair_is_refused_and_reveals_nothing() -> None:
    """A wrong ID pair links nothing, and the answer is the same whether or not there is a contract (P01)."""
    steps = [
        tried(opened(setup), LinkContract("Ada", BUSINESS, ContractRef(), right_pair=False))
        for setup in (GOLD, "use: a Gold partner")
    ]
    assert [told(each) for each in steps] == [(Outcome.REFUSED, ("own-ids",))] * 2
    assert [each.documented for step in steps for each in step.shown] == [False, False]
    assert [each.after.facts() == each.before.facts() for each in steps] == [True, True]
    assert steps[0].decisions == steps[1].decisions


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
@pytest.mark.parametrize("activated", [False, True])
def test_without_an_active_benefit_there_are_no_ids_to_enter(portal: str, *, activated: bool) -> None:
    """As long as no benefit has been active, inactive or pending, linking is refused (P02)."""
    world = opened("use: a Gold partner")
    if activated:
        world = wait(after(world, sign_in(), activate("signature")), 2)
    done = tried(world, link(portal))
    assert told(done) == (Outcome.REFUSED, ("own-ids",))
    assert refusal(done)[0] == "contract-exists"
    assert (done.after.links, done.after.contracts) == ((), ())


def test_partner_center_links_nothing() -> None:
    """Contracts are linked in support portals only."""
    assert told(tried(opened(GOLD), link("partner-center"))) == (Outcome.REFUSED, ("own-portal",))


@pytest.mark.parametrize("first", ["partner-center", LIFECYCLE, None])
@pytest.mark.parametrize("portal", ["partner-center", *SUPPORT_PORTALS])
def test_a_refused_link_moves_nobody(portal: str, first: str | None) -> None:
    """Who is refused stays where it was, in whatever portal the link was tried (A47)."""
    world = opened(GOLD)
    world = after(world, SignIn("Ada", first)) if first else world
    assert tried(world, LinkContract("Ada", portal, ContractRef(), right_pair=False)).after.places == world.places


def test_an_error_to_ignore_is_seen_where_it_is_shown() -> None:
    """A second link in Azure is no refusal: the account is in the Azure portal then."""
    done = tried(after(opened(GOLD), link(BUSINESS)), link(AZURE))
    assert [(each.portal, each.page) for each in done.after.places] == [(AZURE, "L12")]


@pytest.mark.parametrize(
    ("portal", "expected"),
    [
        (BUSINESS, (126, 154, 156, 165)),
        (AZURE, (126, 173, 179)),
        (LIFECYCLE, (126, 173)),
    ],
)
def test_a_wrong_pair_may_be_cited_and_need_not_be(portal: str, expected: tuple[int, ...]) -> None:
    """It is our own decision that it is refused (P01): passages about the IDs may be cited, and none must be."""
    done = tried(opened(GOLD), LinkContract("Ada", portal, ContractRef(), right_pair=False))
    assert done.refusal is not None
    assert rulebook().passages_of(done.refusal.rules) == expected
    name = rulebook().name(portal)
    text = f'scenario: s\n  use: an activated Gold partner\n  when Ada tries to enter a wrong ID pair in "{name}"\n'
    cited = f"{text}  then it is refused  [{expected[0]}]\n"
    assert [trace.passed for trace in run_text(f"{text}  then it is refused\n") + run_text(cited)] == [True, True]


# The plan appears on activation


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_the_plan_appears_on_activation_without_linking_again(portal: str) -> None:
    """Linked with one benefit active, the contract brings the other plan the day it becomes active (A31)."""
    linked = after(opened("use: a Gold partner", '"Microsoft Product Support" is active'), link(portal))
    assert plans(linked, "Ada", AZURE, "azure") == []
    asked = after(linked, sign_in(), activate("signature"))
    assert plans(wait(asked, 2), "Ada", AZURE, "azure") == []
    assert plans(wait(asked, 3), "Ada", AZURE, "azure") == [("partner-signature", "available")]
    assert wait(asked, 3).links == linked.links


def test_the_on_premises_plan_appears_on_activation_too() -> None:
    """The same holds with the two benefits exchanged."""
    linked = after(opened("use: a Gold partner", '"Signature Cloud Support" is active'), link(AZURE))
    assert plans(linked, "Ada", BUSINESS, "windows-10") == [("partner-signature", "own-product")]
    active = wait(after(linked, sign_in(), activate("product-support")), 3)
    assert plans(active, "Ada", BUSINESS, "windows-10") == [
        ("partner-support", "available"),
        ("partner-signature", "own-product"),
    ]


# Linking again


@pytest.mark.parametrize("first", SUPPORT_PORTALS)
def test_linking_again_in_azure_is_an_error_to_ignore(first: str) -> None:
    """Wherever the contract was linked first, the Azure portal shows M3 and changes nothing."""
    world = after(opened(GOLD), link(first))
    done = tried(world, link(AZURE))
    assert told(done) == (Outcome.IGNORABLE, ("M3",))
    assert done.after.facts() == world.facts()
    assert [(each.source, each.event, each.target) for each in done.moves] == [("linked", "relink", "linked")]


@pytest.mark.parametrize("portal", ELSEWHERE)
@pytest.mark.parametrize("first", SUPPORT_PORTALS)
def test_linking_again_elsewhere_is_accepted_and_changes_nothing(first: str, portal: str) -> None:
    """Outside of the Azure portal a second link is accepted without a message (A19)."""
    world = after(opened(GOLD), link(first))
    done = tried(world, link(portal))
    assert told(done) == (Outcome.ACCEPTED, ())
    assert done.after.facts() == world.facts()


@pytest.mark.parametrize("portal", ELSEWHERE)
def test_linking_a_hidden_contract_again_elsewhere_is_accepted_and_it_stays_hidden(portal: str) -> None:
    """Hidden is associated: a second link outside of Azure changes nothing either (A19)."""
    world = after(used_up(), link(BUSINESS))
    done = tried(world, link(portal))
    assert (told(done), link_states(done.after)) == ((Outcome.ACCEPTED, ()), [("Ada", CONTRACT, "hidden")])


@pytest.mark.parametrize("invalid", [used_up, ended])
def test_linking_a_hidden_contract_again_in_azure_shows_the_same_error(invalid: Callable[[], World]) -> None:
    """M3 is shown, the contract stays hidden, and the refusal rests on [192]."""
    hidden = after(invalid(), link(BUSINESS))
    done = tried(hidden, link(AZURE))
    assert told(done) == (Outcome.IGNORABLE, ("M3",))
    assert done.after.facts() == hidden.facts()
    assert refusal(done)[0] == "not-hidden"
    assert 192 in refusal(done)[1]


def test_a_second_link_of_an_action_pack_in_azure_shows_the_error_and_brings_no_plan() -> None:
    """A valid Action Pack contract behaves like any other: M3, and no plan (A40)."""
    world = after(opened(PACK), link(BUSINESS))
    done = tried(world, link(AZURE))
    assert told(done) == (Outcome.IGNORABLE, ("M3",))
    assert plans(done.after, "Ada", AZURE, "azure") == []


@pytest.mark.parametrize("first", SUPPORT_PORTALS)
def test_every_second_link_in_azure_of_a_valid_contract_rests_on_its_own_sentence(first: str) -> None:
    """[189] is about the second link, wherever the first was made: also in the article's own first case."""
    assert 189 in refusal(tried(after(opened(GOLD), link(first)), link(AZURE)))[1]


def test_scenario_1_is_relied_on_only_after_support_for_business() -> None:
    """[187] speaks of a contract that was added for on-premises support; after another portal it says nothing."""
    linked = {portal: tried(after(opened(GOLD), link(portal)), link(AZURE)) for portal in SUPPORT_PORTALS}
    assert {portal: 187 in passages(done) for portal, done in linked.items()} == {
        BUSINESS: True,
        AZURE: False,
        LIFECYCLE: False,
        OTHERS: False,
    }


DIAGNOSTIC: Final = 'parameter "relink message" is "diagnostic"'
NO_SIGNATURE: Final = '"Signature Cloud Support" has 0 incidents remaining'
NO_PRODUCT_SUPPORT: Final = '"Microsoft Product Support" has 0 incidents remaining'


@pytest.mark.parametrize(
    ("facts", "day", "expected"),
    [
        ((), "2021-12-31", "own-linked-valid"),
        ((NO_PRODUCT_SUPPORT,), "2021-12-31", "own-linked-valid"),
        ((NO_SIGNATURE,), "2021-12-31", "own-linked-exhausted"),
        ((), "2022-01-01", "own-linked-expired"),
        ((NO_SIGNATURE,), "2022-01-01", "own-linked-expired"),
    ],
)
def test_the_diagnostic_message_tells_the_cause(facts: tuple[str, ...], day: str, expected: str) -> None:
    """With the parameter set, the message of a second link names why, and the state stays as it was (A14)."""
    linked = until(after(opened(GOLD, DIAGNOSTIC, *facts), link(BUSINESS)), day)
    done = tried(linked, link(AZURE))
    assert told(done) == (Outcome.IGNORABLE, (expected,))
    assert [each.documented for each in done.shown] == [False]
    assert done.after.facts() == linked.facts()


# Hidden


def test_the_last_signature_incident_hides_the_contract_for_every_account() -> None:
    """Whoever uses up the pack, all accounts that linked the contract lose it in the cloud portals [191]."""
    world = opened(GOLD, '"Signature Cloud Support" has 1 incidents remaining')
    linked = after(world, link(AZURE), link(BUSINESS, "Bob"))
    done = tried(linked, ask(AZURE, "azure", "Bob"))
    assert link_states(done.after) == [("Ada", CONTRACT, "hidden"), ("Bob", CONTRACT, "hidden")]
    assert [(each.machine, each.event) for each in done.moves] == [
        ("benefit", "exhaust"),
        ("contract", "hide"),
        ("contract", "hide"),
    ]


def test_the_end_of_the_contract_hides_it_for_every_account() -> None:
    """On the last day the contract is linked, on the next it is hidden, for every account [191]."""
    linked = after(opened(GOLD), link(AZURE), link(BUSINESS, "Bob"))
    assert [state for _, _, state in link_states(until(linked, "2021-12-31"))] == ["linked", "linked"]
    assert [state for _, _, state in link_states(until(linked, "2022-01-01"))] == ["hidden", "hidden"]


def test_product_support_used_up_does_not_hide_a_contract() -> None:
    """Only Signature counts for the cloud portals: the contract stays linked and serves Azure (A39)."""
    world = opened(GOLD, '"Microsoft Product Support" has 1 incidents remaining')
    done = after(world, link(BUSINESS), ask(BUSINESS, "windows-10"))
    assert benefit(done, "Contoso/1/product-support").state == "exhausted"
    assert link_states(done) == [("Ada", CONTRACT, "linked")]
    assert plans(done, "Ada", AZURE, "azure") == [("partner-signature", "available")]


@pytest.mark.parametrize("invalid", [used_up, ended])
@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_the_first_link_of_an_invalid_contract_is_accepted_and_hides_it_at_once(
    portal: str, invalid: Callable[[], World]
) -> None:
    """By default no message is shown, and the contract is hidden directly after the link (A03)."""
    done = tried(invalid(), link(portal))
    assert told(done) == (Outcome.ACCEPTED, ())
    assert [each.event for each in done.moves] == ["link", "hide"]
    assert link_states(done.after) == [("Ada", CONTRACT, "hidden")]


@pytest.mark.parametrize("days", [0, 400])
@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_the_first_link_of_an_invalid_contract_can_be_refused(portal: str, days: int) -> None:
    """With the parameter set it is refused in words of our own and nothing is linked, used up or ended."""
    refused = 'parameter "first link of an invalid contract" is "refused"'
    facts = () if days else ('"Signature Cloud Support" has 0 incidents remaining',)
    done = tried(wait(opened(GOLD, refused, *facts), days), link(portal))
    assert told(done) == (Outcome.REFUSED, ("own-invalid",))
    assert done.after.links == ()


def test_the_first_link_of_a_valid_contract_is_accepted_whatever_the_parameter() -> None:
    """The parameter is about invalid contracts only."""
    world = opened(GOLD, 'parameter "first link of an invalid contract" is "refused"')
    assert told(tried(world, link(AZURE))) == (Outcome.ACCEPTED, ())


def test_an_action_pack_contract_links_in_azure_without_error_and_without_a_plan() -> None:
    """By default the link is accepted and offers nothing there (A09)."""
    done = tried(opened(PACK), link(AZURE))
    assert (told(done), plans(done.after, "Ada", AZURE, "azure")) == ((Outcome.ACCEPTED, ()), [])
    assert plans(done.after, "Ada", BUSINESS, "windows-10") == [("partner-support", "available")]


def test_an_action_pack_link_in_azure_can_be_refused() -> None:
    """With the parameter set the Azure portal refuses it, the other portals do not."""
    world = opened(PACK, 'parameter "action pack link in azure" is "refused"')
    outcomes = {portal: told(tried(world, link(portal)))[0] for portal in SUPPORT_PORTALS}
    assert outcomes == {
        BUSINESS: Outcome.ACCEPTED,
        AZURE: Outcome.REFUSED,
        LIFECYCLE: Outcome.ACCEPTED,
        OTHERS: Outcome.ACCEPTED,
    }
    done = tried(world, link(AZURE))
    assert (told(done), refusal(done)) == (
        (Outcome.REFUSED, ("own-no-cloud-support",)),
        ("action-pack-link", (180,)),
    )
    gold = opened(GOLD, 'parameter "action pack link in azure" is "refused"')
    assert told(tried(gold, link(AZURE))) == (Outcome.ACCEPTED, ())


# Several contracts


def test_without_a_company_a_link_of_one_of_several_contracts_is_not_guessed() -> None:
    """Two companies with a contract each: the step tells the candidates, and with a company it links."""
    gold = 'company Fabrikam has a Gold competency in "Datacenter" until 2021-12-31'
    active = '"Signature Cloud Support" of Fabrikam is active'
    world = opened("use: a Gold partner", gold, active, '"Signature Cloud Support" of Contoso is active')
    done = tried(world, link(AZURE))
    assert done.problem is not None
    assert dict(done.problem.facts) == {"candidates": ("Fabrikam/1", "Contoso/1")}
    chosen = tried(world, link(AZURE, contract=ContractRef("Fabrikam")))
    assert link_states(chosen.after) == [("Ada", "Fabrikam/1", "linked")]


def test_after_a_renewal_old_and_new_contract_are_told_apart_by_their_package() -> None:
    """The old contract stays hidden; the new one is linked for itself and brings its plans."""
    world = opened(
        "use: a Gold partner",
        'company Contoso has a Gold competency in "Datacenter" from 2022-01-01 until 2022-12-31',
        '"Signature Cloud Support" is active',
        'parameter "activation days" is 0',
    )
    renewed = after(until(after(world, link(AZURE)), "2022-01-01"), sign_in(), activate("signature"))
    assert [each.start for each in renewed.contracts] == [date(2021, 3, 4), date(2022, 1, 1)]
    newer = ContractRef("Contoso", "Contoso/2")
    done = tried(renewed, link(AZURE, contract=newer))
    assert told(done) == (Outcome.ACCEPTED, ())
    assert link_states(done.after) == [
        ("Ada", "Contoso/1", "hidden"),
        ("Ada", "Contoso/2", "linked"),
    ]
    assert plans(done.after, "Ada", AZURE, "azure") == [("partner-signature", "available")]


def test_a_bought_contract_is_offered_by_its_plan_where_that_tells_which() -> None:
    """As scenarios name it: else the same step would be offered twice, once by an id that nobody has seen."""
    buy = BuyPlan("Ada", "advanced")
    plan, pack = ContractRef(plan="advanced"), ContractRef(package=CONTRACT)
    twice = [ContractRef(package=f"Contoso/advanced/{number}") for number in (1, 2)]
    expected = {(): [ContractRef()], (buy,): [pack, plan], (buy, buy): [pack, *twice]}
    assert {done: offered_contracts(after(opened(GOLD), *done)) for done in expected} == expected


def offered_contracts(world: World) -> list[ContractRef]:
    actions = acts_in(world, rulebook(), Scope((AZURE,), (), ()))
    return [each.contract for each in actions if isinstance(each, LinkContract) and each.account == "Ada"]
