import pytest

from benefit_flows.cli import COMMANDS, main


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
