"""Why a line failed, in words: what was expected and found, what refused it, what changed it last, what would help."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.language.telling_apart import told_apart
from benefit_flows.model.checks import OfLastAction
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Decision, Event, Problem, Step, Trace
from benefit_flows.text import Language, Text, harmless
from benefit_flows.view.advice import acted, advice_for, place_of
from benefit_flows.view.places import place_in_words

WORDS: Final = {
    "scenario": Text("scenario:", "scénario :"),
    "row": Text("row {row}", "ligne {row}"),
    "expected": Text("expected: {what}", "attendu : {what}"),
    "actual": Text("actual:   {what}", "obtenu :  {what}"),
    "held": Text("held:     {what}", "vérifié : {what}"),
    "refused": Text("refused:  {what}", "refusé :  {what}"),
    "rule": Text("rule:     {what}", "règle :   {what}"),
    "shown": Text("shown:    {what}", "montré :  {what}"),
    "moved": Text("{name}: {source} → {target}", "{name} : {source} → {target}"),
    "not-documented": Text("not documented", "non documenté"),
    "changed": Text("changed by line {line}: {what}", "modifié à la ligne {line} : {what}"),
    "cite": Text("cite one of: {what}", "citez l’un de : {what}"),
    "action": Text("judged: line {line}: {what}", "jugé : ligne {line} : {what}"),
    "last": Text("last done by {who}, line {line}: {what}", "dernière action (compte {who}), ligne {line} : {what}"),
    "which": Text("say which one:", "dites lequel :"),
    "alike": Text("{number} more rows failed the same way", "{number} autres lignes ont échoué de la même façon"),
    "alike-one": Text("1 more row failed the same way", "1 autre ligne a échoué de la même façon"),
    "relies": Text("it rests on: {what}", "elle s’appuie sur : {what}"),
    "nothing": Text("no passage", "aucun passage"),
    "facts": Text("facts:    {what}", "faits :   {what}"),
    "used": Text("used at:  {place}", "utilisé :  {place}"),
    "again": Text("run again: benefit-flows run {place}", "à relancer : benefit-flows run {place}"),
    "is-known": Text("known:   {what}", "connu :   {what}"),
    "is-pending": Text("pending: {what}", "en attente : {what}"),
    "mistakes": Text("{number} mistakes", "{number} erreurs"),
    "mistake": Text("1 mistake", "1 erreur"),
    "none-selected": Text("no scenario is selected", "aucun scénario n’est choisi"),
    "nothing-run": Text("{count}: nothing was run", "{count} : rien n’a été exécuté"),
}


def word(key: str, language: Language, **values: object) -> str:
    """Give one of the report's own words, filled in."""
    return WORDS[key].in_language(language).format(**values)


def explanation(trace: Trace, event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Explain a problem of a line in a few lines: expected and actual, guards, rules, what changed the value last.

    A line of a setup names the line that used it first: there a user can do something about it.
    """
    if event.line.used_at is not None:
        yield word("used", language, place=place_in_words(event.line.used_at))
    yield from _reasons(trace, event, problem, rulebook, language)


def _reasons(trace: Trace, event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> Iterator[str]:
    if problem.code == "BF510":
        yield from [known_in_words(trace, language)] if trace.scenario.known else ()
    elif problem.code in ("BF503", "BF506"):
        passages = next((fact.value for fact in problem.facts if fact.name == "passages"), ())
        named = "".join(f"[{each}]" for each in passages) if isinstance(passages, tuple) else ""
        key = "cite" if problem.code == "BF506" else "relies"
        yield word(key, language, what=named or word("nothing", language))
        if problem.code == "BF506" and event.step is not None and event.step.refusal is not None:
            yield word("refused", language, what=_guard(event.step.refusal, rulebook, language))
    elif problem.code == "BF504":
        yield from _which(trace, event, problem, rulebook, language)
    elif event.judgement is not None:
        yield word("expected", language, what=Speaker(rulebook, language).facts(event.judgement.expected))
        yield word("actual", language, what=Speaker(rulebook, language).facts(event.judgement.actual))
        yield from _last_changes(trace, event, rulebook, language)
        yield from _judged_step(trace, event, rulebook, language)
        yield from _advice(trace, event, rulebook, language)
    elif event.step is not None:
        yield from _guards(event.step, rulebook, language)
        yield from _advice(trace, event, rulebook, language)
    elif problem.facts:
        yield word("facts", language, what=Speaker(rulebook, language).facts(problem.facts))


def _which(trace: Trace, event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Show the line once for each that it could mean: one of them is to be put in its place."""
    facts = {fact.name: fact.value for fact in problem.facts}
    candidates, plan = facts.get("candidates"), facts.get("plan")
    if isinstance(candidates, tuple):
        named = str(plan) if plan is not None else None
        lines = told_apart(event.line, candidates, named, rulebook, trace.scenario.language)
        yield "\n".join([word("which", language), *lines])


def _judged_step(trace: Trace, event: Event, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """For a check of an outcome, show the action that ended otherwise, with its guards."""
    if not isinstance(event.line.what, OfLastAction):
        return
    action = acted(trace, event)
    if action is not None and action.step is not None:
        yield word("action", language, line=place_of(action.line, trace), what=action.line.text)
        yield from _guards(action.step, rulebook, language)


def _guards(step: Step, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Show every guard that was evaluated, which one refused, and by which rule."""
    for decision in step.decisions:
        yield word("held" if decision.held else "refused", language, what=_guard(decision, rulebook, language))
    refusal = step.refusal
    for rule in refusal.rules if refusal else ():
        yield word("rule", language, what=Speaker(rulebook, language).rule(rulebook.rules[rule]))
    for shown in messages(step, rulebook, language):
        yield word("shown", language, what=shown)


def _advice(trace: Trace, event: Event, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Say how the line would have passed, with lines of its own file to write in its place."""
    advice = advice_for(trace, event, rulebook, language)
    if advice is not None:
        yield "\n".join([advice.text, *(each.strip() for each in advice.lines)])


def _guard(decision: Decision, rulebook: Rulebook, language: Language) -> str:
    name = Speaker(rulebook, language).guard(decision)
    facts = Speaker(rulebook, language).facts(decision.facts)
    return f"{name} ({facts})  {Speaker(rulebook, language).sources(decision.rules)}".rstrip()


def _last_changes(trace: Trace, event: Event, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Show the line that last changed what was checked; for what an account sees, what it did last."""
    judgement, number = event.judgement, event.changed_by
    step = trace.events[number].step if number is not None else None
    if judgement is None or number is None or step is None:
        return
    line = trace.events[number].line
    place = place_of(line, trace)
    if judgement.account is not None:
        what = f"{line.text}  {Speaker(rulebook, language).sources(step.rules)}".rstrip()
        yield word("last", language, who=judgement.account, line=place, what=what)
        return
    moves = [each for each in step.moves if each.subject in judgement.subjects]
    told = [f"{rulebook.name(m.source, language)} → {rulebook.name(m.target, language)}" for m in moves]
    touched = [each for each in step.applied if not set(judgement.subjects).isdisjoint(each.subjects)]
    rules = dict.fromkeys(rule for each in touched for rule in each.rules)
    what = "  ".join([line.text, *told, Speaker(rulebook, language).sources(rules)])
    yield word("changed", language, line=place, what=what.rstrip())


def messages(step: Step, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Quote what a portal showed in a step, and say which of it the article does not document."""
    for shown in step.shown:
        remark = "" if shown.documented else f" ({word('not-documented', language)})"
        yield f"“{rulebook.name(shown.key, language)}”{remark}"


def known_in_words(trace: Trace, language: Language) -> str:
    """Say why a scenario is known to fail."""
    return word("is-known", language, what=harmless(trace.scenario.known or ""))
