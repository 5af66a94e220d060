"""The data of the rulebook: complete, and refused loudly with file, key and fix where something is wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final, get_args

import pytest

from benefit_flows import load, run
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Action, ContractRef, LinkContract, OpenPage, SignIn, Wait
from benefit_flows.model.rules import Effect, Guard, OneOf, Situation
from benefit_flows.model.trace import Trace
from benefit_flows.model.world import Account, Benefit, Contract, Fact, Package, World
from benefit_flows.rulebooks.citations import entries
from benefit_flows.rulebooks.data import Fault
from benefit_flows.rulebooks.loader import Behaviour, load_rulebook
from tests.rulebooks.altered import BEHAVIOUR, BOOK, TEXTS, Edit, edited, faults_of
from tests.support import SCENARIOS

# What there is


def test_there_are_76_rules_of_which_two_are_implied() -> None:
    """The rules are R01 to R76 in order; R57 and R71 are implied, all others explicit."""
    assert list(BOOK.rules) == [f"R{number:02}" for number in range(1, 77)]
    assert [key for key, rule in BOOK.rules.items() if rule.id != key] == []
    assert [rule.id for rule in BOOK.rules.values() if rule.basis == "implied"] == ["R57", "R71"]
    assert sum(rule.basis == "explicit" for rule in BOOK.rules.values()) == 74


def test_each_of_the_100_passages_has_one_home() -> None:
    """Of passages 103 to 202, rules cite 86, and 14 are said to be not testable."""
    cited = {passage for rule in BOOK.rules.values() for passage in rule.passages}
    assert BOOK.passages == tuple(range(103, 203))
    assert set(BOOK.not_testable) == {103, 108, 110, 127, 152, 158, 170, 171, 186, 195, 197, 200, 201, 202}
    assert cited == set(BOOK.passages) - set(BOOK.not_testable)
    assert (len(cited), len(BOOK.not_testable)) == (86, 14)


KINDS: Final = {
    "permission": "R01 R04 R06 R15 R16 R37 R38 R56 R57",
    "entitlement": "R02 R19 R22 R23 R24 R25 R26 R27 R28 R29 R30 R31 R32 R33 R34 R51 R52 R55 R60 R76",
    "information-display": "R03 R07 R08 R09 R13 R42 R44 R47 R75",
    "error": "R05 R61 R64 R65 R67 R72",
    "visibility": "R10 R40 R41 R48 R49 R50 R68 R69 R70",
    "advice": "R11 R45 R62 R63 R73 R74",
    "lifecycle": "R12 R14 R17 R18 R20 R21 R35 R36 R39 R43 R46 R53 R54 R58 R59 R66 R71",
}


def test_every_rule_is_of_the_kind_of_the_list() -> None:
    """The kinds of the 76 rules are those of the list written out by hand."""
    found = {kind: " ".join(r.id for r in BOOK.rules.values() if r.kind == kind) for kind in KINDS}
    assert found == KINDS
    assert sum(len(each.split()) for each in KINDS.values()) == 76


def test_exactly_three_roles_are_known() -> None:
    """The roles are those of rule R01, and there is no fourth."""
    assert BOOK.roles == ("global-admin", "mpn-partner-admin", "admin-agent")


def test_the_messages_have_the_exact_words_of_the_portals() -> None:
    """The three messages and the section's label read as the article quotes them."""
    assert {key: BOOK.messages[key].text.en for key in ("M1", "M2", "M3", "L1", "L3", "L5")} == {
        "M1": "You are not authorized for this action",
        "M2": "Looks like you don't have any benefits yet",
        "M3": "This Access ID is already associated to an account. "
        "Please contact your Technical Account Manager to obtain a new Access ID",
        "L1": "Would you like to see unavailable support plans ?",
        "L3": "Link support benefits",
        "L5": "+ New Support request",
    }


def test_only_the_texts_of_the_article_count_as_documented() -> None:
    """Messages and labels are documented; the simulator's own words are not."""
    assert {key for key, message in BOOK.messages.items() if not message.documented} == {
        key for key in BOOK.messages if key.startswith("own-")
    }


def test_the_parameters_have_the_defaults_of_the_readings() -> None:
    """Each parameter has the default, the range or the choices, and the reading that it stands for."""
    assert {
        p.name.en: (p.default, p.least, p.most, tuple(key for key, _ in p.choices), p.reading)
        for p in BOOK.parameters.values()
    } == {
        "activation days": (3, 0, 90, (), "A10"),
        "first link of an invalid contract": ("accepted", None, None, ("accepted", "refused"), "A03"),
        "action pack link in azure": ("accepted", None, None, ("accepted", "refused"), "A09"),
        "relink message": ("legacy", None, None, ("legacy", "diagnostic"), "A14"),
        "renewal window days": (0, 0, 90, (), "A28"),
        "replaced package": ("ends", None, None, ("ends", "runs-on"), "A41"),
        "paid plan ids": ("one-account", None, None, ("one-account", "shared"), "P03"),
    }


def test_the_rules_that_say_more_than_the_article_name_the_readings_in_them() -> None:
    """All others say what the article says, or what it implies."""
    assert {rule.id: rule.readings for rule in BOOK.rules.values() if rule.readings} == {
        "R13": ("A11",),
        "R16": ("A30",),
        "R18": ("A11", "A36"),
        "R22": ("A36",),
        "R26": ("A05",),
        "R27": ("A05",),
        "R31": ("A05",),
        "R33": ("A05",),
        "R36": ("A36",),
        "R39": ("A22",),
        "R41": ("A35",),
        "R46": ("A17",),
        "R51": ("A21",),
        "R54": ("A36",),
        "R55": ("A45", "A24"),
        "R56": ("A30",),
        "R58": ("A37",),
        "R62": ("P03",),
        "R69": ("A03",),
        "R70": ("A03",),
    }


def test_the_readings_are_those_of_the_project_and_some_are_not_sure() -> None:
    """A01 to A50 and P01 to P04; the low ones must be easy to find."""
    assert list(BOOK.readings) == [*(f"A{n:02}" for n in range(1, 51)), *(f"P{n:02}" for n in range(1, 5))]
    low = [each.id for each in BOOK.readings.values() if each.confidence == "low"]
    assert low == ["A03", "A06", "A09", "A25", "A27", "A34", "A40", "A41"]


def test_a_rule_says_in_either_language_whether_the_article_says_it() -> None:
    """With the readings in it, and a warning where one is not sure."""
    told = {
        key: (Speaker(BOOK, "en").basis(BOOK.rules[key]), Speaker(BOOK, "fr").basis(BOOK.rules[key]))
        for key in ("R12", "R13", "R18", "R57", "R69")
    }
    assert told == {
        "R12": ("explicit", "explicite"),
        "R13": ("explicit, with reading A11", "explicite, avec la lecture A11"),
        "R18": ("explicit, with reading A11 and reading A36", "explicite, avec la lecture A11 et la lecture A36"),
        "R57": ("implied", "implicite"),
        "R69": (
            "explicit, with reading A03 (low confidence)",
            "explicite, avec la lecture A03 (confiance faible)",
        ),
    }


RECENT: Final[dict[str, date | None]] = {
    "windows-10": None,
    "windows-server-2019": None,
    "exchange-2019": None,
    "sql-server-2019": None,
    "sharepoint-2019": None,
    "office-2019": None,
    "windows-server-2016": date(2022, 1, 11),
    "sql-server-2017": date(2022, 10, 11),
    "sharepoint-2016": date(2021, 7, 13),
    "exchange-2016": date(2020, 10, 13),
    "office-2016": date(2020, 10, 13),
    "windows-server-2012-r2": date.min,
    "exchange-2013": date.min,
    "sql-server-2016": date.min,
    "sharepoint-2013": date.min,
}
CLOUD: Final = {
    "azure": "azure-portal",
    "dynamics-365-finance-and-operations": "lifecycle-services",
    "dynamics-365": "other-cloud-portals",
    "power-platform": "other-cloud-portals",
    "microsoft-365": "other-cloud-portals",
}


def test_the_products_have_the_dates_of_the_readings() -> None:
    """On-premises products are recent until the days of reading A21, cloud products belong to their portals."""
    on_premises = {each.id: each.recent_until for each in BOOK.products.values() if each.family == "on-premises"}
    cloud = {each.id: each.portal for each in BOOK.products.values() if each.family == "cloud"}
    assert (on_premises, cloud) == (RECENT, CLOUD)
    assert {BOOK.products[each].portal for each in RECENT} == {"support-for-business"}


# What is refused

DIFFER: Final = ("placeholders differ between en and fr", "use the same {names} in both")
WRONG_ACCOUNT: Final = "[rules.R10]\npassages = [118]"
ONE_FAULT: Final[dict[str, tuple[Edit, Fault]]] = {
    "a rule that cites a passage that there is not": (
        Edit("rules.toml", WRONG_ACCOUNT, "[rules.R10]\npassages = [118, 999]"),
        Fault("rules.toml", "rules.R10.passages", "cites passage 999, which there is not", "correct the number"),
    ),
    "a passage without a home": (
        Edit("passages.toml", '201 = { en = "link", fr = "lien" }', ""),
        Fault(
            "passages.toml",
            "not_testable.201",
            "the passage has no home",
            "cite it in a rule or say why it is not testable",
        ),
    ),
    "a passage that is cited and said to be not testable": (
        Edit("rules.toml", WRONG_ACCOUNT, "[rules.R10]\npassages = [118, 201]"),
        Fault("passages.toml", "not_testable.201", "a rule cites the passage", "take it out of the table"),
    ),
    "a passage beyond the article that is said to be not testable": (
        Edit("passages.toml", "202 = {", '203 = { en = "b", fr = "b" }\n202 = {'),
        Fault("passages.toml", "not_testable.203", "there is no such passage", "correct the number"),
    ),
    "a reason in one language only": (
        Edit("passages.toml", '201 = { en = "link", fr = "lien" }', '201 = { en = "link" }'),
        Fault("passages.toml", "not_testable.201.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "a rule's statement in English only": (
        Edit(
            "rules.toml", 'statement.fr = "Une offre Action Pack donne', 'statement.de = "Une offre Action Pack donne'
        ),
        Fault("rules.toml", "rules.R25.statement.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "a rule's statement in French only": (
        Edit("rules.toml", 'statement.en = "An Action Pack offer gives', 'statement.de = "An Action Pack offer gives'),
        Fault("rules.toml", "rules.R25.statement.en", "is missing or not a text", 'write en = "…"'),
    ),
    "a message in one language only": (
        Edit("messages.toml", 'fr = "vous n’avez pas encore d’avantages"', ""),
        Fault("messages.toml", "messages.M2.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "a message of our own in one language only": (
        Edit("names.toml", '"Please sign in first", fr', '"Please sign in first", de'),
        Fault("names.toml", "messages.own-sign-in.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "an empty name": (
        Edit("names.toml", 'azure = { en = "Azure", fr = "Azure" }', 'azure = { en = "Azure", fr = "" }'),
        Fault("names.toml", "names.azure.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "a parameter's text in one language only": (
        Edit("parameters.toml", 'name.fr = "jours d’activation"', ""),
        Fault("parameters.toml", "parameters.activation-days.name.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "a title in one language only": (
        Edit("names.toml", 'title.fr = "Avantages du support technique, Microsoft Partner Network, avril 2021"', ""),
        Fault("names.toml", "title.fr", "is missing or not a text", 'write fr = "…"'),
    ),
    "a placeholder in one language only": (
        Edit("names.toml", 'own-expired = { en = "expired"', 'own-expired = { en = "expired on {day}"'),
        Fault("names.toml", "messages.own-expired", *DIFFER),
    ),
    "a placeholder with another name": (
        Edit(
            "messages.toml", 'en = "end date"\nfr = "date de fin"', 'en = "end date {day}"\nfr = "date de fin {jour}"'
        ),
        Fault("messages.toml", "messages.L20", *DIFFER),
    ),
    "a placeholder that stands more often in one language": (
        Edit("names.toml", 'cloud = { en = "cloud", fr = "Cloud" }', 'cloud = { en = "{a}", fr = "{a}{a}" }'),
        Fault("names.toml", "names.cloud", *DIFFER),
    ),
    "a placeholder in one language of a rule's statement": (
        Edit("rules.toml", "Une offre Action Pack donne 10 incidents", "Une offre Action Pack donne {n} incidents"),
        Fault("rules.toml", "rules.R25.statement", *DIFFER),
    ),
    "a placeholder in one language of the name of a fact": (
        Edit("names.toml", 'company = { en = "company", fr', 'company = { en = "company {n}", fr'),
        Fault("names.toml", "facts.company", *DIFFER),
    ),
    "a placeholder in one language of a parameter's name": (
        Edit("parameters.toml", 'name.fr = "jours d’activation"', 'name.fr = "jours d’activation {n}"'),
        Fault(
            "parameters.toml",
            "parameters.activation-days.name",
            *DIFFER,
        ),
    ),
    "a rule with a reading that there is not": (
        Edit("rules.toml", 'readings = ["A22"]', 'readings = ["A99"]'),
        Fault("rules.toml", "rules.R39.readings", "there is no A99", "correct the id"),
    ),
    "a parameter of a reading that there is not": (
        Edit("parameters.toml", 'reading = "A14"', 'reading = "A99"'),
        Fault("parameters.toml", "parameters.relink-message.reading", "there is no A99", "correct the id"),
    ),
    "a reading that is somehow sure": (
        Edit("readings.toml", '[readings.A07]\nconfidence = "high"', '[readings.A07]\nconfidence = "rather"'),
        Fault(
            "readings.toml",
            "readings.A07.confidence",
            "there is no rather",
            "write one of high, medium, low, derived",
        ),
    ),
    "an id without a name": (
        Edit("names.toml", 'sharepoint-2013 = { en = "SharePoint 2013", fr = "SharePoint 2013" }', ""),
        Fault("names.toml", "names.sharepoint-2013", "the id has no name", "add it in both languages"),
    ),
    "a guard without a name": (
        Edit("names.toml", 'in-flow = { en = "the account is in', 'out-flow = { en = "the account is in'),
        Fault("names.toml", "guards.in-flow", "the guard is not worded", "add it in both languages"),
    ),
    "a guard that is not worded as not met": (
        Edit("names.toml", 'in-flow = { en = "the account is not', 'out-flow = { en = "the account is not'),
        Fault("names.toml", "unmet.in-flow", "the guard is not worded", "add it in both languages"),
    ),
    "a guard that no action changes, and no word for what would have to differ": (
        Edit("names.toml", 'buyer-company = { en = "if', 'seller-company = { en = "if'),
        Fault("names.toml", "otherwise.buyer-company", "the guard is not worded", "add it in both languages"),
    ),
    "a guard's message that there is not": (
        Edit("names.toml", "own-sign-in = {", "own-sign-on = {"),
        Fault("names.toml", "messages.own-sign-in", "OpenPage/signed-in shows it", "add it in both languages"),
    ),
    "a row of data that names a rule that there is not": (
        Edit("catalogue.toml", 'rules = ["R25"]', 'rules = ["R99"]'),
        Fault(
            "rules.toml",
            "rules.R99",
            "entitlement.action-pack.any.product-support names a rule that there is not",
            "correct the id",
        ),
    ),
    "a product of a portal that there is not": (
        Edit("catalogue.toml", 'azure = { portal = "azure-portal" }', 'azure = { portal = "blue-portal" }'),
        Fault("catalogue.toml", "products.azure.portal", "there is no such portal", "correct the id"),
    ),
    "a portal with a plan that there is not": (
        Edit("catalogue.toml", 'plans = ["partner-support"', 'plans = ["partner-suport"'),
        Fault(
            "catalogue.toml",
            "portals.support-for-business.plans",
            "there is no plan partner-suport",
            "correct the id",
        ),
    ),
    "a plan with a label that there is not": (
        Edit("catalogue.toml", 'label = "L17"', 'label = "L99"'),
        Fault("catalogue.toml", "plans.partner-support.label", "there is no such label", "correct the key"),
    ),
    "passages that are not numbers": (
        Edit("rules.toml", "passages = [159]", 'passages = [159, "160"]'),
        Fault("rules.toml", "rules.R40.passages", "is missing or not a list of numbers", "write passages = [1, 2]"),
    ),
    "a flag that is a word": (
        Edit("catalogue.toml", "explicit-sign-in = true", 'explicit-sign-in = "yes"'),
        Fault(
            "catalogue.toml",
            "portals.partner-center.explicit-sign-in",
            "is neither true nor false",
            "write explicit-sign-in = true",
        ),
    ),
    "a number that is a word": (
        Edit("parameters.toml", "default = 3\nleast = 0\nmost = 90", 'default = 3\nleast = 0\nmost = "ten"'),
        Fault("parameters.toml", "parameters.activation-days.most", "is missing or not a number", "write most = 1"),
    ),
    "a list that is a word": (
        Edit("catalogue.toml", 'identities = ["AAD", "MSA"]', 'identities = "AAD"'),
        Fault("catalogue.toml", "identities", "is missing or not a list of texts", 'write identities = ["…"]'),
    ),
    "a text that is a number": (
        Edit("messages.toml", 'en = "Customers"', "en = 1"),
        Fault("messages.toml", "messages.L8.en", "is missing or not a text", 'write en = "…"'),
    ),
    "an entitlement without a number": (
        Edit("catalogue.toml", "incidents = 15", 'incidents = "fifteen"'),
        Fault("catalogue.toml", "entitlements[4].incidents", "is missing", 'write a number, "unlimited" or "none"'),
    ),
    "a table that is a word": (
        Edit("parameters.toml", 'choices.legacy = { en = "legacy", fr = "historique" }', 'choices.legacy = "legacy"'),
        Fault(
            "parameters.toml",
            "parameters.relink-message.choices.legacy",
            "is not a table",
            "add a table [parameters.relink-message.choices.legacy]",
        ),
    ),
}


@pytest.mark.parametrize("what", ONE_FAULT)
def test_a_fault_is_named_with_file_key_and_fix(what: str) -> None:
    """Data with one mistake are refused, and the fault names the file, the key and the fix."""
    edit, expected = ONE_FAULT[what]
    assert expected in faults_of(edited(edit))


UNNAMED: Final[dict[str, tuple[Edit, str, str]]] = {
    # what is wrong, the edit, and the file and key that a fault must name (the words are free)
    "a rule without a passage": (
        Edit("rules.toml", WRONG_ACCOUNT, "[rules.R10]\npassages = []"),
        "rules.toml",
        "rules.R10.passages",
    ),
    "a last day of support that is a word": (
        Edit("catalogue.toml", "recent = 2022-01-11", 'recent = "2022-01-11"'),
        "catalogue.toml",
        "products.windows-server-2016.recent",
    ),
    "a last day of support that is a number": (
        Edit("catalogue.toml", "recent = 2022-01-11", "recent = 2022"),
        "catalogue.toml",
        "products.windows-server-2016.recent",
    ),
    "a plan for a benefit that there is not": (
        Edit("catalogue.toml", 'label = "L18"\nbenefit = "signature"', 'label = "L18"\nbenefit = "autograph"'),
        "catalogue.toml",
        "plans.partner-signature.benefit",
    ),
    "an entitlement of a level that there is not": (
        Edit("catalogue.toml", 'level = "silver"\ncompetency = "any"', 'level = "sliver"\ncompetency = "any"'),
        "catalogue.toml",
        "entitlements[4].level",
    ),
    "an entitlement to a benefit that there is not": (
        Edit(
            "catalogue.toml",
            'benefit = "product-support"\nincidents = 15',
            'benefit = "product-suport"\nincidents = 15',
        ),
        "catalogue.toml",
        "entitlements[4].benefit",
    ),
    "no entitlements at all": (
        Edit("catalogue.toml", TEXTS["catalogue.toml"].partition("[[")[2].rpartition('["R33"]')[0], "ignored]]\n#"),
        "catalogue.toml",
        "entitlements",
    ),
    "a kind of issue that is covered and that there is not": (
        Edit("catalogue.toml", '"error-message", "not-working"]   # R22', '"error-mesage", "not-working"]'),
        "catalogue.toml",
        "covered-issues",
    ),
    "a default beyond the range": (
        Edit("parameters.toml", "default = 3", "default = 91"),
        "parameters.toml",
        "parameters.activation-days.default",
    ),
    "a default that is no choice": (
        Edit("parameters.toml", 'default = "legacy"', 'default = "new"'),
        "parameters.toml",
        "parameters.relink-message.default",
    ),
    "another word for something that there is not": (
        Edit("catalogue.toml", 'power-platform = ["Power', 'power-flatform = ["Power'),
        "catalogue.toml",
        "aliases.power-flatform",
    ),
    "a printed name of something that there is not": (
        Edit("catalogue.toml", '"LCS" = "lifecycle-services"', '"LCS" = "life"'),
        "catalogue.toml",
        "printed.LCS",
    ),
    "a default of the language that there is not": (
        Edit("catalogue.toml", 'cloud-portal = "other-cloud-portals"', 'cloud-portal = "clouds"'),
        "catalogue.toml",
        "defaults.cloud-portal",
    ),
    "a reason for what is no passage": (
        Edit("passages.toml", '201 = { en = "link"', 'two = { en = "link", fr = "lien" }\n201 = { en = "link"'),
        "passages.toml",
        "not_testable.two",
    ),
    "a page that no text words": (
        Edit("catalogue.toml", 'pages = ["home", "L7", ', 'pages = ["home", "L77", '),
        "catalogue.toml",
        "portals.partner-center.pages",
    ),
}


@pytest.mark.parametrize("what", UNNAMED)
def test_a_fault_is_named_with_file_and_key(what: str) -> None:
    """Data with one mistake are refused, and a fault names the file and the key and says how to mend it."""
    edit, file, key = UNNAMED[what]
    found = [each for each in faults_of(edited(edit)) if (each.file, each.key) == (file, key)]
    assert len(found) == 1
    assert found[0].what
    assert found[0].fix


def test_a_rule_without_a_passage_says_so() -> None:
    """A rule whose list of passages is empty is named, and so is the passage that loses its home by it."""
    assert faults_of(edited(Edit("rules.toml", WRONG_ACCOUNT, "[rules.R10]\npassages = []"))) == (
        Fault("rules.toml", "rules.R10.passages", "cites no passage", "add the passages that the rule rests on"),
        Fault(
            "passages.toml",
            "not_testable.118",
            "the passage has no home",
            "cite it in a rule or say why it is not testable",
        ),
    )


@pytest.mark.parametrize("file", [each for each in TEXTS if each.endswith(".toml")])
def test_a_file_that_is_not_toml_is_named(file: str) -> None:
    """Broken syntax is a fault of the whole file, with the line where it broke."""
    found = faults_of({**TEXTS, file: "title = \n"})
    assert [(each.key, each.fix) for each in found if each.what.startswith("is not TOML")] == [
        ("(whole file)", "mend the syntax")
    ]
    assert next(each for each in found if each.key == "(whole file)").file == file
    assert "line 1" in next(each for each in found if each.key == "(whole file)").what


def test_all_faults_are_told_at_once() -> None:
    """Mistakes in five files are all named in one error."""
    texts = edited(
        Edit("rules.toml", WRONG_ACCOUNT, "[rules.R10]\npassages = [118, 999]"),
        Edit("passages.toml", '201 = { en = "link", fr = "lien" }', ""),
        Edit("messages.toml", 'en = "Customers"', "en = 1"),
        Edit("parameters.toml", 'name.fr = "jours d’activation"', ""),
        Edit("names.toml", 'sharepoint-2013 = { en = "SharePoint 2013", fr = "SharePoint 2013" }', ""),
        Edit("catalogue.toml", 'label = "L17"', 'label = "L99"'),
    )
    assert sorted((each.file, each.key) for each in faults_of(texts)) == [
        ("catalogue.toml", "aliases.sharepoint-2013"),
        ("catalogue.toml", "plans.partner-support.label"),
        ("messages.toml", "messages.L8.en"),
        ("names.toml", "names.sharepoint-2013"),
        ("parameters.toml", "parameters.activation-days.name.fr"),
        ("passages.toml", "not_testable.201"),
        ("rules.toml", "rules.R10.passages"),
    ]


def test_the_unaltered_data_are_taken() -> None:
    """The data files as they ship load without a fault, into an equal rulebook."""
    loaded = load_rulebook(BOOK.id, TEXTS, BEHAVIOUR)
    assert loaded == replace(BOOK, id=loaded.id)


OPEN: Final = BOOK.rules_for(OpenPage)


def with_guard(guard: Guard[OpenPage]) -> Behaviour:
    """Give the behaviour with the first guard of opening a page replaced."""
    rules = OPEN
    actions = {**BOOK.actions, OpenPage: replace(rules, guards=(guard, *rules.guards[1:]))}
    return BEHAVIOUR._replace(actions=actions)


FIRST: Final = OPEN.guards[0]


@pytest.mark.parametrize("guard", [FIRST._replace(held=("R98",)), FIRST._replace(failed=("R98",))])
def test_a_guard_that_names_an_unknown_rule_is_a_fault(guard: Guard[OpenPage]) -> None:
    """The rules that a guard stands for, held or not, must be there."""
    assert faults_of(dict(TEXTS), with_guard(guard)) == (
        Fault("rules.toml", "rules.R98", "OpenPage/signed-in names a rule that there is not", "correct the id"),
    )


def test_a_guard_with_an_unknown_message_is_a_fault() -> None:
    """The message that a guard shows must be there."""
    assert faults_of(dict(TEXTS), with_guard(FIRST._replace(message="own-nothing"))) == (
        Fault("names.toml", "messages.own-nothing", "OpenPage/signed-in shows it", "add it in both languages"),
    )


def nothing(_: World, __: Situation[Action]) -> tuple[()]:
    """Stand in for what an effect does."""
    return ()


UNKNOWN: Final = Effect("new", ("R98",), nothing)


@pytest.mark.parametrize(
    ("behaviour", "entry"),
    [
        (with_guard(FIRST._replace(effects=(UNKNOWN,))), "OpenPage/signed-in/new"),
        (BEHAVIOUR._replace(settle=(*BOOK.settle, UNKNOWN)), "new"),
        (BEHAVIOUR._replace(clock=replace(BOOK.clock, effects=(UNKNOWN,))), "new"),
        (
            BEHAVIOUR._replace(actions={**BOOK.actions, OpenPage: replace(OPEN, effects=(UNKNOWN,))}),
            "OpenPage/new",
        ),
        (
            BEHAVIOUR._replace(actions={**BOOK.actions, OpenPage: replace(OPEN, arrive=(UNKNOWN,))}),
            "OpenPage/new",
        ),
    ],
    ids=["guard", "settle", "clock", "effects", "arrive"],
)
def test_an_effect_that_names_an_unknown_rule_is_a_fault(behaviour: Behaviour, entry: str) -> None:
    """The rules behind an effect must be there, wherever the effect stands."""
    assert faults_of(dict(TEXTS), behaviour) == (
        Fault("rules.toml", "rules.R98", f"{entry} names a rule that there is not", "correct the id"),
    )


def test_every_rule_that_is_built_so_far_has_an_entry() -> None:
    """A rule that no guard, effect, screen item or data row names is one of those that come with the next issue."""
    used = {rule for _, rules in entries(BOOK) for rule in rules}
    said = {"R10", "R11", "R43"}  # named by what an effect does, and by the flow that is left
    coming = {"R01", "R02", "R56", "R57", "R58", "R75", "R76"}
    assert set(BOOK.rules) - used - said - coming == set()


# Messages chosen by functions


def situations() -> Iterator[Situation[LinkContract]]:
    """Give situations of every kind that a message can depend on."""
    package = Package("Contoso/1", "Contoso", date(2021, 1, 1), date(2021, 12, 31))
    contract = Contract("contract Contoso/1", "Contoso", package.id, None, package.start, package.end)
    associations = ((), ("MPN",), ("CSP",), ("MPN", "CSP"))
    settings = ((), (("relink-message", "diagnostic"),))
    days = (date(2021, 6, 1), date(2022, 1, 1))
    for known, setting, day, state in product(associations, settings, days, ("active", "exhausted")):
        account = Account("Ada", "Contoso", "AAD", known, ())
        signature = Benefit("Contoso/1/signature", package.id, "signature", state, 10, 0, None, package.start)
        world = World(day, setting, accounts=(account,), packages=(package,), benefits=(signature,))
        action = LinkContract("Ada", "azure-portal", ContractRef())
        base = Situation(world, BOOK, action, account, BOOK.portals["azure-portal"], contract=contract)
        elsewhere = base._replace(portal=BOOK.portals["support-for-business"])
        yield from (base, base._replace(contract=None), elsewhere)
        yield base._replace(plan="partner-signature")


def test_every_message_that_a_guard_chooses_exists() -> None:
    """Each function that chooses a message is asked in every situation, and gives only messages that it announces."""
    choosers = {
        guard.message.choose.__name__: guard.message
        for rules in BOOK.actions.values()
        for guard in rules.guards
        if isinstance(guard.message, OneOf)
    }
    chosen = {name: {each.choose(situation) for situation in situations()} for name, each in choosers.items()}
    assert chosen == {name: set(each.keys) for name, each in choosers.items()}
    assert chosen == {
        "association_message": {"M1", "own-association"},
        "already_associated": {"M3", "own-linked-expired", "own-linked-exhausted", "own-linked-valid"},
        "expired_message": {"own-expired", "own-not-offered"},
        "exhausted_message": {"own-exhausted", "own-not-offered"},
        "no_contract_message": {"own-not-activated", "own-not-entitled"},
    }
    assert {key for keys in chosen.values() for key in keys} <= set(BOOK.messages)


def test_a_message_that_a_guard_may_choose_and_that_is_not_there_is_a_fault() -> None:
    """All messages that a guard announces must be there, not only the one that a test happens to see."""
    message = OneOf[Action](("own-sign-in", "own-nothing"), lambda _: "own-sign-in")
    assert faults_of(dict(TEXTS), with_guard(FIRST._replace(message=message))) == (
        Fault("names.toml", "messages.own-nothing", "OpenPage/signed-in shows it", "add it in both languages"),
        Fault("names.toml", "chosen.own-sign-in", "signed-in chooses it", "say when, in both languages"),
        Fault("names.toml", "chosen.own-nothing", "signed-in chooses it", "say when, in both languages"),
    )


# What reports word


def documented_traces() -> Iterator[Trace]:
    """Run the documented scenarios."""
    return map(run, load(str(SCENARIOS / "documented")).scenarios)


def told_facts(trace: Trace) -> Iterator[Fact]:
    """Give every fact that a trace may show to a reader."""
    for event in trace.events:
        if event.step is not None:
            yield from (fact for decision in event.step.decisions for fact in decision.facts)
        if event.judgement is not None:
            yield from (*event.judgement.expected, *event.judgement.actual)


def test_every_fact_that_a_trace_tells_has_a_name() -> None:
    """What a guard or a check looked at is worded in both languages, by a name of its own or by a label."""
    told = {fact.name for trace in documented_traces() for fact in told_facts(trace)}
    assert {each for each in told if f"fact:{each}" not in BOOK.names and each not in BOOK.messages} == set()


def test_every_value_that_a_guard_found_has_a_name() -> None:
    """A word that a guard found is worded in both languages, or is what the scenario itself called something."""
    told = {
        (fact.name, fact.value)
        for trace in documented_traces()
        for step in trace.steps
        for decision in step.decisions
        for fact in decision.facts
        if isinstance(fact.value, str) and fact.name not in {"account", "company", "contract"}
    }
    worded = {*BOOK.names, *BOOK.messages, *BOOK.plans}
    assert {each for each in told if each[1] not in worded} == set()


def test_every_guard_that_a_trace_tells_has_a_name() -> None:
    """Guards are worded in both languages."""
    told = {each.guard for trace in documented_traces() for step in trace.steps for each in step.decisions}
    assert {each for each in told if f"guard:{each}" not in BOOK.names} == set()


def test_no_guard_tells_a_day_that_nobody_wrote() -> None:
    """An old product has no last day of support, so none is shown: not the first day of the calendar."""
    told = [
        fact
        for trace in documented_traces()
        for step in trace.steps
        for decision in step.decisions
        for fact in decision.facts
    ]
    assert [each for each in told if each.value in (date.min, date.max)] == []


def test_every_action_of_the_rulebook_has_its_rules() -> None:
    """Each kind of action but waiting, which is the clock's, has rules, and they know that they are about it."""
    assert {rules.kind for rules in BOOK.actions.values()} == set(get_args(Action)) - {Wait}
    assert [kind.__name__ for kind, rules in BOOK.actions.items() if rules.kind is not kind] == []
    assert [kind.__name__ for kind, rules in BOOK.actions.items() if BOOK.rules_for(kind) is not rules] == []


def test_rules_that_stand_under_another_action_are_not_given_for_it() -> None:
    """What is asked for by its kind is about that kind, whatever a rulebook that was altered says."""
    with pytest.raises(KeyError):
        replace(BOOK, actions={SignIn: OPEN}).rules_for(SignIn)
    with pytest.raises(KeyError):
        BOOK.rules_for(Wait)
