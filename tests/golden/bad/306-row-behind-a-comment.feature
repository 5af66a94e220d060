Feature: x

  Scenario: y
    Given accounts of Contoso
      | name | roles |

      # here
      | Ada |
