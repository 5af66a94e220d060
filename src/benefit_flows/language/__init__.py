"""Text in and out: from a source to scenarios, or to diagnostics, and from what was done to lines. Runs nothing."""
