"""Whatever the pages name exists: codes, rules, readings, parameters, files, packages, headings, variables."""

import re
import tomllib
from pathlib import Path
from typing import Final

from benefit_flows import rulebook
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.language.vocabulary import Vocabulary
from tests.docs.support import FENCE, PAGES, Found, blocks, commands, prose, shown, spans
from tests.support import PROJECT

BOOK: Final = rulebook()
SETTINGS: Final = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
ID: Final = re.compile(r"(?<![\w/.-])(?:R\d\d|[AP]\d\d|BF\d{3}|M\d|L\d+)(?![\w.])")
PASSAGES: Final = re.compile(r"\[(\d{2,3}(?:[-–, ]+\d{2,3})*)\](?!\()")
PARAMETER: Final = re.compile(r'(?:parameter|paramètre) "([^"]+)"')
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
HEADING: Final = re.compile(r"^#+ (.*)$", re.MULTILINE)
FILE: Final = re.compile(
    r"(?:src|docs|tests|scenarios|features|grammar|editors|benchmarks|lib)/[\w./-]*|[\w-]+\.(?:toml|txt|md)"
)
INVENTED: Final = ("lib/ours.flow", "docs/pictures/own.svg", "benefit-flows.toml")
"""Files that an example makes up, and one that a project of a user may have."""


def test_every_code_rule_reading_and_message_that_the_pages_name_exists() -> None:
    """And every passage."""
    known = {*CODES, *BOOK.rules, *BOOK.readings, *BOOK.messages}
    named = [(each, key) for each in (*prose(), *commands()) for key in ID.findall(each.text)]
    assert len(named) > 300
    assert [(each, key) for each, key in named if key not in known] == []
    cited = [
        (each, int(key))
        for each in prose()
        for found in PASSAGES.findall(each.text)
        for key in re.findall(r"\d+", found)
    ]
    assert len(cited) > 40
    assert [(each, passage) for each, passage in cited if passage not in BOOK.passages] == []


def test_every_parameter_that_the_pages_set_exists() -> None:
    known = Vocabulary(BOOK).parameters
    named = [(each, name) for each in (*spans(), *blocks("flow", "gherkin")) for name in PARAMETER.findall(each.text)]
    assert len(named) > 4
    assert [(each, name) for each, name in named if name not in known] == []


def test_every_file_and_folder_that_the_pages_name_exists() -> None:
    """From the top of the project, from the package, or from the page itself."""
    pages = [each for each in spans() if each.page != "docs/diagnostics.md"]  # it shows files of its examples
    named = [each for each in pages if FILE.fullmatch(each.text) and each.text not in INVENTED]
    assert len(named) > 30
    assert [each for each in named if not any((top / each.text).exists() for top in tops(each.page))] == []


def tops(page: str) -> list[Path]:
    """Give the folders from which the files of a page are named."""
    return [PROJECT, PROJECT / "src" / "benefit_flows", (PROJECT / page).parent]


def anchor(heading: str) -> str:
    """Give what a heading is called in links."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_link_leads_to_a_heading_that_there_is() -> None:
    """In its own page or in another one."""
    wrong = []
    for page in PAGES:
        for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
            path, sign, name = target.partition("#")
            other = (page.parent / path) if path else page
            if "://" in target or not sign or not other.is_file():
                continue
            headings = map(anchor, HEADING.findall(FENCE.sub("", other.read_text(encoding="utf-8"))))
            wrong += [Found(shown(page), target)] if name not in headings else []
    assert wrong == []


def test_every_extra_that_the_pages_ask_for_exists() -> None:
    extras = SETTINGS["project"]["optional-dependencies"]
    asked = [
        (each, extra)
        for each in (*spans(), *blocks("sh", "text"))
        for found in re.findall(r"(?:benefit-flows|\.)\[([\w,]+)\]", each.text)
        for extra in found.split(",")
    ]
    assert len(asked) > 5
    assert [(each, extra) for each, extra in asked if extra not in extras] == []


def test_every_variable_of_the_environment_that_the_pages_name_is_read() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "src").rglob("*.py"))
    source += "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "tests").rglob("*.py"))
    named = [(each, name) for each in spans() for name in re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b", each.text)]
    assert len(named) > 2
    assert [(each, name) for each, name in named if name not in source] == []


def test_the_parts_of_the_layout_are_the_layers_in_their_order() -> None:
    """As the import contract has them: upper may import lower."""
    table = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| part |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`([\w]+)/?`", line.split("|")[1]) for line in table.splitlines()[2:]]
    layers = next(each["layers"] for each in SETTINGS["tool"]["importlinter"]["contracts"] if each["id"] == "layers")
    order = [re.findall(r"\w+", each) for each in layers]
    position = {name: number for number, names in enumerate(order) for name in names}
    parts = [name for names in rows for name in names]
    places = [position[name] for name in parts if name != "pages"]
    assert places == sorted(places)
