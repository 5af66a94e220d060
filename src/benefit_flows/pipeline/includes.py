"""What files include: each read once, however many ways lead to it, and without recursion, however long a way is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.editions import Editions
from benefit_flows.language.expand import circle
from benefit_flows.language.statements import Header, Parsed
from benefit_flows.pipeline.discovery import project_root, resolved
from benefit_flows.pipeline.reader import Reader, shown_path


class _Link(NamedTuple):
    """What an include header leads to: a file, by the name by which it is one; none where it cannot be had."""

    key: Path
    parsed: Parsed | None


class _Including(NamedTuple):
    """A file that is gone into, and its headers still to come."""

    path: Path
    key: Path
    parsed: Parsed
    headers: Iterator[Header]


class Includes:
    """Follows the include headers of files that a reader reads; what cannot be had is told there."""

    def __init__(self, reader: Reader, editions: Editions) -> None:
        """Start with no file followed."""
        self.reader, self.editions = reader, editions
        self.links: dict[Path, list[_Link]] = {}

    def of(self, path: Path, parsed: Parsed) -> tuple[tuple[Parsed, ...], bool]:
        """Give the files that a file includes, those that they include first, and whether these are all of them."""
        key = resolved(path)
        self.follow(path, key, parsed)
        found: list[Parsed] = []
        complete = True
        stack = [(parsed, iter(self.links[key]))]
        seen = {key}
        while stack:
            link = next(stack[-1][1], None)
            if link is None:
                found.append(stack.pop()[0])
            elif link.parsed is None:
                complete = False
            elif link.key not in seen:
                seen.add(link.key)
                stack.append((link.parsed, iter(self.links[link.key])))
        return tuple(found[:-1]), complete

    def follow(self, path: Path, key: Path, parsed: Parsed) -> None:
        """Read what a file includes, and what that includes: each once, however many ways lead there, however long."""
        if key in self.links:
            return
        within = {key: path}
        stack = [_Including(path, key, parsed, iter(parsed.headers_of("include")))]
        self.links[key] = []
        while stack:
            file = stack[-1]
            header = next(file.headers, None)
            if header is None:
                within.pop(stack.pop().key)
            elif header.text:
                target = file.path.parent / header.text
                link = self.link(file, target, header, within)
                self.links[file.key].append(link)
                if link.parsed is not None and link.key not in self.links:
                    self.links[link.key] = []
                    within[link.key] = target
                    stack.append(_Including(target, link.key, link.parsed, iter(link.parsed.headers_of("include"))))

    def link(self, file: _Including, target: Path, header: Header, within: Mapping[Path, Path]) -> _Link:
        """Give what a header of a file asks for; nothing with a diagnostic where it cannot be had."""
        root, key = self.reader.root or project_root(file.path), resolved(target)
        if key in within:
            way = [*within.values()][[*within].index(key) :]
            told = circle(*(shown_path(path, self.reader.root) for path in (*way, target)))
            self.reader.say("BF407", file.path, told, header.span)
            return _Link(key, None)
        if not key.is_relative_to(root):
            self.reader.say("BF408", file.path, root.name or str(root), header.span, "outside")
            return _Link(key, None)
        parsed = self.reader.parsed(target, header.span)
        return _Link(key, parsed if parsed is None or self.fits(file.parsed, parsed, header) else None)

    def fits(self, file: Parsed, included: Parsed, header: Header) -> bool:
        """Whether a file that is included is written for the same rulebook; say so where it is not.

        Nothing is said where there is no rulebook of that name: the file itself is told so.
        """
        own, other = self.editions.named_by(file), self.editions.named_by(included)
        if own == other or own not in self.editions.rulebooks.ids:
            return True
        values = (("word", other), ("own", own))
        self.reader.diagnostics.append(Diagnostic("BF227", header.span, values, "same-rulebook"))
        return False
