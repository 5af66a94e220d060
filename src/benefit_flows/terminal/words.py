"""The words of the stepper at the terminal."""

from typing import Final

from benefit_flows.text import Text, Words

WORDS: Final = Words(
    {
        # Where one is
        "scenario": Text("{name} ({place})", "{name} ({place})"),
        "rulebook": Text("A model of the rulebook {name}.", "Un modèle du recueil {name}."),
        "begins": Text("It begins with:", "Au départ\u00a0:"),
        "now": Text("{today}, steps done: {done}", "{today}, étapes faites\u00a0: {done}"),
        "ahead": Text("{text} (ahead: {number})", "{text} (devant\u00a0: {number})"),
        "position": Text("{text}, scenario: {done} of {all}", "{text}, scénario\u00a0: {done} sur {all}"),
        "states": Text("States:", "États\u00a0:"),
        "state": Text("{name}: {state}", "{name}\u00a0: {state}"),
        "sees": Text("{account} sees {portal}, {page}: {items}", "{account} voit {portal}, {page}\u00a0: {items}"),
        "nowhere": Text("No account is on a page yet.", "Aucun compte n’est encore sur une page."),
        "withheld": Text("Not shown to {account}:", "Non montré à {account}\u00a0:"),
        "disabled": Text("{text} (disabled)", "{text} (désactivé)"),
        "of": Text("{text} ({of})", "{text} ({of})"),
        "value": Text("{text}: {value}", "{text}\u00a0: {value}"),
        "choices": Text("Choices (* is what the scenario does next):", "Choix (* est la suite du scénario)\u00a0:"),
        "choices-only": Text("Choices:", "Choix\u00a0:"),
        "next": Text("Next in the scenario: {number} {what}", "Suite du scénario\u00a0: {number} {what}"),
        "no-choices": Text("Nothing can be tried here.", "Il n’y a rien à essayer ici."),
        "time": Text("Time", "Temps"),
        "facts": Text("Facts of the scenario", "Faits du scénario"),
        "ended": Text("The scenario ends here.", "Le scénario s’arrête ici."),
        "left": Text(
            "You left the scenario here: go back, or choose.",
            "Vous avez quitté le scénario ici\u00a0: revenez en arrière, ou choisissez.",
        ),
        # What happened
        "did": Text("{what}: {outcome}", "{what}\u00a0: {outcome}"),
        "message": Text("“{text}”", "«\u00a0{text}\u00a0»"),
        "undocumented": Text("{text} (not documented)", "{text} (non documenté)"),
        "impossible": Text("It cannot be done here: {why}", "Impossible ici\u00a0: {why}"),
        "fails": Text("The scenario fails here: {why}", "Le scénario échoue ici\u00a0: {why}"),
        "note": Text("Note: {text}", "Note\u00a0: {text}"),
        "ok": Text("ok: {text}", "satisfaite\u00a0: {text}"),
        "failed": Text("FAILED: {text}", "NON SATISFAITE\u00a0: {text}"),
        # Why, and why not
        "holds": Text("holds: {what}", "satisfaite\u00a0: {what}"),
        "in-the-way": Text("in the way: {what}", "obstacle\u00a0: {what}"),
        "rule": Text("{rule} {passages} {basis}: {statement}", "{rule} {passages} {basis}\u00a0: {statement}"),
        "no-why": Text("Nothing has been done yet.", "Rien n’a encore été fait."),
        "no-rule": Text("No rule stands behind it.", "Aucune règle n’est derrière."),
        "accepted": Text("Choice {number} would be accepted.", "Le choix {number} serait accepté."),
        "way": Text("Choice {number} would be accepted after:", "Le choix {number} serait accepté après\u00a0:"),
        "ignore": Text(
            "Choice {number}: nothing is missing. Ignore the error, and go on.",
            "Choix {number}\u00a0: rien ne manque. Ignorez l’erreur, et continuez.",
        ),
        "no-way": Text("Choice {number}: {why}.", "Choix {number}\u00a0: {why}."),
        # Questions and predictions
        "question": Text("Question: {text}", "Question\u00a0: {text}"),
        "right": Text("Right.", "Juste."),
        "wrong": Text("Wrong. Right: {answers}", "Faux. Juste\u00a0: {answers}"),
        "because": Text("Because: {text}", "Car\u00a0: {text}"),
        "predict": Text(
            "What will come of it? {what}: a accepted, r refused, e error to ignore",
            "Qu’en adviendra-t-il\u00a0? {what}\u00a0: a accepté, r refusé, e erreur à ignorer",
        ),
        "predicted": Text("Your prediction was right.", "Votre prédiction était juste."),
        "not-predicted": Text("You predicted: {what}.", "Vous aviez prédit\u00a0: {what}."),
        "not-yet": Text(
            "After you have answered: this would give the answer away.",
            "Après votre réponse\u00a0: ceci la dévoilerait.",
        ),
        "predict-on": Text("Predict first: on.", "Prédire d’abord\u00a0: oui."),
        "predict-off": Text("Predict first: off.", "Prédire d’abord\u00a0: non."),
        "score-questions": Text("Questions: {right} right of {of}.", "Bonnes réponses\u00a0: {right} sur {of}."),
        "score-predictions": Text("Predictions: {right} right of {of}.", "Bonnes prédictions\u00a0: {right} sur {of}."),
        # Commands
        "no-back": Text("This is the beginning.", "C’est le début."),
        "no-forward": Text("There is no step ahead.", "Il n’y a pas d’étape devant."),
        "no-jump": Text("There are steps from 0 to {most}.", "Les étapes vont de 0 à {most}."),
        "no-choice": Text("There are choices from 1 to {most}.", "Les choix vont de 1 à {most}."),
        "no-answer": Text("Answer with a number from 1 to {most}.", "Répondez par un nombre de 1 à {most}."),
        "no-outcome": Text("Answer with a, r or e.", "Répondez par a, r ou e."),
        "base": Text("The session starts here now: r leads back.", "La session commence ici\u00a0: r y ramène."),
        "no-kept": Text("No other branch is kept.", "Aucune autre branche n’est gardée."),
        "kept": Text("Branches kept (k N goes on with one):", "Branches gardées (k N en reprend une)\u00a0:"),
        "branch": Text(
            "parts after step {at}, steps in all {steps}: {what}",
            "se sépare après l’étape {at}, étapes en tout {steps}\u00a0: {what}",
        ),
        "no-branch": Text("There are branches from 1 to {most}.", "Les branches vont de 1 à {most}."),
        "written": Text("Written: {file}", "Écrit\u00a0: {file}"),
        "exists": Text("it exists already", "il existe déjà"),
        "not-found": Text("there is no such folder", "ce dossier n’existe pas"),
        "no-permission": Text("that is not permitted", "ce n’est pas autorisé"),
        "is-folder": Text("that is a folder", "c’est un dossier"),
        "not-flow": Text("this is the text of a .flow file", "c’est le texte d’un fichier .flow"),
        "no-name": Text("no file can be called that", "aucun fichier ne peut porter ce nom"),
        "impossible-here": Text("the system cannot do it ({code})", "le système n’y arrive pas ({code})"),
        "unwritten": Text("Cannot write {file}: {why}", "Impossible d’écrire {file}\u00a0: {why}"),
        "other-version": Text(
            "This link was made for another version of these scenarios: nothing moved.",
            "Ce lien vient d’une autre version de ces scénarios\u00a0: rien n’a bougé.",
        ),
        "bad-link": Text(
            "This link leads nowhere here: nothing moved.", "Ce lien ne mène nulle part\u00a0: rien n’a bougé."
        ),
        "languages": Text("There are: lang en, lang fr.", "Il y a\u00a0: lang en, lang fr."),
        "unknown": Text(
            'No command: "{word}". Possible: {commands}',
            "Commande inconnue\u00a0: «\u00a0{word}\u00a0». Possible\u00a0: {commands}",
        ),
        "how": Text(
            "A number takes that choice, Enter the next step of the scenario; help lists all commands.",
            "Un nombre fait ce choix, Entrée l’étape suivante du scénario\u00a0; aide donne toutes les commandes.",
        ),
        "prompt": Text("{done}/{all} (help, q)> ", "{done}/{all} (aide, q)> "),
        "prompt-after": Text("{done}/{all} {outcome} (help, q)> ", "{done}/{all} {outcome} (aide, q)> "),
        "prompt-question": Text("answer 1-{most}> ", "réponse 1-{most}> "),
        "prompt-outcome": Text("a, r or e> ", "a, r ou e> "),
        # Several scenarios
        "which": Text("Scenarios:", "Scénarios\u00a0:"),
        "which-row": Text("{name} (row {row}: {values})", "{name} (ligne {row}\u00a0: {values})"),
        "prompt-which": Text("scenario 1-{most}, q> ", "scénario 1-{most}, q> "),
        "no-scenario": Text(
            "There are scenarios from 1 to {most}; q leaves.", "Les scénarios vont de 1 à {most}\u00a0; q quitte."
        ),
    }
)
HELP: Final = (
    (Text("number", "nombre"), Text("take that choice", "fait ce choix")),
    (Text("Enter", "Entrée"), Text("next step of the scenario", "étape suivante du scénario")),
    (Text("b, f", "b, f"), Text("back, forward", "en arrière, en avant")),
    (Text("j N", "j N"), Text("jump to step N", "va à l’étape N")),
    (Text("r", "r"), Text("reset: to where the session starts", "revient là où la session commence")),
    (Text("h", "h"), Text("let the session start here", "la session commence ici")),
    (
        Text("?", "?"),
        Text("why the last step ended so: conditions, rules, passages", "pourquoi\u00a0: conditions, règles, passages"),
    ),
    (Text("w N", "w N"), Text("why not choice N", "pourquoi pas le choix N")),
    (Text("s", "s"), Text("the whole screen", "l’écran en entier")),
    (Text("i", "i"), Text("all facts", "tous les faits")),
    (Text("c", "c"), Text("where I am, and the choices", "où j’en suis, et les choix")),
    (Text("p", "p"), Text("predict first, on or off", "prédire d’abord, oui ou non")),
    (Text("k, k N", "k, k N"), Text("branches kept; go on with one", "branches gardées\u00a0; en reprendre une")),
    (Text("e, e FILE", "e, e FICHIER"), Text("the steps as a scenario", "les étapes comme scénario")),
    (
        Text("l, l LINK", "l, l LIEN"),
        Text("the link to this place; go to one", "le lien vers ici\u00a0; aller à un lien"),
    ),
    (Text("lang fr", "lang en"), Text("in French", "en anglais")),
    (Text("help", "aide"), Text("this list", "cette liste")),
    (Text("q", "q"), Text("leave", "quitter")),
)
"""The commands with what they do, in the order of the help."""
