# language: fr
@cloud
Fonctionnalité: La Prise en charge du Cloud de signature
  C’est l’avantage des partenaires Gold et Silver pour les produits du Cloud. Dans les portails, il apparaît comme le
  plan « signature du partenaire ». Deux conditions : l’avantage est actif, et le compte a lié le contrat.

  Règle: Un avantage actif et un contrat lié donnent accès au plan

    @azure @passage-172 @passage-173 @passage-179
    Scénario: La première liaison dans Azure se fait sans erreur
      Étant donné la préparation "un partenaire Gold activé"
      Quand Ada ouvre "aide + support"
      Et qu’Ada ouvre "plans de support"
      Alors Ada voit "lier les avantages du support technique"
      Et le plan "signature du partenaire" est absent pour Ada
      Quand Ada lie le contrat dans "Portail Azure"
      Alors Ada ne voit pas "cet ID d’accès est déjà associé à un compte"
      Et le contrat est lié pour Ada
      Quand Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "signature du partenaire"
      Et "Prise en charge du Cloud de signature" a 9 incidents restants

    @azure @passage-173
    Scénario: Sans liaison, pas de plan
      Étant donné la préparation "un partenaire Gold activé"
      Quand Ada essaie de créer une demande pour "Azure" dans "Portail Azure"
      Alors c’est refusé
      Et le plan "signature du partenaire" est absent pour Ada

    @azure @passage-120 @passage-129
    Scénario: Avant l’activation, pas de plan non plus, et après, plus rien à lier
      Étant donné la préparation "un partenaire Gold"
      Et que "Support technique Microsoft" est actif
      Quand Ada lie le contrat dans "Portail Azure"
      Et qu’Ada essaie de créer une demande pour "Azure" dans "Portail Azure"
      Alors c’est refusé
      Et Ada voit "Cet avantage n’est pas encore actif"
      Quand Ada se connecte à "Espace partenaires"
      Et qu’Ada active "Prise en charge du Cloud de signature"
      Et que 3 jours passent
      Et qu’Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "signature du partenaire"

    @azure @passage-126
    Scénario: Chaque compte lie le contrat pour lui-même
      Étant donné la préparation "un partenaire Gold activé"
      Quand Ada lie le contrat dans "Portail Azure"
      Alors le contrat est non lié pour Bob
      Quand Bob lie le contrat dans "Portail Azure"
      Alors le contrat est lié pour Bob
      Et Bob ne voit pas "cet ID d’accès est déjà associé à un compte"

  Règle: Elle couvre les produits du Cloud, quel que soit leur portail

    @passage-141 @passage-142
    Plan du scénario: Une demande pour <produit>, créée dans <portail>, est <résultat>
      Étant donné la préparation "un partenaire Gold activé"
      Et que le contrat est lié pour Ada
      Quand Ada essaie de créer une demande pour <produit> dans <portail> avec le plan "signature du partenaire"
      Alors c’est <résultat>

      Exemples: Produits du Cloud
        | produit                            | portail                  | résultat |
        | Azure                              | Portail Azure            | accepté  |
        | Dynamics 365 finance et opérations | Lifecycle Services       | accepté  |
        | Power Platform                     | autres portails du Cloud | accepté  |

      Exemples: Produits locaux
        | produit    | portail              | résultat |
        | Windows 10 | Portail Azure        | refusé   |
        | Windows 10 | Support for Business | refusé   |

  Règle: Un support illimité ne s’épuise jamais

    @azure @passage-144 @passage-148
    Scénario: Avec une compétence du Cloud, un partenaire Gold enchaîne les demandes sans limite
      Étant donné la préparation "un partenaire Gold activé (compétence = "Plateforme Cloud")"
      Et que le contrat est lié pour Ada
      Quand Ada crée une demande pour "Azure" dans "Portail Azure"
      Et qu’Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors "Prise en charge du Cloud de signature" a illimité incidents restants
      Et le contrat est lié pour Ada

  Règle: L’Action Pack n’y donne pas droit

    @azure @passage-180
    Scénario: Le contrat d’un Action Pack se lie dans Azure, mais n’y apporte aucun plan
      Étant donné la préparation "un partenaire Action Pack activé"
      Quand Ada lie le contrat dans "Portail Azure"
      Et qu’Ada ouvre "+ New Support request" dans "Portail Azure"
      Alors le plan "signature du partenaire" est absent pour Ada
      Quand Ada essaie de créer une demande pour "Azure" dans "Portail Azure"
      Alors c’est refusé
      Et Ada voit "L’abonnement ne comprend pas cet avantage"
