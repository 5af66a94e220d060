Feature: What a partner sees before activation

  Background:
    Given setup "a Gold partner"

  Background:
    Given company Fabrikam

  Scenario: a
    Then nothing changed
