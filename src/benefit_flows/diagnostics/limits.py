"""How much is shown of very many mistakes: the worst and first of each file, and how many more there are."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.diagnostics.codes import Severity

MOST_IN_FILE: Final = 100
MOST_IN_ALL: Final = 1_000
"""More than anybody mends before looking again, and few enough for a terminal, a page of a build server, an editor."""
FAILED: Final = "BF500"
RANKS: Final = {each: rank for rank, each in enumerate((Severity.ERROR, Severity.WARNING, Severity.HINT))}


def limited(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Leave out what is too much, errors last; a hint (BF423) at the worst that is left out of a file says how many.

    Those of files of which nothing is shown are counted together, at the first of them. Failed lines are all shown.
    """
    every = tuple(diagnostics)
    if len(every) <= MOST_IN_FILE:
        return every
    mistakes = [each for each in every if each.code < FAILED]
    return (*_limited(mistakes), *(each for each in every if each.code >= FAILED))


def _limited(every: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    shown: Counter[str] = Counter()
    left: dict[str, list[Diagnostic]] = {}
    kept: list[Diagnostic] = []
    for each in sorted(every, key=lambda each: RANKS[each.severity]):
        path = each.span.path
        if shown[path] < MOST_IN_FILE and len(kept) < MOST_IN_ALL:
            shown[path] += 1
            kept.append(each)
        else:
            left.setdefault(path if shown[path] else "", []).append(each)
    return in_order([*kept, *(_more(each) for each in left.values())]) if left else tuple(every)


def _more(left: list[Diagnostic]) -> Diagnostic:
    return Diagnostic("BF423", left[0].span, (("number", f"{len(left):,}"),), "first")
