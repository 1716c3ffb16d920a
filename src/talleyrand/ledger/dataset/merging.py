"""Putting small files of one month together, so that a data set of many small parts is read as fast as one of few."""

from __future__ import annotations

import pyarrow as pa

from talleyrand.ledger.dataset.manifest import TABLES, File, Manifest, Table
from talleyrand.ledger.dataset.parts import groups, merged_name, write_table
from talleyrand.ledger.dataset.scanning import read_file
from talleyrand.ledger.dataset.stores import Store

ONCE: tuple[Table, ...] = ("paths", "errors")
"""Tables of which a row says nothing more when it comes again."""
LARGEST = 128 * 1024 * 1024
"""Bytes of a file at most, as compressed; merging holds one in memory."""


def merge(store: Store, manifest: Manifest) -> tuple[list[File], list[File]]:
    """Write files of one table and month together; returns the files that are new, and those whose place they take."""
    added: list[File] = []
    removed: list[File] = []
    for table in TABLES:
        files = sorted(manifest.of(table), key=lambda file: (file.month, file.name))
        for group in groups([file for file in files if file.bytes < LARGEST // 2], LARGEST):
            content = pa.concat_tables(read_file(store, file) for file in group)
            if table == "actors":
                content = _summed(content)
            if table in ONCE:
                content = content.group_by(content.column_names, use_threads=False).aggregate([])
            added.append(write_table(store, table, group[0].month, merged_name(group), content))
            removed.extend(group)
    return added, removed


def _summed(actors: pa.Table) -> pa.Table:
    """Return the actors of several parts, each once under each of its names."""
    keys = ["id", "name", "type", "country"]
    summed = actors.group_by(keys, use_threads=False).aggregate([("parts", "sum")])
    return summed.rename_columns([*keys, "parts"]).sort_by([(key, "ascending") for key in keys])
