"""Random keys that browsers and programs hold; the ledger keeps only their marks, from which they can't be told."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_PREFIX = "tly_"  # noqa: S105 - what tokens begin with, so that they are found where they were left by mistake


def new_key() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """Return a new API token."""
    return TOKEN_PREFIX + new_key()


def mark(key: str) -> str:
    """Return what is kept of a key: its SHA-256, in hexadecimal."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
