@entitlement
Feature: What a membership brings
  How much support a company has follows from its offers: from their level, and for the cloud from the competency.
  Several offers are not added up. The best of them counts.

  Rule: Microsoft Product Support goes by the level

    @passage-130 @passage-131
    Scenario Outline: A <level> competency brings <incidents> incidents, whatever the competency
      Given today is 2021-03-04
      And company Contoso has a <level> competency in <competency> until 2021-12-31
      Then "Microsoft Product Support" has <incidents> incidents remaining

      @passage-133 @passage-139
      Examples: Silver
        | level  | competency     | incidents |
        | Silver | Data Analytics | 15        |
        | Silver | Cloud Platform | 15        |

      @passage-134 @passage-140
      Examples: Gold
        | level | competency     | incidents |
        | Gold  | Data Analytics | 20        |
        | Gold  | Cloud Platform | 20        |

    @passage-132 @passage-138
    Scenario: An Action Pack brings 10 incidents
      Given setup "an Action Pack partner"
      Then "Microsoft Product Support" has 10 incidents remaining

    @passage-139
    Scenario: A second Silver competency adds nothing
      Given today is 2021-03-04
      And company Contoso has a Silver competency in "Data Analytics" until 2021-12-31
      And company Contoso has a Silver competency in "Datacenter" until 2021-12-31
      Then "Microsoft Product Support" has 15 incidents remaining

  Rule: Signature Cloud Support goes by the level and the competency

    @cloud
    Scenario Outline: Outside the cloud list, a <level> competency brings <incidents> incidents
      Given today is 2021-03-04
      And company Contoso has a <level> competency in "Data Analytics" until 2021-12-31
      Then "Signature Cloud Support" has <incidents> incidents remaining

      @passage-133 @passage-145 @passage-146
      Examples: Silver
        | level  | incidents |
        | Silver | 5         |

      @passage-134 @passage-149 @passage-150
      Examples: Gold
        | level | incidents |
        | Gold  | 10        |

    @cloud @passage-151
    Scenario Outline: <competency> is a cloud competency: <level> has unlimited incidents
      Given today is 2021-03-04
      And company Contoso has a <level> competency in <competency> until 2021-12-31
      Then "Signature Cloud Support" has unlimited incidents remaining

      @passage-143 @passage-144
      Examples: Silver
        | level  | competency                          |
        | Silver | Security                            |
        | Silver | Small and Midmarket Cloud Solutions |
        | Silver | Enterprise Mobility Management      |
        | Silver | Cloud Productivity                  |
        | Silver | Cloud Platform                      |
        | Silver | Cloud Business Applications         |

      @passage-147 @passage-148
      Examples: Gold
        | level | competency                          |
        | Gold  | Security                            |
        | Gold  | Small and Midmarket Cloud Solutions |
        | Gold  | Enterprise Mobility Management      |
        | Gold  | Cloud Productivity                  |
        | Gold  | Cloud Platform                      |
        | Gold  | Cloud Business Applications         |

    @passage-132 @passage-141 @passage-180
    Scenario: An Action Pack brings none at all
      Given setup "an Action Pack partner"
      Then company Contoso is not entitled to "Signature Cloud Support"
      When Ada signs in to "Partner Center"
      And Ada opens "Technical benefits"
      Then Ada sees "Microsoft Product Support"
      And Ada does not see "Signature Cloud Support"
      When Ada tries to activate "Signature Cloud Support"
      Then it is refused

    @cloud @passage-140 @passage-144
    Scenario: Of several offers each benefit takes the best
      Given today is 2021-03-04
      And company Contoso has a Silver competency in "Cloud Platform" until 2021-12-31
      And company Contoso has a Gold competency in "Data Analytics" until 2021-12-31
      Then "Microsoft Product Support" has 20 incidents remaining
      And "Signature Cloud Support" has unlimited incidents remaining

  Rule: Offers, and nothing else, bring benefits

    @membership @passage-109
    Scenario: A company that is no member has no benefit
      Given today is 2021-03-04
      And company Contoso
      Then company Contoso is not entitled to "Microsoft Product Support"
      And company Contoso is not entitled to "Signature Cloud Support"

    @membership @passage-139 @passage-140
    Scenario: An upgrade in mid-year brings a new package and leaves the old one
      Given setup "a Silver partner"
      And company Contoso has a Gold competency in "Data Analytics" from 2021-06-01 until 2022-05-31
      When time passes until 2021-06-01
      Then "Microsoft Product Support" of package "Contoso/1" has 15 incidents remaining
      And "Microsoft Product Support" of package "Contoso/2" has 20 incidents remaining

  Rule: What a package gives is not added to what another one gives

    @passage-140 @passage-155
    Scenario: An upgrade brings new benefits, and the old ones end
      Given setup "an activated Silver partner"
      And company Contoso has a Gold competency in "Data Analytics" from 2021-06-01 until 2022-05-31
      When time passes until 2021-06-01
      Then "Microsoft Product Support" of package "Contoso/1" is expired
      And "Microsoft Product Support" of package "Contoso/2" has 20 incidents remaining

    @parameters @passage-130 @passage-140
    Scenario Outline: Where the parameter says <what>, the old benefits are <state> after an upgrade
      Given parameter "replaced package" is <what>
      And setup "an activated Silver partner"
      And company Contoso has a Gold competency in "Data Analytics" from 2021-06-01 until 2022-05-31
      When time passes until 2021-06-01
      Then "Microsoft Product Support" of package "Contoso/1" is <state>
      And "Microsoft Product Support" of package "Contoso/2" has 20 incidents remaining

      Examples:
        | what    | state   |
        | ends    | expired |
        | runs on | active  |
