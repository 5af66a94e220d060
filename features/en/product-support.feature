@on-premises
Feature: Microsoft Product Support for on-premises products
  The benefit for software on the partner's own machines. Its requests are created in Support for Business,
  by anyone who knows the two IDs, and each takes one incident. Contoso is a member until the end of February 2022.

  Background:
    Given setup "an activated Gold partner (until = 2022-02-28)"

  Rule: The two IDs open the benefit, once for each account

    @passage-126 @passage-154 @passage-155 @passage-157
    Scenario: The first request asks for the IDs, the second does not
      When Ada starts a request for "Windows 10" in "Support for Business"
      Then Ada sees "Access ID"
      And Ada sees "Contract ID"
      When Ada links the contract in "Support for Business"
      And Ada creates a request for "Windows 10" in "Support for Business"
      Then the request is under plan "Partner Support"
      When Ada starts a request for "SQL Server 2019" in "Support for Business"
      Then Ada does not see "Access ID"
      When Ada creates a request for "SQL Server 2019" in "Support for Business"
      Then "Microsoft Product Support" has 18 incidents remaining

    @passage-156 @passage-157
    Scenario Outline: An outsider with an <identity> account who knows the IDs is served
      Given accounts
        | name | identity   |
        | Fred | <identity> |
      When Fred links the contract in "Support for Business"
      And Fred creates a request for "Windows 10" in "Support for Business"
      Then "Microsoft Product Support" has 19 incidents remaining

      Examples:
        | identity |
        | AAD      |
        | MSA      |

    @passage-156
    Scenario: Wrong IDs link nothing
      When Chloe tries to enter a wrong ID pair in "Support for Business"
      Then Chloe sees "These IDs could not be accepted"
      And it is refused
      And the contract is unlinked for Chloe

  Rule: Problems with recent on-premises products are covered

    @passage-135 @passage-137
    Scenario Outline: A request for <product> is <outcome>
      When Ada links the contract in "Support for Business"
      And Ada tries to create a request for <product> in "Support for Business"
      Then it is <outcome>

      Examples: Current versions
        | product             | outcome  |
        | Windows 10          | accepted |
        | Windows Server 2019 | accepted |

      Examples: The version before, only while it is in mainstream support
        | product             | outcome  |
        | Windows Server 2016 | accepted |
        | Exchange 2016       | refused  |

      Examples: Older versions, and the cloud
        | product                | outcome |
        | Windows Server 2012 R2 | refused |
        | Azure                  | refused |

    @passage-136 @passage-153
    Scenario Outline: On <day>, a request for the version before the current one is <outcome>
      When Ada links the contract in "Support for Business"
      And time passes until <day>
      And Ada tries to create a request for "Windows Server 2016" in "Support for Business"
      Then it is <outcome>

      Examples: Mainstream support of Windows Server 2016 ends on 11 January 2022
        | day        | outcome  |
        | 2022-01-11 | accepted |
        | 2022-01-12 | refused  |

    @passage-128
    Scenario Outline: A request about <issue> is <outcome>
      When Ada links the contract in "Support for Business"
      And Ada tries to create a request for "Windows 10" in "Support for Business" about <issue>
      Then it is <outcome>

      Examples: Something is broken
        | issue                                    | outcome  |
        | a specific problem                       | accepted |
        | an error message                         | accepted |
        | something that does not work as expected | accepted |

      Examples: Somebody wants to know
        | issue             | outcome |
        | a how-to question | refused |
        | advice            | refused |

  Rule: The benefit ends when it is used up, and the link stays

    @passage-155 @passage-169
    Scenario: The last incident ends the benefit
      Given "Microsoft Product Support" has 1 incident remaining
      When Ada links the contract in "Support for Business"
      And Ada creates a request for "Windows 10" in "Support for Business"
      Then "Microsoft Product Support" is exhausted
      And the contract is linked for Ada
      When Ada tries to create a request for "Windows 10" in "Support for Business"
      Then it is refused
      And Ada sees "no incidents remaining"
