"""The manifest of a data set: which files count and what they hold, and which inputs are done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from talleyrand.errors import LedgerError
from talleyrand.ledger.dataset.stores import Store

NAME = "manifest.json"
SCHEMA = "talleyrand.dataset/1"

Table = Literal["records", "documents", "actors", "paths", "unsupported", "errors"]
TABLES: tuple[Table, ...] = ("records", "documents", "actors", "paths", "unsupported", "errors")


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file: of which table, its name, how many rows and bytes, its SHA-256.

    `month` is the month of publication (`2022-02`, `unknown`), empty for tables that are not parted by it. `first_day`
    and `last_day` are the first and last day of its records, `undated` how many have none.
    """

    table: Table
    name: str
    rows: int
    bytes: int
    sha256: str
    month: str = ""
    first_day: str | None = None
    last_day: str | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """An input, or share `part` of the `of` equal ones that a large one is divided into.

    `size` and `stamp` (when it was changed, or the storage's own mark) tell it from a later file under its path. `run`
    and `file` are its place: the run that met it first, and its number there. `documents` is how many it gave.
    """

    path: str
    size: int
    stamp: str
    part: int = 0
    of: int = 1
    run: int = 1
    file: int = 0
    documents: int = 0

    @property
    def key(self) -> tuple[str, int, str, int, int]:
        """What tells it from every other share."""
        return self.path, self.size, self.stamp, self.part, self.of


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a data set is made of.

    `made_by` are the engine and the version of the program, None while nothing is coded. `run` is the present run or
    the last one, `finished` whether that met all of its inputs.
    """

    made_by: tuple[str, str] | None = None
    run: int = 0
    finished: bool = True
    inputs: tuple[Share, ...] = ()
    files: tuple[File, ...] = ()

    def of(self, table: Table) -> tuple[File, ...]:
        """Return the files of a table."""
        return tuple(file for file in self.files if file.table == table)

    def rows(self, table: Table) -> int:
        """Return how many rows a table has."""
        return sum(file.rows for file in self.of(table))


def is_dataset(store: Store) -> bool:
    """Tell whether there is a data set."""
    return store.exists(NAME)


def load_manifest(store: Store) -> Manifest:
    """Return the manifest of a data set; raises LedgerError when there is none or it can't be read."""
    if not is_dataset(store):
        hint = "talleyrand read PATH --output FOLDER makes one"
        raise LedgerError(f"no data set there: it has no {NAME}", where=store.address, hint=hint)
    try:
        data = json.loads(store.read(NAME))
        schema = data.pop("schema")
        if schema != SCHEMA:
            raise LedgerError(f"its schema is {schema}, not {SCHEMA}", where=store.address, hint="update Talleyrand")
        return _made(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "write the data set anew"
        raise LedgerError(f"its {NAME} is damaged: {error!r}", where=store.address, hint=hint) from error


def save_manifest(store: Store, manifest: Manifest) -> str:
    """Write the manifest, whole or not at all, and return its mark."""
    content = json.dumps({"schema": SCHEMA} | asdict(manifest), ensure_ascii=False, indent=1).encode()
    store.write(NAME, content)
    return mark_of(content)


def mark_of(content: bytes) -> str:
    """Return what tells a manifest from an earlier or later one."""
    return hashlib.sha256(content).hexdigest()


def _made(data: dict[str, Any]) -> Manifest:
    made_by = data.pop("made_by")
    return Manifest(
        made_by=tuple(made_by) if made_by else None,
        inputs=tuple(Share(**share) for share in data.pop("inputs")),
        files=tuple(File(**file) for file in data.pop("files")),
        **data,
    )
