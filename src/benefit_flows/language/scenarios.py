"""One scenario, or one row of an outline, from flat steps: names resolved, order checked."""

from datetime import date

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.accounts import read_accounts
from benefit_flows.language.citations import check_citations, moved
from benefit_flows.language.forms import ACTS, CHECKS, FACTS
from benefit_flows.language.names import Names
from benefit_flows.language.print import join_words
from benefit_flows.language.resolvers import (
    is_id,
    portal_of_page,
    read_setting,
    read_value,
    takes_contract,
)
from benefit_flows.language.statements import Phrase, Statement
from benefit_flows.language.timeline import Timeline
from benefit_flows.language.values import Values
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import OfLastAction, OnScreen, OutcomeIs, Sees
from benefit_flows.model.givens import AccountsExist, OfferHeld
from benefit_flows.model.scenario import Keyword, Line, Note, Question, Said
from benefit_flows.model.world import Account, Value
from benefit_flows.text import Language


class ScenarioBuilder:
    """Takes the steps of one scenario in order and keeps what is known so far."""

    def __init__(self, vocabulary: Vocabulary, diagnostics: list[Diagnostic], language: Language) -> None:
        """Start with nothing known."""
        self.rulebook = vocabulary.rulebook
        self.diagnostics = diagnostics
        self.names = Names(vocabulary, diagnostics, language)
        self.lines: list[Line] = []
        self.timeline = Timeline(self.names)
        self.checks = 0
        self.broken = False
        self.acted = False
        self.arrived: set[str] = set()
        self.unjudged: Statement | None = None

    def begin_anywhere(self) -> None:
        """Expect steps of a setup alone: accounts, the date and more may come from whoever uses it."""
        self.broken = self.timeline.undated = True
        self.names.broken.update(("account", "company", "product"))

    def take(self, step: Statement) -> None:
        """Add one step."""
        before = len(self.diagnostics)
        self._take(step)
        if step.used_at is not None:
            found = self.diagnostics[before:]
            self.diagnostics[before:] = [moved(each, step.used_at) for each in found]

    def _take(self, step: Statement) -> None:
        check_citations(step.citations, self.rulebook, self.diagnostics)
        match step.keyword:
            case "broken":
                self._take_broken(step)
            case "note":
                self._add("note", Note(step.text), step)
            case "ask":
                self._add("ask", Question(step.text, (), None), step)
            case "right" | "wrong" | "because":
                self._answer(step)
            case _:
                self._take_phrase(step)

    def finish(self) -> None:
        """Say what is missing at the end."""
        self._judged()
        for line in self.lines if not self.broken else ():
            if isinstance(line.what, Question) and not any(right for _, right in line.what.choices):
                self.diagnostics.append(Diagnostic("BF317", line.span))

    def _take_broken(self, step: Statement) -> None:
        self.broken = True
        self.unjudged = None
        if step.word not in ("when", "then", "wait"):
            declared = FACTS[step.phrase.kind].declares if step.phrase else ("account", "company", "product")
            self.names.broken.update(declared)

    def _add(self, keyword: Keyword, what: Said, step: Statement) -> None:
        citations = tuple(citation.passage for citation in step.citations)
        text = join_words([step.word, step.text]).strip()
        table = (step.table.columns, *step.table.rows) if step.table else ()
        rows = tuple(tuple(cell.value for cell in cells) for cells in table)
        self.lines.append(Line(keyword, what, step.span, text, citations, rows, step.origin))

    # Quiz

    def _answer(self, step: Statement) -> None:
        last = self.lines[-1] if self.lines else None
        if last is None or not isinstance(last.what, Question):
            if not self.broken:
                self.diagnostics.append(Diagnostic("BF316", step.span))
            return
        self.lines[-1] = Line("ask", _answered(last.what, step), last.span, last.text, last.citations)

    # Phrases

    def _take_phrase(self, step: Statement) -> None:
        phrase = step.phrase
        if phrase is None:
            return
        self._declare(step, phrase)
        values = self._values(step, phrase)
        if values is None or not self.timeline.takes(step, phrase, values, excused=self.broken):
            self._take_broken(step._replace(keyword="broken", word=step.keyword))
            return
        if step.table is not None and phrase.kind != "accounts":
            self.diagnostics.append(Diagnostic("BF312", step.table.columns[0].span))
        if step.keyword == "given":
            self._given(step, phrase, values)
        elif step.keyword == "then":
            self._then(step, phrase, values)
        else:
            self._action(step, phrase, values)

    def _declare(self, step: Statement, phrase: Phrase) -> None:
        """Take up the names that a given declares."""
        if step.keyword != "given":
            return
        declared = [phrase.slot(each) for each in FACTS[phrase.kind].declares]
        for slot in filter(None, declared):
            if slot.name == "company":
                self.names.companies.setdefault(slot.value, step.span)
            elif slot.name == "product":
                is_id(self.names, slot)
                self.names.products[slot.value] = step.span

    def _values(self, step: Statement, phrase: Phrase) -> Values | None:
        """Resolve all slots, so that every mistake of a line is found, not only the first."""
        resolved: dict[str, Value] = {slot.name: read_value(self.names, slot) for slot in phrase.slots}
        parameter, setting = resolved.get("parameter"), phrase.slot("setting")
        if setting is not None and isinstance(parameter, str):
            resolved["setting"] = read_setting(self.names, self.rulebook.parameters[parameter], setting)
        accounts = self._accounts(step, phrase) if phrase.kind == "accounts" else ()
        if accounts is None or any(value is None for value in resolved.values()):
            return None
        if phrase.kind == "open_page" and not portal_of_page(phrase, resolved, self.names):
            return None
        if phrase.kind == "create_request" and not takes_contract(self.names, phrase, resolved.get("plan")):
            return None
        return Values(resolved, self.rulebook.defaults, self.timeline.today or date.min, accounts)

    def _accounts(self, step: Statement, phrase: Phrase) -> tuple[Account, ...] | None:
        if step.table is None:
            self.diagnostics.append(Diagnostic("BF311", step.span))
            return None
        company = phrase.slot("company")
        return read_accounts(step.table, company.value if company else None, self.names)

    # The three kinds of lines

    def _given(self, step: Statement, phrase: Phrase, values: Values) -> None:
        slot = phrase.slot("link_state")
        if slot is not None and slot.value != "linked":
            self.names.say("BF319", slot)
            return
        state = phrase.slot("state")
        if state is not None and state.value == "expired":
            self.names.say("BF325", state, hint="wait-until")
            return
        number = phrase.slot("number")
        if number is not None and number.value == "unlimited":
            self.names.say("BF214", number, ("known", "0, 1, 2, …"))
            return
        what = FACTS[phrase.kind].built(values)
        if isinstance(what, AccountsExist):
            for account in what.accounts:
                self.names.accounts.setdefault(account.name, step.span)
        if isinstance(what, OfferHeld) and (later := self.timeline.begins_later(phrase, what, self.lines)) is not None:
            self.diagnostics.append(later)
        self._add("given", what, step)

    def _action(self, step: Statement, phrase: Phrase, values: Values) -> None:
        text = phrase.slot("text")
        if phrase.kind == "expand" and text and values.text("text") != self.rulebook.defaults["section"]:
            self.names.say("BF221", text)
            return
        self._judged()
        self.acted = True
        self.arrived.update(slot.value for slot in phrase.slots if slot.name in ("account", "other"))
        action = ACTS[phrase.kind].built(values)
        if isinstance(action, Wait):
            self.timeline.today = action.until
        if phrase.tries:
            self.unjudged = step
        self._add("tries" if phrase.tries else "wait" if isinstance(action, Wait) else "when", action, step)

    def _then(self, step: Statement, phrase: Phrase, values: Values) -> None:
        check = CHECKS[phrase.kind].built(values)
        self.checks += 1
        judges = isinstance(check, OutcomeIs) or (isinstance(check, Sees) and self._judges_by_message(check))
        if isinstance(check, OfLastAction) and not self.acted and not self.broken:
            self.diagnostics.append(Diagnostic("BF321", step.span))
        account = phrase.slot("account")
        if isinstance(check, OnScreen) and account is not None and account.value not in self.arrived:
            if not self.broken:
                self.names.say("BF324", account, hint="open")
            return
        if judges:
            self.unjudged = None
        self._add("then", check, step)

    def _judges_by_message(self, check: Sees) -> bool:
        """Say whether a check asks for a message to the account that made the attempt.

        That a message of the article is not there judges too: it is not that outcome. Our own words say less.
        """
        message = self.rulebook.messages.get(check.text)
        phrase = self.unjudged.phrase if self.unjudged else None
        who = phrase.slot("account") if phrase else None
        told = message is not None and message.kind == "message" and (check.expected or message.documented)
        return told and who is not None and who.value == check.account

    def _judged(self) -> None:
        """Say that an attempt has not been judged before the next action or the end."""
        if self.unjudged is not None:
            self.diagnostics.append(Diagnostic("BF302", self.unjudged.span, hint="judge"))
        self.unjudged = None


def _answered(question: Question, step: Statement) -> Question:
    """Add an answer, right or wrong, or the reason of the right ones."""
    if step.keyword == "because":
        return Question(question.text, question.choices, step.text)
    choices = (*question.choices, (step.text, step.keyword == "right"))
    return Question(question.text, choices, question.because)
