"""What changed between two days: measures asked about one actor, and what in their answers is new, as sentences."""
