"""What tells the level of a contact, who sought it, and its channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.offices import load_offices
from talleyrand.codebook.tables import read_toml, require

Level = Literal["leader", "minister", "envoy", "other"]
LEVELS: tuple[Level, ...] = ("leader", "minister", "envoy", "other")
LATTER = "latter"
_FORMER = ("former ", "ex-", "ex ")
_FILE = "contacts.toml"


@dataclass(frozen=True, slots=True)
class ContactWords:
    """`contacts.toml`: levels by office and by the words of a role, phrases of initiative, channels in titles.

    `callers` are the rules of acts whose actor rang or came, `hosts` the triggers that turn this round. `told_days` and
    `opening` say when a report without a day of its own may tell of an earlier contact, `past` are irregular verbs.
    """

    offices: dict[str, Level]
    roles: tuple[tuple[Level, re.Pattern[str]], ...]
    initiative: tuple[re.Pattern[str], ...]
    callers: frozenset[str]
    hosts: frozenset[str]
    channels: tuple[tuple[str, re.Pattern[str]], ...]
    told_days: int
    opening: int
    past: frozenset[str]

    def level_of(self, role: str) -> Level:
        """Return the level of a role as written, by its office, else by its words.

        >>> load_contact_words().level_of("Deputy Minister of Foreign Affairs"), load_contact_words().level_of("poet")
        ('envoy', 'other')
        """
        words = role.lower()
        if words.startswith(_FORMER):
            return "other"
        office = _offices_by_word().get(words)
        if office in self.offices:
            return self.offices[office]
        return next((level for level, pattern in self.roles if pattern.search(words)), "other")

    def initiator(self, text: str) -> str | None:
        """Return at whose initiative a sentence says that a contact was: an ISO code, `latter`, or None."""
        for pattern in self.initiative:
            found = pattern.search(text)
            if found:
                who = found["who"].lower().removesuffix("'s").removesuffix("’s")
                return LATTER if who == LATTER else _states_by_word().get(who)
        return None

    def is_past(self, verb: str) -> bool:
        """Tell whether a verb as written tells of what is over.

        >>> load_contact_words().is_past("spoke"), load_contact_words().is_past("engage")
        (True, False)
        """
        return verb.lower().endswith("ed") or verb.lower() in self.past

    def channel_in(self, title: str) -> str | None:
        """Return the channel that a title names, None when it names none."""
        return next((channel for channel, pattern in self.channels if pattern.search(title)), None)


@cache
def load_contact_words() -> ContactWords:
    """Read `contacts.toml`."""
    data = read_toml(_FILE)
    for table in ("level", "initiative", "direction", "channel"):
        for entry in data[table]:
            require(entry, "id", "why", "example", where=_FILE)
    direction = data["direction"]
    return ContactWords(
        offices={office: entry["id"] for entry in data["level"] for office in entry["offices"].split()},
        roles=tuple(_role_words(data["level"])),
        initiative=tuple(re.compile(entry["pattern"]) for entry in data["initiative"]),
        callers=frozenset(rule for entry in direction for rule in entry["rules"].split()),
        hosts=frozenset(word for entry in direction for word in entry.get("hosts", "").split()),
        channels=tuple((entry["id"], re.compile(entry["pattern"], re.IGNORECASE)) for entry in data["channel"]),
        told_days=data["told"]["days"],
        opening=data["told"]["opening"],
        past=frozenset(data["told"]["past"].split()),
    )


def _role_words(levels: list[dict[str, Any]]) -> list[tuple[Level, re.Pattern[str]]]:
    """The words of roles, deputies and aides first: `deputy minister` holds `minister` too."""
    order: dict[str, int] = {"envoy": 0, "minister": 1, "leader": 2}
    ranked = sorted(levels, key=lambda entry: order[entry["id"]])
    words = ((entry["id"], "".join(entry["words"].splitlines())) for entry in ranked)
    return [(level, re.compile(rf"\b(?:{pattern})")) for level, pattern in words]


@cache
def _offices_by_word() -> dict[str, str]:
    return {word: office.key for office in load_offices().values() for word in (*office.words, office.name.lower())}


@cache
def _states_by_word() -> dict[str, str]:
    """States by name, adjective and abbreviation, in lower case; of several the one that stands first in the tables."""
    found: dict[str, str] = {}
    for state in load_countries().values():
        for word in (*state.names, *state.adjectives, *state.abbreviations):
            found.setdefault(word.lower(), state.iso3)
    return found
