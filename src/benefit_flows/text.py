"""What people read exists in two languages."""

from typing import Final, Literal, NamedTuple

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


class Text(NamedTuple):
    """One text in English and in French."""

    en: str
    fr: str

    def in_language(self, language: Language) -> str:
        """Give the text in ``language``."""
        return self.fr if language == "fr" else self.en


JOINERS: Final = "\u00ad\u200c\u200d"
"""Invisible characters that words and emoji are made with; all others could hide what a line says."""

VOWELS: Final = frozenset("aàâæeéèêëiîïoôœuùûü")
"""The letters before which French elides; small ones."""
