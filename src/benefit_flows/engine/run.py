"""Run a scenario from its first line to the end, or to where it breaks."""

from dataclasses import replace

from benefit_flows.engine.checks import judge
from benefit_flows.engine.evidence import Seen
from benefit_flows.engine.facts import opened, put_fact
from benefit_flows.engine.screens import screen
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Check, Outcome
from benefit_flows.model.givens import Given, OfPackage
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line, Note, Question, Scenario
from benefit_flows.model.trace import Event, Judgement, Problem, Step, Trace
from benefit_flows.model.world import Fact, World


def run(scenario: Scenario, rulebook: Rulebook, *, screens: bool = False) -> Trace:
    """Run a scenario. After a check that fails, the checks right behind it are still judged, nothing more.

    With ``screens`` the trace keeps what each acting account saw after its action, for reports that show it.
    """
    runner = _Run(scenario, rulebook, screens=screens)
    for line in scenario.lines:
        if runner.broken or (runner.failed and line.keyword != "then"):
            break
        runner.take(line)
    return Trace(scenario, runner.finish())


class _Run:
    """The state of one run: the world as it is, and the events so far."""

    def __init__(self, scenario: Scenario, rulebook: Rulebook, *, screens: bool) -> None:
        self.scenario = scenario
        self.rulebook = rulebook
        self.screens = screens
        self.world = World()
        self.steps: list[Step] = []
        self.last: Step | None = None
        self.events: list[Event] = []
        self.unopened = False
        self.failed = False
        self.broken = False

    def take(self, line: Line) -> None:
        what = line.what
        if isinstance(what, Note | Question):
            self._add(Event(line))
            return
        if not isinstance(what, Given) or isinstance(what, OfPackage):
            self._open()
        if self.broken:
            return
        if isinstance(what, Given):
            self._given(line, what)
        elif isinstance(what, Check):
            self._check(line, what)
        else:
            self._act(line, what)

    def _add(self, event: Event) -> None:
        """Keep an event; what follows an action or a fact that failed, not only its citation, would only repeat it."""
        self.events.append(event)
        self.failed = self.failed or bool(event.problems)
        wrong = [problem for problem in event.problems if problem.code != "BF503"]
        self.broken = self.broken or bool(wrong and event.judgement is None)

    def _open(self) -> None:
        """Let the first day bring what it brings, once all facts before are in place.

        It belongs to the last of these facts: the step of that line grows.
        """
        if not self.unopened:
            return
        self.unopened = False
        last = self.steps[-1]
        index = next(i for i in reversed(range(len(self.events))) if self.events[i].step is last)
        grown = opened(last, self.rulebook)
        if grown.problem is not None:
            self.events[index] = replace(self.events[index], problems=(grown.problem,))
            self.failed = self.broken = True
            return
        self.steps[-1] = grown
        self.world = grown.after
        self.events[index] = replace(self.events[index], step=grown)

    def _given(self, line: Line, what: Given) -> None:
        done = put_fact(self.world, what, self.rulebook)
        if done.problem is not None:
            self._add(Event(line, problems=(done.problem,)))
            return
        self.unopened = True
        self.steps.append(done)
        self.world = done.after
        self._add(Event(line, done))

    def _act(self, line: Line, action: Action) -> None:
        done = step(self.world, action, self.rulebook)
        self.world = done.after
        self.steps.append(done)
        self.last = done
        account = getattr(action, "account", None)
        seen = screen(self.world, account, self.rulebook) if account and self.screens else None
        self._add(Event(line, done, screen=seen, problems=tuple(self._action_problems(line, done))))

    def _action_problems(self, line: Line, done: Step) -> list[Problem]:
        if done.problem is not None:
            return [done.problem]
        if line.keyword == "when" and done.outcome is not Outcome.ACCEPTED:
            # What it cites is about how it should have ended: that can only be judged when it does.
            return [Problem("BF502", (Fact("outcome", done.outcome.value),))]
        return self._wrong_citations(line, done.rules)

    def _check(self, line: Line, check: Check) -> None:
        judgement = judge(check, Seen(self.world, self.rulebook, tuple(self.steps), self.last))
        if isinstance(judgement, Problem):
            self._add(Event(line, problems=(judgement,)))
            return
        problems = [] if judgement.held else [Problem("BF501")]
        if judgement.held:
            problems += self._wrong_citations(line, judgement.rules)
        self._add(Event(line, judgement=judgement, problems=tuple(problems), changed_by=self._last_change(judgement)))

    def _last_change(self, judgement: Judgement) -> int | None:
        """Find the event that last changed what was checked; for what an account sees, in which it acted last."""
        for number in reversed(range(len(self.events))):
            step = self.events[number].step
            if step is not None and _concerns(step, judgement):
                return number
        return None

    def _wrong_citations(self, line: Line, rules: tuple[str, ...]) -> list[Problem]:
        """A passage cited must belong to a rule that was relied on here."""
        relied = self.rulebook.passages_of(rules)
        wrong = [passage for passage in line.citations if passage not in relied]
        return [
            Problem("BF503", (Fact("cited", passage), Fact("passages", tuple(str(passage) for passage in relied))))
            for passage in wrong
        ]

    def finish(self) -> tuple[Event, ...]:
        """Ask, at the end, that every documented refusal was cited somewhere."""
        if self.failed:
            return tuple(self.events)
        events = tuple(
            self._with_uncited(index, event) if event.step is not None else event
            for index, event in enumerate(self.events)
        )
        return events if self.scenario.known is None else self._unexpected(events)

    def _unexpected(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Say of a scenario that is known to fail that it passes: the tag would hide that it fails again later."""
        if not events or any(event.problems for event in events):
            return events
        passes = Problem("BF510", span=self.scenario.span)
        return (*events[:-1], replace(events[-1], problems=(passes,)))

    def _with_uncited(self, index: int, event: Event) -> Event:
        refusal = event.step.refusal if event.step else None
        documented = self.rulebook.passages_of(refusal.rules) if refusal and not refusal.derived else ()
        cited = {*self.scenario.citations, *event.line.citations}
        for later in self.events[index + 1 :]:
            if later.step is not None:
                break
            cited.update(later.line.citations)
        if not documented or not cited.isdisjoint(documented):
            return event
        facts = (Fact("passages", tuple(str(passage) for passage in documented)),)
        return replace(event, problems=(Problem("BF506", facts),))


def _concerns(step: Step, judgement: Judgement) -> bool:
    if judgement.account is not None:
        return getattr(step.action, "account", None) == judgement.account
    return any(subject in judgement.subjects for change in step.applied for subject in change.subjects)
