"""What each command does, and what is said of one that cannot be done."""

import re
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.terminal.words import HELP
from tests.stepper.support import scenarios
from tests.support import run_text
from tests.terminal.support import LESSON, replies, typed

WHERE = "steps done: "


def where(reply: str) -> str:
    """Give the line that says where the session stands."""
    (line,) = [each for each in reply.splitlines() if WHERE in each]
    return line.partition(WHERE)[2]


def test_enter_follows_the_scenario_and_back_and_forward_go_over_the_path() -> None:
    told = replies("\n\n\nb\nb\nf\nj 0\nj 3\n", LESSON)
    assert [where(each) for each in told if WHERE in each] == [
        "0, scenario: 0 of 4",
        "1, scenario: 1 of 4",
        # the empty line at the question leaves it for later
        "2, scenario: 2 of 4",
        "1 (ahead: 1), scenario: 1 of 4",
        "0 (ahead: 2), scenario: 0 of 4",
        "1 (ahead: 1), scenario: 1 of 4",
        "0 (ahead: 2), scenario: 0 of 4",
    ]
    assert told[-2:] == ["There are steps from 0 to 2.\n", "Questions: 0 right of 1.\n"]


def test_at_the_ends_of_the_path_there_is_no_further() -> None:
    assert replies("b\nf\nj x\nj\n", LESSON)[1:5] == [
        "This is the beginning.\n",
        "There is no step ahead.\n",
        "There are steps from 0 to 0.\n",
        "There are steps from 0 to 0.\n",
    ]


@pytest.mark.parametrize("word", ["0", "19", "1234567890123", "w 19", "w", "w x"])
def test_a_choice_that_is_not_there_is_told(word: str) -> None:
    expected = "There are choices from 1 to 18.\n"
    if word == "1234567890123":
        assert replies(word, LESSON)[1].startswith(f'No command: "{word}".')
    else:
        assert replies(word, LESSON)[1] == expected


@pytest.mark.parametrize("word", ["x", "b 2", "help me", "jump", "y" * 99, "\x1b[A", "-1", "1.5", "٣٣٣٣٣٣٣"])
def test_what_is_no_command_is_answered_by_what_is_possible(word: str) -> None:
    (reply,) = replies(word, LESSON)[1:2]
    assert reply.count("\n") == 1
    assert reply.startswith(f'No command: "{word[:40]}'.replace("\x1b", "\ufffd"))
    assert "Possible: number, Enter, b, f, j N, r, h, ?, w N" in reply


def test_commands_may_be_capital_letters_with_spaces_around() -> None:
    assert replies("  HELP \nLang fr\nq", LESSON)[2].startswith("\n2021-03-04, étapes faites")


def test_without_a_next_step_enter_says_why() -> None:
    off = replies("\n2\n\n", "lesson.flow:19")
    assert off[2].endswith("You left the scenario here: go back, or choose.\n")
    assert off[3] == "You left the scenario here: go back, or choose.\n"


def test_a_question_that_is_left_is_asked_again_when_one_comes_back() -> None:
    told = replies("\n\nb\nf\n9\n0\n3\n1\n", LESSON)
    assert [each.count("Question: Who") for each in told] == [0, 1, 0, 0, 1, 0, 0, 0, 0, 0]
    assert told[5:7] == ["Answer with a number from 1 to 3.\n"] * 2
    wrong = "Wrong. Right: A Global admin; An MPN partner admin\nBecause: Either role is enough.\n"
    assert told[7].startswith(f"{wrong}Next in the scenario: ")
    assert told[7].endswith(' Chloe activates "Microsoft Product Support"\n')


def test_while_a_question_waits_one_may_look_around() -> None:
    told = replies("\n?\n1\n", LESSON)
    assert told[2].startswith('Ada signs in to "Partner Center": accepted\n')
    assert told[3].startswith("Right.\n")
    assert told[-1] == "Questions: 1 right of 1.\n"


def test_predictions_are_asked_before_a_step_is_shown_and_never_twice() -> None:
    told = replies("p\n\na\n\n\nr\nb\nf\n14\n\nb\np\n", LESSON)
    assert told[1] == "Predict first: on.\n"
    assert told[2] == (
        'What will come of it? Ada signs in to "Partner Center": a accepted, r refused, e error to ignore\n'
    )
    assert told[3].startswith("Your prediction was right.\n\n")
    assert told[6].startswith("Your prediction was right.\n\n")
    assert where(told[8]) == "2, scenario: 2 of 4"
    assert told[9].startswith("What will come of it?")
    assert told[10] == "Answer with a, r or e.\n"
    assert where(told[11]) == "1 (ahead: 1), scenario: 1 of 4"
    assert told[12] == "Predict first: off.\n"
    assert told[-1] == "Questions: 0 right of 1.\nPredictions: 2 right of 2.\n"


def test_time_and_facts_are_not_to_be_predicted() -> None:
    told = replies("p\n17\n", LESSON)
    assert where(told[2]) == "1, scenario: 0 of 4"


def test_branches_are_kept_and_taken_again() -> None:
    told = replies("k\n\n\n1\nb\nb\n2\nk\nk 2\nk x\nk 1\nk\n", LESSON)
    assert told[1] == "No other branch is kept.\n"
    assert told[8] == (
        "Branches kept (k N goes on with one):\n"
        '  1 parts after step 0, steps in all 2: Ada signs in to "Partner Center"\n'
    )
    assert told[9:11] == ["There are branches from 1 to 1.\n"] * 2
    assert where(told[11]) == "0 (ahead: 2), scenario: 0 of 4"
    assert told[12].splitlines()[1].endswith('steps in all 1: Chloe signs in to "Partner Center"')


def test_the_session_can_start_anywhere() -> None:
    told = replies("\n\nh\n\nr\n", LESSON)
    assert told[3] == "The session starts here now: r leads back.\n"
    assert where(told[5]) == "1 (ahead: 1), scenario: 1 of 4"


def test_the_steps_are_printed_as_a_scenario_that_passes() -> None:
    told = replies("\n\n\ne\n", LESSON)
    (trace,) = run_text(told[4])
    assert trace.passed
    assert [type(step.action).__name__ for step in trace.steps][-2:] == ["SignIn", "Activate"]


def test_the_steps_are_written_into_a_new_file_only(tmp_path: Path) -> None:
    file = tmp_path / "a new.flow"
    told = replies(f"\n\ne {file}\ne {file}\ne {tmp_path / 'no' / 'folder'}\n", LESSON)
    assert told[3] == f"Written: {file}\n"
    assert told[4] == f"Cannot write {file}: it exists already\n"
    assert told[5] == f"Cannot write {tmp_path / 'no' / 'folder'}: there is no such folder\n"
    assert len(scenarios(file.read_text("utf-8"))) == 1


def test_the_steps_are_not_written_as_what_they_are_not(tmp_path: Path) -> None:
    told = replies(f"\n\ne {tmp_path / 'a.feature'}\ne {tmp_path / 'a.FEATURE'}\ne {tmp_path}/new/\n", LESSON)
    assert [" ".join(each.rpartition(": ")[2].split()) for each in told[3:6]] == [
        "this is the text of a .flow file",
        "this is the text of a .flow file",
        "that is a folder",
    ]
    assert list(tmp_path.iterdir()) == []


def test_why_a_file_cannot_be_written_is_told_in_french_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", "utf-8")
    files = [tmp_path / "a", tmp_path / "a" / "b", tmp_path, tmp_path / "b" / "c", "x\0y", tmp_path / ("n" * 300)]
    told = replies("lang fr\n\n" + "".join(f"e {each}\n" for each in files), LESSON)[3:9]
    assert [" ".join(each.rpartition("\u00a0: ")[2].split()) for each in told] == [
        "il existe déjà",
        "ce dossier n’existe pas",
        "c’est un dossier",
        "ce dossier n’existe pas",
        "aucun fichier ne peut porter ce nom",
        "le système n’y arrive pas (ENAMETOOLONG)",
    ]


ASKING: Final = """\
scenario: Questions that the page must not answer
  use: a Gold partner
  note: Before.
  ask: What does Ada see at first?
    right: Inactive benefits
    wrong: Nothing
  then "Microsoft Product Support" is inactive
  note: Between.
  ask: May Ada link the contract?
    wrong: Yes
    right: No
  note: Behind.
  when Ada tries to link the contract in "Azure portal"
  then it is refused
"""


def test_what_stands_behind_a_question_is_told_when_it_is_answered_or_left(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(ASKING, "utf-8")
    first, second, third, *_ = replies("1\n\n\n", "a.flow", cwd=tmp_path)
    story = first.partition("Note: ")[2]
    assert story.startswith("Before.\nChoices:\n")
    assert story.endswith("Question: What does Ada see at first?\n  1 Inactive benefits\n  2 Nothing\n")
    assert "*" not in story
    assert "is inactive" not in story
    assert [each for each in second.splitlines() if each[:1] != " "][:4] == [
        "Right.",
        'ok: then "Microsoft Product Support" is inactive',
        "Note: Between.",
        "Question: May Ada link the contract?",
    ]
    assert "Next in the scenario" not in second
    assert third == 'Note: Behind.\nNext in the scenario: 11 Ada links the contract in "Azure portal"\n'


def test_why_not_does_not_give_an_answer_away(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(ASKING, "utf-8")
    told_later = "After you have answered: this would give the answer away.\n"
    told = replies("w 1\n1\nw 1\n2\nw 1\np\nw 1\n", "a.flow", cwd=tmp_path)
    assert [told[1], told[3], told[7]] == [told_later] * 3
    assert told[5].startswith("Choice 1 would be accepted")


def test_why_not_tells_of_the_step_that_was_refused_while_one_predicts(tmp_path: Path) -> None:
    text = (
        'scenario: x\n  use: a Gold partner\n  when Ada tries to activate "Signature Cloud Support"\n'
        "  then it is refused\n"
    )
    (tmp_path / "a.flow").write_text(text, "utf-8")
    told = replies("p\n\nr\n", "a.flow", cwd=tmp_path)
    assert told[3].startswith("Your prediction was right.\n")
    (number,) = re.findall(r"(\d+)\W\"Signature Cloud Support\"", told[3])
    told = replies(f"p\n\nr\nw {number}\nb\nw {number}\n", "a.flow", cwd=tmp_path)
    assert told[4].startswith(f"Choice {number} would be accepted after:\n")
    assert told[6].startswith("After you have answered")


def test_the_scores_are_told_once_however_one_leaves() -> None:
    told = replies("\n1\n\n\n\nq\n", LESSON)
    assert told[5].endswith("The scenario ends here.\nQuestions: 1 right of 1.\n")
    assert told[6:] == [""]


def test_a_condition_of_an_error_to_ignore_is_not_called_refused(tmp_path: Path) -> None:
    text = (
        "scenario: x\n  use: an activated Gold partner\n  given the contract is linked for Ada\n"
        '  when Ada tries to link the contract in "Azure portal"\n  then the error can be ignored\n'
    )
    (tmp_path / "a.flow").write_text(text, "utf-8")
    told = replies("\nlang fr\n", "a.flow", cwd=tmp_path)
    assert told[1].splitlines()[2].endswith(": error to ignore")
    assert told[1].splitlines()[3].startswith("  in the way: ")
    assert told[2].splitlines()[3].startswith("  obstacle\u00a0: ")


def test_a_link_leads_back_to_where_it_was_made() -> None:
    told = replies("\n\n2\nb\nl\n", LESSON)
    link = told[5].strip()
    assert link.startswith("#v=")
    assert replies(f"l {link}\n", LESSON)[1] == told[4]
    french = replies("lang fr\nl\n", LESSON)[2].strip()
    assert french.endswith("&lang=fr")


def test_links_of_other_versions_and_to_nowhere_move_nothing() -> None:
    told = replies("l v=00000000\nl path=999@1\nl path=1\nl lesson=2\nl\n", LESSON)
    assert told[1] == "This link was made for another version of these scenarios: nothing moved.\n"
    assert told[2:5] == ["This link leads nowhere here: nothing moved.\n"] * 3
    assert "path" not in told[5]


def test_facts_that_cannot_be_so_are_told_at_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "a.flow"
    file.write_text(
        "scenario: Impossible\n"
        "  use: a partner without offers\n"
        '  given "Microsoft Product Support" is active\n'
        "  then the number of requests is 0\n",
        "utf-8",
    )
    opening = replies("", "a.flow", cwd=tmp_path)[0]
    assert "The scenario fails here: this cannot be so at the start\n" in opening


def test_a_step_that_cannot_be_understood_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.flow"
    file.write_text(
        "scenario: Two contracts\n"
        "  use: an activated Gold partner\n"
        '  when Ada buys plan "Premier Support for Partners"\n'
        '  and Ada links the contract in "Azure portal"\n'
        "  then the contract is linked for Ada\n",
        "utf-8",
    )
    told = replies("\n\n", "a.flow", cwd=tmp_path)[2].splitlines()
    meant = ("contract of Contoso", "contract of plan “Premier Support for Partners”")
    assert told[2:5] == [
        'Ada links the contract in "Azure portal": refused',
        f"  It cannot be done here: several are meant: {', '.join(meant)}",
        "  The scenario fails here: several are meant: Contoso/1, Contoso/premier/1",
    ]
    assert told[-1] == "The scenario ends here."
    assert "FAILED: then the contract is linked for Ada" in told


def test_where_a_scenario_passes_a_wrong_citation_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.flow"
    file.write_text(
        "scenario: Wrongly cited\n"
        "  use: a Gold partner\n"
        '  when Ada signs in to "Partner Center"  [200]\n'
        "  then the number of requests is 0\n",
        "utf-8",
    )
    assert (
        "  The scenario fails here: this line does not rest on passage 200\n"
        in replies("\n", file.name, cwd=tmp_path)[1]
    )


def test_the_help_names_every_command_in_both_languages() -> None:
    told = replies("help\n", LESSON)[1]
    assert told == "".join(f"{name.en}: {what.en}\n" for name, what in HELP)
    french = replies("lang fr\naide\n", LESSON)[2]
    assert french == "".join(f"{name.fr}\u00a0: {what.fr}\n" for name, what in HELP)


def test_in_a_pipe_the_end_of_the_input_leaves() -> None:
    done = typed("", LESSON)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("0/4 (help, q)> \nQuestions: 0 right of 1.\n")
