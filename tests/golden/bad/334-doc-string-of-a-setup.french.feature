Feature: What a partner sees before activation

  Scenario: a
    Given setup "a Gold partner"
      """
      Contoso
      """
    Then "Microsoft Product Support" is inactive
