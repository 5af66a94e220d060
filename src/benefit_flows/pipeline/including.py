"""What files include: each read once, however many ways lead to it, and without recursion, however long a way is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benefit_flows.language.expand import circle
from benefit_flows.language.statements import Header, Parsed
from benefit_flows.pipeline.finding import project_root, resolved
from benefit_flows.pipeline.reading import Reader, shown_path


class _Link(NamedTuple):
    """What an include header leads to: a file, by the name by which it is one; none where it cannot be had."""

    key: Path
    parsed: Parsed | None


class _Including(NamedTuple):
    """A file that is gone into, and its headers still to come."""

    path: Path
    key: Path
    headers: Iterator[Header]


class Includes:
    """Follows the include headers of files that a reader reads; what cannot be had is told there."""

    def __init__(self, reader: Reader) -> None:
        """Start with no file followed."""
        self.reader = reader
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
        stack = [_Including(path, key, iter(parsed.headers_of("include")))]
        self.links[key] = []
        while stack:
            file = stack[-1]
            header = next(file.headers, None)
            if header is None:
                within.pop(stack.pop().key)
            elif header.text:
                target = file.path.parent / header.text
                link = self.link(file.path, target, header, within)
                self.links[file.key].append(link)
                if link.parsed is not None and link.key not in self.links:
                    self.links[link.key] = []
                    within[link.key] = target
                    stack.append(_Including(target, link.key, iter(link.parsed.headers_of("include"))))

    def link(self, path: Path, target: Path, header: Header, within: Mapping[Path, Path]) -> _Link:
        """Give what a header asks for; nothing with a diagnostic where it cannot be had."""
        root, key = self.reader.root or project_root(path), resolved(target)
        if key in within:
            way = [*within.values()][[*within].index(key) :]
            told = circle(*(shown_path(each, self.reader.root) for each in (*way, target)))
            self.reader.say("BF407", path, told, header.span)
            return _Link(key, None)
        if not key.is_relative_to(root):
            self.reader.say("BF408", path, root.name or str(root), header.span, "outside")
            return _Link(key, None)
        return _Link(key, self.reader.parsed(target, header.span))
