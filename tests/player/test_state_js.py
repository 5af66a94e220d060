"""The page's own part of stepping (``state.js``, ``link.js``) does what the sessions of Python do."""

import random
from typing import Any, Final

import pytest

from benefit_flows.player.lesson import Lesson
from benefit_flows.stepper.link import Permalink, Walk, parse_link, render_link
from benefit_flows.stepper.session import Session, restore
from tests.player.support import BOOK, documents, judged, lesson_of
from tests.support import PROJECT

pytestmark = pytest.mark.tools

LESSON: Final = "scenarios/documented/azure-link.flow:26"
WALKS: Final = 60
COMMANDS: Final = 25


@pytest.fixture(scope="module")
def explored(monkeypatch_module: pytest.MonkeyPatch) -> Lesson:
    """Explore the lesson once for all tests."""
    monkeypatch_module.chdir(PROJECT)
    return lesson_of(LESSON)


@pytest.fixture(scope="module")
def monkeypatch_module() -> Any:
    """Change the folder for a whole module."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def lesson(explored: Lesson) -> Any:
    """Give the lesson as the page has it."""
    return documents([explored])["en"]["lessons"][0]


# ---------------------------------------------------------------- the same as in Python

STEP: Final = """
const model = modelOf(lesson)
const does = {
  choose, jump, back, forward, reset, start_here: startHere, switch: switchTo,
}
return walks.map(commands => {
  let walk = startWalk()
  return commands.map(([name, number]) => {
    walk = does[name](walk, number)
    const here = hereOf(model, walk)
    const link = linkOf({ version: 'v', lesson: 0, walk, done: [], answers: [], language: null })
    return [link, here.position, here.next, here.onPath, here.ended]
  })
})
"""


def _inside(session: Session, world: Any) -> list[int]:
    """Give the choices whose world is in the document; like a person, prefer the scenario's own one."""
    numbers = [number for number, each in enumerate(world["choices"]) if each["to"] is not None]
    return numbers + [each for each in numbers if each == session.next] * len(numbers)


def _world(session: Session, lesson: Any) -> Any:
    number = 0
    for choice in session.path[: session.cursor]:
        number = lesson["worlds"][number]["choices"][choice]["to"]
    return lesson["worlds"][number]


def _command(session: Session, lesson: Any, chance: random.Random) -> tuple[str, int]:
    names = (
        ["choose"] * 6 + ["back", "back", "forward", "jump", "reset", "start_here"] + ["switch"] * bool(session.kept)
    )
    name = chance.choice(names)
    if name == "choose":
        return (name, chance.choice(_inside(session, _world(session, lesson))))
    most = {"jump": len(session.path), "switch": len(session.kept) - 1}.get(name, 0)
    return (name, chance.randint(0, most))


def _told(session: Session) -> list[Any]:
    following = -1 if session.next is None else session.next
    return [render_link(Permalink("v", 0, session.walk)), session.position, following, session.on_path, session.ended]


def _walk(explored: Lesson, lesson: Any, chance: random.Random) -> tuple[list[tuple[str, int]], list[Any]]:
    session, commands, told = Session(explored.start, BOOK), [], []
    for _ in range(COMMANDS):
        name, number = _command(session, lesson, chance)
        commands.append((name, number))
        takes_number = name in ("choose", "jump", "switch")
        session = getattr(session, name)(*([number] if takes_number else []))
        told.append(_told(session))
    return commands, told


def test_any_commands_lead_to_the_same_place_as_in_python(explored: Lesson, lesson: Any) -> None:
    chance = random.Random(7)
    walks = [_walk(explored, lesson, chance) for _ in range(WALKS)]
    assert judged(STEP, lesson=lesson, walks=[commands for commands, _ in walks]) == [told for _, told in walks]


LINKS: Final = (
    "v=1a2b3c4d",
    "v=1a2b3c4d&lesson=2&path=3.0.12@2&from=1&kept=3.0.5_3.1&done=1.2&answers=1.2.0_2.1&lang=fr",
    "path=3.0%401",
    "%23path%3d3.0%401&x=%zz%C3",
    "path=1@1@9",
    "path=1@1@",
    "answers=1.2.0_",
    "answers=0.1",
    "answers=1.x",
    "answers=1._2",
    "some words",
    "#",
    "more=1",
    "%F0%9F",
    "from",
    "lesson=1.2",
    "#path=1.2",
    "path=1.2@3",
    "path=1.x@1",
    "path=@0",
    "path=1.2@1&from=3",
    "lesson=0",
    "lesson=2x",
    "done=0",
    "done=",
    "kept=1..2",
    "kept=_1_",
    "lang=de",
    "strange=1&&v",
    "",
    "path=1234567@0",
    "path=\u0661@1",
)


@pytest.mark.parametrize("text", LINKS)
def test_the_page_reads_links_as_python_does(text: str) -> None:
    body = (
        "const read = readLink(text);"
        "return read && [read.version, read.lesson, read.walk, read.done, read.language, read.answers]"
    )
    found, expected = judged(body, text=text), parse_link(text)
    if expected is None:
        assert found is None
    else:
        version, number, walk, done, language, answers = found
        told = Walk(tuple(walk["path"]), walk["cursor"], walk["base"], tuple(map(tuple, walk["kept"])))
        assert Permalink(version, number, told, tuple(done), language, tuple(map(tuple, answers))) == expected


def test_a_link_of_the_page_is_a_session_of_python(explored: Lesson, lesson: Any) -> None:
    body = """
      const model = modelOf(lesson)
      let walk = goTo(model, startWalk(), 3)
      walk = back(walk)
      const choices = lesson.worlds[hereOf(model, walk).world].choices
      walk = choose(walk, choices.findIndex(each => each.to !== null))
      return linkOf({ version: 'v', lesson: 0, walk, done: [], answers: [], language: null })
    """
    link = parse_link(judged(body, lesson=lesson))
    assert link is not None
    session = restore(explored.start, BOOK, link.walk)
    assert session is not None
    assert [len(session.path), session.cursor, len(session.kept)] == [3, 3, 1]


# ---------------------------------------------------------------- by themselves

TINY: Final = {
    "story": [
        {"kind": "action", "choice": 0},
        {"kind": "ask", "text": "?", "choices": [{"text": "no", "right": False}, {"text": "yes", "right": True}]},
        {"kind": "action", "choice": 1},
        {"kind": "check", "held": True},
        {"kind": "ask", "text": "?", "choices": [{"text": "yes", "right": True}]},
        {"kind": "check", "held": False},
    ],
    "worlds": [
        {"choices": [("go", "accepted", 1), ("win", "refused", 0), ("far", "accepted", None)]},
        {"choices": [("back", "accepted", 0), ("on", "accepted", 2), ("win", "refused", 1)]},
        {"choices": [("win", "accepted", 2)]},
    ],
}
"""Three worlds: going, then going on, makes winning possible. What is far is outside."""


def tiny() -> Any:
    """Give the lesson of three worlds."""

    def choice(text: str, outcome: str, to: int | None) -> Any:
        help_ = {"companies": ["Contoso"], "last_resort": False}
        return {"text": text, "account": "Ada", "kind": "do", **help_, "step": {"outcome": outcome}, "to": to}

    worlds: Any = TINY["worlds"]
    return {**TINY, "worlds": [{"choices": [choice(*each) for each in world["choices"]]} for world in worlds]}


def test_why_not_is_the_shortest_way_of_accepted_choices() -> None:
    body = "const m = modelOf(lesson); return lesson.worlds.map((_, w) => whyNot(m, w, lesson.worlds[0].choices[1]))"
    assert judged(body, lesson=tiny()) == [[0, 1], [1], []]


@pytest.mark.parametrize(
    ("worse", "way"),
    [
        ({"last_resort": True}, [1, 0]),
        ({"companies": ["Contoso", "Fabrikam"]}, [1, 0]),
        ({"account": "Bob"}, [0]),
    ],
    ids=["a last resort", "another company", "another account"],
)
def test_a_longer_way_is_better_than_a_last_resort_or_another_company(worse: dict[str, Any], way: list[int]) -> None:
    """But not than another account of the own company: then the shorter way is."""
    lesson = tiny()
    start, middle, end = lesson["worlds"]
    wanted = start["choices"][1]
    short, first = ({**start["choices"][0], "text": text, "to": to} for text, to in (("short", 2), ("first", 1)))
    start["choices"] = [{**short, **worse}, first, wanted]
    middle["choices"] = [{**first, "text": "second", "to": 2}]
    assert end["choices"][0]["step"]["outcome"] == "accepted"
    body = "return whyNot(modelOf(lesson), 0, lesson.worlds[0].choices[2])"
    assert judged(body, lesson=lesson) == way


def test_of_equally_short_ways_the_own_accounts_is_taken() -> None:
    lesson = tiny()
    start, _, _ = lesson["worlds"]
    own = {**start["choices"][0], "to": 2}
    start["choices"] = [{**own, "account": "Bob"}, start["choices"][1], own]
    assert judged("return whyNot(modelOf(lesson), 0, lesson.worlds[0].choices[1])", lesson=lesson) == [2]


def test_what_nothing_makes_accepted_has_no_way() -> None:
    lesson = tiny()
    lesson["worlds"][2]["choices"] = []
    assert judged("return whyNot(modelOf(lesson), 0, lesson.worlds[0].choices[1])", lesson=lesson) is None


def test_the_first_answer_to_a_question_counts() -> None:
    body = """
      const model = modelOf(lesson)
      const wrong = answer({}, 0, 0)
      return [quizScore(model, {}), quizScore(model, wrong), quizScore(model, answer(answer(wrong, 0, 1), 1, 0))]
    """
    assert judged(body, lesson=tiny()) == [
        {"right": 0, "answered": 0, "of": 2},
        {"right": 0, "answered": 1, "of": 2},
        {"right": 1, "answered": 2, "of": 2},
    ]


def test_lines_belong_to_the_position_behind_which_they_stand() -> None:
    body = (
        "const m = modelOf(lesson); return [0, 1, 2].map(at => linesAt(m, at).map(each => [each.item.kind, each.ask]))"
    )
    assert judged(body, lesson=tiny()) == [[], [["ask", 0]], [["check", None], ["ask", 1], ["check", None]]]


def test_lines_behind_an_open_question_are_not_told() -> None:
    body = """
      const m = modelOf(lesson)
      const told = (position, answers) => {
        const open = openQuestion(m, position, answers)
        return placedStory(m).filter(each => isTold(each, position, open)).map(each => each.number)
      }
      return [told(0, {}), told(1, {}), told(2, {}), told(2, { 0: 0 }), told(2, { 1: 0 })]
    """
    assert judged(body, lesson=tiny()) == [[], [0, 1], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5]]


def test_answers_go_into_numbers_and_back() -> None:
    body = """
      const m = modelOf(lesson)
      const every = [{}, { 0: 1 }, { 1: 0 }, { 0: 0, 1: 0 }]
      return every.map(each => [answersTold(m, each), answersRead(answersTold(m, each))])
    """
    assert judged(body, lesson=tiny()) == [
        [[], {}],
        [[2, 0], {"0": 1}],
        [[0, 1], {"1": 0}],
        [[1, 1], {"0": 0, "1": 0}],
    ]


def test_predictions_and_checks_are_counted() -> None:
    body = """
      const said = [{ said: 'accepted', was: 'accepted' }, { said: 'accepted', was: 'refused' }]
      return [predictionScore(said), checkScore(modelOf(lesson))]
    """
    assert judged(body, lesson=tiny()) == [{"right": 1, "of": 2}, {"held": 1, "of": 2}]


def test_a_link_is_judged_by_what_it_fits() -> None:
    body = """
      const models = [modelOf(lesson)]
      return links.map(text => judgeLink(readLink(text), { version: 'v' }, models))
    """
    links = [
        "v=v&path=0.1@1",
        "path=0@1",
        "v=w",
        "v=v&lesson=2",
        "v=v&path=7@1",
        "v=v&path=2@1",
        "v=v&kept=2",
        "v=v&kept=9",
        "path=x",
        "answers=1.2.1",
        "answers=1.3",
        "answers=1.1.1.1",
        "answers=2.1",
    ]
    assert judged(body, lesson=tiny(), links=links) == [
        "ok",
        "ok",
        "version",
        "unknown",
        "unknown",
        "outside",
        "ok",
        "unknown",
        "unknown",
        "ok",
        *["unknown"] * 3,
    ]


def test_start_here_never_lies_behind_the_end_of_the_path() -> None:
    body = """
      let walk = [0, 1, 0].reduce(choose, startWalk())
      walk = choose(jump(startHere(walk), 1), 0)
      return [walk, reset(walk).cursor]
    """
    assert judged(body, lesson=tiny()) == [{"path": [0, 0], "cursor": 2, "base": 1, "kept": [[0, 1, 0]]}, 1]


def test_following_the_scenario_to_a_position_uses_the_path_as_far_as_it_goes_there() -> None:
    body = """
      const model = modelOf(lesson)
      const left = choose(choose(startWalk(), 1), 0)
      const walks = [goTo(model, startWalk(), 2), goTo(model, left, 1), goTo(model, left, 2)]
      return walks.map(walk => [walk.path, walk.cursor])
    """
    assert judged(body, lesson=tiny()) == [[[0, 1], 2], [[1, 0], 2], [[1, 0, 1], 3]]
