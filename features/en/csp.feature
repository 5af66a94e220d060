@csp
Feature: Requests for customers
  A partner who is a Cloud Solution Provider has a plan of its own for customers' Azure requests, and an Admin agent
  has a way of its own: service management. Chloe is Admin agent; Deniz is associated with CSP only.

  Rule: The Cloud Solution Provider plan takes no contract and no incident

    Background:
      Given setup "an activated Gold partner"

    @passage-175
    Scenario: A CSP partner creates an Azure request without any contract
      When Deniz opens "+ New Support request" in "Azure portal"
      Then plan "Cloud Solution Provider" is available for Deniz
      When Deniz creates a request for "Azure" in "Azure portal"
      Then the request is under plan "Cloud Solution Provider"
      And the contract is unlinked for Deniz
      And "Signature Cloud Support" has 10 incidents remaining
      And "Microsoft Product Support" has 20 incidents remaining

    @passage-175
    Scenario: The plan is not for accounts without CSP
      When Ada tries to create a request for "Azure" in "Azure portal" under plan "Cloud Solution Provider"
      Then it is refused
      And Ada sees "This plan is for Cloud Solution Providers"

    @passage-175
    Scenario: The plan is for Azure only
      When Deniz tries to create a request for "Power Platform" in "other cloud portals" under plan "Cloud Solution Provider"
      Then it is refused

  Rule: Service management is the way of Admin agents

    @roles @passage-176
    Scenario Outline: A <role> who is associated with <association> opens the customers: <outcome>
      Given setup "a Gold partner"
      And accounts of Contoso
        | name | associated with | roles  |
        | Eve  | <association>   | <role> |
      When Eve signs in to "Partner Center"
      And Eve tries to open "Customers"
      Then it is <outcome>

      Examples: Role and association are both needed
        | role         | association | outcome  |
        | Admin agent  | CSP         | accepted |
        | Admin agent  | MPN, CSP    | accepted |
        | Admin agent  | MPN         | refused  |
        | Global admin | CSP         | refused  |

    @roles @passage-176
    Scenario: Who is no Admin agent is not shown the way, and is told so
      Given setup "a Gold partner"
      When Ada signs in to "Partner Center"
      Then Ada does not see "Customers"
      When Ada tries to open "Customers"
      Then Ada sees "This is for Admin agents of CSP partners"

    @passage-160 @passage-172 @passage-173 @passage-176 @passage-177
    Scenario: Customers, service management, new request, workload: the request is created in the product's portal
      Given setup "an activated Gold partner"
      When Chloe signs in to "Partner Center"
      And Chloe opens "Customers"
      Then Chloe sees "Service Management"
      When Chloe opens "Service Management"
      Then Chloe sees "New request"
      And Chloe does not see "incidents remaining"
      When Chloe opens "New request"
      And Chloe chooses workload "Dynamics 365 finance and operations"
      And Chloe links the contract in "Lifecycle Services"
      And Chloe creates a request for "Dynamics 365 finance and operations" in "Lifecycle Services"
      Then the request is under plan "Partner Signature"

    @passage-177 @passage-188
    Scenario: A contract that is linked already is not asked for
      Given setup "an activated Gold partner"
      And the contract is linked for Chloe
      When Chloe signs in to "Partner Center"
      And Chloe opens "New request"
      And Chloe chooses workload "Power Platform"
      Then plan "Partner Signature" is available for Chloe
      When Chloe creates a request for "Power Platform" in "other cloud portals"
      Then the request is under plan "Partner Signature"
