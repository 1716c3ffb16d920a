"""Documents of a ledger: as a list, one with what stands in it, and what could not be read."""
