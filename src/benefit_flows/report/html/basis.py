"""What results rest on: for each rule, passage and transition, how many scenarios rely on it, by kind of file."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.coverage import FILES, Explored, transition_id
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Trace


class Rests(NamedTuple):
    """What one scenario rests on, each sorted: rules, passages cited or behind these rules, ids of transitions."""

    rules: tuple[str, ...]
    passages: tuple[int, ...]
    moves: tuple[str, ...]


class RestingEntry(NamedTuple):
    """A thing to rest on: how many scenarios of each kind of file do, and whether exploring reached it.

    ``note`` says why nothing can be expected to rest on it.
    """

    id: str
    text: str
    note: str
    counts: tuple[int, ...]
    explored: bool | None


class Resting(NamedTuple):
    """All there is to rest on, in the rulebook's order. ``files`` heads the counts."""

    files: tuple[str, ...]
    rules: tuple[RestingEntry, ...]
    passages: tuple[RestingEntry, ...]
    moves: tuple[RestingEntry, ...]


def rests_on(trace: Trace, rulebook: Rulebook) -> Rests:
    """Tell what a run relied on, and what its lines cite."""
    rules: set[str] = set()
    for event in trace.events:
        rules.update(event.step.rules if event.step is not None else ())
        rules.update(event.judgement.rules if event.judgement is not None else ())
    moves = {
        transition_id(move.machine, move.source, move.event, move.target) for step in trace.steps for move in step.moves
    }
    passages = {*cited(trace), *rulebook.passages_of(rules)}
    in_order = tuple(rule for rule in rulebook.rules if rule in rules)
    return Rests(in_order, tuple(sorted(passages)), tuple(sorted(moves)))


def cited(trace: Trace) -> tuple[int, ...]:
    """Give the passages that a scenario's header and lines cite."""
    scenario = trace.scenario
    return tuple(sorted({*scenario.citations, *(citation for line in scenario.lines for citation in line.citations)}))


def resting(rests: Iterable[tuple[str, Rests]], speaker: Speaker, explored: Explored | None) -> Resting:
    """Count, for pairs of a file and what a scenario of it rests on."""
    rulebook, language = speaker.rulebook, speaker.language
    pairs = tuple(rests)
    reached = None if explored is None else _reached(explored, rulebook)
    rules = _Counter({rule.id: speaker.statement(rule) for rule in rulebook.rules.values()})
    passages, moves = _Counter(_passages(rulebook)), _Counter(_moves(Speaker(rulebook, language)))
    for file, each in pairs:
        rules.add(file, each.rules)
        passages.add(file, map(str, each.passages))
        moves.add(file, each.moves)
    notes = {str(each): why.in_language(language) for each, why in rulebook.not_testable.items()}
    return Resting(
        FILES,
        rules.entries(None if reached is None else reached.rules),
        passages.entries(None if reached is None else tuple(map(str, reached.passages)), notes),
        moves.entries(None if reached is None else reached.moves),
    )


def _reached(explored: Explored, rulebook: Rulebook) -> Rests:
    return Rests(explored.rules, rulebook.passages_of(explored.rules), explored.transitions)


class _Counter:
    """Counts the scenarios that rest on each of all things of a kind, by kind of file."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.counts = {each: [0] * len(FILES) for each in texts}

    def add(self, file: str, ids: Iterable[str]) -> None:
        """Count a scenario of a file."""
        column = next((number for number, end in enumerate(FILES) if file.endswith(end)), 0)
        for each in ids:
            self.counts[each][column] += 1

    def entries(
        self, reached: tuple[str, ...] | None, notes: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[RestingEntry, ...]:
        """Give all there is, in order."""
        return tuple(
            RestingEntry(
                each, text, notes.get(each, ""), tuple(self.counts[each]), None if reached is None else each in reached
            )
            for each, text in self.texts.items()
        )


def _passages(rulebook: Rulebook) -> dict[str, str]:
    """Say for each passage which rules rest on it."""
    behind: dict[int, list[str]] = {each: [] for each in rulebook.passages}
    for rule in rulebook.rules.values():
        for passage in rule.passages:
            behind.setdefault(passage, []).append(rule.id)
    return {str(each): " ".join(rules) for each, rules in behind.items()}


def _moves(speaker: Speaker) -> dict[str, str]:
    def worded(row: tuple[str, str, str]) -> str:
        source, event, target = (speaker.name(each) for each in row)
        return f"{source} → {target} ({event})"

    machines = speaker.rulebook.machines
    return {transition_id(name, *row): worded(row) for name, machine in machines.items() for row in machine.rows}
