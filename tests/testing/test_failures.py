import pytest

from tests.support import command
from tests.testing.inner import FLOW, GOLD, ROWS, WRONG, WRONG_BLOCK, ran, write

pytest_plugins = ["pytester"]

UNUSED = FLOW + "setup: nobody uses it\n  use: a Gold partner\n"


def test_a_failure_is_the_block_of_the_command_line_without_a_traceback(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG)
    assert ran(pytester, "-rN").splitlines() == [
        "F                                                                        [100%]",
        "=================================== FAILURES ===================================",
        "_____________________________ It takes three days ______________________________",
        *WRONG_BLOCK.splitlines(),
        "1 failed",
        "exit 1",
    ]
    assert command("run", "a.feature", cwd=pytester.path).stdout == f"{WRONG_BLOCK}\n0 passed, 1 failed\n"


def test_a_refusal_says_what_would_have_made_it_accepted(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD.replace('    When Ada signs in to "Partner Center"\n    And Ada', "    When Ada"))
    blocks = command("run", "a.feature", cwd=pytester.path).stdout.partition("\n\n")[0]
    pasted = '    When Ada signs in to "Partner Center"\n    And Ada activates "Microsoft Product Support"  [122]\n'
    assert f"with these lines in place of line 4:\n{pasted}" in blocks
    assert blocks in ran(pytester)


def test_failures_are_told_in_the_language_of_the_setting(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG, pytest_ini="[pytest]\nbenefit_flows_language = fr\n")
    blocks = command("run", "--lang", "fr", "a.feature", cwd=pytester.path).stdout.partition("\n\n")[0]
    assert "erreur[BF501]" in blocks
    assert blocks in ran(pytester)


def test_the_mistakes_of_all_files_are_shown_before_anything_runs(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD.replace("activates", "actvates").replace("pending", "pendin"), c_feature=ROWS)
    write(pytester, b_flow=FLOW.replace("Support", "Suport"))
    assert ran(pytester, "-rN").splitlines() == [
        "",
        "==================================== ERRORS ====================================",
        "__________________________ ERROR collecting a.feature __________________________",
        'error[BF101]: no such action: "actvates"',
        " --> a.feature:5:13",
        "  |",
        '5 |     And Ada actvates "Microsoft Product Support"  [122]',
        "  |             ^^^^^^^^",
        '  = help: did you mean "activates"?',
        "",
        'error[BF102]: "pendin" does not fit here',
        " --> a.feature:6:41",
        "  |",
        '6 |     Then "Microsoft Product Support" is pendin',
        "  |                                         ^^^^^^",
        '  = help: did you mean "pending"?',
        "___________________________ ERROR collecting b.flow ____________________________",
        'error[BF204]: no such benefit: "Microsoft Product Suport"',
        " --> b.flow:3:8",
        "  |",
        '3 |   then "Microsoft Product Suport" is inactive',
        "  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^",
        '  = help: did you mean "Microsoft Product Support"?',
        "!!!!!!!!!!!!!!!!!!! Interrupted: 2 errors during collection !!!!!!!!!!!!!!!!!!!!",
        "2 errors",
        "exit 2",
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 2), (("a.feature",), 2), (("a.feature::It takes three days",), 2), (("-n", "2"), 1)],
)
def test_a_mistake_is_told_once_however_the_file_was_found(
    pytester: pytest.Pytester, arguments: tuple[str, ...], code: int
) -> None:
    write(pytester, a_feature=GOLD.replace("activates", "actvates"))
    found = ran(pytester, "-rN", *arguments)
    assert (found.count('error[BF101]: no such action: "actvates"\n'), found[-6:]) == (1, f"exit {code}"), found


def test_a_feature_without_mistakes_runs_beside_one_with_them_if_pytest_is_told_so(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD.replace("activates", "actvates"), c_feature=ROWS)
    found = ran(pytester, "--continue-on-collection-errors")
    assert found.splitlines()[-2:] == ["3 passed, 1 error", "exit 1"]


def test_warnings_and_hints_are_shown_and_do_not_keep_from_running(pytester: pytest.Pytester) -> None:
    write(pytester, a_flow=UNUSED)
    found = ran(pytester)
    assert 'BenefitFlowWarning: warning[BF320]: nothing uses the setup "nobody uses it"' in found
    assert found.splitlines()[-2:] == ["1 passed, 1 warning", "exit 0"]


def test_where_warnings_are_errors_they_are_mistakes_without_a_traceback(pytester: pytest.Pytester) -> None:
    write(pytester, a_flow=UNUSED)
    assert ran(pytester, "-rN", "-W", "error").splitlines()[2:-3] == [
        "___________________________ ERROR collecting a.flow ____________________________",
        'warning[BF320]: nothing uses the setup "nobody uses it"',
        " --> a.flow:4:1",
        "  |",
        "4 | setup: nobody uses it",
        "  | ^^^^^^^^^^^^^^^^^^^^^",
    ]


def test_an_included_file_is_found_as_on_the_command_line(pytester: pytest.Pytester) -> None:
    write(pytester, lib__ours_flow="setup: ours\n  use: a Gold partner\n")
    write(pytester, a_flow="include: lib/ours.flow\n" + FLOW.replace("a Gold partner", "ours"))
    assert ran(pytester).splitlines()[-2:] == ["1 passed", "exit 0"]


def test_a_file_may_go_once_it_is_collected(pytester: pytest.Pytester) -> None:
    conftest = """\
def pytest_collection_finish(session):
    for name in ("a.feature", "b.feature", "b.flow"):
        (session.config.rootpath / name).unlink()
"""
    write(pytester, a_feature=GOLD, b_feature=WRONG, b_flow=FLOW, conftest_py=conftest)
    found = ran(pytester)
    assert WRONG_BLOCK.replace("a.feature", "b.feature") in found
    assert found.splitlines()[-2:] == ["1 failed, 2 passed", "exit 1"]
