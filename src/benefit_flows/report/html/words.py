"""The words of the page of results, in both languages. Those of what all pages draw stand in ``view.words``."""

from typing import Final

from benefit_flows.text import Text, Words

WORDS: Final = Words(
    {
        "title": Text("Results", "Résultats"),
        "rulebook": Text("Rulebook {id}: {title}", "Recueil {id}\u00a0: {title}"),
        "model": Text(
            "A simulation by that rulebook, not the portals themselves.",
            "Une simulation selon ce recueil, pas les portails eux-mêmes.",
        ),
        "count-good": Text("{number} passed", "réussis\u00a0: {number}"),
        "count-bad": Text("{number} failed", "échoués\u00a0: {number}"),
        "count-known": Text("{number} known to fail", "échecs connus\u00a0: {number}"),
        "count-pending": Text("{number} pending", "en attente\u00a0: {number}"),
        "count-none": Text("{number} not run", "non exécutés\u00a0: {number}"),
        "count-mistakes": Text("{number} mistakes in the files", "{number} erreurs dans les fichiers"),
        "count-mistake": Text("1 mistake in the files", "1 erreur dans les fichiers"),
        "count-remarks": Text("{number} warnings or hints", "avertissements ou conseils\u00a0: {number}"),
        "count-remark": Text("1 warning or hint", "1 avertissement ou conseil"),
        "nothing-run": Text("nothing was run", "rien n’a été exécuté"),
        "scenarios": Text("Scenarios", "Scénarios"),
        "line": Text("line {line}", "ligne {line}"),
        "mistakes": Text("What is wrong in the files ({number})", "Ce qui ne va pas dans les fichiers ({number})"),
        "more": Text("and {number} more", "et {number} de plus"),
        "why": Text("Why it failed", "Pourquoi il échoue"),
        "empty": Text("No scenario ran.", "Aucun scénario n’a été exécuté."),
        "plain": Text(
            "This is the plain list. With JavaScript and a browser of 2023 or newer, each scenario also opens "
            "as a story.",
            "Voici la liste simple. Avec JavaScript et un navigateur de 2023 ou plus récent, chaque scénario "
            "s’ouvre aussi"
            " comme un récit.",
        ),
        # What stands below is used by the page itself.
        "page.skip": Text("Skip to the story", "Aller au récit"),
        "page.views": Text("Views", "Vues"),
        "page.coverage": Text("Coverage", "Couverture"),
        "page.keys": Text("Keys", "Touches"),
        "page.close": Text("Close", "Fermer"),
        "page.keys-on": Text("Letters work as keys", "Les lettres agissent comme touches"),
        "page.theme": Text("Light or dark", "Clair ou sombre"),
        "page.print": Text("Print all failed", "Imprimer les échecs"),
        "page.none": Text(
            "No scenario is open. Choose one from the list.", "Aucun scénario ouvert. Choisissez dans la liste."
        ),
        "page.unknown": Text("This report has no scenario {address}.", "Ce rapport n’a pas de scénario {address}."),
        "verdict.good": Text("passed", "réussi"),
        "verdict.bad": Text("failed", "échoué"),
        "verdict.known": Text("known to fail", "échec connu"),
        "verdict.pending": Text("pending", "en attente"),
        "verdict.none": Text("not run", "non exécuté"),
        "key./": Text("find a text", "chercher un texte"),
        "key.j": Text("next scenario (or ↓ in the list)", "scénario suivant (ou ↓ dans la liste)"),
        "key.k": Text("previous scenario (or ↑ in the list)", "scénario précédent (ou ↑ dans la liste)"),
        "key.Enter": Text("open the scenario, and go to its story", "ouvrir le scénario et aller à son récit"),
        "key.Esc": Text("back to the list", "revenir à la liste"),
        "key.f": Text("only the failed ones, or all", "seulement les échecs, ou tous"),
        "key.c": Text("coverage, or scenarios", "couverture, ou scénarios"),
        "key.?": Text("these keys", "ces touches"),
        "filter.label": Text("Filter the scenarios", "Filtrer les scénarios"),
        "filter.verdict": Text("Verdict", "Verdict"),
        "filter.all": Text("All {number}", "Tous {number}"),
        "filter.bad": Text("✕ Failed {number}", "✕ Échoués {number}"),
        "filter.good": Text("✓ Passed {number}", "✓ Réussis {number}"),
        "filter.known": Text("≈ Known to fail {number}", "≈ Échecs connus {number}"),
        "filter.pending": Text("… Pending {number}", "… En attente {number}"),
        "filter.none": Text("– Not run {number}", "– Non exécutés {number}"),
        "filter.text": Text("Text", "Texte"),
        "filter.tag": Text("Tag", "Étiquette"),
        "filter.passage": Text("Passage, cited or relied on", "Passage, cité ou appliqué"),
        "filter.row": Text("Row: its number, or a value", "Ligne de tableau\u00a0: numéro ou valeur"),
        "filter.rule": Text("Rule {what}", "Règle {what}"),
        "filter.move": Text("Transition {what}", "Transition {what}"),
        "filter.other": Text("{name}: {what}", "{name}\u00a0: {what}"),
        "filter.more": Text("Tag, passage, row", "Étiquette, passage, ligne"),
        "filter.any": Text("any", "toutes"),
        "filter.any-passage": Text("any", "tous"),
        "filter.drop": Text("Remove the filter: {what}", "Retirer le filtre\u00a0: {what}"),
        "filter.clear": Text("Remove all filters", "Retirer tous les filtres"),
        "filter.shown": Text("Scenarios: {number} of {all}", "Scénarios\u00a0: {number} sur {all}"),
        "filter.nothing": Text("No scenario fits these filters.", "Aucun scénario ne correspond à ces filtres."),
        "event.cites": Text("cites", "cite"),
        "event.tags": Text("tags", "étiquettes"),
        "event.again": Text("Run again", "Relancer"),
        "event.copy": Text("Copy", "Copier"),
        "event.copied": Text("Copied", "Copié"),
        "event.back": Text("Back to the list", "Revenir à la liste"),
        "event.next": Text("Next", "Suivant"),
        "event.previous": Text("Previous", "Précédent"),
        "event.failure": Text("What failed", "Ce qui a échoué"),
        "event.timeline": Text("What happened", "Ce qui s’est passé"),
        "event.given": Text("Put in place (lines: {number})", "Mis en place (lignes\u00a0: {number})"),
        "event.world": Text("All facts after line {line}", "Tous les faits après la ligne {line}"),
        "event.guards": Text("Conditions asked ({number})", "Conditions évaluées ({number})"),
        "event.refused-by": Text(
            "Conditions asked ({number}), refused by: {what}", "Conditions évaluées ({number}), refus\u00a0: {what}"
        ),
        "event.sees": Text("What {account} sees then", "Ce que {account} voit alors"),
        "event.changes": Text("What changed", "Ce qui a changé"),
        "event.holds": Text("holds", "satisfaite"),
        "event.fails": Text("does not hold", "non satisfaite"),
        "event.expected": Text("expected", "attendu"),
        "event.actual": Text("actual", "obtenu"),
        "event.found": Text("found: {what}", "trouvé\u00a0: {what}"),
        "event.changed-by": Text("changed by line {line}", "modifié à la ligne {line}"),
        "event.done-by": Text(
            "last done by {account}: line {line}", "dernière action (compte {account})\u00a0: ligne {line}"
        ),
        "event.missed": Text("Not reached (lines: {number})", "Non atteint (lignes\u00a0: {number})"),
        "event.pending": Text(
            "This scenario is still to be written: it did not run.",
            "Ce scénario reste à écrire\u00a0: il n’a pas été exécuté.",
        ),
        "event.not-run": Text(
            "This scenario did not run: the run stopped before.",
            "Ce scénario n’a pas été exécuté\u00a0: l’exécution s’est arrêtée avant.",
        ),
        "event.right": Text("right", "juste"),
        "event.because": Text("because", "parce que"),
        "coverage.about": Text(
            "What these results rest on: rules that steps and checks relied on, passages that lines cite or "
            "rules rest on,"
            " and the transitions made. A number leads to its scenarios. This is no judgement of the scenarios:"
            " “benefit-flows cover” alters each rule and sees who notices.",
            "Ce sur quoi reposent ces résultats\u00a0: les règles appliquées par les étapes et les vérifications, les"
            " passages cités ou sur lesquels reposent ces règles, et les transitions faites. Un nombre mène à ses"
            " scénarios. Ce n’est pas un jugement des scénarios\u00a0: «\u00a0benefit-flows cover\u00a0» modifie chaque"
            " règle et regarde qui le remarque.",
        ),
        "coverage.rules": Text("Rules", "Règles"),
        "coverage.passages": Text("Passages", "Passages"),
        "coverage.moves": Text("Transitions", "Transitions"),
        "coverage.share": Text("{number} of {all}", "{number} sur {all}"),
        "coverage.id": Text("id", "identifiant"),
        "coverage.what": Text("what it says", "ce que cela dit"),
        "coverage.explored": Text("explored", "exploré"),
        "coverage.yes": Text("✓ reached", "✓ atteint"),
        "coverage.no": Text("✕ not reached", "✕ non atteint"),
        "coverage.nothing": Text("✕ none", "✕ aucun"),
        "coverage.count": Text(
            "Scenarios for {what}, {file}: {number}", "Scénarios pour {what}, {file}\u00a0: {number}"
        ),
    }
)
