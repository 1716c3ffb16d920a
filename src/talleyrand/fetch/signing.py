"""Signing what is posted, so that who receives it can tell that it comes from us and was not changed."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Talleyrand-Signature"


def signature(body: bytes, secret: str) -> str:
    """Return the value of the signature's header: HMAC-SHA256 of the body by the secret (UTF-8), in hexadecimal.

    >>> signature(b"{}", "secret")[:19]
    'sha256=e37a5f0d7ac7'
    """
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
