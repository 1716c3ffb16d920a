"""Cases of a ledger: every change is a row of its own, the last version of each counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from talleyrand.errors import NotFoundError
from talleyrand.ledger.database import Database, Rows, has_table
from talleyrand.ledger.location import Location
from talleyrand.ledger.opening import explained
from talleyrand.model.cases import Case

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LAST = """
SELECT id, version, body, author, at FROM case_version c
WHERE version = (SELECT max(version) FROM case_version WHERE id = c.id)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A case with who changed it last, and when (ISO 8601)."""

    case: Case
    author: str
    at: str


class Cases:
    """The cases of a ledger, by what a person does with them."""

    def __init__(
        self,
        location: Location,
        connection: Database,
        transaction: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._location = location
        self._connection = connection
        self._transaction = transaction

    def every(self) -> list[Kept]:
        """Return all cases, those changed last first."""
        with explained(self._location):
            return every(self._connection)

    def find(self, case_id: str) -> Kept:
        """Return a case; raises `NotFoundError` with those that there are."""
        with explained(self._location):
            return find(self._connection, case_id)

    def keep(self, case: Case, *, author: str, at: str) -> Case:
        """Enter a new case (without an id) or a change of one seen at `case.version`, and return it as it is now.

        Raises `NotFoundError` for one that is not there, `ConflictError` when somebody changed it meanwhile.
        """
        from talleyrand.ledger import case_keeping

        with self._transaction() as connection:
            return case_keeping.keep(connection, case, author, at)

    def drop(self, case_id: str, version: int, *, author: str, at: str) -> None:
        """Take a case away, seen at a version; raises as `keep` does."""
        from talleyrand.ledger import case_keeping

        with self._transaction() as connection:
            case_keeping.drop(connection, case_id, version, author, at)


def every(connection: Database) -> list[Kept]:
    """Return all cases, those changed last first; none in a ledger older than cases."""
    if not has_table(connection, "case_version"):
        return []
    return list(_kept(connection.execute(f"{_LAST} AND body IS NOT NULL ORDER BY seq DESC")))


def find(connection: Database, id: str) -> Kept:
    """Return a case; raises NotFoundError with those that there are."""
    if has_table(connection, "case_version"):
        rows = connection.execute(f"{_LAST} AND id = ? AND body IS NOT NULL", (id,))
        for one in _kept(rows):
            return one
    known = [one.case.id for one in every(connection)][:3]
    hint = f"there are {', '.join(known)}" if known else "there is none yet; make one under Cases"
    raise NotFoundError("no such case in the ledger", where=id[:80], hint=hint)


def from_json(data: dict[str, object], id: str = "", version: int = 1) -> Case:
    """Return the case of a JSON object; raises ValueError for what is none."""
    known = {name: data[name] for name in _FIELDS if name in data}
    case = Case(id, **known)  # type: ignore[arg-type]
    actors = case.actors
    texts = (case.title, case.description, case.words, *actors)
    days = (case.since, case.until)
    well = all(isinstance(one, str) for one in texts) and all(one is None or isinstance(one, str) for one in days)
    if not well or not isinstance(case.together, bool) or isinstance(actors, str):
        raise ValueError("a case's title, description, words and actors are texts")
    return replace(case, actors=tuple(actors), version=version)


_FIELDS = ("title", "description", "actors", "together", "since", "until", "words")


def to_json(case: Case) -> dict[str, object]:
    """Return a case as a JSON object, without its id and version."""
    told = asdict(case)
    return {name: told[name] for name in _FIELDS}


def _kept(rows: Rows) -> Iterator[Kept]:
    for id, version, body, author, at in rows:
        yield Kept(from_json(json.loads(body), id, version), author, at)
