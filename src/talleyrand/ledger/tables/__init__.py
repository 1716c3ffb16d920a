"""The ledger's tables, what they are found by, and how an older ledger gets them."""
