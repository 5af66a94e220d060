"""``benefit-flows fmt``: in place, whole or not at all, and never a file that has mistakes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final, NoReturn

import pytest

from tests.support import SLOWEST, command, told

ROUGH: Final = 'scenario:  x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive'
TIDY: Final = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
FRENCH: Final = """\
langue: fr

scénario: x
  utiliser: un partenaire Gold
  alors "Support technique Microsoft" est inactif
"""
BROKEN: Final = "scenario:  x\r\n  whne Ada flies"
MISTAKE: Final = """\
error[BF105]: no such keyword: "whne"
 --> {file}:2:3
  |
2 |   whne Ada flies
  |   ^^^^
  = help: did you mean "when"?

"""
DIFFERENCE: Final = """\
--- a.flow
+++ a.flow (formatted)
@@ -1,3 +1,3 @@
-scenario:  x
+scenario: x
   use: a Gold partner
-  then "Microsoft Product Support" is inactive
\\ No newline at end of file
+  then "Microsoft Product Support" is inactive
"""


def put(folder: Path, **files: str) -> Path:
    """Write scenario files as they are, byte for byte."""
    for name, text in files.items():
        (folder / f"{name}.flow").write_bytes(text.encode())
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Give every file of a folder, hidden ones too, byte for byte."""
    return {each.name: each.read_bytes().decode() for each in sorted(folder.iterdir())}


def filtered(text: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Start ``fmt`` as a user would, with a text on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "benefit_flows", "fmt", *arguments, "-"],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        input=text.encode(),
        capture_output=True,
        timeout=SLOWEST,
        check=False,
    )


# In place


def test_a_file_is_formatted_in_place_and_then_it_is_well(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH)
    done = command("fmt", "a.flow", cwd=tmp_path)
    assert told(done) == ("--- stderr\nformatted a.flow\n1 formatted, 0 unchanged, 0 left as they are\n--- exit 0\n")
    assert contents(tmp_path) == {"a.flow": TIDY}
    done = command("fmt", "a.flow", cwd=tmp_path)
    assert told(done) == "--- stderr\n0 formatted, 1 unchanged, 0 left as they are\n--- exit 0\n"


def test_without_a_path_every_file_below_the_folder_is_formatted(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    put(tmp_path, a=ROUGH)
    put(tmp_path / "sub", b=TIDY, c=ROUGH)
    done = command("fmt", "-q", cwd=tmp_path)
    assert told(done) == "--- exit 0\n"
    assert (tmp_path / "a.flow").read_bytes() == TIDY.encode()
    assert contents(tmp_path / "sub") == {"b.flow": TIDY, "c.flow": TIDY}


@pytest.mark.parametrize("text", [TIDY.replace("\n", "\r\n"), f"\ufeff{TIDY}", TIDY[:-1], TIDY.replace("\n", "\r")])
def test_windows_line_ends_a_mark_or_a_missing_newline_alone_are_something_to_format(text: str, tmp_path: Path) -> None:
    put(tmp_path, a=text)
    assert command("fmt", "--check", "a.flow", cwd=tmp_path).returncode == 1
    assert contents(tmp_path) == {"a.flow": text}
    assert command("fmt", "a.flow", cwd=tmp_path).returncode == 0
    assert contents(tmp_path) == {"a.flow": TIDY}


def test_a_file_with_mistakes_is_left_byte_for_byte_and_the_others_are_formatted(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH, b=BROKEN, c=ROUGH)
    done = command("fmt", "a.flow", "b.flow", "c.flow", cwd=tmp_path)
    assert told(done) == (
        f"--- stderr\nformatted a.flow\n{MISTAKE.format(file='b.flow')}"
        "left as it is, because it has mistakes: b.flow\nformatted c.flow\n"
        "2 formatted, 0 unchanged, 1 left as they are\n--- exit 2\n"
    )
    assert contents(tmp_path) == {"a.flow": TIDY, "b.flow": BROKEN, "c.flow": TIDY}


def test_a_file_that_is_not_there_exits_2_and_the_others_are_formatted(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH)
    done = command("fmt", "none.flow", "a.flow", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error[BF401]")
    assert contents(tmp_path) == {"a.flow": TIDY}


def test_feature_files_are_left_alone(tmp_path: Path) -> None:
    feature = "Feature:   x\n"
    put(tmp_path, a=ROUGH)
    (tmp_path / "b.feature").write_bytes(feature.encode())
    assert command("fmt", cwd=tmp_path).returncode == 0
    assert command("fmt", "b.feature", cwd=tmp_path).returncode == 2
    assert contents(tmp_path) == {"a.flow": TIDY, "b.feature": feature}


def test_permissions_are_kept(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH)
    (tmp_path / "a.flow").chmod(0o640)
    assert command("fmt", "a.flow", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.flow").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_the_file_behind_it_is_formatted(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    put(tmp_path / "far", b=ROUGH)
    (tmp_path / "a.flow").symlink_to(Path("far") / "b.flow")
    assert command("fmt", "a.flow", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.flow").readlink() == Path("far") / "b.flow"
    assert contents(tmp_path / "far") == {"b.flow": TIDY}


def test_a_link_that_only_its_folder_names_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path, far=ROUGH)
    put(tmp_path / "in", b=ROUGH)
    (tmp_path / "in" / "a.flow").symlink_to(tmp_path / "far.flow")
    (tmp_path / "in" / "c.flow").symlink_to("b.flow")
    assert told(command("fmt", "in", cwd=tmp_path)) == (
        "--- stderr\ncannot write in/a.flow: it is a link, and is not followed\nformatted in/b.flow\n"
        "1 formatted, 0 unchanged, 0 left as they are\n--- exit 2\n"
    )
    assert (tmp_path / "far.flow").read_text(encoding="utf-8") == ROUGH
    assert (tmp_path / "in" / "b.flow").read_text(encoding="utf-8") == TIDY


@pytest.mark.parametrize("step", ["open", "sync", "replace"])
def test_a_file_that_cannot_be_written_stays_whole_and_nothing_is_left_beside_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, a=ROUGH)

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        place, name, instead = {
            "open": (os, "open", full),
            "sync": (os, "fsync", full),
            "replace": (Path, "replace", full),
        }[step]
        patched.setattr(place, name, instead)
        done = command("fmt", "a.flow", cwd=tmp_path)
    assert told(done) == (
        "--- stderr\ncannot write a.flow: No space left on device\n"
        "0 formatted, 0 unchanged, 0 left as they are\n--- exit 2\n"
    )
    assert contents(tmp_path) == {"a.flow": ROUGH}


# --check and --diff


def test_check_names_what_is_not_formatted_exits_1_and_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH, b=TIDY)
    done = command("fmt", "--check", cwd=tmp_path)
    assert told(done) == "--- stderr\nnot formatted: a.flow\n1 not formatted, 1 well, 0 with mistakes\n--- exit 1\n"
    assert contents(tmp_path) == {"a.flow": ROUGH, "b.flow": TIDY}


def test_check_of_formatted_files_exits_0(tmp_path: Path) -> None:
    put(tmp_path, a=TIDY)
    done = command("fmt", "--check", cwd=tmp_path)
    assert told(done) == "--- stderr\n0 not formatted, 1 well, 0 with mistakes\n--- exit 0\n"


def test_check_exits_2_where_a_file_has_mistakes(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH, b=BROKEN)
    assert command("fmt", "--check", cwd=tmp_path).returncode == 2


def test_diff_shows_what_would_change_exits_1_and_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH)
    done = command("fmt", "--diff", "-q", "a.flow", cwd=tmp_path)
    assert told(done) == f"--- stdout\n{DIFFERENCE}--- exit 1\n"
    assert contents(tmp_path) == {"a.flow": ROUGH}


def test_what_is_said_in_french_is_french(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH, b=BROKEN)
    done = command("fmt", "--check", "--lang", "fr", cwd=tmp_path)
    assert done.stderr.splitlines()[0] == "pas mis en forme\u00a0: a.flow"
    assert done.stderr.splitlines()[-2:] == [
        "laissé tel quel, car il a des erreurs\u00a0: b.flow",
        "pas mis en forme\u00a0: 1, bien\u00a0: 0, avec des erreurs\u00a0: 1",
    ]


# Standard input


def test_standard_input_is_formatted_to_standard_output() -> None:
    done = filtered("scenario:  “é”\r\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "scenario: “é”\n".encode(), b"")


def test_standard_input_with_a_mistake_gives_nothing_and_exits_2() -> None:
    done = filtered(BROKEN)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", MISTAKE.format(file="-"))


def test_standard_input_can_be_checked_compared_and_translated() -> None:
    assert (filtered(TIDY, "--check").returncode, filtered(TIDY).stdout) == (
        0,
        TIDY.encode(),
    )
    checked = filtered(ROUGH, "--check")
    assert (checked.returncode, checked.stdout) == (1, b"")
    compared = filtered(ROUGH, "--diff")
    assert (compared.returncode, compared.stdout.decode()) == (1, DIFFERENCE.replace("a.flow", "-"))
    assert filtered(ROUGH, "--to", "fr").stdout.decode() == FRENCH


# --to


def test_files_are_translated_in_place_and_back(tmp_path: Path) -> None:
    put(tmp_path, a=ROUGH, b=FRENCH)
    done = command("fmt", "--to", "fr", cwd=tmp_path)
    assert told(done) == ("--- stderr\ntranslated a.flow\n1 translated, 1 unchanged, 0 left as they are\n--- exit 0\n")
    assert contents(tmp_path) == {"a.flow": FRENCH, "b.flow": FRENCH}
    assert command("fmt", "--to", "en", "-q", cwd=tmp_path).returncode == 0
    assert contents(tmp_path) == {"a.flow": TIDY, "b.flow": TIDY}
    assert command("run", "-q", cwd=tmp_path).returncode == 0


def test_check_and_diff_look_at_the_translation_and_write_nothing(tmp_path: Path) -> None:
    put(tmp_path, a=FRENCH)
    done = command("fmt", "--to", "en", "--check", cwd=tmp_path)
    assert told(done) == "--- stderr\nnot translated: a.flow\n1 not translated, 0 well, 0 cannot be\n--- exit 1\n"
    done = command("fmt", "--to", "en", "--diff", "-q", cwd=tmp_path)
    changed = "".join(f"-{each}\n" for each in FRENCH.splitlines()) + "".join(
        f"+{each}\n" for each in TIDY.splitlines()
    )
    assert told(done) == f"--- stdout\n--- a.flow\n+++ a.flow (formatted)\n@@ -1,5 +1,3 @@\n{changed}--- exit 1\n"
    assert contents(tmp_path) == {"a.flow": FRENCH}


def test_a_file_with_mistakes_is_not_translated(tmp_path: Path) -> None:
    put(tmp_path, a=BROKEN)
    done = command("fmt", "--to", "fr", "-q", cwd=tmp_path)
    left = "left as it is, because it has mistakes: a.flow\n"
    assert told(done) == f"--- stderr\n{MISTAKE.format(file='a.flow')}{left}--- exit 2\n"
    assert contents(tmp_path) == {"a.flow": BROKEN}


def test_a_file_whose_accounts_are_words_of_the_other_language_is_not_translated(tmp_path: Path) -> None:
    text = "scenario: x\n  given accounts\n    | name |\n    | le   |\n"
    put(tmp_path, a=text)
    done = command("fmt", "--to", "fr", "-q", cwd=tmp_path)
    assert told(done) == (
        "--- stderr\nleft as it is, because names in it are words of the other language: a.flow (le)\n--- exit 2\n"
    )
    assert command("fmt", "--to", "en", "-q", cwd=tmp_path).returncode == 0
    assert contents(tmp_path) == {"a.flow": text}


def test_a_language_that_there_is_not_is_wrong_usage(tmp_path: Path) -> None:
    done = command("fmt", "--to", "de", cwd=tmp_path)
    assert done.returncode == 2
    assert "invalid choice: 'de'" in done.stderr


UNFORMATTED: Final = "scenario:  x\n  use: a Gold partner\n"


def test_a_file_that_changes_while_it_is_formatted_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.flow"
    path.write_text(UNFORMATTED, encoding="utf-8")
    newer = f"{UNFORMATTED}# saved meanwhile\n"
    read = Path.read_bytes
    times = iter(range(9))

    def changing(self: Path) -> bytes:
        if self == path and next(times) == 1:
            path.write_text(newer, encoding="utf-8")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", changing)
    done = command("fmt", str(path), cwd=tmp_path)
    assert (done.returncode, path.read_text(encoding="utf-8")) == (2, newer)
    assert "changed meanwhile" in done.stderr


def test_a_file_that_vanishes_while_it_is_formatted_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.flow"
    path.write_text(UNFORMATTED, encoding="utf-8")
    read = Path.read_bytes
    times = iter(range(9))

    def vanishing(self: Path) -> bytes:
        if self == path and next(times) == 1:
            path.unlink()
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    done = command("fmt", str(path), cwd=tmp_path)
    assert (done.returncode, "cannot write a.flow: No such file or directory" in done.stderr) == (2, True)


def test_a_read_only_file_and_one_of_several_names_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [tmp_path / name for name in ("a.flow", "b.flow", "c.flow")]
    for path in names[:2]:
        path.write_text(UNFORMATTED, encoding="utf-8")
    names[2].hardlink_to(names[1])
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "a.flow")
    done = command("fmt", *map(str, names), cwd=tmp_path)
    assert (done.returncode, {path.read_text(encoding="utf-8") for path in names}) == (2, {UNFORMATTED})
    assert "cannot write a.flow: Permission denied" in done.stderr
    assert "cannot write b.flow: the same file has several names" in done.stderr


def test_a_line_of_a_file_and_standard_input_beside_files_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(UNFORMATTED, encoding="utf-8")
    line, both = command("fmt", "a.flow:1", cwd=tmp_path), command("fmt", "-", "a.flow", cwd=tmp_path)
    assert (line.returncode, "BF401" in line.stderr, both.returncode, both.stderr) == (
        2,
        True,
        2,
        "- must stand alone\n",
    )
    assert (tmp_path / "a.flow").read_text(encoding="utf-8") == UNFORMATTED
