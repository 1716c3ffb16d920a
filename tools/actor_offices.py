"""Which office of offices.toml a position's title stands for; used by build_actor_tables.py."""

from __future__ import annotations

import re

from actor_files import ROOT  # noqa: F401  (makes the package importable)

from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.tables import read_toml

_OFFICES: dict[str, tuple[str, int]] = {}


def offices() -> dict[str, tuple[str, int]]:
    """Return office phrases with the office's key and rank; single-state offices only under their own state."""
    if not _OFFICES:
        for office in read_toml("offices.toml")["office"]:
            for phrase in office["words"]:
                _OFFICES.setdefault(key_of(phrase), (office["key"], office["rank"]))
    return _OFFICES


def office_key(title: str, country: str = "") -> str:
    """Return the office that a position's title stands for, "" when it is none of them."""
    key = key_of(title.replace("Vice-President", "Vice President"))
    if key.startswith(("ambassador to ", "high commissioner to ")) and "united nations" not in key:
        return "ambassador"
    if key == "secretary of state" and country != "USA":
        return "minister"
    exact = (
        offices().get(key) or offices().get(key.replace(" for ", " of ")) or offices().get(key.replace("federal ", ""))
    )
    if exact:
        return exact[0]
    return coarse_office(key)


def coarse_office(key: str) -> str:
    """Return the broad office for a title that no phrase names exactly."""
    rules = (
        (r"^(?:deputy|vice|assistant|under|parliamentary) ?(?:secretary|minister|under)", "deputy-minister"),
        (r"^(?:minister|secretary of|federal minister|chief secretary|minister president)\b", "minister"),
        (
            r"^chief minister|^first minister|^premier of|^(?:lieutenant )?governor\b|^prefect|^president of .*region"
            r"|^head of the .*(?:republic|oblast|krai|okrug)",
            "governor",
        ),
        (r"^(?:mayor|lord mayor)\b", "mayor"),
        (r"\b(?:judge|justice|prosecutor|solicitor general|constitutional court|supreme court)\b", "judge"),
        (r"\b(?:speaker|senate|parliament|chamber|legislative|assembly|congress)\b", "speaker"),
        (r"\b(?:chief of|naval|air force|army|navy|commander|armed forces|general staff)\b", "military-officer"),
        (r"\bspokes", "spokesperson"),
        (r"^permanent representative|^ambassador", "ambassador"),
        (r"\bpresident of the (?:european)|\bunder secretary general|commissioner", "commissioner"),
        (r"secretary general of the united nations", "secretary-general"),
        (r"^director general", "director-general"),
    )
    return next((office for pattern, office in rules if re.search(pattern, key)), "director")
