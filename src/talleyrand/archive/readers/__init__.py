"""Readers: one file a format; each takes an input and yields documents, errors, and parts to be read in their turn."""
