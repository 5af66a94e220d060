"""The parts of ``docs/rulebook.md`` that come from the rulebook: they stand there between ``<!-- name -->`` marks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import fill
from typing import Final

from benefit_flows import rulebook
from benefit_flows.explanation.rules import parameter_in_words
from benefit_flows.language.speaker import CONFIDENCES
from benefit_flows.model.catalogue import ACCEPTED, BY_ADDING, BY_BUTTON, COMPLAINT, Entitlement, Parameter, Portal
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.text import ranges

PART: Final = re.compile(r"(<!-- (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH: Final = 120
HEADINGS: Final = {
    "low": "Low confidence",
    "medium": "Medium confidence",
    "high": "High confidence",
    "derived": "Derived: they follow from the rest",
}


def filled(page: str) -> str:
    """Give a page with each of its parts written anew."""
    book = rulebook()
    return PART.sub(lambda mark: mark[1] + "\n".join(PARTS[mark["name"]](book)) + "\n" + mark[3], page)


def counts(book: Rulebook) -> Iterator[str]:
    """Say how many rules there are, and how many of them say more than the article."""
    explicit = [each for each in book.rules.values() if each.basis == "explicit"]
    read = sum(bool(each.readings) for each in explicit)
    implied = len(book.rules) - len(explicit)
    yield bullet(
        f"{len(book.rules)} **rules**, each in our own words, in English and French, with the passages that it rests "
        f"on. {len(explicit) - read} say what the article says. {read} say it together with a reading, which they "
        f"name. {implied} say what the article implies. `benefit-flows list rules` prints them."
    )
    numbers = ", ".join(f"{first} to {last}" for first, last in ranges(book.passages))
    yield bullet(
        f"{len(book.passages)} **passages**, {numbers}: the sentences and headings of the article, numbered. Each is "
        "cited by a rule, or listed as not testable with the reason (it is a heading, say)."
    )


def bullet(text: str) -> str:
    """Give a point of a list in lines as long as those around it."""
    return fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)


def entitlements(book: Rulebook) -> Iterator[str]:
    """Give the table of what each kind of offer brings."""
    yield "| offer | " + " | ".join(book.name(each) for each in book.benefits) + " |"
    yield "| --- |" + " --- |" * len(book.benefits)
    for level in book.levels:
        kinds = dict.fromkeys(each.competency for each in book.entitlements if each.level == level)
        for kind in [each for each in kinds if each != "any"] or ["any"]:
            name = book.name(level) + ("" if kind == "any" else f", {kind} competency")
            cells = (_cell(book.entitlements, level, kind, each) for each in book.benefits)
            yield f"| {name} | {' | '.join(cells)} |"


def _cell(rows: Iterable[Entitlement], level: str, kind: str, benefit: str) -> str:
    row = next(e for e in rows if (e.level, e.benefit) == (level, benefit) and e.competency in (kind, "any"))
    if not row.granted:
        return "not included"
    return "unlimited" if row.incidents is None else f"{row.incidents} incidents"


def portals(book: Rulebook) -> Iterator[str]:
    """Give the table of what portals can do."""
    yield "| portal | serves | a contract is linked by | a second link | counts | besides |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in book.portals.values():
        cells = (book.name(each.id), _family(each, book), *_linking(each), _besides(each))
        yield f"| {' | '.join(cells)} |"


def _family(portal: Portal, book: Rulebook) -> str:
    return "no requests" if portal.serves is None else book.name(portal.serves)


def _linking(portal: Portal) -> tuple[str, str, str]:
    ways = {BY_ADDING: "Add contract", BY_BUTTON: "Link support benefits", None: "cannot be"}
    seconds = {ACCEPTED: "is accepted", COMPLAINT: "is an error to ignore", None: "cannot be"}
    return ways[portal.links_by], seconds[portal.second_link], "shown" if portal.shows_count else "not shown"


def _besides(portal: Portal) -> str:
    said = {
        "asks for a sign-in": portal.explicit_sign_in,
        "activates benefits": portal.activates,
        "leads to the requests of customers": portal.customers,
        "takes a request for any product, and refuses it at the plans": portal.any_product,
    }
    return ", ".join(what for what, is_so in said.items() if is_so) or "nothing"


def competencies(book: Rulebook) -> Iterator[str]:
    """Name the cloud competencies."""
    names = [book.name(each.id) for each in book.competencies.values() if each.cloud]
    named = f"There are {len(names)} cloud competencies: {', '.join(names)}. Any other name is another competency."
    yield fill(named, WIDTH)


def parameters(book: Rulebook) -> Iterator[str]:
    """Give the table of parameters."""
    yield "| parameter and default | what it decides | reading | confidence |"
    yield "| --- | --- | --- | --- |"
    for each in book.parameters.values():
        yield f"| {_parameter(each)} | {each.text.en} | {each.reading} | {book.readings[each.reading].confidence} |"


def _parameter(parameter: Parameter) -> str:
    name, values = parameter_in_words(parameter, "en").split(": ", 1)
    return f"`{name}`: {values}".replace("|", "or")


def readings(book: Rulebook) -> Iterator[str]:
    """Give all readings, the least sure first, with the rules that contain them and the parameters that alter them."""
    for confidence in CONFIDENCES:
        yield f"\n**{HEADINGS[confidence]}**\n"
        for each in book.readings.values():
            if each.confidence == confidence:
                rules = [rule.id for rule in book.rules.values() if each.id in rule.readings]
                names = [f"`{p.name.en}`" for p in book.parameters.values() if p.reading == each.id]
                said = (f" In {', '.join(rules)}." if rules else "") + (f" Parameter {names[0]}." if names else "")
                yield bullet(f"{each.id}: {each.text.en}{said}")


PARTS: Final[Mapping[str, Callable[[Rulebook], Iterator[str]]]] = {
    "counts": counts,
    "entitlements": entitlements,
    "competencies": competencies,
    "portals": portals,
    "parameters": parameters,
    "readings": readings,
}
