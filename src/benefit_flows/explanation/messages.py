"""Messages, labels and conditions in words: when they are shown or asked, where, and by which rules."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Never

from benefit_flows.explanation.rules import parameter_line, ruled
from benefit_flows.explanation.words import WORDS
from benefit_flows.language.forms import ACTIONS
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Guard
from benefit_flows.text import Language


class AskedGuard(NamedTuple):
    """A guard with the kind of action that it is asked for."""

    action: str
    guard: Guard[Never]


def message_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say what a message says, when it is shown, in which portals, by which rules, under which parameters."""
    book = speaker.rulebook
    message = book.messages[key]
    cited = "".join(f"[{passage}]" for passage in message.passages) or WORDS.say("not-documented", speaker.language)
    yield f"{key}  {WORDS.say(message.kind, speaker.language)}  {cited}"
    yield f"  {speaker.text(message.text)}"
    yield from _places(message.places, speaker)
    answers = [each for each in asked(book) if key in book.shown_by(each.guard)]
    for action in dict.fromkeys(each.action for each in answers):
        yield WORDS.say("shown-when", speaker.language, action=action_in_words(action, speaker.language))
        for guard in (each.guard for each in answers if each.action == action):
            yield f"  {_case(key, guard, speaker)}  {' '.join(guard.failed)}".rstrip()
    behind = {rule for answer in answers for rule in answer.guard.failed}
    behind |= {each.id for each in book.rules.values() if set(message.passages) & set(each.passages)}
    yield from ruled((each for each in book.rules if each in behind), speaker)
    yield from _parameters((each.guard for each in answers), speaker)


def _case(key: str, guard: Guard[Never], speaker: Speaker) -> str:
    """Say when a guard that does not hold shows a message; of several that it may show, why this one."""
    unmet = unmet_in_words(guard.name, speaker)
    return unmet if guard.message == key else f"{unmet} ({speaker.name(f'chosen:{key}')})"


def _parameters(guards: Iterable[Guard[Never]], speaker: Speaker) -> Iterator[str]:
    """Say which parameters decide about guards."""
    names = {guard.name for guard in guards}
    decisive = (
        parameter for parameter in speaker.rulebook.parameters.values() if not names.isdisjoint(parameter.guards)
    )
    yield from (parameter_line(each, speaker) for each in decisive)


def _places(places: Iterable[tuple[str, tuple[str, ...]]], speaker: Speaker) -> Iterator[str]:
    """Say in which portals something is shown, and on which of their pages."""
    named = []
    for portal, pages in places:
        on = [speaker.name(page) for page in pages] or [WORDS.say("answer", speaker.language)]
        named.append(WORDS.say("place", speaker.language, portal=speaker.name(portal), pages=", ".join(on)))
    if named:
        yield WORDS.say("shown-in", speaker.language, places=", ".join(named))


def condition_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say what a condition demands, when it is asked, what answers it, and by which rules."""
    book = speaker.rulebook
    found = [each for each in asked(book) if each.guard.name == key]
    yield f"{speaker.name(f'guard:{key}')}  {WORDS.say('condition', speaker.language)}"
    yield f"  {WORDS.say('unmet', speaker.language, what=unmet_in_words(key, speaker))}"
    for each in found:
        yield WORDS.say("asked", speaker.language, action=action_in_words(each.action, speaker.language))
        shown = ", ".join(f"{key} {speaker.name(key)}" for key in book.shown_by(each.guard))
        if shown:
            yield WORDS.say("answers", speaker.language, messages=shown)
    yield from ruled((rule for each in found for rule in (*each.guard.held, *each.guard.failed)), speaker)
    yield from _parameters((each.guard for each in found), speaker)


def action_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say what an action is, and what is asked before it is accepted."""
    guards = [each.guard for each in asked(speaker.rulebook) if each.action == key]
    yield f"{key}  {WORDS.say('action', speaker.language)}"
    yield f"  {action_in_words(key, speaker.language)}"
    if guards:
        yield WORDS.say("conditions", speaker.language)
    for guard in guards:
        rules = " ".join(dict.fromkeys((*guard.held, *guard.failed)))
        yield f"  {speaker.name(f'guard:{guard.name}')}  {rules}".rstrip()


def asked(book: Rulebook) -> Iterator[AskedGuard]:
    """Give every guard with the kind of action it is asked for."""
    for kind, action in book.actions.items():
        yield from (AskedGuard(kind.__name__, guard) for guard in action.guards)


def action_in_words(kind: str, language: Language) -> str:
    """Say who does what, for a kind of action."""
    called = (each.called.in_language(language) for each in ACTIONS.values() if each.form.makes.__name__ == kind)
    return next(called, kind)


def unmet_in_words(guard: str, speaker: Speaker) -> str:
    """Say what is the case where a guard, by its name, does not hold."""
    return speaker.name(f"unmet:{guard}")
