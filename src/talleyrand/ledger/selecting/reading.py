"""The SQL that reads or counts a selection in order of date, for those who want all of it."""

from __future__ import annotations

from talleyrand.ledger.rows import RECORD_COLUMNS
from talleyrand.ledger.selecting.conditions import ROLES, Condition, Value, column_of, of_record, places
from talleyrand.ledger.selecting.selection import Selection


def query(selection: Selection) -> tuple[str, list[Value]]:
    """Return the SQL that yields the selected rows, the oldest first or, under a limit, the newest first.

    The order (days, then the order of entry) is that of the indexes, so that a limit reads no more than it needs: with
    an actor, `record_actor` must be the outer table, which CROSS JOIN says.
    """
    source, conditions, order = _source(selection)
    conditions = [*conditions, *of_record(selection)]
    way, end = ("DESC", " LIMIT ?") if selection.limit is not None else ("ASC", "")
    day, entered = order
    by = f"ORDER BY {day} {way} NULLS {'LAST' if way == 'DESC' else 'FIRST'}, {entered} {way}{end}"
    tail = f"GROUP BY {day}, {entered} /*!, r.seq, d.seq*/ {by}" if selection.actor else by
    sql = f"SELECT {RECORD_COLUMNS} {source} JOIN document d ON d.seq = r.document {where(conditions)} {tail}"
    limit = [] if selection.limit is None else [selection.limit]
    return sql, [*values(conditions), *limit]


def count_query(selection: Selection) -> tuple[str, list[Value]]:
    """Return the SQL that counts the selected records whatever the limit, and its parameters."""
    source, conditions, _ = _source(selection)
    conditions = [*conditions, *of_record(selection)]
    return f"SELECT count(DISTINCT r.seq) {source} {where(conditions)}", values(conditions)


def _source(selection: Selection) -> tuple[str, list[Condition], tuple[str, str]]:
    """Return the tables to read, the condition on the actor, and the columns that order the rows."""
    if not selection.actor:
        return "FROM record r", [], ("r.date_start", "r.seq")
    column, value = column_of(selection.actor)
    roles = ROLES[selection.part]
    party = Condition(f"a.{column} = ? AND a.role IN ({places(roles)})", (value, *roles))
    return "FROM record_actor a CROSS JOIN record r ON r.seq = a.record", [party], ("a.date_start", "a.record")


def where(conditions: list[Condition]) -> str:
    """Return the WHERE clause of conditions; empty for none."""
    return "WHERE " + " AND ".join(one.sql for one in conditions) if conditions else ""


def values(conditions: list[Condition]) -> list[Value]:
    """Return the values of conditions in order."""
    return [value for one in conditions for value in one.values]
