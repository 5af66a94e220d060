# language: fr
Fonctionnalité: x

  Scénario: a
    Soit la préparation "un partenaire Gold"
    Alors Ada voit
      """
      texte
