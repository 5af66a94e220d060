"""Immutable values with named fields, equal to values of their own kind only."""

from collections.abc import Mapping
from typing import ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Record:
    """What a frozen dataclass is, without generated code.

    Generating it for every kind of action, fact and check would cost a fifth of a short run.
    Not a named tuple: two actions of different kinds are never equal.
    """

    types: ClassVar[Mapping[str, object]] = {}
    """The type of each field, those of the kind that it belongs to first."""
    fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Take the fields from the annotations, in order."""
        cls.types = {**cls.types, **cls.__annotations__}
        cls.fields = tuple(cls.types)

    def __init__(self, *values: object, **named: object) -> None:
        """Take values by position and by name; fields with a default may be left out."""
        given = dict(zip(self.fields, values, strict=False), **named)
        missing = [field for field in self.fields if field not in given and not hasattr(type(self), field)]
        if missing or len(given) != len(values) + len(named) or not given.keys() <= set(self.fields):
            raise TypeError(f"{type(self).__name__} takes {self.fields}, not {values} {named}")
        self.__dict__.update(given)

    def values(self) -> tuple[object, ...]:
        """Give the values of the fields, in order."""
        return tuple(getattr(self, field) for field in self.fields)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash((type(self), self.values()))

    def __repr__(self) -> str:
        named = (f"{name}={value!r}" for name, value in zip(self.fields, self.values(), strict=True))
        return f"{type(self).__name__}({', '.join(named)})"
