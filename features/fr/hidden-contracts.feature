# language: fr
@azure @hidden
Fonctionnalité: Les contrats masqués
  Un contrat expiré, ou dont les incidents Cloud sont épuisés, disparaît d’Azure et des autres portails du Cloud.
  Il est toujours lié, mais il n’est plus montré. Le lier encore une fois n’y fait rien ; un plan acheté, si.

  Règle: La fin de l’adhésion masque le contrat

    @passage-174 @passage-191
    Scénario: Le dernier jour compte encore, le lendemain le contrat est masqué
      Étant donné la préparation "un partenaire Gold activé"
      Quand Ada lie le contrat dans "Portail Azure"
      Et que le temps passe jusqu’au 2021-12-31
      Alors le contrat finit le 2021-12-31
      Et le contrat est lié pour Ada
      Quand 1 jour passe
      Alors le contrat est masqué pour Ada
      Et "Prise en charge du Cloud de signature" est expiré

    @passage-154
    Scénario: Le renouvellement apporte un nouveau contrat, qu’il faut lier à son tour
      Étant donné la préparation "un partenaire Gold activé"
      Et que l’entreprise Contoso a une compétence Gold en "Analyse de données" du 2022-01-01 au 2022-12-31
      Quand Ada lie le contrat dans "Portail Azure"
      Et que le temps passe jusqu’au 2022-01-01
      Et qu’Ada se connecte à "Espace partenaires"
      Et qu’Ada active "Support technique Microsoft" du package "Contoso/2"
      Et que 3 jours passent
      Alors le contrat du package "Contoso/1" est masqué pour Ada
      Et le contrat du package "Contoso/2" est non lié pour Ada
      Quand Ada lie le contrat du package "Contoso/2" dans "Support for Business"
      Et qu’Ada crée une demande pour "Windows 10" dans "Support for Business"
      Alors "Support technique Microsoft" du package "Contoso/2" a 19 incidents restants

  Règle: Le dernier incident Cloud masque le contrat

    @passage-150 @passage-174 @passage-191
    Scénario: L’avant-dernier ne le masque pas
      Étant donné la préparation "un partenaire Gold activé"
      Et que "Prise en charge du Cloud de signature" a 2 incidents restants
      Quand Ada lie le contrat dans "Portail Azure"
      Et qu’Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors le contrat est lié pour Ada
      Quand Ada crée une demande pour "Azure" dans "Portail Azure"
      Alors "Prise en charge du Cloud de signature" est épuisé
      Et le contrat est masqué pour Ada

    @passage-191
    Scénario: Il est masqué pour tous les comptes, quel que soit celui qui a pris le dernier incident
      Étant donné la préparation "un partenaire Silver activé"
      Et que "Prise en charge du Cloud de signature" a 1 incident restant
      Quand Ada lie le contrat dans "Portail Azure"
      Et que Bob lie le contrat dans "Portail Azure"
      Et que Bob crée une demande pour "Azure" dans "Portail Azure"
      Alors le contrat est masqué pour Bob
      Et le contrat est masqué pour Ada

    @on-premises @passage-155 @passage-166
    Scénario: Support for Business continue comme avant
      Étant donné la préparation "un partenaire Gold activé"
      Et que "Prise en charge du Cloud de signature" a 0 incidents restants
      Quand Ada lie le contrat dans "Support for Business"
      Alors le contrat est masqué pour Ada
      Quand Ada commence une demande pour "Windows 10" dans "Support for Business"
      Alors le plan "support partenaires" est disponible pour Ada
      Quand Ada crée une demande pour "Windows 10" dans "Support for Business"
      Alors "Support technique Microsoft" a 19 incidents restants
