"""What can come next: keywords, words of phrases from the grammar, names in scope."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.accounts import COLUMNS, MEANINGS
from benefit_flows.language.keywords import AND, KEYWORDS, STEPS
from benefit_flows.language.phrases import Token, tokenize
from benefit_flows.language.print import join_words
from benefit_flows.language.scan import KEYWORD, STRAIGHT, comment_at, take_apart
from benefit_flows.language.statements import Block, Step
from benefit_flows.language.tables import NAME, Tables
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.scope import Known, known_at
from benefit_flows.lsp.values import values_for
from benefit_flows.text import LANGUAGES

PARTIAL: Final = re.compile(r"[^\s\"]*$")
Part = tuple[str, bool]


class Proposal(NamedTuple):
    """A text that can stand from ``start`` to the cursor: ``kind`` is keyword, phrase, name, setup, tag or passage."""

    text: str
    kind: str
    start: int
    detail: str = ""


def complete(file: OpenFile, line: int, column: int) -> list[Proposal]:
    """Propose what can stand at a cursor; ``line`` counts from 1, ``column`` is how many characters stand before it."""
    shown = file.lines[line - 1] if line <= len(file.lines) else ""
    text = shown[:column].translate(STRAIGHT)
    if comment_at(text) is not None:
        return []
    found = KEYWORD.match(text)
    if found is None or (found.end() == len(text) and found[1] not in ("|", "@")):
        return list(_keywords(file, line, len(text) - len(text.lstrip())))
    meaning = KEYWORDS[file.language].get(found[1], "")
    proposed: dict[str, Proposal] = {}
    for each in _behind(file, line, text, found[1], meaning):
        proposed.setdefault(each.text.rstrip(), each)
    return list(proposed.values())


def _keywords(file: OpenFile, line: int, start: int) -> Iterator[Proposal]:
    inside = file.block_at(line) is not None
    for word, meaning in KEYWORDS[file.language].items():
        if meaning in STEPS or meaning == AND:
            if inside:
                yield Proposal(f"{word} ", "keyword", start)
        else:
            yield Proposal(f"{word} ", "keyword", start)


def _behind(file: OpenFile, line: int, text: str, word: str, meaning: str) -> Iterator[Proposal]:
    """Propose what can stand behind the first word of a line."""
    block = file.block_at(line)
    start = len(text) - len(_partial(text))
    if word == "@":
        yield from (Proposal(each, "tag", text.rindex("@")) for each in _tags(file))
    elif word == "|" and block is not None:
        yield from _cells(file, line, text, block)
    elif meaning == "use":
        yield from _setups(file, text, text.index(word) + len(word))
    elif meaning in ("rulebook", "language"):
        known = (file.vocabulary.rulebook.id,) if meaning == "rulebook" else LANGUAGES
        yield from (Proposal(each, "name", start) for each in known)
    elif re.search(r"\[\d*$", text):
        yield from _passages(file, text.rindex("["))
    elif meaning in STEPS or meaning == AND:
        keyword = _continued(block, line) if meaning == AND else meaning
        if keyword is not None:
            yield from _phrase(file, line, text, keyword, block)


def _tags(file: OpenFile) -> list[str]:
    return sorted({tag for chunk in file.chunks if chunk.block for tag in chunk.block.tags if tag != "@"})


def _setups(file: OpenFile, text: str, behind: int) -> Iterator[Proposal]:
    start = behind + len(text[behind:]) - len(text[behind:].lstrip())
    setups = file.scope.setups
    if "(" in text[start:]:
        name, _, arguments = text[start:].partition("(")
        found = setups.by_name.get(" ".join(name.split()))
        at = len(text) - len(re.split(r"[(,]\s*", arguments)[-1])
        parameters = found.parameters if found is not None else ()
        yield from (Proposal(f"{each} = ", "name", at, value.value) for each, value in parameters)
        return
    for name in setups.listed:
        taken = ", ".join(f"{key} = {value.value}" for key, value in setups.by_name[name].parameters)
        yield Proposal(name, "setup", start, f"({taken})" if taken else "")


def _passages(file: OpenFile, start: int) -> Iterator[Proposal]:
    book = file.vocabulary.rulebook
    for rule in book.rules.values():
        statement = f"{rule.id}: {rule.statement.in_language(file.language)}"
        yield from (Proposal(f"[{each}]", "passage", start, statement) for each in rule.passages)


def _continued(block: Block | None, line: int) -> str | None:
    """Give what ``and`` continues on a line: the kind of the step above."""
    steps = block.steps if block is not None else ()
    above = [_keyword(each) for each in steps if each.span.line < line]
    return next((each for each in reversed(above) if each in STEPS), None)


def _keyword(step: Step) -> str:
    return step.word if step.keyword == "broken" else step.keyword


def _phrase(file: OpenFile, line: int, text: str, keyword: str, block: Block | None) -> Iterator[Proposal]:
    """Propose the words and values that the grammar has next."""
    tables = file.scope.tables
    quoted = text.count('"') % 2 == 1
    start = text.rindex('"') if quoted else len(text) - len(_partial(text))
    before, _ = take_apart(text[:start])
    tokens = tokenize(before, tables) if before is not None else []
    if isinstance(tokens, Diagnostic):
        return
    known = known_at(file, line)
    for parts, at in _fitting(tables, keyword, tokens):
        name, is_slot = parts[at]
        if is_slot:
            yield from _values(name, start, file, known, block, tokens)
        elif not quoted:
            run = _run(parts[at:])
            more = len(run) < len(parts) - at
            yield Proposal(join_words(run) + " " * more, "phrase", start, _listed(parts))


def _partial(text: str) -> str:
    found = PARTIAL.search(text)
    return found[0] if found else ""


def _values(
    slot: str, start: int, file: OpenFile, known: Known, block: Block | None, tokens: Sequence[Token]
) -> Iterator[Proposal]:
    parameter = next((each.text.strip('"') for each in tokens if each.terminal == "STRING"), None)
    yield from (Proposal(each, "name", start) for each in values_for(slot, file, known, block, parameter))


def _fitting(tables: Tables, keyword: str, tokens: Sequence[Token]) -> Iterator[tuple[tuple[Part, ...], int]]:
    """Give the phrases that begin with some tokens, and go on."""
    for start, _, parts in tables.alternatives():
        if start == keyword and len(parts) > len(tokens) and _begins(tables, parts, tokens):
            yield parts, len(tokens)


def _begins(tables: Tables, parts: Sequence[Part], tokens: Sequence[Token]) -> bool:
    return all(_fits(tables, part, token.terminal) for part, token in zip(parts, tokens, strict=False))


def _fits(tables: Tables, part: Part, terminal: str) -> bool:
    name, is_slot = part
    if not is_slot:
        return tables.terminal_of(name) == terminal
    fitting = tables.slot_terminals(name)
    return terminal in fitting or (NAME in fitting and terminal in tables.words.values())


def _run(parts: Sequence[Part]) -> list[str]:
    """Give the words up to the next slot."""
    end = next((index for index, (_, is_slot) in enumerate(parts) if is_slot), len(parts))
    return [word for word, _ in parts[:end]]


def _listed(parts: Sequence[Part]) -> str:
    return join_words([f"<{name}>" if is_slot else name for name, is_slot in parts])


# Cells


def _cells(file: OpenFile, line: int, text: str, block: Block) -> Iterator[Proposal]:
    """Propose the cells of a column: what the accounts' table takes, or what fills the slots of an outline."""
    index = text.count("|") - 1
    start = len(text) - len(re.split(r"[|,]\s*", text)[-1])
    table = next((each.table for each in block.steps if each.table and _within(each, line)), None)
    if table is not None and line > table.columns[0].span.line:
        title = table.columns[index].value if index < len(table.columns) else ""
        yield from (Proposal(each, "name", start) for each in _account_cells(file, title))
    elif block.examples is not None and index < len(block.examples.columns):
        yield from _example_cells(file, line, block, block.examples.columns[index].value, start)
    elif table is not None or block.examples is None:
        yield from (Proposal(each, "name", start) for each in COLUMNS[file.language])


def _within(step: Step, line: int) -> bool:
    rows = step.table.rows if step.table else ()
    return step.span.line < line <= step.span.line + len(rows) + 2


def _account_cells(file: OpenFile, title: str) -> Iterator[str]:
    book = file.vocabulary.rulebook
    ids = {"identity": book.identities, "associated with": book.associations, "roles": book.roles}
    yield from (book.name(each, file.language) for each in ids.get(MEANINGS.get(title, ""), ()))


def _example_cells(file: OpenFile, line: int, block: Block, column: str, start: int) -> Iterator[Proposal]:
    known = known_at(file, line)
    slots = [slot for each in block.steps if each.phrase for slot in each.phrase.slots if slot.kind == "COLUMN"]
    for slot in slots:
        if slot.value == column:
            found = values_for(slot.name, file, known, None, None)
            yield from (Proposal(each.strip('"'), "name", start) for each in found)
