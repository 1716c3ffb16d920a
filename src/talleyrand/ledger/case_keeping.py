"""Making, changing and taking away cases: each an appended row, and never over another's change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from talleyrand.errors import ConflictError
from talleyrand.ledger.cases import find, to_json
from talleyrand.ledger.tables import schema
from talleyrand.ledger.within import raw
from talleyrand.model.cases import Case
from talleyrand.model.contract import canonical

_LONGEST_ID = 60


def keep(connection: Connection, case: Case, author: str, at: str) -> Case:
    """Enter a new case (one without an id) or a change of one that was at `case.version`, and return it as it is now.

    Raises NotFoundError for a case that is not there, ConflictError when somebody changed it meanwhile.
    """
    if not case.id:
        made = replace(case, id=_new_id(connection, case.title), version=1)
    else:
        _unchanged(connection, case.id, case.version)
        made = replace(case, version=case.version + 1)
    _append(connection, made, canonical(to_json(made)), author, at)
    return made


def drop(connection: Connection, id: str, version: int, author: str, at: str) -> None:
    """Take a case away; its versions stay in the file. Raises as `keep` does."""
    _unchanged(connection, id, version)
    _append(connection, Case(id, "", version=version + 1), None, author, at)


def _unchanged(connection: Connection, id: str, version: int) -> None:
    now = find(raw(connection), id)
    if now.case.version != version:
        by = now.author or "somebody"
        raise ConflictError(f"{by} changed the case at {now.at}", where=id, hint="look at it as it is now, then decide")


def _append(connection: Connection, case: Case, body: str | None, author: str, at: str) -> None:
    row = {"id": case.id, "version": case.version, "body": body, "author": author, "at": at}
    try:
        connection.execute(schema.case_version.insert(), row)
    except IntegrityError as error:
        raise ConflictError("somebody changed the case meanwhile", where=case.id) from error


def _new_id(connection: Connection, title: str) -> str:
    """Return a short id made of the title's words that no case has or had."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or "case"
    taken = {id for (id,) in raw(connection).execute("SELECT DISTINCT id FROM case_version")}
    return next(name for name in _names(base) if name not in taken)


def _names(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
