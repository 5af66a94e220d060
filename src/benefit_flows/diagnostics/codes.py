"""The table of codes: what can be wrong, said in one sentence in both languages; ``{names}`` are filled in.

1xx: a line cannot be read. 2xx: a name is unknown or taken. 3xx: a scenario does not hold together.
4xx: a file cannot be taken. 5xx: a run failed.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from benefit_flows.text import Text


class Severity(Enum):
    """How bad it is: errors keep files from running, warnings fail ``check``, hints never fail."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Code(NamedTuple):
    """One kind of mistake."""

    severity: Severity
    sentence: Text


def _error(en: str, fr: str) -> Code:
    return Code(Severity.ERROR, Text(en, fr))


def _warning(en: str, fr: str) -> Code:
    return Code(Severity.WARNING, Text(en, fr))


def _hint(en: str, fr: str) -> Code:
    return Code(Severity.HINT, Text(en, fr))


CODES: Final[Mapping[str, Code]] = {
    # 1xx: a line cannot be read
    "BF101": _error('no such action: "{word}"', "action inconnue : « {word} »"),
    "BF102": _error('"{word}" does not fit here', "« {word} » ne convient pas ici"),
    "BF103": _error("the line stops too early", "la ligne s’arrête trop tôt"),
    "BF104": _error('"{word}" cannot be read', "« {word} » est illisible"),
    "BF105": _error('no such keyword: "{word}"', "mot-clé inconnu : « {word} »"),
    "BF106": _error('dates are written year-month-day: "{word}"', "les dates s’écrivent année-mois-jour : « {word} »"),
    "BF107": _error("there is no such date: {word}", "cette date n’existe pas : {word}"),
    "BF108": _error("the quotation mark is not closed", "le guillemet n’est pas fermé"),
    "BF109": _error("the line is longer than {most} characters", "la ligne dépasse {most} caractères"),
    "BF110": _error('"and" has no line to continue', "« and » ne continue aucune ligne"),
    "BF111": _error('no such fact: "{word}"', "fait inconnu : « {word} »"),
    "BF112": _error('no such check: "{word}"', "vérification inconnue : « {word} »"),
    "BF114": _error("dates must be within {known}", "les dates doivent être dans l’intervalle {known}"),
    "BF115": _error("the line has an invisible character: {word}", "la ligne a un caractère invisible : {word}"),
    "BF116": _error("this comment must say which code it ignores", "ce commentaire doit dire quel code il ignore"),
    "BF117": _error('"{word}" cannot stand here', "« {word} » ne peut pas être ici"),
    "BF118": _error("the file stops too early", "le fichier s’arrête trop tôt"),
    "BF119": _error(
        '"{word}" is read as free text, not as a header', "« {word} » est lu comme du texte, pas comme un titre"
    ),
    "BF120": _warning(
        '"{word}" is read as free text, not as a step', "« {word} » est lu comme du texte, pas comme une étape"
    ),
    "BF121": _error("the line does not go with its keyword", "la ligne ne va pas avec son mot-clé"),
    "BF122": _error('a column stands in quotation marks: "{word}"', "une colonne est entre guillemets : « {word} »"),
    "BF123": _error(
        "the file does not name the language that it is in", "le fichier ne nomme pas la langue dans laquelle il est"
    ),
    "BF124": _error("the path stands in quotation marks", "le chemin est entre guillemets"),
    "BF126": _error("the file is {word} text, not UTF-8", "le fichier est du texte {word}, pas UTF-8"),
    "BF113": _error('this "{word}" is empty', "« {word} » est vide"),
    # 2xx: a name is unknown or taken
    "BF201": _error('no account is called "{word}"', "aucun compte ne s’appelle « {word} »"),
    "BF202": _error('no company is called "{word}"', "aucune entreprise ne s’appelle « {word} »"),
    "BF203": _error('no such portal: "{word}"', "portail inconnu : « {word} »"),
    "BF204": _error('no such benefit: "{word}"', "avantage inconnu : « {word} »"),
    "BF205": _error('no such product: "{word}"', "produit inconnu : « {word} »"),
    "BF206": _error('no such plan: "{word}"', "plan inconnu : « {word} »"),
    "BF207": _error('no screen shows "{word}"', "aucun écran ne montre « {word} »"),
    "BF208": _error('no such page: "{word}"', "page inconnue : « {word} »"),
    "BF209": _error('no such parameter: "{word}"', "paramètre inconnu : « {word} »"),
    "BF210": _error('parameter "{parameter}" cannot be {word}', "le paramètre « {parameter} » ne peut valoir {word}"),
    "BF211": _error('no setup is called "{word}"', "aucune préparation ne s’appelle « {word} »"),
    "BF212": _error("there is no passage {word}", "il n’y a pas de passage {word}"),
    "BF213": _error('no such role: "{word}"', "rôle inconnu : « {word} »"),
    "BF214": _error('"{word}" is not one of: {known}', "« {word} » n’est pas parmi : {known}"),
    "BF215": _error('no such kind of issue: "{word}"', "type de question inconnu : « {word} »"),
    "BF216": _error('no such reason: "{word}"', "raison inconnue : « {word} »"),
    "BF217": _error('there is no rulebook "{word}"', "il n’y a pas de recueil de règles « {word} »"),
    "BF218": _error(
        'there is no language "{word}" for scenarios', "il n’y a pas de langue « {word} » pour les scénarios"
    ),
    "BF219": _error('"{word}" could be: {candidates}', "« {word} » peut être : {candidates}"),
    "BF220": _error('the name "{word}" is taken: see line {line}', "le nom « {word} » est pris : voir la ligne {line}"),
    "BF221": _error('"{word}" is no section that unfolds', "« {word} » n’est pas une section à développer"),
    "BF223": _error('no such package: "{word}"', "package inconnu : « {word} »"),
    "BF224": _error('no such code: "{word}"', "code inconnu : « {word} »"),
    "BF227": _error(
        "this is written for the rulebook {word}, and the file for {own}",
        "ceci est écrit pour le recueil {word}, et le fichier pour {own}",
    ),
    "BF225": _error('Gherkin has no language "{word}"', "Gherkin n’a pas de langue « {word} »"),
    "BF226": _error(
        "the steps of a feature are English or French, whatever the language of its keywords",
        "les étapes sont en anglais ou en français, quelle que soit la langue des mots-clés",
    ),
    "BF222": _error('"{word}" cannot be a name', "« {word} » ne peut pas être un nom"),
    # 3xx: the scenario does not hold together
    "BF301": _error('scenario "{word}" checks nothing', "le scénario « {word} » ne vérifie rien"),
    "BF302": _error("nothing judges whether this attempt is accepted or refused", "rien ne juge cette tentative"),
    "BF303": _error("the date goes backwards: {day} is before {today}", "la date recule : {day} précède {today}"),
    "BF304": _error("there is no column <{word}>", "il n’y a pas de colonne <{word}>"),
    "BF305": _warning("nothing uses the column {word}", "rien n’utilise la colonne {word}"),
    "BF306": _error(
        "the row has {found} cells, the table has {expected} columns",
        "la ligne a {found} cellules pour {expected} colonnes",
    ),
    "BF307": _error("the outline has no examples", "le plan de scénario n’a pas d’exemples"),
    "BF308": _error("a step stands outside of a block", "une étape est en dehors d’un bloc"),
    "BF309": _error('the table needs a column "{word}"', "il faut une colonne « {word} » dans le tableau"),
    "BF310": _error('the table has no use for a column "{word}"', "la colonne « {word} » n’a pas de sens ici"),
    "BF311": _error("a table is needed below this line", "il faut un tableau sous cette ligne"),
    "BF312": _error("nothing takes this table", "rien ne prend ce tableau"),
    "BF313": _error("this line does not belong in a {word}", "cette ligne n’a pas sa place ici ({word})"),
    "BF314": _error("setups use one another in a circle: {word}", "les préparations s’appellent en cercle : {word}"),
    "BF315": _error("tags stand above no block", "les étiquettes ne précèdent aucun bloc"),
    "BF316": _error("an answer needs a question above it", "une réponse suit une question"),
    "BF317": _error("the question has no right answer", "la question n’a pas de bonne réponse"),
    "BF318": _error("nothing says which day it is before this line", "rien ne dit la date avant cette ligne"),
    "BF319": _error(
        "only a contract that is linked can be given, not {word}",
        "seul un contrat lié peut être donné, pas {word}",
    ),
    "BF320": _warning('nothing uses the setup "{word}"', "rien n’utilise la préparation « {word} »"),
    "BF321": _error(
        "nothing has been tried that this line could judge", "rien n’a été tenté que cette ligne puisse juger"
    ),
    "BF322": _error("an end must not come before its start: {word}", "une fin ne précède pas son début : {word}"),
    "BF323": _error("these examples have other columns than those above", "ces exemples ont d’autres colonnes"),
    "BF324": _error("{word} has not opened anything yet", "{word} n’a encore rien ouvert"),
    "BF325": _error("a benefit expires with time only", "un avantage n’expire qu’avec le temps"),
    "BF327": _error('"{word}" is given twice', "« {word} » est donné deux fois"),
    "BF328": _error('the column "{word}" stands twice', "la colonne « {word} » est là deux fois"),
    "BF329": _error("an account has one identity", "un compte a une seule identité"),
    "BF330": _error("the table has no rows", "le tableau n’a pas de lignes"),
    "BF331": _warning(
        'no competency of the rulebook is called "{word}": it counts as another competency',
        "aucune compétence du recueil ne s’appelle « {word} » : elle compte comme autre compétence",
    ),
    "BF332": _error("{word} is an error: it cannot be ignored", "{word} est une erreur : elle ne s’ignore pas"),
    "BF333": _hint("there is no {word} here to ignore", "il n’y a pas de {word} à ignorer ici"),
    "BF334": _error("nothing takes this doc string", "rien ne prend ce texte entre guillemets triples"),
    "BF340": _error(
        'the plan "{plan}" needs no contract: nobody pays for it',
        "le plan « {plan} » se passe de contrat : personne ne le paie",
    ),
    "BF341": _warning(
        "without a first day this offer starts on {start}: {company} has none before",
        "sans premier jour, cette offre commence le {start} : {company} n’en a aucune avant",
    ),
    "BF336": _warning("this table of examples has no rows", "ce tableau d’exemples n’a pas de lignes"),
    "BF335": _error(
        "setups and rows unfold to too much here: at most {most} lines for a scenario or row, {all} for all together",
        "préparations et lignes se déplient trop ici : {most} lignes au plus par scénario ou ligne, {all} en tout",
    ),
    "BF326": _error('the setup has no parameter "{word}"', "la préparation n’a pas de paramètre « {word} »"),
    "BF346": _hint("this scenario is still to be written", "ce scénario reste à écrire"),
    "BF347": _hint("this scenario is known to fail", "ce scénario échoue, et c’est connu"),
    "BF350": _warning('"{word}" is a comment here, no text', "« {word} » est ici un commentaire"),
    "BF351": _warning(
        "there is no column <{word}>: the text stays as it is", "pas de colonne <{word}> : le texte reste tel quel"
    ),
    # 4xx: a file cannot be taken
    "BF401": _error("there is no such file or folder", "ce fichier ou dossier n’existe pas"),
    "BF402": _error("the file cannot be read: {word}", "le fichier est illisible : {word}"),
    "BF403": _error("the file is not UTF-8 text (byte {word})", "le fichier n’est pas du texte UTF-8 (octet {word})"),
    "BF404": _error("the file is larger than {most} MB", "le fichier dépasse {most} Mo"),
    "BF405": _error("the file is empty", "le fichier est vide"),
    "BF406": _error("the folder holds no such file: {known}", "le dossier ne contient aucun fichier {known}"),
    "BF407": _error("the file includes itself: {word}", "le fichier s’inclut lui-même : {word}"),
    "BF408": _error('the file lies outside of the folder "{word}"', "le fichier est en dehors du dossier « {word} »"),
    "BF409": _error("the file has no scenario", "le fichier n’a aucun scénario"),
    "BF410": _error("there is no scenario at line {word}", "il n’y a pas de scénario à la ligne {word}"),
    "BF411": _error("the file is not text", "le fichier n’est pas du texte"),
    "BF423": _hint("and {number} more, which are not shown", "et {number} autres, qui ne sont pas montrées"),
    "BF413": _error("reading .feature files needs more", "lire les fichiers .feature demande un complément"),
    "BF412": _error("only such files can be taken here: {known}", "seuls ces fichiers conviennent ici : {known}"),
    "BF420": _warning(
        "features without any phrase of benefit-flows are left alone: {word}",
        "des fonctionnalités sans aucune phrase de benefit-flows sont laissées de côté : {word}",
    ),
    "BF421": _warning(
        "features are left out, because reading them needs more: {word}",
        "des fonctionnalités sont omises, car les lire demande un complément : {word}",
    ),
    # 5xx: a run failed; the report tells the story
    "BF501": _error("the check does not hold", "la vérification échoue"),
    "BF502": _error("the action was not accepted: {outcome}", "l’action n’est pas passée : {outcome}"),
    "BF503": _error("this line does not rest on passage {cited}", "cette ligne ne s’appuie pas sur le passage {cited}"),
    "BF504": _error("several are meant: {candidates}", "plusieurs sont possibles : {candidates}"),
    "BF505": _error("this cannot be so at the start", "ceci n’est pas possible au départ"),
    "BF506": _error(
        "the article documents this refusal: cite its passage",
        "l’article documente ce refus : citez son passage",
    ),
    "BF510": _error(
        "the scenario passes, and @known-to-fail says that it fails: remove the tag",
        "le scénario réussit, alors que @known-to-fail dit qu’il échoue : retirez l’étiquette",
    ),
}

LEFT_ALONE: Final = ("BF420", "BF421")
"""Codes that say which features are not read: whoever lists or runs a folder must know."""

NOT_JUDGED: Final = ("BF346", "BF347")
"""Codes that list scenarios because of which a run does not fail: those to be written, those known to fail."""
