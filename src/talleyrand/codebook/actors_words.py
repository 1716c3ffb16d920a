"""Closed word classes that the reading of names needs, from names_vocabulary.toml."""

from __future__ import annotations

from functools import cache

from talleyrand.codebook.tables import read_toml


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a word class by name; KeyError for one that the file does not have.

    >>> "readout" in word_set("documents")
    True
    """
    return frozenset(_vocabulary()[name].split())


def long_title(word: str) -> str:
    """Return a title written out; every other word as it is.

    >>> long_title("adm"), long_title("admiral")
    ('admiral', 'admiral')
    """
    return _titles().get(word, word)


@cache
def _titles() -> dict[str, str]:
    short, long = (_vocabulary()[name].split() for name in ("short_titles", "long_titles"))
    return dict(zip(short, long, strict=True))


@cache
def _vocabulary() -> dict[str, str]:
    return read_toml("names_vocabulary.toml")
