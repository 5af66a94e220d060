"""Renaming: every place of a name is changed, and nothing is where that would change what a file means."""

import os
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from benefit_flows.language.phrases import is_name
from benefit_flows.language.statements import Block
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.navigation import DeclaredName, declaration, references
from benefit_flows.lsp.scope import columns_of, known_after
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

NO_NAME: Final = Text("nothing here can be renamed", "rien ici ne peut être renommé")
NOT_DECLARED: Final = Text("{name} is declared nowhere", "{name} n’est déclaré nulle part")
ELSEWHERE: Final = Text("{name} is declared elsewhere: {path}", "{name} est déclaré ailleurs\u00a0: {path}")
NOT_A_NAME: Final = Text('"{name}" cannot be a name here', "«\u00a0{name}\u00a0» ne peut pas être un nom ici")
TAKEN: Final = Text("{name} is taken", "{name} est déjà pris")
NEVER: Final = frozenset('"“”„«»<>|()[]#=,\n\r\\')
Place = tuple[OpenFile, Block, Span]


class Refusal(NamedTuple):
    """Why something cannot be renamed."""

    why: Text
    name: str = ""
    path: str = ""

    def message(self, language: Language) -> str:
        """Say it."""
        return self.why.say(language, name=self.name, path=self.path)


def rename(name: DeclaredName | None, new: str, family: Sequence[OpenFile]) -> tuple[Span, ...] | Refusal:
    """Give all places to change; the first file of the family is the one where the name was picked."""
    if name is None:
        return Refusal(NO_NAME)
    if not _can_be(name.kind, new, family[0]):
        return Refusal(NOT_A_NAME, new)
    places = list(references(name, family))
    for place in places:
        why = _against(name, new, place, family)
        if why is not None:
            return why
    return tuple(dict.fromkeys(span for _, _, span in places))


def _can_be(kind: str, new: str, file: OpenFile) -> bool:
    if kind in ("account", "company"):
        return is_name(new) and new not in file.scope.tables.words
    if kind == "product" and file.vocabulary.find(new, tuple(file.vocabulary.rulebook.products)) is not None:
        return False
    return new.isprintable() and new == " ".join(new.split()) and new not in ("", "-", "–") and not set(new) & NEVER


def _against(name: DeclaredName, new: str, place: Place, family: Sequence[OpenFile]) -> Refusal | None:
    """Say what speaks against the new name at one of the places."""
    file, block, _ = place
    declared = declaration(file, name, block)
    if declared is None:
        return Refusal(NOT_DECLARED, name.text)
    if os.path.realpath(declared.path) not in {os.path.realpath(each.path) for each in family}:
        return Refusal(ELSEWHERE, name.text, declared.path)
    return Refusal(TAKEN, new) if new in _taken(name, file, block) else None


def _taken(name: DeclaredName, file: OpenFile, block: Block) -> Iterable[str]:
    """Give the names of that kind which are known beside it."""
    if name.kind == "setup":
        return file.scope.setups.by_name
    if name.kind == "column":
        return [each.value for each in columns_of(name.block)] if name.block is not None else []
    known = known_after(file, block)
    return {*known.accounts, *known.companies, *known.products}
