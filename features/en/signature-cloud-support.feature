@cloud
Feature: Signature Cloud Support
  The benefit for cloud products, for Gold and Silver partners. In the portals it is the plan Partner Signature.
  It needs two things: the benefit is active, and the account has linked the contract.

  Rule: An active benefit and a linked contract open the plan

    @azure @passage-172 @passage-173 @passage-179
    Scenario: The first link in Azure succeeds without any error
      Given setup "an activated Gold partner"
      When Ada opens "Help + Support"
      And Ada opens "Support Plans"
      Then Ada sees "Link support benefits"
      And plan "Partner Signature" is absent for Ada
      When Ada links the contract in "Azure portal"
      Then Ada does not see "This Access ID is already associated to an account"
      And the contract is linked for Ada
      When Ada creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Partner Signature"
      And "Signature Cloud Support" has 9 incidents remaining

    @azure @passage-173
    Scenario: Without a link there is no plan
      Given setup "an activated Gold partner"
      When Ada tries to create a request for "Azure" in "Azure portal"
      Then it is refused
      And plan "Partner Signature" is absent for Ada

    @azure @passage-120 @passage-129
    Scenario: Before activation there is no plan either, and afterwards nothing has to be linked again
      Given setup "a Gold partner"
      And "Microsoft Product Support" is active
      When Ada links the contract in "Azure portal"
      And Ada tries to create a request for "Azure" in "Azure portal"
      Then it is refused
      And Ada sees "This benefit is not active yet"
      When Ada signs in to "Partner Center"
      And Ada activates "Signature Cloud Support"
      And 3 days pass
      And Ada creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Partner Signature"

    @azure @passage-126
    Scenario: Each account links the contract for itself
      Given setup "an activated Gold partner"
      When Ada links the contract in "Azure portal"
      Then the contract is unlinked for Bob
      When Bob links the contract in "Azure portal"
      Then the contract is linked for Bob
      And Bob does not see "This Access ID is already associated to an account"

  Rule: It covers cloud products, whichever portal they have

    @passage-141 @passage-142
    Scenario Outline: A request for <product> in <portal> is <outcome>
      Given setup "an activated Gold partner"
      And the contract is linked for Ada
      When Ada tries to create a request for <product> in <portal> under plan "Partner Signature"
      Then it is <outcome>

      Examples: Cloud products
        | product                             | portal              | outcome  |
        | Azure                               | Azure portal        | accepted |
        | Dynamics 365 finance and operations | Lifecycle Services  | accepted |
        | Dynamics 365                        | other cloud portals | accepted |
        | Power Platform                      | other cloud portals | accepted |
        | Microsoft 365                       | other cloud portals | accepted |

      Examples: On-premises products
        | product    | portal               | outcome |
        | Windows 10 | Azure portal         | refused |
        | Windows 10 | Support for Business | refused |

  Rule: Unlimited support is never used up

    @azure @passage-144 @passage-148
    Scenario: Request after request, a Gold partner with a cloud competency has no limit
      Given setup "an activated Gold partner (competency = "Cloud Platform")"
      And the contract is linked for Ada
      When Ada creates a request for "Azure" in "Azure portal"
      And Ada creates a request for "Azure" in "Azure portal"
      Then "Signature Cloud Support" has unlimited incidents remaining
      And "Signature Cloud Support" is active
      And the contract is linked for Ada

  Rule: An Action Pack has no part in it

    @azure @passage-180
    Scenario: The contract of an Action Pack links in Azure and brings no plan there
      Given setup "an activated Action Pack partner"
      When Ada links the contract in "Azure portal"
      And Ada opens "+ New Support request" in "Azure portal"
      Then plan "Partner Signature" is absent for Ada
      When Ada tries to create a request for "Azure" in "Azure portal"
      Then it is refused
      And Ada sees "The membership does not include this benefit"
