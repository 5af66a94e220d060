"""The names, dates and numbers in the slots of a phrase to ids and values, or to a diagnostic."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from benefit_flows.language.competencies import like
from benefit_flows.language.dates import is_date
from benefit_flows.language.names import Names
from benefit_flows.language.phrases import wrong_date
from benefit_flows.language.scan import is_count
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.vocabulary import choices_of, ids_for, plain
from benefit_flows.model.catalogue import Parameter
from benefit_flows.model.world import Value

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)
"""Dates of scenarios: wide enough for any membership, and far from the ends of the calendar."""


def find_account(names: Names, slot: Slot) -> str | None:
    """Find an account of the scenario."""
    if slot.value in names.accounts or "account" in names.broken:
        return slot.value
    names.unknown(slot, "BF201", names.accounts)
    return None


def find_package(names: Names, slot: Slot) -> str | None:
    """Read the id of a package or of a bought contract, as lists of candidates show it.

    It is a company of the scenario, a plan if it was bought, and a number.
    """
    company, _, rest = slot.value.partition("/")
    plan, _, number = rest.rpartition("/")
    if plan and plan not in names.rulebook.plans:
        number = ""
    if number.isdecimal() and company != number and (company in names.companies or "company" in names.broken):
        return slot.value
    names.unknown(slot, "BF223", (f"{each}/1" for each in names.companies))
    return None


def find_company(names: Names, slot: Slot) -> str | None:
    """Find a company of the scenario."""
    if slot.value in names.companies or "company" in names.broken:
        return slot.value
    names.unknown(slot, "BF202", names.companies)
    return None


def find_portal(names: Names, slot: Slot) -> str | None:
    """Find a portal."""
    return names.among(slot, "BF203", names.rulebook.portals)


def find_benefit(names: Names, slot: Slot) -> str | None:
    """Find a benefit."""
    return names.among(slot, "BF204", names.rulebook.benefits)


def find_product(names: Names, slot: Slot) -> str | None:
    """Find a product: one that the scenario declares, else one of the rulebook."""
    if slot.value in names.products or "product" in names.broken:
        return slot.value
    every = tuple(names.rulebook.products)
    found = names.vocabulary.find(slot.value, every)
    if found is None:
        names.another(slot, "BF205", every, "declare")
    return found


def find_plan(names: Names, slot: Slot) -> str | None:
    """Find a plan."""
    return names.among(slot, "BF206", names.rulebook.plans)


def takes_contract(names: Names, phrase: Phrase, plan: Value) -> bool:
    """Say whether a plan can be that of a company or package, if a phrase names one."""
    slot, found = phrase.slot("package") or phrase.slot("company"), names.rulebook.plans.get(str(plan))
    if slot is None or found is None or found.paid or found.benefit is not None:
        return True
    names.say("BF340", slot, ("plan", names.worded(found.id)), hint="without")
    return False


def find_issue(names: Names, slot: Slot) -> str | None:
    """Find a kind of issue."""
    return _sentence(names, slot, "BF215")


def find_page(names: Names, slot: Slot) -> str | None:
    """Find a page of some portal; the portal itself is none, but has one that comes first."""
    portal = names.vocabulary.find(slot.value, tuple(names.rulebook.portals))
    if portal is None:
        return names.among(slot, "BF208", ids_for("page", names.rulebook))
    first = names.worded(names.rulebook.portals[portal].pages[0])
    names.say("BF208", slot, ("near", f'"{first}" {names.within(portal)}'), hint="a-portal")
    return None


def portal_of_page(phrase: Phrase, resolved: dict[str, Value], names: Names) -> bool:
    """Find the portal that has a page where the line does not say; a page of another portal is unknown."""
    page, slot = resolved["page"], phrase.slot("page")
    portals = [portal.id for portal in names.rulebook.portals.values() if page in portal.pages]
    if "portal" in resolved:
        if slot is not None and resolved["portal"] not in portals:
            names.say("BF208", slot, ("near", names.within(portals[0])), hint="in-portal")
        return resolved["portal"] in portals
    if len(portals) > 1 and slot is not None:
        candidates = ", ".join(map(names.worded, portals))
        names.say("BF219", slot, ("candidates", candidates), ("near", names.within(portals[0])), hint="in-portal")
        return False
    resolved["portal"] = portals[0]
    return True


def find_competency(names: Names, slot: Slot) -> str | None:
    """Find a competency; one that the rulebook does not name is another competency (reading A49)."""
    found = names.vocabulary.competency(slot.value)
    if found is not None:
        return found
    near = like(slot.value, names.vocabulary, names.language)
    if near is not None and near.same:
        known = ", ".join(map(names.worded, names.rulebook.competencies))
        names.say("BF214", slot, ("near", names.worded(near.competency)), ("known", known), hint="near")
        return None
    if is_id(names, slot):
        return None
    if near is not None:
        names.say("BF331", slot, ("near", names.worded(near.competency)), hint="near")
    return slot.value


def is_id(names: Names, slot: Slot) -> bool:
    """Refuse a new name that the rulebook uses inside: it would mean what it does not say."""
    taken = {*names.rulebook.competencies, *names.rulebook.products, *names.rulebook.names, *names.rulebook.messages}
    if slot.value in taken and names.vocabulary.find(slot.value, (slot.value,)) is None:
        names.say("BF222", slot)
        return True
    return False


def find_text(names: Names, slot: Slot) -> str | None:
    """Find what is seen: a label, a name on a screen, a message in full or its first sentence."""
    found = sorted(set(names.vocabulary.visible.get(plain(slot.value).rstrip("."), ())))
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        names.say("BF219", slot, ("candidates", ", ".join(found)))
        return None
    quoted = [m for m in names.rulebook.messages.values() if m.kind == "quotation"]
    if any(plain(slot.value) in (plain(each.text.en), plain(each.text.fr)) for each in quoted):
        names.say("BF207", slot, hint="quotation")
    else:
        every = (*ids_for("text", names.rulebook), *names.rulebook.benefits)
        names.another(slot, "BF207", every, texts=names.vocabulary.visible_in((names.language,)))
    return None


def find_reason(names: Names, slot: Slot) -> str | None:
    """Find a reason that a screen gives for a plan that is unavailable: what a request under it would be told."""
    return _sentence(names, slot, "BF216")


def _sentence(names: Names, slot: Slot, code: str) -> str | None:
    """Find what is a sentence or a part of one: what looks like it is it."""
    every = tuple(ids_for(slot.name, names.rulebook))
    found = names.vocabulary.find(slot.value, every)
    if found is None:
        names.unknown(slot, code, tuple(map(names.worded, every)))
    return found


def find_parameter(names: Names, slot: Slot) -> str | None:
    """Find a parameter of the rulebook."""
    found = names.vocabulary.parameters.get(plain(slot.value))
    if found is None:
        known = names.rulebook.parameters.values()
        names.unknown(slot, "BF209", tuple(each.name.in_language(names.language) for each in known))
    return found


def read_setting(names: Names, parameter: Parameter, slot: Slot) -> Value:
    """Read a parameter's value; ``None`` with a diagnostic where it is out of range."""
    choices = choices_of(parameter)
    if plain(slot.value) in choices:
        return choices[plain(slot.value)]
    number = int(slot.value) if is_count(slot.value) else None
    least, most = parameter.least, parameter.most
    if number is not None and least is not None and most is not None and least <= number <= most:
        return number
    worded = [text.in_language(names.language) for _, text in parameter.choices]
    known = ", ".join(worded) or f"{least} – {most}"
    name = parameter.name.in_language(names.language)
    names.say("BF210", slot, ("parameter", name), ("known", known), hint="range")
    return None


def read_day(names: Names, slot: Slot) -> date | None:
    """Read a date; a cell may hold anything."""
    if not is_date(slot.value):
        names.diagnostics.append(wrong_date(slot.value, slot.span))
        return None
    day = date.fromisoformat(slot.value)
    if not FIRST_DAY <= day <= LAST_DAY:
        names.say("BF114", slot, ("known", f"{FIRST_DAY} – {LAST_DAY}"))
        return None
    return day


def read_count(names: Names, slot: Slot) -> int | None:
    """Read a number."""
    if is_count(slot.value):
        return int(slot.value)
    names.say("BF214", slot, ("known", "0, 1, 2, …"))
    return None


Resolve = Callable[[Names, Slot], Value]
RESOLVERS: Final[Mapping[str, Resolve]] = {
    "account": find_account,
    "other": find_account,
    "package": find_package,
    "company": find_company,
    "portal": find_portal,
    "page": find_page,
    "benefit": find_benefit,
    "product": find_product,
    "plan": find_plan,
    "competency": find_competency,
    "parameter": find_parameter,
    "issue": find_issue,
    "text": find_text,
    "reason": find_reason,
    "date": read_day,
    "first_day": read_day,
    "last_day": read_day,
    "count": read_count,
}
"""Slots whose value is a name, a date or a number; the words of all other slots stand for themselves."""


def read_value(names: Names, slot: Slot) -> Value:
    """Read the value of a slot; ``None`` with a diagnostic where it has none. What a parameter is set to stays text."""
    if slot.name == "setting":
        return slot.value
    if slot.name in RESOLVERS:
        return RESOLVERS[slot.name](names, slot)
    if slot.kind == "INT":
        return read_count(names, slot)
    return read_day(names, slot) if slot.kind == "DATE" else slot.value
