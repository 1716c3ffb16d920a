"""Texts that visitors send, with how long they may be."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

Note = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True)]
"""Why a person decided so."""
