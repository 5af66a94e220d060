"""Names that are not known: the thing that is meant is proposed, and never another thing."""

from collections.abc import Mapping
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.language.likeness import like, same
from benefit_flows.language.parse import parse
from benefit_flows.language.proposals.setups import setup_meant
from benefit_flows.language.vocabulary import Vocabulary, ids_for
from benefit_flows.text import Language
from tests.support import check_text

BOOK: Final = rulebook()
VOCABULARY: Final = Vocabulary(BOOK)
MEANT: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "portal": {
        "azure-portal": (
            "the Azure portal",
            "portal.azure.com",
            "AZURE PORTAL",
            "le portail Azure",
            "Azure portal site",
        ),
        "lifecycle-services": ("the LCS portal", "lcs.dynamics.com", "Lifecycle Service"),
        "support-for-business": ("SfB", "Services Hub", "Support for Buisness", "Support pour les entreprises"),
        "partner-center": ("Partner Centre", "MPN portal", "Espace partenaire", "Microsoft Partner Center"),
        "other-cloud-portals": ("M365 admin center", "cloud portal"),
    },
    "product": {
        "windows-10": ("Windwos 10", "Microsoft Windows 10", "Windows10", "Win 10", "WINDOWS 10"),
        "sql-server-2019": ("MS SQL Server 2019", "SQL 2019", "SQL Sever 2019"),
        "dynamics-365": ("D365", "Dynamics", "Dynamics365"),
        "dynamics-365-finance-and-operations": ("F&O", "D365 F&O", "Finance and Operations", "finance et opérations"),
        "microsoft-365": ("M365", "Office 365", "Microsoft365", "O365"),
    },
    "plan": {
        "csp": ("CSP", "CSP plan", "Cloud Solution Providers"),
        "premier": ("Premier", "PSfP", "Support premier", "Premier Suport for Partners"),
        "advanced": ("Advanced Support", "ASfP", "Support avancé"),
        "partner-signature": ("Signature", "Signature Cloud Support", "Signature 10pack"),
    },
    "benefit": {
        "signature": ("SCS", "Partner Signature", "Signature Cloud"),
        "product-support": ("Product Support", "Microsoft Product Suport", "support technique"),
    },
    "page": {"home": ("Dashboard", "tableau de bord"), "L11": ("Help and support", "aide et support")},
    "text": {
        "M1": ("M1", "You are not authorised for this action"),
        "M2": ("No benefits",),
        "L1": ("Unavailable support plans", "plans indisponibles"),
        "L13": ("IDs",),
        "L21": ("Remaining incidents",),
    },
    "role": {"global-admin": ("global administrator", "Global Admn", "GA"), "mpn-partner-admin": ("MPN admin",)},
}
ANOTHER: Final = {
    "portal": ("Teams portal", "Exchange admin center", "Azure DevOps"),
    "product": (
        *("Windows 7", "Windows 11", "Windows 10 Pro", "Windows Server", "Windows Server 2012", "SQL Server 2014"),
        *("Exchange Online", "SharePoint Online", "Office 2013", "Dynamics 365 Sales", "Power BI", "Azure SQL", "2019"),
    ),
    "plan": ("Unified", "Standard Support for Partners Unified"),
    "benefit": ("Partner Advisory Hours",),
    "role": ("Billing admin",),
}


def meant(slot: str, text: str) -> str | None:
    """Find what a text means in a slot."""
    called = VOCABULARY.called(tuple(ids_for(slot, BOOK)))
    return same(text, called) or like(text, called)


def test_everyday_names_and_slips_lead_to_what_is_meant() -> None:
    wanted = [(slot, text, key) for slot, ids in MEANT.items() for key, texts in ids.items() for text in texts]
    assert [(slot, text, meant(slot, text)) for slot, text, key in wanted if meant(slot, text) != key] == []


def test_nothing_is_proposed_for_another_thing() -> None:
    wanted = [(slot, text) for slot, texts in ANOTHER.items() for text in texts]
    assert [(slot, text, meant(slot, text)) for slot, text in wanted if meant(slot, text)] == []


def test_a_text_that_only_one_name_holds_leads_to_it_and_is_listed_nowhere() -> None:
    line = 'when Ada creates a request for "Azure" in "Azure portal" about "problem"'
    text = f"scenario: s\n  use: a Gold partner\n  {line}\n"
    found = [(each.code, each.hint, dict(each.values).get("near")) for each in check_text(text).diagnostics]
    assert found[0] == ("BF215", "near", "a specific problem")


def test_a_text_that_nothing_shows_is_answered_with_what_is_meant() -> None:
    head = 'scenario: s\n  use: a Gold partner\n  when Ada signs in to "Partner Center"\n'
    texts = {
        "Unavailable support plans": "Would you like to see unavailable support plans ?",
        "Activate buton": "Activate",
    }
    lines = "".join(f'  then Ada sees "{each}"\n' for each in texts)
    found = [dict(each.values) for each in check_text(head + lines).diagnostics if each.code == "BF207"]
    assert {each["word"]: each.get("near") for each in found} == texts


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('when Ada opens "Partner Center"', ("BF208", "a-portal", '"home page" in "Partner Center"')),
        ('when Ada opens "home page"', ("BF219", "in-portal", 'in "Partner Center"')),
        ('quand Ada ouvre "Portail Azure"', ("BF208", "a-portal", '"page d’accueil" dans "Portail Azure"')),
        ('quand Ada ouvre "page d’accueil"', ("BF219", "in-portal", 'dans "Espace partenaires"')),
        ('quand Ada ouvre "clients" dans "Portail Azure"', ("BF208", "in-portal", 'dans "Espace partenaires"')),
    ],
)
def test_a_page_is_told_with_its_portal_as_the_line_can_say_it(line: str, said: tuple[str, str, str]) -> None:
    french = line.startswith("quand")
    head = (
        "langue: fr\nscénario: s\n  utiliser: un partenaire Gold\n"
        if french
        else "scenario: s\n  use: a Gold partner\n"
    )
    found = check_text(f"{head}  {line}\n").diagnostics
    assert said in [(each.code, each.hint, dict(each.values).get("near")) for each in found]


def test_every_other_name_leads_to_what_it_names() -> None:
    slots = ("portal", "page", "product", "plan", "benefit", "role", "association")
    ids = {key: slot for slot in slots for key in ids_for(slot, BOOK)}
    pairs = [(text, key) for key, texts in BOOK.aliases.items() if key in ids for text in texts]
    assert [(text, key) for text, key in pairs if meant(ids[key], text) != key] == []


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (
            "scenario: s\n  use: a Gold partner\n  {line}when Ada starts a request for",
            'given product "Windows 7" is old',
        ),
        (
            "langue: fr\nscénario: s\n  utiliser: un partenaire Gold\n  {line}quand Ada commence une demande pour",
            'soit le produit "Windows 7" est ancien',
        ),
    ],
)
def test_the_line_that_declares_a_product_can_be_pasted(head: str, declared: str) -> None:
    place = "in" if declared.startswith("given") else "dans"
    text = f'{head} "Windows 7" {place} "Support for Business"\n'
    found = [dict(each.values) for each in check_text(text.format(line="")).diagnostics if each.code == "BF205"]
    assert [each["line"] for each in found] == [declared]
    assert [declared.endswith(f" {each['family']}") for each in found] == [True]
    assert "BF205" not in [each.code for each in check_text(text.format(line=f"{declared}\n  ")).diagnostics]


@pytest.mark.parametrize(
    ("language", "name", "meant"),
    [
        ("en", "a Gold partner with active benefits", "an activated Gold partner"),
        ("en", "an activated Bronze partner", None),
        ("fr", "un partenaire Bronze activé", None),
        ("fr", "un partenaire or", "un partenaire Gold"),
        ("fr", "un partenaire Argent actif", "un partenaire Silver activé"),
        ("en", "Silver partner, activated", "an activated Silver partner"),
        ("en", "a Gold parter", "a Gold partner"),
        ("en", "Gold partner", "a Gold partner"),
        ("en", "a member without offers", "a partner without offers"),
        ("en", "a Gold partner without activation", "a Gold partner"),
        ("en", "an inactive Gold partner", "a Gold partner"),
        ("en", "a partner with no offers", "a partner without offers"),
        ("en", "a Platinum partner", None),
        ("en", "a Bronze partner with active benefits", None),
        ("fr", "un partenaire Gold avec des avantages actifs", "un partenaire Gold activé"),
        ("fr", "une entreprise sans offre", "un partenaire sans offre"),
        ("fr", "un partenaire Gold inactif", "un partenaire Gold"),
        ("fr", "un partenaire Gold sans activation", "un partenaire Gold"),
        ("fr", "un partenaire Platine", None),
    ],
)
def test_a_setup_is_found_by_what_its_name_means(language: Language, name: str, meant: str | None) -> None:
    standard = [each.blocks for each in map(parse, BOOK.standard_setups) if each.language == language]
    names = [block.name for blocks in standard for block in blocks]
    assert setup_meant(name, names, language) == meant
