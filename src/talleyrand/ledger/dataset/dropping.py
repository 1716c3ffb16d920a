"""Taking documents out of the files of a part, where another part has them, too."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from talleyrand.ledger.dataset.manifest import File, Table
from talleyrand.ledger.dataset.parts import write_table
from talleyrand.ledger.dataset.scanning import read_file
from talleyrand.ledger.dataset.stores import Store

COLUMNS: dict[Table, str] = {"records": "document", "documents": "id", "unsupported": "document"}
"""The column that holds the document's id, of the tables out of which it is taken."""


@dataclass(slots=True)
class Dropped:
    """The files that take the place of others, and what went: documents, and records by their kind."""

    added: list[File] = field(default_factory=list)
    removed: list[File] = field(default_factory=list)
    documents: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def drop(store: Store, files: Iterable[File], idents: Set[str]) -> Dropped:
    """Write files anew without some documents, whose paths are noted: the others were met under them, too."""
    dropped = Dropped()
    for file in files:
        if file.table in COLUMNS:
            _drop_from(store, file, idents, dropped)
    return dropped


def _drop_from(store: Store, file: File, idents: Set[str], dropped: Dropped) -> None:
    content = read_file(store, file)
    among = pc.is_in(content[COLUMNS[file.table]], pa.array(sorted(idents)))
    left, gone = content.filter(pc.invert(among)), content.filter(among)
    if not len(gone):
        return
    dropped.removed.append(file)
    if len(left):
        dropped.added.append(write_table(store, file.table, file.month, _name(file, idents), left))
    if file.table == "documents":
        dropped.documents += len(gone)
        paths = gone.select(["id", "path"]).rename_columns(["document", "path"])
        dropped.added.append(
            write_table(store, "paths", "", _name(file, idents), paths.filter(paths["path"].is_valid()))
        )
    if file.table == "records":
        dropped.kinds.update(gone["kind"].to_pylist())


def _name(file: File, idents: Set[str]) -> str:
    """Return another name for what is left: files never change."""
    base = file.name.rpartition("/")[2].removesuffix(".parquet").partition("-without-")[0]
    told = "\n".join([file.sha256, *sorted(idents)])
    return f"{base}-without-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
