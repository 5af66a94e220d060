"""What people read exists in two languages."""

from typing import Literal, NamedTuple

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


class Text(NamedTuple):
    """One text in English and in French."""

    en: str
    fr: str

    def in_language(self, language: Language) -> str:
        """Give the text in ``language``."""
        return self.fr if language == "fr" else self.en
