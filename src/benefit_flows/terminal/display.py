"""What a session looks like in lines: where it stands, what came of the last step, what can be tried."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import Outcome
from benefit_flows.model.scenario import Line, Note
from benefit_flows.model.trace import Decision, Event, Judgement, Problem, Step, Trace
from benefit_flows.model.world import Fact
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.export import beginning
from benefit_flows.stepper.lines import element_text
from benefit_flows.stepper.session import Session
from benefit_flows.stepper.start import positions
from benefit_flows.stepper.verdicts import verdicts
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import WORDS
from benefit_flows.text import Language
from benefit_flows.view.failure import failure_of
from benefit_flows.view.machines import subjects
from benefit_flows.view.notes import Role, notes
from benefit_flows.view.screens import screens
from benefit_flows.view.sight import ItemView, ScreenView
from benefit_flows.view.steps import GuardView, StepView, step_view
from benefit_flows.view.titles import title
from benefit_flows.view.words import EMPTY_PAGE, ROLES

STEP: Final = 2
OF_CHECK: Final = (Role.EXPECTED, Role.ACTUAL, Role.CHANGE)
"""What is told of a check that does not hold; the action before it is told already."""


def first_lines(session: Session, speaker: Speaker, file_language: Language) -> Iterator[ShownLine]:
    """Show what the scenario is, and the facts that it begins with, in the language of its file."""
    trace, language, book = session.start.trace, speaker.language, session.rulebook
    yield ShownLine(WORDS.say("scenario", language, name=title(trace.scenario, language), place=trace.scenario.place))
    yield ShownLine(WORDS.say("rulebook", language, name=book.title.in_language(language)))
    yield ShownLine(WORDS.say("begins", language))
    for each in beginning(session.start, Speaker(book, file_language)):
        yield ShownLine(each, STEP, whole=each.lstrip().startswith("|"))
    if session.start.facts is not None:
        why = step_view(session.start.facts, speaker).problem
        yield from (ShownLine(WORDS.say("fails", language, why=each)) for each in (why,) if each)
    yield ShownLine(WORDS.say("how", language))


def state_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """Show where a session stands."""
    yield ShownLine()
    yield ShownLine(_where(session, speaker.language))
    yield from last_lines(session, speaker)
    yield from _machines(session, speaker)
    yield from _screen_in_brief(session, speaker)


def _where(session: Session, language: Language) -> str:
    done, start = session.cursor, session.start
    text = WORDS.say("now", language, today=session.world.today.isoformat(), done=done)
    if done < len(session.done):
        text = WORDS.say("ahead", language, text=text, number=len(session.done) - done)
    return WORDS.say("position", language, text=text, done=session.position, all=len(start.elements))


def text_of(element: Element, session: Session, speaker: Speaker) -> str:
    """Say what can be tried."""
    return element_text(element, session.start, speaker)


# What happened


def last_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """Show the last step: what was done, how it ended, what moved, what the portal said."""
    last = session.last
    if last is None:
        return
    view = step_view(last.step, speaker)
    what = text_of(last.element, session, speaker)
    yield ShownLine(WORDS.say("did", speaker.language, what=what, outcome=view.outcome_name))
    if last.step.refusal is not None:
        yield ShownLine(guard_text(view.guards[-1], last.step.refusal, speaker), STEP)
    yield from _happened(view, speaker.language)
    if last.own:
        yield from _failures(session, session.position - 1, speaker)


def _happened(view: StepView, language: Language) -> Iterator[ShownLine]:
    if view.problem is not None:
        yield ShownLine(WORDS.say("impossible", language, why=view.problem), STEP)
    for message in view.messages:
        text = WORDS.say("message", language, text=message.text)
        yield ShownLine(text if message.documented else WORDS.say("undocumented", language, text=text), STEP)
    for move in view.moves:
        yield ShownLine(f"{move.on}  {move.text}", STEP)
    for made in view.created:
        yield ShownLine(made, STEP)


def _failures(session: Session, element: int, speaker: Speaker) -> Iterator[ShownLine]:
    """Say why the scenario itself fails at an element, if it does; also behind the place where its run stopped."""
    start = session.start
    for number in start.lines[element]:
        line, step = start.scenario.lines[number], start.steps[element]
        reached = start.trace.events[number : number + 1]
        event = reached[0] if reached else Event(line, step, problems=_unaccepted(line, step))
        for problem in event.problems:
            why = speaker.diagnostic(event, problem).message(speaker.language)
            yield ShownLine(WORDS.say("fails", speaker.language, why=why), STEP)


def _unaccepted(line: Line, step: Step) -> tuple[Problem, ...]:
    expected = line.keyword == "when" and step.problem is None and step.outcome is not Outcome.ACCEPTED
    return (Problem("BF502", (Fact("outcome", step.outcome.value),)),) if expected else ()


def story_lines(session: Session, speaker: Speaker, behind: int, before: int | None) -> Iterator[ShownLine]:
    """Show the notes and the checks that the scenario has here, where one came along its own path.

    Only those behind a line and before another, which are questions: what stands behind one may tell the answer.
    """
    if session.position != session.cursor:
        return
    found = {each.line: each.found for each in verdicts(session.start, session.position, session.rulebook)}
    for number, position in list(enumerate(positions(session.start)))[behind + 1 : before]:
        line = session.start.scenario.lines[number]
        if position == session.position and isinstance(line.what, Note):
            yield ShownLine(WORDS.say("note", speaker.language, text=line.what.text))
        elif number in found:
            yield from _verdict(session.start.trace, number, found[number], speaker)


def _verdict(trace: Trace, number: int, found: Judgement | Problem, speaker: Speaker) -> Iterator[ShownLine]:
    """Tell a check and, where it does not hold, why; the run may have stopped before it."""
    held, line = not isinstance(found, Problem) and found.held, trace.scenario.lines[number]
    yield ShownLine(WORDS.say("ok" if held else "failed", speaker.language, text=line.text))
    if isinstance(found, Problem):
        yield ShownLine(speaker.facts(found.facts), STEP)
    elif not held:
        event = trace.events[number] if number < len(trace.events) else Event(line, judgement=found)
        told = notes(failure_of(trace, event, Problem("BF501"), speaker))
        yield from (ShownLine(each.first, STEP) for each in told if each.role in OF_CHECK)


def guard_text(guard: GuardView, decision: Decision, speaker: Speaker) -> str:
    """Say a condition, whether it held, the facts it looked at, and the rules."""
    what = f"{guard.text} ({guard.facts})" if guard.facts else guard.text
    told = f"{what}  {speaker.sources(decision.rules)}".rstrip()
    return WORDS.say("holds" if guard.held else "in-the-way", speaker.language, what=told)


# What there is


def _machines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    found = subjects(session.world, speaker, session.start.accounts)
    if found:
        yield ShownLine(WORDS.say("states", speaker.language))
    for each in found:
        yield ShownLine(WORDS.say("state", speaker.language, name=each.name, state=each.state_name), STEP)


def _acting(session: Session) -> str | None:
    """Name the account whose screen is shown: who acted last."""
    for done in reversed(session.done[: session.cursor]):
        account = None if isinstance(done.element, tuple) else getattr(done.element, "account", None)
        if isinstance(account, str):
            other = getattr(done.element, "other", None)
            return other if isinstance(other, str) and done.step.after.place(other) else account
    return None


def seen_by_last(session: Session, speaker: Speaker) -> ScreenView | None:
    """Give the screen of who acted last."""
    account = _acting(session)
    found = screens(session.world, (account,), speaker) if account else ()
    return found[0] if found else None


def _screen_in_brief(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    seen = seen_by_last(session, speaker)
    if seen is not None:
        items = ", ".join(item_text(item, speaker.language) for item in seen.items) or EMPTY_PAGE.in_language(
            speaker.language
        )
        about = {"account": seen.account, "portal": seen.portal, "page": seen.page}
        yield ShownLine(WORDS.say("sees", speaker.language, **about, items=items))


def item_text(item: ItemView, language: Language) -> str:
    """Say one thing on a screen."""
    role = ROLES.say(item.role, language)
    text = item.text if item.role == "value" else f"{role} {WORDS.say('message', language, text=item.text)}"
    if item.of is not None:
        text = WORDS.say("of", language, text=text, of=item.of)
    if item.value is not None:
        text = WORDS.say("value", language, text=text, value=item.value)
    return text if item.enabled else WORDS.say("disabled", language, text=text)
