import json
import re
from typing import Final, get_args

import pytest

from benefit_flows.highlight.__main__ import FILES
from benefit_flows.highlight.lexer import TOKENS
from benefit_flows.highlight.pieces import Kind, lines
from benefit_flows.highlight.textmate import SCOPES, render_textmate, scope
from tests.support import PROJECT, flow_files

EDITORS: Final = PROJECT / "editors"
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@pytest.mark.parametrize("name", FILES)
def test_the_file_of_an_editor_is_what_the_grammar_makes_it(name: str) -> None:
    written = (EDITORS / name).read_text(encoding="utf-8")
    assert written == FILES[name](), "python -m benefit_flows.highlight writes it anew"


def test_every_kind_of_piece_stands_in_a_line_and_has_a_colour_in_every_notation() -> None:
    used = {piece.kind for line in lines() for piece in line.group.pieces} | {line.keyword for line in lines()}
    assert used - {None} == set(KINDS)
    assert set(SCOPES) == set(TOKENS) == set(KINDS)


def test_every_group_that_the_textmate_grammar_includes_is_there() -> None:
    grammar = json.loads(render_textmate())
    included = {each["include"].removeprefix("#") for line in grammar["patterns"] for each in line["patterns"]}
    assert included == set(grammar["repository"])


def test_groups_of_the_same_name_have_the_same_pieces() -> None:
    groups = {line.group for line in lines()}
    assert len({group.name for group in groups}) == len(groups)


def test_every_kind_of_piece_is_asserted_by_the_tests_of_the_textmate_grammar() -> None:
    texts = [path.read_text(encoding="utf-8") for path in flow_files(EDITORS / "vscode" / "tests")]
    asserted = {name for text in texts for name in re.findall(r"(?m)^#\s*(?:\^+|<-+) *([\w.-]+)", text)}
    assert {scope(kind) for kind in KINDS} <= asserted


def test_the_extension_of_vs_code_names_files_that_are_there() -> None:
    folder = EDITORS / "vscode"
    contributes = json.loads((folder / "package.json").read_text(encoding="utf-8"))["contributes"]
    named = [each["configuration"] for each in contributes["languages"]] + [e["path"] for e in contributes["grammars"]]
    assert [name for name in named if not (folder / name).is_file()] == []


def test_the_texts_of_the_extension_exist_in_french() -> None:
    folder = EDITORS / "vscode"
    english = json.loads((folder / "package.nls.json").read_text(encoding="utf-8"))
    french = json.loads((folder / "package.nls.fr.json").read_text(encoding="utf-8"))
    assert list(english) == list(french)
    translated = json.loads((folder / "l10n" / "bundle.l10n.fr.json").read_text(encoding="utf-8"))
    source = (folder / "src" / "extension.ts").read_text(encoding="utf-8")
    assert set(re.findall(r"l10n\.t\(\s*'([^']*)'", source)) == set(translated)
