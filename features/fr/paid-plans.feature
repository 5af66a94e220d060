# language: fr
@paid
Fonctionnalité: Les plans payants
  Quand le support de l’adhésion est épuisé, ou ne suffit pas, un partenaire peut acheter un plan, qui a son propre contrat.
  Le Support premier pour les partenaires couvre tout ; le Support avancé pour les partenaires, le Cloud seulement.

  Règle: Un plan acheté rouvre le support Azure

    @azure @passage-191 @passage-193 @passage-194
    Scénario: Les demandes redeviennent possibles, tandis que l’ancien contrat reste masqué
      Étant donné la préparation "un partenaire Gold activé"
      Et que "Prise en charge du Cloud de signature" a 0 incidents restants
      Quand Ada lie le contrat du package "Contoso/1" dans "Portail Azure"
      Et qu’Ada essaie de créer une demande pour "Azure" dans "Portail Azure"
      Alors c’est refusé
      Quand Ada achète le plan "Support premier pour les partenaires"
      Et qu’Ada lie le contrat du plan "Support premier pour les partenaires" dans "Portail Azure"
      Et qu’Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "Support premier pour les partenaires"
      Et le contrat du package "Contoso/1" est masqué pour Ada

    @passage-196
    Scénario: Une entreprise sans offre peut acheter du support
      Étant donné la préparation "un partenaire sans offre"
      Quand Ada achète le plan "Support avancé pour les partenaires"
      Et qu’Ada lie le contrat du plan "Support avancé pour les partenaires" dans "Portail Azure"
      Et qu’Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "Support avancé pour les partenaires"

  Règle: Le Support premier est le niveau le plus haut, le Support avancé se limite au Cloud

    @passage-198
    Scénario: Rien n’est au-dessus du Support premier
      Étant donné que nous sommes le 2021-03-04
      Alors le plan "Support premier pour les partenaires" est le niveau le plus haut

    Plan du scénario: <plan>, pour <produit>
      Étant donné la préparation "un partenaire sans offre"
      Quand Ada achète le plan <plan>
      Et qu’Ada lie le contrat dans <portail>
      Et qu’Ada essaie de créer une demande pour <produit> dans <portail> avec le plan <plan>
      Alors c’est <résultat>

      @passage-198
      Exemples: Support premier
        | plan                                 | produit    | portail              | résultat |
        | Support premier pour les partenaires | Azure      | Portail Azure        | accepté  |
        | Support premier pour les partenaires | Windows 10 | Support for Business | accepté  |

      @passage-199
      Exemples: Support avancé
        | plan                                | produit    | portail              | résultat |
        | Support avancé pour les partenaires | Azure      | Portail Azure        | accepté  |
        | Support avancé pour les partenaires | Windows 10 | Support for Business | refusé   |

  Règle: Les ID d’un plan acheté sont réservés à un seul compte

    @passage-181
    Scénario: Pour un second compte, le message dit vrai
      Étant donné la préparation "un partenaire sans offre"
      Quand Ada achète le plan "Support premier pour les partenaires"
      Et qu’Ada lie le contrat dans "Portail Azure"
      Et que Bob essaie de lier le contrat dans "Portail Azure"
      Alors Bob voit "cet ID d’accès est déjà associé à un compte"
      Et c’est refusé
      Et le contrat est non lié pour Bob

    Plan du scénario: Dans <portail>, un second compte est refusé avec nos propres mots
      Étant donné la préparation "un partenaire sans offre"
      Quand Ada achète le plan "Support premier pour les partenaires"
      Et qu’Ada lie le contrat dans "Portail Azure"
      Et que Bob essaie de lier le contrat dans <portail>
      Alors Bob voit "Un autre compte utilise déjà ces ID"
      Et Bob ne voit pas "cet ID d’accès est déjà associé à un compte"
      Et c’est refusé

      Exemples: Le message de l’article appartient au Portail Azure
        | portail                  |
        | Support for Business     |
        | Lifecycle Services       |
        | autres portails du Cloud |
