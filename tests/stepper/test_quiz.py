"""Questions are asked where they stand, once; predictions are scored."""

from benefit_flows.model.actions import SignIn
from benefit_flows.model.checks import Outcome
from benefit_flows.stepper.quiz import Predictions, Quiz, Score, questions
from tests.stepper.support import started, stepping


def test_a_question_is_asked_at_its_position_until_it_is_answered() -> None:
    session, quiz = stepping(), Quiz()
    first, second = questions(session.start)
    there = session.go_to(1)
    assert (quiz.open_in(session), quiz.open_in(there), quiz.open_in(there.go_to(4))) == ((), (first,), (second,))
    assert quiz.answer(first, 0).open_in(there) == ()
    assert quiz.question(session.start, first).text == "Is the contract linked?"


def test_off_the_path_nothing_is_asked() -> None:
    there = stepping().go_to(1)
    aside = there.choose(there.choices.index(SignIn("Chloe", "partner-center")))
    assert aside.position == 1
    assert Quiz().open_in(aside) == ()


def test_the_first_answer_counts() -> None:
    start = started()
    first, second = questions(start)
    quiz = Quiz().answer(first, 1).answer(first, 0).answer(second, 1)
    assert quiz.score(start) == Score(1, 2)
    assert Quiz().score(start) == Score(0, 2)


def test_predictions_are_right_where_the_outcome_came() -> None:
    said = Predictions().predict(Outcome.ACCEPTED, Outcome.ACCEPTED).predict(Outcome.ACCEPTED, Outcome.IGNORABLE)
    assert said.score == Score(1, 2)
    assert Predictions().score == Score(0, 0)
