"""Confidence: fitted to what was right in the gold sets, and how well it holds on what it was not fitted to."""
