"""The parse tables at work: words to terminals, terminals to a phrase.

A short driver for LALR tables; a test holds it to Lark's own parser. Each distinct *shape*
(the sequence of terminals) is parsed once; lines of the same shape differ in values only.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.grammar import build_tables, digest, grammar_text
from benefit_flows.language.statements import Phrase
from benefit_flows.source import package_text
from benefit_flows.text import Language

END: Final = "$END"
NAME: Final = "NAME"
WORD: Final = "WORD"


class Production(NamedTuple):
    """One alternative: ``kind`` is a phrase's alias, empty for a slot; parts are (name, is it a terminal?)."""

    kind: str
    origin: str
    parts: tuple[tuple[str, bool], ...]


class Shape(NamedTuple):
    """What a sequence of terminals means: a kind of phrase, and which tokens fill its slots, in order."""

    kind: str
    slots: tuple[tuple[str, int], ...]


class Misfit(NamedTuple):
    """The token (by index) that does not fit, and the terminals that would; the index behind the last is the end."""

    at: int
    expected: tuple[str, ...]


Part = tuple[str, bool]
Parts = tuple[Part, ...]
"""Words and slots of a phrase, in order, each with whether it is a slot."""


@dataclass(frozen=True)
class Tables:
    """The grammar of one language as data."""

    language: Language
    words: dict[str, str]
    token: re.Pattern[str]
    starts: dict[str, int]
    ends: dict[str, int]
    states: tuple[dict[str, int], ...]
    rules: tuple[Production, ...]
    shapes: dict[tuple[str, tuple[str, ...]], Shape | Misfit] = field(default_factory=dict)
    remembered: dict[tuple[str, int, str], Phrase | Diagnostic] = field(default_factory=dict)
    """What was parsed, by start, column and text: files repeat themselves, and an editor asks after every key."""
    said: dict[tuple[str, str], tuple[Parts, ...]] = field(default_factory=dict)
    """The parts of all phrases, by start and kind, once something was printed."""

    def shape(self, start: str, terminals: tuple[str, ...]) -> Shape | Misfit:
        """Parse a sequence of terminals, or give what was parsed when it came first."""
        known = self.shapes.get((start, terminals))
        if known is None:
            known = self.shapes[start, terminals] = self.parse(start, terminals)
        return known

    def accepts(self, start: str, terminals: tuple[str, ...]) -> bool:
        """Say whether a sequence of terminals is a phrase; what would fit is not looked for."""
        return isinstance(self.parse(start, terminals, explained=False), Shape)

    def parse(self, start: str, terminals: tuple[str, ...], *, explained: bool = True) -> Shape | Misfit:
        """Parse a sequence of terminals. A word where only a name fits is that name."""
        stack = [self.starts[start]]
        values: list[tuple[tuple[str, int], ...]] = []
        kind = ""
        for index, terminal in enumerate((*terminals, END)):
            while True:
                state = self.states[stack[-1]]
                action = state.get(terminal)
                if action is None and terminal != END and NAME in state and terminal in self.words.values():
                    action = state[NAME]
                if action is None:
                    return Misfit(index, self._expected(stack) if explained else ())
                if action >= 0:
                    stack.append(action)
                    values.append(((terminal, index),))
                    break
                rule = self.rules[-action - 1]
                kind = rule.kind
                reduced = _slots(rule, values[len(values) - len(rule.parts) :])
                del stack[len(stack) - len(rule.parts) :], values[len(values) - len(rule.parts) :]
                stack.append(self.states[stack[-1]][rule.origin])
                values.append(reduced)
                if terminal == END and stack[-1] == self.ends[start]:
                    return Shape(kind, reduced)
        raise AssertionError("the end is shifted by no state")

    def _expected(self, stack: list[int]) -> tuple[str, ...]:
        """Give the terminals that fit here: merged states also list some that only follow elsewhere."""
        return tuple(name for name in sorted(self.states[stack[-1]]) if self._fits(name, list(stack)))

    def _fits(self, terminal: str, stack: list[int]) -> bool:
        while (action := self.states[stack[-1]].get(terminal)) is not None:
            if action >= 0:
                return terminal.isupper() or terminal == END
            rule = self.rules[-action - 1]
            del stack[len(stack) - len(rule.parts) :]
            stack.append(self.states[stack[-1]][rule.origin])
            if terminal == END and stack[-1] in self.ends.values():
                return True
        return False

    def alternatives(self) -> Iterator[tuple[str, str, Parts]]:
        """Give every phrase: the keyword that it follows, its kind, its parts as (word or slot, is it a slot?)."""
        words = {terminal: word for word, terminal in self.words.items()}
        for rule in self.rules:
            if rule.kind:
                parts = tuple((words[name], False) if is_word else (name, True) for name, is_word in rule.parts)
                yield rule.origin, rule.kind, parts

    def alternatives_of(self, start: str, kind: str) -> tuple[Parts, ...]:
        """Give the parts of the phrases of a kind, in the order of the grammar."""
        if not self.said:
            for keyword, name, parts in self.alternatives():
                self.said[keyword, name] = (*self.said.get((keyword, name), ()), parts)
        return self.said.get((start, kind), ())

    def phrases(self) -> Iterator[tuple[str, Parts]]:
        """Give every phrase without its kind."""
        return ((keyword, parts) for keyword, _, parts in self.alternatives())

    def word_of(self, terminal: str) -> str:
        """Give the word of this language for the name of a terminal, whatever its case."""
        return next(word for word, name in self.words.items() if name == terminal.upper())

    def terminal_of(self, word: str) -> str:
        """Give the terminal of a word of the language; a name where it is none."""
        return self.words.get(" ".join(word.replace("’", "'").split()), NAME)

    def slot_terminals(self, slot: str) -> tuple[str, ...]:
        """Give the terminals that may fill a slot."""
        return self.terminals.get(slot, ())

    @cached_property
    def terminals(self) -> dict[str, tuple[str, ...]]:
        """The terminals of all slots. Kept, because every cell of every row asks."""
        found: dict[str, tuple[str, ...]] = {}
        for rule in self.rules:
            if not rule.kind:
                found[rule.origin] = (*found.get(rule.origin, ()), rule.parts[0][0])
        return found


def _slots(rule: Production, values: list[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    """Give what a rule makes of its parts: a slot names its token, a phrase gathers its slots."""
    if not rule.kind:
        return ((rule.origin, values[0][0][1]),)
    return tuple(value for part, each in zip(rule.parts, values, strict=True) if not part[1] for value in each)


@cache
def tables_for(language: Language) -> Tables:
    """Load the tables of a language; where the grammar has changed since, build them in memory."""
    text = grammar_text(language)
    shipped = json.loads(package_text("benefit_flows.language", f"tables/{language}.json"))
    data = shipped if shipped["digest"] == digest(text) else json.loads(build_tables(text))
    literals = [f"(?P<{name}>{pattern})" for name, pattern in sorted(data["literals"], key=_order)]
    return Tables(
        language,
        data["words"],
        re.compile("|".join([*_odd_words(data), *literals])),
        data["starts"],
        data["ends"],
        tuple(data["states"]),
        tuple(Production(kind, origin, tuple(map(tuple, parts))) for kind, origin, parts in data["rules"]),
    )


def _odd_words(data: dict[str, dict[str, str]]) -> list[str]:
    """Give the pattern of words that are no single plain word: elided ones, those of two parts."""
    name = re.compile(dict(data["literals"])[NAME])
    odd = sorted((each for each in data["words"] if not name.fullmatch(each)), key=len, reverse=True)
    patterns = [
        re.escape(each).replace("'", "['’]").replace(r"\ ", " +") + ("" if each.endswith("'") else r"(?![\w-])")
        for each in odd
    ]
    return [f"(?P<{WORD}>{'|'.join(patterns)})"] if odd else []


def _order(literal: list[str]) -> tuple[bool, bool, str]:
    """Try dates before numbers and names last."""
    return (literal[0] == NAME, literal[0] == "INT", literal[0])
