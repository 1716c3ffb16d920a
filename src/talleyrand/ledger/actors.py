"""Actors of the ledger: by id and by name."""

from __future__ import annotations

from talleyrand.ledger.database import Database
from talleyrand.model.actors import Actor

_BY_NAME = """
SELECT a.actor FROM record_actor a WHERE a.name_key = ? AND a.role <> 'reported_by'
GROUP BY a.actor ORDER BY count(*) DESC, a.actor LIMIT 1
"""


def by_id(connection: Database, actor_id: str) -> Actor | None:
    """Return an actor by id, None when no record names it."""
    row = connection.execute("SELECT id, name, type, country FROM actor WHERE id = ?", (actor_id,)).fetchone()
    return Actor(*row) if row else None


def by_name(connection: Database, name: str) -> Actor | None:
    """Return the actor that most records know by a name; capitals don't matter."""
    row = connection.execute(_BY_NAME, (name.casefold(),)).fetchone()
    return by_id(connection, row[0]) if row else None


def names(connection: Database) -> list[str]:
    """Return the names of all actors, sorted."""
    return [name for (name,) in connection.execute("SELECT DISTINCT name FROM actor ORDER BY name")]
