"""Reviews: what a person said of a record."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.model.records import ReviewStatus


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict on a record: by whom, when (ISO 8601), with which note; `proposed` takes an earlier one back."""

    record: str
    status: ReviewStatus
    reviewer: str
    at: str
    note: str = ""
