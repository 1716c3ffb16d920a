"""Languages: the words that tell English, and what a code is called."""

from __future__ import annotations

from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, words


@cache
def _table() -> dict[str, Any]:
    return read_toml("languages.toml")


@cache
def english_words() -> frozenset[str]:
    """Return the words, lower case, that every English text is full of and other languages are not."""
    return words(_table()["english"]["words"])


def language_name(code: str) -> str:
    """Return the name of a language, the code itself where there is none.

    >>> language_name("fr"), language_name("kab")
    ('French', 'kab')
    """
    return str(_table()["names"].get(code, code))
