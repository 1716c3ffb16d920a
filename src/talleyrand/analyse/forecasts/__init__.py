"""Who predicted what, and who was right."""
