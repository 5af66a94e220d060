@azure @hidden
Feature: Hidden contracts
  A contract that has expired, or whose cloud incidents are used up, disappears from Azure and the other cloud portals.
  It is still linked, only not shown. Linking it once more does not help; a bought plan does.

  Rule: The end of the membership hides the contract

    @passage-174 @passage-191
    Scenario: The last day still counts, on the day after the contract is hidden
      Given setup "an activated Gold partner"
      When Ada links the contract in "Azure portal"
      And time passes until 2021-12-31
      Then the contract ends on 2021-12-31
      And the contract is linked for Ada
      When 1 day passes
      Then the contract is hidden for Ada
      And "Signature Cloud Support" is expired
      When Ada opens "+ New Support request" in "Azure portal"
      Then plan "Partner Signature" is absent for Ada

    @passage-191
    Scenario: Unlimited support ends with the membership too
      Given setup "an activated Gold partner (competency = "Security")"
      When Ada links the contract in "Azure portal"
      And time passes until 2022-01-01
      Then the contract is hidden for Ada

    @passage-154
    Scenario: After a renewal there is a new contract, and it has to be linked
      Given setup "an activated Gold partner"
      And company Contoso has a Gold competency in "Data Analytics" from 2022-01-01 until 2022-12-31
      When Ada links the contract in "Azure portal"
      And time passes until 2022-01-01
      And Ada signs in to "Partner Center"
      And Ada activates "Microsoft Product Support" of package "Contoso/2"
      And 3 days pass
      Then the contract of package "Contoso/1" is hidden for Ada
      And the contract of package "Contoso/2" is unlinked for Ada
      When Ada links the contract of package "Contoso/2" in "Support for Business"
      And Ada creates a request for "Windows 10" in "Support for Business"
      Then "Microsoft Product Support" of package "Contoso/2" has 19 incidents remaining

  Rule: The last cloud incident hides the contract

    @passage-150 @passage-174 @passage-191
    Scenario: The last but one does not
      Given setup "an activated Gold partner"
      And "Signature Cloud Support" has 2 incidents remaining
      When Ada links the contract in "Azure portal"
      And Ada creates a request for "Azure" in "Azure portal"
      Then the contract is linked for Ada
      When Ada creates a request for "Azure" in "Azure portal"
      Then "Signature Cloud Support" is exhausted
      And the contract is hidden for Ada

    @passage-191
    Scenario: It is hidden for every account, whoever used the last incident
      Given setup "an activated Silver partner"
      And "Signature Cloud Support" has 1 incident remaining
      When Ada links the contract in "Azure portal"
      And Bob links the contract in "Azure portal"
      And Bob creates a request for "Azure" in "Azure portal"
      Then the contract is hidden for Bob
      And the contract is hidden for Ada

    @on-premises @passage-155 @passage-166
    Scenario: Support for Business goes on as before
      Given setup "an activated Gold partner"
      And "Signature Cloud Support" has 0 incidents remaining
      When Ada links the contract in "Support for Business"
      Then the contract is hidden for Ada
      When Ada starts a request for "Windows 10" in "Support for Business"
      Then plan "Partner Support" is available for Ada
      When Ada creates a request for "Windows 10" in "Support for Business"
      Then "Microsoft Product Support" has 19 incidents remaining

    @on-premises @passage-155
    Scenario: The last on-premises incident hides nothing
      Given setup "an activated Gold partner"
      And "Microsoft Product Support" has 1 incident remaining
      When Ada links the contract in "Azure portal"
      And Ada creates a request for "Windows 10" in "Support for Business"
      Then "Microsoft Product Support" is exhausted
      And the contract is linked for Ada

  Rule: Linking for the first time what is no longer valid is not documented, so a parameter decides

    @parameters
    Scenario Outline: Where the parameter says <setting>, the link is <outcome>
      Given setup "an activated Gold partner"
      And parameter "first link of an invalid contract" is <setting>
      When time passes until 2022-01-01
      And Ada tries to link the contract in "Azure portal"
      Then it is <outcome>
      And the contract is <state> for Ada

      Examples:
        | setting  | outcome  | state    |
        | accepted | accepted | hidden   |
        | refused  | refused  | unlinked |
