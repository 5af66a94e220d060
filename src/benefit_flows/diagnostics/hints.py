"""The table of hints: how to mend a mistake, in one sentence in both languages; ``{names}`` are filled in."""

from collections.abc import Mapping
from typing import Final

from benefit_flows.text import Text

HINTS: Final[Mapping[str, Text]] = {
    "near": Text('did you mean "{near}"?', "vouliez-vous dire « {near} » ?"),
    "expected": Text("what fits here: {expected}", "ce qui convient ici : {expected}"),
    "next": Text("what fits here: {expected}", "ce qui convient ici : {expected}"),
    "phrases": Text("did you mean:{phrases}", "vouliez-vous dire :{phrases}"),
    "name-language": Text("begin the file with: {line}", "commencez le fichier par : {line}"),
    "one-language": Text(
        "write its keywords and its steps in one language", "écrivez ses mots-clés et ses étapes dans une seule langue"
    ),
    "right-language": Text("write here: {line}", "écrivez ici : {line}"),
    "keep": Text(
        'to keep it, put it in quotation marks: "{word}"; to leave it out, write it on a line of its own',
        'pour le garder, mettez-le entre guillemets : "{word}" ; sinon, écrivez-le seul sur une ligne',
    ),
    "unquote": Text("write it without quotation marks: {word}", "écrivez sans guillemets : {word}"),
    "whole-column": Text(
        "a column fills a whole slot: put all of “{word}” into the table",
        "une colonne remplit tout l’emplacement : mettez « {word} » en entier dans le tableau",
    ),
    "outline": Text(
        "examples belong to an outline: begin the block with “{outline}”",
        "les exemples vont dans un plan de scénario : commencez le bloc par « {outline} »",
    ),
    "begin": Text("begin it with: {keyword}", "commencez par : {keyword}"),
    "same-rulebook": Text(
        "include only files that are written for the same rulebook",
        "n’incluez que des fichiers écrits pour le même recueil",
    ),
    "one-rulebook": Text("leave out one of the two lines", "supprimez l’une des deux lignes"),
    "known": Text("there are: {known}", "il y a : {known}"),
    "alias": Text('here it is called "{near}"', "ici cela s’appelle « {near} »"),
    "date": Text("write {first}", "écrivez {first}"),
    "declare": Text(
        "another product is declared before it is used ({family}, or: {others})\n  {line}\nthere are: {known}",
        "un autre produit se déclare avant de servir ({family}, ou : {others})\n  {line}\nil y a : {known}",
    ),
    "no-columns": Text(
        "columns belong in an outline, or in a setup with parameters",
        "les colonnes vont dans un plan de scénario ou une préparation à paramètres",
    ),
    "dates": Text("write {first} or {second}", "écrivez {first} ou {second}"),
    "judge": Text(
        "add a line that judges it: accepted, refused, the message seen, or the error can be ignored",
        "ajoutez une ligne qui juge : accepté, refusé, le message vu, ou l’erreur à ignorer",
    ),
    "check": Text("add a line that starts with “{then}”", "ajoutez une ligne qui commence par « {then} »"),
    "range": Text("it can be {known}", "il peut valoir {known}"),
    "today": Text("begin with: {today_line}", "commencez par : {today_line}"),
    "when": Text("begin it with: {when}", "commencez par : {when}"),
    "tag": Text("tags start with @", "les étiquettes commencent par @"),
    "one-keyword": Text('"{word}" is a keyword: a line has one', "« {word} » est un mot-clé : une ligne en a un seul"),
    "wait-until": Text(
        "let time pass: {wait} …, to the day after its end",
        "laissez passer le temps : {wait} …, jusqu’au lendemain de sa fin",
    ),
    "open": Text("let it act first: sign in, or open a page", "faites-le d’abord agir : se connecter, ouvrir une page"),
    "quote": Text("put it in quotation marks", "mettez-le entre guillemets"),
    "in-portal": Text("say which portal: {near}", "dites quel portail : {near}"),
    "a-portal": Text("that is a portal; a page of it is: {near}", "c’est un portail ; une de ses pages est : {near}"),
    "quotation": Text(
        "it is only quoted in the article; screens show the whole message", "l’article ne fait que le citer"
    ),
    "then": Text("begin it with: {steps}", "commencez par : {steps}"),
    "convert": Text("save it as UTF-8", "enregistrez-le en UTF-8"),
    "outside": Text("keep included files below the project's top folder", "gardez les fichiers inclus dans le projet"),
    "first": Text("mend the first ones, then check again", "corrigez les premières erreurs, puis vérifiez de nouveau"),
    "fewer-setups": Text(
        "use each setup once, or divide the examples",
        "utilisez chaque préparation une fois, ou divisez les exemples",
    ),
    "header": Text("begin a block with “{scenario}” first", "commencez d’abord un bloc par « {scenario} »"),
    "first-day": Text("if it is earlier, say so: from … until {word}", "s’il est plus tôt, dites-le : du … au {word}"),
    "without": Text("leave out whose it is", "omettez à qui il est"),
    "rename": Text("rename one of the two", "renommez l’un des deux"),
    "columns": Text("the table's columns: {known}", "les colonnes du tableau : {known}"),
    "folder": Text("is the path right, seen from this folder?", "le chemin est-il juste, vu de ce dossier ?"),
    "ignore": Text("write it so: # ignore[BF320]", "écrivez ainsi : # ignore[BF320]"),
    "install-bdd": Text('pip install "benefit-flows[bdd]"', 'pip install "benefit-flows[bdd]"'),
    "because": Text("because: {word}", "car : {word}"),
    "name-it": Text("name one to run it all the same", "nommez-en une pour l’exécuter quand même"),
    "reason": Text("say it in its first note", "dites-le dans sa première note"),
    "cite": Text("one of: {known}", "l’un de : {known}"),
}
