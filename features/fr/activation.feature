# language: fr
@activation
Fonctionnalité: Activer un avantage technique
  Tant qu’un avantage n’a pas été activé dans l’Espace partenaires, il ne donne droit à rien ; et l’activer n’est pas
  permis à tous. Contoso a quatre comptes. Ada est administratrice générale et Bob administrateur partenaire MPN :
  leurs comptes sont associés à MPN. Chloe est agente d’administration (MPN et CSP). Deniz est administrateur général,
  mais son compte n’est associé qu’à CSP.

  Règle: Un avantage inactif passe en attente, puis devient actif quelques jours plus tard

    Contexte:
      Étant donné la préparation "un partenaire Gold"

    @passage-112 @passage-115 @passage-116 @passage-121 @passage-122 @passage-124 @passage-125
    Scénario: Les deux ID apparaissent une fois l’activation traitée
      Quand Ada se connecte à "Espace partenaires"
      Et qu’Ada ouvre "Avantages techniques"
      Alors Ada voit "Support technique Microsoft"
      Et Ada voit "Prise en charge du Cloud de signature"
      Et "Support technique Microsoft" est inactif
      Et Ada ne voit pas "ID d’accès"
      Et le bouton "Activer" est activé pour Ada
      Quand Ada active "Support technique Microsoft"
      Alors "Support technique Microsoft" est en attente
      Et Ada ne voit pas "ID d’accès"
      Quand 3 jours passent
      Alors "Support technique Microsoft" est actif
      Et Ada voit "ID d’accès"
      Et Ada voit "ID de contrat"

    @passage-122
    Scénario: Activer un avantage ne change rien à l’autre
      Quand Ada se connecte à "Espace partenaires"
      Et qu’Ada active "Prise en charge du Cloud de signature"
      Et que 3 jours passent
      Alors "Prise en charge du Cloud de signature" est actif
      Et "Support technique Microsoft" est inactif

    @passage-111
    Scénario: Aucun autre portail que l’Espace partenaires n’active quoi que ce soit
      Quand Ada essaie d’activer "Support technique Microsoft" dans "Portail Azure"
      Alors c’est refusé
      Et Ada voit "Cette opération n’est pas possible dans ce portail"

    @passage-112
    Scénario: Sans connexion, pas d’activation
      Quand Ada essaie d’activer "Support technique Microsoft"
      Alors Ada voit "Veuillez d’abord vous connecter"
      Et rien n’a changé

  Règle: Seul un administrateur général ou partenaire MPN, dont le compte est associé à MPN, peut activer

    Contexte:
      Étant donné la préparation "un partenaire Gold"

    @roles @passage-123
    Plan du scénario: Ève, dont le rôle est <rôle>, essaie d’activer un avantage
      Étant donné les comptes de Contoso
        | nom | associé à | rôles  |
        | Ève | MPN       | <rôle> |
      Quand Ève se connecte à "Espace partenaires"
      Et qu’Ève essaie d’activer "Support technique Microsoft"
      Alors c’est <issue>
      Et "Support technique Microsoft" est <état>

      Exemples: L’un des deux rôles suffit
        | rôle                          | issue   | état       |
        | Administrateur général        | accepté | en attente |
        | Administrateur partenaire MPN | accepté | en attente |

      @passage-107
      Exemples: Un autre rôle, ou aucun, ne suffit pas
        | rôle                   | issue  | état    |
        | Agent d’administration | refusé | inactif |
        | -                      | refusé | inactif |

    @roles @passage-107 @passage-123
    Scénario: Pour une agente d’administration, le bouton reste grisé
      Quand Chloe se connecte à "Espace partenaires"
      Et que Chloe ouvre "Avantages techniques"
      Alors le bouton "Activer" est désactivé pour Chloe

    @roles @passage-113 @passage-114
    Scénario: Un administrateur général associé seulement à CSP est éconduit
      Quand Deniz se connecte à "Espace partenaires"
      Et que Deniz essaie d’ouvrir "Avantages techniques"
      Alors Deniz voit "vous n’êtes pas autorisé à effectuer cette action"
      Quand Deniz essaie d’activer "Support technique Microsoft"
      Alors Deniz voit "vous n’êtes pas autorisé à effectuer cette action"
      Et rien n’a changé

  Règle: Sans offre active, ou avec le mauvais compte, la liste est vide

    @passage-117
    Scénario: Une entreprise dont les offres ont pris fin n’a plus rien à activer
      Étant donné la préparation "un partenaire Gold"
      Quand le temps passe jusqu’au 2022-01-01
      Et qu’Ada se connecte à "Espace partenaires"
      Et qu’Ada ouvre "Avantages techniques"
      Alors Ada voit "vous n’avez pas encore d’avantages"
      Et Ada ne voit pas "Support technique Microsoft"

    @passage-118 @passage-119
    Scénario: Se connecter avec un autre compte fait apparaître la liste
      Étant donné la préparation "un partenaire Gold"
      Et l’entreprise Fabrikam
      Et les comptes de Fabrikam
        | nom  | identité | associé à | rôles                  |
        | Ada2 | MSA      | MPN       | Administrateur général |
      Quand Ada2 se connecte à "Espace partenaires"
      Et qu’Ada2 ouvre "Avantages techniques"
      Alors Ada2 voit "vous n’avez pas encore d’avantages"
      Et Ada2 voit "se connecter avec un autre compte"
      Quand Ada2 passe à Ada
      Et qu’Ada ouvre "Avantages techniques"
      Alors Ada voit "Support technique Microsoft"
