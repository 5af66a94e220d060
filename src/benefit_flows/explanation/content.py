"""What is told of a subject, by its kind."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from benefit_flows.explanation import messages, names, rules
from benefit_flows.explanation.codes import code_lines
from benefit_flows.explanation.subjects import Subject
from benefit_flows.language.speaker import Speaker

Teller = Callable[[str, Speaker], Iterator[str]]
TELLERS: Final[Mapping[str, Teller]] = {
    "rule": rules.rule_lines,
    "passage": rules.passage_lines,
    "reading": rules.reading_lines,
    "parameter": rules.parameter_lines,
    "message": messages.message_lines,
    "condition": messages.condition_lines,
    "action": messages.action_lines,
    "code": code_lines,
    "portal": names.portal_lines,
    "plan": names.plan_lines,
    "benefit": names.benefit_lines,
    "product": names.product_lines,
    "competency": names.competency_lines,
    "level": names.level_lines,
    "page": names.page_lines,
    "outcome": names.outcome_lines,
    "setup": names.setup_lines,
    "move": names.move_lines,
    "entry": names.entry_lines,
    "alias": names.alias_lines,
    "state": partial(names.machine_lines, "state"),
    "event": partial(names.machine_lines, "event"),
    **{each: partial(names.word_lines, each) for each in ("role", "identity", "association", "issue", "word")},
}


def lines_about(subject: Subject, speaker: Speaker) -> Iterator[str]:
    """Tell in lines what something is, where it counts and what it rests on."""
    return TELLERS[subject.kind](subject.key, speaker)
