"""What can come next: keywords, words of phrases from the grammar, names in scope."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.keywords import AND, EXAMPLES, HEADERS, KEYWORDS, STEPS, keyword_of
from benefit_flows.language.phrases import TRIES, Token, tokenize
from benefit_flows.language.print import join_words
from benefit_flows.language.scan import KEYWORD, STRAIGHT, comment_at, take_apart
from benefit_flows.language.statements import Block, Statement
from benefit_flows.language.tables import NAME, Part, Parts, Tables
from benefit_flows.lsp.cells import cells_for
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.scope import columns_of, known_at, slots_filled
from benefit_flows.lsp.values import values_for
from benefit_flows.text import LANGUAGES

PARTIAL: Final = re.compile(r"[^\s\"]*$")
PIECE: Final = re.compile(r"[(,]\s*")
ANSWERS: Final = ("right", "wrong", "because")
FIRST_LINES: Final = ("use", "given", "when", "then", "wait", "note", "ask")
NEXT_LINES: Final = (AND, "when", "then", "wait", "given", "use", "note", "ask")


class Proposal(NamedTuple):
    """A text that can stand from ``start``: ``kind`` is keyword, phrase, name, setup, file, tag or passage.

    It replaces what stands up to ``end``: what an editor closed by itself, else nothing behind the cursor.
    """

    text: str
    kind: str
    start: int
    detail: str = ""
    end: int | None = None


def complete(
    file: OpenFile, line: int, column: int, nearby: Callable[[], Iterable[str]] = tuple[str, ...]
) -> list[Proposal]:
    """Propose what can stand at a cursor; ``line`` counts from 1, ``column`` is how many characters stand before it.

    ``nearby`` finds the files that could be included.
    """
    shown = file.lines[line - 1].translate(STRAIGHT) if line <= len(file.lines) else ""
    text = shown[:column]
    if comment_at(text) is not None:
        return []
    found = KEYWORD.match(text)
    proposed: dict[str, Proposal] = {}
    if found is None or (found.end() == len(text) and found[1] not in ("|", "@")):
        every = _keywords(file, line, len(text) - len(text.lstrip()))
    else:
        every = _behind(file, line, text, found[1], nearby)
    for each in every:
        if text[each.start :].startswith("<") and not each.text.startswith("<"):
            continue  # a column was begun
        proposed.setdefault(each.text.rstrip(), each._replace(end=len(text) + _closed(each, text, shown[column:])))
    return list(proposed.values())


def _closed(proposal: Proposal, text: str, rest: str) -> int:
    """Say how much behind the cursor belongs to what was opened before it: the rest of a quoted text, a bracket."""
    opening = text[proposal.start : proposal.start + 1]
    if opening != proposal.text[:1] or opening not in ('"', "<", "["):
        return 0
    if opening == '"':
        return rest.index('"') + 1 if rest.count('"') % 2 else 0
    return int(rest.startswith({"<": ">", "[": "]"}[opening]))


# The first word of a line


def _keywords(file: OpenFile, line: int, start: int) -> Iterator[Proposal]:
    block = file.block_at(line)
    meanings = _headers(file) if block is None or not block.span.line < line else _inside(block, line)
    for each in (*meanings, "scenario", "outline", "setup"):
        yield Proposal(f"{keyword_of(each, file.language)} ", "keyword", start)


def _headers(file: OpenFile) -> list[str]:
    known = {header.key for header in file.parsed.headers}
    return [each for each in HEADERS if each == "include" or each not in known]


def _inside(block: Block, line: int) -> list[str]:
    """Order the lines of a block: the likely ones first, none that cannot stand here."""
    above = [step.keyword for step in block.steps if step.span.line < line]
    answers = ANSWERS if above and above[-1] in ("ask", "right", "wrong") else ()
    steps = [each for each in (NEXT_LINES if above else FIRST_LINES) if each != AND or _continued(block, line)]
    return [*answers, *steps, *([EXAMPLES] if block.kind == "outline" else [])]


# What follows it


def _behind(file: OpenFile, line: int, text: str, word: str, nearby: Callable[[], Iterable[str]]) -> Iterator[Proposal]:
    """Propose what can stand behind the first word of a line."""
    block = file.block_at(line)
    meaning = KEYWORDS[file.language].get(word, "")
    behind = len(text) - len(text[text.index(word) + len(word) :].lstrip())
    if word == "@":
        yield from (Proposal(each, "tag", text.rindex("@")) for each in _tags(file))
    elif word == "|" and block is not None:
        start, cells = cells_for(file, line, text, block)
        yield from (Proposal(cell, "name", start) for cell in cells)
    elif meaning in ("include", "rulebook", "language"):
        yield from _header_values(file, meaning, behind, nearby)
    elif meaning not in HEADERS and re.search(r"\[\d*$", text):
        yield from _passages(file, text.rindex("["))
    elif meaning == "use":
        yield from _setups(file, line, text, behind)
    elif meaning in STEPS or meaning == AND:
        keyword = _continued(block, line) if meaning == AND else meaning
        if keyword is not None:
            yield from _phrase(file, line, text, keyword)


def _header_values(file: OpenFile, meaning: str, start: int, nearby: Callable[[], Iterable[str]]) -> Iterator[Proposal]:
    if meaning == "include":
        yield from (Proposal(each, "file", start) for each in nearby())
    else:
        known = file.editions.rulebooks.ids if meaning == "rulebook" else LANGUAGES
        yield from (Proposal(each, "name", start) for each in known)


def _tags(file: OpenFile) -> list[str]:
    return sorted({tag for chunk in file.chunks if chunk.block for tag in chunk.block.tags if tag != "@"})


def _passages(file: OpenFile, start: int) -> Iterator[Proposal]:
    book = file.vocabulary.rulebook
    cited = sorted(((each, rule) for rule in book.rules.values() for each in rule.passages), key=lambda pair: pair[0])
    for passage, rule in cited:
        yield Proposal(f"[{passage}]", "passage", start, file.speaker.rule(rule))


def _continued(block: Block | None, line: int) -> str | None:
    """Give what ``and`` continues on a line: the kind of the step above."""
    steps = block.steps if block is not None else ()
    above = [_keyword(step) for step in steps if step.span.line < line]
    return next((each for each in reversed(above) if each in STEPS), None)


def _keyword(step: Statement) -> str:
    return step.word if step.keyword == "broken" else step.keyword


# Setups and their arguments


def _setups(file: OpenFile, line: int, text: str, start: int) -> Iterator[Proposal]:
    if "(" in text[start:]:
        yield from _arguments(file, line, text, start)
        return
    block, setups = file.block_at(line), file.scope.setups
    if block is not None:
        yield from (Proposal(f"<{each.value}>", "name", start) for each in columns_of(block))
    for name in setups.listed:
        if block is None or block.kind != "setup" or name != block.name:
            taken = ", ".join(f"{key} = {value.value}" for key, value in setups.by_name[name].parameters)
            yield Proposal(name, "setup", start, f"({taken})" if taken else "")


def _arguments(file: OpenFile, line: int, text: str, start: int) -> Iterator[Proposal]:
    """Propose the parameters of a setup that are not given yet, or the values of one."""
    name, _, given = text[start:].partition("(")
    setup = file.scope.setups.by_name.get(" ".join(name.split()))
    if setup is None or ")" in given:
        return
    *done, piece = PIECE.split(given)
    key, equals, value = piece.partition("=")
    if equals:
        yield from _argument_values(file, line, setup, key.strip(), len(text) - len(value.lstrip()))
        return
    taken = {each.partition("=")[0].strip() for each in done}
    for each, default in setup.parameters:
        if each not in taken:
            yield Proposal(f"{each} = ", "name", len(text) - len(piece), default.value)


def _argument_values(file: OpenFile, line: int, setup: Block, key: str, start: int) -> Iterator[Proposal]:
    known, block = known_at(file, line), file.block_at(line)
    for slot, parameter in slots_filled(file, setup, key):
        yield from (Proposal(each, "name", start) for each in values_for(slot, file, known, block, parameter))


# Phrases


def _phrase(file: OpenFile, line: int, text: str, keyword: str) -> Iterator[Proposal]:
    """Propose the words and values that the grammar has next, the likely ones first."""
    tables, block = file.scope.tables, file.block_at(line)
    quoted = text.count('"') % 2 == 1
    start = text.rindex('"') if quoted else len(text) - len(_partial(text))
    before, _ = take_apart(text[:start])
    tokens = tokenize(before, tables) if before is not None else []
    if isinstance(tokens, Diagnostic):
        return
    judging = keyword == "then" and _tries_above(block, line)
    found: list[tuple[int, Proposal]] = []
    for kind, parts in _fitting(tables, keyword, tokens):
        name, is_slot = parts[len(tokens)]
        if is_slot:
            found += [(_rank(each.text), each) for each in _values(name, start, file, line, tokens)]
        elif not quoted:
            rank = 0 if keyword == "given" or (judging and kind == "outcome_is") else 4 + kind.startswith(TRIES)
            found.append((rank, _words(parts, len(tokens), start)))
    yield from (each for _, each in sorted(found, key=lambda pair: pair[0]))


def _partial(text: str) -> str:
    found = PARTIAL.search(text)
    return found[0] if found else ""


def _rank(value: str) -> int:
    """Order values: bare names and words, quoted names, columns."""
    return {'"': 2, "<": 3}.get(value[:1], 1)


def _tries_above(block: Block | None, line: int) -> bool:
    above = [each.phrase for each in (block.steps if block is not None else ()) if each.span.line < line]
    return bool(above and above[-1] is not None and above[-1].tries)


def _values(slot: str, start: int, file: OpenFile, line: int, tokens: Sequence[Token]) -> Iterator[Proposal]:
    parameter = next((token.text.strip('"') for token in tokens if token.terminal == "STRING"), None)
    known, block = known_at(file, line), file.block_at(line)
    yield from (Proposal(each, "name", start) for each in values_for(slot, file, known, block, parameter))


def _words(parts: Parts, at: int, start: int) -> Proposal:
    """Propose the words up to the next slot, with the whole phrase beside them."""
    end = next((index for index in range(at, len(parts)) if parts[index][1]), len(parts))
    words = join_words([word for word, _ in parts[at:end]])
    listed = join_words([f"<{name}>" if is_slot else name for name, is_slot in parts])
    leans = words.endswith("'") or end == len(parts)
    return Proposal(words if leans else f"{words} ", "phrase", start, listed)


def _fitting(tables: Tables, keyword: str, tokens: Sequence[Token]) -> Iterator[tuple[str, Parts]]:
    """Give the phrases that begin with some tokens, and go on."""
    for start, kind, parts in tables.alternatives():
        if start == keyword and len(parts) > len(tokens) and _begins(tables, parts, tokens):
            yield kind, parts


def _begins(tables: Tables, parts: Parts, tokens: Sequence[Token]) -> bool:
    return all(_fits(tables, part, token.terminal) for part, token in zip(parts, tokens, strict=False))


def _fits(tables: Tables, part: Part, terminal: str) -> bool:
    name, is_slot = part
    if not is_slot:
        return tables.terminal_of(name) == terminal
    fitting = tables.slot_terminals(name)
    return terminal in fitting or (NAME in fitting and terminal in tables.words.values())
