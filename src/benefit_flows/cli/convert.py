"""``benefit-flows convert``: scenario files to Gherkin features, and features to scenario files."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.file_names import numbered
from benefit_flows.cli.files import READ, is_read, made, say_unwritten, written
from benefit_flows.text import LANGUAGES, Text, Words
from benefit_flows.writing import is_for_others, names_folder

if TYPE_CHECKING:
    from benefit_flows.gherkin.printer import Conversion, Unsaid
    from benefit_flows.language.check import Unit
    from benefit_flows.language.statements import Parsed
    from benefit_flows.pipeline import Loaded

KINDS: Final = ("feature", "flow")
OTHER: Final = {".flow": "feature", ".feature": "flow"}
WORDS: Final = Words(
    {
        "mistakes": Text(
            "not converted, because it has mistakes: {file}", "pas converti, car il a des erreurs\u00a0: {file}"
        ),
        "unread": Text(
            "not converted, because lines of a pending scenario are no phrases yet: {file}",
            "pas converti, car des lignes d’un scénario en attente ne sont pas encore des phrases\u00a0: {file}",
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
        "kind": Text(
            "{target} is no name for what comes out", "{target} ne peut pas être le nom de ce qui est produit"
        ),
        "written": Text("{file} → {target}", "{file} → {target}"),
    }
)


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
    from benefit_flows.cli.findings import show_errors
    from benefit_flows.diagnostics import Severity
    from benefit_flows.pipeline import is_folder, load

    loaded = load(options.paths, options.rulebooks)
    units = sorted(loaded.units, key=lambda each: each.parsed.source.path)
    files = {each.parsed.source.path for each in units}
    told = [
        diagnostic
        for diagnostic in loaded.diagnostics
        if diagnostic.span.path in files or diagnostic.code.startswith("BF4")
    ]
    wrong = show_errors(told, options.lang)
    broken = {each.span.path for each in told if each.severity is Severity.ERROR}
    asked = tuple(_asked_for(units, options))
    targets = _targets(asked, options, several=len(units) > 1 or any(map(is_folder, options.paths)))
    converter = _Converter(options, loaded)
    done = [
        converter.convert(each, target, broken=each.parsed.source.path in broken)
        for each, target in zip(asked, targets, strict=True)
    ]
    return exits.GOOD if all(done) and not wrong else exits.USAGE


def _asked_for(units: "Iterable[Unit]", options: argparse.Namespace) -> "Iterator[Unit]":
    """Leave out files of the wanted kind that only their folder names."""
    named = {os.path.normpath(each) for each in options.paths}
    for unit in units:
        path = unit.parsed.source.path
        if options.to in (None, OTHER[Path(path).suffix]) or os.path.normpath(path) in named:
            yield unit


def _targets(units: "tuple[Unit, ...]", options: argparse.Namespace, *, several: bool) -> "tuple[Path | None, ...]":
    """Give the file to write for each, never the same for two; nothing for what is printed."""
    paths = [Path(each.parsed.source.path) for each in units]
    beside = [path.with_suffix(f".{OTHER[path.suffix]}") for path in paths]
    if options.output is None:
        return tuple(beside if several else (None for _ in paths))
    if not _is_folder(options, several=several):
        return tuple(Path(options.output) for _ in paths)
    names = numbered(_below(each, options).with_suffix("").as_posix() for each in paths)
    return tuple(Path(options.output, f"{name}{each.suffix}") for name, each in zip(names, beside, strict=True))


def _is_folder(options: argparse.Namespace, *, several: bool) -> bool:
    """Whether files are written into a folder, by names that come from theirs."""
    from benefit_flows.pipeline import is_folder

    return several or is_folder(options.output) or names_folder(options.output)


def _below(path: Path, options: argparse.Namespace) -> Path:
    """Give the path of a file as seen from the folder that was named, so that folders in it stay apart."""
    from benefit_flows.pipeline import is_folder

    real = Path(os.path.realpath(path))
    folders = (Path(os.path.realpath(each)) for each in options.paths if is_folder(each))
    inside = (each for each in folders if real.is_relative_to(each))
    return real.relative_to(folder) if (folder := next(inside, None)) else Path(path.name)


class _Converter:
    """Converts one file after another."""

    def __init__(self, options: argparse.Namespace, loaded: "Loaded") -> None:
        from benefit_flows.language.editions import Editions

        self.options = options
        self.editions = Editions(options.rulebooks)
        self.loaded = loaded

    def convert(self, unit: "Unit", target: Path | None, *, broken: bool) -> bool:
        """Convert a file, and say whether that was done."""
        file = unit.parsed.source.path
        kind = OTHER[Path(file).suffix]
        if broken:
            return self._refuse("mistakes", file=file)
        if any(block.unread for block in unit.parsed.blocks):
            return self._refuse("unread", file=file)
        if self.options.to not in (None, kind):
            return self._refuse("same", file=file, kind=self.options.to)
        written = self._converted(unit, kind, target)
        if written is None:
            return False
        _tell(written.unsaid, self.options)
        if any(not each.left_out for each in written.unsaid):
            return self._refuse("left", file=file)
        if target is None:
            _print_exactly(written.text)
            return True
        return self._write(target, written.text, file, kind)

    def _refuse(self, key: str, **values: object) -> bool:
        _say(key, self.options, **values)
        return False

    def _converted(self, unit: "Unit", kind: str, target: Path | None) -> "Conversion | None":
        from benefit_flows.cli.findings import show_errors
        from benefit_flows.diagnostics import Diagnostic
        from benefit_flows.source import Span

        unit = unit._replace(parsed=_moved(unit.parsed, target))
        try:
            return self._as_flow(unit.parsed) if kind == "flow" else self._as_feature(unit)
        except ModuleNotFoundError:
            place = Span(unit.parsed.source.path, 1, 1, 2, "")
            show_errors([Diagnostic("BF413", place, hint="install-bdd")], self.options.lang)
            return None

    def _as_feature(self, unit: "Unit") -> "Conversion | None":
        from benefit_flows.gherkin.to_feature import to_feature
        from benefit_flows.language.check import setups_of

        parsed = self._translated(unit.parsed)
        if parsed is None:
            return None
        standard = self.editions.of(parsed).standard
        return to_feature(parsed, setups_of(unit._replace(parsed=parsed), standard).by_name)

    def _as_flow(self, parsed: "Parsed") -> "Conversion | None":
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
        edition = self.editions.of(parsed)
        text = translate(parsed, target, edition.rulebook, edition.standard)
        return parse(Source(parsed.source.path, text))

    def _write(self, target: Path, text: str, file: str, kind: str) -> bool:
        from benefit_flows.pipeline import is_there, shown_path

        shown = shown_path(target)
        if is_for_others(target, f".{kind}"):
            return self._refuse("kind", target=shown)
        if is_read(target, self.loaded):
            say_unwritten(shown, READ, self.options.lang)
            return False
        if is_there(target) and not self.options.force:
            return self._refuse("exists", target=shown)
        named = self.options.output is not None and target == Path(self.options.output)
        if (why := made(target.parent, None if named else self.options.output)) is not None:
            say_unwritten(shown, why, self.options.lang)
            return False
        if not written(target, text.encode(), self.options.lang, f".{kind}", named=named, shown=shown):
            return False
        _say("written", self.options, file=file, target=shown)
        return True


def _moved(parsed: "Parsed", target: Path | None) -> "Parsed":
    """Let includes lead to where they did, seen from the folder of the target."""
    from benefit_flows.gherkin.printer import with_includes

    source = Path(os.path.realpath(parsed.source.path)).parent
    folder = source if target is None else Path(os.path.realpath(target)).parent
    if folder == source:
        return parsed
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


def _say(key: str, options: argparse.Namespace, **values: object) -> None:
    print(WORDS.say(key, options.lang, **values), file=sys.stderr)
