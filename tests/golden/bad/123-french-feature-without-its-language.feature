Fonctionnalité: x
  Scénario: y
    Soit la préparation "un partenaire Gold"
    Alors "Support technique Microsoft" est inactif
