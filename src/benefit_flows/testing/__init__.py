"""pytest: ``.flow`` and ``.feature`` files are tests, without any Python file."""
