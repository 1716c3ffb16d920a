"""Frozen records that the stages hand on: no I/O, standard library only."""
