"""Whole phrases for a line that is none: what its author may have meant, by its words and by what it mentions."""
