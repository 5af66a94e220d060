"""Write what the pages have from the code: phrases, diagnostics, parts of the rulebook, and what commands print.

``python docs/generate.py`` writes all, ``--check`` fails if one is stale, ``--print`` shows them.
The phrases, the values of their slots and the diagnostics come from the code. What is written by hand
here is one sentence a statement and one example line a phrase; a phrase without an example is an error.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import consoles
import rulebook_parts

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.diagnostics.hints import HINTS
from benefit_flows.diagnostics.pages import Example, page_of
from benefit_flows.language.phrases import TRIES, parse_phrase, tokenize
from benefit_flows.language.scan import take_apart
from benefit_flows.language.tables import Misfit, Tables, tables_for

FOLDER: Final = Path(__file__).parent

KEYWORDS: Final = {
    "given": "`given` puts something in place. It is not an action: nobody has to be allowed to do it.",
    "when": "`when` is an action. A plain action must be accepted. An action with `tries to` may be refused.",
    "then": "`then` is a check.",
    "wait": "`wait` lets time pass. It stands alone, without `when`.",
}

ABOUT: Final = {
    ("given", "today"): "The date. It must come before everything that needs a date, and it never goes back.",
    ("given", "setting"): "A parameter of the [rulebook](rulebook.md#parameters). Set it before what it acts on.",
    ("given", "company"): "A company without offers.",
    ("given", "competency"): "An offer with a competency. Without `from` it runs for a year.",
    ("given", "action_pack"): "An Action Pack. Without `from` it runs for a year.",
    ("given", "accounts"): "User accounts; a table must stand below. Without `of` they belong to no company.",
    ("given", "product"): "A product that the rulebook does not know.",
    ("given", "benefit_is"): "A benefit led to a state. `expired` cannot be given: let time pass instead.",
    ("given", "incidents"): "How many incidents are left. The benefit must be active.",
    ("given", "contract_is"): "A contract that an account has linked. Only `linked` can be given.",
    ("when", "sign_in"): "Partner Center needs a sign-in. The other portals sign in by themselves.",
    ("when", "switch"): "Goes on with another account, which is signed in as by `signs in to`.",
    ("when", "open_page"): "The portal can be left out where only one portal has such a page.",
    ("when", "activate"): "Without a portal: in Partner Center.",
    ("when", "link"): "The account enters the Access ID and the Contract ID in a portal.",
    ("when", "wrong_pair"): "The account enters two IDs that are not those of a contract.",
    ("when", "start_request"): "The first part of making a request, up to the page that lists the plans.",
    ("when", "expand"): "Unfolds the list of unavailable plans in Support for Business.",
    ("when", "leave_request"): "Leaves without creating a request.",
    ("when", "create_request"): "Creates a request. Without a plan: the one that fits; where several contracts could "
    "serve it, say whose. Without an issue: a problem.",
    ("when", "choose_workload"): "On the New request page: goes to the portal of the product.",
    ("when", "buy_plan"): "Buys a support plan. It has IDs and a contract of its own.",
    ("when", "wait"): "The same as `wait`, in the form that a `.feature` file needs.",
    ("when", "wait_until"): "The same as `wait until`, in the form that a `.feature` file needs.",
    ("then", "benefit_is"): "The state of a benefit.",
    ("then", "incidents"): "The incidents left, whether or not a screen shows them.",
    ("then", "not_entitled"): "The company does not have the benefit at all. That is not the same as zero incidents.",
    ("then", "contract_is"): "What ties a contract to an account.",
    ("then", "contract_starts"): "The first day of a contract.",
    ("then", "contract_ends"): "The last day of a contract.",
    ("then", "sees"): "Something stands on the page where the account is, or in the answer to its last action.",
    ("then", "plan_shows"): "A number or a date that stands beside a plan.",
    ("then", "sees_not"): "It does not stand there.",
    ("then", "button_is"): "A button is there, and can or cannot be pressed.",
    ("then", "plan_is"): "How a plan is listed where the account is.",
    ("then", "top_plan"): "No other plan ranks above it.",
    ("then", "outcome_is"): "How the last action ended. This judges a `tries to`.",
    ("then", "ignorable"): "The last action showed an error that does no harm. This judges a `tries to`.",
    ("then", "nothing_changed"): "The last action left every fact as it was.",
    ("then", "request_under"): "The plan of the newest request.",
    ("then", "request_count"): "How many requests there are in all.",
    ("wait", "wait"): "So many days or weeks.",
    ("wait", "wait_until"): "Until a date, which must not lie in the past.",
}

EXAMPLES: Final = """
given today is 2021-03-04
given parameter "activation days" is 0
given company Contoso
given company Contoso has a Gold competency in "Data Analytics" until 2021-12-31
given company Contoso has a Silver competency in "Security" from 2021-02-01 until 2022-01-31
given company Contoso has an Action Pack until 2021-12-31
given company Contoso has a Microsoft Action Pack until 2021-12-31
given company Contoso has an Action Pack from 2021-02-01 until 2022-01-31
given company Contoso has a Microsoft Action Pack from 2021-02-01 until 2022-01-31
given accounts of Contoso
given accounts
given product "Contoso ERP" is cloud
given "Signature Cloud Support" of Contoso is active
given "Signature Cloud Support" of package "Contoso/2" is active
given "Signature Cloud Support" is pending
given "Microsoft Product Support" of Contoso has 2 incidents remaining
given "Microsoft Product Support" of Contoso has 1 incident remaining
given "Microsoft Product Support" of package "Contoso/2" has 2 incidents remaining
given "Microsoft Product Support" of package "Contoso/2" has 1 incident remaining
given "Microsoft Product Support" has 2 incidents remaining
given "Microsoft Product Support" has 1 incident remaining
given the contract of Contoso is linked for Ada
given the contract of package "Contoso/2" is linked for Ada
given the contract of plan "Premier Support for Partners" is linked for Ada
given the contract is linked for Ada
when Ada signs in to "Partner Center"
when Ada tries to sign in to "Partner Center"
when Ada2 switches to Ada
when Ada2 tries to switch to Ada
when Ada opens "+ New Support request" in "Azure portal"
when Ada opens "Technical benefits"
when Ada tries to open "+ New Support request" in "Azure portal"
when Deniz tries to open "Technical benefits"
when Ada activates "Microsoft Product Support" in "Partner Center"
when Ada activates "Microsoft Product Support"
when Ada activates "Microsoft Product Support" of package "Contoso/2" in "Partner Center"
when Ada activates "Microsoft Product Support" of package "Contoso/2"
when Ada tries to activate "Microsoft Product Support" in "Azure portal"
when Chloe tries to activate "Microsoft Product Support"
when Chloe tries to activate "Microsoft Product Support" of package "Contoso/2" in "Azure portal"
when Chloe tries to activate "Microsoft Product Support" of package "Contoso/2"
when Ada links the contract of Contoso in "Support for Business"
when Ada links the contract of package "Contoso/2" in "Support for Business"
when Ada links the contract of plan "Premier Support for Partners" in "Azure portal"
when Ada links the contract in "Azure portal"
when Ada tries to link the contract of Contoso in "Azure portal"
when Ada tries to link the contract of package "Contoso/2" in "Azure portal"
when Ada tries to link the contract of plan "Advanced Support for Partners" in "Azure portal"
when Ada tries to link the contract in "Azure portal"
when Ada enters a wrong ID pair in "Support for Business"
when Ada tries to enter a wrong ID pair in "Support for Business"
when Ada starts a request for "Windows 10" in "Support for Business"
when Ada tries to start a request for "Windows 10" in "Azure portal"
when Ada expands "Would you like to see unavailable support plans ?"
when Ada tries to expand "Would you like to see unavailable support plans ?"
when Ada leaves the request
when Ada tries to leave the request
when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" of Contoso about "advice"
when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" of Contoso
when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" of package "Contoso/1" about "advice"
when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" of package "Contoso/1"
when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" about "an error message"
when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature"
when Ada creates a request for "Windows 10" in "Support for Business" about "an error message"
when Ada creates a request for "Windows 10" in "Support for Business"
when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature" of Contoso about "advice"
when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature" of Contoso
when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature" of package "Contoso/1" about "advice"
when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature" of package "Contoso/1"
when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature" about "advice"
when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature"
when Ada tries to create a request for "Windows 10" in "Support for Business" about "a how-to question"
when Ada tries to create a request for "Exchange 2013" in "Support for Business"
when Chloe chooses workload "Power Platform"
when Chloe tries to choose workload "Power Platform"
when Ada buys plan "Premier Support for Partners"
when Ada tries to buy plan "Advanced Support for Partners"
when 3 days pass
when time passes until 2021-03-05
when 1 day passes
then "Microsoft Product Support" of Contoso is active
then "Microsoft Product Support" of package "Contoso/2" is active
then "Microsoft Product Support" is pending
then "Signature Cloud Support" of Contoso has 9 incidents remaining
then "Signature Cloud Support" of Contoso has 1 incident remaining
then "Signature Cloud Support" of package "Contoso/2" has 9 incidents remaining
then "Signature Cloud Support" of package "Contoso/2" has 1 incident remaining
then "Signature Cloud Support" has unlimited incidents remaining
then "Signature Cloud Support" has 1 incident remaining
then company Contoso is not entitled to "Signature Cloud Support"
then the contract of Contoso is hidden for Ada
then the contract of package "Contoso/1" is hidden for Ada
then the contract of plan "Premier Support for Partners" is linked for Ada
then the contract is unlinked for Chloe
then the contract of Contoso starts on 2021-03-07
then the contract of package "Contoso/2" starts on 2022-01-01
then the contract of plan "Premier Support for Partners" starts on 2021-03-04
then the contract starts on 2021-03-07
then the contract of Contoso ends on 2021-12-31
then the contract of package "Contoso/2" ends on 2022-12-31
then the contract of plan "Premier Support for Partners" ends on 2022-03-03
then the contract ends on 2021-12-31
then Ada sees "Access ID"
then Ada sees "incidents remaining" 20 for plan "Partner Support"
then Ada does not see "Access ID"
then button "Activate" is disabled for Chloe
then plan "Partner Signature" is unavailable for Ada because "product not covered"
then plan "Partner Support" is available for Ada
then Ada sees "incidents remaining" 20 for plan "Partner Support" of package "Contoso/2"
then plan "Partner Support" of package "Contoso/1" is unavailable for Ada because "expired"
then plan "Partner Support" of package "Contoso/2" is available for Ada
then plan "Premier Support for Partners" is the top level
then it is refused
then the error can be ignored
then nothing changed
then the request is under plan "Partner Signature"
then the number of requests is 2
wait 3 days
wait until 2022-01-01
"""  # noqa: E501  # an example is one line

SLOTS: Final = {
    "STRING": "a text in quotation marks",
    "NAME": "a name: one word, without quotation marks",
    "DATE": "a date: year-month-day",
    "INT": "a number",
}

HEAD: Final = """\
# Phrases

This page is generated: `python docs/generate.py` writes it anew from the grammar, and
`python docs/generate.py --check` fails if it is stale. Do not edit it by hand.

How the lines work together stands in [scenarios.md](scenarios.md). `benefit-flows list phrases` prints
the phrases of the version that you have; `benefit-flows list names` prints what can stand in quotation marks.

## Phrases

Words in angle brackets are slots. [What fits in them](#slots) stands below the phrases. `and` may stand in
the place of the keyword above it. Every phrase may end with citations, such as `[121][125]`.
"""

SLOTS_HEAD: Final = """\
## Slots

In an outline, and in a setup with parameters, a `<column>` can stand in every slot.

| slot | what fits |
| --- | --- |
"""

PHRASES_TAIL: Final = """\
## Diagnostics

Every mistake has a code. [The page of diagnostics](diagnostics.md) says of each why it is one, and shows
how it is mended. `benefit-flows explain BF101` prints the same.
"""

CODES_HEAD: Final = """\
# Diagnostics

This page is generated: `python docs/generate.py` writes it anew from the table of codes and from the files
in `src/benefit_flows/pages`, and `python docs/generate.py --check` fails if it is stale. Do not edit it by hand.
`benefit-flows explain BF101` prints one of its sections, in French with `--lang fr`.

What stands in braces is filled in. An error in a file keeps everything from running (exit 2). A warning or a
hint is shown, and the run goes on. The codes that start with BF5 come up in a run: the scenario fails (exit 1).

| code | severity | sentence |
| --- | --- | --- |
"""

HINTS_HEAD: Final = """\
## Help

Where the program knows more, a `help:` line follows. These are the sentences:

"""

GROUPS: Final = {
    "BF1": "A line cannot be read",
    "BF2": "A name is unknown or taken",
    "BF3": "A scenario does not hold together",
    "BF4": "A file cannot be taken",
    "BF5": "A run failed",
}


class Phrase(NamedTuple):
    """One phrase: its keyword, its statement without ``tries_``, the line as ``list phrases`` prints it."""

    keyword: str
    statement: str
    line: str


class ExampleError(Exception):
    """What is written by hand does not fit the grammar: a sentence or an example is missing, say."""


def phrases_of(tables: Tables) -> list[Phrase]:
    """Give all phrases, in the order of ``benefit-flows list phrases``."""
    return [
        Phrase(keyword, kind.removeprefix(TRIES), as_listed(keyword, parts))
        for keyword, kind, parts in tables.alternatives()
    ]


def as_listed(keyword: str, parts: Iterable[tuple[str, bool]]) -> str:
    """Give a phrase as ``benefit-flows list phrases`` prints it: slots in angle brackets."""
    return " ".join([keyword, *(f"<{name}>" if is_slot else name for name, is_slot in parts)])


def phrase_of(example: str, tables: Tables) -> str:
    """Find the phrase that an example is one of."""
    line, _ = take_apart(example)
    if line is None:
        raise ExampleError(f"cannot be read: {example}")
    tokens = tokenize(line, tables)
    phrase = parse_phrase(line.word, line, tables)
    if isinstance(tokens, Diagnostic) or isinstance(phrase, Diagnostic):
        wrong = next(each for each in (tokens, phrase) if isinstance(each, Diagnostic))
        raise ExampleError(f"{wrong.message()}: {example}")
    shape = tables.shape(line.word, tuple(token.terminal for token in tokens))
    if isinstance(shape, Misfit):
        raise ExampleError(f"does not fit: {example}")
    slots = {index: name for name, index in shape.slots}
    parts = [(slots.get(index, token.text), index in slots) for index, token in enumerate(tokens)]
    return as_listed(line.word, parts)


def examples_by_phrase(phrases: list[Phrase], tables: Tables) -> dict[str, str]:
    """Give the one example of each phrase. Raises ``ExampleError`` if one is missing or there are two."""
    found: dict[str, str] = {}
    for example in EXAMPLES.strip().splitlines():
        line = phrase_of(example, tables)
        if line in found:
            raise ExampleError(f"a second example of one phrase: {example}")
        found[line] = example
    missing = [each.line for each in phrases if each.line not in found]
    if missing:
        raise ExampleError("no example of: " + "; ".join(missing))
    return found


def phrase_sections(tables: Tables) -> Iterator[str]:
    """Give the phrases by keyword: what a statement says, its phrases, an example of each."""
    phrases = phrases_of(tables)
    examples = examples_by_phrase(phrases, tables)
    for keyword, of_keyword in groupby(phrases, key=lambda each: each.keyword):
        yield f"\n### {keyword}\n\n{KEYWORDS[keyword]}\n"
        for statement, group in groupby(of_keyword, key=lambda each: each.statement):
            same = list(group)
            if (keyword, statement) not in ABOUT:
                raise ExampleError(f"no sentence about: {same[0].line}")
            lines = "\n".join(each.line for each in same)
            shown = "\n".join(examples[each.line] for each in same)
            yield f"\n{ABOUT[keyword, statement]}\n\n```text\n{lines}\n```\n\nFor example:\n\n```\n{shown}\n```\n"


def slot_rows(tables: Tables) -> Iterator[str]:
    """Give what fits in each slot, by name."""
    words = {terminal: word for word, terminal in tables.words.items()}
    slots = sorted({rule.origin for rule in tables.rules if not rule.kind})
    for slot in slots:
        terminals = [each for each in tables.slot_terminals(slot) if each != "COLUMN"]
        fits = ", ".join(SLOTS[each] if each in SLOTS else f"`{words[each]}`" for each in terminals)
        yield f"| `<{slot}>` | {fits} |\n"


def code_rows() -> Iterator[str]:
    """Give the diagnostics as rows of a table, with links to their sections."""
    for code, each in sorted(CODES.items()):
        yield f"| [{code}](#{code.lower()}) | {each.severity.value} | {prose(each.sentence.en)} |\n"


def code_sections() -> Iterator[str]:
    """Give the pages of all codes in their groups."""
    for group, of_group in groupby(sorted(CODES), key=lambda code: code[:3]):
        yield f"\n## {GROUPS[group]}\n"
        for code in of_group:
            page = page_of(code)
            yield f"\n### {code}\n\n{CODES[code].severity.value}: {prose(CODES[code].sentence.en)}\n"
            yield f"\n{prose(page.why.en)}\n"
            yield from example_section("Wrong", page.wrong)
            yield from example_section("Right", page.right)


def example_section(kind: str, example: Example) -> Iterator[str]:
    """Give the files of an example, each in a block of its own."""
    yield f"\n{', '.join((kind, *(f'`{each}`' for each in example.remarks())))}:\n"
    for name, lines in example.shown():
        if name is not None:
            yield f"\n`{name}`\n"
        yield "".join(f"{each}\n" for each in ("\n```text", *lines, "```"))


def prose(text: str) -> str:
    """Give a text so that Markdown shows it as it is."""
    return "".join(f"\\{each}" if each in r"\|<>*_[]`" else each for each in text)


def phrases_page() -> str:
    """Give the whole page of phrases."""
    tables = tables_for("en")
    return "".join([HEAD, *phrase_sections(tables), "\n", SLOTS_HEAD, *slot_rows(tables), "\n", PHRASES_TAIL])


def diagnostics_page() -> str:
    """Give the whole page of diagnostics."""
    hints = (f"- {prose(each.en)}\n" for each in HINTS.values())
    return "".join([CODES_HEAD, *code_rows(), *code_sections(), "\n", HINTS_HEAD, *hints])


def rulebook_page() -> str:
    """Give the page of the rulebook with its parts written anew; the rest of it is written by hand."""
    return rulebook_parts.filled((FOLDER / "rulebook.md").read_text(encoding="utf-8"))


def pages_with_consoles() -> dict[Path, str]:
    """Give the pages written by hand that show what commands print, with their output written anew."""
    pages = (FOLDER.parent / "README.md", *sorted(FOLDER.glob("*.md")))
    texts = {each: each.read_text(encoding="utf-8") for each in pages if each.name not in PAGES}
    return {path: filled for path, text in texts.items() if (filled := consoles.filled(text)) is not text}


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "phrases.md": phrases_page,
    "diagnostics.md": diagnostics_page,
    "rulebook.md": rulebook_page,
}


def main() -> int:
    """Write the pages, or compare them with what stands there; give the exit code."""
    parser = argparse.ArgumentParser(description="Write the pages of docs that come from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is stale")
    parser.add_argument("--print", action="store_true", help="write nothing; print the pages")
    options = parser.parse_args()
    try:
        texts = {**{FOLDER / name: page() for name, page in PAGES.items()}, **pages_with_consoles()}
    except (ExampleError, FileNotFoundError) as error:
        print(f"docs/generate.py: {error}", file=sys.stderr)
        return 1
    if options.print:
        print("\n".join(texts.values()), end="")
        return 0
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if options.check:
        for path in stale:
            print(f"{path.relative_to(FOLDER.parent)} is stale: run python docs/generate.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
