"""What a text names: by its id, by its name in either language, or by a part of a text that is shown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from benefit_flows.diagnostics.codes import CODES
from benefit_flows.explanation.setups import setups_of
from benefit_flows.language.nearest import nearest
from benefit_flows.language.vocabulary import Vocabulary, plain
from benefit_flows.model.checks import Outcome
from benefit_flows.model.coverage import transition_id
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.rulebooks.citations import entries
from benefit_flows.text import LANGUAGES, ranges

AROUND: Final = ' \t\n"“”«»\u00a0.:[]'
PART: Final = re.compile(r"\[\d+\]|[^\s,;\[\]]+")
SHORTEST: Final = 4
"""Letters that a part of a text needs at least: with fewer, it would be a part of everything."""


ID: Final = re.compile(r"(R|A|P|M|L|BF|)\d+", re.IGNORECASE)


class Subject(NamedTuple):
    """Something that can be explained: its ``kind`` says where to look, ``key`` what for."""

    kind: str
    key: str


Named = tuple[str, Subject]
Index = Mapping[str, tuple[Subject, ...]]


class NameIndex:
    """Finds what texts name: indexed once, when the first is asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Index nothing yet."""
        self.rulebook = rulebook

    @cached_property
    def _ids(self) -> Index:
        return _index(_ids(self.rulebook))

    @cached_property
    def _names(self) -> Index:
        return _index(_names(self.rulebook))

    def subjects(self, text: str) -> tuple[Subject, ...]:
        """Give all that a text names, in a fixed order; nothing where it names nothing.

        A whole name is preferred to a part of one. Several ids may stand together: ``R16 [107][123]``.
        """
        wanted = folded(Vocabulary(self.rulebook).bare(text, "competency"))
        every = dict.fromkeys((*self._ids.get(wanted, ()), *self._names.get(wanted, ())))
        # What people call one thing here may be the name of another: "Partner Support" is the plan first of all.
        found = tuple(each for each in every if each.kind != "alias") or tuple(every)
        return found or _several(text, self._ids) or _altered(wanted, self.rulebook) or _by_part(wanted, self._names)

    def near(self, text: str) -> str | None:
        """Give the name that looks most like a text, if any looks alike; of an id, what looks alike is another."""
        wanted = text.strip(AROUND)
        if ID.fullmatch(wanted) or len(wanted) < SHORTEST:
            return None
        return nearest(wanted, [name for name, _ in (*_ids(self.rulebook), *_names(self.rulebook))])

    def alike(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give the ids of the kind that a text has the form of, from first to last: ``R01`` to ``R76`` for ``R99``."""
        form = ID.fullmatch(text.strip(AROUND))
        own = [each for each, _ in _ids(self.rulebook) if form and _is_alike(form[1], each)]
        if own and own[0].isdecimal():
            return tuple((str(first), str(last)) for first, last in ranges(self.rulebook.passages))
        return ((min(own), max(own)),) if own else ()


def _is_alike(letters: str, known: str) -> bool:
    found = ID.fullmatch(known)
    return found is not None and found[1] == letters.upper()


def folded(text: str) -> str:
    """Give a text as names are compared: without quotation marks, case, and kinds of spaces and apostrophes."""
    return plain(text).strip(AROUND).casefold()


def _index(named: Iterable[Named]) -> Index:
    """Index subjects by their names as they are compared."""
    found: dict[str, dict[Subject, None]] = {}
    for name, subject in named:
        found.setdefault(folded(name), {})[subject] = None
    return {name: tuple(subjects) for name, subjects in found.items()}


def _several(text: str, ids: Index) -> tuple[Subject, ...]:
    """Give what several ids name, if all of a text are ids."""
    found = [ids.get(folded(each), ()) for each in PART.findall(text)]
    return tuple(dict.fromkeys(subject for subjects in found for subject in subjects)) if all(found) else ()


def _altered(wanted: str, rulebook: Rulebook) -> tuple[Subject, ...]:
    """Give the entry of an altered rulebook that ``cover`` names: ``SignIn/enter dropped``."""
    found = [name for name, _ in entries(rulebook) if wanted.startswith(f"{name.casefold()} ")]
    return (Subject("entry", max(found, key=len)),) if found else ()


def _by_part(wanted: str, names: Index) -> tuple[Subject, ...]:
    """Give what has a text in its name: only what a portal shows, where there is such a thing."""
    if len(wanted) < SHORTEST:
        return ()
    found = dict.fromkeys(subject for name, subjects in names.items() if wanted in name for subject in subjects)
    return tuple(each for each in found if each.kind == "message") or tuple(found)


def _ids(rulebook: Rulebook) -> Iterator[Named]:
    """Give what has an id that people see, or that reports for machines have."""
    guards = {guard.name for action in rulebook.actions.values() for guard in action.guards}
    for kind, ids in (
        ("rule", rulebook.rules),
        ("reading", rulebook.readings),
        ("passage", map(str, rulebook.passages)),
        ("message", rulebook.messages),
        ("code", CODES),
        ("action", (each.__name__ for each in rulebook.actions)),
    ):
        yield from ((each, Subject(kind, each)) for each in ids)
    for guard in sorted(guards):
        yield from ((each, Subject("condition", guard)) for each in (guard, f"{guard}.message"))
    for name, _ in entries(rulebook):
        last = name.rpartition("/")[2]
        yield from ((each, Subject("entry", name)) for each in {name, last} - guards)
    for name, machine in rulebook.machines.items():
        yield from ((each, Subject("move", each)) for each in (transition_id(name, *row) for row in machine.rows))


def _names(rulebook: Rulebook) -> Iterator[Named]:
    """Give what has names, in both languages, and the ids of these: reports for machines have them."""
    for kind, ids in named_kinds(rulebook):
        for each in ids:
            printed = (name for name, key in rulebook.printed.items() if key == each)
            names = (each, *(rulebook.name(each, language) for language in LANGUAGES), *printed)
            yield from ((name, Subject(kind, each)) for name in names)
    for key, parameter in rulebook.parameters.items():
        yield from ((each, Subject("parameter", key)) for each in (key, *parameter.name))
    yield from ((each, Subject("setup", each)) for each in setups_of(rulebook))
    yield from ((each, Subject("alias", each)) for each in dict.fromkeys(chain(*rulebook.aliases.values())))
    yield from _sentences(rulebook)
    yield from _words(rulebook)


def _sentences(rulebook: Rulebook) -> Iterator[Named]:
    """Give what messages, rules, readings and parameters say."""
    for text, key in rulebook.printed.items():
        if key in rulebook.messages:
            yield text, Subject("message", key)
    for key, message in rulebook.messages.items():
        yield from ((each, Subject("message", key)) for text in message.text for each in (text, text.split(". ")[0]))
    stated = [
        *(("rule", rule.id, rule.statement) for rule in rulebook.rules.values()),
        *(("reading", reading.id, reading.text) for reading in rulebook.readings.values()),
        *(("parameter", parameter.id, parameter.text) for parameter in rulebook.parameters.values()),
    ]
    yield from ((sentence, Subject(kind, key)) for kind, key, text in stated for sentence in text)


def _words(rulebook: Rulebook) -> Iterator[Named]:
    """Give the words for conditions and facts, and those of which there is no more to say."""
    told = {each for _, ids in named_kinds(rulebook) for each in ids}
    for key, text in rulebook.names.items():
        table, sign, name = key.partition(":")
        if table == "chosen":
            yield from ((each, Subject("message", name)) for each in text)
        elif sign and table != "fact":
            yield from ((each, Subject("condition", name)) for each in (name, *text))
        elif key not in told:
            yield from ((each, Subject("word", key)) for each in (name or key, *text))


def named_kinds(rulebook: Rulebook) -> tuple[tuple[str, Iterable[str]], ...]:
    """Give the kinds of things that have names, with the ids of each."""
    rows = [row for machine in rulebook.machines.values() for row in machine.rows]
    return (
        ("portal", rulebook.portals),
        ("plan", rulebook.plans),
        ("benefit", rulebook.benefits),
        ("product", rulebook.products),
        ("competency", rulebook.competencies),
        ("level", rulebook.levels),
        ("role", rulebook.roles),
        ("identity", rulebook.identities),
        ("association", rulebook.associations),
        ("issue", rulebook.issues),
        ("page", [page for _, page in rulebook.screens if page not in rulebook.messages]),
        ("state", [each for source, _, target in rows for each in (source, target)]),
        ("event", [event for _, event, _ in rows]),
        ("outcome", [each.value for each in Outcome]),
    )
