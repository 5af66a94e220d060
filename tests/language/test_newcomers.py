"""Lines of newcomers: what is said of them, and how often the phrase that is meant is proposed."""

from benefit_flows.language.tables import tables_for
from tests.language.newcomers import newcomers


def test_what_newcomers_mean_are_phrases_that_there_are() -> None:
    known = {(keyword, kind) for keyword, kind, _ in tables_for("en").alternatives()}
    building, kept = newcomers()
    assert (len(building), len(kept)) == (30, 30)
    assert [each for line in (*building, *kept) for each in line.right if each not in known] == []
