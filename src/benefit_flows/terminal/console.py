"""What a terminal knows of a session, and what it shows when the session moves."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.stepper.quiz import Predictions, Quiz
from benefit_flows.stepper.session import Session
from benefit_flows.terminal.asking import answered_lines, foreseen_lines, question_lines, score_lines
from benefit_flows.terminal.layout import Line
from benefit_flows.terminal.offering import choice_lines
from benefit_flows.terminal.showing import first_lines, state_lines, text_of
from benefit_flows.terminal.words import say
from benefit_flows.text import Language

Writer = Callable[[str, str], str | None]
"""Writes a text into a new file of a name; says why it could not, if it could not."""


@dataclass(frozen=True)
class Console:
    """Everything that a terminal knows: the session, the scores, and what it waits for.

    ``question`` is the line of a question that waits for its answer, ``foreseen`` the choice that waits for a
    prediction. ``file_language`` is that of exports; ``version`` and ``lesson`` are for links.
    """

    session: Session
    write: Writer
    language: Language = "en"
    file_language: Language = "en"
    version: str = ""
    lesson: int = 0
    quiz: Quiz = field(default_factory=Quiz)
    predictions: Predictions = field(default_factory=Predictions)
    predicting: bool = False
    question: int | None = None
    foreseen: int | None = None
    left: bool = False

    def say(self, key: str, **values: object) -> "Reply":
        """Stay as it is, and say one thing."""
        return Reply(self, (Line(say(key, self.language, **values)),))

    @property
    def prompt(self) -> str:
        """What is asked of the user now."""
        if self.question is not None:
            most = len(self.quiz.question(self.session.start, self.question).choices)
            return say("prompt-question", self.language, most=most)
        if self.foreseen is not None:
            return say("prompt-outcome", self.language)
        session, last = self.session, self.session.last
        outcome = session.rulebook.name(last.step.outcome.value, self.language) if last else ""
        far = {"done": session.position, "all": len(session.start.elements)}
        return say("prompt-after" if last else "prompt", self.language, **far, outcome=outcome)


class Reply(NamedTuple):
    """What comes of a line: the console as it is then, and what to show."""

    console: Console
    lines: tuple[Line, ...]


def opening(console: Console) -> Reply:
    """Show the scenario, and where it starts."""
    first = first_lines(console.session, console.language, console.file_language)
    there = moved(console, console.session)
    return Reply(there.console, (*first, *there.lines))


def leaving(console: Console) -> Reply:
    """Leave, with the scores."""
    return Reply(
        replace(console, left=True),
        tuple(score_lines(console.quiz, console.predictions, console.session.start, console.language)),
    )


def moved(console: Console, session: Session) -> Reply:
    """Show where a session has come to, and ask what is to be asked there."""
    there = replace(console, session=session, question=None, foreseen=None)
    return ask_next(there, (*state_lines(session, console.language), *choice_lines(session, console.language)))


def ask_next(console: Console, lines: tuple[Line, ...]) -> Reply:
    """Ask the next question of this place, if one is left; at the end of the scenario give the scores."""
    left = console.quiz.open_in(console.session)
    if left:
        asked = question_lines(console.quiz.question(console.session.start, left[0]), console.language)
        return Reply(replace(console, question=left[0]), (*lines, *asked))
    if console.session.just_ended:
        lines = (*lines, *leaving(console).lines)
    return Reply(replace(console, question=None), lines)


def choose(console: Console, number: int) -> Reply:
    """Take a choice; ask first what will come of it, where that is wanted."""
    session = console.session
    if not 0 <= number < len(session.choices):
        return console.say("no-choice", most=len(session.choices))
    element = session.choices[number]
    known = session.path[session.cursor : session.cursor + 1] == (number,)
    if console.predicting and not known and not isinstance(element, tuple | Wait):
        what = text_of(element, session, console.language)
        return replace(console, foreseen=number).say("foresee", what=what)
    return moved(console, session.choose(number))


def predicted(console: Console, number: int, foreseen: Outcome) -> Reply:
    """Take a choice of which the user said how it ends."""
    actual = console.session.outcome(number)
    said = replace(console, predictions=console.predictions.predict(foreseen, actual))
    told = foreseen_lines(foreseen, actual, console.session.rulebook, console.language)
    there = moved(said, console.session.choose(number))
    return Reply(there.console, (*told, *there.lines))


def answered(console: Console, question: int, choice: int | None) -> Reply:
    """Take an answer; an empty line leaves the question for later."""
    if choice is None:
        return Reply(replace(console, question=None), ())
    about = console.quiz.question(console.session.start, question)
    if not 0 <= choice < len(about.choices):
        return console.say("no-answer", most=len(about.choices))
    quiz = console.quiz.answer(question, choice)
    return ask_next(replace(console, quiz=quiz), tuple(answered_lines(about, choice, console.language)))
