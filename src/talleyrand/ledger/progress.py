"""How far reviewing is: how many records of a choice hold what status, and who judged how many."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from talleyrand.ledger import decisions
from talleyrand.ledger.reading import chosen, count_query
from talleyrand.ledger.selection import Choice, Selection
from talleyrand.model.records import ReviewStatus

_ALL = "SELECT (SELECT count(*) FROM record) - (SELECT count(*) FROM superseded)"

_SINCE = """
SELECT reviewer, count(DISTINCT record_id) FROM revision WHERE at >= ? AND what NOT IN ('note', 'undo')
AND seq NOT IN (SELECT undoes FROM revision WHERE undoes IS NOT NULL) GROUP BY reviewer
"""


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """Records of a choice by status, the rejected among them, and by who has a standing judgement of them."""

    records: int
    by_status: dict[ReviewStatus, int]
    by_reviewer: dict[str, int] = field(default_factory=dict)

    @property
    def judged(self) -> int:
        """How many hold another status than proposed."""
        return self.records - self.by_status["proposed"]


def progress(connection: sqlite3.Connection, choice: Choice) -> ReviewProgress:
    """Return how far reviewing is; only what persons judged is looked at one by one."""
    everything: Choice = {**choice, "rejected": True, "limit": None}
    known: dict[str, list[decisions.Decision]] = {}
    for one in decisions.all_of(connection):
        known.setdefault(one.record_id, []).append(one)
    among = _among(connection, everything)
    statuses: Counter[ReviewStatus] = Counter()
    reviewers: Counter[str] = Counter()
    for id in among & known.keys():
        statuses[decisions.status_of(known[id])] += 1
        reviewers.update({one.reviewer for one in decisions.standing(known[id])})
    total = _count(connection, everything)
    judged: dict[ReviewStatus, int] = {
        status: statuses[status] for status in ("accepted", "corrected", "rejected", "disputed")
    }
    return ReviewProgress(total, {"proposed": total - sum(judged.values()), **judged}, dict(reviewers.most_common()))


def _among(connection: sqlite3.Connection, choice: Choice) -> set[str]:
    """Return the ids of those records of a choice on which anything was decided."""
    reviewed: Choice = {**choice, "reviewed": True}
    sql, values = chosen(Selection(**reviewed), by_party=False)
    return {id for (id,) in connection.execute(f"SELECT r.id {sql}", values)}


def _count(connection: sqlite3.Connection, choice: Choice) -> int:
    asked = {name for name, value in choice.items() if value and name not in ("rejected", "undated", "part")}
    query = count_query(Selection(**choice)) if asked else (_ALL, [])
    return int(connection.execute(*query).fetchone()[0])


def judged_since(connection: sqlite3.Connection, day: str) -> dict[str, int]:
    """Return how many records each person has judged since a day, that day included."""
    return dict(connection.execute(_SINCE, (day,)))
