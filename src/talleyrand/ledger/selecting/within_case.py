"""A case at a glance: the counts of the first page among the records of a case alone.

Beyond `CAP` records the newest are counted, as in the facets of the table.
"""
# ruff: noqa: S608 - queries are put together of constants alone; values are bound

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from talleyrand.codebook.countries import load_countries
from talleyrand.ledger.database import Database
from talleyrand.ledger.glance import MOST_MONTHS, SHOWN, Glance, Month, Tally, month_named, month_number
from talleyrand.ledger.selecting.facets import CAP
from talleyrand.ledger.selecting.listing import hits
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.cases import Case

_COLUMNS = "r.seq, r.kind, r.review, r.document, r.date_start"
_TOLD = "FROM hit CROSS JOIN record_actor p ON p.record = hit.seq AND p.role = 'actor'"
_ACTORS = f"""
SELECT 'states', p.country AS key, '', count(DISTINCT p.record) AS n {_TOLD} AND p.country IS NOT NULL GROUP BY 2
UNION ALL SELECT 'unknown', p.name, p.name, count(DISTINCT p.record) {_TOLD} AND p.actor LIKE 'unknown:%' GROUP BY 2
UNION ALL SELECT 'others', p.actor, max(p.name), count(DISTINCT p.record) {_TOLD} AND p.country IS NULL
  AND p.actor NOT LIKE 'unknown:%' GROUP BY 2
ORDER BY n DESC, key
"""
_DOCUMENTS = """
SELECT 'documents', substr(d.published, 1, 7), max(d.published), count(*)
FROM (SELECT DISTINCT document FROM hit) h CROSS JOIN document d ON d.seq = h.document GROUP BY 2
"""
_RECORDS = "SELECT '{0}', {1}, '', count(*) FROM hit GROUP BY 2"
_JUDGED = """
SELECT 'judges', v.reviewer, '', count(DISTINCT hit.seq) AS n FROM revision v CROSS JOIN record q ON q.id = v.record_id
CROSS JOIN hit ON hit.seq = q.seq WHERE v.what NOT IN ('note', 'undo')
AND v.seq NOT IN (SELECT undoes FROM revision WHERE undoes IS NOT NULL)
AND coalesce(v.verdict, v.status) <> 'proposed' GROUP BY 2 ORDER BY n DESC, 2
"""
_PARTS = (
    "SELECT 'all', '', '', count(*) FROM found",
    _RECORDS.format("kinds", "kind"),
    _RECORDS.format("reviews", "review"),
    _RECORDS.format("months", "substr(date_start, 1, 7)"),
    _DOCUMENTS,
    f"SELECT * FROM ({_ACTORS}) actors",
    f"SELECT * FROM ({_JUDGED}) judges",
)


@dataclass(frozen=True, slots=True)
class CaseGlance:
    """A case at a glance, the rejected records among them as in `Glance`.

    What belongs to no case stands for the whole ledger: readings, findings that were not entered, undated documents.
    `whole` is False where the newest `CAP` records are counted in place of all. `reviews` counts records by status,
    `reviewers` by who has a standing judgement of them.
    """

    glance: Glance
    whole: bool
    reviews: dict[str, int]
    reviewers: dict[str, int]


def case_at_a_glance(connection: Database, case: Case, ledger: Glance) -> CaseGlance:
    """Return a case at a glance; `ledger` is the whole ledger's."""
    found = _found(connection, case)
    published = {month: n for month, _, n in found["documents"] if month}
    spread, earlier, later = _months(published, {month: n for month, _, n in found["months"] if month})
    kinds = Counter({kind: n for kind, _, n in sorted(found["kinds"]) if kind})
    glance = replace(
        ledger,
        documents=sum(n for _, _, n in found["documents"]),
        records=kinds.total(),
        undated_records=sum(n for month, _, n in found["months"] if not month),
        kinds=tuple(Tally(kind, kind, n) for kind, n in kinds.most_common()),
        months=spread,
        earlier=earlier,
        later=later,
        states=tuple(_states(found["states"][:SHOWN])),
        others=tuple(Tally(key or "", name, n) for key, name, n in found["others"][:SHOWN]),
        reviewed=sum(n for _, _, n in found["judges"]),
        unresolved=sum(n for _, _, n in found["unknown"]),
        descriptions=tuple(Tally(name, name, n) for _, name, n in found["unknown"][:SHOWN]),
        newest=max((newest for _, newest, _ in found["documents"] if newest), default=None),
    )
    reviews = {status or "": n for status, _, n in found["reviews"]}
    return CaseGlance(glance, found["all"][0][2] <= CAP, reviews, {name or "": n for name, _, n in found["judges"]})


def _found(connection: Database, case: Case) -> dict[str, list[tuple[str | None, str, int]]]:
    """Return the rows of each part: a key, a name or day, and a number."""
    asked = hits(connection, Selection(within=case, rejected=True), _COLUMNS)
    sql = (
        f"WITH found AS MATERIALIZED ({asked.sql} LIMIT {CAP + 1}), "
        f"hit AS MATERIALIZED (SELECT * FROM found LIMIT {CAP}) {' UNION ALL '.join(_PARTS)}"
    )
    found: dict[str, list[tuple[str | None, str, int]]] = {name: [] for name in _NAMES}
    for name, key, told, n in connection.execute(sql, asked.values):
        found[name].append((key, told, n))
    return found


_NAMES = ("all", "kinds", "reviews", "months", "documents", "states", "others", "unknown", "judges")


def _months(published: dict[str, int], told: dict[str, int]) -> tuple[tuple[Month, ...], int, int]:
    """Return the months from the first document to the last, and the records dated before and after them."""
    if not published:
        return (), 0, sum(told.values())
    first, last = month_number(min(published)), month_number(max(published))
    months = [month_named(number) for number in range(max(first, last - MOST_MONTHS), last + 1)]
    spread = tuple(Month(month, published.get(month, 0), told.get(month, 0)) for month in months)
    earlier = sum(n for month, n in told.items() if month < months[0])
    return spread, earlier, sum(n for month, n in told.items() if month > months[-1])


def _states(rows: list[tuple[str | None, str, int]]) -> Iterator[Tally]:
    known = load_countries()
    for key, _, n in rows:
        code = key or ""
        yield Tally(code, known[code].name if code in known else code, n)
