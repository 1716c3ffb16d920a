"""Actors of the ledger: by id and by name."""

from __future__ import annotations

import sqlite3

from talleyrand.model.actors import Actor

_BY_NAME = """
SELECT a.actor FROM record_actor a WHERE a.name_key = ? AND a.role <> 'reported_by'
GROUP BY a.actor ORDER BY count(*) DESC, a.actor LIMIT 1
"""

_LIKE = r"""
SELECT id, name, type, country FROM actor a
WHERE name LIKE :begin ESCAPE '\' OR name LIKE :within ESCAPE '\' OR id LIKE :within_id ESCAPE '\' OR id = :whole
ORDER BY name LIKE :begin ESCAPE '\' DESC,
(SELECT count(*) FROM (SELECT 1 FROM record_actor p WHERE p.actor = a.id LIMIT 500)) DESC, length(name), id LIMIT :n
"""


def by_id(connection: sqlite3.Connection, actor_id: str) -> Actor | None:
    """Return an actor by id, None when no record names it."""
    row = connection.execute("SELECT id, name, type, country FROM actor WHERE id = ?", (actor_id,)).fetchone()
    return Actor(*row) if row else None


def by_name(connection: sqlite3.Connection, name: str) -> Actor | None:
    """Return the actor that most records know by a name; capitals don't matter."""
    row = connection.execute(_BY_NAME, (name.casefold(),)).fetchone()
    return by_id(connection, row[0]) if row else None


def names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all actors, sorted."""
    return [name for (name,) in connection.execute("SELECT DISTINCT name FROM actor ORDER BY name")]


def like(connection: sqlite3.Connection, words: str, limit: int) -> list[Actor]:
    """Return actors of whose name or id a word begins with `words`: names that begin so first, then the most used."""
    asked = words.strip()
    if not asked:
        return []
    plain = asked.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    given = {"begin": f"{plain}%", "within": f"% {plain}%", "within_id": f"%:{plain.replace(' ', '-')}%"}
    rows = connection.execute(_LIKE, given | {"whole": asked, "n": limit})
    return [Actor(*row) for row in rows]
