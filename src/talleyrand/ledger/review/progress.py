"""How far reviewing is: how many records of a choice hold what status, and who judged how many."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from talleyrand.ledger.database import Database
from talleyrand.ledger.review.queues import narrowed
from talleyrand.ledger.selecting import listing
from talleyrand.ledger.selecting.conditions import Condition
from talleyrand.ledger.selecting.reading import values, where
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.records import ReviewStatus

JUDGED: tuple[ReviewStatus, ...] = ("accepted", "corrected", "rejected", "disputed")
"""What a judged record is, in the order of telling."""

_ALL = "SELECT (SELECT count(*) FROM record) - (SELECT count(*) FROM superseded)"
_MADE = "v.what NOT IN ('note', 'undo') AND v.seq NOT IN (SELECT undoes FROM revision WHERE undoes IS NOT NULL)"
_STANDING = f"{_MADE} AND coalesce(v.verdict, v.status) <> 'proposed'"


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


def progress(connection: Database, selection: Selection) -> ReviewProgress:
    """Return how far reviewing is: what persons judged is looked at record by record, the rest is only counted."""
    everything = narrowed(replace(selection, rejected=True, limit=None))
    source, conditions = listing.asked(everything)
    judged = f"FROM revision v CROSS JOIN record q ON q.id = v.record_id CROSS JOIN {source} ON r.seq = q.seq"
    statuses = f"SELECT r.review, count(DISTINCT r.seq) {judged} {where(conditions)} GROUP BY 1"
    standing = where([*conditions, Condition(_STANDING)])
    people = f"SELECT v.reviewer, count(DISTINCT r.seq) {judged} {standing} GROUP BY 1 ORDER BY 2 DESC, 1"
    found = dict(connection.execute(statuses, values(conditions)))
    by_status: dict[ReviewStatus, int] = {status: found.get(status, 0) for status in JUDGED}
    total = listing.number(connection, everything) if conditions else int(connection.execute(_ALL).fetchone()[0])
    by_reviewer = dict(connection.execute(people, values(conditions)))
    return ReviewProgress(total, {"proposed": total - sum(by_status.values()), **by_status}, by_reviewer)


def judged_since(connection: Database, day: str, selection: Selection) -> dict[str, int]:
    """Return how many records of a choice each person has judged since a day, that day included."""
    source, conditions = listing.asked(narrowed(replace(selection, rejected=True, limit=None)))
    judged = where([Condition("v.at >= ?", (day,)), Condition(_MADE), *conditions])
    sql = (
        f"SELECT v.reviewer, count(DISTINCT r.seq) FROM revision v CROSS JOIN record q ON q.id = v.record_id "  # noqa: S608
        f"CROSS JOIN {source} ON r.seq = q.seq {judged} GROUP BY 1"
    )
    return dict(connection.execute(sql, [day, *values(conditions)]))
