"""Encodings of files that are not UTF-8."""

import pytest

from benefit_flows.pipeline.encoding import wide_encoding

TEXT = 'scénario: Rien n’est activé\n  alors "Support technique Microsoft" est inactif\n'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_with_several_bytes_a_letter_is_told_by_its_name_with_its_mark_or_without(encoding: str) -> None:
    assert wide_encoding(TEXT.encode(encoding)) == ("UTF-32" if encoding == "utf-32" else "UTF-16")


def test_what_is_no_text_has_no_encoding() -> None:
    others = (b"", b"\0", b"\0\0\0\0", bytes(range(256)), b"PK\x03\x04\0\0\0\0\x08\0", TEXT.encode() + b"\0")
    assert [each for each in others if wide_encoding(each)] == []
