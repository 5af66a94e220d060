# language: fr
@azure
Fonctionnalité: Lier dans Azure un contrat qui est déjà lié
  À une seconde liaison, Azure répond par un message qui a tout d’une impasse : il faudrait demander un nouvel ID d’accès.
  Or rien ne manque. Un compte ne lie un contrat qu’une fois, et ce lien vaut partout. On ignore donc le message, et l’on
  crée sa demande comme d’habitude. Voici les deux scénarios de l’article, et ce qui les entoure.

  Règle: Scénario 1, le contrat a d’abord été lié pour le support local

    Contexte:
      Étant donné la préparation "un partenaire Gold activé"
      Et que le contrat est lié pour Ada

    @passage-178 @passage-181 @passage-182 @passage-184 @passage-185 @passage-187
    Scénario: La seconde liaison affiche l’erreur et ne change rien
      Quand Ada crée une demande pour "Windows 10" dans "Support for Business"
      Et qu’Ada essaie de lier le contrat dans "Portail Azure"
      Alors Ada voit "cet ID d’accès est déjà associé à un compte. Veuillez contacter votre responsable technique de compte pour obtenir un nouvel ID d’accès"
      Et l’erreur peut être ignorée
      Et rien n’a changé
      Et le contrat est lié pour Ada

    @passage-182 @passage-187 @passage-190
    Scénario: Qui ignore l’erreur crée sa demande Azure comme d’habitude
      Quand Ada essaie de lier le contrat dans "Portail Azure"
      Alors l’erreur peut être ignorée
      Quand Ada ouvre "+ New Support request" dans "Portail Azure"
      Alors le plan "signature du partenaire" est disponible pour Ada
      Quand Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "signature du partenaire"

    @passage-188
    Scénario: Qui n’ouvre jamais la page de liaison ne rencontre pas l’erreur
      Quand Ada ouvre "+ New Support request" dans "Portail Azure"
      Alors le plan "signature du partenaire" est disponible pour Ada
      Quand Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors la demande est sous le plan "signature du partenaire"

  Règle: Scénario 2, le contrat a été lié dans Azure et y est lié une nouvelle fois

    Contexte:
      Étant donné la préparation "un partenaire Gold activé"

    @passage-182 @passage-184 @passage-185 @passage-189
    Scénario: Un contrat valide reste lié
      Quand Ada lie le contrat dans "Portail Azure"
      Et qu’Ada essaie de lier le contrat dans "Portail Azure"
      Alors l’erreur peut être ignorée
      Et le contrat est lié pour Ada

    @passage-181 @passage-191 @passage-192
    Scénario: Un contrat expiré reste masqué
      Quand Ada lie le contrat dans "Portail Azure"
      Et que le temps passe jusqu’au 2022-01-01
      Et qu’Ada essaie de lier le contrat dans "Portail Azure"
      Alors Ada voit "cet ID d’accès est déjà associé à un compte"
      Et l’erreur peut être ignorée
      Et le contrat est masqué pour Ada
      Quand Ada essaie de créer une demande pour "Azure" dans "Portail Azure"
      Alors c’est refusé

    @passage-174 @passage-181 @passage-191 @passage-192
    Scénario: Un contrat dont les incidents Cloud sont épuisés reste masqué
      Étant donné que "Prise en charge du Cloud de signature" a 1 incident restant
      Quand Ada lie le contrat dans "Portail Azure"
      Et qu’Ada crée une demande pour "Azure" dans "Portail Azure"
      Et qu’Ada essaie de lier le contrat dans "Portail Azure"
      Alors Ada voit "cet ID d’accès est déjà associé à un compte"
      Et l’erreur peut être ignorée
      Et le contrat est masqué pour Ada

  Règle: L’erreur ne concerne qu’Azure, et qu’un seul compte

    Contexte:
      Étant donné la préparation "un partenaire Gold activé"
      Et que le contrat est lié pour Ada

    Scénario: Dans Support for Business, lier à nouveau est accepté et ne change rien
      Quand Ada essaie de lier le contrat dans "Support for Business"
      Alors c’est accepté
      Et rien n’a changé

    @passage-126
    Scénario: Un autre compte lie le même contrat sans erreur
      Quand Bob essaie de lier le contrat dans "Portail Azure"
      Alors c’est accepté
      Et Bob ne voit pas "cet ID d’accès est déjà associé à un compte"

  Règle: Un message qui dise la cause a été demandé

    @parameters @passage-183
    Plan du scénario: Le nouveau message, le <jour>, avec un solde Cloud de <solde>
      Étant donné la préparation "un partenaire Gold activé"
      Et que le paramètre "message de nouvelle liaison" vaut diagnostic
      Et que "Prise en charge du Cloud de signature" a <solde> incidents restants
      Quand Ada lie le contrat dans "Portail Azure"
      Et que le temps passe jusqu’au <jour>
      Et qu’Ada essaie de lier le contrat dans "Portail Azure"
      Alors Ada voit <message>
      Et l’erreur peut être ignorée

      Exemples:
        | solde | jour       | message                                                        |
        | 10    | 2021-12-31 | Le contrat est déjà lié et valide : rien à faire               |
        | 10    | 2022-01-01 | Le contrat est déjà lié, mais il a expiré                      |
        | 0     | 2021-12-31 | Le contrat est déjà lié, mais il ne reste aucun incident Cloud |
