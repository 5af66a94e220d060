"""Documents for a page: the same in several languages, every part that is equal stored once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, cast

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


_CHILDREN: Final = {1: 1, 2: 2}
"""Where the children of a node begin, by its kind. Both are numbers, which ``Json`` cannot say: hence the casts."""


def document(value: object) -> Json:
    """Give a value of the views as JSON: records as objects, tuples as lists."""
    match value:
        case str() | None | bool() | int():
            return value
        case tuple() | list():
            fields = getattr(value, "_fields", None)
            parts = [each if type(each) is str else document(each) for each in value]  # many are texts
            return parts if fields is None else dict(zip(fields, parts, strict=True))
        case Mapping():
            return {str(key): document(each) for key, each in value.items()}
    raise TypeError(f"no JSON for {value!r}")


def pack(documents: Sequence[Json]) -> Json:
    """Pack documents that have the same shape, one for each language.

    ``texts`` are texts that are the same in all languages, or lists of one for each. ``shapes`` are the fields of
    objects. ``nodes`` are ``[0, text]``, ``[1, node, …]`` for a list, ``[2, shape, node, …]`` for an object,
    ``[3, literal]`` for what is no text. A node inside another is the number of one that is used several times, which
    comes before, or stands there itself. ``root`` is a node.

    Raises ``ValueError`` where the documents differ in more than their texts.
    """
    packer = _Packer()
    root = packer.node(tuple(documents))
    return {
        "texts": [each if isinstance(each, str) else [*each] for each in packer.texts],
        "shapes": [[*each] for each in packer.shapes],
        **_inlined(packer.nodes, root),
    }


def _inlined(nodes: list[list[Json]], root: int) -> dict[str, Json]:
    """Put each node that is used once where it is used: that is a fifth less, compressed."""
    used = Counter(child for node in nodes for child in _children(node))
    kept: list[Json] = []
    places: list[Json] = []
    for number, node in enumerate(nodes):
        begin = _CHILDREN.get(cast("int", node[0]), len(node))
        whole: Json = [*node[:begin], *(places[cast("int", child)] for child in node[begin:])]
        if used[number] > 1:
            kept.append(whole)
            whole = len(kept) - 1
        places.append(whole)
    return {"nodes": kept, "root": places[root]}


def _children(node: list[Json]) -> list[int]:
    return cast("list[int]", node[_CHILDREN.get(cast("int", node[0]), len(node)) :])


def compressed(packed: Json) -> str:
    """Give a packed document as text that a page can hold: JSON, compressed, in base 64.

    Half a character, as names of files may hold it, is written by its number, as JSON has it.
    """
    import json
    import zlib
    from base64 import b64encode

    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8", "backslashreplace"), 9)).decode("ascii")


class _Packer:
    """Numbers for what was stored so far: equal parts have the same."""

    def __init__(self) -> None:
        self.texts: dict[str | tuple[str, ...], int] = {}
        self.shapes: dict[tuple[str, ...], int] = {}
        self.numbers: dict[tuple[object, ...], int] = {}
        self.nodes: list[list[Json]] = []

    def node(self, parts: tuple[Json, ...]) -> int:
        """Store a part, which is given in each language; give the number of its node."""
        first = parts[0]
        kind = type(first)
        if any(type(each) is not kind for each in parts):
            raise _different(parts)
        if isinstance(first, str):
            return self._text(cast("tuple[str, ...]", parts))
        if isinstance(first, list):
            return self._list(cast("tuple[list[Json], ...]", parts))
        if isinstance(first, dict):
            return self._object(cast("tuple[dict[str, Json], ...]", parts))
        return self._literal(parts)

    def _text(self, parts: tuple[str, ...]) -> int:
        text = parts[0] if len(set(parts)) == 1 else parts
        return self._stored((0, self.texts.setdefault(text, len(self.texts))))

    def _list(self, parts: tuple[list[Json], ...]) -> int:
        if len({len(each) for each in parts}) > 1:
            raise _different(parts)
        return self._stored((1, *map(self.node, zip(*parts, strict=True))))

    def _object(self, parts: tuple[dict[str, Json], ...]) -> int:
        shape = tuple(parts[0])
        if any(tuple(each) != shape for each in parts):
            raise _different(parts)
        number = self.shapes.setdefault(shape, len(self.shapes))
        return self._stored((2, number, *map(self.node, zip(*(each.values() for each in parts), strict=True))))

    def _literal(self, parts: tuple[Json, ...]) -> int:
        value = parts[0]
        if any(each != value for each in parts):
            raise _different(parts)
        # True equals 1, so that the kind belongs to what tells literals apart.
        return self._stored((3, value), (3, value, type(value)))

    def _stored(self, node: tuple[Json, ...], key: tuple[object, ...] | None = None) -> int:
        number = self.numbers.setdefault(key or node, len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append([*node])
        return number


def _different(parts: tuple[object, ...]) -> ValueError:
    return ValueError(f"the documents differ in more than their texts: {str(parts)[:200]}")
