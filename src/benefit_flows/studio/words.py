"""The studio's own words, in both languages: what the server answers, and what its pages say."""

from typing import Final

from benefit_flows.text import Text, Words

TOO_LARGE: Final = Text(
    "more than 1 MB: too large for the studio", "plus de 1\u00a0Mo\u00a0: trop grand pour le studio"
)

ANSWERS: Final = Words(
    {
        "host": Text(
            "the studio is not called by this name: use the link that it printed",
            "le studio ne s’appelle pas ainsi\u00a0: utilisez le lien qu’il a affiché",
        ),
        "origin": Text(
            "the request comes from another page: refused", "la demande vient d’une autre page\u00a0: elle est refusée"
        ),
        "token": Text(
            "the token is missing or wrong: use the link that the studio printed when it started",
            "le jeton manque ou n’est pas le bon\u00a0: utilisez le lien que le studio a affiché au démarrage",
        ),
        "outside": Text(
            "only scenario files of the studio’s folder can be had",
            "seuls les fichiers de scénarios du dossier du studio sont accessibles",
        ),
        "no-name": Text(
            "the text has no name yet: write one into the field “File”",
            "le texte n’a pas encore de nom\u00a0: écrivez-en un dans le champ «\u00a0Fichier\u00a0»",
        ),
        "separators": Text(
            "file names cannot contain {signs} on this system",
            "sur ce système, un nom de fichier ne peut pas contenir {signs}",
        ),
        "missing": Text("{name} is not there (any more)", "{name} n’existe pas ou plus"),
        "not-a-file": Text("{name} is not a regular file", "{name} n’est pas un fichier ordinaire"),
        "unreadable": Text("{name} cannot be read: {why}", "{name} est illisible\u00a0: {why}"),
        "large": TOO_LARGE,
        "not-flow": Text("only .flow files are saved", "seuls les fichiers .flow sont enregistrés"),
        "gone": Text(
            "the file was deleted meanwhile; nothing was saved: save it as a new file",
            "le fichier a été supprimé entre-temps\u00a0; rien n’a été enregistré\u00a0: "
            "enregistrez un nouveau fichier",
        ),
        "no-folder": Text("there is no folder for {name}", "il n’y a pas de dossier pour {name}"),
        "unwritten": Text("cannot write {name}: {why}", "impossible d’écrire {name}\u00a0: {why}"),
        "meanwhile": Text(
            "the file was changed on disk meanwhile: nothing was saved",
            "le fichier a changé sur le disque entre-temps\u00a0: rien n’a été enregistré",
        ),
        "exists": Text(
            "there is a file of this name already: nothing was saved",
            "un fichier porte déjà ce nom\u00a0: rien n’a été enregistré",
        ),
        "request": Text("the request cannot be read", "la demande est illisible"),
        "not-found": Text("there is nothing at this address", "il n’y a rien à cette adresse"),
        "not-allowed": Text("this address takes no such request", "cette adresse n’accepte pas une telle demande"),
        "bug": Text("a bug of ours; please report it", "un défaut de notre part\u00a0; merci de le signaler"),
        "no-session": Text("nobody steps here (any more)", "personne n’avance ici, ou plus"),
        "stale": Text(
            "somebody else was faster: this page took over what they did",
            "quelqu’un d’autre a été plus rapide\u00a0: cette page a repris ce qu’il a fait",
        ),
        "state": Text("this state does not fit the scenario", "cet état ne convient pas au scénario"),
        "mistakes": Text(
            "nothing can be stepped through here: see the mistakes", "rien à parcourir ici\u00a0: voyez les erreurs"
        ),
        "too-many": Text(
            "more than {most} scenarios at once: step through one of them",
            "plus de {most} scénarios à la fois\u00a0: parcourez-en un seul",
        ),
        "no-scenario": Text("there is no scenario at line {line}", "il n’y a pas de scénario à la ligne {line}"),
        "not-formatted": Text("left as it is, because it has mistakes", "laissé tel quel, car il a des erreurs"),
    }
)
"""What the server answers when it cannot do what it was asked."""

PAGES: Final = Words(
    {
        "studio": Text("Studio", "Studio"),
        "skip": Text("Skip to the content", "Aller au contenu"),
        "language": Text("Français", "English"),
        "scenarios": Text("Scenarios", "Scénarios"),
        "scenarios.none": Text(
            "There is no scenario file in this folder yet.", "Ce dossier ne contient encore aucun fichier de scénarios."
        ),
        "scenarios.filter": Text("Show only what contains", "Montrer seulement ce qui contient"),
        "files.one": Text("{number} file", "{number} fichier"),
        "files.other": Text("{number} files", "{number} fichiers"),
        "scenarios.one": Text("{number} scenario", "{number} scénario"),
        "scenarios.other": Text("{number} scenarios", "{number} scénarios"),
        "drafts": Text("Texts of this tab that are not saved", "Textes de cet onglet, non enregistrés"),
        "drafts.unnamed": Text("without a name yet", "encore sans nom"),
        "drafts.discard": Text("Discard", "Abandonner"),
        "drafts.offer": Text(
            "This tab has a text of this file that is not saved:",
            "Cet onglet contient un texte de ce fichier qui n’est pas enregistré\u00a0:",
        ),
        "drafts.open": Text("open it", "l’ouvrir"),
        "drafts.gone": Text(
            "The text of this link is not in this tab: it was in another one, or was saved or discarded.",
            "Le texte de ce lien n’est pas dans cet onglet\u00a0: il était dans un autre, "
            "ou il a été enregistré ou abandonné.",
        ),
        "drafts.full": Text(
            "The browser has no room to keep this text until later: save or download it, "
            "or discard others in the list.",
            "Le navigateur n’a plus de place pour garder ce texte\u00a0: enregistrez-le, téléchargez-le, "
            "ou abandonnez-en d’autres dans la liste.",
        ),
        "import.large": TOO_LARGE,
        "import.bytes": Text(
            "{name} is not text in UTF-8: convert it first", "{name} n’est pas un texte en UTF-8\u00a0: convertissez-le"
        ),
        "file.edit": Text("Edit", "Modifier"),
        "file.step": Text("Step through", "Parcourir"),
        "file.read": Text("Read", "Lire"),
        "file.new": Text("New file", "Nouveau fichier"),
        "file.import": Text("Import a text", "Importer un texte"),
        "file.import.help": Text(
            "It opens in the editor. Nothing is saved before you save it.",
            "Il s’ouvre dans l’éditeur. Rien n’est enregistré avant que vous ne l’enregistriez.",
        ),
        "file.too-many": Text("Only the first {number} are shown.", "Seuls les {number} premiers sont montrés."),
        "token.title": Text("This page needs the studio’s token", "Cette page a besoin du jeton du studio"),
        "token.help": Text(
            "Open the link that the studio printed in the terminal when it started; or paste it here. Nothing is lost.",
            "Ouvrez le lien que le studio a affiché dans le terminal au démarrage, ou collez-le ici. Rien n’est perdu.",
        ),
        "token.link": Text("Link or token", "Lien ou jeton"),
        "token.use": Text("Go on", "Continuer"),
        "token.wrong": Text("This is not the token of this studio.", "Ce n’est pas le jeton de ce studio."),
        "editor.text": Text("Text of the scenario file", "Texte du fichier de scénarios"),
        "editor.name": Text("File", "Fichier"),
        "editor.save": Text("Save", "Enregistrer"),
        "editor.run": Text("Run", "Exécuter"),
        "editor.step": Text("Step through", "Parcourir"),
        "editor.step-here": Text("Step from the cursor’s line", "Parcourir depuis la ligne du curseur"),
        "editor.format": Text("Format", "Mettre en forme"),
        "editor.download": Text("Download", "Télécharger"),
        "editor.mistakes": Text("Mistakes", "Erreurs"),
        "editor.results": Text("Results", "Résultats"),
        "editor.clean": Text("No mistakes.", "Aucune erreur."),
        "editor.earlier": Text(
            "These are the results of an earlier text.", "Ces résultats sont ceux d’un texte antérieur."
        ),
        "editor.running": Text("Running…", "Exécution…"),
        "editor.count": Text("{number} to look at", "{number} à voir"),
        "editor.line": Text("line {line}", "ligne {line}"),
        "editor.saved": Text("Saved.", "Enregistré."),
        "editor.unsaved": Text("Not saved yet.", "Pas encore enregistré."),
        "editor.formatted": Text("Formatted; not saved yet.", "Mis en forme\u00a0; pas encore enregistré."),
        "editor.tidy": Text("Already well formatted.", "Déjà bien mis en forme."),
        "editor.read-only": Text(
            "Gherkin features can be read, run and stepped through here, not changed.",
            "Ici, les fichiers Gherkin se lisent, s’exécutent et se parcourent\u00a0; ils ne se modifient pas.",
        ),
        "editor.difference": Text("From the disk (-) to your text (+)", "Du disque (-) à votre texte (+)"),
        "editor.same-text": Text("Both texts are the same.", "Les deux textes sont identiques."),
        "editor.take-disk": Text("Take the text from the disk", "Prendre le texte du disque"),
        "editor.keep-mine": Text(
            "Keep mine: the next save replaces what is shown here",
            "Garder le mien\u00a0: le prochain enregistrement remplace ce qui est montré ici",
        ),
        "editor.save-as": Text("Or save under another name", "Ou enregistrer sous un autre nom"),
        "editor.save-new": Text("Save as a new file", "Enregistrer comme nouveau fichier"),
        "editor.keys": Text(
            "Ctrl+S saves, Ctrl+Enter runs. Tab leaves the text.",
            "Ctrl+S enregistre, Ctrl+Entrée exécute. Tab quitte le texte.",
        ),
        "step.follow": Text("Link for trainees", "Lien pour les stagiaires"),
        "step.copy": Text("Copy", "Copier"),
        "step.copied": Text("Copied.", "Copié."),
        "step.by-hand": Text(
            "The browser does not allow that: copy the marked link by hand.",
            "Le navigateur ne le permet pas\u00a0: copiez à la main le lien sélectionné.",
        ),
        "step.anew": Text(
            "The place of this link does not fit the text as it is now: this begins at the start.",
            "L’endroit de ce lien ne convient pas au texte actuel\u00a0: on reprend au début.",
        ),
        "step.other": Text(
            "Another trainer took something else: this page came along.",
            "Un autre formateur a pris autre chose\u00a0: cette page a suivi.",
        ),
        "step.export": Text("Export to the editor", "Exporter vers l’éditeur"),
        "step.edit": Text("Back to the text", "Retour au texte"),
        "step.loading": Text("Loading…", "Chargement…"),
        "step.lost": Text(
            "Connection lost, trying again. You can go on: this page keeps what you do.",
            "Connexion perdue, nouvel essai en cours. Vous pouvez continuer\u00a0: "
            "cette page garde ce que vous faites.",
        ),
        "follow.following": Text(
            "Following the trainer. The controls are off.", "Vous suivez le formateur. Les commandes sont désactivées."
        ),
        "follow.lost": Text("Connection lost, trying again…", "Connexion perdue, nouvel essai…"),
        "follow.waiting": Text(
            "Nobody steps here at the moment. This page waits for the trainer.",
            "Personne n’avance ici pour le moment. Cette page attend le formateur.",
        ),
        "noscript": Text("The studio needs JavaScript.", "Le studio a besoin de JavaScript."),
        "unexpected": Text(
            "The studio could not answer ({status}): perhaps too many are connected. Try again in a moment.",
            "Le studio n’a pas pu répondre ({status})\u00a0: peut-être y a-t-il trop de connexions. "
            "Réessayez dans un instant.",
        ),
        "offline": Text(
            "The studio does not answer. Is it still running? Nothing of this page is lost.",
            "Le studio ne répond pas. Fonctionne-t-il encore\u00a0? Rien de cette page n’est perdu.",
        ),
    }
)
"""What the pages say; each of them gets all of it."""
