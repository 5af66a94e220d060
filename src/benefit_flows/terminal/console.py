"""What a terminal knows of a session, and what it shows when the session moves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.stepper.quiz import Predictions, Quiz
from benefit_flows.stepper.session import Session
from benefit_flows.terminal.display import first_lines, state_lines, story_lines, text_of
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.menu import choice_lines, next_lines
from benefit_flows.terminal.questions import answered_lines, predicted_lines, question_lines, score_lines
from benefit_flows.terminal.words import WORDS
from benefit_flows.text import Language


class Unwritten(NamedTuple):
    """Why a file could not be written: a key of the words, and the system's code for it."""

    why: str
    code: str = ""


Writer = Callable[[str, str], Unwritten | None]
"""Writes a text into a new file of a name; says why it could not, if it could not."""


@dataclass(frozen=True)
class Console:
    """Everything that a terminal knows: the session, the scores, and what it waits for.

    ``question`` is the line of a question that waits for its answer, ``predicted`` the choice that waits for a
    prediction, ``scored`` what the scores were told of. ``file_language`` is that of exports; ``version`` and
    ``lesson`` are for links.
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
    predicted: int | None = None
    scored: tuple[Quiz, Predictions] | None = None
    left: bool = False

    @property
    def speaker(self) -> Speaker:
        """Who words what is of the rulebook."""
        return Speaker(self.session.rulebook, self.language)

    def say(self, key: str, **values: object) -> "Reply":
        """Stay as it is, and say one thing."""
        return Reply(self, (ShownLine(WORDS.say(key, self.language, **values)),))

    @property
    def prompt(self) -> str:
        """What is asked of the user now."""
        if self.question is not None:
            most = len(self.quiz.question(self.session.start, self.question).choices)
            return WORDS.say("prompt-question", self.language, most=most)
        if self.predicted is not None:
            return WORDS.say("prompt-outcome", self.language)
        session, last = self.session, self.session.last
        outcome = self.speaker.name(last.step.outcome.value) if last else ""
        far = {"done": session.position, "all": len(session.start.elements)}
        return WORDS.say("prompt-after" if last else "prompt", self.language, **far, outcome=outcome)


class Reply(NamedTuple):
    """What comes of a line: the console as it is then, and what to show."""

    console: Console
    lines: tuple[ShownLine, ...]


def opening(console: Console) -> Reply:
    """Show the scenario, and where it starts."""
    first = first_lines(console.session, console.speaker, console.file_language)
    there = moved(console, console.session)
    return Reply(there.console, (*first, *there.lines))


def leaving(console: Console) -> Reply:
    """Leave, with the scores."""
    return _scored(replace(console, left=True), ())


def _scored(console: Console, lines: tuple[ShownLine, ...]) -> Reply:
    """Tell the scores, unless they were just told."""
    now = (console.quiz, console.predictions)
    told = score_lines(*now, console.session.start, console.language) if console.scored != now else ()
    return Reply(replace(console, scored=now), (*lines, *told))


def moved(console: Console, session: Session) -> Reply:
    """Show where a session has come to, and ask what is to be asked there."""
    speaker, question = console.speaker, _next_question(console, session, -1)
    there = replace(console, session=session, predicted=None, scored=None)
    before = (*state_lines(session, speaker), *story_lines(session, speaker, -1, question))
    return _asked(there, question, (*before, *choice_lines(session, speaker, marked=question is None)))


def _next_question(console: Console, session: Session, behind: int) -> int | None:
    """Give the line of the next question to ask in a place, behind one of the lines there."""
    return next((each for each in console.quiz.open_in(session) if each > behind), None)


def _go_on(console: Console, behind: int, lines: Iterable[ShownLine]) -> Reply:
    """Tell what the scenario says behind a question that was answered or left, up to the next one."""
    session, speaker = console.session, console.speaker
    question = _next_question(console, session, behind)
    lines = (*lines, *story_lines(session, speaker, behind, question))
    return _asked(console, question, lines if question is not None else (*lines, *next_lines(session, speaker)))


def _asked(console: Console, question: int | None, lines: tuple[ShownLine, ...]) -> Reply:
    """Ask a question; where none is left at the end of the scenario, give the scores."""
    there = replace(console, question=question)
    if question is None:
        return _scored(there, lines) if console.session.just_ended else Reply(there, lines)
    about = console.quiz.question(console.session.start, question)
    return Reply(there, (*lines, *question_lines(about, console.language)))


def tells_too_much(console: Console, number: int) -> bool:
    """Say whether why a choice is refused would be the answer to what is asked, or to what will be."""
    if console.question is not None:
        return True
    last = console.session.last
    return console.predicting and (last is None or last.element != console.session.choices[number])


def choose(console: Console, number: int) -> Reply:
    """Take a choice; ask first what will come of it, where that is wanted."""
    session = console.session
    if not 0 <= number < len(session.choices):
        return console.say("no-choice", most=len(session.choices))
    element = session.choices[number]
    known = session.path[session.cursor : session.cursor + 1] == (number,)
    if console.predicting and not known and not isinstance(element, tuple | Wait):
        what = text_of(element, session, console.speaker)
        return replace(console, predicted=number).say("predict", what=what)
    return moved(console, session.choose(number))


def predicted(console: Console, number: int, said: Outcome) -> Reply:
    """Take a choice of which the user said how it ends."""
    actual = console.session.outcome(number)
    scored = replace(console, predictions=console.predictions.predict(said, actual))
    told = predicted_lines(said, actual, console.speaker)
    there = moved(scored, console.session.choose(number))
    return Reply(there.console, (*told, *there.lines))


def answered(console: Console, question: int, choice: int | None) -> Reply:
    """Take an answer; an empty line leaves the question for later."""
    if choice is None:
        return _go_on(console, question, ())
    about = console.quiz.question(console.session.start, question)
    if not 0 <= choice < len(about.choices):
        return console.say("no-answer", most=len(about.choices))
    there = replace(console, quiz=console.quiz.answer(question, choice))
    return _go_on(there, question, answered_lines(about, choice, console.language))
