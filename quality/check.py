"""Is our own gold set sound: phrases that are in their texts, fields and values that are known, ids that are unique."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quality.places import OWN
from quality.sets.jsonl import Json
from quality.sets.own import FILES, own_rows, own_text
from talleyrand.codebook.plover import load_event_types
from talleyrand.model.records import FACTUALITIES, KINDS

TEXT_FIELDS = frozenset("id split title text published outlet author tags records mentions".split())
COMMON = frozenset("kind near actors recipients factuality date reported_by optional".split())
OF_KIND = {
    "act": frozenset({"event", "mode"}),
    "statement": frozenset({"content", "cue", "source", "speaker", "form"}),
    "vote": frozenset({"choice", "veto", "body"}),
    "forecast": frozenset({"proposition", "probability"}),
    "framing": frozenset({"term", "use"}),
}
VALUES: dict[str, frozenset[str]] = {
    "factuality": frozenset(FACTUALITIES),
    "form": frozenset({"direct", "indirect", "mixed"}),
    "choice": frozenset({"yes", "no", "abstain", "absent", "veto"}),
    "use": frozenset({"used", "avoided", "rejected"}),
    "split": frozenset({"dev", "test"}),
}
NEEDED = {
    "act": ("event", "factuality"),
    "statement": ("factuality",),
    "vote": ("choice",),
    "forecast": ("proposition",),
    "framing": ("term", "use"),
}


def faults(folder: Path = OWN) -> Iterator[str]:
    """Yield what is wrong with the set, a line for each fault."""
    found = own_rows(folder)
    for id, times in Counter(row.get("id") for _, row in found).items():
        if times > 1:
            yield f"{id}: {times} texts have this id"
    for name, row in found:
        for fault in _text_faults(row, name == FILES[1]):
            yield f"{row.get('id')}: {fault}"


def counts(folder: Path = OWN) -> Iterator[str]:
    """Yield how many texts there are of each split and tag, and how many records of each kind."""
    found = [row for _, row in own_rows(folder)]
    records = [record for row in found for record in row["records"]]
    for what, values in (
        ("texts", [row["split"] for row in found]),
        ("texts without a record", [row["split"] for row in found if not row["records"]]),
        ("tags", [tag for row in found for tag in row.get("tags") or ()]),
        ("records", [r["kind"] + (" (optional)" if r.get("optional") else "") for r in records]),
        ("types", [event for r in records for event in (r.get("event") or ())[:1]]),
        ("factuality", [value for r in records for value in (r.get("factuality") or ())[:1]]),
    ):
        yield f"{what}: " + ", ".join(f"{value} {n}" for value, n in Counter(values).most_common())


def _text_faults(row: Json, article: bool) -> Iterator[str]:
    yield from (f"unknown field {name!r}" for name in row.keys() - TEXT_FIELDS)
    missing = [name for name in ("id", "split", "text", "published", "records") if name not in row]
    if missing:
        yield f"no {', '.join(missing)}"
        return
    if row["split"] not in VALUES["split"]:
        yield f"unknown split {row['split']!r}"
    for record in row["records"]:
        for fault in _record_faults(record):
            yield f"{record.get('near')!r}: {fault}"
    try:
        own_text(row, article)
    except (ValueError, KeyError) as error:
        yield str(error)


def _record_faults(record: Json) -> Iterator[str]:
    kind = record.get("kind")
    if kind not in KINDS:
        yield f"unknown kind {kind!r}"
        return
    yield from (f"unknown field {name!r}" for name in record.keys() - COMMON - OF_KIND[kind])
    if not record.get("optional"):
        yield from (f"no {name}" for name in NEEDED[kind] if not record.get(name))
    yield from (f"unknown type {event!r}" for event in record.get("event") or () if event not in load_event_types())
    for name, known in VALUES.items():
        value = record.get(name)
        given = value if isinstance(value, list) else [value] if value else []
        yield from (f"unknown {name} {one!r}" for one in given if one not in known)
