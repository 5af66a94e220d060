"""Questions to trainees: what an answer adds to one."""

from benefit_flows.language.statements import Statement
from benefit_flows.model.scenario import Question


def answered(question: Question, step: Statement) -> Question:
    """Add an answer, right or wrong, or the reason of the right ones."""
    if step.keyword == "because":
        return Question(question.text, question.choices, step.text)
    choices = (*question.choices, (step.text, step.keyword == "right"))
    return Question(question.text, choices, question.because)
