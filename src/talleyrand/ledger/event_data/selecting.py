"""Records of event data by a selection: those of its conditions that a row without text can meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.rows import reader
from talleyrand.ledger.selecting.conditions import ROLES, Condition, column_of, places
from talleyrand.ledger.selecting.reading import values, where
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.records import Record

COLUMNS = "r.id, f.id, 'act', r.body, 'proposed'"
FROM = "FROM data_record r JOIN data_file f ON f.seq = r.file"


def records(connection: Database, selection: Selection) -> Iterator[Record]:
    """Yield records in order of date, under a limit the newest of them."""
    conditions = conditions_of(selection)
    if conditions is None:
        return
    way, end = ("ASC", "") if selection.limit is None else ("DESC", f" LIMIT {int(selection.limit)}")
    order = f"ORDER BY r.date_start {way}, r.seq {way}{end}"
    rows = streamed(connection, f"SELECT {COLUMNS} {FROM} {where(conditions)} {order}", values(conditions))
    made = reader()
    for row in rows if selection.limit is None else reversed(list(rows)):
        yield made(*row)


def count(connection: Database, selection: Selection) -> int:
    """Return how many records a selection has, whatever its limit."""
    conditions = conditions_of(selection)
    if conditions is None:
        return 0
    found = connection.execute(f"SELECT count(*) {FROM} {where(conditions)}", values(conditions))
    return int(found.fetchone()[0])


def together(texts: Iterable[Record], data: Iterable[Record], limit: int | None) -> Iterable[Record]:
    """Return records of texts and of event data in order of date, the newest of them under a limit."""
    both = merge(texts, data, key=lambda record: record.date.start or "")
    return both if limit is None else list(both)[-limit:] if limit else ()


def conditions_of(selection: Selection) -> list[Condition] | None:
    """Return the conditions on a row `r`; None when what is asked for only records of texts can be."""
    case = selection.within
    of_texts = (selection.words, selection.stretch, selection.reviewed, selection.statuses, selection.sources)
    kinds = {selection.kind, *selection.kinds} - {None}
    if any(of_texts) or (kinds and "act" not in kinds) or (case is not None and case.words):
        return None
    return list(_conditions(selection))


def _conditions(selection: Selection) -> Iterator[Condition]:
    chosen = {
        "r.type": selection.types,
        "r.factuality": selection.factualities,
        "f.id": selection.documents,
        "coalesce(r.source, f.data_set)": selection.outlets,
    }
    for column, given in chosen.items():
        if given:
            yield Condition(f"{column} IN ({places(given)})", tuple(given))
    if selection.ids is not None:
        yield Condition(f"r.id IN ({places(selection.ids)})" if selection.ids else "1 = 0", selection.ids)
    if selection.min_confidence is not None:
        yield Condition("r.confidence >= ?", (selection.min_confidence,))
    if selection.max_confidence is not None:
        yield Condition("r.confidence <= ?", (selection.max_confidence,))
    yield from _days(selection.since, selection.until)
    yield from _parties(selection)


def _parties(selection: Selection) -> Iterator[Condition]:
    if selection.actor:
        yield _taking_part((selection.actor,), ROLES[selection.part])
    if selection.toward:
        yield _toward(selection.toward)
    for given, roles in (
        (selection.actors, ROLES["actor"]),
        (selection.recipients, ROLES["recipient"]),
        (selection.parties, ROLES["any"]),
    ):
        if given:
            yield _taking_part(given, roles)
    if selection.between:
        yield Condition("(SELECT count(*) FROM data_party p WHERE p.record = r.seq) > 1")
    case = selection.within
    if case is not None:
        yield from _days(case.since, case.until)
        if case.together and len(case.actors) > 1:
            sums = [_taking_part((actor,), ROLES["any"]) for actor in case.actors]
            cases = " + ".join(f"CASE WHEN {one.sql} THEN 1 ELSE 0 END" for one in sums)
            yield Condition(f"({cases}) >= 2", tuple(value for one in sums for value in one.values))
        elif case.actors:
            yield _taking_part(case.actors, ROLES["any"])


def _toward(party: str) -> Condition:
    directed = _taking_part((party,), ROLES["recipient"])
    shared = _taking_part((party,), ROLES["actor"])
    return Condition(f"({directed.sql} OR (r.type = 'CONSULT' AND {shared.sql}))", (*directed.values, *shared.values))


def _taking_part(parties: Iterable[str], roles: tuple[str, ...]) -> Condition:
    """Records in which one of `parties` has one of `roles`."""
    tests, given = [], []
    for party in parties:
        column, value = column_of(party)
        tests.append(f"p.{column} = ?")
        given.append(value)
    sql = f"SELECT p.record FROM data_party p WHERE ({' OR '.join(tests)}) AND p.role IN ({places(roles)})"  # noqa: S608
    return Condition(f"r.seq IN ({sql})", (*given, *roles))


def _days(since: str | None, until: str | None) -> Iterator[Condition]:
    if since:
        yield Condition("r.date_end >= ?", (since,))
    if until:
        yield Condition("r.date_start <= ?", (f"{until}~",))
