"""Whom an actor talked to, how, when last, and whom never."""
