"""Text in: from a source to scenarios, or to diagnostics. Runs nothing."""
