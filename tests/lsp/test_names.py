"""Where names are declared and used, and what happens when they are renamed."""

import random
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidRequest

from benefit_flows.diagnostics import Severity
from benefit_flows.lsp.navigation import definition, name_at, references
from benefit_flows.lsp.rename import Refusal, rename
from tests.lsp.support import Editor, edited, opened_file, taken_apart, uri_of
from tests.support import SCENARIOS, check_text, flow_files

TEXT: Final = """\
setup: mine (who = Eva, until = 2021-12-31)
  given today is 2021-03-04
  and company Fabrikam has a Gold competency in "Security" until <until>
  and accounts of Fabrikam
    | name | associated with | roles        |
    | Eva  | MPN             | Global admin |
    | Fay  | MPN             | Admin agent  |
  and product "Radar" is cloud
  when <who> signs in to "Partner Center"

scenario: One
  use: mine (who = Fay, until = 2022-01-31)
  when Eva activates "Microsoft Product Support" of package "Fabrikam/1"
  note: Now <it> is Eva.
  then "Microsoft Product Support" of Fabrikam is pending

outline: Two
  use: <which>
  when <who> starts a request for <what> in "Support for Business"
  note: This is <who>.
  when Fay signs in to "Partner Center"
  then nothing changed
  examples:
    | which | who | what  |
    | mine  | Eva | Radar |
"""
NAMES: Final = [path.relative_to(SCENARIOS).as_posix() for path in flow_files(SCENARIOS)]


def marked(place: str) -> str:
    """Put the cursor into the text, before the part of a line that stands behind ``/``."""
    line, _, part = place.partition(" / ")
    assert TEXT.count(line + "\n") == 1, line
    start = TEXT.index(line + "\n") + line.index(part)
    return TEXT[:start] + "‸" + TEXT[start:]


def places(text: str) -> list[str]:
    """Give all places of the name at the cursor as line, column and text."""
    plain, line, column = taken_apart(text)
    file = opened_file(plain)
    name = name_at(file, line, column + 1)
    assert name is not None
    found = dict.fromkeys(span for _, _, span in references(name, [file]))
    return [f"{each.line}:{each.column} {each.text[each.column - 1 : each.end - 1]}" for each in found]


USES: Final = {
    "setup": ("1:8 mine", "12:8 mine", "25:7 mine"),
    "Eva": ("1:20 Eva", "6:7 Eva", "13:8 Eva", "25:15 Eva"),
    "Fay": ("7:7 Fay", "12:20 Fay", "21:8 Fay"),
    "Fabrikam": ("3:15 Fabrikam", "4:19 Fabrikam", "13:62 Fabrikam", "15:39 Fabrikam"),
    "Radar": ("8:16 Radar", "25:21 Radar"),
    "parameter": ("1:14 who", "9:9 who", "12:14 who"),
    "until": ("1:25 until", "3:67 until", "12:25 until"),
    "column": ("24:15 who", "19:9 who", "20:18 who"),
    "which": ("18:9 which", "24:7 which"),
}


@pytest.mark.parametrize(
    ("place", "uses"),
    [
        ("setup: mine (who = Eva, until = 2021-12-31) / mine", "setup"),
        ("  use: mine (who = Fay, until = 2022-01-31) / ine (", "setup"),
        ("    | mine  | Eva | Radar | / mine", "setup"),
        ("setup: mine (who = Eva, until = 2021-12-31) / Eva", "Eva"),
        ("    | Eva  | MPN             | Global admin | / va", "Eva"),
        ("    | mine  | Eva | Radar | / Eva", "Eva"),
        ("  use: mine (who = Fay, until = 2022-01-31) / Fay", "Fay"),
        ('  when Fay signs in to "Partner Center" / Fay', "Fay"),
        ("  and accounts of Fabrikam / Fabrikam", "Fabrikam"),
        ('  when Eva activates "Microsoft Product Support" of package "Fabrikam/1" / Fabrikam', "Fabrikam"),
        ('  and product "Radar" is cloud / Radar', "Radar"),
        ("    | mine  | Eva | Radar | / Radar", "Radar"),
        ("setup: mine (who = Eva, until = 2021-12-31) / who", "parameter"),
        ('  when <who> signs in to "Partner Center" / who', "parameter"),
        ("  use: mine (who = Fay, until = 2022-01-31) / who", "parameter"),
        ("  use: mine (who = Fay, until = 2022-01-31) / until", "until"),
        ("  note: This is <who>. / who", "column"),
        ("    | which | who | what  | / who", "column"),
        ("  use: <which> / which", "which"),
    ],
)
def test_every_place_of_a_name_is_found(place: str, uses: str) -> None:
    assert sorted(places(marked(place))) == sorted(USES[uses])


@pytest.mark.parametrize(
    "place",
    [
        "setup: mine (who = Eva, until = 2021-12-31) / setup",
        "  given today is 2021-03-04 / 2021",
        '  and company Fabrikam has a Gold competency in "Security" until <until> / Security',
        "    | Eva  | MPN             | Global admin | / Global",
        "  note: Now <it> is Eva. / Eva",
    ],
)
def test_what_no_file_declares_is_no_name(place: str) -> None:
    plain, line, column = taken_apart(marked(place))
    assert name_at(opened_file(plain), line, column + 1) is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("  use: mine (who = Fay, until = 2022-01-31) / mine", "a.flow:1:8-12"),
        ("  use: mine (who = Fay, until = 2022-01-31) / Fay", "a.flow:7:7-10"),
        ("  use: mine (who = Fay, until = 2022-01-31) / until", "a.flow:1:25-30"),
        ('  when <who> signs in to "Partner Center" / who', "a.flow:1:14-17"),
        ('  when <who> starts a request for <what> in "Support for Business" / what', "a.flow:24:21-25"),
        ("    | mine  | Eva | Radar | / Radar", "a.flow:8:16-21"),
        ('  then "Microsoft Product Support" of Fabrikam is pending / Fabrikam', "a.flow:3:15-23"),
        ("  note: Now <it> is Eva. / it>", None),
    ],
)
def test_a_name_leads_to_where_it_is_declared(place: str, expected: str | None) -> None:
    plain, line, column = taken_apart(marked(place))
    span = definition(opened_file(plain), line, column + 1)
    assert (f"{span.path}:{span.line}:{span.column}-{span.end}" if span else None) == expected


@pytest.mark.parametrize(
    ("text", "new", "refusal"),
    [
        ("scenario: ‸x\n", "y", "nothing here can be renamed"),
        ("langue: fr\nscénario: ‸x\n", "y", "rien ici ne peut être renommé"),
        (
            'scenario: x\n  use: a Gold partner\n  then A‸da sees "Activate"\n',
            "Eva",
            "Ada is declared elsewhere: mpn-2021-04/setups.flow",
        ),
        (
            "langue: fr\nscénario: x\n  utiliser: un p‸artenaire Gold\n",
            "moi",
            "un partenaire Gold est déclaré ailleurs\u00a0: mpn-2021-04/setups.fr.flow",
        ),
        (
            "scenario: x\n  use: a G‸old partner\n",
            "mine",
            "a Gold partner is declared elsewhere: mpn-2021-04/setups.flow",
        ),
        ("scenario: x\n  use: no s‸uch\n", "mine", "no such is declared nowhere"),
        ("setup: o‸ne\nsetup: two\n", "two", "two is taken"),
        ("setup: o‸ne\n", "a Gold partner", "a Gold partner is taken"),
        ("setup: o‸ne\n", "", '"" cannot be a name here'),
        ("setup: o‸ne\n", "a (b)", '"a (b)" cannot be a name here'),
        ("setup: o‸ne\n", "a  b", '"a  b" cannot be a name here'),
        ("langue: fr\npréparation: o‸ne\n", "«a»", "«\u00a0«a»\u00a0» ne peut pas être un nom ici"),
        (marked("  and accounts of Fabrikam / Fabrikam"), "is", '"is" cannot be a name here'),
        (marked("  and accounts of Fabrikam / Fabrikam"), "two words", '"two words" cannot be a name here'),
        (marked("    | Eva  | MPN             | Global admin | / Eva"), "Fay", "Fay is taken"),
        (marked('  and product "Radar" is cloud / Radar'), "Azure", '"Azure" cannot be a name here'),
        (marked("  note: This is <who>. / who"), "which", "which is taken"),
        (marked('  when <who> signs in to "Partner Center" / who'), "until", "until is taken"),
    ],
)
def test_a_new_name_that_would_change_the_meaning_is_refused(text: str, new: str, refusal: str) -> None:
    editor = Editor()
    plain, line, column = taken_apart(text)
    editor.open("untitled:a", plain)
    with pytest.raises(JsonRpcInvalidRequest) as told:
        editor.at(lsp.TEXT_DOCUMENT_RENAME, "untitled:a", line - 1, column, new_name=new)
    assert told.value.message == refusal


def test_a_setup_is_renamed_in_the_files_that_include_it_too(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "lib").mkdir()
    library, user, other = tmp_path / "lib" / "ours.flow", tmp_path / "user.flow", tmp_path / "other.flow"
    library.write_text("setup: ours (days = 3)\n  use: a Gold partner\n", encoding="utf-8")
    user.write_text("include: lib/ours.flow\nscenario: x\n  use: ours (days = 4)\n", encoding="utf-8")
    other.write_text("scenario: x\n  use: ours (days = 4)\n", encoding="utf-8")
    editor = Editor()
    editor.open(uri_of(library), library.read_text(encoding="utf-8"))
    setup = editor.at(lsp.TEXT_DOCUMENT_RENAME, uri_of(library), 0, 8, new_name="theirs")
    parameter = editor.at(lsp.TEXT_DOCUMENT_RENAME, uri_of(library), 0, 14, new_name="time")
    assert {uri: [f"{each.range} {each.new_text}" for each in edits] for uri, edits in setup.changes.items()} == {
        uri_of(library): ["0:7-0:11 theirs"],
        uri_of(user): ["2:7-2:11 theirs"],
    }
    assert {uri: [f"{each.range} {each.new_text}" for each in edits] for uri, edits in parameter.changes.items()} == {
        uri_of(library): ["0:13-0:17 time"],
        uri_of(user): ["2:13-2:17 time"],
    }


def meaning(text: str) -> object:
    """Give what a file says, without its names: how many diagnostics, and what its lines do."""
    checked = check_text(text)
    assert not [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    lines = [[type(line.what).__name__ for line in each.lines] for each in checked.scenarios]
    return [each.code for each in checked.diagnostics], [each.name for each in checked.scenarios], lines


names = st.sampled_from(
    [
        *("Zoe", "zoé", "Z-1", "the end", "Ada", "Bob", "is", "a, b", "x=y", "x#y", "x #y", "-", "une clé", "who"),
        *("2021-01-01", "3", "Azure portal", "[121]", "it", "scenario:", "a.b", "z'z", "l'eau", "Contoso", "mine"),
    ]
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from([*NAMES, ""]), st.randoms(use_true_random=False), names)
def test_after_a_rename_a_file_checks_as_before(name: str, chance: random.Random, new: str) -> None:
    text = (SCENARIOS / name).read_text(encoding="utf-8") if name else TEXT.replace("<it>", "it")
    file = opened_file(text)
    every = [(number, at) for number, line in enumerate(file.lines, 1) for at in range(1, len(line), 3)]
    found = [one for place in chance.sample(every, min(len(every), 60)) if (one := name_at(file, *place)) is not None]
    own = [one for one in found if not isinstance(rename(one, new, [file]), Refusal)]
    for one in own[:2]:
        spans = rename(one, new, [file])
        assert not isinstance(spans, Refusal)
        edits = [
            lsp.TextEdit(lsp.Range(lsp.Position(s.line - 1, s.column - 1), lsp.Position(s.line - 1, s.end - 1)), new)
            for s in spans
        ]
        assert meaning(edited(text, edits)) == meaning(text), (one.kind, one.text, new)


def test_renaming_there_and_back_gives_the_same_text() -> None:
    for place in ("setup: mine (who = Eva, until = 2021-12-31) / mine", "  and accounts of Fabrikam / Fabrikam"):
        editor = Editor()
        plain, line, column = taken_apart(marked(place))
        editor.open("untitled:a", plain)
        old = "mine" if "mine" in place else "Fabrikam"
        for new in ("Zzz", old):
            edit = editor.at(lsp.TEXT_DOCUMENT_RENAME, "untitled:a", line - 1, column, new_name=new)
            editor.change("untitled:a", edited(editor.text_of("untitled:a"), edit.changes["untitled:a"]))
        assert editor.text_of("untitled:a") == plain
