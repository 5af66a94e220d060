"""What is proposed in a French file."""

from typing import Final

import pytest

from tests.lsp.support import proposed

ACCOUNTS: Final = ["Ada", "Bob", "Chloe", "Deniz"]
FRENCH: Final = "langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "  ‸",
            [
                "quand ",
                "alors ",
                "attendre ",
                "soit ",
                "utiliser: ",
                "note: ",
                "question: ",
                "scénario: ",
                "plan: ",
                "préparation: ",
            ],
        ),
        ("  quand ‸", [*ACCOUNTS, "le temps passe jusqu'au "]),
        (
            "  quand Ada lie ‸",
            [
                "le contrat de ",
                "le contrat d'",
                "le contrat du package ",
                "le contrat du plan ",
                "le contrat dans ",
            ],
        ),
        (
            "  quand Ada se connecte à « ‸ »",
            [
                '"Espace partenaires"',
                '"Support for Business"',
                '"Portail Azure"',
                '"Lifecycle Services"',
                '"autres portails du Cloud"',
            ],
        ),
        ("  attendre ‸", ["jusqu'au "]),
        ("  soit les comptes de Contoso\n    | ‸", ["nom", "identité", "associé à", "rôles"]),
        (
            "  question: Et alors ?\n    ju‸",
            [
                "juste: ",
                "faux: ",
                "car: ",
                "quand ",
                "alors ",
                "attendre ",
                "soit ",
                "utiliser: ",
                "note: ",
                "question: ",
                "scénario: ",
                "plan: ",
                "préparation: ",
            ],
        ),
    ],
)
def test_a_french_file_has_french_proposals(line: str, expected: list[str]) -> None:
    assert proposed(FRENCH + line) == expected


def test_no_proposal_of_a_french_file_has_an_english_keyword() -> None:
    assert proposed("langue: fr\n‸") == [
        "parcours: ",
        "recueil: ",
        "inclure: ",
        "scénario: ",
        "plan: ",
        "préparation: ",
    ]
