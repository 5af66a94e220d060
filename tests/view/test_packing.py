"""Documents: packed, equal parts once, and unpacked again."""

import json
import zlib
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.language.speaker import Speaker
from benefit_flows.text import LANGUAGES
from benefit_flows.view.packing import Json, compressed, document, pack
from benefit_flows.view.steps import step_view
from tests.unpacking import unpack
from tests.view.support import all_steps

LEAVES: Final = st.none() | st.booleans() | st.integers(-3, 3) | st.integers()


class Point(NamedTuple):
    x: int
    name: str


def same(one: Json, other: Json) -> bool:
    """Say whether documents are the same, true not being 1."""
    return json.dumps(one) == json.dumps(other)


def in_languages(number: int) -> st.SearchStrategy[tuple[Json, ...]]:
    """Make documents of one shape: only their texts differ."""
    texts = st.tuples(*[st.text(max_size=4)] * number)
    leaves = LEAVES.map(lambda each: (each,) * number) | texts

    def joined(parts: list[tuple[Json, ...]]) -> tuple[Json, ...]:
        return tuple([each[n] for each in parts] for n in range(number))

    def keyed(parts: dict[str, tuple[Json, ...]]) -> tuple[Json, ...]:
        return tuple({key: each[n] for key, each in parts.items()} for n in range(number))

    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4).map(joined) | st.dictionaries(st.text(max_size=3), inner, max_size=4).map(keyed)
        ),
    )


@given(st.integers(1, 3).flatmap(in_languages))
def test_what_is_packed_is_unpacked_the_same_in_every_language(documents: tuple[Json, ...]) -> None:
    packed = pack(documents)
    text = zlib.decompress(b64decode(compressed(packed))).decode("utf-8")
    assert json.loads(text) == packed
    for number, each in enumerate(documents):
        assert same(unpack(packed, number), each)


@given(st.integers(1, 3).flatmap(in_languages))
def test_what_is_used_several_times_is_stored_once_and_before_it_is_used(documents: tuple[Json, ...]) -> None:
    packed = pack(documents)
    assert isinstance(packed, dict)
    for name in ("texts", "shapes", "nodes"):
        stored = [json.dumps(each) for each in cast("list[Json]", packed[name])]
        assert len(set(stored)) == len(stored)
    numbers = [list(_numbers(node)) for node in cast("list[Json]", packed["nodes"])]
    assert all(each < number for number, children in enumerate(numbers) for each in children)
    used = Counter(each for node in (*cast("list[Json]", packed["nodes"]), packed["root"]) for each in _numbers(node))
    assert all(used[number] > 1 for number in range(len(numbers)))


def _numbers(node: Json) -> Iterator[int]:
    """Give the numbers of the nodes that a node, which may be a number itself, refers to."""
    if isinstance(node, int):
        yield node
    elif isinstance(node, list) and node[0] in (1, 2):
        yield from (number for each in node[node[0] :] for number in _numbers(each))


def test_a_document_is_packed_as_the_pages_read_it() -> None:
    english: Json = {"name": "yes", "items": [1, True, None, "x", "x"]}
    french: Json = {"name": "oui", "items": [1, True, None, "x", "x"]}
    assert pack((english, french)) == {
        "texts": [["yes", "oui"], "x"],
        "shapes": [["name", "items"]],
        "nodes": [[0, 1]],
        "root": [2, 0, [0, 0], [1, [3, 1], [3, True], [3, None], 0, 0]],
    }
    assert pack((english,)) == {
        "texts": ["yes", "x"],
        "shapes": [["name", "items"]],
        "nodes": [[0, 1]],
        "root": [2, 0, [0, 0], [1, [3, 1], [3, True], [3, None], 0, 0]],
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [([1], [1, 2]), ({"a": 1}, {"b": 1}), ("a", None), (1, 2), (1, True), ({"a": 1, "b": 1}, {"b": 1, "a": 1})],
)
def test_documents_of_different_shapes_are_not_packed(one: Json, other: Json) -> None:
    with pytest.raises(ValueError, match="differ in more than their texts"):
        pack((one, other))


def test_records_become_objects_and_tuples_lists() -> None:
    assert document((Point(1, "a"), {"b": (True, None)})) == [{"x": 1, "name": "a"}, {"b": [True, None]}]


def test_what_is_no_document_is_a_bug() -> None:
    with pytest.raises(TypeError, match=r"no JSON for 1\.5"):
        document((1.5,))


def test_many_steps_in_two_languages_take_a_fraction_of_their_room() -> None:
    steps = [document([step_view(each, Speaker(rulebook(), name)) for each in all_steps()]) for name in LANGUAGES]
    packed = pack(steps)
    assert [same(unpack(packed, number), each) for number, each in enumerate(steps)] == [True, True]
    assert 5 * len(compressed(packed)) < len(compressed(steps))
