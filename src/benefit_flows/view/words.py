"""The words of what all pages draw, in both languages. A page takes those of its language along, by key."""

from collections.abc import Mapping
from typing import Final

from benefit_flows.text import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    # What happened
    "story.why": Text("Why?", "Pourquoi\u00a0?"),
    "story.messages": Text("What the portal says", "Ce que dit le portail"),
    "story.undocumented": Text("(not documented)", "(non documenté)"),
    "story.held": Text("holds", "est vrai"),
    "story.not-held": Text("does not hold", "n’est pas vrai"),
    "story.before": Text("before", "avant"),
    "story.after": Text("after", "après"),
    "story.gone": Text("is no more there", "n’est plus là"),
    "story.new": Text("new", "nouveau"),
    "story.was": Text("was {value}", "avant\u00a0: {value}"),
    "story.name": Text("Name", "Nom"),
    # What an account sees
    "story.screen": Text("What {account} sees: {portal}, {page}", "Ce que voit {account}\u00a0: {portal}, {page}"),
    "story.nowhere": Text("nowhere", "nulle part"),
    "story.empty": Text("Nothing to see on this page.", "Rien à voir sur cette page."),
    "story.withheld": Text("Not shown to {account}, and why", "Ce que {account} ne voit pas, et pourquoi"),
    "story.disabled": Text("disabled", "désactivé"),
    "story.button": Text("Button:", "Bouton\u00a0:"),
    "story.link": Text("Link:", "Lien\u00a0:"),
    "story.menu": Text("Menu:", "Menu\u00a0:"),
    # The roles of what stands on a screen
    "role.heading": Text("heading", "titre"),
    "role.menu": Text("menu", "menu"),
    "role.link": Text("link", "lien"),
    "role.button": Text("button", "bouton"),
    "role.field": Text("field", "champ"),
    "role.row": Text("row", "ligne"),
    "role.value": Text("value", "valeur"),
    "role.section": Text("section", "section"),
    "role.reason": Text("reason", "raison"),
    "role.message": Text("message", "message"),
}


def words_in(language: Language, words: Mapping[str, Text] = WORDS) -> dict[str, str]:
    """Give all words of a language by their keys."""
    return {key: text.in_language(language) for key, text in words.items()}
