"""What a check finds on the screen of an account, and in the messages that it has before its eyes."""

from typing import assert_never

from benefit_flows.engine.evidence import Seen
from benefit_flows.engine.references import AMBIGUOUS
from benefit_flows.engine.screens import screen
from benefit_flows.model.checks import ButtonIs, PlanIs, PlanShows, Sees
from benefit_flows.model.screen import Item
from benefit_flows.model.trace import Judgement, Problem, Step
from benefit_flows.model.world import Fact


def judge_screen(check: Sees | ButtonIs | PlanShows | PlanIs, seen: Seen) -> Judgement | Problem:
    """Judge a check of what an account sees; a problem where several contracts have the plan."""
    judgement = _judged(check, seen)
    return judgement if isinstance(judgement, Problem) else judgement._replace(account=check.account)


def _judged(check: Sees | ButtonIs | PlanShows | PlanIs, seen: Seen) -> Judgement | Problem:
    match check:
        case Sees():
            return _sees(check, seen)
        case ButtonIs():
            return _button(check, seen)
        case PlanShows():
            return _plan_shows(check, seen)
        case PlanIs():
            return _plan_is(check, seen)
        case _:
            assert_never(check)


def messages_for(account: str, steps: tuple[Step, ...]) -> tuple[Item, ...]:
    """Give the messages that an account has before its eyes: those of its own last action."""
    for step in reversed(steps):
        if getattr(step.action, "account", None) == account:
            rules = step.refusal.rules if step.refusal else step.rules
            return tuple(Item(message.key, "message", "message", rules) for message in step.shown)
    return ()


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
    rows = [item for item in items if item.key == label and item.role == "row"]
    rows = [row for row in rows if check.package in (None, row.contract)]
    if len(rows) > 1:
        return Problem(AMBIGUOUS, (Fact("candidates", tuple(row.contract or "" for row in rows)),))
    return rows


def _plan_shows(check: PlanShows, seen: Seen) -> Judgement | Problem:
    items, _ = _visible(check.account, seen)
    rows = _plan_rows(check, items, seen)
    if isinstance(rows, Problem):
        return rows
    label = seen.rulebook.plans[check.plan].label
    contract = rows[0].contract if rows else None
    found = [item for item in items if (item.of, item.key, item.contract) == (label, check.text, contract)]
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
