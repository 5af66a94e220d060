"""A history with a cursor over worlds that never change. No input, no output: every surface uses it."""
