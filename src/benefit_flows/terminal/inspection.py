"""A closer look at a session, in lines: why, why not, the whole screen, all facts, the branches that are kept."""

from collections.abc import Iterator

from benefit_flows.language.speaker import Speaker
from benefit_flows.stepper.link import Walk
from benefit_flows.stepper.session import Session, parting, restore
from benefit_flows.terminal.display import STEP, guard_text, item_text, seen_by_last, text_of
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import WORDS
from benefit_flows.view.advice import no_way_in_words
from benefit_flows.view.steps import step_view
from benefit_flows.view.worlds import world_rows


def why_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """Show why the last step ended as it did: every condition, and the rules with their passages."""
    if session.last is None:
        yield ShownLine(WORDS.say("no-why", speaker.language))
        return
    step = session.last.step
    view = step_view(step, speaker)
    what = text_of(session.last.element, session, speaker)
    yield ShownLine(WORDS.say("did", speaker.language, what=what, outcome=view.outcome_name))
    for guard, decision in zip(view.guards, step.decisions, strict=True):
        yield ShownLine(guard_text(guard, decision, speaker), STEP)
    for source in view.sources:
        passages = "".join(f"[{passage}]" for passage in source.passages)
        about = {"rule": source.rule, "passages": passages, "basis": source.basis, "statement": source.statement}
        yield ShownLine(WORDS.say("rule", speaker.language, **about), STEP)
    if not view.sources:
        yield ShownLine(WORDS.say("no-rule", speaker.language), STEP)


def why_not_lines(session: Session, number: int, speaker: Speaker) -> Iterator[ShownLine]:
    """Show what would make a choice accepted, as lines of a scenario."""
    found = session.why_not(number)
    shown = number + 1
    if found is None:
        yield ShownLine(WORDS.say("accepted", speaker.language, number=shown))
    elif found.ignorable is not None:
        yield ShownLine(WORDS.say("ignore", speaker.language, number=shown))
    elif found.way is None:
        why = no_way_in_words(found, speaker)
        yield ShownLine(WORDS.say("no-way", speaker.language, number=shown, why=why))
    else:
        yield ShownLine(WORDS.say("way", speaker.language, number=shown))
        for action in found.way:
            yield ShownLine(speaker.line(action), STEP)


def screen_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """Show the screen of who acted last, one thing a line, and what is kept from it, with the rules."""
    seen = seen_by_last(session, speaker)
    if seen is None:
        yield ShownLine(WORDS.say("nowhere", speaker.language))
        return
    about = {"account": seen.account, "portal": seen.portal, "page": seen.page}
    yield ShownLine(WORDS.say("sees", speaker.language, **about, items="").rstrip())
    for item in seen.items:
        yield ShownLine(item_text(item, speaker.language), STEP)
    if seen.withheld:
        yield ShownLine(WORDS.say("withheld", speaker.language, account=seen.account))
    for item in seen.withheld:
        rules = speaker.sources(source.rule for source in item.sources)
        yield ShownLine(f"{item_text(item, speaker.language)}  {rules}".rstrip(), STEP)


def fact_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """Show all facts, section by section."""
    heading = ""
    for row in world_rows(session.world, speaker):
        if row.heading != heading:
            heading = row.heading
            yield ShownLine(heading)
        cells = ", ".join(f"{cell.label} {cell.value}" for cell in row.cells)
        yield ShownLine(WORDS.say("value", speaker.language, text=row.name, value=cells) if cells else row.name, STEP)


def branch_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """List the branches with their numbers: how long each is, and with which step it leaves the present path."""
    yield ShownLine(WORDS.say("kept", speaker.language))
    for number, path in enumerate(session.kept, start=1):
        at = parting(path, session.path)
        there = restore(session.start, session.rulebook, Walk(path, at))
        what = text_of(there.done[at].element, there, speaker) if there and at < len(path) else ""
        yield ShownLine(
            WORDS.say("branch", speaker.language, steps=len(path), at=at, what=what).rstrip(), 2, lead=f"{number} "
        )
