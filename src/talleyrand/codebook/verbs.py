"""Base forms of the verbs that the codebook's rules are written on."""

from __future__ import annotations

from functools import cache

from talleyrand.codebook.acts import act_verbs
from talleyrand.codebook.tables import read_toml

_LISTS = (("cues.toml", "cue"), ("votes.toml", "choice"))

_NO_VERBS = frozenset({"not"})
"""First words of keys that are no verbs (`not vote`): a base form `not` would be found behind `noted`."""


@cache
def known_verbs() -> frozenset[str]:
    """Return the first words of all verb keys: what a lemmatizer may find (`telephone` behind `telephoned`)."""
    entries = (entry for file, kind in _LISTS for entry in read_toml(file)[kind])
    verbs = frozenset(verb.split()[0] for entry in entries for verb in entry["verbs"]) | act_verbs()
    return verbs - _NO_VERBS


@cache
def irregular_verbs() -> dict[str, str]:
    """Return base forms by the past forms that no suffix tells (`froze` -> `freeze`)."""
    words = read_toml("grammar.toml")["irregular"]["words"].split(",")
    return {past: base for base, *pasts in map(str.split, words) for past in pasts}
