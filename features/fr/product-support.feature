# language: fr
@on-premises
Fonctionnalité: Le Support technique Microsoft pour les produits locaux
  Cet avantage concerne les logiciels installés chez le partenaire. Quiconque connaît les deux ID crée ses demandes dans
  Support for Business ; chacune consomme un incident. Contoso est membre jusqu’à la fin de février 2022.

  Contexte:
    Étant donné la préparation "un partenaire Gold activé (fin = 2022-02-28)"

  Règle: Les deux ID ouvrent l’avantage, une fois pour chaque compte

    @passage-126 @passage-154 @passage-155 @passage-157
    Scénario: La première demande réclame les ID, la suivante non
      Quand Ada commence une demande pour "Windows 10" dans "Support for Business"
      Alors Ada voit "ID d’accès"
      Et Ada voit "ID de contrat"
      Quand Ada lie le contrat dans "Support for Business"
      Et qu’Ada crée une demande pour "Windows 10" dans "Support for Business"
      Alors la demande est sous le plan "support partenaires"
      Quand Ada commence une demande pour "SQL Server 2019" dans "Support for Business"
      Alors Ada ne voit pas "ID d’accès"

    @passage-156 @passage-157
    Scénario: Une personne extérieure qui connaît les ID est servie, même avec un compte MSA
      Étant donné les comptes
        | nom  | identité |
        | Fred | MSA      |
      Quand Fred lie le contrat dans "Support for Business"
      Et que Fred crée une demande pour "Windows 10" dans "Support for Business"
      Alors "Support technique Microsoft" a 19 incidents restants

    @passage-156
    Scénario: De mauvais ID ne lient rien
      Quand Chloe essaie d’entrer une mauvaise paire d’ID dans "Support for Business"
      Alors Chloe voit "Ces ID n’ont pas pu être acceptés"
      Et c’est refusé
      Et le contrat est non lié pour Chloe

  Règle: Sont couverts les dysfonctionnements des produits locaux récents

    @passage-135 @passage-137
    Plan du scénario: Une demande pour <produit> est <résultat>
      Quand Ada lie le contrat dans "Support for Business"
      Et qu’Ada essaie de créer une demande pour <produit> dans "Support for Business"
      Alors c’est <résultat>

      Exemples:
        | produit                | résultat |
        | Windows Server 2019    | accepté  |
        | Windows Server 2016    | accepté  |
        | Windows Server 2012 R2 | refusé   |
        | Azure                  | refusé   |

    @passage-128
    Plan du scénario: Une demande qui porte sur <sujet> est <résultat>
      Quand Ada lie le contrat dans "Support for Business"
      Et qu’Ada essaie de créer une demande pour "Windows 10" dans "Support for Business" sur <sujet>
      Alors c’est <résultat>

      Exemples:
        | sujet                       | résultat |
        | un problème spécifique      | accepté  |
        | un message d’erreur         | accepté  |
        | un fonctionnement inattendu | accepté  |
        | une question d’utilisation  | refusé   |
        | un conseil                  | refusé   |

  Règle: L’avantage s’épuise, le lien demeure

    @passage-155 @passage-169
    Scénario: Le dernier incident met fin à l’avantage
      Étant donné que "Support technique Microsoft" a 1 incident restant
      Quand Ada lie le contrat dans "Support for Business"
      Et qu’Ada crée une demande pour "Windows 10" dans "Support for Business"
      Alors "Support technique Microsoft" est épuisé
      Et le contrat est lié pour Ada
      Quand Ada essaie de créer une demande pour "Windows 10" dans "Support for Business"
      Alors c’est refusé
      Et Ada voit "aucun incident restant"
