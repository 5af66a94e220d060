"""The rulebook with its data altered: loaded as it is, or refused with its faults."""

from typing import Final, NamedTuple

import pytest

from benefit_flows import rulebook
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.rulebooks import mpn_2021_04
from benefit_flows.rulebooks.data import Fault, RulebookError
from benefit_flows.rulebooks.loader import Behaviour, load_rulebook, read_package_data

TEXTS: Final = read_package_data(mpn_2021_04.__name__)
BOOK: Final = rulebook()
BEHAVIOUR: Final = mpn_2021_04.BEHAVIOUR


class Edit(NamedTuple):
    """A piece of a data file and what stands there instead."""

    file: str
    old: str
    new: str


def edited(*edits: Edit) -> dict[str, str]:
    """Give the data files with pieces replaced; a piece that is not there once is a mistake of the test."""
    texts = dict(TEXTS)
    for each in edits:
        assert texts[each.file].count(each.old) == 1, each
        texts[each.file] = texts[each.file].replace(each.old, each.new)
    return texts


def faults_of(texts: dict[str, str], behaviour: Behaviour = BEHAVIOUR) -> tuple[Fault, ...]:
    """Load altered data files and give the faults that this brings."""
    with pytest.raises(RulebookError) as refused:
        load_rulebook("altered", texts, behaviour)
    assert str(refused.value).splitlines() == [str(each) for each in refused.value.faults]
    return refused.value.faults


def altered(*edits: Edit) -> Rulebook:
    """Load the rulebook with pieces of its data files replaced, under its own id."""
    return load_rulebook(BOOK.id, edited(*edits), BEHAVIOUR)
