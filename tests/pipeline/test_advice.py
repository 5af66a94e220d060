"""Advice: what is printed for a line that failed can be pasted over it, and what is said of it is true."""

import re
from collections import deque
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.engine.menu import actions_in
from benefit_flows.engine.relevance import unchangeable
from benefit_flows.engine.run import run
from benefit_flows.engine.step import step
from benefit_flows.language.print import print_phrase
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import (
    Action,
    Activate,
    BuyPlan,
    ChooseWorkload,
    ContractRef,
    CreateRequest,
    ExpandPlans,
    LeaveRequest,
    LinkContract,
    SignIn,
    Wait,
)
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.world import World
from benefit_flows.text import LANGUAGES, Language
from tests.gherkin.support import as_feature
from tests.support import check_text, command

BOOK: Final = rulebook()


class Words(NamedTuple):
    """The words that a file of the test is written with, in one language."""

    scenario: str
    use: str
    when: str
    goes_on: str
    holds: str
    accepted: str
    replaced: str
    no_action: str


WORDS: Final[dict[Language, Words]] = {
    "en": Words(
        "scenario: x\n",
        "use:",
        "when",
        "and",
        'then plan "Premier Support for Partners" is the top level',
        "then it is accepted",
        r"in place of line (\d+)(?: and line (\d+))?:$",
        "no action can change this|nothing that can be done here",
    ),
    "fr": Words(
        "langue: fr\nscénario: x\n",
        "utiliser:",
        "quand",
        "et",
        'alors le plan "Support premier pour les partenaires" est le niveau le plus haut',
        "alors c'est accepté",
        r"à la place de la ligne (\d+)(?: et de la ligne (\d+))?\u00a0:$",
        "aucune action n’y change rien|rien de ce qui peut être fait ici",
    ),
}

SETUPS: Final[tuple[dict[Language, str], ...]] = (
    {"en": "use: a Gold partner", "fr": "utiliser: un partenaire Gold"},
    {"en": "use: an Action Pack partner", "fr": "utiliser: un partenaire Action Pack"},
    {"en": "use: a partner without offers", "fr": "utiliser: un partenaire sans offre"},
    {"en": "use: an activated Silver partner", "fr": "utiliser: un partenaire Silver activé"},
    {
        "en": "use: an activated Gold partner\n  given the contract is linked for Ada\n"
        '  and "Signature Cloud Support" has 0 incidents remaining\n  and the contract is linked for Chloe',
        "fr": "utiliser: un partenaire Gold activé\n  soit le contrat est lié pour Ada\n"
        '  et "Prise en charge du Cloud de signature" a 0 incidents restants\n  et le contrat est lié pour Chloe',
    },
    {
        "en": 'use: a Gold partner\n  given company Fabrikam has a Silver competency in "Security" until 2021-12-31\n'
        "  and accounts of Fabrikam\n    | name | associated with | roles        |\n"
        "    | Zoe  | MPN, CSP        | Global admin |\n    | Yann | -               | -            |",
        "fr": "utiliser: un partenaire Gold\n"
        "  soit l'entreprise Fabrikam a une compétence Silver en \"Sécurité\" jusqu'au 2021-12-31\n"
        "  et les comptes de Fabrikam\n    | nom  | associé à | rôles                  |\n"
        "    | Zoe  | MPN, CSP  | Administrateur général |\n    | Yann | -         | -                      |",
    },
    {
        "en": 'use: an activated Gold partner\n  when Bob buys plan "Premier Support for Partners"\n'
        '  and Bob links the contract of plan "Premier Support for Partners" in "Azure portal"',
        "fr": 'utiliser: un partenaire Gold activé\n  quand Bob achète le plan "Support premier pour les partenaires"\n'
        '  et Bob lie le contrat du plan "Support premier pour les partenaires" dans "Portail Azure"',
    },
    {
        "en": 'use: an Action Pack partner\n  given company Contoso has a Gold competency in "Security" '
        "from 2021-10-01 until 2022-09-30",
        "fr": 'utiliser: un partenaire Action Pack\n  soit l\'entreprise Contoso a une compétence Gold en "Sécurité" '
        "du 2021-10-01 au 2022-09-30",
    },
)
INNOCENT: Final = SignIn("Deniz", "support-for-business")
"""It is accepted everywhere, and helps nobody."""
PRODUCTS: Final = ("azure", "windows-10", "sql-server-2016", "power-platform")


@cache
def refused_in(setup: int) -> tuple[World, list[Action], list[Action]]:
    """Give the world of a setup, what is refused there and no action can change, and what else is not accepted."""
    text = f"scenario: x\n  {SETUPS[setup]['en']}\n  {WORDS['en'].holds}\n"
    world = run(check_text(text).scenarios[0], BOOK).steps[-1].after
    done = {each: step(world, each, BOOK) for each in attempts(world)}
    refused = [each for each, tried in done.items() if tried.outcome is not Outcome.ACCEPTED and tried.problem is None]
    fixed = [each for each in refused if unchangeable(world, each, BOOK)]
    return world, fixed, [each for each in refused if each not in fixed]


def attempts(world: World) -> tuple[Action, ...]:
    """List what accounts could try in any portal, sensible or not."""
    found = [each for each in actions_in(world, BOOK, everything()) if not isinstance(each, Wait)]
    for each in tuple(found):
        if isinstance(each, CreateRequest):
            named = (each.account, each.portal, each.product)
            found.append(CreateRequest(*named, "advice"))
            found += [CreateRequest(*named, each.issue, plan) for plan in BOOK.plans]
    for account in world.accounts:
        for portal in BOOK.portals:
            found += [
                Activate(account.name, portal, "signature"),
                LinkContract(account.name, portal, ContractRef(), right_pair=False),
            ]
        found += [ExpandPlans(account.name, "L1"), LeaveRequest(account.name), ChooseWorkload(account.name, "azure")]
        found += [BuyPlan(account.name, plan) for plan in BOOK.plans]
    return tuple(dict.fromkeys(found))


def everything() -> Scope:
    return Scope(tuple(BOOK.portals), PRODUCTS, ("premier", "advanced"))


def file_with(setup: int, action: Action, form: str, language: Language) -> str:
    """Write a scenario in which an action should be accepted: alone, as one more, or as an attempt."""
    words = WORDS[language]
    _, _, body = Speaker(BOOK, language).line(action).partition(" ")
    attempt = print_phrase(Speaker(BOOK, language).phrase(action)._replace(tries=True), "when", tables_for(language))
    lines = {
        "when": f"{words.when} {body}\n  {words.holds}",
        "and": f"{Speaker(BOOK, language).line(INNOCENT)}\n  {words.goes_on} {body}\n  {words.holds}",
        "tries": f"{words.when} {attempt}\n  {words.accepted}",
    }
    return f"{words.scenario}  {SETUPS[setup][language]}\n  {lines[form]}\n"


def pasted(text: str, told: str, language: Language) -> str | None:
    """Paste the lines that a report prints over those that it names; nothing where it prints none."""
    lines = told.splitlines()
    heads = [
        (number, found) for number, each in enumerate(lines) if (found := re.search(WORDS[language].replaced, each))
    ]
    if not heads:
        return None
    ((number, found),) = heads
    block = []
    for each in lines[number + 1 :]:
        if not each.startswith("    "):
            break
        block.append(each)
    first, second = int(found[1]), int(found[2] or 0)
    kept = text.splitlines()
    kept[first - 1 : first] = ["\n".join(block)]
    if second:
        del kept[second - 1]
    return "\n".join(kept) + "\n"


def helps(world: World, wanted: Action, most: int) -> bool:
    """Look in the plainest way whether anything makes an action acceptable: all actions of all accounts."""
    queue, seen = deque([world]), {world}
    while queue and len(seen) < most:
        here = queue.popleft()
        for action in actions_in(here, BOOK, everything()):
            done = step(here, action, BOOK)
            if done.outcome is Outcome.ACCEPTED and done.after not in seen:
                if step(done.after, wanted, BOOK).outcome is Outcome.ACCEPTED:
                    return True
                seen.add(done.after)
                queue.append(done.after)
    return False


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_is_advised_can_be_pasted_and_what_is_said_to_be_impossible_is(data: st.DataObject) -> None:
    """All setups, actions and portals, in both notations and languages: a plain line, one more, and an attempt."""
    setup = data.draw(st.sampled_from(range(len(SETUPS))))
    world, fixed, others = refused_in(setup)
    action = data.draw(st.sampled_from(fixed) if data.draw(st.integers(0, 3)) == 0 else st.sampled_from(others))
    language = data.draw(st.sampled_from(LANGUAGES))
    text = file_with(setup, action, data.draw(st.sampled_from(["when", "and", "tries"])), language)
    name = data.draw(st.sampled_from(["a.flow", "a.feature"]))
    text = as_feature(text).text if name == "a.feature" else text
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        told = command("run", "--lang", language, name, cwd=Path(folder))
        assert told.returncode == 1, text
        better = pasted(text, told.stdout, language)
        if better is None:
            assert re.search(WORDS[language].no_action, told.stdout), told.stdout
            assert not helps(world, action, 60), text
            return
        path.write_text(better, encoding="utf-8")
        assert command("run", "--lang", language, name, cwd=Path(folder)).returncode == 0, better
