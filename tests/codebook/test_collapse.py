"""An act and its factuality read as one PLOVER code."""

from __future__ import annotations

from typing import Any

import pytest

from talleyrand.codebook.collapse import collapsed
from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.tables import read_toml

ENTRIES = read_toml("plover_collapse.toml")["collapse"]


@pytest.mark.parametrize("entry", ENTRIES, ids=[e["id"] for e in ENTRIES])
def test_each_entry_gives_the_code_of_its_example(entry: dict[str, Any]) -> None:
    event, factuality, word, code = entry["example"]
    assert collapsed(event, factuality, [word] if word else []) == code == entry["code"]


def test_ids_are_unique() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("event", sorted(load_event_types()))
def test_what_is_done_keeps_its_type(event: str) -> None:
    assert collapsed(event, "actual", ["threaten", "refuse"]) == event


@pytest.mark.parametrize(
    ("event", "factuality", "code"),
    [
        ("AID", "planned", "AGREE"),
        ("CONSULT", "refused", "REJECT"),
        ("RETREAT", "called-for", "REQUEST"),
        ("SANCTION", "planned", "THREATEN"),
        ("ACCUSE", "planned", "ACCUSE"),
        ("ASSAULT", "possible", "ASSAULT"),
        ("REJECT", "negated", "REJECT"),
    ],
)
def test_factuality_alone_decides_where_no_word_governs(event: str, factuality: Any, code: str) -> None:
    assert collapsed(event, factuality) == code
