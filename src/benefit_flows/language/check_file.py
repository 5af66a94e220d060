"""What can be found wrong with a file as a whole: its headers, its language, the names of its blocks."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.chunks import language_named
from benefit_flows.language.keywords import AND, KEYWORDS, STEPS, is_feature, keyword_of
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scan import text_lines
from benefit_flows.language.statements import Block, Parsed
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.source import Span
from benefit_flows.text import LANGUAGES, Language

MOST_COMPARED: Final = 10_000
"""Pairs of an unused setup and an unknown name: with more, what is unused is said once the names are right."""


def check_file(parsed: Parsed, rulebooks: Rulebooks, used: Collection[str]) -> Iterator[Diagnostic]:
    """Check the headers of a file and the names of its blocks; ``used`` are the setups that something uses."""
    yield from _header_mistakes(parsed, rulebooks)
    yield from _other_rulebooks(parsed, rulebooks)
    yield from _language_mistakes(parsed)
    tests = [block for block in parsed.blocks if block.kind in ("scenario", "outline")]
    for blocks in (tests, parsed.setups):
        yield from _names_taken(blocks)
    if tests and not _may_use_more(parsed):  # a file of setups alone is a library: others use them
        yield from (Diagnostic("BF320", each.span, (("word", each.name),)) for each in _unused(parsed, used))
    elif not parsed.blocks and not parsed.diagnostics:
        yield Diagnostic("BF409", _first_line(parsed))


def _may_use_more(parsed: Parsed) -> bool:
    """Say whether a line that could not be read may be one that uses a setup."""
    broken = (step for block in parsed.blocks for step in block.steps if step.keyword == "broken")
    words = (step.span.text.split(maxsplit=1)[:1] for step in broken)
    return any(KEYWORDS[parsed.language].get("".join(word)) not in (*STEPS, AND) for word in words)


def _unused(parsed: Parsed, used: Collection[str]) -> tuple[Block, ...]:
    """Give the setups that nothing uses, and that no name stands for that no setup has."""
    own = {setup.name for setup in parsed.setups}
    unknown = tuple(each for each in used if each not in own)
    unused = tuple(each for each in parsed.setups if each.name not in used)
    if len(unknown) * len(unused) > MOST_COMPARED:
        return ()
    return tuple(each for each in unused if not any(_means(name, each, parsed.language) for name in unknown))


def _means(name: str, setup: Block, language: Language) -> bool:
    from benefit_flows.language.proposals.setups import setup_meant  # imported late: most setups are used

    return setup_meant(name, (setup.name,), language) is not None


def _header_mistakes(parsed: Parsed, rulebooks: Rulebooks) -> Iterator[Diagnostic]:
    for key, code, known in (("rulebook", "BF217", rulebooks.ids), ("language", "BF218", LANGUAGES)):
        for header in parsed.headers_of(key):
            if header.text not in known:
                near = nearest(header.text, known)
                values = (("word", header.text), ("near", near or ""), ("known", ", ".join(known)))
                yield Diagnostic(code, header.span, values, "near" if near else "known")


def _other_rulebooks(parsed: Parsed, rulebooks: Rulebooks) -> Iterator[Diagnostic]:
    """Say which headers name another rulebook than the first one does: a file is written for one."""
    known = [each for each in parsed.headers_of("rulebook") if each.text in rulebooks.ids]
    for header in known:
        if header.text != known[0].text:
            values = (("word", header.text), ("own", known[0].text))
            yield Diagnostic("BF227", header.span, values, "one-rulebook")


def _language_mistakes(parsed: Parsed) -> Iterator[Diagnostic]:
    """Say that the keywords of a file are in another language than the one that it names, or English where it does."""
    if is_feature(parsed.source.path) or language_named(text_lines(parsed.source)) == parsed.language:
        return
    named = next(iter(parsed.headers_of("language")), None)
    line = f"{keyword_of('language', parsed.language)} {parsed.language}"
    hint = "name-language" if named is None else "right-language"
    span = _first_line(parsed) if named is None else named.span.at(1, named.span.end)
    yield Diagnostic("BF123", span, (("line", line),), hint)


def _names_taken(blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    first: dict[str, Block] = {}
    for block in blocks:
        if block.name in first and first[block.name].span != block.span:
            values = (("word", block.name), ("line", str(first[block.name].span.line)))
            yield Diagnostic("BF220", block.span, values, "rename")
        first.setdefault(block.name, block)


def _first_line(parsed: Parsed) -> Span:
    text = parsed.source.text.split("\n", 1)[0][:80]
    return Span(parsed.source.path, 1, 1, len(text) + 1, text)
