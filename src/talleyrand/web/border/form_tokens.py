"""Form tokens: what a page of this site knows and no other site can, so that only its own pages change anything.

A token is a secret under a mask that is another one each time, so that a compressed page never holds the same bytes
twice and its length tells nothing (BREACH).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

HEADER = "x-form-token"
_SIZE = 32


def form_token(key: bytes) -> str:
    """Return a token that shows knowledge of `key`, another one at each call."""
    mask = secrets.token_bytes(_SIZE)
    return urlsafe_b64encode(mask + _xor(mask, _secret(key))).decode()


def is_form_token(token: str, key: bytes) -> bool:
    """Tell whether a token was made with `key`.

    >>> is_form_token(form_token(b"a"), b"a"), is_form_token(form_token(b"a"), b"b")
    (True, False)
    """
    try:
        raw = urlsafe_b64decode(token.encode())
    except (Error, ValueError):
        return False
    return len(raw) == 2 * _SIZE and hmac.compare_digest(_xor(raw[:_SIZE], raw[_SIZE:]), _secret(key))


def _secret(key: bytes) -> bytes:
    return hmac.digest(key, b"talleyrand form", hashlib.sha256)


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
