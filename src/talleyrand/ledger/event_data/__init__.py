"""Records of event data: in tables of their own, which no query of other records can meet."""
