"""The narrow tables beside the wide ones (`tables/lookup.py`) and the full-text index, and what keeps them.

Triggers look at all rows of a statement at once: a batch of records costs no more than one.
"""

# ruff: noqa: S608 - statements are put together of constants alone

from __future__ import annotations

from talleyrand.ledger.postgresql.connecting import SCHEMA

TABLES = (
    """CREATE TABLE record_facet (seq BIGINT PRIMARY KEY, document BIGINT NOT NULL, start BIGINT NOT NULL,
  "end" BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL, date_start TEXT COLLATE "C",
  date_end TEXT COLLATE "C", factuality TEXT COLLATE "C" NOT NULL, confidence DOUBLE PRECISION NOT NULL,
  sources BIGINT NOT NULL, review TEXT COLLATE "C" NOT NULL)""",
    """CREATE TABLE actor_tally (seq BIGSERIAL PRIMARY KEY, key TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL, records BIGINT NOT NULL)""",
    "CREATE TABLE actor_index (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE TABLE sentence_index (rowid BIGINT PRIMARY KEY REFERENCES sentence(seq) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
)
INDEXES = (
    "CREATE INDEX record_facet_by_date ON record_facet(date_start NULLS FIRST, seq)",
    "CREATE INDEX record_facet_by_confidence ON record_facet(confidence, seq)",
    'CREATE INDEX record_facet_by_place ON record_facet(document, start, "end")',
    "CREATE INDEX actor_tally_by_records ON actor_tally(records, key)",
    "CREATE INDEX document_by_publisher ON document(coalesce(outlet, json_extract(author, '$.name')))",
    "CREATE INDEX actor_index_by_words ON actor_index USING gin (words)",
    "CREATE INDEX sentence_index_by_words ON sentence_index USING gin (words)",
)
_BY_DATE = {
    "record_by_date": "record(date_start NULLS FIRST, seq)",
    "record_actor_by_country": "record_actor(country, date_start NULLS FIRST, record, role)",
    "record_actor_by_actor": "record_actor(actor, date_start NULLS FIRST, record, role)",
    "record_actor_by_name": "record_actor(name_key, date_start NULLS FIRST, record, role)",
}
ORDERED = tuple(f"DROP INDEX {name}; CREATE INDEX {name} ON {what}" for name, what in _BY_DATE.items())
"""Indexes that run in SQLite's order, in which what has no date comes first."""


_PLACE = "array_position(ARRAY['actor', 'recipient', 'addressee'], {0}.role), {0}.position"


def _key(column: str, condition: str) -> str:
    """The first of each record's new parties with a key, where the record had none with it before."""
    return f"""SELECT DISTINCT ON (a.record, a.{column})
      a.record, a.role, a.position, a.{column} AS key, a.name, a.name_key
    FROM added a WHERE a.role <> 'reported_by' AND {condition} AND NOT EXISTS (
      SELECT 1 FROM record_actor p WHERE p.record = a.record AND p.{column} = a.{column} AND p.role <> 'reported_by'
      AND NOT EXISTS (SELECT 1 FROM added b WHERE b.record = p.record AND b.role = p.role AND b.position = p.position))
    ORDER BY a.record, a.{column}, {_PLACE.format("a")}"""


_BODIES = {
    "list_records": """INSERT INTO record_facet SELECT r.seq, r.document, r.start, r."end", r.kind, r.type,
    r.date_start, r.date_end, r.factuality, r.confidence, sources_of(r.body), coalesce((SELECT v.status FROM revision v
    WHERE v.record_id = r.id ORDER BY v.seq DESC LIMIT 1), 'proposed') FROM added r;""",
    "count_parties": f"""WITH new_party AS MATERIALIZED (
    ({_key("actor", "a.actor NOT LIKE 'country:%'")}) UNION ALL ({_key("country", "a.country IS NOT NULL")})
  ), counted AS (
    INSERT INTO actor_tally(key, name, records)
      SELECT key, min(n.name), count(*) FROM new_party n
      GROUP BY key ORDER BY instr(key, ':') = 0, key
    ON CONFLICT (key) DO UPDATE SET records = actor_tally.records + excluded.records
    RETURNING seq, key, xmax = 0 AS is_new
  )
  INSERT INTO actor_index(rowid, words) SELECT DISTINCT ON (t.seq) t.seq,
      names_of(n.name_key || ' ' || replace(substr(t.key, instr(t.key, ':') + 1), '-', ' '))
    FROM new_party n JOIN counted t ON t.key = n.key WHERE t.is_new
    ORDER BY t.seq, n.record, {_PLACE.format("n")};""",
    "unlist_records": """DELETE FROM record_facet f USING added a WHERE f.seq = a.record;
  UPDATE actor_tally t SET records = t.records - gone.n FROM (
    SELECT key, count(*) AS n FROM (
      SELECT DISTINCT p.record, p.actor AS key FROM added a JOIN record_actor p ON p.record = a.record
        WHERE p.role <> 'reported_by'
      UNION ALL SELECT DISTINCT p.record, p.country FROM added a JOIN record_actor p ON p.record = a.record
        WHERE p.role <> 'reported_by' AND p.country IS NOT NULL) k GROUP BY key) gone WHERE t.key = gone.key;""",
    "list_verdicts": """UPDATE record_facet f SET review = last.status FROM (
    SELECT DISTINCT ON (record_id) record_id, status FROM added ORDER BY record_id, seq DESC) last
    JOIN record r ON r.id = last.record_id WHERE f.seq = r.seq;""",
}
_ON = {
    "list_records": ("record_is_listed", "record"),
    "count_parties": ("parties_are_counted", "record_actor"),
    "unlist_records": ("record_is_unlisted", "superseded"),
    "list_verdicts": ("verdict_is_listed", "revision"),
}
LISTING = tuple(_ON.values())
"""Triggers and the tables that they watch."""
TRIGGERS = tuple(
    statement
    for name, (trigger, table) in _ON.items()
    for statement in (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = {SCHEMA}, pg_temp AS $$ BEGIN\n"
        f"  {_BODIES[name]}\n  RETURN NULL;\nEND $$",
        f"CREATE TRIGGER {trigger} AFTER INSERT ON {table} REFERENCING NEW TABLE AS added "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    )
)
