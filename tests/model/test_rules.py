"""Rules know their action: what mypy refuses is refused here, or the comment that expects it is an error itself."""

from benefit_flows.model.actions import Action, OpenPage, SignIn
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, Situation


def _page_named(situation: Situation[OpenPage]) -> Finding:
    return Finding(bool(situation.action.page))


def _account_named(situation: Situation[Action]) -> Finding:
    return Finding(bool(situation.account.name))


def _nothing(_: object, __: object) -> tuple[()]:
    return ()


PAGE = Guard("page", _page_named, (), ())
ACCOUNT = Guard("account", _account_named, (), ())


def test_a_guard_of_any_action_stands_among_the_rules_of_each_and_no_other_does() -> None:
    """The comments are the test: mypy takes each only where it would complain."""
    opening = ActionRules(OpenPage, lambda _, __, ___: (), (PAGE, ACCOUNT), (), (), lambda _, __, ___: ())
    entering = ActionRules(SignIn, lambda _, __, ___: (), (ACCOUNT,), (), (), lambda _, __, ___: ())
    mixed: ActionRules[SignIn] = ActionRules(
        SignIn,
        lambda _, __, ___: (),
        (PAGE,),  # type: ignore[arg-type]  # it looks at a page, and a sign-in has none
        (),
        (),
        lambda _, __, ___: (),
    )
    assert [each.kind for each in (opening, entering, mixed)] == [OpenPage, SignIn, SignIn]


def test_an_effect_of_one_action_is_none_of_another() -> None:
    effect: Effect[OpenPage] = Effect("go", (), _nothing)
    other: Effect[SignIn] = effect  # type: ignore[assignment]  # an effect on pages has nothing to do at a sign-in
    assert (effect.name, other.name) == ("go", "go")
