"""Whether a phrase makes sense with what a line mentions: what the check would refuse anyway is no help."""

from benefit_flows.language.proposals.mentions import Mentions
from benefit_flows.language.proposals.ranking import Kind
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.model.world import CLOUD
from benefit_flows.text import LANGUAGES


def makes_sense(kind: Kind, mentions: Mentions, vocabulary: Vocabulary) -> bool:
    """Say whether a phrase can be said with what a line mentions (BF214, BF221, BF319 and BF325 refuse the others)."""
    said = {slot for slot, texts in mentions.filling.items() if texts}
    match kind:
        case ("given", "contract_is"):
            return "linked" in said or not said & {"unlinked", "hidden"}
        case ("given", "benefit_is"):
            return "expired" not in said or bool(said & {"inactive", "active", "pending", "exhausted"})
        case ("given", "incidents"):
            return "unlimited" not in said or "count" in said
        case ("when", "expand"):
            return _unfolds(mentions, vocabulary)
        case ("when", "choose_workload"):
            return _is_workload(mentions, vocabulary)
        case ("then", "sees"):
            return not mentions.negated or not (mentions.shown or "text" in said)
        case ("then", "plan_shows"):
            return {"plan", "text"} <= said and bool(said & {"count", "date", "unlimited"})
        case _:
            return True


def _unfolds(mentions: Mentions, vocabulary: Vocabulary) -> bool:
    """Say whether a line names the section that unfolds, or no text of a screen."""
    book, texts = vocabulary.rulebook, mentions.filling.get("text", ())
    return not texts or any(book.name(book.defaults["section"], language) in texts for language in LANGUAGES)


def _is_workload(mentions: Mentions, vocabulary: Vocabulary) -> bool:
    """Say whether the product that a line names is one for customers: only cloud products are (R58)."""
    products = vocabulary.rulebook.products
    known = [vocabulary.find(each, tuple(products)) for each in mentions.filling.get("product", ())]
    return all(each is None or products[each].family == CLOUD for each in known)
