"""Whole phrases for a line that is none: what its author may have meant, by its words and by what it mentions.

They are made when the block of the line is checked, not when it is parsed: only then names are known. Phrases are
ranked by the words of the line. A word counts more the fewer phrases it leads to; which words lead to a phrase is data,
beside the phrase's own. What the line mentions, by any name that the rulebook has for it, counts too, and fills the
slots.
"""
