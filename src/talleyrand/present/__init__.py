"""Showing the ledger: view models in words, terminal tables, and the dossier as one HTML page that opens offline."""
