"""Saved briefs: every saving is a version of its own, and two who save at once don't lose each other's work."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from talleyrand.errors import ConflictError, NotFoundError
from talleyrand.ledger.database import Database, has_table
from talleyrand.ledger.tables.schema import brief_version
from talleyrand.model.briefs import Brief, brief_from, brief_json
from talleyrand.model.contract import canonical

_ONE = "SELECT id, version, title, author, at, body FROM brief_version WHERE id = ?"
_HEADS = (
    "SELECT b.id, b.version, b.title, b.author, b.at FROM brief_version b JOIN "
    "(SELECT id, max(version) AS version FROM brief_version GROUP BY id) h ON h.id = b.id AND h.version = b.version "
    "WHERE b.body IS NOT NULL ORDER BY b.seq DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class SavedBrief:
    """A version of a brief: which of how many, by whom, when (ISO 8601)."""

    id: str
    version: int
    title: str
    author: str
    at: str


def all_of(connection: Database, most: int) -> Iterator[SavedBrief]:
    """Yield the last versions of the briefs that are there, the latest saved first."""
    if has_table(connection, "brief_version"):
        yield from (SavedBrief(*row) for row in connection.execute(_HEADS, (most,)))


def find(connection: Database, ident: str, version: int | None = None) -> tuple[SavedBrief, Brief]:
    """Return a version of a brief, the last one unless another is asked for; raises NotFoundError."""
    row = None
    if has_table(connection, "brief_version"):
        if version is None:
            row = connection.execute(f"{_ONE} ORDER BY version DESC LIMIT 1", (ident,)).fetchone()
        else:
            row = connection.execute(f"{_ONE} AND version = ?", (ident, version)).fetchone()
    if row is None or row[5] is None:
        raise NotFoundError("no such brief", where=ident, hint="/brief lists those that are saved")
    return SavedBrief(*row[:5]), brief_from(json.loads(row[5]))


def save(
    connection: Connection, ident: str | None, brief: Brief | None, *, version: int = 0, signed: tuple[str, str]
) -> SavedBrief:
    """Append a version of a brief, a new brief where `ident` is None; without a brief it is taken away.

    `version` is the one that was read, `signed` who saves and when (ISO 8601). Raises ConflictError when there is a
    later one by now, NotFoundError for a brief that is not there.
    """
    if ident is not None:
        _check(connection, ident, version)
    saved = SavedBrief(ident or secrets.token_hex(8), version + 1, brief.title if brief else "", *signed)
    body = canonical(brief_json(brief)) if brief else None
    row = {
        "id": saved.id,
        "version": saved.version,
        "title": saved.title,
        "body": body,
        "author": signed[0],
        "at": signed[1],
    }
    connection.execute(brief_version.insert(), row)
    return saved


def _check(connection: Connection, ident: str, version: int) -> None:
    columns = brief_version.c
    query = select(columns.version, columns.author, columns.body).where(columns.id == ident)
    last = connection.execute(query.order_by(columns.version.desc()).limit(1)).first()
    if last is None or last.body is None:
        raise NotFoundError("no such brief", where=ident, hint="save it as a new one")
    if last.version != version:
        what = f"{last.author} saved version {last.version} meanwhile"
        raise ConflictError(what, where=ident, hint="what you wrote is still on your page")
