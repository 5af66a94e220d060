"""French: the same statements, the same traces, and no English left where French was asked for."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.run import run
from benefit_flows.language.speaker import Speakers
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.trace import Trace
from benefit_flows.pipeline import load
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.text import Text
from tests.support import SCENARIOS, check_text, codes, command

BOOK: Final = rulebook()
FRENCH: Final = SCENARIOS / "documented" / "fr"
PAIRS: Final = {
    # the French scenario and the English one that it says
    "Scénario 1": "Scenario 1: linked for on-premises support, then linked again in Azure",
    "Scénario 2a": "Scenario 2a: an expired contract is hidden, and linking again shows the error",
    "Les deux ID s’affichent": "From inactive to the two IDs displayed",
    "Un compte qui n’appartient qu’à CSP": "An account that belongs to CSP only is turned away",
    "Consulter les incidents restants": "Looking up the remaining incidents creates no request",
    "Un plan acheté": "A bought plan brings Azure support back",
}


def facts(trace: Trace) -> list[object]:
    """What a trace says apart from its text: actions, outcomes, decisions, moves, messages, worlds, verdicts."""
    return [
        (event.line.keyword, event.step, event.judgement and event.judgement.held, event.problems)
        for event in trace.events
        if event.line.keyword not in ("note", "ask")
    ]


def by_name() -> dict[str, Trace]:
    return {each.name: run(each, BOOK) for each in load([str(SCENARIOS)], RULEBOOKS).scenarios}


@pytest.mark.parametrize("name", PAIRS)
def test_a_scenario_in_french_gives_the_trace_of_the_english_one(name: str) -> None:
    """Step by step, world by world."""
    traces = by_name()
    french = [trace for title, trace in traces.items() if title.startswith(name)]
    assert len(french) == 1
    assert french[0].passed
    assert facts(french[0]) == facts(traces[PAIRS[name]])


def test_a_french_scenario_may_use_english_names_straight_apostrophes_and_guillemets() -> None:
    """What people type, and what word processors make of it."""
    text = (
        "langue: fr\nscénario: x\n  utiliser: un partenaire Gold activé\n"
        "  quand Ada lie le contrat dans « Azure portal »\n  alors c'est accepté\n  et c’est accepté\n"
    )
    assert codes(check_text(text).diagnostics) == []


def test_a_mistake_in_a_french_file_is_answered_with_french_words() -> None:
    """Did you mean: a word of the language that the file is written in."""
    text = 'langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n  quand Ada se conecte à "Espace partenaire"\n'
    (diagnostic,) = check_text(text).diagnostics
    assert (diagnostic.code, diagnostic.help("fr")) == ("BF102", "vouliez-vous dire « connecte » ?")


def test_with_pseudo_localised_texts_no_english_text_of_the_catalogue_is_shown(tmp_path: Path) -> None:
    """Every message, label and name that a French report shows comes from the French catalogue."""

    def marked(text: Text) -> Text:
        return Text(text.en, f"⟦{text.fr}⟧")

    from benefit_flows.model.results import Results, Timed
    from benefit_flows.report.terminal import render_results

    book = replace(
        BOOK,
        names={key: marked(text) for key, text in BOOK.names.items()},
        messages={key: each._replace(text=marked(each.text)) for key, each in BOOK.messages.items()},
        rules={key: each._replace(statement=marked(each.statement)) for key, each in BOOK.rules.items()},
    )
    text = (
        'langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n  quand Chloe se connecte à "Espace partenaires"\n'
        '  et Chloe active "Support technique Microsoft"\n  alors c’est accepté\n'
    )
    (scenario,) = check_text(text).scenarios
    shown = render_results(Results((), (Timed(run(scenario, book), 0.0),)), Speakers(Rulebooks.of(book), "fr"))
    english = [each.statement.en for each in BOOK.rules.values()]
    english += [each.text.en for each in BOOK.messages.values() if each.text.en not in text and len(each.text.en) > 8]
    english += [each.en for key, each in BOOK.names.items() if key.startswith(("guard:", "fact:")) and " " in each.en]
    assert [each for each in english if each in shown] == []
    assert "⟦le compte n’est ni administrateur général" in shown
    assert tmp_path.exists()


def test_what_the_command_prints_in_french_is_french(tmp_path: Path) -> None:
    """Summary, mistakes and hints."""
    (tmp_path / "a.flow").write_text("langue: fr\nscénario: x\n  utiliser: un partenaire Glod\n", encoding="utf-8")
    done = command("run", "a.flow", "--lang", "fr", cwd=tmp_path)
    assert done.stderr == (
        "erreur[BF211]: aucune préparation ne s’appelle « un partenaire Glod »\n --> a.flow:3:13\n  |\n"
        "3 |   utiliser: un partenaire Glod\n  |             ^^^^^^^^^^^^^^^^^^\n"
        "  = aide : vouliez-vous dire « un partenaire Gold » ?\n\n1 erreur\u00a0: rien n’a été exécuté\n"
    )
