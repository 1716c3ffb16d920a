"""Accuracy over published expectations of state and sector, where the material is at hand."""

import json
import re
from pathlib import Path

import pytest

from talleyrand.resolve.actors import resolve_actor

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "actors" / "data.jsonl"
FLOORS = {"country": 0.96, "code_1": 0.88}
NOT_STATES = {"UNO", "EUR", "IGO", "MNC", "NGO", "IMG"}
NOT_SECTORS = {"JNK", "????"}
SAME = {"HLH": "MED"}


@pytest.mark.skipif(not GOLD.exists(), reason="the reference material for actors is not beside the repository")
@pytest.mark.parametrize("measure", ["country", "code_1"])
def test_accuracy_does_not_fall(measure: str) -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    asked = [row for row in rows if measure in row["expected"] and row["expected"][measure] not in NOT_SECTORS]
    right = sum(expected(row, measure) == answer(row, measure) for row in asked)
    assert right / len(asked) >= FLOORS[measure]


def expected(row: dict, measure: str) -> str:
    value = row["expected"][measure]
    return "" if value in NOT_STATES else SAME.get(value, value)


def answer(row: dict, measure: str) -> str:
    day = row["query_date"] if re.fullmatch(r"\d{4}-\d\d-\d\d", row["query_date"] or "") else None
    actor = resolve_actor(f"{row['context'] or ''} {row['text']}".strip(), on=day)
    if actor is None:
        return ""
    return (actor.country if measure == "country" else actor.sector) or ""
