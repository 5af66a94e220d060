"""What a cursor is told about what it stands on, in the language of the file."""

from typing import Final

import pytest
from lsprotocol import types as lsp

from benefit_flows.lsp.hover import hover
from tests.lsp.support import Editor, opened_file, taken_apart

ENGLISH: Final = """\
setup: mine (who = Ada)
  use: a Gold partner
  # why
  when <who> signs in to "Partner Center"

scenario: One  [122]
  use: mine
  given parameter "activation days" is 2
  when Ada leaves the request
  then "Microsoft Product Support" is pending
  and Ada sees "Access ID"
  and the contract is hidden for Chloe
  and "Microsoft Product Support" is expired
  wait 2 days
"""
FRENCH: Final = """\
langue: fr
scénario: Un
  utiliser: un partenaire Gold
  quand Ada se connecte à "Espace partenaires"
  alors "Support technique Microsoft" est inactif  [122]
  et Ada voit "ID d’accès"
"""
PORTAL: Final = "**Partner Center** / **Espace partenaires**\n\n`<account> signs in to <portal>`"
SIGNS_IN: Final = "`<account> signs in to <portal>`"


def told(text: str, line: str, part: str) -> str | None:
    """Put the cursor on a part of a line."""
    start = text.index(line) + line.index(part)
    plain, number, column = taken_apart(f"{text[:start]}‸{text[start:]}")
    return hover(opened_file(plain), number, column + 2)


@pytest.mark.parametrize(
    ("line", "part", "expected"),
    [
        (
            "  use: mine",
            "mine",
            (
                "```benefit-flow\nsetup: mine (who = Ada)\n  use: a Gold partner\n  # why\n"
                '  when <who> signs in to "Partner Center"\n```'
            ),
        ),
        (
            "  use: a Gold partner",
            "Gold",
            (
                '```benefit-flow\nsetup: a Gold partner (competency = "Data Analytics", until = 2021-12-31)\n'
                "  given today is 2021-03-04\n"
                "  and company Contoso has a Gold competency in <competency> until <until>\n"
                "  use: the usual accounts\n```"
            ),
        ),
        ("  # why", "why", None),
        ('  when <who> signs in to "Partner Center"', "signs", SIGNS_IN),
        ('  when <who> signs in to "Partner Center"', "Partner", PORTAL),
        (
            "scenario: One  [122]",
            "[122]",
            (
                "**R14** [122] explicit: Pressing Activate on an inactive benefit submits the activation request, "
                "and the benefit becomes pending."
            ),
        ),
        (
            '  given parameter "activation days" is 2',
            "days",
            (
                "**activation days** (A10, medium confidence)\n\n"
                "How many days pass between the activation request and the benefit becoming active; "
                "the article speaks of a few and gives no number.\n\nhere: 2\n\n"
                "`parameter <parameter> is <setting>`"
            ),
        ),
        (
            "  when Ada leaves the request",
            "Ada",
            (
                "**Ada** identity: AAD; associated with: MPN; roles: Global admin\n\n`<account> leaves the request`"
                "\n\naccepted if:\n\n- the account is in the flow that creates a request"
            ),
        ),
        (
            "is pending",
            "pending",
            (
                "From **pending**:\n\n- when it is provided → active\n- when its time ends → expired\n\n"
                "`<benefit> is <state>`"
            ),
        ),
        (
            "is hidden for Chloe",
            "hidden",
            "From **hidden**:\n\n- when it is linked again → hidden\n\n`the contract is <link_state> for <account>`",
        ),
        ("is expired", "expired", "Nothing leads on from **expired**.\n\n`<benefit> is <state>`"),
        (
            'Ada sees "Access ID"',
            "Access",
            "**L13** [121]\n\nen: Access ID\n\nfr: ID d’accès\n\n`<account> sees <text>`",
        ),
        ("  wait 2 days", "2", "`<count> <unit>`"),
    ],
)
def test_what_stands_at_the_cursor_is_explained(line: str, part: str, expected: str | None) -> None:
    assert told(ENGLISH, line, part) == expected


@pytest.mark.parametrize(
    ("line", "part", "expected"),
    [
        (
            "  utiliser: un partenaire Gold",
            "un",
            (
                "```benefit-flow\npréparation: un partenaire Gold "
                '(compétence = "Analyse de données", fin = 2021-12-31)\n'
                "  soit nous sommes le 2021-03-04\n"
                "  et l'entreprise Contoso a une compétence Gold en <compétence> jusqu'au <fin>\n"
                "  utiliser: les comptes habituels\n```"
            ),
        ),
        (
            "est inactif",
            "inactif",
            (
                "Depuis l’état **inactif**\u00a0:\n\n- par l’activation → en attente\n- à l’expiration → expiré\n\n"
                "`<benefit> est <state>`"
            ),
        ),
        (
            "Ada voit",
            "Ada",
            "**Ada** identité: AAD; associé à: MPN; rôles: Administrateur général\n\n`<account> voit <text>`",
        ),
    ],
)
def test_a_french_file_is_explained_in_french(line: str, part: str, expected: str) -> None:
    assert told(FRENCH, line, part) == expected


def test_what_an_action_needs_is_listed_with_its_rules_although_another_line_is_wrong() -> None:
    text = f'{ENGLISH}  when Ada activates "Microsoft Product Support"\n  then nothng\n'
    said = told(text, '  when Ada activates "Microsoft', "activates")
    assert said is not None
    first, heading, guards, *rules = said.split("\n\n")
    assert (first, heading) == ("`<account> activates <benefit>`", "accepted if:")
    assert guards.split("\n")[0] == "- benefits are activated in this portal (R03)"
    assert rules[0].startswith("**R03** [111] ")
    assert len(rules) == len(
        {each for line in guards.split("\n") for each in line.rpartition("(")[2].rstrip(")").split()}
    )


def test_an_editor_without_markdown_is_told_in_plain_text() -> None:
    editor = Editor(lsp.ClientCapabilities())
    editor.open("untitled:a", ENGLISH)
    found = editor.at(lsp.TEXT_DOCUMENT_HOVER, "untitled:a", 8, 8)
    assert found.contents == lsp.MarkupContent(
        lsp.MarkupKind.PlainText,
        "Ada identity: AAD; associated with: MPN; roles: Global admin\n\n<account> leaves the request"
        "\n\naccepted if:\n\n- the account is in the flow that creates a request",
    )


@pytest.mark.parametrize(
    ("line", "part", "expected"),
    [
        ('  when Ada links the contract in "Azure"', "Azure", "**Azure portal** / **Portail Azure**"),
        ('  when Ada links the contract in "LCS"', "LCS", "**Lifecycle Services** / **Lifecycle Services**"),
        (
            '  given company Contoso has a Gold competency in "compétence de sécurité" until 2021-12-31',
            "sécurité",
            "**Security** / **Sécurité**",
        ),
    ],
)
def test_a_name_that_the_article_prints_is_told_by_ours(line: str, part: str, expected: str) -> None:
    """In its own place: a portal is meant where a portal stands, although a product is called so too."""
    found = told(f"scenario: s\n  use: a Gold partner\n{line}\n  then it is accepted\n", line, part)
    assert found is not None
    assert found.split("\n")[0] == expected
