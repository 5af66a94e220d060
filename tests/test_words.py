"""What the program says of its own: alike in both languages, all of it used, all that is used there, well filled."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from benefit_flows.text import PLACEHOLDER, Words
from tests.support import PROJECT

PACKAGE: Final = PROJECT / "src" / "benefit_flows"
SHELL: Final = "benefit_flows.cli"
"""Commands make speakers of what they are asked with, and only once something is to be said."""
RULEBOOK: Final = ("rulebook: Rulebook", "book: Rulebook")
QUOTED: Final = re.compile(r"""['"]([\w./?:-]+)['"]""")
BEGUN: Final = re.compile(r"`([\w.-]+[._-])\$\{")
"""How a key begins that a script puts together."""


UNFRENCH: Final = re.compile(r"'|(?<![\u00a0\u202f])(?:[;?!»]|:(?!\S))|«(?!\u00a0)")
"""Signs without the space of French typography; a colon within a place (``FICHIER:LIGNE``) has none."""
SAYING: Final = ("say", "in_language")
"""The methods of a table; the second gives all its texts, and no key."""


class Asking(NamedTuple):
    """A place that says a text of a table: keys, where they stand there, and the names of the values that it fills in.

    There are no keys where they come from elsewhere, and no values where they do.
    """

    where: str
    table: str
    keys: tuple[str, ...]
    values: frozenset[str] | None


@cache
def modules() -> Mapping[str, ast.Module]:
    """Parse all modules of the package, by their dotted names."""
    return {_dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


@cache
def tables() -> Mapping[str, Words]:
    """Give all tables by their dotted names."""
    return {
        f"{module}.{each.target.id}": getattr(import_module(module), each.target.id)
        for module, tree in modules().items()
        for each in tree.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and _is_table(each)
    }


def _is_table(node: ast.AST) -> bool:
    """Say whether a statement defines a table."""
    value = node.value if isinstance(node, ast.AnnAssign) else None
    return isinstance(value, ast.Call) and _called(value) == "Words"


def _called(node: ast.Call) -> str | None:
    return node.func.id if isinstance(node.func, ast.Name) else None


@cache
def askings() -> tuple[Asking, ...]:
    """Give the places that say a text of a table."""
    return tuple(each for module, tree in modules().items() for each in _askings(module, tree))


def _askings(module: str, tree: ast.Module) -> Iterator[Asking]:
    nodes = list(ast.walk(tree))
    names = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING:
            name, *rest = ast.unparse(node.func.value).split(".")
            table = ".".join((names.get(name, f"{module}.{name}"), *rest))
            if table in tables():
                yield Asking(f"{module}:{node.lineno}", table, tuple(_keys(node.args[0])), _values(node))


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    if isinstance(node, ast.IfExp):
        yield from (*_keys(node.body), *_keys(node.orelse))


def _values(node: ast.Call) -> frozenset[str] | None:
    names = [each.arg for each in node.keywords]
    return None if None in names else frozenset(each for each in names if each is not None)


@cache
def written() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give all strings of the package, but for its tables, and how those begin that are put together."""
    others = [path for kind in ("js", "html", "toml") for path in PACKAGE.rglob(f"*.{kind}")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in others)
    strings, begun = set(QUOTED.findall(text)), set(BEGUN.findall(text))
    parts = (part for tree in modules().values() for part in tree.body if not _is_table(part))
    for node in (node for part in parts for node in ast.walk(part)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            strings.add(node.value)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            begun.add(str(node.values[0].value))
    return frozenset(strings), tuple(each for each in begun if each.endswith((":", ".", "-", "_")))


def placeholders(text: str) -> set[str]:
    """Give the names of the values that a text takes."""
    return set(PLACEHOLDER.findall(text))


def test_both_languages_have_the_same_placeholders() -> None:
    wrong = []
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) == "Text":
                found = [placeholders(str(each.value)) for each in node.args if isinstance(each, ast.Constant)]
                wrong += [f"{module}:{node.lineno}" for each in found if each != found[0]]
    assert wrong == []


def test_french_is_set_as_french_is() -> None:
    every = ((f"{name}: {key}", text) for name, table in tables().items() for key, text in table.texts.items())
    assert [key for key, text in every if UNFRENCH.search(text.fr)] == []


def test_every_text_that_is_asked_for_is_there_and_is_filled_with_what_it_takes() -> None:
    wrong = []
    for where, name, keys, values in askings():
        texts = tables()[name].texts
        wrong += [f"{where}: no {key}" for key in keys if key not in texts]
        needed = [placeholders(texts[key].en) for key in keys if key in texts]
        if needed and values is not None and values != set().union(*needed):
            wrong.append(f"{where}: {sorted(values)}")
    assert len(askings()) > 100
    assert wrong == []


def test_every_text_is_used() -> None:
    strings, begun = written()
    unused = []
    for name, table in tables().items():
        asked = [each for each in askings() if each.table == name]
        exact = {key for each in asked for key in each.keys} if asked and all(each.keys for each in asked) else None
        for key in table.texts:
            forms = {key, key.partition(".")[2] or key}  # scripts leave out what all keys of their page begin with
            used = not strings.isdisjoint(forms) or any(form.startswith(begun) for form in forms)
            if not (used if exact is None else key in exact):
                unused.append(f"{name}: {key}")
    assert tables()
    assert unused == []


def test_what_words_something_of_a_rulebook_takes_a_speaker() -> None:
    wrong = []
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not module.startswith(SHELL):
                taken = {ast.unparse(each) for each in node.args.args}
                both = not taken.isdisjoint(RULEBOOK) and "language: Language" in taken
                wrong += [f"{module}.{node.name}"] if both else []
    assert wrong == []
