"""From bytes to characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.archive.decoding import decode
from talleyrand.archive.readers.html_pages import decode_page
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


WORDS = "Президент подписал указ о переговорах."


@pytest.mark.parametrize(
    ("raw", "server", "meta"),
    [
        (WORDS.encode("cp1251"), "windows-1251", None),
        (WORDS.encode("cp1251"), None, "windows-1251"),
        (WORDS.encode("koi8-r"), "koi8-r", "windows-1251"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "windows-1251", "koi8-r"),
        (WORDS.encode("utf-16"), "windows-1251", None),
        (WORDS.encode("utf-16-le"), "utf-16le", None),
        (WORDS.encode(), None, None),
        (WORDS.encode(), "nonsense", "utf-7"),
        (WORDS.encode(), "us-ascii", "utf-16"),
    ],
)
def test_a_page_is_decoded_by_its_mark_then_by_its_servers_word_then_by_its_own(
    raw: bytes, server: str | None, meta: str | None
) -> None:
    said = f'<meta charset="{meta}">'.encode() if meta else b""
    mark = len(raw) - len(raw.removeprefix(b"\xef\xbb\xbf")) if meta else 0
    assert WORDS in decode_page(raw[:mark] + said + raw[mark:], "a.html", server)


def test_labels_mean_what_browsers_take_them_for() -> None:
    assert decode_page("“So be it.”".encode("cp1252"), "a.html", "iso-8859-1") == "“So be it.”"


def test_a_page_with_a_character_cut_in_halves_is_read() -> None:
    whole = ("“Talks go on,” the minister said in the capital. " * 40).encode()
    assert decode_page(whole + b"\xe2\x80", "a.html", "utf-8").endswith("capital. \ufffd")
    with pytest.raises(InputError, match="damaged UTF-8"):
        decode_page(whole + b"\xe2\x80 " * 40, "a.html", "utf-8")
