"""What a selection is made of: how many records there are of each kind, actor, source ... among those selected.

What a facet offers is counted as if nothing had been chosen from it, so that another choice shows what it would give.
Beyond `CAP` records the newest are counted: shares of so many say as much as those of all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from talleyrand.ledger.database import Database
from talleyrand.ledger.patience import within
from talleyrand.ledger.selecting.listing import hits
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.tables.lookup import SOURCES

Name = Literal["kind", "actor", "recipient", "type", "factuality", "source", "outlet", "review", "confidence", "year"]
NAMES: tuple[Name, ...] = (
    "kind", "actor", "recipient", "type", "factuality", "source", "outlet", "review", "confidence", "year",
)  # fmt: skip
CAP = 10_000
"""Records that are counted at most; how many there are beyond is not told."""
MOST = 12
"""Values of a facet that are given; the commonest."""
BANDS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.0))
"""Confidence from, and up to: the lower bound belongs to a band, the upper one to the next."""

_OPEN: dict[Name, dict[str, object]] = {
    "kind": {"kind": None, "kinds": ()},
    "actor": {"actor": None, "actors": ()},
    "recipient": {"recipients": ()},
    "type": {"types": ()},
    "factuality": {"factualities": ()},
    "source": {"sources": ()},
    "outlet": {"outlets": ()},
    "review": {"statuses": (), "rejected": True},
    "confidence": {"min_confidence": None, "max_confidence": None},
    "year": {"since": None, "until": None},
}
"""What a selection is without the choice from a facet."""
_COLUMNS = "r.seq, r.kind, r.type, r.factuality, r.sources, r.review, r.confidence, r.document, r.date_start"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: what it is asked for by, a name where the ledger has one, and how many records have it."""

    value: str
    name: str
    records: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records are selected, and the values of each facet, the commonest first.

    `whole` is False where there are more than `CAP`: then the newest `CAP` of them are counted. `parts` names the
    facets of which that is true, as each is counted without the choice from it.
    """

    records: int
    whole: bool
    facets: dict[Name, tuple[Value, ...]]
    parts: tuple[Name, ...]


def count(connection: Database, selection: Selection, *, seconds: float | None = None) -> Counts:
    """Return what a selection is made of; raises TooLong when that takes longer than `seconds`."""
    free: list[Name] = [name for name in NAMES if _opened(selection, name) == selection]
    with within(connection, seconds):
        records, found = _counted(connection, selection, tuple(free))
        parts = list(free) if records > CAP else []
        for name in NAMES:
            if name not in free:
                total, values = _counted(connection, _opened(selection, name), (name,))
                found |= values
                parts += [name] if total > CAP else []
    return Counts(min(records, CAP), records <= CAP, {name: found[name] for name in NAMES}, tuple(parts))


def total(connection: Database, selection: Selection, *, seconds: float | None = None) -> int:
    """Return how many records a selection has, `CAP` and one at most; raises TooLong as `count` does."""
    asked = hits(connection, selection, "1")
    with within(connection, seconds):
        sql = f"SELECT count(*) FROM ({asked.sql} LIMIT {CAP + 1}) found"  # noqa: S608 - a query of `conditions`
        return int(connection.execute(sql, asked.values).fetchone()[0])


def _opened(selection: Selection, name: Name) -> Selection:
    return replace(selection, **_OPEN[name])  # type: ignore[arg-type]


def _counted(
    connection: Database, selection: Selection, names: tuple[Name, ...]
) -> tuple[int, dict[Name, tuple[Value, ...]]]:
    """Return how many records a selection has, `CAP` and one at most, and the values of facets among them."""
    asked = hits(connection, selection, _COLUMNS)
    tables = "".join(f" UNION ALL SELECT * FROM ({_VALUES[name]}) {name}_values" for name in names)  # noqa: S608
    sql = (
        f"WITH found AS MATERIALIZED ({asked.sql} LIMIT {CAP + 1}), "  # noqa: S608
        f"hit AS MATERIALIZED (SELECT * FROM found LIMIT {CAP}) SELECT '', '', '', count(*) FROM found{tables}"
    )
    rows = connection.execute(sql, asked.values).fetchall()
    grouped: dict[Name, list[Value]] = {name: [] for name in names}
    for name, value, label, n in rows[1:]:
        if n and value is not None:
            grouped[name].append(Value(str(value), label or "", n))
    return rows[0][3], {name: tuple(values) for name, values in grouped.items()}


def _plain(name: Name, column: str, order: str = "n DESC") -> str:
    return (
        f"SELECT '{name}', {column} AS value, '', count(*) AS n FROM hit GROUP BY value "  # noqa: S608
        f"ORDER BY {order}, value LIMIT {MOST * 2}"
    )


def _parties(name: Name, roles: str) -> str:
    key = "CASE WHEN p.country IS NULL THEN p.actor ELSE p.country END"
    return (
        f"SELECT '{name}', {key} AS value, min(p.name), count(DISTINCT p.record) AS n FROM hit "  # noqa: S608
        f"CROSS JOIN record_actor p ON p.record = hit.seq AND p.role IN ({roles}) "
        f"GROUP BY value ORDER BY n DESC, value LIMIT {MOST}"
    )


def _bands() -> str:
    cases = " ".join(f"WHEN confidence < {high} THEN '{low}-{high}'" for low, high in BANDS[:-1])
    return f"CASE {cases} ELSE '{BANDS[-1][0]}-{BANDS[-1][1]}' END"


_BITS = {**{name: f"sources & {bit} <> 0" for name, bit in SOURCES.items()}, "none": "sources = 0"}
_BIT_ROWS = " UNION ALL ".join(
    f"SELECT 'source', '{name}', '', count(*) FILTER (WHERE {test}) FROM hit"  # noqa: S608
    for name, test in _BITS.items()
)
_OUTLETS = f"""SELECT 'outlet', coalesce(e.outlet, json_extract(e.author, '$.name')) AS value, '', sum(g.n) AS n
  FROM (SELECT document, count(*) AS n FROM hit GROUP BY document) g CROSS JOIN document e ON e.seq = g.document
  GROUP BY value ORDER BY n DESC, value LIMIT {MOST}"""  # noqa: S608
_VALUES: dict[Name, str] = {
    "kind": _plain("kind", "kind"),
    "actor": _parties("actor", "'actor'"),
    "recipient": _parties("recipient", "'recipient', 'addressee'"),
    "type": _plain("type", "CASE WHEN kind = 'act' THEN type END"),
    "factuality": _plain("factuality", "factuality"),
    "source": _BIT_ROWS,
    "outlet": _OUTLETS,
    "review": _plain("review", "review"),
    "confidence": _plain("confidence", _bands(), "value DESC NULLS LAST"),
    "year": _plain("year", "substr(date_start, 1, 4)", "value DESC NULLS LAST"),
}
