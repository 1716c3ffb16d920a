"""Cases: an issue or a crisis as a named selection of records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A named selection: its actors, its days (inclusive, `YYYY-MM-DD`), and words that its sentences hold.

    `actors` are countries' ISO alpha-3 codes, which take in all that act for them, or actors' ids. A record belongs to
    the case when one of them takes any part in it, or with `together` when two of them do. What is left open (no
    actors, no days, no words) chooses nothing. `version` grows with every change.
    """

    id: str
    title: str
    description: str = ""
    actors: tuple[str, ...] = ()
    together: bool = False
    since: str | None = None
    until: str | None = None
    words: str = ""
    version: int = 1
