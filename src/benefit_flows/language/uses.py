"""Which setups use which: gone through without recursion, each once, because chains may be long and ways many."""

from collections.abc import Callable, Iterable, Mapping

from benefit_flows.language.statements import Block


def reached(names: Iterable[str], setups: Mapping[str, Block]) -> tuple[str, ...]:
    """Give names of setups and of all that these use, themselves or through others; also names that there are not."""
    return _closure(names, lambda name: setups[name].used_names if name in setups else ())


def users(names: Iterable[str], setups: Mapping[str, Block]) -> tuple[str, ...]:
    """Give names of setups and of all that use these, themselves or through others."""
    by_used: dict[str, list[str]] = {}
    for name, block in setups.items():
        for used in block.used_names:
            by_used.setdefault(used, []).append(name)
    return _closure(names, lambda name: by_used.get(name, ()))


def _closure(names: Iterable[str], more: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    found = dict.fromkeys(names)
    queue = list(found)
    for name in queue:  # grows while it is gone through
        new = [each for each in dict.fromkeys(more(name)) if each not in found]
        found.update(dict.fromkeys(new))
        queue += new
    return tuple(found)
