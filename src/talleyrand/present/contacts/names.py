"""What channels and levels of contacts are called."""

from __future__ import annotations

from collections.abc import Mapping

CHANNELS: Mapping[str, str] = {
    "phone": "by phone",
    "visit": "visit",
    "third-party": "on third ground",
    "multilateral": "in a wider round",
    "not said": "not said how",
}
"""Channels as a reader knows them, in the order in which they are drawn."""
LEVELS: Mapping[str, str] = {"leader": "leaders", "minister": "ministers", "envoy": "envoys", "other": "others"}
