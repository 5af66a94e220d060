"""Files of a user to statements: found, read as text, parsed, each once. All that commands parse comes by here."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.parse import parse
from benefit_flows.language.statements import Parsed
from benefit_flows.pipeline.discovery import Wanted, is_folder, is_there, look_through, resolved, wanted
from benefit_flows.pipeline.encoding import wide_encoding
from benefit_flows.source import Source, Span
from benefit_flows.text import harmless

LARGEST_FILE: Final = 5_000_000
SUFFIX: Final = ".flow"
FEATURE: Final = ".feature"
NOT_A_FILE: Final = "not a regular file"


def shown_path(path: Path, root: Path | None = None) -> str:
    """Give a path as users see it, with forward slashes, harmless: from the working folder, or from another root."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # not resolve(): links keep the name they were given by
    try:
        shown = absolute.relative_to(root or Path.cwd())
    except ValueError:
        shown = Path(os.path.relpath(absolute, root))
    # Halves of characters stand for bytes that are no text: they tell files apart, and every report knows them.
    name = "".join(sign if "\ud800" <= sign <= "\udfff" else harmless(sign) for sign in shown.as_posix())
    return f"./{name}" if name.startswith("::") else name  # a build server takes a line that begins so for a command


class Reader:
    """Reads and parses each file once, and collects what cannot be read."""

    def __init__(
        self, texts: Mapping[Path, str] = {}, suffixes: tuple[str, ...] = (SUFFIX, FEATURE), root: Path | None = None
    ) -> None:
        self.suffixes, self.root, self.texts = suffixes, root, texts
        self.diagnostics: list[Diagnostic] = []
        self.unreadable: set[str] = set()
        self.files: dict[Path, Parsed | None] = {}
        self.missing: dict[Path, Diagnostic] = {}

    def wanted(self, path_text: str) -> Iterator[Wanted]:
        """Find the files that a path of the command line means."""
        path, line, _ = wanted(path_text)
        if is_folder(path):
            yield from (Wanted(each, None, named=False) for each in self.below(path))
        elif path.suffix not in self.suffixes and is_there(path):
            self.say("BF412", path)
        else:
            yield Wanted(path, line)

    def below(self, folder: Path) -> list[Path]:
        """Find the files of a folder and all below it; say which of these cannot be listed, and where there is none."""
        looked = list(look_through(folder, self.suffixes))
        unlisted = [(listing.folder, listing.why) for listing in looked if listing.why is not None]
        for place, why in unlisted:
            self.say("BF402", place, why)
        found = sorted(file for listing in looked for file in listing.files)
        if not found and not unlisted:
            self.say("BF406", folder)
        return found

    def say(self, code: str, path: Path, word: str = "", span: Span | None = None, hint: str | None = None) -> None:
        """Note that a file cannot be taken; ``span`` is the include that asked for it."""
        name = shown_path(path, self.root)
        self.unreadable.add(name)
        values = (("word", word), ("most", str(LARGEST_FILE // 1_000_000)), ("known", ", ".join(self.suffixes)))
        told = Diagnostic(code, span or Span(name, 1, 1, 2, ""), values, hint)
        self.diagnostics.append(told)
        if code in ("BF401", "BF402"):
            self.missing[resolved(path)] = told

    def parsed(self, path: Path, asked: Span | None) -> Parsed | None:
        """Read and parse a file, once."""
        key = resolved(path)
        if key in self.missing and asked is not None:
            self.diagnostics.append(self.missing[key]._replace(span=asked))
        if key not in self.files:
            text = self.text(path, asked)
            name = shown_path(path, self.root)
            self.files[key] = None if text is None else self.read(path, Source(name, text), asked)
        return self.files[key]

    def read(self, path: Path, source: Source, asked: Span | None) -> Parsed | None:
        """Parse a text by the kind of its file."""
        if path.suffix != FEATURE:
            return parse(source)
        try:
            from benefit_flows.gherkin.parse import parse_feature

            return parse_feature(source)
        except ModuleNotFoundError:
            self.say("BF413", path, span=asked, hint="install-bdd")
            return None

    def text(self, path: Path, asked: Span | None) -> str | None:
        """Read a file as text; ``None`` with a diagnostic where that cannot be done."""
        if resolved(path) in self.texts:
            return self.texts[resolved(path)]
        try:
            about = path.stat()
            if not S_ISREG(about.st_mode):
                self.say("BF402", path, NOT_A_FILE, asked)
                return None
            if about.st_size > LARGEST_FILE:
                self.say("BF404", path)
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            self.say("BF401", path, span=asked, hint="folder")
            return None
        except OSError as error:
            self.say("BF402", path, error.strerror or "", asked)
            return None
        return self.decoded(path, data)

    def decoded(self, path: Path, data: bytes) -> str | None:
        """Decode what was read; ``None`` with a diagnostic where it is no text or says nothing."""
        if b"\0" in data:
            encoding = wide_encoding(data)
            self.say("BF126" if encoding else "BF411", path, encoding, hint="convert" if encoding else None)
            return None
        try:
            text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            place = Span(shown_path(path, self.root), line, 1, 2, "")
            self.say("BF403", path, str(error.start + 1), place, "convert")
            return None
        if not text.strip("\ufeff \t\r\n"):
            self.say("BF405", path)
            return None
        return text
