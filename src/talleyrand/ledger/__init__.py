"""The ledger: documents, records and their history in one SQLite file."""

from talleyrand.ledger.dump import canonical_dump
from talleyrand.ledger.inputs import Added, Event, Finding, Hit, Known, Problem, Unsupported
from talleyrand.ledger.store import Ledger, open_ledger

__all__ = [
    "Added",
    "Event",
    "Finding",
    "Hit",
    "Known",
    "Ledger",
    "Problem",
    "Unsupported",
    "canonical_dump",
    "open_ledger",
]
