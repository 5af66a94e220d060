Feature: What a partner sees before activation

  Scenario: a
		Given setup "a Gold partner"
		Therefore "Microsoft Product Support" is inactive
