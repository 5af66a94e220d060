"""The words of what all pages draw, in both languages. A page takes those of its language along, by key."""

from typing import Final

from benefit_flows.text import Text, Words

EMPTY_PAGE: Final = Text("Nothing to see on this page.", "Rien à voir sur cette page.")

WORDS: Final = Words(
    {
        # What happened
        "story.why": Text("Why?", "Pourquoi\u00a0?"),
        "story.messages": Text("What the portal says", "Ce que dit le portail"),
        "story.undocumented": Text("(not documented)", "(non documenté)"),
        "story.held": Text("holds", "satisfaite"),
        "story.not-held": Text("in the way", "fait obstacle"),
        "story.before": Text("before", "avant"),
        "story.after": Text("after", "après"),
        "story.gone": Text("is no more there", "n’est plus là"),
        "story.new": Text("new", "nouveau"),
        "story.was": Text("was {value}", "avant\u00a0: {value}"),
        "story.name": Text("Name", "Nom"),
        # What an account sees
        "story.screen": Text("What {account} sees: {portal}, {page}", "Ce que voit {account}\u00a0: {portal}, {page}"),
        "story.nowhere": Text("nowhere", "nulle part"),
        "story.empty": EMPTY_PAGE,
        "story.withheld": Text("Not shown to {account}, and why", "Ce que {account} ne voit pas, et pourquoi"),
        "story.disabled": Text("disabled", "désactivé"),
        "story.button": Text("Button:", "Bouton\u00a0:"),
        "story.link": Text("Link:", "Lien\u00a0:"),
        "story.menu": Text("Menu:", "Menu\u00a0:"),
    }
)
ROLES: Final = Words(
    {
        "heading": Text("heading", "titre"),
        "menu": Text("menu", "menu"),
        "link": Text("link", "lien"),
        "button": Text("button", "bouton"),
        "field": Text("field", "champ"),
        "row": Text("row", "ligne"),
        "value": Text("value", "valeur"),
        "section": Text("section", "section"),
        "reason": Text("reason", "raison"),
        "message": Text("message", "message"),
    }
)
"""What stands on a screen, by its role: for surfaces that do not draw it."""
