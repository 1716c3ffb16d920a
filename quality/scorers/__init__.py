"""Scorers: gold and what was found in, figures out. Pure: no files, no engine."""
