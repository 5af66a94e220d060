"""Who does what where in a scenario: accounts and portals as lifelines, and what passes between them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from benefit_flows.diagram.words import WORDS
from benefit_flows.language.forms import ACTIONS
from benefit_flows.language.keywords import AND, KEYWORDS
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Action, SwitchAccount, Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Event, Judgement, Step, Trace
from benefit_flows.text import Language

MARKS: Final = {True: "✓", False: "✗"}


class Lifeline(NamedTuple):
    """An account or a portal: its id and its name."""

    kind: str
    key: str
    name: str


class Act(NamedTuple):
    """An action, from an account to a portal or to another account; both are one where nothing else takes part."""

    source: str
    target: str
    text: str
    outcome: Outcome


class Answer(NamedTuple):
    """A message that a portal shows an account."""

    source: str
    target: str
    text: str


class Pause(NamedTuple):
    """Time that passes."""

    text: str


class Remark(NamedTuple):
    """What was checked, beside these lifelines; beside all of them where there are none."""

    over: tuple[str, ...]
    text: str
    held: bool


Entry = Act | Answer | Pause | Remark


class Sequence(NamedTuple):
    """A scenario as a sequence: accounts first, then portals, each in the order in which they take part."""

    title: str
    lifelines: tuple[Lifeline, ...]
    entries: tuple[Entry, ...]


def sequence(trace: Trace, speaker: Speaker) -> Sequence:
    """Tell a run as a sequence. Facts that were given are where it starts, and are not told."""
    entries: list[Entry] = []
    for event in trace.events:
        entries += _entries(event, _last_act(entries), speaker)
    used = dict.fromkeys(
        key for entry in entries if isinstance(entry, Act | Answer) for key in (entry.source, entry.target)
    )
    seen = dict.fromkeys(key for each in entries if isinstance(each, Remark) for key in each.over)
    keys = [*dict.fromkeys([*used, *seen])]
    lifelines = [_lifeline(key, speaker) for key in keys]
    lifelines.sort(key=lambda each: each.kind)
    return Sequence(trace.scenario.name, tuple(lifelines), tuple(entries))


def _last_act(entries: list[Entry]) -> tuple[str, ...]:
    """Give who took part in the last action; nobody where time has passed since."""
    last = next((entry for entry in reversed(entries) if isinstance(entry, Act | Pause)), None)
    return tuple(dict.fromkeys((last.source, last.target))) if isinstance(last, Act) else ()


def _lifeline(key: str, speaker: Speaker) -> Lifeline:
    kind, _, name = key.partition(":")
    return Lifeline(kind, key, speaker.name(name) if kind == "portal" else name)


def _entries(event: Event, before: tuple[str, ...], speaker: Speaker) -> Iterator[Entry]:
    if event.judgement is not None:
        yield _remark(event.judgement, _check_as_written(event, speaker.language), before, speaker)
    elif event.step is not None and isinstance(event.step.action, Action):
        yield from _acted(event.step, event.step.action, speaker)


def _acted(step: Step, action: Action, speaker: Speaker) -> Iterator[Entry]:
    if isinstance(action, Wait):
        days = (step.after.today - step.before.today).days
        key = "day" if days == 1 else "days"
        yield Pause(WORDS.say(key, speaker.language, number=days, day=action.until.isoformat()))
        return
    phrase = speaker.phrase(action)
    form, slots = ACTIONS[phrase.kind], {slot.name: slot.value for slot in phrase.slots}
    source = f"account:{action.account}"
    target = source if form.alone else _target(step, action, action.account)
    said = speaker.text(form.drawing(slots), **slots)
    if step.outcome is not Outcome.ACCEPTED:
        said = f"{said} – {speaker.name(step.outcome.value)}"
    yield Act(source, target, said, step.outcome)
    for shown in step.shown:
        yield Answer(target, source, WORDS.say("quoted", speaker.language, what=speaker.name(shown.key)))


def _target(step: Step, action: Action, account: str) -> str:
    """Give whom an action is addressed to: the other account, the portal, or the one where the account is."""
    if isinstance(action, SwitchAccount):
        return f"account:{action.other}"
    place = step.after.place(account) or step.before.place(account)
    portal = getattr(action, "portal", None) or (place.portal if place is not None else None)
    return f"account:{account}" if portal is None else f"portal:{portal}"


def _check_as_written(event: Event, language: Language) -> str:
    """Give the line of a check without its keyword; nothing where it is written in another language."""
    first, _, rest = event.line.text.partition(" ")
    return rest if KEYWORDS[language].get(first) in ("then", AND) else ""


def _remark(judgement: Judgement, written: str, before: tuple[str, ...], speaker: Speaker) -> Remark:
    expected = written or speaker.facts(judgement.expected)
    said = f"{MARKS[judgement.held]} {expected}"
    if not judgement.held:
        actual = speaker.facts(judgement.actual)
        said = WORDS.say("failed", speaker.language, expected=said, actual=actual)
    about = next((fact.value for fact in judgement.expected if fact.name == "account"), judgement.account)
    return Remark((f"account:{about}",) if about else before, said, judgement.held)
