"""Every name that the article prints, in both languages: it means the thing, or is answered with our name for it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.model.scenario import Said
from benefit_flows.text import LANGUAGES, Language
from tests.support import check_text, command, run_text, shown

TAKEN: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    # By the slot that it fills and by what it means: the names as they are printed, with their passages.
    "competency": {
        "security": ("Security Competency", "compétence de sécurité"),  # 151, as all of these
        "cloud-business-applications": ("Cloud Business Applications",),
        "cloud-platform": ("Cloud Platform", "plateforme Cloud"),
        "cloud-productivity": ("Cloud Productivity", "productivité du Cloud"),
        "enterprise-mobility-management": (
            "Enterprise Mobility Management",
            "gestion de la mobilité d’entreprise",
        ),
        "small-and-midmarket-cloud-solutions": (
            "Small and Midmarket Cloud Solutions",
            "solutions Cloud petites et moyennes",
        ),
    },
    "benefit": {
        "product-support": (
            "Microsoft Product Support",  # 120, 125, 126, 135, 153
            "Support technique Microsoft",  # 135
            "support technique Microsoft",  # 120, 125, 126, 153
            "Microsoft Product Support (On-premises)",  # 152, 180
            "Support technique Microsoft (local)",  # 152
            "support technique Microsoft (en local)",  # 180
        ),
        "signature": (
            "Signature Cloud Support",  # 141, 172, 179, 180
            "Prise en charge du Cloud de signature",  # 141
            "Signature Cloud Support (cloud only)",  # 171
            "Prise en charge du Cloud de signature (Cloud uniquement)",  # 171
            "signature du support Cloud",  # 172
            "prise en charge du Cloud de signature",  # 179
            "signature prise en charge du Cloud",  # 180
        ),
    },
    "portal": {
        "partner-center": (
            "Partner Center",  # 111
            "espace partenaires",  # 111
            "Espace partenaires",  # 112
            "Partner Center dashboard",  # 112
            "tableau de bord de l’Espace partenaires",  # 112
        ),
        "support-for-business": (
            "Support for Business",  # 157, 161
            "support for Business",  # 157
            "Support for Business on-premises support portal",  # 159
            "portail de support technique local d’entreprise",  # 159
            "prise en charge pour les entreprises",  # 161
        ),
        "azure-portal": ("Azure", "Azure portal", "Portail Azure"),  # 160, 178, 179
        "lifecycle-services": ("LCS",),  # 160
    },
    "plan": {
        "partner-support": ("Partner Support", "support partenaires", "contrat de support partenaires"),  # 166, 169
        "partner-signature": ("Partner Signature", "signature du partenaire"),  # 168
        "csp": ("Cloud Solution Provider", "fournisseur de solutions Cloud"),  # 175
        "premier": ("Premier Support for Partners", "Support premier pour les partenaires"),  # 198
        "advanced": ("Advanced Support for Partners", "Support avancé pour les partenaires"),  # 199
    },
    "product": {
        "windows-10": ("windows 10", "Windows 10"),  # 164
        "azure": ("Azure",),  # 175
    },
    "issue": {
        "specific-problem": ("a specific problem", "un problème spécifique"),  # 128, as all of these
        "error-message": ("an error message", "un message d’erreur"),
        "not-working": (
            "functionality that isn't working as expected",
            "une fonctionnalité qui ne fonctionne pas comme prévu",
        ),
    },
    "page": {
        "L7": ("Technical benefits", "Avantages techniques"),  # 115
        "L8": ("Customers", "clients"),  # 176
        "L9": ("Service Management", "gestion des services"),  # 176
        "L10": ("New request", "nouvelle demande"),  # 176
        "L11": ("Help + Support", "aide + support"),  # 179
        "L12": ("Support Plans", "plans de support"),  # 179
        "L3": ("Link support benefits", "lier les avantages du support technique", "prise en charge des liens"),
        "L5": ("+ New Support request",),  # 190
    },
    "text": {
        "M1": ("You are not authorized for this action", "vous n’êtes pas autorisé à effectuer cette action"),  # 113
        "M2": ("Looks like you don't have any benefits yet", "vous n’avez pas encore d’avantages"),  # 117
        "M3": (  # 181
            "This Access ID is already associated to an account",
            "cet ID d’accès est déjà associé à un compte",
        ),
        "L15": ("Benefits", "Avantages"),  # 115
        "L16": ("Account", "compte"),  # 119
        "L4": ("Sign-in with another account", "se connecter avec un autre compte"),  # 119
        "L6": ("Activate", "Activer"),  # 122
        "L13": ("Access ID", "ID d’accès"),  # 121
        "L14": ("Contract ID", "ID de contrat"),  # 121
        "L22": ("Unlimited", "Illimité"),  # 144
        "L19": ("start date", "date de début"),  # 166
        "L20": ("end date", "date de fin"),  # 166
        "L21": ("incidents remaining", "incidents restants"),  # 166
        "L1": (  # 167
            "Would you like to see unavailable support plans ?",
            "voulez-vous voir les plans de support indisponibles ?",
        ),
    },
    "roles": {
        "global-admin": (
            "Global admin",
            "Administrateur général",
            "Global Admin",
            "administrateur général",
        ),  # 105, 123
        "mpn-partner-admin": (  # 106, 123
            "MPN partner admin",
            "Administrateur partenaire MPN",
            "MPN Partner Admin",
            "administrateur du partenaire MPN",
        ),
        "admin-agent": ("Admin agent", "Agent d’administration", "Admin Agent", "agent d’administration"),  # 107, 176
    },
    "associated with": {
        "MPN": ("MPN", "Microsoft Partner Network"),  # 112, 109
        "CSP": ("CSP", "Cloud Solution Provider", "fournisseur de solutions Cloud"),  # 113, 175
    },
    "identity": {"AAD": ("AAD",), "MSA": ("MSA",)},  # 156
}
ASKED: Final = {
    # Names of the article that scenarios keep for something else, or not at all (A02), and ours for them.
    "Signature Product Support": "Signature Cloud Support",  # 120, 125, 126
    "signature Product Support": "Signature Cloud Support",  # 125
    "signature du support technique": "Signature Cloud Support",  # 126
    "Partner Signature": "Signature Cloud Support",  # 168
    "Signature 10pack": "Signature Cloud Support",  # 191
    "signature 5pack": "Signature Cloud Support",  # 191
    "Partner Support": "Microsoft Product Support",  # 166
}
LINES: Final = {
    # For each slot a line that has it; what can stand in cells stands below the accounts.
    "competency": 'given company Contoso has a Gold competency in "{}" until 2021-12-31',
    "benefit": 'when Ada activates "{}"',
    "portal": 'when Ada signs in to "{}"',
    "plan": 'when Ada buys plan "{}"',
    "product": 'when Ada starts a request for "{}" in "Support for Business"',
    "issue": 'when Ada creates a request for "Windows 10" in "Support for Business" about "{}"',
    "text": 'then Ada sees "{}"',
    "roles": "given accounts\n    | name | roles |\n    | Eve | {} |",
    "associated with": "given accounts\n    | name | associated with |\n    | Eve | {} |",
    "identity": "given accounts\n    | name | identity |\n    | Eve | {} |",
}
START: Final = 'scenario: s\n  use: a Gold partner\n  when Ada signs in to "Partner Center"\n'
END: Final = "  then the number of requests is 0\n"


def line_with(slot: str, name: str, key: str) -> str:
    """Write a line in which a name fills a slot; a page is opened in a portal that has it."""
    if slot != "page":
        return f"  {LINES[slot].format(name)}\n"
    portal = next(each.id for each in rulebook().portals.values() if key in each.pages)
    return f'  when Ada opens "{name}" in "{rulebook().name(portal)}"\n'


def meant(line: str) -> Said:
    """Give what a line became."""
    checked = check_text(START + line + END)
    assert shown(checked.diagnostics) == ""
    return checked.scenarios[0].lines[-2].what


NAMES: Final = [(slot, key, name) for slot, keys in TAKEN.items() for key, names in keys.items() for name in names]


def test_a_name_of_the_article_means_what_it_names() -> None:
    """In either language, as it is printed, a name says what our own name says."""
    for slot, key, name in NAMES:
        ours = line_with(slot, rulebook().name(key), key)
        assert meant(line_with(slot, name, key)) == meant(ours), name


@pytest.mark.parametrize("name", ASKED)
def test_a_name_that_is_kept_for_something_else_is_answered_with_ours(name: str) -> None:
    """The plans and the packs are no benefits: the words are kept apart, and the right one is said (reading A02)."""
    checked = check_text(f'{START}  when Ada activates "{name}"\n{END}')
    assert [(each.code, each.help()) for each in checked.diagnostics] == [
        ("BF204", f'here it is called "{ASKED[name]}"')
    ]


AROUND: Final = (
    "Security Competency",
    "Security competency",
    "Security competencies",
    "Sécurité",
    "compétence Sécurité",
    "compétence de sécurité",
    "Compétence en Sécurité",
)


@pytest.mark.parametrize("name", AROUND)
def test_the_word_competency_may_stand_beside_the_name_of_one(name: str) -> None:
    """With it or without it, in either language, it is the cloud competency: Signature is unlimited."""
    text = f'scenario: s\n  use: a Gold partner (competency = "{name}")\n'
    (trace,) = run_text(text + '  then "Signature Cloud Support" has unlimited incidents remaining\n')
    assert trace.failures == ()


RESEMBLING: Final = {
    # What is near a competency, but is none, and the one that is asked about.
    "security": ("BF214", "Security"),
    "security competency": ("BF214", "Security"),
    "compétence de Securite": ("BF331", "Security"),
    "Securty Competency": ("BF331", "Security"),
    "Security Competence": ("BF331", "Security"),
    "Security Operations": ("BF331", "Security"),
    "Operations for Security and Compliance": ("BF331", "Security"),
    "Cloud": ("BF331", "Cloud Business Applications"),
    "Mobility": ("BF331", "Enterprise Mobility Management"),
    "Cloud Platfrom competency": ("BF331", "Cloud Platform"),
    "plateforme cloud": ("BF214", "Cloud Platform"),
}


@pytest.mark.parametrize("name", RESEMBLING)
def test_what_resembles_a_competency_is_asked_about(name: str) -> None:
    """It is never taken for that competency, nor in silence for another one."""
    checked = check_text(f'scenario: s\n  use: a Gold partner (competency = "{name}")\n{END}')
    code, near = RESEMBLING[name]
    assert [(each.code, each.help()) for each in checked.diagnostics] == [(code, f'did you mean "{near}"?')]


@pytest.mark.parametrize("name", ["DevOps", "Messaging", "Gardening competency", "Windows and Devices"])
def test_what_resembles_no_competency_is_another_one(name: str) -> None:
    """The word competency does not make two of them alike."""
    (trace,) = run_text(
        f'scenario: s\n  use: a Gold partner (competency = "{name}")\n'
        '  then "Signature Cloud Support" has 10 incidents remaining\n'
    )
    assert trace.failures == ()


def test_the_action_pack_may_be_called_microsoft_action_pack() -> None:
    """As the article calls the offer (116, 180), in both languages, with a first day and without."""
    dates = {
        "en": ("until 2021-12-31", "from 2021-02-01 until 2021-12-31"),
        "fr": ("jusqu'au 2021-12-31", "du 2021-02-01 au 2021-12-31"),
    }
    for en, fr in zip(dates["en"], dates["fr"], strict=True):
        ours = meant(f"  given company Contoso has an Action Pack {en}\n")
        assert meant(f"  given company Contoso has a Microsoft Action Pack {en}\n") == ours
        given = f"soit nous sommes le 2021-03-04\n  et l'entreprise Contoso a un Microsoft Action Pack {fr}"
        french = f"langue: fr\nscénario: s\n  {given}\n"
        checked = check_text(french + "  alors le nombre de demandes est 0\n")
        assert checked.scenarios[0].lines[1].what == ours


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_names_are_listed_with_ours(language: Language, tmp_path: Path) -> None:
    """At the end of all names, each with what we call it in the language that is asked for."""
    listed = command("list", "names", "--lang", language, cwd=tmp_path).stdout.splitlines()
    printed = [f'  "{text}": "{rulebook().name(key, language)}"' for text, key in rulebook().printed.items()]
    assert listed[-len(printed) - 1 :] == ["other names that the source prints:", *printed]
