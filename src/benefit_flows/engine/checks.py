"""What a check finds in a world and in the steps that led there."""

from collections.abc import Callable
from typing import assert_never

from benefit_flows.engine.evidence import Seen, history
from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.engine.screen_checks import judge_screen
from benefit_flows.model.actions import BenefitRef
from benefit_flows.model.changes import subject_of
from benefit_flows.model.checks import (
    UNLIMITED,
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
from benefit_flows.model.trace import Judgement, Problem
from benefit_flows.model.world import Benefit, Company, Contract, Fact, Link, Value


def judge(check: Check, seen: Seen) -> Judgement | Problem:
    """Judge a check; a problem where it refers to several things at once."""
    match check:
        case Sees() | ButtonIs() | PlanShows() | PlanIs():
            return judge_screen(check, seen)
        case OutcomeIs():
            return _outcome(check, seen)
        case NothingChanged():
            return _nothing_changed(seen)
        case BenefitIs():
            return _benefit_is(check, seen)
        case IncidentsAre():
            return _incidents_are(check, seen)
        case NotEntitled():
            return _not_entitled(check, seen)
        case ContractIs():
            return _contract_is(check, seen)
        case ContractRuns():
            return _contract_runs(check, seen)
        case TopPlan():
            return _top_plan(check, seen)
        case RequestUnder():
            return _request_under(check, seen)
        case RequestCount():
            return _request_count(check, seen)
        case _:
            assert_never(check)


def _outcome(check: OutcomeIs, seen: Seen) -> Judgement:
    actual = seen.last.outcome if seen.last else None
    return Judgement(
        actual is check.outcome,
        (Fact("outcome", check.outcome.value),),
        (Fact("outcome", actual.value if actual else "none"),),
        seen.last.rules if seen.last else (),
    )


def _nothing_changed(seen: Seen) -> Judgement:
    last = seen.last
    same = last is not None and last.before.facts() == last.after.facts()
    changed = tuple(sorted({s for change in last.applied for s in change.subjects})) if last and not same else ()
    return Judgement(same, (Fact("changed", ()),), (Fact("changed", changed),), last.rules if last else ())


def _benefit_is(check: BenefitIs, seen: Seen) -> Judgement | Problem:
    return _about_benefit(check.benefit, seen, "state", check.state, lambda benefit: benefit.state)


def _incidents_are(check: IncidentsAre, seen: Seen) -> Judgement | Problem:
    return _about_benefit(check.benefit, seen, "incidents-remaining", check.number, _remaining)


def _remaining(benefit: Benefit) -> Value:
    return UNLIMITED if benefit.remaining is None else benefit.remaining


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
    packages = [package for package in seen.world.packages if package.company == check.company]
    ids = {package.id for package in packages}
    found = tuple(
        benefit.id for benefit in seen.world.benefits if benefit.package in ids and benefit.kind == check.kind
    )
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


def _top_plan(check: TopPlan, seen: Seen) -> Judgement:
    plans = seen.rulebook.plans.values()
    top = max(plans, key=lambda plan: plan.rank)
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
    subjects = tuple(subject_of(request) for request in seen.world.requests)
    rules = tuple(dict.fromkeys((*history(seen.steps, subjects), *(seen.last.rules if seen.last else ()))))
    actual = len(seen.world.requests)
    return Judgement(
        actual == check.number,
        (Fact("requests", check.number),),
        (Fact("requests", actual),),
        rules,
        subjects,
    )
