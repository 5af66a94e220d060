"""What a text names: by id, by name, by a part of what is shown, in either language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.explanation.subjects import NameIndex
from tests.support import GOLDEN, PROJECT, TESTS, command

NAMES: Final = NameIndex(rulebook())


def named(text: str) -> list[str]:
    """Give what a text names as ``kind key``."""
    return [" ".join(each) for each in NAMES.subjects(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("r64", ["rule R64"]),
        ("181", ["passage 181"]),
        ("[121][125]", ["passage 121", "passage 125"]),
        ("R16 [107][123]", ["rule R16", "passage 107", "passage 123"]),
        ("A22", ["reading A22"]),
        ("p03", ["reading P03"]),
        ("BF101", ["code BF101"]),
        ("own-ids", ["message own-ids"]),
        ("activation days", ["parameter activation-days"]),
        ("jours d'activation", ["parameter activation-days"]),
        ("Portail Azure", ["portal azure-portal"]),
        ("«\u00a0Support technique Microsoft\u00a0»", ["benefit product-support"]),
        ("Windows Server 2016", ["product windows-server-2016"]),
        ("an activated Gold partner", ["setup an activated Gold partner"]),
        ("error to ignore", ["outcome error to ignore"]),
        ("Technical benefits", ["message L7"]),
        ("home page", ["page home"]),
        ("LCS", ["portal lifecycle-services"]),
        ("Services Hub", ["alias Services Hub"]),
        ("Security Competency", ["competency security"]),
        ("Partner Signature", ["plan partner-signature", "message L18"]),
        ("the account is associated with MPN", ["condition mpn-association"]),
        ("benefit: pending --provision--> active", ["move benefit: pending --provision--> active"]),
        ("LinkContract/not-hidden always holds", ["entry LinkContract/not-hidden"]),
    ],
)
def test_an_id_or_a_name_in_either_language_names_what_it_belongs_to(text: str, expected: list[str]) -> None:
    """Whatever the case, the quotation marks and the apostrophes."""
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "This Access ID is already associated to an account. Please contact your Technical Account Manager",
        "This Access ID is already associated to an account",
        "Technical Account Manager",
        "cet ID d'accès est déjà associé à un compte",
    ],
)
def test_a_message_is_known_by_its_text_and_by_a_part_of_it(text: str) -> None:
    """In both languages, with any apostrophe."""
    assert named(text) == ["message M3"]


def test_what_names_nothing_gets_a_near_name() -> None:
    """A part of three letters would be a part of everything, so it is none."""
    assert (named("Parnter Support"), NAMES.near("Parnter Support")) == ([], "Partner Support")
    assert NAMES.near("activation day") == "activation days"
    assert (named("sup"), NAMES.near("xyzzy")) == ([], None)
    assert NAMES.near("foo") is None


def test_an_id_that_there_is_not_gets_no_other_but_the_first_and_the_last_of_its_kind() -> None:
    ids = ("A99", "r99", "203", "BF999", "[300]", "M9")
    assert [(named(each), NAMES.near(each)) for each in ids] == [([], None)] * len(ids)
    assert [NAMES.alike(each) for each in ids[:3]] == [
        (("A01", "A50"),),
        (("R01", "R76"),),
        (("103", "202"),),
    ]
    assert NAMES.alike("activation day") == ()
    told = command("explain", "203", cwd=PROJECT)
    assert (told.returncode, told.stderr) == (2, "nothing is called 203; there are 103 to 202\n")


ID: Final = re.compile(r"(?<![\w/.-])(?:R\d\d|[AP]\d\d|BF\d{3}|[ML]\d+s?|own-[a-z-]+)(?![\w.])|\[\d{3}\]")
QUOTED: Final = re.compile(r'"((?:\w|\+)[^"\n]*)"|“([^”\n]+)”|«\u00a0([^»\n]+?)\u00a0»')
OWN: Final = re.compile(r"(Contoso|Fabrikam)(/\w+)+|x|of (Contoso|Fabrikam|package)|d[eu] (Contoso|Fabrikam|package)")
"""Names that the scenarios of the corpus made up, and words of phrases."""


def printed() -> Iterator[str]:
    """Give what commands print in both languages: failures, sessions at a terminal, lists, explanations."""
    folders = (GOLDEN / "failing", TESTS / "terminal" / "golden")
    files = (path for folder in folders for path in sorted(folder.glob("*.out")))
    yield from (
        path.read_text(encoding="utf-8") for path in files if path.stem != "narrow"
    )  # lines break in names there
    for arguments in (
        *(["list", each] for each in ("rules", "readings", "parameters", "names", "setups")),
        *(["explain", each] for each in ("M3", "Partner Support", "associated-azure", "Gold", "BF504")),
    ):
        yield from (command(*arguments, "--lang", language, cwd=PROJECT).stdout for language in ("en", "fr"))


def test_every_id_and_every_quoted_name_that_is_printed_can_be_explained() -> None:
    """In failures, at the terminal, in lists, and in explanations themselves."""
    texts = list(printed())
    ids = {each for text in texts for each in ID.findall(text)}
    quoted = {"".join(each) for text in texts for each in QUOTED.findall(text)}
    assert (len(ids) > 200, len(quoted) > 100) == (True, True)
    assert sorted(each for each in ids | quoted if not named(each) and not OWN.fullmatch(each)) == []


NAMING: Final = (
    "rules",
    "guard",
    "effect",
    "machine",
    "from",
    "event",
    "to",
    "portal",
    "page",
    "entry",
    "outcome",
    "key",
)
"""The members of a report for machines that hold ids of the rulebook."""


NAMELESS: Final = {"", "clock.date"}
"""No key at all, and the effect of the engine that turns to another day."""


def ids_in(document: object, member: str = "") -> Iterator[str]:
    """Give the ids in a report for machines."""
    match document:
        case dict():
            for name, value in document.items():
                yield from ids_in(value, name)
        case list():
            for each in document:
                yield from ids_in(each, member)
        case str() if member in NAMING:
            yield document


def test_every_id_of_a_report_for_machines_can_be_explained(tmp_path: Path) -> None:
    """Those of rules, guards, effects, states, portals, pages and entries of screens."""
    done = command("run", "-q", "scenarios", "--report", f"json={tmp_path / 'all.json'}", cwd=PROJECT)
    ids = set(ids_in(json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))))
    assert (done.returncode, len(ids) > 200) == (0, True)
    assert sorted(each for each in ids - NAMELESS if not named(each)) == []
