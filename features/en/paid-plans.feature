@paid
Feature: Plans that are bought
  When membership support is used up, or is not enough, a partner can buy a plan. It has a contract of its own.
  Premier Support for Partners covers everything; Advanced Support for Partners covers the cloud.

  Rule: A bought plan is the way back to Azure support

    @azure @passage-191 @passage-193 @passage-194
    Scenario: With a bought plan requests are possible again, while the old contract stays hidden
      Given setup "an activated Gold partner"
      And "Signature Cloud Support" has 0 incidents remaining
      When Ada links the contract of package "Contoso/1" in "Azure portal"
      And Ada tries to create a request for "Azure" in "Azure portal"
      Then it is refused
      When Ada buys plan "Premier Support for Partners"
      And Ada links the contract of plan "Premier Support for Partners" in "Azure portal"
      And Ada creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Premier Support for Partners"
      And the contract of package "Contoso/1" is hidden for Ada
      And "Signature Cloud Support" has 0 incidents remaining

    @passage-196
    Scenario: A company without any offer can buy support
      Given setup "a partner without offers"
      When Ada buys plan "Advanced Support for Partners"
      And Ada links the contract of plan "Advanced Support for Partners" in "Azure portal"
      And Ada creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Advanced Support for Partners"

  Rule: Premier is the top level, Advanced is for the cloud

    @passage-198
    Scenario: Nothing ranks above Premier
      Given today is 2021-03-04
      Then plan "Premier Support for Partners" is the top level

    Scenario Outline: <plan> and a request for <product>: <outcome>
      Given setup "a partner without offers"
      When Ada buys plan <plan>
      And Ada links the contract in <portal>
      And Ada tries to create a request for <product> in <portal> under plan <plan>
      Then it is <outcome>

      @passage-198
      Examples: Premier
        | plan                         | product                | portal               | outcome  |
        | Premier Support for Partners | Azure                  | Azure portal         | accepted |
        | Premier Support for Partners | Windows 10             | Support for Business | accepted |
        | Premier Support for Partners | Windows Server 2012 R2 | Support for Business | accepted |

      @passage-199
      Examples: Advanced
        | plan                          | product                             | portal               | outcome  |
        | Advanced Support for Partners | Azure                               | Azure portal         | accepted |
        | Advanced Support for Partners | Dynamics 365 finance and operations | Lifecycle Services   | accepted |
        | Advanced Support for Partners | Windows 10                          | Support for Business | refused  |

  Rule: The IDs of a bought plan belong to one account

    @passage-181
    Scenario: For a second account the message is true
      Given setup "a partner without offers"
      When Ada buys plan "Premier Support for Partners"
      And Ada links the contract in "Azure portal"
      And Bob tries to link the contract in "Azure portal"
      Then Bob sees "This Access ID is already associated to an account"
      And it is refused
      And the contract is unlinked for Bob

    Scenario Outline: In <portal> a second account is refused in words of our own
      Given setup "a partner without offers"
      When Ada buys plan "Premier Support for Partners"
      And Ada links the contract in "Azure portal"
      And Bob tries to link the contract in <portal>
      Then Bob sees "Another account uses these IDs already"
      And Bob does not see "This Access ID is already associated to an account"
      And it is refused

      Examples: The message of the article belongs to the Azure portal
        | portal               |
        | Support for Business |
        | Lifecycle Services   |
        | other cloud portals  |

    @parameters
    Scenario Outline: Where the parameter says <ids>, a second account is <outcome>
      Given setup "a partner without offers"
      And parameter "paid plan ids" is <ids>
      When Ada buys plan "Premier Support for Partners"
      And Ada links the contract in "Azure portal"
      And Bob tries to link the contract in "Azure portal"
      Then it is <outcome>
      And the contract is <state> for Bob

      @passage-181
      Examples: One account
        | ids         | outcome | state    |
        | one account | refused | unlinked |

      Examples: Every account that knows them
        | ids    | outcome  | state  |
        | shared | accepted | linked |

  Rule: What is part of a membership cannot be bought

    Scenario: A membership plan is not for sale
      Given setup "an activated Gold partner"
      When Ada tries to buy plan "Partner Signature"
      Then Ada sees "This plan cannot be bought"

    Scenario: An outsider cannot buy for the company
      Given setup "an activated Gold partner"
      And accounts
        | name |
        | Fred |
      When Fred tries to buy plan "Premier Support for Partners"
      Then Fred sees "Only accounts of a company can do this"
