"""Translating scenario files: the same scenarios in the other language, and back."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook, run
from benefit_flows.language.check import Checked
from benefit_flows.language.format import can_format, format_text
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.parse import parse
from benefit_flows.language.print import print_phrase
from benefit_flows.language.statements import Block, Header, Parsed
from benefit_flows.language.tables import tables_for
from benefit_flows.language.translate import names_in_the_way, translate
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.text import LANGUAGES, Language, Text
from tests.language.test_format import any_files, comments
from tests.language.test_print import every_phrase
from tests.language.test_properties import damaged_texts
from tests.support import PROJECT, SCENARIOS, check_text, codes, flow_files, parse_text

BOOK: Final = rulebook()
STANDARD: Final = tuple(map(parse, BOOK.standard_setups))
DOCUMENTED: Final = flow_files(SCENARIOS)


def translated(text: str, target: Language, book: Rulebook = BOOK) -> str:
    """Translate a text, which must parse; so must what it becomes, and be formatted."""
    parsed = parse_text(text)
    assert can_format(parsed), parsed.diagnostics
    done = translate(parsed, target, book, STANDARD)
    assert can_format(parse_text(done)), parse_text(done).diagnostics
    assert format_text(parse_text(done)) == done
    return done


def other(text: str) -> Language:
    """Give the language that a text is not in."""
    return "en" if parse_text(text).language == "fr" else "fr"


def statements(parsed: Parsed) -> tuple[list[Header], tuple[Block, ...]]:
    """Give all that a file says, apart from its language."""
    return [each for each in parsed.headers if each.key != "language"], parsed.blocks


def said(checked: Checked) -> list[object]:
    """Give all that scenarios say, in ids of the rulebook."""
    return [
        (each.name, each.row, each.tags, each.citations, [(line.keyword, line.what, line.citations) for line in lines])
        for each in checked.scenarios
        for lines in [each.lines]
    ]


def in_french(lines: str) -> str:
    """Translate a file of one scenario into French, and give the lines below its header."""
    return translated(f"scenario: x\n{lines}", "fr").removeprefix("langue: fr\n\nscénario: x\n")


def used_with_other_values(setup: Block) -> str:
    """Write a scenario that uses a standard setup with none of its defaults."""
    values = [f"{name} = {'2021-12-30' if cell.value[:1].isdigit() else 'Security'}" for name, cell in setup.parameters]
    given = f" ({', '.join(values)})" if values else ""
    first = "given today is 2021-03-04\n  and company Contoso"
    return f"scenario: x\n  {first}\n  use: {setup.name}{given}\n  then the number of requests is 0\n"


# Every file


@settings(max_examples=150, deadline=None, derandomize=True)
@given(any_files)
def test_a_translated_file_translated_back_says_the_same_with_the_same_comments(text: str) -> None:
    there = translated(text, other(text))
    assert parse_text(there).language == other(text)
    assert statements(parse_text(translated(there, other(there)))) == statements(parse_text(text))
    assert comments(there) == comments(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_translated_and_back(language: Language) -> None:
    tables = tables_for(language)
    lines = [
        f"{keyword_of(start, language)} {print_phrase(each, start, tables)}" for start, each in every_phrase(tables)
    ]
    assert len(lines) > 150
    first = [] if language == "en" else [f"{keyword_of('language', language)} {language}"]
    text = "\n".join([*first, f"{keyword_of('scenario', language)} x", *lines, ""])
    there = translated(text, other(text))
    assert statements(parse_text(translated(there, language))) == statements(parse_text(text))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(damaged_texts().filter(lambda text: check_text(text).diagnostics == ()))
def test_a_damaged_file_that_still_has_no_mistake_says_the_same_in_the_other_language(text: str) -> None:
    there = check_text(translated(text, other(text)))
    assert there.diagnostics == ()
    assert said(there) == said(check_text(text))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(any_files, st.sampled_from(LANGUAGES))
def test_a_file_in_the_target_language_is_only_formatted(text: str, target: Language) -> None:
    there = translated(text, target)
    assert translated(there, target) == there
    if target != other(text):
        assert there == format_text(parse_text(text))


@pytest.mark.parametrize("path", DOCUMENTED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_documented_file_says_and_does_the_same_in_the_other_language(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    there = translated(text, other(text))
    before, after = check_text(text), check_text(there)
    assert after.diagnostics == ()
    assert after.scenarios
    assert said(after) == said(before)
    traces = [[run(each) for each in checked.scenarios] for checked in (before, after)]
    outcomes = [[[event.step and event.step.outcome for event in each.events] for each in found] for found in traces]
    assert outcomes[1] == outcomes[0]
    assert all(each.passed for each in traces[1])
    assert statements(parse_text(translated(there, other(there)))) == statements(parse_text(text))


def test_the_two_files_of_standard_setups_hold_the_same_setups_in_the_same_order() -> None:
    assert [each.language for each in STANDARD] == ["en", "fr"]
    english, french = STANDARD
    assert len(english.blocks) > 5
    twins = list(zip(english.blocks, french.blocks, strict=True))
    assert [len(one.parameters) for one, _ in twins] == [len(two.parameters) for _, two in twins]
    for one, two in twins:
        checked = [check_text(used_with_other_values(each)) for each in (one, two)]
        assert [codes(each.diagnostics) for each in checked] == [[], []]
        assert said(checked[0]) == said(checked[1]) != []


# Headers and keywords


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("scenario: x\n", "langue: fr\n\nscénario: x\n"),
        ("# why\n\n@a\nscenario: x\n", "langue: fr\n\n# why\n\n@a\nscénario: x\n"),
        ("flow: A\nrulebook: mpn-2021-04\n", "langue: fr\nparcours: A\nrecueil: mpn-2021-04\n"),
        ("# why\nflow: A  # first\n\nscenario: x\n", "# why\nlangue: fr\nparcours: A  # first\n\nscénario: x\n"),
        ("include: lib/a.flow\n", "langue: fr\ninclure: lib/a.flow\n"),
    ],
)
def test_the_language_stands_above_the_first_header_and_is_not_named_in_english(english: str, french: str) -> None:
    assert translated(english, "fr") == french
    assert translated(french, "en") == english


def test_a_language_that_was_named_is_changed_where_it_stands() -> None:
    assert translated("flow: A\nrulebook: mpn-2021-04\nlanguage: en  # why\n", "fr") == (
        "parcours: A\nrecueil: mpn-2021-04\nlangue: fr  # why\n"
    )


def test_a_comment_behind_the_language_is_kept_in_english_too() -> None:
    assert translated("langue: fr  # pourquoi\nparcours: A\n", "en") == "language: en  # pourquoi\nflow: A\n"


def test_every_keyword_is_translated_and_everything_of_the_author_stays() -> None:
    text = """\
flow: A day “out”
rulebook: mpn-2021-04

# my setup
setup: my partner (who = Ada)  [121]  # there
  use: a Gold partner

@azure
scenario: Ada’s day  [122-124]

  use: my partner (who = Bob)
  given today is 2021-03-05
  when Ada signs in to "Partner Center"
  and Ada tries to activate "Microsoft Product Support"
  then it is accepted
  wait 3 days
  and 1 week
  note: She  waits, 5" away.  [121]
  ask: What now?
    right: Nothing
    wrong: Wait
    because: It is there.

outline: Roles
  use: my partner
  then "Microsoft Product Support" of <company> is inactive
  examples:
    | company |
    | Contoso |
"""
    assert (
        translated(text, "fr")
        == """\
langue: fr
parcours: A day “out”
recueil: mpn-2021-04

# my setup
préparation: my partner (who = Ada)  [121]  # there
  utiliser: un partenaire Gold

@azure
scénario: Ada’s day  [122-124]
  utiliser: my partner (who = Bob)
  soit nous sommes le 2021-03-05
  quand Ada se connecte à "Espace partenaires"
  et Ada essaie d'activer "Support technique Microsoft"
  alors c'est accepté
  attendre 3 jours
  et 1 semaine
  note: She waits, 5" away.  [121]
  question: What now?
    juste: Nothing
    faux: Wait
    car: It is there.

plan: Roles
  utiliser: my partner
  alors "Support technique Microsoft" de <company> est inactif
  exemples:
    | company |
    | Contoso |
"""
    )


# Names


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ('then Ada sees "expired"', 'alors Ada voit "expiré"'),
        (
            'then Ada sees "This Access ID is already associated to an account"',
            'alors Ada voit "cet ID d’accès est déjà associé à un compte"',
        ),
        (
            'then Ada sees "This Access ID is already associated to an account."',
            'alors Ada voit "cet ID d’accès est déjà associé à un compte."',
        ),
        ('then Ada sees "Microsoft Product Support"', 'alors Ada voit "Support technique Microsoft"'),
        ('then Ada sees "nothing of the kind"', 'alors Ada voit "nothing of the kind"'),
        ('then Ada sees "Portail Azure"', 'alors Ada voit "Portail Azure"'),
        (
            'given parameter "relink message" is legacy',
            'soit le paramètre "message de nouvelle liaison" vaut historique',
        ),
        (
            'given parameter "paid plan ids" is "one account"',
            'soit le paramètre "ID des plans payants" vaut "un seul compte"',
        ),
        ('given parameter "activation days" is 3', 'soit le paramètre "jours d’activation" vaut 3'),
        ('given product "Mine" is cloud', 'soit le produit "Mine" est cloud'),
        (
            'given company Contoso has a Gold competency in "Gardening" until 2021-12-31',
            "soit l'entreprise Contoso a une compétence Gold en \"Gardening\" jusqu'au 2021-12-31",
        ),
        (
            'when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" about "advice"',
            (
                'quand Ada crée une demande pour "Azure" dans "Portail Azure"'
                ' avec le plan "signature du partenaire" sur "un conseil"'
            ),
        ),
        (
            'then plan "Partner Support" of package "Contoso/1" is unavailable for Ada because "product not covered"',
            (
                'alors le plan "support partenaires" du package "Contoso/1" est indisponible pour Ada'
                ' car "produit non couvert"'
            ),
        ),
    ],
)
def test_names_are_those_of_the_rulebook_and_others_stay(english: str, french: str) -> None:
    assert in_french(f"  {english}\n") == f"  {french}\n"
    assert translated(f"langue: fr\nscénario: x\n  {french}\n", "en") == f"scenario: x\n  {english}\n"


def test_a_message_in_full_stays_in_full() -> None:
    full = BOOK.messages["M3"].text
    assert in_french(f'  then Ada sees "{full.en}"\n') == f'  alors Ada voit "{full.fr}"\n'
    shorter = full.en.rstrip(".")
    assert in_french(f'  then Ada sees "{shorter}"\n') == f'  alors Ada voit "{full.fr.rstrip(".")}"\n'


def test_an_english_name_in_a_french_file_becomes_english_and_then_french() -> None:
    text = 'langue: fr\n\nscénario: x\n  quand Ada lie le contrat dans "Azure portal"\n'
    there = translated(text, "en")
    assert there == 'scenario: x\n  when Ada links the contract in "Azure portal"\n'
    assert translated(there, "fr") == text.replace("Azure portal", "Portail Azure")


def test_a_product_that_the_file_declares_keeps_its_name_wherever_it_is_declared() -> None:
    name = "Dynamics 365 finance and operations"
    for declared in (
        f'  given product "{name}" is cloud\n',
        "  use: mine\n\nsetup: mine\n  use: new (what = "
        + name
        + ")\n\nsetup: new (what = A)\n  given product <what> is cloud\n",
    ):
        there = in_french(f'  when Ada chooses workload "{name}"\n{declared}')
        assert f'  quand Ada choisit la charge de travail "{name}"\n' in there
        assert "opérations" not in there
    assert "opérations" in in_french(f'  when Ada chooses workload "{name}"\n')


def test_a_name_whose_translation_would_mean_something_else_stays() -> None:
    twins = {**BOOK.names, "windows-10": Text("Windows 10", "Azure")}
    text = 'scenario: x\n  when Ada chooses workload "Windows 10"\n'
    there = translated(text, "fr", replace(BOOK, names=twins))
    assert there.endswith('  quand Ada choisit la charge de travail "Windows 10"\n')


def test_a_name_that_would_break_the_line_stays() -> None:
    names = {**BOOK.names, "azure-portal": Text("Azure portal", "Portail «Azure»")}
    text = 'scenario: x\n  when Ada signs in to "Azure portal"\n'
    assert translated(text, "fr", replace(BOOK, names=names)).endswith('connecte à "Azure portal"\n')


def test_accounts_and_companies_that_are_words_of_the_other_language_are_named() -> None:
    text = "scenario: x\n  given accounts of contrat\n    | name |\n    | le |\n    | <who> |\n"
    text += "  when Ada switches to est\n"
    assert names_in_the_way(parse_text(text), "fr") == ("contrat", "est", "le")
    assert names_in_the_way(parse_text(text), "en") == ()


# Tables


def test_tables_of_accounts_are_translated_with_their_titles_roles_and_lists() -> None:
    text = """\
  given accounts of Contoso  # all
    | roles | name | associated with | identity |
    | Global admin, Admin agent | Ada | MPN, CSP | AAD |
    # nobody
    | - | Bob |  | - |
    | nothing | <who> | <what> | MSA |
"""
    assert (
        in_french(text)
        == """\
  soit les comptes de Contoso  # all
    | rôles                                          | nom   | associé à | identité |
    | Administrateur général, Agent d’administration | Ada   | MPN, CSP  | AAD      |
    # nobody
    | -                                              | Bob   |           | -        |
    | nothing                                        | <who> | <what>    | MSA      |
"""
    )


# for each column: what it is called in two rows, in English and in French
CELLS: Final = {
    "who": ("Ada", "active", "Ada", "active"),
    "partner": ("a Gold partner", "an Action Pack partner", "un partenaire Gold", "un partenaire Action Pack"),
    "competency": ("Security", "Gardening", "Sécurité", "Gardening"),
    "role": ("Admin agent", "-", "Agent d’administration", "-"),
    "parameter": ("paid plan ids", "activation days", "ID des plans payants", "jours d’activation"),
    "value": ("shared", "3", "partagés", "3"),
    "benefit": ('"Microsoft Product Support"', "nothing", '"Support technique Microsoft"', "nothing"),
    "outcome": ("refused", "ignored", "refusé", "ignored"),
    "text": ("Activate", "Access ID", "Activer", "ID d’accès"),
    "remark": ("refused", "Azure portal", "refused", "Azure portal"),
}


def rows_of_cells(row: int, columns: list[str]) -> str:
    return f"| {' | '.join(columns)} |\n| {' | '.join(CELLS[each][row] for each in columns)} |\n"


def test_cells_are_translated_by_the_slots_that_their_columns_fill() -> None:
    text = """\
outline: x
  use: <partner> (until = 2022-01-31)
  use: a Silver partner (competency = <competency>)
  given accounts
    | name | roles  |
    | Fred | <role> |
  and parameter <parameter> is <value>
  when <who> tries to activate <benefit>
  then it is <outcome>
  and Ada sees <text>
  note: <remark>
  examples:
"""
    expected = """\
langue: fr

plan: x
  utiliser: <partner> (fin = 2022-01-31)
  utiliser: un partenaire Silver (compétence = <competency>)
  soit les comptes
    | nom  | rôles  |
    | Fred | <role> |
  et le paramètre <parameter> vaut <value>
  quand <who> essaie d'activer <benefit>
  alors c'est <outcome>
  et Ada voit <text>
  note: <remark>
  exemples:
"""
    columns = list(CELLS)
    english = f"{text}{rows_of_cells(0, columns)}  examples:\n{rows_of_cells(1, columns[::-1])}"
    french = f"{expected}{rows_of_cells(2, columns)}  exemples:\n{rows_of_cells(3, columns[::-1])}"
    assert translated(english, "fr") == format_text(parse_text(french))
    assert translated(french, "en") == format_text(parse_text(english))


def test_a_column_that_fills_two_slots_with_different_names_keeps_its_cells() -> None:
    text = "  use: <what>\n  then Ada sees <what>\n  examples:\n    | what |\n    | Activate |\n"
    there = translated(f"outline: x\n{text}", "fr")
    assert there.endswith("    | what     |\n    | Activate |\n")


# Setups


def test_standard_setups_and_their_parameters_are_translated() -> None:
    text = '  use: an activated Gold partner (until = 2022-01-31, competency = "Cloud Platform")  # so\n'
    expected = '  utiliser: un partenaire Gold activé (fin = 2022-01-31, compétence = "Plateforme Cloud")  # so\n'
    assert in_french(text) == expected


def test_a_standard_setup_of_the_other_language_is_translated_too() -> None:
    assert (
        in_french("  use: un partenaire Gold (fin = 2022-01-31)\n")
        == "  utiliser: un partenaire Gold (fin = 2022-01-31)\n"
    )


def test_a_value_that_needs_quotation_marks_in_the_other_language_gets_them() -> None:
    names = {**BOOK.names, "datacenter": Text("Datacenter", "Centre (de données)")}
    text = "scenario: x\n  use: a Gold partner (competency = Datacenter)\n"
    there = translated(text, "fr", replace(BOOK, names=names))
    assert there.endswith('  utiliser: un partenaire Gold (compétence = "Centre (de données)")\n')


def test_a_setup_of_the_file_with_the_name_of_a_standard_one_keeps_its_name() -> None:
    text = "  use: a Gold partner (until = 1)\n\nsetup: a Gold partner (until = 2)\n"
    assert in_french(text) == "  utiliser: a Gold partner (until = 1)\n\npréparation: a Gold partner (until = 2)\n"
    text = "  use: a Gold partner\n\nsetup: un partenaire Gold\n"
    assert in_french(text) == "  utiliser: a Gold partner\n\npréparation: un partenaire Gold\n"


def test_values_of_own_setups_are_translated_by_what_they_fill_however_deep() -> None:
    text = """\
setup: outer (state = active, where = "Azure portal", who = active)
  use: inner (how = <state>)
  when <who> signs in to <where>

setup: inner (how = pending)
  given "Signature Cloud Support" is <how>

scenario: x
  use: outer (where = Partner Center, state = inactive)
"""
    assert (
        translated(text, "fr")
        == """\
langue: fr

préparation: outer (state = actif, where = "Portail Azure", who = active)
  utiliser: inner (how = <state>)
  quand <who> se connecte à <where>

préparation: inner (how = en attente)
  soit "Prise en charge du Cloud de signature" est <how>

scénario: x
  utiliser: outer (where = Espace partenaires, state = inactif)
"""
    )


def test_setups_that_use_one_another_in_a_circle_are_translated() -> None:
    text = "  use: one (a = active)\n\n"
    text += "setup: one (a = active)\n  use: two (b = <a>)\n\n"
    text += "setup: two (b = pending)\n  use: one (a = <b>)\n"
    assert in_french(text) == text.replace("use:", "utiliser:").replace("setup:", "préparation:")


def test_a_column_that_names_setups_with_other_parameters_keeps_its_cells() -> None:
    text = """\
outline: x
  use: <partner> (until = 2022-01-31)
  examples:
    | partner        |
    | a Gold partner |
    | mine           |

setup: mine (until = 2021-12-31)
  use: a Gold partner (until = <until>)
"""
    assert (
        translated(text, "fr")
        == """\
langue: fr

plan: x
  utiliser: <partner> (until = 2022-01-31)
  exemples:
    | partner        |
    | a Gold partner |
    | mine           |

préparation: mine (until = 2021-12-31)
  utiliser: un partenaire Gold (fin = <until>)
"""
    )


def test_a_column_in_the_middle_of_the_name_of_a_setup_keeps_its_cells() -> None:
    text = "outline: x\n  use: a <level> partner (until = 2022-01-31)\n  examples:\n    | level |\n    | Gold  |\n"
    expected = (
        "plan: x\n  utiliser: a <level> partner (until = 2022-01-31)\n  exemples:\n    | level |\n    | Gold  |\n"
    )
    assert translated(text, "fr") == f"langue: fr\n\n{expected}"


# The page for users


def test_the_example_of_the_page_is_translated_as_it_says() -> None:
    page = (PROJECT / "docs" / "formatting.md").read_text(encoding="utf-8")
    english, french = re.findall(r"```flow\n(.*?)```", page, re.DOTALL)
    assert translated(english, "fr") == french
    assert translated(french, "en") == english


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        ("0", "0 incident restant", "0 incidents remaining"),
        ("1", "1 incident restant", "1 incident remaining"),
        ("2", "2 incidents restants", "2 incidents remaining"),
    ],
)
def test_what_is_counted_stands_in_the_singular_where_a_language_has_it(number: str, french: str, english: str) -> None:
    text = f'scenario: x\n  then "Signature Cloud Support" has {number} incidents remaining\n'
    said = translated(text, "fr")
    assert french in said
    assert english in translated(said, "en")
