Feature: Benefits
  When it is prose, nobody minds.

  Scenario: x
    when Ada signs in to "Nowhere"
    Given setup "a Gold partner"
    Then "Microsoft Product Support" is inactive
