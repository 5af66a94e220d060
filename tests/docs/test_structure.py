"""What the pages for contributors say of the structure is true: the names that they use are those of the program."""

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Final

from tests.docs.support import Found, spans
from tests.support import PROJECT

PACKAGE: Final = PROJECT / "src" / "benefit_flows"
GUIDES: Final = ("CONTRIBUTING.md", "docs/design.md", "docs/one-scenario.md")
FILE: Final = re.compile(r"[\w/.-]+\.(?:py|js|mjs|toml|json|jsonc|lark|md|flow|feature|txt|html)")
FOLDER: Final = re.compile(r"[\w/]+/")
DOTTED: Final = re.compile(r"[a-z_]\w*(?:\.\w+)+")
NAMED: Final = re.compile(r"_?[A-Z][a-z]\w*(?:\.\w+)?|[a-z]+(?:_[a-z]+)+|[A-Z]{4,}|\w+\(.*\)")
INVENTED: Final = ("player.html", "first.flow")
ELSEWHERE: Final = ("assert_never", "iter_markers()", "el()")
"""Names of Python, of pytest, and of the scripts."""


def named(kind: re.Pattern[str]) -> list[Found]:
    """Give the code of a kind that the sentences of the guides name."""
    return [each for each in spans() if each.page in GUIDES and kind.fullmatch(each.text)]


def is_there(path: str) -> bool:
    """Find a file or folder from the top or from the package; by its bare name anywhere in the package or grammar."""
    if any((top / path).exists() for top in (PROJECT, PACKAGE)):
        return True
    bare = path.rstrip("/")
    return "/" not in bare and any(found for top in (PACKAGE, PROJECT / "grammar") for found in top.rglob(bare))


def resolves(dotted: str) -> bool:
    """Find a name such as ``engine.step.step`` by importing the longest part of it that is a module."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(["benefit_flows", *parts[:end]]))
        except ModuleNotFoundError:
            continue
        for each in parts[end:]:
            found = getattr(found, each, None)
        return found is not None
    return False


def defined() -> set[str]:
    """Give every name that the package defines, attributes of a class also behind its name."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names |= bound(node)
    return names


def bound(node: ast.AST) -> set[str]:
    """Give the names that a statement defines."""
    match node:
        case ast.ClassDef(name=name, body=body):
            return {name, *(f"{name}.{each}" for part in body for each in bound(part))}
        case ast.FunctionDef(name=name):
            return {name}
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return {name}
    return set()


def test_every_file_and_folder_that_the_guides_name_exists() -> None:
    files = [each for each in (*named(FILE), *named(FOLDER)) if each.text not in INVENTED]
    assert len(files) > 50
    assert [each for each in files if not is_there(each.text) and not resolves(each.text)] == []


def test_every_module_and_function_that_the_guides_name_exists() -> None:
    dotted = [each for each in named(DOTTED) if not FILE.fullmatch(each.text)]
    assert len(dotted) > 8
    assert [each for each in dotted if not resolves(each.text)] == []


def test_every_class_and_attribute_that_the_guides_name_is_defined() -> None:
    known = {*defined(), *ELSEWHERE}
    plain = [Found(each.page, re.sub(r"\(.*", "", each.text)) for each in named(NAMED) if each.text not in ELSEWHERE]
    assert len(plain) > 20
    assert [each for each in plain if each.text not in known] == []


def layout() -> list[str]:
    """Give the parts that the guide's table of the layout names."""
    table = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| part |")[2].partition("\n\n")[0]
    return [name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)/?`", line)]


def test_the_layout_names_every_part_of_the_package_and_no_other() -> None:
    parts = [each.stem for each in PACKAGE.iterdir() if each.name not in ("__init__.py", "__pycache__", "py.typed")]
    assert sorted(layout()) == sorted(parts)


def test_every_package_inside_another_is_named_by_a_guide() -> None:
    folders = [each.parent.relative_to(PACKAGE).as_posix() for each in PACKAGE.glob("*/*/__init__.py")]
    text = "".join((PROJECT / page).read_text(encoding="utf-8") for page in GUIDES)
    assert [each for each in folders if f"`{each}/" not in text] == []


def test_every_package_has_a_folder_of_tests() -> None:
    packages = {each.parent.name for each in PACKAGE.glob("*/__init__.py")}
    assert sorted(packages - {each.name for each in (PROJECT / "tests").iterdir()}) == []


def test_the_code_of_packages_stands_where_the_guide_says() -> None:
    """Elsewhere ``__init__.py`` says what the package is for, and imports what others use."""
    named = re.search(r"has code there: ([^.]*)\.", (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert named is not None
    told = {"", "rulebooks/mpn_2021_04", *re.findall(r"`(\w+)/`", named[1])}
    assert {shown_folder(path) for path in PACKAGE.rglob("__init__.py") if has_code(path)} == told


def shown_folder(path: Path) -> str:
    folder = path.parent.relative_to(PACKAGE).as_posix()
    return "" if folder == "." else folder


def has_code(path: Path) -> bool:
    """Tell whether a module defines anything."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(isinstance(each, ast.FunctionDef | ast.ClassDef) for each in body)


def test_no_module_but_the_list_of_rulebooks_names_one() -> None:
    """The package of the rulebook apart."""
    naming = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if names_a_rulebook(path)}
    assert {each for each in naming if not each.startswith("rulebooks/mpn_2021_04/")} == {"rulebooks/editions.py"}


def names_a_rulebook(path: Path) -> bool:
    return re.search(r"mpn[-_]20", path.read_text(encoding="utf-8")) is not None
