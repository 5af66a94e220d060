# language: fr
@entitlement
Fonctionnalité: Ce qu’apporte l’adhésion
  Les offres d’une entreprise fixent le support dont elle dispose : leur niveau et, pour le Cloud, la compétence.
  Plusieurs offres ne s’additionnent pas : c’est la meilleure qui compte.

  Règle: Le Support technique Microsoft dépend du niveau

    @passage-130 @passage-131
    Plan du scénario: Une compétence <niveau> donne <incidents> incidents
      Étant donné que nous sommes le 2021-03-04
      Et que l’entreprise Contoso a une compétence <niveau> en "Analyse de données" jusqu’au 2021-12-31
      Alors "Support technique Microsoft" a <incidents> incidents restants

      @passage-133 @passage-139
      Exemples: Silver
        | niveau | incidents |
        | Silver | 15        |

      @passage-134 @passage-140
      Exemples: Gold
        | niveau | incidents |
        | Gold   | 20        |

    @passage-132 @passage-138
    Scénario: Un Action Pack donne 10 incidents
      Étant donné la préparation "un partenaire Action Pack"
      Alors "Support technique Microsoft" a 10 incidents restants

  Règle: La Prise en charge du Cloud de signature dépend du niveau et de la compétence

    @cloud
    Plan du scénario: Hors de la liste Cloud, une compétence <niveau> donne <incidents> incidents
      Étant donné que nous sommes le 2021-03-04
      Et que l’entreprise Contoso a une compétence <niveau> en "Centre de données" jusqu’au 2021-12-31
      Alors "Prise en charge du Cloud de signature" a <incidents> incidents restants

      @passage-133 @passage-145 @passage-146
      Exemples: Silver
        | niveau | incidents |
        | Silver | 5         |

      @passage-134 @passage-149 @passage-150
      Exemples: Gold
        | niveau | incidents |
        | Gold   | 10        |

    @cloud @passage-151
    Plan du scénario: <compétence> est une compétence du Cloud, donc sans limite pour un partenaire <niveau>
      Étant donné que nous sommes le 2021-03-04
      Et que l’entreprise Contoso a une compétence <niveau> en <compétence> jusqu’au 2021-12-31
      Alors "Prise en charge du Cloud de signature" a illimité incidents restants

      @passage-143 @passage-144
      Exemples: Silver
        | niveau | compétence                                           |
        | Silver | Sécurité                                             |
        | Silver | Solutions Cloud pour petites et moyennes entreprises |
        | Silver | Gestion de la mobilité d’entreprise                  |

      @passage-147 @passage-148
      Exemples: Gold
        | niveau | compétence                |
        | Gold   | Productivité du Cloud     |
        | Gold   | Plateforme Cloud          |
        | Gold   | Applications métier Cloud |

    @passage-132 @passage-141 @passage-180
    Scénario: Un Action Pack n’en donne aucune
      Étant donné la préparation "un partenaire Action Pack"
      Alors l’entreprise Contoso n’a pas droit à "Prise en charge du Cloud de signature"
      Quand Ada se connecte à "Espace partenaires"
      Et qu’Ada essaie d’activer "Prise en charge du Cloud de signature"
      Alors c’est refusé

    @cloud @passage-140 @passage-144
    Scénario: De plusieurs offres, chaque avantage retient la meilleure
      Étant donné que nous sommes le 2021-03-04
      Et que l’entreprise Contoso a une compétence Silver en "Plateforme Cloud" jusqu’au 2021-12-31
      Et que l’entreprise Contoso a une compétence Gold en "Analyse de données" jusqu’au 2021-12-31
      Alors "Support technique Microsoft" a 20 incidents restants
      Et "Prise en charge du Cloud de signature" a illimité incidents restants

  Règle: Sans offre, pas d’avantage

    @membership @passage-109
    Scénario: Une entreprise qui n’est pas membre n’a droit à rien
      Étant donné que nous sommes le 2021-03-04
      Et l’entreprise Contoso
      Alors l’entreprise Contoso n’a pas droit à "Support technique Microsoft"
      Et l’entreprise Contoso n’a pas droit à "Prise en charge du Cloud de signature"

  Règle: Ce que donne un package ne s’ajoute pas à ce que donne un autre

    @passage-140 @passage-155
    Scénario: Une montée de niveau apporte de nouveaux avantages, et les anciens se terminent
      Étant donné la préparation "un partenaire Silver activé"
      Et que l’entreprise Contoso a une compétence Gold en "Analyse de données" du 2021-06-01 au 2022-05-31
      Quand le temps passe jusqu’au 2021-06-01
      Alors "Support technique Microsoft" du package "Contoso/1" est expiré
      Et "Support technique Microsoft" du package "Contoso/2" a 20 incidents restants

    @parameters @passage-130 @passage-140
    Plan du scénario: Si le paramètre vaut « <valeur> », les anciens avantages passent à <état> après une montée de niveau
      Étant donné que le paramètre "package remplacé" vaut <valeur>
      Et la préparation "un partenaire Silver activé"
      Et que l’entreprise Contoso a une compétence Gold en "Analyse de données" du 2021-06-01 au 2022-05-31
      Quand le temps passe jusqu’au 2021-06-01
      Alors "Support technique Microsoft" du package "Contoso/1" est <état>
      Et "Support technique Microsoft" du package "Contoso/2" a 20 incidents restants

      Exemples:
        | valeur     | état   |
        | se termine | expiré |
        | continue   | actif  |
