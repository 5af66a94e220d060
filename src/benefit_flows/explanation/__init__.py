"""What everything is that the program prints: found by an id, a name or a text, and told in one language."""
