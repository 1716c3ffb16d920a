"""Answers of measures, worked out beside the server and kept while the ledger says the same."""
