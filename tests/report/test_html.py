"""Results as a page: what stands in it without a script, and what its script is given to draw."""

import re
from collections import Counter
from html import unescape
from typing import Any, Final

import pytest

from benefit_flows import rulebook
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.coverage import FILES, Explored
from benefit_flows.model.results import Results
from benefit_flows.model.trace import Trace
from benefit_flows.report.html import listing
from benefit_flows.report.html.listing import seconds_in_words
from benefit_flows.report.html.page import SCRIPTS, STYLES
from benefit_flows.report.html.words import WORDS
from benefit_flows.source import Span, package_text
from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.failure import failures_of
from benefit_flows.view.notes import notes
from benefit_flows.view.page import asset, slim
from benefit_flows.view.words import WORDS as STORY_WORDS
from tests.report.pages import ALIKE, MIXED, page_of, results_of, scenarios, stories_of
from tests.support import PROJECT
from tests.unpacking import data_of

TAG: Final = re.compile(r"<[^>]*>")
LIST: Final = """\
mixed.flow
✕ failed Chloe cannot activate &lt;b&gt;anything&lt;/b&gt; &amp; more line 4, 0.250\u00a0sWhy it failed
✕ failed A state is another than expected line 11, 0.250\u00a0sWhy it failed
✓ passed Only two roles may activate (row 1: who = Ada, outcome = accepted) line 27, 0.250\u00a0s
✕ failed Only two roles may activate (row 2: who = Bob, outcome = refused) line 28, 0.250\u00a0sWhy it failed
✓ passed Only two roles may activate (row 3: who = Chloe, outcome = refused) line 29, 0.250\u00a0s
– not run All the way to a request line 31"""


@pytest.fixture(scope="module")
def results() -> Results:
    return results_of(scenarios(MIXED), explain=True)


def plain_list(page: str) -> str:
    """Give the list of a page as text, without what failed and without tags."""
    inner = page.partition('<div id="scenarios">')[2].partition("</div></section>")[0]
    return TAG.sub("", re.sub(r"</summary>.*?</details>", "", inner, flags=re.DOTALL)).strip()


def told_in(block: str) -> list[str]:
    """Give the texts of what failed, one for each element."""
    return [unescape(each) for each in re.findall(r">([^<]+)<", block) if each.strip()]


def told_of(trace: Trace) -> list[str]:
    """Give what the page must tell of a scenario that failed, in order; which it is stands above."""
    (failure,) = failures_of(trace, Speaker(rulebook(), "en"))
    span = failure.diagnostic.span
    notes_on = [part for each in notes(failure)[1:] for part in (each.name, each.text, "\n".join(each.lines)) if part]
    return [
        failure.code,
        f" {failure.message}",
        f"{span.path}:{span.line}:{span.column} ",
        span.text.strip(),
        *notes_on,
    ]


def story_of(results: Results, line: int, language: Language = "en") -> Any:
    """Give the story of the scenario whose header stands on a line."""
    return next(each for each in stories_of(page_of(results, language=language)) if each["line"] == line)


def scripts() -> str:
    return "\n".join(package_text(package, f"assets/{name}") for package, name in SCRIPTS)


def test_the_plain_list_names_every_scenario_with_its_verdict_in_the_order_of_the_file(results: Results) -> None:
    ran = results._replace(timed=results.timed[:-1], skipped=1)
    assert plain_list(page_of(ran, (results.traces[-1].scenario,))) == LIST


def test_the_plain_list_tells_why_a_scenario_failed(results: Results) -> None:
    blocks = re.findall("</summary>(.*?)</details>", page_of(results), re.DOTALL)
    assert [told_in(each) for each in blocks] == [told_of(each) for each in results.traces if not each.passed]


def test_the_page_names_no_address_that_a_browser_could_ask(results: Results) -> None:
    page = page_of(results)
    assert re.findall(r"""(?:https?:)?//[\w.]+\.\w+[^\s"'<]*""", page) == []
    assert re.findall(r"<(?:link|img|iframe|script src|base)|url\(|@import", page) == []


def test_mistakes_of_files_stand_above_the_list(results: Results) -> None:
    mistakes = tuple(Diagnostic("BF101", Span("b.flow", line, 1, 4, "x <y>")) for line in range(1, 251))
    page = page_of(Results(mistakes, results.timed))
    shown = re.search(r'<details class="card mistakes" open>(.*?)</details>', page, re.DOTALL)
    assert shown is not None
    assert (shown[1].count("b.flow:"), shown[1].count("x &lt;y&gt;"), "and 50 more" in shown[1]) == (200, 200, True)
    assert page.index(shown[0]) < page.index('id="scenarios"')


def test_a_page_of_no_results_says_so() -> None:
    page = page_of(Results((), ()))
    assert "<p>No scenario ran.</p>" in page
    assert data_of(page)["stories"] == []


def test_what_failed_is_told_in_full_for_some_and_by_the_script_for_the_rest(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_FAILURES", 1)
    page = page_of(results)
    blocks = [told_in(each) for each in re.findall("</summary>(.*?)</details>", page, re.DOTALL)]
    failed = [told_of(each) for each in results.traces if not each.passed]
    assert blocks == [failed[0], *(each[:4] for each in failed[1:])]
    stories = [story["failures"][0] for story in stories_of(page) if story["failures"]]
    assert [[each["code"], f" {each['message']}"] for each in stories] == [each[:2] for each in failed]
    assert [
        [part for n in each["notes"] for part in (n["name"], n["text"], *n["lines"]) if part] for each in stories
    ] == [[part for each in whole[4:] for part in each.split("\n")] for whole in failed]


def test_a_failed_check_has_expected_and_actual_and_the_event_that_changed_it(results: Results) -> None:
    check = story_of(results, 11)["events"][6]
    assert (check["problems"], check["check"]["expected"], check["check"]["actual"], check["check"]["by"]) == (
        ["the check does not hold"],
        ["benefit Microsoft Product Support", "state active"],
        ["benefit Microsoft Product Support", "state pending"],
        5,
    )
    assert check["check"]["account"] is None


def test_a_story_tells_lines_of_each_kind_and_those_that_were_not_reached(results: Results) -> None:
    story = story_of(results, 11)
    assert [(each["kind"], each["text"]) for each in story["events"][3:]] == [
        ("note", "note: Watch the counter."),
        ("action", 'when Ada signs in to "Partner Center"'),
        ("action", 'and Ada activates "Microsoft Product Support"'),
        ("check", 'then "Microsoft Product Support" is active'),
        ("check", 'and "Signature Cloud Support" is inactive'),
    ]
    assert story["missed"] == [[18, "wait 3 days", []]]
    assert {each["place"] for each in story["events"][:3]} == {f"mpn-2021-04/setups.flow:{n}" for n in (13, 14, 5)}


def test_an_action_tells_its_outcome_moves_changes_and_what_the_account_sees(results: Results) -> None:
    action = story_of(results, 11)["events"][5]
    assert (action["step"]["outcome"], action["screen"]["account"], action["screen"]["page"]) == (
        "accepted",
        "Ada",
        "Technical benefits",
    )
    assert [each["text"] for each in action["step"]["moves"]] == ["Microsoft Product Support: inactive → pending"]
    assert [(each["label"], each["before"], each["after"]) for each in action["step"]["changes"]] == [
        ("state", "inactive", "pending"),
        ("becomes active on", "–", "2021-03-07"),
    ]
    assert "rows" in action


def test_facts_in_place_together_have_one_world_after_the_last_of_them(results: Results) -> None:
    events = story_of(results, 11)["events"]
    assert ["rows" in each for each in events] == [False, False, True, False, False, True, False, False]
    assert "step" not in events[2]


def test_a_refused_action_has_the_way_that_would_make_it_acceptable() -> None:
    (story,) = stories_of(page_of(results_of(scenarios(TOO_EARLY), explain=True)))
    (way,) = [each["way"] for each in story["events"] if "way" in each]
    assert (way["text"], way["lines"]) == (
        "it is accepted with these lines in place of line 3:",
        [
            '  when Ada signs in to "Partner Center"',
            '  and Ada activates "Microsoft Product Support"',
            "  wait until 2021-03-07",
            '  when Ada links the contract in "Azure portal"',
        ],
    )


def test_a_question_has_its_answers(results: Results) -> None:
    (asked,) = [each for each in story_of(results, 31)["events"] if each["kind"] == "ask"]
    assert asked["question"] == {
        "choices": [["No, the contract must be linked", True], ["Yes", False]],
        "because": None,
    }


def test_a_story_says_what_it_rests_on(results: Results) -> None:
    story = story_of(results, 4)
    assert (story["tags"], story["citations"], story["moves"]) == (["@slow", "@billing"], "123", "")
    assert {"R15", "R16"} <= set(story["rules"].split())
    assert {"107", "123"} <= set(story["passages"].split())


def test_coverage_counts_the_scenarios_that_rest_on_something_by_kind_of_file(results: Results) -> None:
    feature = tuple(each for each in scenarios(MIXED, "b.feature") if each.row is not None)
    both = Results((), (*results.timed, *results_of(feature).timed))
    data = data_of(page_of(both))
    assert data["resting"]["files"] == list(FILES)
    by_kind = {
        "rules": Counter[tuple[str, str]](),
        "passages": Counter[tuple[str, str]](),
        "moves": Counter[tuple[str, str]](),
    }
    for story in data["stories"]:
        kind = ".feature" if story["file"] == "b.feature" else ".flow"
        for name, separator in (("rules", " "), ("passages", " "), ("moves", "|")):
            by_kind[name].update((each, kind) for each in story[name].split(separator) if each)
    for name, counted in by_kind.items():
        found = {
            (each["id"], file): n
            for each in data["resting"][name]
            for file, n in zip(FILES, each["counts"], strict=True)
            if n
        }
        assert found == dict(counted)
        assert found


def test_coverage_lists_everything_there_is(results: Results) -> None:
    resting, book = data_of(page_of(results))["resting"], rulebook()
    assert [each["id"] for each in resting["rules"]] == list(book.rules)
    assert [each["id"] for each in resting["passages"]] == [str(each) for each in book.passages]
    assert len(resting["moves"]) == sum(len(each.rows) for each in book.machines.values())
    assert {each["id"] for each in resting["passages"] if each["note"]} == {str(each) for each in book.not_testable}


def test_what_exploring_reached_is_a_column_only_where_it_is_given(results: Results) -> None:
    without = data_of(page_of(results))["resting"]
    assert {each["explored"] for kind in ("rules", "passages", "moves") for each in without[kind]} == {None}
    move = "benefit: inactive --activate--> pending"
    given = data_of(page_of(results, explored=Explored(("R15",), (move,))))["resting"]
    assert [each["id"] for each in given["rules"] if each["explored"]] == ["R15"]
    assert [each["id"] for each in given["passages"] if each["explored"]] == ["123"]
    assert [each["id"] for each in given["moves"] if each["explored"]] == [move]


def test_the_table_below_a_line_stands_in_its_story() -> None:
    (story,) = stories_of(page_of(results_of(scenarios(ALIKE))))
    assert [each["table"] for each in story["events"] if "table" in each] == [
        [["name", "associated with", "roles"], ["Zoe", "MPN", "Global admin"]]
    ]


def test_a_name_of_a_file_that_is_no_text_is_kept() -> None:
    page = page_of(results_of(scenarios(ALIKE, "caf\udcff.flow")))
    assert [each["file"] for each in stories_of(page)] == ["caf\udcff.flow"]


MISTAKE: Final = Diagnostic("BF101", Span("b.flow", 1, 1, 4, "x y z"))
REMARK: Final = Diagnostic("BF320", Span("b.flow", 1, 1, 4, "x y z"))


@pytest.mark.parametrize(
    ("language", "number", "title", "badge"),
    [
        ("en", 5, "5 mistakes in the files, nothing was run, Results", "5 mistakes in the files"),
        ("en", 1, "1 mistake in the files, nothing was run, Results", "1 mistake in the files"),
        ("fr", 1, "1 erreur dans les fichiers, rien n’a été exécuté, Résultats", "1 erreur dans les fichiers"),
        ("en", 0, "nothing was run, Results", None),
    ],
)
def test_a_page_of_mistakes_alone_says_that_nothing_was_run(
    language: Language, number: int, title: str, badge: str | None
) -> None:
    page = page_of(Results((MISTAKE,) * number, ()), language=language)
    assert re.findall("<title>(.*?)</title>", page) == [title]
    assert re.findall('class="badge.*?">(.*?)<', page) == ([] if badge is None else [badge])


def test_warnings_do_not_count_as_mistakes(results: Results) -> None:
    page = page_of(Results((REMARK,), results.timed))
    assert re.findall('class="badge.*?">(.*?)<', page) == ["3 failed", "3 passed", "1 warning or hint"]
    assert re.findall("<title>(.*?)</title>", page) == ["3 failed, 3 passed, Results"]


def test_comments_and_indentation_are_left_out_and_nothing_else() -> None:
    script = "// a\n/** b\n * c */\nfunction d() {\n  // e\n  return 'f // g' /* h */ // i\n\n}\n"
    assert slim(script) == "function d() {\nreturn 'f // g' /* h */ // i\n}"
    assert slim("/* a */\nb { c: d; }\n  /* e\n f */\n") == "b { c: d; }"


def test_no_text_in_a_script_goes_on_over_several_lines() -> None:
    lines = scripts().split("\n")
    assert [each for each in lines if each.count("`") % 2] == []


def test_the_page_speaks_french(results: Results) -> None:
    page = page_of(results, language="fr")
    assert '<html lang="fr">' in page
    assert "<b>✕ échoué</b>" in page
    assert "0,250\u00a0s" in page
    assert data_of(page)["words"]["page.coverage"] == "Couverture"
    assert story_of(results, 11, "fr")["events"][6]["problems"] == ["la vérification échoue"]


@pytest.mark.parametrize(
    ("seconds", "en", "fr"), [(0.0, "0.000\u00a0s", "0,000\u00a0s"), (1.2346, "1.235\u00a0s", "1,235\u00a0s")]
)
def test_seconds_are_written_as_people_do(seconds: float, en: str, fr: str) -> None:
    assert [seconds_in_words(seconds, each) for each in LANGUAGES] == [en, fr]


def test_no_word_is_left_that_nothing_asks_for() -> None:
    asking = scripts() + "".join(
        path.read_text(encoding="utf-8")
        for path in (PROJECT / "src" / "benefit_flows" / "report" / "html").glob("*.py")
        if path.name != "words.py"
    )
    whole = set(re.findall(r"""["']([\w./?-]+)["']""", asking))
    begun = tuple(re.findall(r"""[`"']([\w.-]+[.-])\$?\{""", asking))
    assert begun
    assert {key for key in WORDS.texts if key not in whole and not key.startswith(begun)} == set()


def test_every_word_that_the_scripts_ask_for_is_there() -> None:
    asked = set(re.findall(r"(?:W\.t|said)\(\s*'([\w.-]+)'", scripts()))
    assert asked
    assert asked <= {*WORDS.texts, *STORY_WORDS.texts}


def test_no_function_of_the_scripts_takes_the_place_of_another() -> None:
    names = Counter(re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", scripts(), re.MULTILINE))
    assert names
    assert [name for name, number in names.items() if number > 1] == []


def test_every_colour_that_a_style_uses_has_a_name_that_is_set() -> None:
    styles = "\n".join(asset(package, f"assets/{name}") for package, name in STYLES)
    used, given = set(re.findall(r"var\((--[\w-]+)\)", styles)), set(re.findall(r"(--[\w-]+):", styles))
    assert used
    assert used <= given


TOO_EARLY: Final = """\
scenario: Too early
  use: a Gold partner
  when Ada links the contract in "Azure portal"
  then the contract is linked for Ada
"""
