"""What failed last time and is not found again: a row whose values were changed, a scenario that was renamed."""

from collections.abc import Iterator, Sequence

import pytest


def stand_in(config: pytest.Config, file: pytest.File, items: Sequence[pytest.Item]) -> None:
    """Let ``--lf`` and ``--ff`` take the rows of the same outline for a row that is gone, else all tests of the file.

    Else they would pass over what was changed, and say that all is well.
    """
    plugin = config.pluginmanager.get_plugin("lfplugin")
    failed = getattr(plugin, "lastfailed", None)
    if not failed or not getattr(plugin, "active", False):
        return
    known = {item.nodeid for item in items}
    begin = f"{file.nodeid}::"
    for gone in [each for each in failed if str(each).startswith(begin) and str(each) not in known]:
        del failed[gone]
        failed.update((getattr(item, "id", item.nodeid), True) for item in _instead(str(gone), items))


def _instead(gone: str, items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    outline = gone.partition("[")[0]
    rows = [item for item in items if item.nodeid.partition("[")[0] == outline]
    yield from rows or items
