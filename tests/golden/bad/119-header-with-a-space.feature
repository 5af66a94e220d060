# language: fr
Fonctionnalité: Avantages

  Scénario : perdu
    Étant donné la préparation "un partenaire Gold"

  Scénario: trouvé
    Étant donné la préparation "un partenaire Gold"
    Alors rien n'a changé
