"""What stands here, and why: phrases with their rules, names, messages in both languages, setups, states."""

from collections.abc import Iterable, Iterator
from typing import Final

from benefit_flows.language.print import join_words
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Block, Slot, Statement
from benefit_flows.language.vocabulary import NAMED, ids_for
from benefit_flows.lsp.declarations import row_of, written
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.navigation import DeclaredName, declaration, setup_at
from benefit_flows.lsp.places import CursorPlace, place_at
from benefit_flows.lsp.scope import built
from benefit_flows.model.catalogue import Parameter
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line
from benefit_flows.model.statechart import Statechart
from benefit_flows.text import LANGUAGES, Language, Text, Words

NOW: Final = Text("here: {value}", "ici\u00a0: {value}")
MACHINES: Final = {"state": "benefit", "link_state": "contract"}
LEADS_ON: Final = Text("From **{state}**:", "Depuis l’état **{state}**\u00a0:")
LAST_STATE: Final = Text("Nothing leads on from **{state}**.", "Rien ne suit l’état **{state}**.")
EVENTS: Final = Words(
    {
        "activate": Text("when it is activated", "par l’activation"),
        "provision": Text("when it is provided", "par la mise à disposition"),
        "use": Text("when it is used", "par l’utilisation"),
        "exhaust": Text("when the last incident is used", "par l’utilisation du dernier incident"),
        "expire": Text("when its time ends", "à l’expiration"),
        "link": Text("when an account links it", "quand un compte le lie"),
        "relink": Text("when it is linked again", "quand il est lié de nouveau"),
        "hide": Text("when its time ends", "à l’expiration"),
    }
)
GUARDED: Final = Text("accepted if:", "accepté si\u00a0:")
NOT_TESTABLE: Final = Text("not testable", "non testable")


def hover(file: OpenFile, line: int, column: int) -> str | None:
    """Explain what stands at a line and column (from 1), as Markdown."""
    place = place_at(file, line, column)
    if place is None:
        return None
    lines = list(_explained(file, place, line, column))
    return "\n\n".join(lines) or None


def _explained(file: OpenFile, place: CursorPlace, line: int, column: int) -> Iterator[str]:
    setup = setup_at(file, line, column)
    if setup is not None:
        yield _lines_of(file, setup)
        return
    if place.citation is not None:
        yield from _passage(place.citation.passage, file.speaker)
        return
    if place.slot is not None:
        yield from _slot(file, place, place.slot)
    if place.step is not None and place.step.phrase is not None:
        yield from _phrase(file, place.step)
        yield from _guards(file, place.block, place.step.span.line)


def _passage(passage: int, speaker: Speaker) -> Iterator[str]:
    book = speaker.rulebook
    if passage in book.not_testable:
        why = speaker.text(book.not_testable[passage])
        yield f"**[{passage}]** {speaker.text(NOT_TESTABLE)}: {why}"
    rules = [rule.id for rule in book.rules.values() if passage in rule.passages]
    yield from _rules(rules, speaker)


def _rules(rules: Iterable[str], speaker: Speaker) -> Iterator[str]:
    for key in dict.fromkeys(rules):
        rule = speaker.rulebook.rules[key]
        yield f"**{key}**" + speaker.rule(rule).removeprefix(key)


def _slot(file: OpenFile, place: CursorPlace, slot: Slot) -> Iterator[str]:
    book, vocabulary = file.vocabulary.rulebook, file.vocabulary
    if slot.name == "parameter":
        key = vocabulary.parameters.get(slot.value)
        if key is not None:
            yield from _parameter(file, place, book.parameters[key])
    elif slot.name in ("account", "other"):
        yield from _account(file, place, slot.value)
    elif slot.name in MACHINES:
        yield from _moves(slot, book.machines[MACHINES[slot.name]], file)
    elif slot.name == "text":
        for key in vocabulary.visible.get(slot.value.rstrip("."), ()):
            yield from _message(key, book)
    elif slot.name in NAMED:
        ids = tuple(ids_for(slot.name, book))
        key = vocabulary.competency(slot.value) if slot.name == "competency" else vocabulary.find(slot.value, ids)
        if key is not None:
            yield " / ".join(f"**{book.name(key, language)}**" for language in LANGUAGES)


def _lines_of(file: OpenFile, setup: Block) -> str:
    """Show the lines of a setup."""
    return f"```benefit-flow\n{written(file, setup)}\n```"


def _account(file: OpenFile, place: CursorPlace, name: str) -> Iterator[str]:
    """Show the row of the table that an account comes from."""
    declared = declaration(file, DeclaredName("account", name, place.block.span), place.block)
    if declared is not None:
        pairs = row_of(file, declared)
        told = "; ".join(f"{title}: {cell}" for title, cell in pairs[1:])
        yield f"**{name}** {told}".rstrip()


def _moves(slot: Slot, machine: Statechart, file: OpenFile) -> Iterator[str]:
    """Say what leads on from a state."""
    tables, state = file.scope.tables, slot.value
    rows = [(event, target) for source, event, target in machine.rows if source == state]
    if rows:
        yield LEADS_ON.say(file.language, state=tables.word_of(state))
        yield "\n".join(f"- {_event(event, file.language)} → {tables.word_of(target)}" for event, target in rows)
    elif slot.kind != "COLUMN":
        yield LAST_STATE.say(file.language, state=tables.word_of(state))


def _event(event: str, language: Language) -> str:
    return EVENTS.say(event, language) if event in EVENTS.texts else event


def _message(key: str, book: Rulebook) -> Iterator[str]:
    message = book.messages.get(key)
    cited = "".join(f"[{passage}]" for passage in message.passages) if message is not None else ""
    yield f"**{key}** {cited}".rstrip()
    yield from (f"{language}: {book.name(key, language)}" for language in LANGUAGES)


def _parameter(file: OpenFile, place: CursorPlace, parameter: Parameter) -> Iterator[str]:
    """Explain a parameter, with the value that it has at this line."""
    line = place.step.span.line if place.step is not None else 0
    earlier = [each for each in place.block.steps if each.phrase and each.phrase.kind == "setting"]
    value = str(parameter.default)
    for step in (each for each in earlier if each.span.line <= line):
        named, setting = step.phrase and step.phrase.slot("parameter"), step.phrase and step.phrase.slot("setting")
        if named and setting and file.vocabulary.parameters.get(named.value) == parameter.id:
            value = setting.value
    worded = dict(parameter.choices).get(value)
    value = worded.in_language(file.language) if worded is not None else value
    sure = file.speaker.confidence(parameter.reading)
    yield f"**{parameter.name.in_language(file.language)}** ({parameter.reading}, {sure})"
    yield parameter.text.in_language(file.language)
    yield NOW.say(file.language, value=value)


def _phrase(file: OpenFile, step: Statement) -> Iterator[str]:
    """Show the phrase as the grammar has it."""
    phrase = step.phrase
    if phrase is None:
        return
    kind = f"tries_{phrase.kind}" if phrase.tries else phrase.kind
    slots = [slot.name for slot in phrase.slots]
    for start, name, parts in file.scope.tables.alternatives():
        if (start, name) == (step.keyword, kind) and [each for each, is_slot in parts if is_slot] == slots:
            yield f"`{join_words([f'<{each}>' if is_slot else each for each, is_slot in parts])}`"
            return


def _guards(file: OpenFile, block: Block, line: int) -> Iterator[str]:
    """List what must hold for an action, with the rules behind."""
    book, language = file.vocabulary.rulebook, file.language
    found = _checked_line(file, block, line)
    action = book.actions.get(type(found.what)) if found is not None else None
    guards = action.guards if action is not None else ()
    if guards:
        yield GUARDED.in_language(language)
        rules = [tuple(dict.fromkeys((*guard.held, *guard.failed))) for guard in guards]
        named = [book.name(f"guard:{each.name}", language) for each in guards]
        listed = (f"- {name} ({' '.join(each)})" for name, each in zip(named, rules, strict=True))
        yield "\n".join(each.removesuffix(" ()") for each in listed)
        yield from _rules((rule for each in rules for rule in each), file.speaker)


def _checked_line(file: OpenFile, block: Block, line: int) -> Line | None:
    """Give what a line does, although the scenario may have mistakes elsewhere."""
    return next(
        (each for each in built(file, block).lines if (each.span.line, each.span.path) == (line, file.path)), None
    )
