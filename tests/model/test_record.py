"""Records: equal to their own kind only, and never changed."""

from datetime import date
from typing import Any, get_args

import pytest

from benefit_flows.model.actions import (
    Action,
    Activate,
    ContractRef,
    ExpandPlans,
    LeaveRequest,
    LinkContract,
    SignIn,
    Wait,
)
from benefit_flows.model.checks import Check
from benefit_flows.model.givens import Given


def test_records_with_the_same_values_are_equal_and_hash_alike() -> None:
    """Two records of one kind with equal fields are the same value."""
    one, other = (LinkContract("Ada", "desk", ContractRef("Contoso", "Contoso/1")) for _ in range(2))
    assert (one == other, hash(one) == hash(other), one is other) == (True, True, False)


def test_records_of_two_kinds_are_never_equal() -> None:
    """The same values in another kind of action mean something else."""
    assert ExpandPlans("Ada", "L1") != LeaveRequest("Ada")
    assert ExpandPlans("Ada", "L1") != "Ada"
    assert len({ExpandPlans("Ada", "L1"), LeaveRequest("Ada"), ExpandPlans("Ada", "L1")}) == 2


@pytest.mark.parametrize("other", [SignIn("Bob", "desk"), SignIn("Ada", "yard")])
def test_records_that_differ_in_a_field_are_not_equal(other: SignIn) -> None:
    """Every field counts."""
    assert SignIn("Ada", "desk") != other


def test_a_record_cannot_be_changed() -> None:
    """Setting a field, a new one too, is an error, and the record stays."""
    record = SignIn("Ada", "desk")
    for name in ("account", "colour"):
        with pytest.raises(AttributeError):
            setattr(record, name, "Bob")
    assert record == SignIn("Ada", "desk")


def test_a_record_cannot_lose_a_field() -> None:
    """Deleting a field is an error too."""
    record = SignIn("Ada", "desk")
    with pytest.raises(AttributeError):
        del record.account
    assert record == SignIn("Ada", "desk")


def test_fields_are_given_by_position_and_by_name() -> None:
    """Fields with a default may be left out."""
    assert Activate("Ada", portal="desk", benefit="signature") == Activate("Ada", "desk", "signature", None)


WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("Ada",), {}),
    (("Ada", "desk", "more"), {}),
    (("Ada",), {"account": "Bob"}),
    (("Ada", "desk"), {"colour": "red"}),
    ((), {"account": "Ada"}),
]


@pytest.mark.parametrize(("values", "named"), WRONG)
def test_a_field_too_few_too_many_twice_or_unknown_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """A record takes exactly its fields."""
    with pytest.raises(TypeError):
        SignIn(*values, **named)


def test_a_record_tells_its_fields() -> None:
    """The representation is the call that makes the record."""
    assert repr(Wait(date(2021, 3, 4))) == ("Wait(until=datetime.date(2021, 3, 4))")


def test_no_two_kinds_have_one_name() -> None:
    """Reports tell actions, facts and checks by the name of their kind."""
    names = [each.__name__ for kinds in (Action, Given, Check) for each in get_args(kinds)]
    assert sorted(set(names)) == sorted(names)
