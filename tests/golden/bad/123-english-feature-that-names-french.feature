# language: fr
Feature: x
  Scenario: y
    Given setup "a Gold partner"
    Then "Microsoft Product Support" is inactive
