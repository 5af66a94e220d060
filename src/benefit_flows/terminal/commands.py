"""The commands of the stepper at a terminal: a line that was typed gives a new state, and lines to show."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import Outcome
from benefit_flows.stepper.export import export_scenario
from benefit_flows.stepper.link import Permalink, parse_link, render_link
from benefit_flows.stepper.session import Session, restore
from benefit_flows.terminal.console import Console, Reply, answered, choose, leaving, moved, predicted, tells_too_much
from benefit_flows.terminal.inspection import branch_lines, fact_lines, screen_lines, why_lines, why_not_lines
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import HELP, WORDS
from benefit_flows.text import LANGUAGES

LONGEST_WORD: Final = 40
LONGEST_NUMBER: Final = 6
OUTCOMES: Final = {"a": Outcome.ACCEPTED, "r": Outcome.REFUSED, "e": Outcome.IGNORABLE}


def answer(console: Console, typed: str) -> Reply:
    """Take a line that was typed."""
    word = typed.strip()
    if console.predicted is not None:
        if word.casefold() in OUTCOMES:
            return predicted(console, console.predicted, OUTCOMES[word.casefold()])
        if not word:
            return console.say("no-outcome")
        console = replace(console, predicted=None)
    if console.question is not None and (not word or _number(word) is not None):
        return answered(console, console.question, _number(word))
    return _command(console, word)


def _number(word: str) -> int | None:
    """Read a number as it is shown, counting from 1, as one that counts from 0."""
    return int(word) - 1 if word.isdecimal() and len(word) <= LONGEST_NUMBER else None


def _command(console: Console, word: str) -> Reply:
    number = _number(word)
    if number is not None:
        return choose(console, number)
    name, argument = (*word.split(maxsplit=1), "", "")[:2]
    command = COMMANDS.get(name.casefold())
    if command is None or (argument and name.casefold() not in WITH_ARGUMENT):
        shown = word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
        possible = ", ".join(name.in_language(console.language) for name, _ in HELP)
        return console.say("unknown", word=shown, commands=possible)
    return command(console, argument)


# Moving


def _next(console: Console, _: str) -> Reply:
    session = console.session
    if session.next is not None:
        return choose(console, session.next)
    return console.say("ended" if session.ended else "left")


def _back(console: Console, _: str) -> Reply:
    session = console.session
    return moved(console, session.back()) if session.cursor else console.say("no-back")


def _forward(console: Console, _: str) -> Reply:
    session = console.session
    return moved(console, session.forward()) if session.cursor < len(session.done) else console.say("no-forward")


def _jump(console: Console, argument: str) -> Reply:
    number, most = _number(argument), len(console.session.done)
    if number is None or number + 1 > most:
        return console.say("no-jump", most=most)
    return moved(console, console.session.jump(number + 1))


def _reset(console: Console, _: str) -> Reply:
    return moved(console, console.session.reset())


def _start_here(console: Console, _: str) -> Reply:
    return replace(console, session=console.session.start_here()).say("base")


def _branches(console: Console, argument: str) -> Reply:
    session, number = console.session, _number(argument)
    if not session.kept:
        return console.say("no-kept")
    if not argument:
        return Reply(console, tuple(branch_lines(session, console.speaker)))
    if number is None or not 0 <= number < len(session.kept):
        return console.say("no-branch", most=len(session.kept))
    return moved(console, session.switch(number))


def _link(console: Console, argument: str) -> Reply:
    """Show the link to where the session stands, or go where a link leads."""
    if not argument:
        language = console.language if console.language != console.file_language else None
        link = Permalink(console.version, console.lesson, console.session.walk, (), language)
        return Reply(console, (ShownLine(f"#{render_link(link)}", whole=True),))
    found = parse_link(argument)
    if found is not None and found.version not in (None, console.version):
        return console.say("other-version")
    session = console.session
    there = restore(session.start, session.rulebook, found.walk) if found and found.lesson == console.lesson else None
    return console.say("bad-link") if there is None else moved(console, there)


# Looking


def _shows(lines: Callable[[Session, Speaker], Iterator[ShownLine]]) -> "Command":
    return lambda console, _: Reply(console, tuple(lines(console.session, console.speaker)))


def _again(console: Console, _: str) -> Reply:
    return moved(console, console.session)


def _why_not(console: Console, argument: str) -> Reply:
    number, most = _number(argument), len(console.session.choices)
    if number is None or not 0 <= number < most:
        return console.say("no-choice", most=most)
    if tells_too_much(console, number):
        return console.say("not-yet")
    return Reply(console, tuple(why_not_lines(console.session, number, console.speaker)))


def _predict(console: Console, _: str) -> Reply:
    turned = replace(console, predicting=not console.predicting)
    return turned.say("predict-on" if turned.predicting else "predict-off")


def _export(console: Console, argument: str) -> Reply:
    text = export_scenario(console.session, console.file_language)
    if not argument:
        return Reply(console, tuple(ShownLine(each, whole=True) for each in text.splitlines()))
    failure = console.write(argument, text)
    if failure is None:
        return console.say("written", file=argument)
    return console.say("unwritten", file=argument, why=WORDS.say(failure.why, console.language, code=failure.code))


def _language(console: Console, argument: str) -> Reply:
    language = next((each for each in LANGUAGES if each == argument), None)
    if language is None:
        return console.say("languages")
    return moved(replace(console, language=language), console.session)


def _help(console: Console, _: str) -> Reply:
    language = console.language
    told = ((name.in_language(language), what.in_language(language)) for name, what in HELP)
    return Reply(console, tuple(ShownLine(WORDS.say("value", language, text=name, value=what)) for name, what in told))


def _quit(console: Console, _: str) -> Reply:
    return leaving(console)


Command = Callable[[Console, str], Reply]
COMMANDS: Final[Mapping[str, Command]] = {
    "": _next,
    "b": _back,
    "f": _forward,
    "j": _jump,
    "r": _reset,
    "h": _start_here,
    "?": _shows(why_lines),
    "w": _why_not,
    "s": _shows(screen_lines),
    "i": _shows(fact_lines),
    "c": _again,
    "p": _predict,
    "k": _branches,
    "e": _export,
    "l": _link,
    "lang": _language,
    "help": _help,
    "aide": _help,
    "q": _quit,
}
WITH_ARGUMENT: Final = frozenset("jwkel") | {"lang"}
