"""Sequences: who does what where, as a picture and in Mermaid."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from benefit_flows import rulebook
from benefit_flows.diagram.measure import SIZE
from benefit_flows.diagram.sequence import Act, Answer, Lifeline, Pause, Remark, Sequence, sequence
from benefit_flows.diagram.sequence_mermaid import render_sequence_mermaid
from benefit_flows.diagram.sequence_svg import columns_of, describe, drawn, render_sequence
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import Outcome
from benefit_flows.text import LANGUAGES, Language
from tests.diagram.support import GOLDEN, SCENARIO, STILL, TEMPTING, overlap, trace_of
from tests.support import Golden

ADA, BOB = "account:Ada", "account:Bob"
CENTER, AZURE = "portal:partner-center", "portal:azure-portal"
MESSAGE = (
    "This Access ID is already associated to an account. "
    "Please contact your Technical Account Manager to obtain a new Access ID"
)
SWITCHING = """\
scenario: Other actions
  use: a Gold partner
  then "Signature Cloud Support" is inactive
  when Ada buys plan "Premier Support for Partners"
  and Ada links the contract of plan "Premier Support for Partners" in "Support for Business"
  and Ada starts a request for "Windows 10" in "Support for Business"
  and Ada expands "Would you like to see unavailable support plans ?"
  and Ada leaves the request
  when Ada tries to enter a wrong ID pair in "Azure portal"
  then it is accepted
"""


def told(text: str, language: Language = "en") -> Sequence:
    """Run the one scenario of a text and tell it."""
    return sequence(trace_of(text), Speaker(rulebook(), language))


def crowd() -> Sequence:
    """Make a sequence of three accounts, four portals and 25 steps, with texts of all lengths."""
    accounts = tuple(Lifeline("account", f"account:{n}", n) for n in ("Ada", "Bob", "Chloe of the Long Surname"))
    portals = tuple(
        Lifeline("portal", f"portal:{n}", n)
        for n in ("Partner Center", "Support for Business", "Azure portal", "other cloud portals")
    )
    outcomes = tuple(Outcome)
    steps: list[Act | Answer | Pause | Remark] = []
    for n in range(25):
        who, where = accounts[n % 3].key, portals[n % 4].key
        steps.append(
            Act(who, who if n % 7 == 0 else where, f"does a thing {'with words ' * (n % 6)}{n}", outcomes[n % 3])
        )
        steps.append(Answer(where, who, "“a message that says something at length, as messages do”"))
        steps.append(Remark((who, where) if n % 2 else (who,), f"✓ this holds {'and so ' * n}", held=True))
    return Sequence("A crowd", (*accounts, *portals), (*steps, Pause("3 days later: 2021-03-07")))


def test_a_scenario_is_told_as_actions_messages_pauses_and_checks() -> None:
    found = told(SCENARIO)
    assert [each.key for each in found.lifelines] == [ADA, BOB, CENTER, AZURE]
    assert found.entries == (
        Act(ADA, CENTER, "signs in", Outcome.ACCEPTED),
        Act(ADA, CENTER, "activates “Signature Cloud Support”", Outcome.ACCEPTED),
        Pause("3 days later: 2021-03-07"),
        Remark((), '✓ "Signature Cloud Support" is active', held=True),
        Act(ADA, AZURE, "enters the ID pair of the contract", Outcome.ACCEPTED),
        Act(ADA, AZURE, "enters the ID pair of the contract – error to ignore", Outcome.IGNORABLE),
        Answer(AZURE, ADA, f"“{MESSAGE}”"),
        Remark((ADA, AZURE), "✓ the error can be ignored", held=True),
        Remark((ADA,), '✓ Ada sees "This Access ID is already associated to an account"', held=True),
        Act(BOB, AZURE, "creates a request for “Azure” – refused", Outcome.REFUSED),
        found.entries[10],
        Remark((BOB, AZURE), "✓ it is refused", held=True),
        Pause("1 day later: 2021-03-08"),
    )
    assert isinstance(found.entries[10], Answer)


def test_in_another_language_than_the_file_a_check_is_told_by_its_facts() -> None:
    found = told(SCENARIO, "fr")
    assert found.entries[3:6] == (
        Remark((), "✓ avantage Prise en charge du Cloud de signature, état actif", held=True),
        Act(ADA, AZURE, "saisit la paire d’ID du contrat", Outcome.ACCEPTED),
        Act(ADA, AZURE, "saisit la paire d’ID du contrat – erreur à ignorer", Outcome.IGNORABLE),
    )


def test_actions_without_a_portal_go_to_where_the_account_is_or_to_itself() -> None:
    acts = [each for each in told(SWITCHING).entries if isinstance(each, Act)]
    assert [(each.source, each.target, each.text) for each in acts] == [
        (ADA, ADA, "buys “Premier Support for Partners”"),
        (ADA, "portal:support-for-business", "enters the ID pair of “Premier Support for Partners”"),
        (ADA, "portal:support-for-business", "starts a request for “Windows 10”"),
        (ADA, "portal:support-for-business", "unfolds the unavailable plans"),
        (ADA, "portal:support-for-business", "leaves the request"),
        (ADA, AZURE, "enters a wrong ID pair – refused"),
    ]


def test_a_check_before_any_action_stands_beside_all_and_one_that_fails_says_what_is() -> None:
    remarks = [each for each in told(SWITCHING).entries if isinstance(each, Remark)]
    assert remarks == [
        Remark((), '✓ "Signature Cloud Support" is inactive', held=True),
        Remark((ADA, AZURE), "✗ it is accepted; but actually: outcome refused", held=False),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sequence_is_drawn_as_in_the_golden_files(language: Language, golden: Golden) -> None:
    found = told(SCENARIO, language)
    golden(GOLDEN / f"sequence-{language}.svg", render_sequence(found, language))
    golden(GOLDEN / f"sequence-{language}.mmd", render_sequence_mermaid(found))


def test_outcomes_differ_by_line_and_cross_and_words() -> None:
    svg = render_sequence(told(SCENARIO), "en")
    assert svg.count('<g class="d-edge d-accepted">') == 3
    assert svg.count('<g class="d-edge d-ignorable"><path stroke-dasharray="10 4 2 4"') == 1
    assert svg.count('<g class="d-edge d-refused"><path stroke-dasharray="8 5"') == 1
    assert svg.count('<g class="d-edge d-return"><path stroke-dasharray="2 4"') == 2


def test_three_accounts_four_portals_and_25_steps_can_be_read() -> None:
    found = crowd()
    columns = columns_of(found.lifelines)
    assert SIZE * 1280 / columns.width >= 14
    rects = [(lines, rect) for part in drawn(found, columns) for lines, rect, _ in part.texts]
    assert len(rects) == 50
    assert [(a[0], b[0]) for a, b in combinations(rects, 2) if overlap(a[1], b[1])] == []
    assert [lines for lines, rect in rects if rect.x < 0 or rect.right > columns.width] == []


def test_what_happens_later_stands_below() -> None:
    bottoms = [part.bottom for part in drawn(crowd(), columns_of(crowd().lifelines))]
    assert bottoms == sorted(set(bottoms))


def test_a_sequence_is_told_to_who_cannot_see_it() -> None:
    entries = (Act(ADA, AZURE, "signs in", Outcome.ACCEPTED), Act(ADA, ADA, "waits", Outcome.ACCEPTED))
    found = Sequence("x", (Lifeline("account", ADA, "Ada"), Lifeline("portal", AZURE, "Azure portal")), entries)
    assert describe(found, "en") == "Taking part: Ada, Azure portal. Ada to Azure portal: signs in. Ada waits."


def test_a_scenario_in_which_nobody_acts_can_be_drawn() -> None:
    found = told(STILL)
    assert found.lifelines == ()
    ET.fromstring(render_sequence(found, "en"))  # noqa: S314  # our own picture
    assert render_sequence_mermaid(found) == (
        "sequenceDiagram\n    title Nothing moves\n    %% #10003; the number of requests is 0\n"
    )
    assert describe(found, "en") == "checked: ✓ the number of requests is 0."
    assert describe(Sequence("x", (), ()), "en") == "Nobody does anything."


def tempting_sequence() -> Sequence:
    """Make a sequence whose names and texts are the tempting ones."""
    lifelines = tuple(Lifeline("account", f"account:{each}", each) for each in TEMPTING)
    acts = [Act(a.key, b.key, b.name, Outcome.REFUSED) for a in lifelines for b in lifelines[:3]]
    remarks = [Remark((each.key,), each.name, held=False) for each in lifelines]
    return Sequence(" ".join(TEMPTING), lifelines, (*acts, *remarks, *map(Pause, TEMPTING)))


def test_names_with_signs_of_xml_do_not_break_the_picture() -> None:
    root = ET.fromstring(render_sequence(tempting_sequence(), "en"))  # noqa: S314  # our own picture
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == " ".join(TEMPTING).replace("\n", " ")
