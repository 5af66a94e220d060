Feature: What a partner sees before activation

  Scenario: A benefit is inactive at first
    Given setup "a Gold partner"
    Then "Microsoft Product Support" is inactive
      """
      It has not been activated.
      """
