"""Names and descriptions of actors with their country and PLOVER sector (expectations of NGEC's test-suite)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quality.places import SHARED
from quality.sets.jsonl import Json, rows
from talleyrand import Engine, resolve_actor

PATH = SHARED / "gold" / "actors" / "data.jsonl"
NOT_STATES = frozenset({"UNO", "EUR", "IGO", "MNC", "NGO", "IMG"})
NOT_SECTORS = frozenset({"JNK", "????"})
SAME_SECTOR = {"HLH": "MED"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class NamedActor:
    """What is asked, on which day, and what is right; a country or sector of which nothing is expected is None."""

    text: str
    day: str | None
    country: str | None
    sector: str | None


def load() -> list[NamedActor] | None:
    """Return the expectations, None where the set is absent."""
    found = rows(PATH)
    return None if found is None else [named_actor(row) for row in found]


def named_actor(row: Json) -> NamedActor:
    """Return the expectation that a row describes."""
    expected = row["expected"]
    country, sector = expected.get("country"), expected.get("code_1")
    day = row["query_date"] if DAY.fullmatch(row["query_date"] or "") else None
    return NamedActor(
        f"{row['context'] or ''} {row['text']}".strip(),
        day,
        "" if country in NOT_STATES else country,
        None if sector in NOT_SECTORS else SAME_SECTOR.get(sector, sector),
    )


def read(item: NamedActor, _engine: Engine) -> tuple[str, str]:
    """Return the country and the sector that are found, empty where there is none."""
    actor = resolve_actor(item.text, on=item.day)
    return (actor.country or "", actor.sector or "") if actor else ("", "")
