# include: "../failing/501-attempt-judged-wrongly.flow"
Feature: Keywords
  Scenario: An action behind an asterisk or Given
    * setup "a Gold partner"
    * Ada signs in to "Partner Center"
    Given 3 days pass
    When Ada presses Activate for "Microsoft Product Support"
    But the request is denied
