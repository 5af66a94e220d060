"""``benefit-flows convert``: scenario files to Gherkin features, and features to scenario files."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.text import LANGUAGES, Text

if TYPE_CHECKING:
    from benefit_flows.diagnostics import Diagnostic
    from benefit_flows.gherkin.printing import Unsaid, Written
    from benefit_flows.language.check import Unit
    from benefit_flows.language.statements import Parsed
    from benefit_flows.model.rulebook import Rulebook

KINDS: Final = ("feature", "flow")
OTHER: Final = {".flow": "feature", ".feature": "flow"}
WORDS: Final = {
    "mistakes": Text(
        "not converted, because it has mistakes: {file}", "pas converti, car il a des erreurs\u00a0: {file}"
    ),
    "same": Text(
        "not converted, because it is a .{kind} file: {file}", "pas converti, car c’est un .{kind}\u00a0: {file}"
    ),
    "in-the-way": Text(
        "not converted, because names in it are words of the other language: {file} ({names})",
        "pas converti, car des noms y sont des mots de l’autre langue\u00a0: {file} ({names})",
    ),
    "unsaid": Text("{file}:{line}: {why}", "{file}:{line}\u00a0: {why}"),
    "left": Text("not converted: {file}", "pas converti\u00a0: {file}"),
    "exists": Text(
        "{target} is there already; --force writes over it", "{target} existe déjà\u00a0; --force le remplace"
    ),
    "kind": Text("{target} is no name for what comes out", "{target} ne peut pas être le nom de ce qui est produit"),
    "twice": Text("two files would become {target}", "deux fichiers deviendraient {target}"),
    "unwritten": Text("cannot write {target}: {why}", "impossible d’écrire {target}\u00a0: {why}"),
    "written": Text("{file} → {target}", "{file} → {target}"),
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "convert",
        help="convert scenario files to Gherkin, or back",
        description="Convert .flow files to .feature files, and .feature files to .flow files. One file is printed; "
        "several are written, each beside its source.",
    )
    parser.add_argument("paths", nargs="+", metavar="FILE", help="a .flow or .feature file, or a folder")
    parser.add_argument("--to", choices=KINDS, metavar="KIND", help="convert to feature or flow only")
    parser.add_argument("-o", "--output", metavar="PATH", help="the file, or the folder, to write to")
    parser.add_argument("--force", action="store_true", help="write over files that are there")
    parser.add_argument("--lang-of-steps", choices=LANGUAGES, metavar="LANGUAGE", help="translate the steps: en or fr")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of what is printed")
    parser.set_defaults(command=convert_command)


def convert_command(options: argparse.Namespace) -> int:
    """Convert files and give the exit code: 2 if one of them could not be."""
    from benefit_flows import rulebook
    from benefit_flows.pipeline import load

    book = rulebook()
    loaded = load(options.paths, book)
    units = sorted(loaded.units, key=lambda each: each.parsed.source.path)
    files = {each.parsed.source.path for each in units}
    wrong = [each for each in loaded.errors if each.span.path in files or each.code.startswith("BF4")]
    _show(wrong, options)
    broken = {each.span.path for each in wrong}
    several = len(units) > 1 or any(Path(each).is_dir() for each in options.paths)
    converter = _Converter(options, book, several=several)
    done = [converter.convert(each, broken=each.parsed.source.path in broken) for each in _asked_for(units, options)]
    return exits.GOOD if all(done) and not wrong else exits.USAGE


def _asked_for(units: "Iterable[Unit]", options: argparse.Namespace) -> "Iterator[Unit]":
    """Leave out files of the wanted kind that only their folder names."""
    named = {os.path.normpath(each) for each in options.paths}
    for unit in units:
        path = unit.parsed.source.path
        if options.to in (None, OTHER[Path(path).suffix]) or os.path.normpath(path) in named:
            yield unit


class _Converter:
    """Converts one file after another, and remembers what it has written."""

    def __init__(self, options: argparse.Namespace, book: "Rulebook", *, several: bool) -> None:
        self.options = options
        self.book = book
        self.several = several
        self.written: set[Path] = set()

    def convert(self, unit: "Unit", *, broken: bool) -> bool:
        """Convert a file, and say whether that was done."""
        file = unit.parsed.source.path
        kind = OTHER[Path(file).suffix]
        if broken:
            return self._refuse("mistakes", file=file)
        if self.options.to not in (None, kind):
            return self._refuse("same", file=file, kind=self.options.to)
        target = self._target(Path(file), kind)
        written = self._converted(unit, kind, target)
        if written is None:
            return False
        _tell(written.unsaid, self.options)
        if any(not each.left_out for each in written.unsaid):
            return self._refuse("left", file=file)
        if target is None:
            _print_exactly(written.text)
            return True
        return self._write(target, written.text, file)

    def _refuse(self, key: str, **values: object) -> bool:
        _say(key, self.options, **values)
        return False

    def _target(self, path: Path, kind: str) -> Path | None:
        """Give the file to write; nothing for what is printed."""
        name = path.with_suffix(f".{kind}")
        if self.options.output is None:
            return name if self.several else None
        output = Path(self.options.output)
        is_folder = self.several or output.is_dir() or self.options.output.endswith(("/", os.sep))
        return output / self._below(name) if is_folder else output

    def _below(self, path: Path) -> Path:
        """Give the path of a file as seen from the folder that was named, so that folders in it stay apart."""
        folders = (Path(each).resolve() for each in self.options.paths if Path(each).is_dir())
        inside = (each for each in folders if path.resolve().is_relative_to(each))
        return path.resolve().relative_to(folder) if (folder := next(inside, None)) else Path(path.name)

    def _converted(self, unit: "Unit", kind: str, target: Path | None) -> "Written | None":
        from benefit_flows.diagnostics import Diagnostic
        from benefit_flows.source import Span

        unit = unit._replace(parsed=_moved(unit.parsed, target))
        try:
            return self._as_flow(unit.parsed) if kind == "flow" else self._as_feature(unit)
        except ModuleNotFoundError:
            place = Span(unit.parsed.source.path, 1, 1, 2, "")
            _show([Diagnostic("BF413", place, hint="install-bdd")], self.options)
            return None

    def _as_feature(self, unit: "Unit") -> "Written | None":
        from benefit_flows.gherkin.to_feature import to_feature
        from benefit_flows.language.check import setups_of
        from benefit_flows.language.parse import parse

        parsed = self._translated(unit.parsed)
        if parsed is None:
            return None
        standard = tuple(map(parse, self.book.standard_setups))
        return to_feature(parsed, setups_of(unit._replace(parsed=parsed), standard).by_name)

    def _as_flow(self, parsed: "Parsed") -> "Written | None":
        from benefit_flows.gherkin.to_flow import to_flow
        from benefit_flows.language.parse import parse
        from benefit_flows.source import Source

        written = to_flow(parsed)
        flow = self._translated(parse(Source(parsed.source.path, written.text)))
        return None if flow is None else written._replace(text=flow.source.text)

    def _translated(self, parsed: "Parsed") -> "Parsed | None":
        """Translate the steps of a scenario file, where that is asked for."""
        from benefit_flows.language.parse import parse
        from benefit_flows.language.translate import names_in_the_way, translate
        from benefit_flows.source import Source

        target = self.options.lang_of_steps
        if target in (None, parsed.language):
            return parsed
        if names := names_in_the_way(parsed, target):
            self._refuse("in-the-way", file=parsed.source.path, names=", ".join(names))
            return None
        text = translate(parsed, target, self.book, tuple(map(parse, self.book.standard_setups)))
        return parse(Source(parsed.source.path, text))

    def _write(self, target: Path, text: str, file: str) -> bool:
        from benefit_flows.pipeline import shown_path, write_whole

        shown = shown_path(target)
        wrong = target.suffix in (".flow", ".feature") and target.suffix == Path(file).suffix
        if wrong or target.resolve() == Path(file).resolve():
            return self._refuse("kind", target=shown)
        if target.resolve() in self.written:
            return self._refuse("twice", target=shown)
        if target.exists() and not self.options.force:
            return self._refuse("exists", target=shown)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            why = write_whole(target, text.encode())
        except OSError as error:
            why = error.strerror or type(error).__name__
        if why is not None:
            return self._refuse("unwritten", target=shown, why=why)
        self.written.add(target.resolve())
        _say("written", self.options, file=file, target=shown)
        return True


def _moved(parsed: "Parsed", target: Path | None) -> "Parsed":
    """Let includes lead to where they did, seen from the folder of the target."""
    from benefit_flows.gherkin.printing import with_includes

    source = Path(parsed.source.path).resolve().parent
    if target is None or target.resolve().parent == source:
        return parsed
    folder = target.resolve().parent
    included = [each.text for each in parsed.headers_of("include")]
    return with_includes(parsed, {each: Path(os.path.relpath(source / each, folder)).as_posix() for each in included})


def _print_exactly(text: str) -> None:
    """Print a text in UTF-8, whatever the terminal's encoding: it is a file that somebody keeps."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        print(text, end="")
        return
    sys.stdout.flush()
    buffer.write(text.encode())


def _tell(unsaid: "Iterable[Unsaid]", options: argparse.Namespace) -> None:
    for each in unsaid:
        why = each.why.in_language(options.lang)
        _say("unsaid", options, file=each.span.path, line=each.span.line, why=why)


def _show(diagnostics: "Iterable[Diagnostic]", options: argparse.Namespace) -> None:
    from benefit_flows.diagnostics.carets import render_diagnostic

    for each in diagnostics:
        print(f"{render_diagnostic(each, options.lang)}\n", file=sys.stderr)


def _say(key: str, options: argparse.Namespace, **values: object) -> None:
    print(WORDS[key].in_language(options.lang).format(**values), file=sys.stderr)
