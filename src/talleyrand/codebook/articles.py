"""Names that stand with an article within an English sentence."""

from __future__ import annotations

from functools import cache

from talleyrand.codebook.tables import read_toml, require

FILE = "articles.toml"


def with_article(name: str) -> str:
    """Return a name as it stands within a sentence: with its article, where English wants one.

    >>> with_article("United States"), with_article("China"), with_article("The Bahamas")
    ('the United States', 'China', 'the Bahamas')
    """
    if name.startswith("The "):
        return f"the {name.removeprefix('The ')}"
    return f"the {name}" if name.startswith(_beginnings()) else name


@cache
def _beginnings() -> tuple[str, ...]:
    entries = read_toml(FILE)["name"]
    for entry in entries:
        require(entry, "id", "beginnings", "why", "examples", where=FILE)
    return tuple(beginning for entry in entries for beginning in entry["beginnings"])
