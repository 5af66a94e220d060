"""What a page writes down of a walk is what the command ``step`` writes down of it."""

import random
from typing import Any, Final

import pytest

from benefit_flows.pipeline import load
from benefit_flows.player.lesson import Lesson, explored
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.stepper.export import export_scenario
from benefit_flows.stepper.session import Session
from tests.player.support import BOOK, asked, documents, judged
from tests.support import SCENARIOS, run_text

pytestmark = pytest.mark.tools

FILES: Final = ("documented/membership", "documented/fr/lien-azure", "training/fr/05-counting-incidents")
WALKS: Final = 12
STEPS: Final = 6
WRITTEN: Final = """
return walks.map(([number, path]) => {
  const model = modelOf(lessons[number])
  const walk = path.reduce(choose, startWalk())
  const here = hereOf(model, walk)
  return exportText({ model, walk, ...here, lesson: model.lesson, here: model.lesson.worlds[here.world] })
})
"""


def walk(lesson: Lesson, shown: Any, chance: random.Random) -> Session:
    """Go a random way that stays inside the document, rather on with the scenario than not."""
    session, world = Session(lesson.start, BOOK), shown["worlds"][0]
    for _ in range(chance.randint(0, STEPS)):
        inside = [number for number, each in enumerate(world["choices"]) if each["to"] is not None]
        if not inside:
            break
        own = [each for each in inside if each == session.next]
        number = chance.choice(inside + own * len(inside))
        session, world = session.choose(number), shown["worlds"][world["choices"][number]["to"]]
    return session


@pytest.mark.parametrize("name", FILES)
def test_any_walk_is_written_down_as_step_does_it_and_passes(name: str) -> None:
    chance = random.Random(name)
    lessons = [explored(each, BOOK, 12) for each in asked(load([f"{SCENARIOS}/{name}.flow"], RULEBOOKS))]
    shown = documents(lessons)["en"]["lessons"]
    numbers = [number for number in range(len(lessons)) for _ in range(WALKS)]
    walks = [(number, walk(lessons[number], shown[number], chance)) for number in numbers]
    told = judged(WRITTEN, lessons=shown, walks=[(number, session.path) for number, session in walks])
    for text, (number, session) in zip(told, walks, strict=True):
        assert text == export_scenario(session, lessons[number].asked.language)
        assert all(trace.passed for trace in run_text(text)), text


def test_the_file_is_called_like_that_of_the_lesson() -> None:
    files = ["a.flow", "a/b.feature", "a\\c d.flow", "e.f.flow", "g"]
    body = "return files.map(file => exportName({ file }))"
    assert judged(body, files=files) == ["a.flow", "b.flow", "c d.flow", "e.f.flow", "g.flow"]
