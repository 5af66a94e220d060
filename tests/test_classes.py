"""A name means one thing: who searches for a class finds the one that is meant."""

import re
from collections import Counter

from tests.support import PROJECT


def test_no_two_public_classes_have_one_name() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (PROJECT / "src").rglob("*.py"))
    names = Counter(name for source in sources for name in re.findall(r"^class ([A-Z]\w*)", source, re.MULTILINE))
    assert len(names) > 100
    assert [name for name, times in names.items() if times > 1] == []
