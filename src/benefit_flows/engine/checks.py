"""What a check finds in a world and in the steps that led there."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, cast

from benefit_flows.engine.references import AMBIGUOUS, find_benefit, find_contract
from benefit_flows.engine.screens import screen
from benefit_flows.model.actions import BenefitRef
from benefit_flows.model.changes import subject_of
from benefit_flows.model.checks import (
    ON_SCREEN,
    BenefitIs,
    ButtonIs,
    Check,
    ContractIs,
    ContractRuns,
    IncidentsAre,
    NotEntitled,
    NothingChanged,
    OutcomeIs,
    PlanIs,
    PlanShows,
    RequestCount,
    RequestUnder,
    Sees,
    TopPlan,
)
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.screen import Item
from benefit_flows.model.trace import Judgement, Problem, Step
from benefit_flows.model.world import Benefit, Company, Contract, Fact, Link, Value, World


class Seen(NamedTuple):
    """What a check may look at: the world, the steps so far, and the last action's step if there is one."""

    world: World
    rulebook: Rulebook
    steps: tuple[Step, ...]
    last: Step | None


def judge(check: Check, seen: Seen) -> Judgement | Problem:
    """Judge a check; a problem where it refers to several things at once."""
    judgement = _JUDGES[type(check)](check, seen)
    if isinstance(check, ON_SCREEN) and isinstance(judgement, Judgement):
        return judgement._replace(account=check.account)
    return judgement


def history(steps: tuple[Step, ...], subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Give the rules by which the steps brought about what is known of the subjects."""
    rules = [
        applied.rules for step in steps for applied in step.applied if not set(subjects).isdisjoint(applied.subjects)
    ]
    return tuple(dict.fromkeys(rule for each in rules for rule in each))


def messages_for(account: str, steps: tuple[Step, ...]) -> tuple[Item, ...]:
    """Give the messages that an account has before its eyes: those of its own last action."""
    for step in reversed(steps):
        if getattr(step.action, "account", None) == account:
            rules = step.refusal.rules if step.refusal else step.rules
            return tuple(Item(each.key, "message", "message", rules) for each in step.shown)
    return ()


def _outcome(check: OutcomeIs, seen: Seen) -> Judgement:
    actual = seen.last.outcome if seen.last else None
    return Judgement(
        actual is check.outcome,
        (Fact("outcome", check.outcome.value),),
        (Fact("outcome", actual.value if actual else "none"),),
        seen.last.rules if seen.last else (),
    )


def _nothing_changed(_: NothingChanged, seen: Seen) -> Judgement:
    last = seen.last
    same = last is not None and last.before.facts() == last.after.facts()
    changed = tuple(sorted({s for each in last.applied for s in each.subjects})) if last and not same else ()
    return Judgement(same, (Fact("changed", ()),), (Fact("changed", changed),), last.rules if last else ())


def _benefit_is(check: BenefitIs, seen: Seen) -> Judgement | Problem:
    return _about_benefit(check.benefit, seen, "state", check.state, lambda benefit: benefit.state)


def _incidents_are(check: IncidentsAre, seen: Seen) -> Judgement | Problem:
    return _about_benefit(
        check.benefit,
        seen,
        "incidents-remaining",
        _counted(check.number),
        lambda benefit: _counted(benefit.remaining),
    )


def _counted(number: int | None) -> Value:
    return "unlimited" if number is None else number


def _about_benefit(
    ref: BenefitRef, seen: Seen, what: str, expected: Value, actual: Callable[[Benefit], Value]
) -> Judgement | Problem:
    found = find_benefit(seen.world, ref)
    if isinstance(found, Problem):
        return found
    value = "none" if found is None else actual(found)
    subjects = (found.id,) if found else ()
    named = Fact("benefit", ref.kind)
    return Judgement(
        value == expected,
        (named, Fact(what, expected)),
        (named, Fact(what, value)),
        history(seen.steps, subjects),
        subjects,
    )


def _not_entitled(check: NotEntitled, seen: Seen) -> Judgement:
    packages = [each for each in seen.world.packages if each.company == check.company]
    ids = {each.id for each in packages}
    found = tuple(each.id for each in seen.world.benefits if each.package in ids and each.kind == check.kind)
    subjects = (*map(subject_of, packages), subject_of(Company(check.company)))
    expected, actual = Fact("entitled", "none"), Fact("entitled", found or "none")
    rules = history(seen.steps, subjects)
    return Judgement(not found, (Fact("company", check.company), expected), (actual,), rules, subjects)


def _contract_is(check: ContractIs, seen: Seen) -> Judgement | Problem:
    found = find_contract(seen.world, check.contract)
    if isinstance(found, Problem):
        return found
    link = seen.world.link(check.account, found.id) if found else None
    state = "none" if found is None else link.state if link else "unlinked"
    subjects = (subject_of(Link(check.account, found.id, "", "")), subject_of(found)) if found else ()
    expected = (Fact("account", check.account), Fact("state", check.state))
    actual = (Fact("account", check.account), Fact("state", state))
    return Judgement(state == check.state, expected, actual, history(seen.steps, subjects), subjects)


def _contract_runs(check: ContractRuns, seen: Seen) -> Judgement | Problem:
    found = find_contract(seen.world, check.contract)
    if isinstance(found, Problem):
        return found
    day: Value = "none" if found is None else _edge(found, check.edge)
    subjects = (subject_of(found),) if found else ()
    expected, actual = (Fact(check.edge, check.day),), (Fact(check.edge, day),)
    return Judgement(day == check.day, expected, actual, history(seen.steps, subjects), subjects)


def _edge(contract: Contract, edge: str) -> Value:
    return contract.start if edge == "start-date" else contract.end


def _visible(account: str, seen: Seen) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Give what an account sees now, and what is withheld from it."""
    view = screen(seen.world, account, seen.rulebook)
    shown = messages_for(account, seen.steps)
    return ((*shown, *view.items), view.withheld) if view else (shown, ())


def _sees(check: Sees, seen: Seen) -> Judgement:
    items, withheld = _visible(check.account, seen)
    found = [item for item in items if item.key == check.text]
    evidence = found or [item for item in withheld if item.key == check.text]
    rules = tuple(dict.fromkeys(rule for item in evidence for rule in item.rules))
    actual = tuple(dict.fromkeys(item.key for item in items))
    name = "sees" if check.expected else "does-not-see"
    return Judgement(bool(found) is check.expected, (Fact(name, (check.text,)),), (Fact("sees", actual),), rules)


def _button(check: ButtonIs, seen: Seen) -> Judgement:
    items, _ = _visible(check.account, seen)
    buttons = [item for item in items if item.key == check.text and item.role == "button"]
    states = tuple(dict.fromkeys("enabled" if item.enabled else "disabled" for item in buttons))
    rules = tuple(dict.fromkeys(rule for item in buttons for rule in item.rules))
    actual = Fact("state", states or "absent")
    return Judgement(
        states == (check.state,), (Fact("button", check.text), Fact("state", check.state)), (actual,), rules
    )


def _plan_items(plan: str, account: str, seen: Seen) -> list[Item]:
    label = seen.rulebook.plans[plan].label
    items, withheld = _visible(account, seen)
    return [item for item in (*items, *withheld) if label in (item.of, item.key)]


def _plan_rows(check: PlanShows | PlanIs, items: tuple[Item, ...], seen: Seen) -> list[Item] | Problem:
    """Give the one row of a plan that is meant, none, or the problem that several contracts have the plan."""
    label = seen.rulebook.plans[check.plan].label
    rows = [each for each in items if each.key == label and each.role == "row"]
    rows = [each for each in rows if check.package in (None, each.contract)]
    if len(rows) > 1:
        return Problem(AMBIGUOUS, (Fact("candidates", tuple(each.contract or "" for each in rows)),))
    return rows


def _plan_shows(check: PlanShows, seen: Seen) -> Judgement | Problem:
    items, _ = _visible(check.account, seen)
    rows = _plan_rows(check, items, seen)
    if isinstance(rows, Problem):
        return rows
    label = seen.rulebook.plans[check.plan].label
    contract = rows[0].contract if rows else None
    found = [each for each in items if (each.of, each.key, each.contract) == (label, check.text, contract)]
    actual = found[0].value if found else "none"
    named = Fact("plan", check.plan)
    expected = (named, Fact(check.text, check.value))
    return Judgement(actual == check.value, expected, (named, Fact(check.text, actual)), _plan_evidence(check, seen))


def _plan_is(check: PlanIs, seen: Seen) -> Judgement | Problem:
    items, _ = _visible(check.account, seen)
    rows = _plan_rows(check, items, seen)
    if isinstance(rows, Problem):
        return rows
    label = seen.rulebook.plans[check.plan].label
    state = "absent" if not rows else "available" if rows[0].enabled else "unavailable"
    contract = rows[0].contract if rows else None
    reasons = (i.value for i in items if (i.of, i.role, i.contract) == (label, "reason", contract))
    reason = next(reasons, "none")
    named = Fact("plan", check.plan)
    expected, actual = [named, Fact("state", check.state)], [named, Fact("state", state)]
    if check.reason is not None:
        expected.append(Fact("reason", check.reason))
        actual.append(Fact("reason", reason))
    held = state == check.state and check.reason in (None, reason)
    return Judgement(held, tuple(expected), tuple(actual), _plan_evidence(check, seen))


def _plan_evidence(check: PlanShows | PlanIs, seen: Seen) -> tuple[str, ...]:
    found = _plan_items(check.plan, check.account, seen)
    return tuple(dict.fromkeys(rule for item in found for rule in item.rules))


def _top_plan(check: TopPlan, seen: Seen) -> Judgement:
    plans = seen.rulebook.plans.values()
    top = max(plans, key=lambda each: each.rank)
    return Judgement(top.id == check.plan, (Fact("plan", check.plan),), (Fact("plan", top.id),), top.rules)


def _request_under(check: RequestUnder, seen: Seen) -> Judgement:
    last = seen.world.requests[-1] if seen.world.requests else None
    subjects = (subject_of(last),) if last else ()
    actual = last.plan if last else "none"
    return Judgement(
        actual == check.plan,
        (Fact("plan", check.plan),),
        (Fact("plan", actual),),
        history(seen.steps, subjects),
        subjects,
    )


def _request_count(check: RequestCount, seen: Seen) -> Judgement:
    subjects = tuple(subject_of(each) for each in seen.world.requests)
    rules = tuple(dict.fromkeys((*history(seen.steps, subjects), *(seen.last.rules if seen.last else ()))))
    actual = len(seen.world.requests)
    return Judgement(
        actual == check.number,
        (Fact("requests", check.number),),
        (Fact("requests", actual),),
        rules,
        subjects,
    )


Judge = Callable[[Check, Seen], Judgement | Problem]
_JUDGES: Final = cast(
    "Mapping[type, Judge]",  # each judge takes the one kind of check that it is listed for
    {
        OutcomeIs: _outcome,
        NothingChanged: _nothing_changed,
        BenefitIs: _benefit_is,
        IncidentsAre: _incidents_are,
        NotEntitled: _not_entitled,
        ContractIs: _contract_is,
        ContractRuns: _contract_runs,
        Sees: _sees,
        ButtonIs: _button,
        PlanShows: _plan_shows,
        PlanIs: _plan_is,
        TopPlan: _top_plan,
        RequestUnder: _request_under,
        RequestCount: _request_count,
    },
)
