@remaining
Feature: Looking up the remaining incidents
  One portal alone shows how many incidents are left: Support for Business, at step 2 of a request.
  So a request is begun for the sake of the look-up, and left before it is submitted.

  Background:
    Given setup "an activated Gold partner"

  Rule: Step 2 of a request in Support for Business shows the count

    @passage-161 @passage-162 @passage-163 @passage-164 @passage-165 @passage-166
    Scenario: A look-up shows dates and count, and creates no request
      When Ada opens "home page" in "Support for Business"
      Then Ada does not see "incidents remaining"
      When Ada opens "step 1, the product"
      Then Ada does not see "incidents remaining"
      When Ada starts a request for "Windows 10" in "Support for Business"
      And Ada links the contract in "Support for Business"
      Then plan "Partner Support" is available for Ada
      And Ada sees "incidents remaining" 20 for plan "Partner Support"
      And Ada sees "start date" 2021-03-04 for plan "Partner Support"
      And Ada sees "end date" 2021-12-31 for plan "Partner Support"
      When Ada leaves the request
      Then Ada does not see "Partner Support"
      And the number of requests is 0
      And "Microsoft Product Support" has 20 incidents remaining

    @passage-162 @passage-165
    Scenario: The contract stays linked although no request followed
      When Ada starts a request for "Windows 10" in "Support for Business"
      And Ada links the contract in "Support for Business"
      And Ada leaves the request
      Then the contract is linked for Ada

    @passage-157 @passage-166
    Scenario: The count falls with each request
      Given the contract is linked for Ada
      When Ada creates a request for "Windows 10" in "Support for Business"
      And Ada starts a request for "Windows 10" in "Support for Business"
      Then Ada sees "incidents remaining" 19 for plan "Partner Support"

  Rule: Plans that cannot be chosen show their details among the unavailable ones

    @passage-167 @passage-168
    Scenario: Partner Signature does not cover an on-premises product, yet its count can be read
      When Ada starts a request for "Windows 10" in "Support for Business"
      And Ada links the contract in "Support for Business"
      Then plan "Partner Signature" is absent for Ada
      When Ada expands "Would you like to see unavailable support plans ?"
      Then plan "Partner Signature" is unavailable for Ada because "product not covered"
      And Ada sees "incidents remaining" 10 for plan "Partner Signature"

    @passage-169
    Scenario Outline: Partner Support is unavailable: <reason>
      Given "Microsoft Product Support" has <left> incidents remaining
      When Ada links the contract in "Support for Business"
      And time passes until <day>
      And Ada starts a request for <product> in "Support for Business"
      And Ada expands "Would you like to see unavailable support plans ?"
      Then plan "Partner Support" is unavailable for Ada because <reason>

      Examples:
        | left | day        | product       | reason                 |
        | 20   | 2022-01-01 | Windows 10    | expired                |
        | 0    | 2021-12-31 | Windows 10    | no incidents remaining |
        | 20   | 2021-12-31 | Exchange 2013 | product not covered    |

  Rule: No other portal shows the count

    @passage-160
    Scenario Outline: <portal> shows no count
      When Ada signs in to <portal>
      Then Ada does not see "incidents remaining"

      Examples:
        | portal              |
        | Azure portal        |
        | Lifecycle Services  |
        | other cloud portals |

    @passage-159
    Scenario: Partner Center shows the benefits, but no count
      When Ada signs in to "Partner Center"
      And Ada opens "Technical benefits"
      Then Ada sees "Microsoft Product Support"
      And Ada does not see "incidents remaining"
