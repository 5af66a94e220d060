from pathlib import Path

import pytest

from benefit_flows.cli import COMMANDS, main
from tests.support import command


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_gives_its_own_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: benefit-flows {name} ")


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert [each for each in listed if each in COMMANDS] == list(COMMANDS)


def test_a_word_that_is_no_command_is_told_with_all_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["frobnicate"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert all(f"'{name}'" in told for name in COMMANDS)


def test_options_may_stand_between_what_a_command_is_about(tmp_path: Path) -> None:
    """Texts and paths behind them count too; what is no option of the command is still refused."""
    found = command("list", "phrases", "--lang", "fr", "ajoute le contrat", cwd=tmp_path)
    assert (found.returncode, "quand <account> lie le contrat dans <portal>" in found.stdout) == (0, True)
    for name in ("a.flow", "b.flow"):
        (tmp_path / name).write_text("scenario: s\n", encoding="utf-8")
    ran = command("check", "a.flow", "--lang", "en", "b.flow", cwd=tmp_path)
    assert [each in ran.stdout + ran.stderr for each in ("a.flow:1", "b.flow:1")] == [True, True]
    wrong = command("check", "a.flow", "--nonsense", "b.flow", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr.splitlines()[-1]) == (
        2,
        "benefit-flows: error: unrecognized arguments: --nonsense b.flow",
    )
