"""Watching feeds: rounds of fetching, archiving and coding what they name, and telling what moved."""
