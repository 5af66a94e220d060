"""What people read: in two languages, and harmless whoever wrote it."""

import re
from collections.abc import Iterable, Mapping
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

    def say(self, language: Language, /, **values: object) -> str:
        """Give the text in ``language``, its placeholders filled, with texts in that language too.

        Without values it is given as it is.
        """
        text = self.in_language(language)
        return text.format(**{name: _in(language, value) for name, value in values.items()}) if values else text


def _in(language: Language, value: object) -> object:
    return value.in_language(language) if isinstance(value, Text) else value


class Words(NamedTuple):
    """A table of texts of our own, by keys: the one door to what a program says that is no rulebook's."""

    texts: Mapping[str, Text]

    def say(self, key: str, language: Language, /, **values: object) -> str:
        """Give the text of a key in ``language``, its placeholders filled."""
        return self.texts[key].say(language, **values)

    def in_language(self, language: Language) -> dict[str, str]:
        """Give all texts in ``language`` by their keys, for pages that fill them themselves."""
        return {key: text.in_language(language) for key, text in self.texts.items()}


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Give sorted numbers as what follows without a gap, from first to last: 1, 2, 3, 7 is 1 to 3 and 7 to 7."""
    found: list[tuple[int, int]] = []
    for each in numbers:
        first = found.pop()[0] if found and found[-1][1] == each - 1 else each
        found.append((first, each))
    return tuple(found)


JOINERS: Final = "\u00ad\u200c\u200d"
"""Invisible characters that words and emoji are made with; all others could hide what a line says."""

VOWELS: Final = frozenset("aàâæeéèêëiîïoôœuùûü")
"""The letters before which French elides; small ones."""

SHOWN: Final = frozenset(f"{JOINERS}\u00a0\u202f")
"""Characters that Python does not call printable, and that no terminal acts upon."""
COMMAND: Final = re.compile(r"^[^\S\n]*(?=::)|#(?=#(?:vso)?\[)", re.MULTILINE)
"""Where a build server would take a line of output for a command: GitHub, its older form, and Azure."""


PLACEHOLDER: Final = re.compile(r"\{([\w-]+)\}")
"""Where a value stands in a sentence."""


def filled(text: str, values: tuple[tuple[str, str], ...]) -> str:
    """Fill a sentence, once: a value may have braces of its own. Of two values of a name the first counts."""
    known = dict(reversed(values))
    return PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def harmless(text: str) -> str:
    """Give a text of others as it may stand in a line: what a terminal acts upon is shown as a sign.

    Control characters of all kinds, what changes the direction of writing, halves of characters. One
    sign for one, so that columns stay true. Spaces of all kinds and ends of lines become a space.
    """
    return text if text.isprintable() else "".join(map(_sign, text))


def _sign(character: str) -> str:
    if character in SHOWN or character.isprintable():
        return character
    return " " if character.isspace() else "\ufffd"


def harmless_lines(text: str) -> str:
    """Give lines as they may be printed: each harmless, and none a command to the build server that shows them."""
    lines = "\n".join("\t".join(map(harmless, line.split("\t"))) for line in text.split("\n"))
    return COMMAND.sub(r"\g<0>\\", lines)


def harmless_document(document: str) -> str:
    """Give a JSON document that means the same, and of which no build server takes a part for a command.

    Azure looks for ``##[`` and ``##vso[`` anywhere in a line; a number sign stands in strings only, and may be escaped.
    """
    return document.replace("##", "#\\u0023")
