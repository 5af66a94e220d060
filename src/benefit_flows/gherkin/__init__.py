"""Gherkin: ``.feature`` files to the same statements as ``.flow`` files, and back."""
