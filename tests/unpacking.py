"""What unpack.js does, in Python: tests read what pages read."""

import json
import re
import zlib
from base64 import b64decode
from typing import Any


def unpack(packed: Any, language: int = 0) -> Any:
    """Give a packed document in a language."""
    texts = [each if isinstance(each, str) else each[language] for each in packed["texts"]]
    values: list[Any] = []

    def value(node: Any) -> Any:
        return values[node] if isinstance(node, int) else made(*node)

    def made(kind: int, *rest: Any) -> Any:
        if kind == 0:
            return texts[rest[0]]
        if kind == 1:
            return [value(each) for each in rest]
        if kind == 2:
            return dict(zip(packed["shapes"][rest[0]], map(value, rest[1:]), strict=True))
        return rest[0]

    for node in packed["nodes"]:
        values.append(made(*node))  # noqa: PERF401  # a node reads those before it
    return value(packed["root"])


def data_of(page: str) -> Any:
    """Unpack what the script of a page draws."""
    block = re.search(r'id="data">([^<]*)<', page)
    assert block is not None
    return unpack(json.loads(zlib.decompress(b64decode(block[1]))))
