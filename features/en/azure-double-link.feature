@azure
Feature: Linking a contract in Azure that is linked already
  Azure answers a second link with a message that sounds like a dead end: get a new Access ID. Nothing is wrong.
  One account links one contract once, and that link counts everywhere. The message is to be ignored,
  and the request is created as usual. These are the article's two scenarios, and what lies around them.

  Rule: Scenario 1, the contract was linked for on-premises support first

    Background:
      Given setup "an activated Gold partner"
      And the contract is linked for Ada

    @passage-178 @passage-181 @passage-182 @passage-184 @passage-185 @passage-187
    Scenario: The second link shows the error, and changes nothing
      When Ada creates a request for "Windows 10" in "Support for Business"
      And Ada tries to link the contract in "Azure portal"
      Then Ada sees "This Access ID is already associated to an account. Please contact your Technical Account Manager to obtain a new Access ID"
      And the error can be ignored
      And nothing changed
      And the contract is linked for Ada

    @passage-182 @passage-187 @passage-190
    Scenario: Whoever ignores the error creates the Azure request as usual
      When Ada tries to link the contract in "Azure portal"
      Then the error can be ignored
      When Ada opens "+ New Support request" in "Azure portal"
      Then plan "Partner Signature" is available for Ada
      When Ada creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Partner Signature"
      And "Signature Cloud Support" has 9 incidents remaining

    @passage-188
    Scenario: Whoever never opens the link page does not meet the error at all
      When Ada opens "+ New Support request" in "Azure portal"
      Then plan "Partner Signature" is available for Ada
      When Ada creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Partner Signature"

  Rule: Scenario 1 begins as well with a link that served a look-up only

    @remaining @passage-162 @passage-165 @passage-181 @passage-187
    Scenario: The error comes although no request was ever created
      Given setup "an activated Gold partner"
      When Ada starts a request for "Windows 10" in "Support for Business"
      And Ada links the contract in "Support for Business"
      And Ada leaves the request
      And Ada tries to link the contract in "Azure portal"
      Then Ada sees "This Access ID is already associated to an account"
      And the error can be ignored
      And the number of requests is 0

  Rule: Scenario 2, the contract was linked in Azure, and is linked there again

    Background:
      Given setup "an activated Gold partner"

    @passage-182 @passage-184 @passage-185 @passage-189
    Scenario: A valid contract stays linked
      When Ada links the contract in "Azure portal"
      And Ada tries to link the contract in "Azure portal"
      Then the error can be ignored
      And the contract is linked for Ada

    @passage-181 @passage-191 @passage-192
    Scenario: An expired contract stays hidden
      When Ada links the contract in "Azure portal"
      And time passes until 2022-01-01
      And Ada tries to link the contract in "Azure portal"
      Then Ada sees "This Access ID is already associated to an account"
      And the error can be ignored
      And the contract is hidden for Ada
      When Ada tries to create a request for "Azure" in "Azure portal"
      Then it is refused

    @passage-174 @passage-181 @passage-191 @passage-192
    Scenario: A contract whose cloud incidents are used up stays hidden
      Given "Signature Cloud Support" has 1 incident remaining
      When Ada links the contract in "Azure portal"
      And Ada creates a request for "Azure" in "Azure portal"
      And Ada tries to link the contract in "Azure portal"
      Then Ada sees "This Access ID is already associated to an account"
      And the error can be ignored
      And the contract is hidden for Ada
      When Ada tries to create a request for "Azure" in "Azure portal"
      Then it is refused

  Rule: The error is a matter of Azure and of one account

    Background:
      Given setup "an activated Gold partner"

    Scenario: Linking again in Support for Business is accepted, and changes nothing
      When Ada links the contract in "Azure portal"
      And Ada tries to link the contract in "Support for Business"
      Then it is accepted
      And nothing changed
      And Ada does not see "This Access ID is already associated to an account"

    @passage-126
    Scenario: Another account links the same contract without the error
      When Ada links the contract in "Azure portal"
      And Bob tries to link the contract in "Azure portal"
      Then it is accepted
      And Bob does not see "This Access ID is already associated to an account"

  Rule: A message that tells the cause was asked for

    @parameters @passage-183
    Scenario Outline: With the new message, a contract with <left> cloud incidents on <day> is explained
      Given setup "an activated Gold partner"
      And parameter "relink message" is diagnostic
      And "Signature Cloud Support" has <left> incidents remaining
      When Ada links the contract in "Azure portal"
      And time passes until <day>
      And Ada tries to link the contract in "Azure portal"
      Then Ada sees <message>
      And the error can be ignored

      Examples:
        | left | day        | message                                                         |
        | 10   | 2021-12-31 | The contract is already linked and valid: nothing to do         |
        | 10   | 2022-01-01 | The contract is already linked, but it has expired              |
        | 0    | 2021-12-31 | The contract is already linked, but no cloud incidents are left |
