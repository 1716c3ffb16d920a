"""What a careful analyst would enter from the real article, and from the bundled example case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from quality.places import CASE, CASE_DAY, CASES, EXAMPLE
from quality.sets.jsonl import Json, rows
from talleyrand import Document, Engine, code, record_to_json
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class EnteredText:
    """A document and the entries that should be made of it: `near` and the fields that a record must agree in."""

    document: Document
    entries: tuple[Json, ...]


def load_case() -> list[EnteredText] | None:
    """Return the real article, None where it is absent."""
    entries = rows(CASES / f"{CASE}.records.jsonl")
    if entries is None:
        return None
    text = (CASES / f"{CASE}.txt").read_text(encoding="utf-8")
    return [EnteredText(Document.from_text(text, published=CASE_DAY), tuple(entries))]


def load_example() -> list[EnteredText] | None:
    """Return the pieces of the example case that have entries."""
    expected: dict[tuple[str, str | None], list[Json]] = defaultdict(list)
    for row in rows(EXAMPLE / "expected.jsonl") or ():
        expected[row["file"], row.get("doc")].append(row)
    pieces = sorted({EXAMPLE / file for file, _ in expected})
    read = [outcome.document for outcome in read_paths(pieces, ReadOptions()) if isinstance(outcome, Snapshot)]
    return [EnteredText(d, tuple(expected[_key(d)])) for d in read if _key(d) in expected]


def read(item: EnteredText, engine: Engine) -> tuple[Json, ...]:
    """Return the records of the document as they are exported."""
    return tuple(record_to_json(record, item.document) for record in code(item.document, engine))


def _key(document: Document) -> tuple[str, str | None]:
    return Path(document.path or "").name, document.external_id
