"""What is worked out once: for a state of the ledger, a selection, an answer."""
