"""The records that pages get as data, as types for the compiler: what a script reads is what Python writes."""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from benefit_flows.player.document import LessonView
from benefit_flows.report.html.page import ReportDocument
from benefit_flows.report.html.story import EventView, StoryView
from benefit_flows.studio.sessions import News
from benefit_flows.studio.texts import EditorFindings, ListedFile, RunVerdict

ROOTS: Final = (LessonView, ReportDocument, StoryView, EventView, EditorFindings, ListedFile, RunVerdict, News)
PLAIN: Final = {str: "string", int: "number", bool: "boolean", NoneType: "null", object: "unknown"}


def declarations() -> str:
    """Give every record that can be in the data of a page, as an interface."""
    return "\n".join(_interface(each) for each in _reached())


def _reached() -> list[type]:
    """Give the roots and all records in their fields."""
    found, waiting = [], list(ROOTS)
    while waiting:
        record = waiting.pop()
        if record not in found:
            found.append(record)
            waiting.extend(each for hint in get_type_hints(record).values() for each in _records(hint))
    return found


def _records(hint: Any) -> Iterator[Any]:
    if hasattr(hint, "_fields"):
        yield hint
    for each in get_args(hint):
        yield from _records(each)


def _interface(record: type) -> str:
    fields = "".join(f"  readonly {name}: {_type(hint)}\n" for name, hint in get_type_hints(record).items())
    return f"interface {_name(record)} {{\n{fields}}}\n"


def _name(record: type) -> str:
    return record.__name__


def _type(hint: Any) -> str:
    """Write a type as it is in JSON: tuples are arrays, mappings are objects."""
    arguments = get_args(hint)
    match get_origin(hint):
        case None:
            return _name(hint) if hasattr(hint, "_fields") else PLAIN[hint]
        case origin if origin is Literal:
            return " | ".join(f"'{each}'" for each in arguments)
        case origin if origin in (Union, UnionType):
            return " | ".join(map(_type, arguments))
        case origin if origin is tuple and arguments[1:] == (...,):
            return f"readonly ({_type(arguments[0])})[]"
        case origin if origin is tuple:
            return f"readonly [{', '.join(map(_type, arguments))}]"
        case origin if issubclass(origin, Mapping):
            return f"{{ readonly [name: string]: {_type(arguments[1])} }}"
    raise TypeError(f"no type for {hint!r}")
