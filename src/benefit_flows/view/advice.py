"""What a line that failed is told about how it would have passed: a sentence, and lines to write in its place.

The lines are complete: what must come before, and the line itself, with keywords as its file has them. So they can be
pasted over it as they are.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.notation import body_and_comment, is_gherkin, judged, written
from benefit_flows.language.phrases import parse_phrase
from benefit_flows.language.print import Said, print_phrase
from benefit_flows.language.scan import CITATIONS, take_apart
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Phrase
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import Action, Wait
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line
from benefit_flows.model.trace import Decision, Event, Step, Trace, WhyNot
from benefit_flows.source import Span
from benefit_flows.text import Language, Text, Words, filled

WORDS: Final = Words(
    {
        "way": Text(
            "it is accepted with these lines in place of line {line}:",
            "elle est acceptée avec ces lignes à la place de la ligne {line}\u00a0:",
        ),
        "unfold": Text(
            "a section is folded there: expand it first, with these lines in place of line {line}:",
            "une section y est repliée\u00a0: dépliez-la d’abord, avec ces lignes à la place de la ligne {line}\u00a0:",
        ),
        "ignore": Text(
            "nothing is missing: ignore it, and write these lines in place of line {line}:",
            "rien ne manque\u00a0: ignorez-la, et écrivez ces lignes à la place de la ligne {line}\u00a0:",
        ),
        "both": Text("{line} and line {next}", "{line} et de la ligne {next}"),
        "fixed": Text(
            "no action can change this; it would be otherwise only {what}",
            "aucune action n’y change rien\u00a0; il en irait autrement seulement {what}",
        ),
        "and": Text(", and ", ", et "),
        "never": Text(
            "nothing that can be done here makes it accepted (worlds tried: {worlds}, all there are)",
            "rien de ce qui peut être fait ici ne la fait accepter (mondes essayés\u00a0: {worlds}, tous)",
        ),
        "furthest": Text("{said}; what is left: {what}", "{said}\u00a0; il reste\u00a0: {what}"),
        "no-way": Text(
            "no sequence of actions was found that makes it accepted (worlds tried: {worlds})",
            "aucune suite d’actions trouvée qui la fasse accepter (mondes essayés\u00a0: {worlds})",
        ),
    }
)


class Advice(NamedTuple):
    """A sentence, and the lines to write instead of the one that failed, if there are any.

    ``place`` is the line that they replace; there is none where they replace two.
    """

    text: str
    lines: tuple[str, ...] = ()
    place: Span | None = None


def advice_for(trace: Trace, event: Event, speaker: Speaker) -> Advice | None:
    """Advise on a line that failed, where the run has looked for advice; its lines are in the file's own language."""
    if event.unfold is not None:
        writer = _Writer(event.line, trace.scenario.language, speaker.rulebook)
        lines = writer.paste([writer.said(event.unfold), writer.itself("then")])
        return Advice(WORDS.say("unfold", speaker.language, line=place_of(event.line, trace)), lines, event.line.span)
    found = event.why_not
    if found is None:
        return None
    if found.ignorable is not None:
        return _ignoring(trace, event, found.ignorable, speaker)
    if found.way is None:
        return Advice(no_way_in_words(found, speaker))
    refused = (acted(trace, event) or event).line
    writer = _Writer(refused, trace.scenario.language, speaker.rulebook)
    lines = writer.paste([*map(writer.said, found.way), writer.itself("when", found.rules)])
    return Advice(WORDS.say("way", speaker.language, line=place_of(refused, trace)), lines, refused.span)


def place_of(line: Line, trace: Trace) -> str:
    """Give the number of a line; with its file where that is another than the scenario's."""
    span = line.span
    return str(span.line) if span.path == trace.scenario.span.path else span.location


def no_way_in_words(found: WhyNot, speaker: Speaker) -> str:
    """Say that there is no way: because no action can change what is, or because none was found, and what is left."""
    if found.fixed:
        return fixed_in_words(found.fixed, speaker)
    said = WORDS.say("never" if found.exhausted else "no-way", speaker.language, worlds=found.worlds)
    if found.furthest is None:
        return said
    what = speaker.guard(found.furthest)
    facts = speaker.facts(found.furthest.facts)
    return WORDS.say("furthest", speaker.language, said=said, what=f"{what} ({facts})")


def fixed_in_words(fixed: Iterable[Decision], speaker: Speaker) -> str:
    """Say which facts would have to differ: ``… only if Chloe were Global admin or MPN partner admin``."""
    said = dict.fromkeys(_otherwise(each, speaker) for each in fixed)
    return WORDS.say("fixed", speaker.language, what=WORDS.say("and", speaker.language).join(said))


def _otherwise(decision: Decision, speaker: Speaker) -> str:
    facts = tuple((fact.name, speaker.value(fact.value)) for fact in decision.facts)
    return filled(speaker.name(f"otherwise:{decision.guard}"), facts)


def acted(trace: Trace, event: Event) -> Event | None:
    """Give the action that an event is, or, for a check, the last one before it; one not reached is behind all."""
    before = trace.events[: trace.events.index(event) + 1] if event in trace.events else trace.events
    return next((each for each in reversed(before) if each.line.keyword in ("when", "tries", "wait")), None)


def _ignoring(trace: Trace, event: Event, step: Step, speaker: Speaker) -> Advice:
    """Say what to write for an error to ignore: the attempt, if it was none yet, and the check of it.

    A line behind it that goes on with another action begins anew then.
    """
    writer = _Writer(event.line, trace.scenario.language, speaker.rulebook)
    check = _ignored(trace, event, step, speaker.rulebook)
    where = place_of(event.line, trace)
    said = [check] if event.line.keyword == "then" else [writer.attempt(step), check]
    following = _goes_on(trace) if event.line.keyword != "then" else None
    if following is not None:
        said.append(writer._replace(line=following).itself("when"))
        where = WORDS.say("both", speaker.language, line=where, next=place_of(following, trace))
    place = event.line.span if following is None else None
    return Advice(WORDS.say("ignore", speaker.language, line=where), writer.paste(said), place)


def _ignored(trace: Trace, event: Event, step: Step, rulebook: Rulebook) -> Said:
    """Say that the error can be ignored; what is cited already need not be cited again."""
    said = judged(step, Speaker(rulebook, trace.scenario.language))
    action = acted(trace, event)
    before = {*trace.scenario.citations, *(action.line.citations if action is not None else ())}
    documented = rulebook.passages_of(step.refusal.rules if step.refusal is not None else ())
    return said if before.isdisjoint(documented) else said._replace(text=CITATIONS.sub("", said.text))


def _goes_on(trace: Trace) -> Line | None:
    """Give the line behind an action that failed if it goes on with ``and``: one more action."""
    following = next(iter(trace.scenario.lines[len(trace.events) :]), None)
    if following is None or following.keyword not in ("when", "tries"):
        return None
    begins = following.text.casefold().startswith(f"{keyword_of('when', trace.scenario.language)} ")
    return None if begins else following


class _Writer(NamedTuple):
    """Writes lines to stand in the place of another one, in the notation and the language of its file."""

    line: Line
    language: Language
    rulebook: Rulebook

    @property
    def speaker(self) -> Speaker:
        """Who says what the line did not."""
        return Speaker(self.rulebook, self.language)

    @property
    def gherkin(self) -> bool:
        """Whether the line is a step of a feature."""
        return is_gherkin(self.line.span.path)

    def said(self, action: Action) -> Said:
        """Say an action. Time passes by a keyword of its own, but not in Gherkin."""
        start = "wait" if isinstance(action, Wait) and not self.gherkin else "when"
        return Said(start, self._printed(self.speaker.phrase(action), start))

    def itself(self, keyword: str, rules: tuple[str, ...] | None = None) -> Said:
        """Say the line again in its own words; with rules it cites only what these rest on."""
        body, comment = body_and_comment(self.line.span.text, gherkin=self.gherkin)
        cited = self._citing(body, rules)
        return Said(keyword, f"{cited}  {comment}" if comment else cited)

    def attempt(self, step: Step) -> Said:
        """Say the line as an attempt, with what it cites of how that ends; its columns stay."""
        body, _ = body_and_comment(self.line.span.text, gherkin=self.gherkin)
        raw, _ = take_apart(f"{keyword_of('when', self.language)} {body}")
        own = parse_phrase("when", raw, tables_for(self.language)) if raw is not None else None
        if not isinstance(own, Phrase):
            own = self.speaker.phrase(step.action)
        return Said("when", self._citing(self._printed(own._replace(tries=True), "when"), step.rules))

    def paste(self, said: Iterable[Said]) -> tuple[str, ...]:
        """Write lines with the indentation of the line."""
        text = self.line.span.text
        indent = " " * max(2, len(text) - len(text.lstrip()))
        return tuple(f"{indent}{each}" for each in written(said, self.language, gherkin=self.gherkin))

    def _printed(self, phrase: Phrase, start: str) -> str:
        return print_phrase(phrase, start, tables_for(self.language))

    def _citing(self, text: str, rules: tuple[str, ...] | None) -> str:
        cited = self.line.citations
        if rules is not None:
            passages = self.rulebook.passages_of(rules)
            cited = tuple(each for each in cited if each in passages)
        return f"{text}  {''.join(f'[{each}]' for each in cited)}".rstrip()
