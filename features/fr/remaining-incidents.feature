# language: fr
@remaining
Fonctionnalité: Consulter les incidents restants
  Un seul portail montre le nombre d’incidents restants : Support for Business, à l’étape 2 d’une demande.
  On commence donc une demande pour le consulter, et on la quitte avant de l’envoyer.

  Contexte:
    Étant donné la préparation "un partenaire Gold activé"

  Règle: L’étape 2 d’une demande dans Support for Business montre le solde

    @passage-161 @passage-162 @passage-163 @passage-164 @passage-165 @passage-166
    Scénario: La consultation montre les dates et le solde, et ne crée aucune demande
      Quand Ada ouvre "étape 1, le produit" dans "Support for Business"
      Alors Ada ne voit pas "incidents restants"
      Quand Ada commence une demande pour "Windows 10" dans "Support for Business"
      Et qu’Ada lie le contrat dans "Support for Business"
      Alors le plan "support partenaires" est disponible pour Ada
      Et Ada voit "incidents restants" 20 pour le plan "support partenaires"
      Et Ada voit "date de début" 2021-03-04 pour le plan "support partenaires"
      Et Ada voit "date de fin" 2021-12-31 pour le plan "support partenaires"
      Quand Ada quitte la demande
      Alors Ada ne voit pas "support partenaires"
      Et le nombre de demandes est 0
      Et "Support technique Microsoft" a 20 incidents restants
      Et le contrat est lié pour Ada

  Règle: Les plans que l’on ne peut pas choisir se trouvent parmi les plans indisponibles

    @passage-167 @passage-168
    Scénario: Le plan « signature du partenaire » ne couvre pas un produit local, mais son solde peut se lire
      Quand Ada commence une demande pour "Windows 10" dans "Support for Business"
      Et qu’Ada lie le contrat dans "Support for Business"
      Alors le plan "signature du partenaire" est absent pour Ada
      Quand Ada développe "voulez-vous voir les plans de support indisponibles ?"
      Alors le plan "signature du partenaire" est indisponible pour Ada car "produit non couvert"
      Et Ada voit "incidents restants" 10 pour le plan "signature du partenaire"

    @passage-169
    Plan du scénario: Le plan « support partenaires » est indisponible : <raison>
      Étant donné que "Support technique Microsoft" a <solde> incidents restants
      Quand Ada lie le contrat dans "Support for Business"
      Et que le temps passe jusqu’au <jour>
      Et qu’Ada commence une demande pour <produit> dans "Support for Business"
      Et qu’Ada développe "voulez-vous voir les plans de support indisponibles ?"
      Alors le plan "support partenaires" est indisponible pour Ada car <raison>

      Exemples:
        | solde | jour       | produit       | raison                 |
        | 20    | 2022-01-01 | Windows 10    | expiré                 |
        | 0     | 2021-12-31 | Windows 10    | aucun incident restant |
        | 20    | 2021-12-31 | Exchange 2013 | produit non couvert    |

  Règle: Aucun autre portail ne montre le solde

    @passage-160
    Plan du scénario: Le solde n’apparaît pas dans <portail>
      Quand Ada se connecte à <portail>
      Alors Ada ne voit pas "incidents restants"

      Exemples:
        | portail                  |
        | Portail Azure            |
        | Lifecycle Services       |
        | autres portails du Cloud |

    @passage-159
    Scénario: L’Espace partenaires montre les avantages, mais pas le solde
      Quand Ada se connecte à "Espace partenaires"
      Et qu’Ada ouvre "Avantages techniques"
      Alors Ada voit "Support technique Microsoft"
      Et Ada ne voit pas "incidents restants"
