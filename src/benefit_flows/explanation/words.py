"""The words that explanations are made of, in both languages."""

from typing import Final

from benefit_flows.text import Language, Text

WORDS: Final = {
    # Kinds of things
    "reading": Text("reading", "lecture"),
    "passage": Text("passage", "passage"),
    "parameter": Text("parameter", "paramètre"),
    "message": Text("message", "message"),
    "label": Text("label", "libellé"),
    "quotation": Text("quotation: no portal shows it", "citation\u00a0: aucun portail ne l’affiche"),
    "portal": Text("portal", "portail"),
    "page": Text("page", "page"),
    "plan": Text("plan", "plan"),
    "product": Text("product", "produit"),
    "benefit": Text("benefit", "avantage"),
    "competency": Text("competency", "compétence"),
    "level": Text("level of membership", "niveau d’abonnement"),
    "role": Text("role", "rôle"),
    "identity": Text("kind of account", "type de compte"),
    "association": Text("what an account is associated with", "ce à quoi un compte est associé"),
    "issue": Text("what a request is about", "objet d’une demande"),
    "setup": Text("setup", "préparation"),
    "outcome": Text("outcome of an action", "issue d’une action"),
    "state": Text("state", "état"),
    "event": Text("event", "événement"),
    "condition": Text("condition", "condition"),
    "action": Text("action", "action"),
    "entry": Text("entry of the rulebook", "entrée du recueil de règles"),
    "move": Text("move of a machine", "transition d’une machine"),
    "word": Text("word of the rulebook", "mot du recueil de règles"),
    "error": Text("error", "erreur"),
    "warning": Text("warning", "avertissement"),
    "hint": Text("hint", "conseil"),
    # Kinds of rules
    "permission": Text("permission", "autorisation"),
    "entitlement": Text("entitlement", "droit"),
    "information-display": Text("information displayed", "information affichée"),
    "visibility": Text("visibility", "visibilité"),
    "advice": Text("advice", "conseil"),
    "lifecycle": Text("lifecycle", "cycle de vie"),
    # Sentences
    "not-documented": Text("not documented: words of the simulator", "non documenté\u00a0: mots du simulateur"),
    "not-testable": Text("not testable: {why}", "non testable\u00a0: {why}"),
    "shown-in": Text("shown in: {places}", "affiché dans\u00a0: {places}"),
    "place": Text("{portal} ({pages})", "{portal} ({pages})"),
    "answer": Text("in answer to an action", "en réponse à une action"),
    "shown-when": Text("shown when {action} and:", "affiché quand {action} et que\u00a0:"),
    "asked": Text("asked when {action}", "examinée quand {action}"),
    "unmet": Text("not met: {what}", "sinon\u00a0: {what}"),
    "answers": Text("answered with: {messages}", "réponse\u00a0: {messages}"),
    "conditions": Text("accepted if:", "acceptée si\u00a0:"),
    "in-rules": Text("rules:", "règles\u00a0:"),
    "spoken-of": Text("rules that speak of it:", "règles qui en parlent\u00a0:"),
    "under": Text("parameter “{name}” ({sure}): {text}", "paramètre «\u00a0{name}\u00a0» ({sure})\u00a0: {text}"),
    "resting": Text("reading {id} ({sure}): {text}", "lecture {id} ({sure})\u00a0: {text}"),
    "in-english": Text("in French: {name}", "en anglais\u00a0: {name}"),
    "pages": Text("pages: {names}", "pages\u00a0: {names}"),
    "plans": Text("plans: {names}", "plans\u00a0: {names}"),
    "products": Text("products: {names}", "produits\u00a0: {names}"),
    "portals": Text("portals: {names}", "portails\u00a0: {names}"),
    "states": Text("states: {names}", "états\u00a0: {names}"),
    "no-sign-in": Text("signs in by itself", "se connecte de lui-même"),
    "sign-in": Text("needs an explicit sign-in", "demande une connexion explicite"),
    "bought": Text("bought; a contract of its own", "acheté\u00a0; un contrat à lui"),
    "behind": Text("the benefit behind it: {name}", "l’avantage derrière\u00a0: {name}"),
    "asked-for-in": Text("requests are made in: {portal}", "les demandes se font dans\u00a0: {portal}"),
    "recent": Text("recent", "récent"),
    "recent-until": Text("recent until {day}", "récent jusqu’au {day}"),
    "old": Text("old", "ancien"),
    "counts": Text("{who}: {count}", "{who}\u00a0: {count}"),
    "incidents": Text("{count} incidents", "{count} incidents"),
    "not-granted": Text("not included", "non compris"),
    "no-offer": Text("no offer", "aucune offre"),
    "any": Text("any competency", "toute compétence"),
    "cloud": Text("cloud competency", "compétence Cloud"),
    "other": Text("other competency", "autre compétence"),
    "alias": Text("here it is called “{name}”", "s’appelle ici «\u00a0{name}\u00a0»"),
    "machine": Text("machine “{name}”:", "machine «\u00a0{name}\u00a0»\u00a0:"),
    "wrong": Text("wrong:", "incorrect\u00a0:"),
    "right": Text("right:", "correct\u00a0:"),
    "scenarios": Text("scenarios:", "scénarios\u00a0:"),
}

OUTCOMES: Final = {
    "accepted": Text("The portal did what the account asked for.", "Le portail a fait ce que le compte demandait."),
    "refused": Text(
        "The portal did not do it, and nothing changed. A line that expects this begins with “tries to”.",
        "Le portail ne l’a pas fait, et rien n’a changé. Une ligne qui s’y attend contient « essaie de ».",
    ),
    "error to ignore": Text(
        "The portal showed an error that is wrong: nothing is lost and nothing needs to be done.",
        "Le portail a affiché une erreur qui est fausse\u00a0: rien n’est perdu et il n’y a rien à faire.",
    ),
}

ACTIONS: Final = {
    "SignIn": Text("an account signs in to a portal", "un compte se connecte à un portail"),
    "SwitchAccount": Text("somebody goes on with another account", "on continue avec un autre compte"),
    "OpenPage": Text("an account opens a page", "un compte ouvre une page"),
    "Activate": Text("an account activates a benefit", "un compte active un avantage"),
    "LinkContract": Text("an account links a contract", "un compte lie un contrat"),
    "StartRequest": Text("an account starts a request", "un compte commence une demande"),
    "ExpandPlans": Text("an account unfolds the unavailable plans", "un compte déplie les plans indisponibles"),
    "LeaveRequest": Text("an account leaves a request", "un compte quitte une demande"),
    "CreateRequest": Text("an account creates a request", "un compte crée une demande"),
    "ChooseWorkload": Text("an account chooses a workload", "un compte choisit une charge de travail"),
    "BuyPlan": Text("an account buys a plan", "un compte achète un plan"),
}


def say(key: str, language: Language, **values: str) -> str:
    """Give words by their key, filled in."""
    return WORDS[key].in_language(language).format(**values)
