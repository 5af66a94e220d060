"""Colours for editors and web pages: the words of the language, in the notations that others read."""
