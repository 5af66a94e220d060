"""What is told of a failure, note by note, each with its role: a format lays out those that it has room for."""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from benefit_flows.diagnostics.carets import Aside, drawn
from benefit_flows.diagnostics.inks import Ink, Inked, plain
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace, Verdict
from benefit_flows.source import Span
from benefit_flows.text import Language, Text, Words, harmless
from benefit_flows.view.failure import Doing, Failure, failures_of


class Role(Enum):
    """What a note is about."""

    SCENARIO = "scenario"
    USED = "used"
    KNOWN = "known"
    CITE = "cite"
    RELIES = "relies"
    WHICH = "which"
    EXPECTED = "expected"
    ACTUAL = "actual"
    CHANGE = "change"
    ACTION = "action"
    HELD = "held"
    REFUSED = "refused"
    RULE = "rule"
    SHOWN = "shown"
    ADVICE = "advice"
    FACTS = "facts"
    AGAIN = "again"


INKS: Final = {Role.EXPECTED: Ink.GOOD, Role.ACTUAL: Ink.ERROR, Role.REFUSED: Ink.ERROR, Role.ADVICE: Ink.HINT}
"""Roles that are told by a colour too."""

IN_A_LINE: Final = (Role.EXPECTED, Role.ACTUAL, Role.CHANGE, Role.CITE, Role.RELIES, Role.REFUSED, Role.FACTS)
"""Roles that a format of one line has room for, beside scenario and place of use."""

OF_SCENARIO: Final = (Role.SCENARIO, Role.AGAIN)
"""Roles that tell which scenario or row failed, and not why."""

WORDS: Final = Words(
    {
        "scenario": Text("scenario:", "scénario\u00a0:"),
        "used": Text("used at: ", "utilisé\u00a0: "),
        "known": Text("known:  ", "connu\u00a0:  "),
        "cite": Text("cite one of:", "citez l’un de\u00a0:"),
        "relies": Text("it rests on:", "elle s’appuie sur\u00a0:"),
        "nothing": Text("no passage", "aucun passage"),
        "which": Text("say which one:", "dites lequel\u00a0:"),
        "expected": Text("expected:", "attendu\u00a0:"),
        "actual": Text("actual:  ", "obtenu\u00a0: "),
        "changed": Text("changed by line {line}:", "modifié à la ligne {line}\u00a0:"),
        "last": Text("last done by {who}, line {line}:", "dernière action (compte {who}), ligne {line}\u00a0:"),
        "action": Text("judged: line {line}:", "jugé\u00a0: ligne {line}\u00a0:"),
        "held": Text("held:    ", "vérifié\u00a0:"),
        "refused": Text("refused: ", "refusé\u00a0: "),
        "rule": Text("rule:    ", "règle\u00a0:  "),
        "shown": Text("shown:   ", "montré\u00a0: "),
        "facts": Text("facts:   ", "faits\u00a0:  "),
        "again": Text("run again:", "à relancer\u00a0:"),
        "line": Text("in scenario {scenario}{used}", "dans le scénario {scenario}{used}"),
        "colon": Text(": ", "\u00a0: "),
        "semicolon": Text("; ", "\u00a0; "),
        "used-at": Text(", used at {place}", ", utilisé à {place}"),
        "standard": Text(", in {place}", ", dans {place}"),
    }
)


class FailureNote(NamedTuple):
    """One note: its role, its label (as a terminal shows it, with its colon), a text, and lines to be copied.

    ``span`` is set where the note is about another line than the one that failed.
    """

    role: Role
    label: str
    text: str = ""
    lines: tuple[str, ...] = ()
    span: Span | None = None

    @property
    def name(self) -> str:
        """The label alone, without what joins it to the text."""
        return self.label.rstrip().removesuffix(":").rstrip()

    @property
    def first(self) -> str:
        """Label and text, without what aligns them; what is to be copied stands below."""
        return f"{self.label.rstrip()} {self.text}".rstrip()


def notes(failure: Failure) -> tuple[FailureNote, ...]:
    """Give all that there is to tell of a failure, in the order in which a terminal shows it."""
    return tuple(_notes(failure))


def _notes(failure: Failure) -> Iterator[FailureNote]:
    yield _note(failure, Role.SCENARIO, failure.title)._replace(span=header(failure.scenario))
    if failure.used is not None:
        yield _note(failure, Role.USED, failure.used.location)._replace(span=failure.used)
    if failure.known:
        yield _note(failure, Role.KNOWN, failure.known)
    if failure.citable is not None:
        role = Role.CITE if failure.code == "BF506" else Role.RELIES
        yield _note(failure, role, failure.citable or WORDS.say("nothing", failure.language))
    if failure.candidates:
        yield _note(failure, Role.WHICH, lines=failure.candidates)
    yield from _found(failure)
    yield from _asked(failure)
    if failure.advice is not None:
        lines = tuple(line.strip() for line in failure.advice.lines)
        yield FailureNote(Role.ADVICE, failure.advice.text, lines=lines)
    if failure.facts is not None:
        yield _note(failure, Role.FACTS, failure.facts)
    yield _note(failure, Role.AGAIN, failure.again)


def _note(failure: Failure, role: Role, text: str = "", lines: tuple[str, ...] = ()) -> FailureNote:
    return FailureNote(role, WORDS.say(role.value, failure.language), text, lines)


def _found(failure: Failure) -> Iterator[FailureNote]:
    """Tell what a check expected and found, and what changed that last."""
    if failure.expected is not None:
        yield _note(failure, Role.EXPECTED, failure.expected)
    if failure.actual is not None:
        yield _note(failure, Role.ACTUAL, failure.actual)
    if failure.change is not None:
        yield _change(failure.change, failure.language)


def _change(change: Doing, language: Language) -> FailureNote:
    """Say where something was last changed, and what changed it."""
    key = "changed" if change.account is None else "last"
    label = WORDS.say(key, language, line=change.at, who=change.account)
    text = "  ".join([change.text, *change.moves, change.sources]).rstrip()
    return FailureNote(Role.CHANGE, label, text, span=change.span)


def header(scenario: Scenario) -> Span:
    """Give the line that a scenario begins on, or that its row stands on."""
    line = scenario.row_line
    return scenario.span if line is None else Span(scenario.span.path, line, 1, 2, "")


def _asked(failure: Failure) -> Iterator[FailureNote]:
    """Tell how an action ended: each guard, the rules that refused it, what a portal showed."""
    if failure.action is not None:
        label = WORDS.say("action", failure.language, line=failure.action.at)
        yield FailureNote(Role.ACTION, label, failure.action.text, span=failure.action.span)
    for guard in failure.guards:
        yield _note(failure, Role.HELD if guard.held else Role.REFUSED, guard.text)
    for rule in failure.rules:
        yield _note(failure, Role.RULE, rule)
    for shown in failure.shown:
        yield _note(failure, Role.SHOWN, shown)


def failure_lines(failure: Failure) -> tuple[Inked, ...]:
    """Draw a failure for people: what is wrong, the line, and below it the notes, coloured by their roles."""
    asides = (Aside(each.label, each.text, each.lines, INKS.get(each.role)) for each in notes(failure))
    return drawn(failure.diagnostic, asides, failure.language)


def render_failures(failures: Iterable[Failure]) -> str:
    """Draw failures as text without colours, as a terminal shows them."""
    return "\n\n".join(plain(failure_lines(failure)) for failure in failures)


def render_failed(trace: Trace, speaker: Speaker) -> str:
    """Draw all that failed in a scenario; of one that is known to fail, say first why."""
    told = render_failures(failures_of(trace, speaker))
    known = trace.scenario.known if trace.verdict is Verdict.KNOWN else None
    return "\n\n".join(filter(None, [known_in_words(known, speaker.language) if known else "", told]))


def line_in_setup(failure: Failure) -> tuple[str, ...]:
    """Quote the line that failed where it is in a standard setup, for a format that points at the line that used it."""
    span = failure.diagnostic.span
    return () if failure.place == span else (f"{span.location}: {span.text.strip()}",)


def told_alike(one: Failure, other: Failure) -> bool:
    """Whether two failures tell the same, as those of rows do that failed in the same way."""
    return one.diagnostic == other.diagnostic and _own_notes(one) == _own_notes(other)


def _own_notes(failure: Failure) -> list[FailureNote]:
    return [each for each in notes(failure) if each.role not in OF_SCENARIO]


def known_in_words(why: str, language: Language) -> str:
    """Say why a scenario is known to fail."""
    return f"{WORDS.say('known', language)} {harmless(why)}"


def in_a_line(failure: Failure, roles: Collection[Role] = IN_A_LINE) -> str:
    """Say in one line what a failure is about: ``in scenario S, used at a.flow:6: expected: …; actual: …``."""
    language = failure.language
    said = WORDS.say("line", language, scenario=failure.title, used=where(failure))
    told = [each.first for each in notes(failure) if each.role in roles]
    what = WORDS.say("semicolon", language).join(told)
    return harmless(WORDS.say("colon", language).join(filter(None, [said, what])))


def where(failure: Failure) -> str:
    """Name the other one of two lines: the one that used a setup, or the one in a standard setup."""
    if failure.used is None:
        return ""
    inside: Span = failure.diagnostic.span
    key, span = ("standard", inside) if failure.place == failure.used else ("used-at", failure.used)
    return WORDS.say(key, failure.language, place=span.location)
