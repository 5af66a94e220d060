@azure
Feature: Mistakes of every kind  🎉

  Background:
    Given setup "a Goldpartner"

  Scenario: Words
    When Ada signz in to "Partner Center"
    And Ada signs in to "Partner Centre"
    * Ada activates "🎉" in “Partner Center”
    But the benefit is gone
    Then nothing changed  [190-187]

  Rule: roles
    Scenario Outline: who
      When <who> signs in to "<where>"
      Then it is <outcome>

      @first
      Examples:
        | who | outcome | where |
        | Ada | acepted | Partner Center |

      Examples:
        | who | outcome |
        | Ada | accepted |
