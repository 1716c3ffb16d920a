"""Records in the formats of other programs, piece by piece."""
