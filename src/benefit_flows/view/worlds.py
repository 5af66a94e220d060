"""The facts of a moment as rows, and what differs between two moments, in words."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from benefit_flows.language.record_names import Naming
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.world import Account, Benefit, Company, Contract, Link, Offer, Package, Product, Request, World
from benefit_flows.text import Language, Text, Words
from benefit_flows.view.facts import Detail, Record, SettingRecord, facts_of, id_of, sections_of

HEADINGS: Final = Words(
    {
        "company": Text("Companies", "Entreprises"),
        "account": Text("Accounts", "Comptes"),
        "offer": Text("Membership offers", "Offres d’abonnement"),
        "package": Text("Packages", "Packages"),
        "benefit": Text("Benefits", "Avantages"),
        "contract": Text("Contracts", "Contrats"),
        "link": Text("Linked contracts", "Contrats liés"),
        "request": Text("Support requests", "Demandes de support"),
        "product": Text("Products of the scenario", "Produits du scénario"),
        "setting": Text("Settings", "Réglages"),
    }
)
"""The sections, in the order in which they are shown."""

LABELS: Final = Words(
    {
        "company": Text("company", "entreprise"),
        "identity": Text("identity", "identité"),
        "associations": Text("associated with", "associé à"),
        "roles": Text("roles", "rôles"),
        "start": Text("start date", "date de début"),
        "end": Text("end date", "date de fin"),
        "package": Text("package", "package"),
        "state": Text("state", "état"),
        "remaining": Text("incidents remaining", "incidents restants"),
        "granted": Text("incidents granted", "incidents accordés"),
        "due": Text("becomes active on", "devient actif le"),
        "activated": Text("active since", "actif depuis le"),
        "plan": Text("plan", "plan"),
        "contract": Text("under", "sous"),
        "portal": Text("portal", "portail"),
        "linked-in": Text("linked in", "lié dans"),
        "account": Text("account", "compte"),
        "product": Text("product", "produit"),
        "opened": Text("created on", "créée le"),
        "family": Text("kind of product", "type de produit"),
        "recent-until": Text("recent until", "récent jusqu’au"),
        "value": Text("value", "valeur"),
    }
)
TIME: Final = (Text("Time", "Temps"), Text("Today", "Aujourd’hui"), Text("date", "date"))
NOTHING: Final = "–"
THERE: Final = Text("is there", "est là")
ALWAYS: Final = Text("always", "toujours")


class Cell(NamedTuple):
    """One fact about something."""

    label: str
    value: str


class Row(NamedTuple):
    """All facts about something; ``section`` is the id of its kind, ``heading`` the same in words."""

    section: str
    heading: str
    id: str
    name: str
    cells: tuple[Cell, ...]


class Difference(NamedTuple):
    """A fact that is otherwise than before.

    What is new as a whole was ``None`` before, what is gone is ``None`` after; then there is no ``label``,
    and the other side tells all its facts.
    """

    heading: str
    name: str
    label: str
    before: str | None
    after: str | None


def world_rows(world: World, speaker: Speaker) -> tuple[Row, ...]:
    """Give all facts of a world, section by section."""
    naming, headings = Naming(world, speaker), HEADINGS.in_language(speaker.language)
    return tuple(
        Row(section, headings[section], id_of(record), _name(record, naming), _cells(record, naming))
        for section, records in sections_of(world)
        for record in records
    )


def differences(before: World, after: World, speaker: Speaker) -> tuple[Difference, ...]:
    """Give the facts that differ, the date included; where people look is no fact."""
    old, new = Naming(before, speaker), Naming(after, speaker)
    found = [*_days(before, after, speaker.language)]
    for (section, records), (_, later) in zip(sections_of(before), sections_of(after), strict=True):
        if records != later:
            heading = HEADINGS.say(section, speaker.language)
            found += (Difference(heading, *each) for each in _changed(records, later, old, new))
    return tuple(found)


def _days(before: World, after: World, language: Language) -> Iterator[Difference]:
    if before.today != after.today:
        heading, name, label = (each.in_language(language) for each in TIME)
        yield Difference(heading, name, label, _day(before), _day(after))


def _day(world: World) -> str | None:
    """Give the date of a world; before a scenario says which, there is none."""
    return None if world.today == date.min else world.today.isoformat()


_Change = tuple[str, str, str | None, str | None]
"""Name, label, before, after."""


def _changed(records: tuple[Record, ...], later: tuple[Record, ...], old: Naming, new: Naming) -> Iterator[_Change]:
    was, now = ({id_of(each): each for each in some} for some in (records, later))
    for key, record in now.items():
        if key not in was:
            yield _name(record, new), "", None, _facts_text(record, new)
        elif was[key] != record:
            yield from _changed_cells(was[key], record, old, new)
    for key, record in was.items():
        if key not in now:
            yield _name(record, old), "", _facts_text(record, old), None


def _changed_cells(record: Record, later: Record, old: Naming, new: Naming) -> Iterator[_Change]:
    for one, other in zip(facts_of(record), facts_of(later), strict=True):
        if one.value != other.value:
            label = LABELS.say(one.label, new.speaker.language)
            yield _name(later, new), label, _value(one, record, old), _value(other, later, new)


def _facts_text(record: Record, naming: Naming) -> str:
    """Tell all facts about something in one line."""
    known = (f"{label} {value}" for label, value in _cells(record, naming) if value != NOTHING)
    return ", ".join(known) or naming.speaker.text(THERE)


def _name(record: Record, naming: Naming) -> str:
    match record:
        case Benefit():
            return naming.benefit(record)
        case Contract():
            return naming.contract(record)
        case Link():
            return naming.tie(record)
        case Offer():
            return naming.speaker.offer(record)
        case Request():
            return naming.request(record)
        case SettingRecord():
            return naming.speaker.text(naming.speaker.rulebook.parameters[record.parameter].name)
        case Company() | Account() | Package() | Product():
            return record[0]


def _cells(record: Record, naming: Naming) -> tuple[Cell, ...]:
    return tuple(
        Cell(LABELS.say(each.label, naming.speaker.language), _value(each, record, naming)) for each in facts_of(record)
    )


def _value(fact: Detail, record: Record, naming: Naming) -> str:
    if fact.value is None:
        return NOTHING
    if isinstance(record, SettingRecord):
        return _choice(record, naming)
    value = fact.value
    if fact.own:
        return str(value)
    match fact.label:
        case "contract":
            return naming.contract_of(str(value))
        case "product":
            return naming.product(str(value))
        case "recent-until" if value == "always":
            return naming.speaker.text(ALWAYS)
    return naming.speaker.value(value)


def _choice(setting: SettingRecord, naming: Naming) -> str:
    """Word the value of a parameter: one of its choices, or a number."""
    choices = dict(naming.speaker.rulebook.parameters[setting.parameter].choices)
    text = choices.get(str(setting.value))
    return str(setting.value) if text is None else naming.speaker.text(text)
