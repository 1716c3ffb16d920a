"""What records and actors are found by: narrow tables beside the wide ones, kept with them as an index is.

`record_facet` has a row for each current record: what it is asked for by, without its body, so that a million of them
are looked through in a fraction of a second. `actor_tally` counts the current records that a party takes part in: a
country's code for all that act for it, another actor's id for itself; `actor_index` finds it by the beginning of a
word. All can be made anew from the other tables.

Whoever enters records lists them by `FILL`, all at once; that a record is superseded or judged is kept by triggers.
"""

from __future__ import annotations

SOURCES = {"named": 1, "anonymous": 2, "institution": 4, "outlet": 8, "document": 16}
"""The bit of each type of source in `record_facet.sources`; a record without a chain has none."""

_BITS = " ".join(f"WHEN '{name}' THEN {bit}" for name, bit in SOURCES.items())


def _sources(body: str) -> str:
    """The sum of bits of the types of source in a body's chain."""
    chain = f"json_each({body}, '$.reported_by')"
    bits = f"coalesce(sum(DISTINCT CASE json_extract(value, '$.type') {_BITS} ELSE 0 END), 0)"
    return f"(SELECT {bits} FROM {chain})"  # noqa: S608 - constant names


def _facet(record: str, sources: str) -> str:
    """The columns of `record_facet` out of a row of `record`."""
    status = f"SELECT v.status FROM revision v WHERE v.record_id = {record}.id ORDER BY v.seq DESC LIMIT 1"  # noqa: S608
    return (
        f'{record}.seq, {record}.document, {record}.start, {record}."end", {record}.kind, {record}.type, '
        f"{record}.date_start, {record}.date_end, {record}.factuality, {record}.confidence, {sources}, "
        f"coalesce(({status}), 'proposed')"
    )


def _uncounted(column: str) -> str:
    """The statement that takes a superseded record from its parties."""
    return f"""UPDATE actor_tally SET records = records - 1 WHERE key IN
    (SELECT p.{column} FROM record_actor p WHERE p.record = NEW.record AND p.role <> 'reported_by');"""  # noqa: S608


TABLES = (
    """CREATE TABLE record_facet (seq INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, date_start TEXT, date_end TEXT,
  factuality TEXT NOT NULL, confidence REAL NOT NULL, sources INTEGER NOT NULL, review TEXT NOT NULL) STRICT""",
    """CREATE TABLE actor_tally (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  records INTEGER NOT NULL) STRICT""",
    "CREATE VIRTUAL TABLE actor_index USING fts5(name, content='', prefix='1 2 3', "
    "tokenize='unicode61 remove_diacritics 2')",
)
INDEXES = (
    "CREATE INDEX record_facet_by_date ON record_facet(date_start, seq, kind, type, factuality, review, sources, "
    "confidence, document, date_end)",
    "CREATE INDEX record_facet_by_confidence ON record_facet(confidence, seq, kind, type, factuality, review, sources, "
    "document, date_start, date_end)",
    'CREATE INDEX record_facet_by_place ON record_facet(document, start, "end")',
    "CREATE INDEX actor_tally_by_records ON actor_tally(records, key)",
    "CREATE INDEX document_by_publisher ON document(coalesce(outlet, json_extract(author, '$.name')))",
)
TRIGGERS = (
    "CREATE TRIGGER actor_is_indexed AFTER INSERT ON actor_tally BEGIN INSERT INTO actor_index(rowid, name) "
    "VALUES (NEW.seq, NEW.name || ' ' || replace(substr(NEW.key, instr(NEW.key, ':') + 1), '-', ' ')); END",
    f"""CREATE TRIGGER record_is_unlisted AFTER INSERT ON superseded BEGIN
  DELETE FROM record_facet WHERE seq = NEW.record;
  {_uncounted("actor")}
  {_uncounted("country")}
END""",  # noqa: S608 - constant names
    """CREATE TRIGGER verdict_is_listed AFTER INSERT ON revision BEGIN
  UPDATE record_facet SET review = NEW.status WHERE seq IN (SELECT seq FROM record WHERE id = NEW.record_id);
END""",
)
STATEMENTS = (*TABLES, *INDEXES, *TRIGGERS)

_TOLD = "EXISTS (SELECT 1 FROM record_actor a WHERE a.record = r.seq AND a.role = 'reported_by')"
_CHAIN = f"CASE WHEN {_TOLD} THEN {_sources('r.body')} ELSE 0 END"
_CURRENT = "NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = {record}) AND {record} BETWEEN :first AND :last"
_OF_FACET = _CURRENT.format(record="r.seq")
_OF_PARTY = _CURRENT.format(record="a.record")


def _tally(column: str, when: str) -> str:
    return (
        f"INSERT INTO actor_tally(key, name, records) SELECT a.{column}, min(a.name), count(DISTINCT a.record) "  # noqa: S608
        f"FROM record_actor a WHERE a.role <> 'reported_by' AND {when} AND {_OF_PARTY} GROUP BY a.{column} "
        "ON CONFLICT (key) DO UPDATE SET records = actor_tally.records + excluded.records"
    )


FILL = (
    f"INSERT INTO record_facet SELECT {_facet('r', _CHAIN)} FROM record r WHERE {_OF_FACET}",  # noqa: S608
    # A state's own records are among those of its code.
    _tally("actor", "a.actor NOT LIKE 'country:%'"),
    _tally("country", "a.country IS NOT NULL"),
)
"""What lists and counts the records from row `:first` to row `:last`, with their parties, that are not superseded."""
