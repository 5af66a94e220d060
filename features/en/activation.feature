@activation
Feature: Activating a technical benefit
  A benefit gives nothing until somebody has activated it in Partner Center, and not everybody may.
  Contoso has four accounts. Ada is Global admin and Bob is MPN partner admin, both associated with MPN.
  Chloe is Admin agent, associated with MPN and CSP. Deniz is Global admin, but associated with CSP only.

  Rule: An inactive benefit becomes pending, and some days later active

    Background:
      Given setup "a Gold partner"

    @passage-112 @passage-115 @passage-116 @passage-121 @passage-122 @passage-124 @passage-125
    Scenario: The two IDs appear when the activation has been processed
      When Ada signs in to "Partner Center"
      And Ada opens "Technical benefits"
      Then Ada sees "Microsoft Product Support"
      And Ada sees "Signature Cloud Support"
      And "Microsoft Product Support" is inactive
      And Ada does not see "Access ID"
      And button "Activate" is enabled for Ada
      When Ada activates "Microsoft Product Support"
      Then "Microsoft Product Support" is pending
      And Ada does not see "Access ID"
      When 3 days pass
      Then "Microsoft Product Support" is active
      And Ada sees "Access ID"
      And Ada sees "Contract ID"

    @passage-122
    Scenario: Activating one benefit leaves the other as it was
      When Ada signs in to "Partner Center"
      And Ada activates "Signature Cloud Support"
      And 3 days pass
      Then "Signature Cloud Support" is active
      And "Microsoft Product Support" is inactive

    @passage-111
    Scenario: No portal but Partner Center activates
      When Ada tries to activate "Microsoft Product Support" in "Azure portal"
      Then it is refused
      And Ada sees "This cannot be done in this portal"

    @passage-112
    Scenario: Activating begins with a sign-in
      When Ada tries to activate "Microsoft Product Support"
      Then Ada sees "Please sign in first"
      And nothing changed

    @parameters @passage-124
    Scenario Outline: With a processing time of <days> days, the benefit is <state> on the day after
      Given parameter "activation days" is <days>
      When Ada signs in to "Partner Center"
      And Ada activates "Microsoft Product Support"
      And 1 day passes
      Then "Microsoft Product Support" is <state>

      Examples:
        | days | state   |
        | 0    | active  |
        | 1    | active  |
        | 2    | pending |

  Rule: Only a Global admin or an MPN partner admin of an MPN account activates

    Background:
      Given setup "a Gold partner"

    @roles @passage-123
    Scenario Outline: An account with the role <role> tries to activate
      Given accounts of Contoso
        | name | associated with | roles  |
        | Eve  | MPN             | <role> |
      When Eve signs in to "Partner Center"
      And Eve tries to activate "Microsoft Product Support"
      Then it is <outcome>
      And "Microsoft Product Support" is <state>

      Examples: One of the two roles is enough
        | role              | outcome  | state   |
        | Global admin      | accepted | pending |
        | MPN partner admin | accepted | pending |

      @passage-107
      Examples: Another role, or none, is not
        | role        | outcome | state    |
        | Admin agent | refused | inactive |
        | -           | refused | inactive |

    @roles @passage-107 @passage-123
    Scenario: An Admin agent finds the button disabled
      When Chloe signs in to "Partner Center"
      And Chloe opens "Technical benefits"
      Then button "Activate" is disabled for Chloe

    @roles @passage-113 @passage-114
    Scenario: A Global admin who is associated with CSP only is turned away
      When Deniz signs in to "Partner Center"
      And Deniz tries to open "Technical benefits"
      Then Deniz sees "You are not authorized for this action"
      When Deniz tries to activate "Microsoft Product Support"
      Then Deniz sees "You are not authorized for this action"
      And nothing changed

    @passage-121
    Scenario: Whoever belongs to the MPN account sees the IDs, also without the right to activate
      Given "Microsoft Product Support" is active
      When Chloe signs in to "Partner Center"
      And Chloe opens "Technical benefits"
      Then Chloe sees "Access ID"
      And Chloe sees "Contract ID"

  Rule: Without an active offer, or on the wrong account, the list is empty

    @passage-117
    Scenario: A company whose offers have ended has nothing to activate
      Given setup "a Gold partner"
      When time passes until 2022-01-01
      And Ada signs in to "Partner Center"
      And Ada opens "Technical benefits"
      Then Ada sees "Looks like you don't have any benefits yet"
      And Ada does not see "Microsoft Product Support"

    @passage-118 @passage-119
    Scenario: Signing in with another account brings the list back
      Given setup "a Gold partner"
      And company Fabrikam
      And accounts of Fabrikam
        | name | identity | associated with | roles        |
        | Ada2 | MSA      | MPN             | Global admin |
      When Ada2 signs in to "Partner Center"
      And Ada2 opens "Technical benefits"
      Then Ada2 sees "Looks like you don't have any benefits yet"
      And Ada2 sees "Sign-in with another account"
      When Ada2 switches to Ada
      And Ada opens "Technical benefits"
      Then Ada sees "Microsoft Product Support"
