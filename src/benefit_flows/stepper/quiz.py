"""The questions of a scenario, and what a learner predicts: the first answer counts, and all are scored."""

from typing import NamedTuple

from benefit_flows.model.checks import Outcome
from benefit_flows.model.scenario import Question
from benefit_flows.stepper.session import Session
from benefit_flows.stepper.start import Start, positions


class Score(NamedTuple):
    """So many right answers of so many."""

    right: int
    of: int


class Quiz(NamedTuple):
    """The answers given so far: pairs of a question (by the number of its line) and an answer, both from 0."""

    answers: tuple[tuple[int, int], ...] = ()

    def answer(self, question: int, choice: int) -> "Quiz":
        """Keep an answer, if it is the first to this question."""
        if question in dict(self.answers):
            return self
        return Quiz((*self.answers, (question, choice)))

    def question(self, start: Start, number: int) -> Question:
        """Give a question by the number of its line."""
        return questions(start)[number]

    def score(self, start: Start) -> Score:
        """Count the right answers, of all questions that the scenario asks."""
        every = questions(start)
        right = sum(every[question].choices[choice][1] for question, choice in self.answers)
        return Score(right, len(every))

    def open_in(self, session: Session) -> tuple[int, ...]:
        """Give the questions to ask where the session stands: those of its position that have no answer yet."""
        if not session.on_path:
            return ()
        answered = dict(self.answers)
        here = enumerate(positions(session.start))
        every = questions(session.start)
        return tuple(n for n, position in here if position == session.position and n in every and n not in answered)


def questions(start: Start) -> dict[int, Question]:
    """Give the questions of a scenario by the numbers of their lines."""
    found = enumerate(line.what for line in start.scenario.lines)
    return {number: what for number, what in found if isinstance(what, Question)}


class Predictions(NamedTuple):
    """What a learner said a step would end in before seeing it, and what it ended in."""

    said: tuple[tuple[Outcome, Outcome], ...] = ()

    def predict(self, said: Outcome, actual: Outcome) -> "Predictions":
        """Keep one more prediction."""
        return Predictions((*self.said, (said, actual)))

    @property
    def score(self) -> Score:
        """Count the right predictions."""
        return Score(sum(said is actual for said, actual in self.said), len(self.said))
