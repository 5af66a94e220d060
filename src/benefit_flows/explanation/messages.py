"""Messages, labels and conditions in words: when they are shown or asked, where, and by which rules."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benefit_flows.explanation.rules import parameter_line, ruled
from benefit_flows.explanation.words import ACTIONS, say
from benefit_flows.model.rulebook import Guard, Rulebook
from benefit_flows.text import Language


class Asked(NamedTuple):
    """A guard with the kind of action that it is asked for."""

    action: str
    guard: Guard


def message_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say what a message says, when it is shown, in which portals, by which rules, under which parameters."""
    message = book.messages[key]
    cited = "".join(f"[{each}]" for each in message.passages) or say("not-documented", language)
    yield f"{key}  {say(message.kind, language)}  {cited}"
    yield f"  {message.text.in_language(language)}"
    yield from _places(message.places, book, language)
    answers = [each for each in asked(book) if key in book.shown_by(each.guard)]
    for action in dict.fromkeys(each.action for each in answers):
        yield say("shown-when", language, action=action_in_words(action, language))
        for guard in (each.guard for each in answers if each.action == action):
            yield f"  {_case(key, guard, book, language)}  {' '.join(guard.failed)}".rstrip()
    behind = {rule for each in answers for rule in each.guard.failed}
    behind |= {each.id for each in book.rules.values() if set(message.passages) & set(each.passages)}
    yield from ruled((each for each in book.rules if each in behind), book, language)
    yield from _parameters((each.guard for each in answers), book, language)


def _case(key: str, guard: Guard, book: Rulebook, language: Language) -> str:
    """Say when a guard that does not hold shows a message; of several that it may show, why this one."""
    unmet = unmet_in_words(guard.name, book, language)
    return unmet if guard.message == key else f"{unmet} ({book.name(f'chosen:{key}', language)})"


def _parameters(guards: Iterable[Guard], book: Rulebook, language: Language) -> Iterator[str]:
    """Say which parameters decide about guards."""
    names = {each.name for each in guards}
    decisive = (each for each in book.parameters.values() if not names.isdisjoint(each.guards))
    yield from (parameter_line(each, book, language) for each in decisive)


def _places(places: Iterable[tuple[str, tuple[str, ...]]], book: Rulebook, language: Language) -> Iterator[str]:
    """Say in which portals something is shown, and on which of their pages."""
    named = []
    for portal, pages in places:
        on = [book.name(each, language) for each in pages] or [say("answer", language)]
        named.append(say("place", language, portal=book.name(portal, language), pages=", ".join(on)))
    if named:
        yield say("shown-in", language, places=", ".join(named))


def condition_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say what a condition demands, when it is asked, what answers it, and by which rules."""
    found = [each for each in asked(book) if each.guard.name == key]
    yield f"{book.name(f'guard:{key}', language)}  {say('condition', language)}"
    yield f"  {say('unmet', language, what=unmet_in_words(key, book, language))}"
    for each in found:
        yield say("asked", language, action=action_in_words(each.action, language))
        shown = ", ".join(f"{key} {book.name(key, language)}" for key in book.shown_by(each.guard))
        if shown:
            yield say("answers", language, messages=shown)
    yield from ruled((rule for each in found for rule in (*each.guard.held, *each.guard.failed)), book, language)
    yield from _parameters((each.guard for each in found), book, language)


def action_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say what an action is, and what is asked before it is accepted."""
    guards = [each.guard for each in asked(book) if each.action == key]
    yield f"{key}  {say('action', language)}"
    yield f"  {action_in_words(key, language)}"
    if guards:
        yield say("conditions", language)
    for guard in guards:
        rules = " ".join(dict.fromkeys((*guard.held, *guard.failed)))
        yield f"  {book.name(f'guard:{guard.name}', language)}  {rules}".rstrip()


def asked(book: Rulebook) -> Iterator[Asked]:
    """Give every guard with the kind of action it is asked for."""
    for kind, action in book.actions.items():
        yield from (Asked(kind.__name__, each) for each in action.guards)


def action_in_words(kind: str, language: Language) -> str:
    """Say who does what, for a kind of action."""
    return ACTIONS[kind].in_language(language) if kind in ACTIONS else kind


def unmet_in_words(guard: str, book: Rulebook, language: Language) -> str:
    """Say what is the case where a guard, by its name, does not hold."""
    return book.name(f"unmet:{guard}", language)
