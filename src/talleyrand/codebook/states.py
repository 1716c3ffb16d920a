"""States by what files call them: names, short forms, former names, ISO 3166 codes of two and three letters."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache

from talleyrand.codebook.countries import Country, load_countries
from talleyrand.codebook.tables import read_rows

_CODES, _ALIASES = "countries_codes.csv", "countries_aliases.csv"
_IN_BRACKETS = re.compile(r"\(.*?\)")
_SAINT = re.compile(r"\bst\b\.?")
_OTHER = re.compile(r"[^a-z0-9']+")
_ARTICLE = re.compile(r"\bthe\b")
_OFFERED = 3


@lru_cache(maxsize=4096)
def find_state(words: str) -> Country | None:
    """Return the state of a name or code, None when none is called so.

    Capitals, accents, articles, `&`, `St.` and what stands in brackets make no difference.

    >>> [find_state(words).iso3 for words in ("Côte d'Ivoire", "TT", "IRAN (ISLAMIC REPUBLIC OF)", "Dem. Rep. Congo")]
    ['CIV', 'TTO', 'IRN', 'COD']
    """
    code = _by_code().get(words.strip().upper())
    return load_countries().get(code or _by_name().get(_key(words), ""))


def states_near(words: str) -> tuple[str, ...]:
    """Return names of states that look like `words`, the nearest first."""
    near = get_close_matches(_key(words), _by_name(), _OFFERED)
    return tuple(dict.fromkeys(load_countries()[_by_name()[name]].name for name in near))


def alpha2() -> dict[str, str]:
    """Return the alpha-2 code of each state by its alpha-3 code."""
    return {row[0]: row[1] for row in read_rows(_CODES, ("iso3", "iso2"))}


@cache
def _by_code() -> dict[str, str]:
    return {iso2: iso3 for iso3, iso2 in alpha2().items()} | {iso3: iso3 for iso3 in load_countries()}


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in load_countries().values():
        for name in (*country.names, *country.abbreviations):
            found.setdefault(_key(name), country.iso3)
    for name, iso3, _ in read_rows(_ALIASES, ("name", "iso3", "why")):
        found.setdefault(_key(name), iso3)
    return found


def _key(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words.replace("\u2019", "'").replace("&", " and "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    plain = _SAINT.sub("saint", _IN_BRACKETS.sub(" ", plain))
    return " ".join(_ARTICLE.sub(" ", _OTHER.sub(" ", plain)).split())
