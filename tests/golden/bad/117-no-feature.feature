Scenario: a
  Then nothing changed
