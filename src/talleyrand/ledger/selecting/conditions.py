"""Which records are asked for, as conditions of SQL on a row `r`.

`r` is a row of `record`, or of `record_facet`, which has the same columns where conditions need them and more of its
own. What another table decides is written both ways: as a set of rows (`Among`), to begin from where it is small, and
as a question about one row, to ask on the way through many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talleyrand.ledger.search import match
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.tables.lookup import SOURCES
from talleyrand.model.cases import Case

_CODE = re.compile(r"[A-Z]{3}")
_NOT_SUPERSEDED = "r.seq NOT IN (SELECT record FROM superseded)"
_BETWEEN = (
    "(EXISTS (SELECT 1 FROM record_actor p WHERE p.record = r.seq AND p.role = 'recipient') "
    "OR EXISTS (SELECT 1 FROM record_actor p WHERE p.record = r.seq AND p.role = 'actor' AND p.position > 0))"
)
_NOT_REJECTED = (
    "r.id NOT IN (SELECT v.record_id FROM revision v WHERE v.status = 'rejected' "
    "AND v.seq = (SELECT max(w.seq) FROM revision w WHERE w.record_id = v.record_id))"
)
_FOUND = "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?"
_PLACE = "coalesce({0}.outlet, json_extract({0}.author, '$.name'))"
"""Who published a document, as the index has it: its outlet, else its author."""

Value = str | float
BEGUN_FROM = 3
"""Actors of a case without whom its records are looked for, to begin from the rarer ones."""
ROLES = {
    "actor": ("actor",),
    "recipient": ("recipient", "addressee"),
    "any": ("actor", "recipient", "addressee"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on `r`, and the values of its places."""

    sql: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Among:
    """Records that another table decides: the query of their `seq`, and the question whether `r` is one of them."""

    rows: Condition
    asked: Condition


def of_record(selection: Selection) -> list[Condition]:
    """Return the conditions on a row of `record`."""
    current = [Condition(_NOT_SUPERSEDED)]
    if not selection.rejected and not selection.statuses:
        current.append(Condition(_NOT_REJECTED))
    for one in _listed(selection):
        current.append(Condition(f"r.seq IN (SELECT r.seq FROM record_facet r WHERE {one.sql})", one.values))  # noqa: S608
    current.extend(one.asked for one in among(selection))
    return [*current, *own(selection)]


def of_facet(selection: Selection) -> list[Condition]:
    """Return the conditions on a row of `record_facet` that no other table decides."""
    current = [] if selection.rejected or selection.statuses else [Condition("r.review <> 'rejected'")]
    return [*current, *own(selection), *_listed(selection)]


def own(selection: Selection) -> list[Condition]:
    """Return the conditions that older ledgers can answer too."""
    conditions: list[Condition] = []
    if selection.reviewed:
        conditions.append(Condition("r.id IN (SELECT record_id FROM revision)"))
    if selection.toward:
        conditions.append(_toward(selection.toward, beside=selection.actor is not None))
    if selection.kind:
        conditions.append(Condition("r.kind = ?", (selection.kind,)))
    chosen = {"kind": selection.kinds, "type": selection.types, "factuality": selection.factualities}
    for column, values in chosen.items():
        if values:
            conditions.append(Condition(f"r.{column} IN ({places(values)})", values))
    if selection.documents:
        inner = f"SELECT e.seq FROM document e WHERE e.id IN ({places(selection.documents)})"  # noqa: S608
        conditions.append(Condition(f"r.document IN ({inner})", selection.documents))
    if selection.stretch:
        first, last = selection.stretch
        conditions.append(Condition('r.start < ? AND r."end" > ?', (last, first)))
    if selection.ids is not None:
        conditions.append(Condition(f"r.id IN ({places(selection.ids)})", selection.ids))
    if selection.between:
        conditions.append(Condition(_BETWEEN))
    if selection.min_confidence is not None:
        conditions.append(Condition("r.confidence >= ?", (selection.min_confidence,)))
    if selection.max_confidence is not None:
        conditions.append(Condition("r.confidence <= ?", (selection.max_confidence,)))
    return [*conditions, *_days(selection.since, selection.until, selection.undated), *_case(selection)]


def _days(since: str | None, until: str | None, undated: bool) -> Iterator[Condition]:
    more = " OR r.date_start IS NULL" if undated else ""
    if since:
        open_end = "(r.date_end IS NULL AND r.date_start IS NOT NULL)"
        yield Condition(f"(r.date_end >= ? OR {open_end}{more})", (since,))
    if until:
        yield Condition(f"(r.date_start <= ?{more})", (f"{until}~",))


def _case(selection: Selection) -> Iterator[Condition]:
    """The days of a case, and its actors when two of them are asked for."""
    case = selection.within
    if case is None:
        return
    yield from _days(case.since, case.until, selection.undated)
    if case.together and len(case.actors) > 1:
        yield _together(case)


def _listed(selection: Selection) -> list[Condition]:
    """Return the conditions on what `record_facet` alone has."""
    conditions: list[Condition] = []
    if selection.statuses:
        conditions.append(Condition(f"r.review IN ({places(selection.statuses)})", selection.statuses))
    if selection.sources:
        bits = sum(SOURCES.get(name, 0) for name in selection.sources)
        none = " OR r.sources = 0" if "none" in selection.sources else ""
        conditions.append(Condition(f"(r.sources & ? <> 0{none})", (bits,)))
    return conditions


def among(selection: Selection) -> Iterator[Among]:
    """Yield what other tables decide: parties, words, publishers."""
    if selection.actors:
        yield taking_part(selection.actors, ROLES["actor"])
    if selection.recipients:
        yield taking_part(selection.recipients, ROLES["recipient"])
    if selection.parties:
        yield taking_part(selection.parties, ROLES["any"])
    if selection.outlets:
        yield _publisher(selection.outlets)
    if selection.words:
        yield _words(selection.words)
    case = selection.within
    if case is not None and case.together and len(case.actors) > 1:
        # Of two actors one is among the others than any one of them: the rarest of these sets is a place to begin.
        for left_out in case.actors[:BEGUN_FROM]:
            yield taking_part([one for one in case.actors if one != left_out], ROLES["any"])
    elif case is not None and case.actors:
        yield taking_part(case.actors, ROLES["any"])
    if case is not None and case.words:
        yield _words(case.words)


def taking_part(parties: Sequence[str], roles: tuple[str, ...]) -> Among:
    """Records in which one of `parties` has one of `roles`."""
    named, values = _named(parties, "p")
    condition = f"{named} AND p.role IN ({places(roles)})"
    return Among(
        Condition(f"SELECT DISTINCT p.record AS seq FROM record_actor p WHERE {condition}", (*values, *roles)),  # noqa: S608
        Condition(
            f"EXISTS (SELECT 1 FROM record_actor p WHERE p.record = r.seq AND +{condition})",  # noqa: S608
            (*values, *roles),
        ),
    )


def _named(parties: Sequence[str], row: str) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a row of `record_actor` is of one of `parties`."""
    by: dict[str, list[str]] = {}
    for party in parties:
        column, value = column_of(party)
        by.setdefault(column, []).append(value)
    tests = [f"{row}.{column} IN ({places(values)})" for column, values in by.items()]
    given = tuple(value for values in by.values() for value in values)
    return (tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"), given


def _together(case: Case) -> Condition:
    """Records in which two different actors of a case take part."""
    tests, values = [], []
    for party in case.actors:
        column, value = column_of(party)
        tests.append(
            "CASE WHEN EXISTS (SELECT 1 FROM record_actor p WHERE p.record = r.seq "  # noqa: S608
            f"AND +p.{column} = ? AND p.role <> 'reported_by') THEN 1 ELSE 0 END"
        )
        values.append(value)
    return Condition(f"({' + '.join(tests)}) >= 2", tuple(values))


def _publisher(outlets: tuple[str, ...]) -> Among:
    where = f"{_PLACE.format('e')} IN ({places(outlets)})"
    return Among(
        Condition(
            "SELECT q.seq AS seq FROM document e CROSS JOIN record_facet q ON q.document = e.seq "  # noqa: S608
            f"WHERE {where}",
            outlets,
        ),
        Condition(f"r.document IN (SELECT e.seq FROM document e WHERE {where})", outlets),  # noqa: S608
    )


def _words(words: str) -> Among:
    """Records whose evidence has part in a sentence that holds all `words`."""
    asked = (match(words),)
    overlap = '{0}.document = s.document AND {0}.start < s."end" AND {0}."end" > s.start'
    return Among(
        Condition(
            f"SELECT DISTINCT q.seq AS seq FROM ({_FOUND}) x CROSS JOIN sentence s ON s.seq = x.rowid "  # noqa: S608
            f"CROSS JOIN record_facet q ON {overlap.format('q')}",
            asked,
        ),
        Condition(f"EXISTS (SELECT 1 FROM sentence s WHERE {overlap.format('r')} AND +s.seq IN ({_FOUND}))", asked),  # noqa: S608
    )


def _toward(party: str, *, beside: bool) -> Condition:
    """Return the condition that something is directed at `party`; in a contact every other participant counts.

    `beside` an actor, whose records are gone through anyway, it is asked of each.
    """
    directed = _in_role(party, ROLES["recipient"], beside=beside)
    shared = _in_role(party, ROLES["actor"], beside=beside)
    sql = f"({directed.sql} OR (r.type = 'CONSULT' AND {shared.sql}))"
    return Condition(sql, (*directed.values, *shared.values))


def _in_role(party: str, roles: tuple[str, ...], *, beside: bool) -> Condition:
    if beside:
        return taking_part([party], roles).asked
    column, value = column_of(party)
    inner = f"SELECT p.record FROM record_actor p WHERE p.{column} = ? AND p.role IN ({places(roles)})"  # noqa: S608
    return Condition(f"r.seq IN ({inner})", (value, *roles))


def column_of(party: str) -> tuple[str, str]:
    """Return the column of `record_actor` that a party is asked for by, and its value there."""
    if _CODE.fullmatch(party):
        return "country", party
    if party.startswith("country:"):
        return "country", party.removeprefix("country:")
    return ("actor", party) if ":" in party else ("name_key", party.casefold())


def places(values: Sequence[object]) -> str:
    """Return as many places as there are values, `?, ?`; for none what nothing is equal to."""
    return ", ".join("?" for _ in values) or "NULL"
