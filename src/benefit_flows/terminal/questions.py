"""Questions, predictions and scores in lines."""

from collections.abc import Iterator

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import Outcome
from benefit_flows.model.scenario import Question
from benefit_flows.stepper.quiz import Predictions, Quiz
from benefit_flows.stepper.start import Start
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import WORDS
from benefit_flows.text import Language


def question_lines(question: Question, language: Language) -> Iterator[ShownLine]:
    """Ask a question, with its answers by number."""
    yield ShownLine(WORDS.say("question", language, text=question.text))
    for number, (text, _) in enumerate(question.choices, start=1):
        yield ShownLine(text, 2, lead=f"{number} ")


def answered_lines(question: Question, choice: int, language: Language) -> Iterator[ShownLine]:
    """Say whether an answer is right, and why."""
    if question.choices[choice][1]:
        yield ShownLine(WORDS.say("right", language))
    else:
        answers = "; ".join(text for text, right in question.choices if right)
        yield ShownLine(WORDS.say("wrong", language, answers=answers))
    if question.because is not None:
        yield ShownLine(WORDS.say("because", language, text=question.because))


def predicted_lines(said: Outcome, actual: Outcome, speaker: Speaker) -> Iterator[ShownLine]:
    """Say whether a prediction was right."""
    if said is actual:
        yield ShownLine(WORDS.say("predicted", speaker.language))
    else:
        yield ShownLine(WORDS.say("not-predicted", speaker.language, what=speaker.name(said.value)))


def score_lines(quiz: Quiz, predictions: Predictions, start: Start, language: Language) -> Iterator[ShownLine]:
    """Give the scores; nothing where nothing was asked."""
    for key, score in (("score-questions", quiz.score(start)), ("score-predictions", predictions.score)):
        if score.of:
            yield ShownLine(WORDS.say(key, language, right=score.right, of=score.of))
