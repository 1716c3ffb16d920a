"""From bytes to characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.archive.decoding import decode
from talleyrand.errors import InputError


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("“No,” she said.\r\n\r\n  Über alles.\n".encode(), "“No,” she said.\r\n\r\n  Über alles.\n"),
        ("\ufeffChina abstained.".encode(), "\ufeffChina abstained."),
        ("China abstained.".encode("utf-16"), "China abstained."),
        ("Señor “Ortiz” left.".encode("cp1252"), "Señor “Ortiz” left."),
    ],
)
def test_keeps_every_character_of_text_in_a_known_encoding(raw: bytes, text: str) -> None:
    assert decode(raw, where="a.txt") == text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x00\x01\x02", "binary data"),
        (b"\x01\x02\x03abc", "binary data"),
        ("Президент подписал указ".encode("cp1251"), "unknown encoding"),
        ("“half".encode() + b"\xe2\x80", "damaged UTF-8 at byte 7"),
        (b"\xff\xfea", "damaged UTF-16"),
    ],
)
def test_refuses_what_is_no_text_and_says_what_it_is(raw: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        decode(raw, where="a.txt")
    assert caught.value.where == "a.txt"
    assert caught.value.hint


@given(st.text().filter(str.strip))
def test_utf8_comes_back_as_it_was_or_is_refused_as_binary(text: str) -> None:
    raw = text.encode()
    if not raw.strip() or b"\0" in raw:
        return
    try:
        decoded = decode(raw, where="x")
    except InputError as error:
        assert "binary" in error.what or "this is" in error.what
    else:
        assert decoded == text
