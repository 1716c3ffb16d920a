"""Records of data sets of others: in tables of their own, which no query of other records can meet."""
