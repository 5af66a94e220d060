"""What a step, a screen, a world, a machine look like: in words, as values that pages and terminals draw."""
