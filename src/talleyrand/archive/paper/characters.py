"""Characters as pages have them: ligatures taken apart, what stands for no character left out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_HYPHENS = frozenset({0x2010, 0x2011, 0xAD})
_INVISIBLE = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF})
_LIGATURES = range(0xFB00, 0xFB07)


@lru_cache(maxsize=4096)
def sane(code: int) -> str:
    """Return the characters that a code on a page stands for: one, the letters of a ligature, or none."""
    if code in _HYPHENS:
        return "-"
    if code in _INVISIBLE or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    character = chr(code)
    if code in _LIGATURES:
        return unicodedata.normalize("NFKC", character)
    return "" if unicodedata.category(character) in {"Cc", "Co", "Cn"} else character
