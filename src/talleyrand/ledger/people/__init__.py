"""Rows of people in a ledger. What reads takes an `sqlite3` connection, what writes a transaction's of SQLAlchemy."""
