"""The ledger's tables in PostgreSQL: those of `tables/`, with the types, order and numbers that SQLite's have."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, MetaData

from talleyrand.ledger.postgresql import functions, lookup
from talleyrand.ledger.postgresql.connecting import SCHEMA

_COLUMNS = """
SELECT c.relname, a.attname, t.typname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation o ON o.oid = a.attcollation
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
AND (t.typname IN ('int4', 'float4') OR (t.typname = 'text' AND o.collname <> 'C')) ORDER BY 1, a.attnum
"""
_MEANT = {"int4": "bigint", "float4": "double precision", "text": 'text COLLATE "C"'}
_UNNUMBERED = """
SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'seq'
AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%'
AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = c.relname || '_numbers_on') ORDER BY 1
"""


def make(connection: Connection, tables: MetaData, append_only: Iterable[str]) -> None:
    """Make everything that a ledger of the present schema has, in a schema of its own."""
    if not connection.exec_driver_sql(f"SELECT to_regnamespace('{SCHEMA}') IS NOT NULL").scalar():
        connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
    connection.exec_driver_sql(f"SET search_path = {SCHEMA}")
    for statement in functions.FUNCTIONS:
        connection.exec_driver_sql(statement)
    tables.create_all(connection, checkfirst=False)
    for statement in (*lookup.TABLES, *lookup.INDEXES, *lookup.ORDERED, *lookup.TRIGGERS):
        connection.exec_driver_sql(statement)
    refuse_changes(connection, append_only)


def refuse_changes(connection: Connection, tables: Iterable[str]) -> None:
    """Let tables refuse that rows are changed or removed."""
    for table in tables:
        connection.exec_driver_sql(functions.refuse_changes(table))


def finish(connection: Connection) -> None:
    """Give columns and tables that migrations added the types, the order and the numbers that SQLite's have."""
    for table, column, kind in connection.exec_driver_sql(_COLUMNS).all():
        connection.exec_driver_sql(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE {_MEANT[kind]}')
    for (table,) in connection.exec_driver_sql(_UNNUMBERED).all():
        trigger = f"CREATE TRIGGER {table}_numbers_on BEFORE INSERT ON {table} "
        connection.exec_driver_sql(f"{trigger} FOR EACH STATEMENT EXECUTE FUNCTION number_on()")


def switch_listing(connection: Connection, *, on: bool) -> None:
    """Let triggers list and count the records that are entered, or not, while narrow tables are copied."""
    for trigger, table in lookup.LISTING:
        connection.exec_driver_sql(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} TRIGGER {trigger}")
