"""The single-file player."""
