# language: fr
Fonctionnalité: x
  Scénario: y
    Soit setup "a Gold partner"
    Alors "Microsoft Product Support" is inactive
