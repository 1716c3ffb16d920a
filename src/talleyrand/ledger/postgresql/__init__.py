"""A ledger in a database of a PostgreSQL server: the same tables and queries, and what differs from SQLite's."""
