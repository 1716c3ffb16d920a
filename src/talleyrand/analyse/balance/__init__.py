"""Whose goals an actor cannot reconcile: structural balance and the straddle."""
