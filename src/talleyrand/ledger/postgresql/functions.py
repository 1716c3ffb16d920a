"""Functions that the ledger's queries and triggers call: those of SQLite's that PostgreSQL lacks, and its own."""

# ruff: noqa: S608 - statements are put together of constants alone

from __future__ import annotations

from talleyrand.ledger.postgresql.connecting import SCHEMA
from talleyrand.ledger.tables.lookup import SOURCES

_TOKENS = (
    "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart, "
    "int, uint, float, sfloat, version, email, url, url_path, host, file"
)
_BITS = " ".join(f"WHEN '{name}' THEN {bit}" for name, bit in SOURCES.items())
_JSON = r"replace({0}, '\u0000', '\ufffd')::json"
"""A text as JSON, in which the server can't have the character NUL; nothing that is looked for has it."""
_OF_SCHEMA = f"SET search_path = {SCHEMA}, pg_temp"

FUNCTIONS = (
    "CREATE FUNCTION json_extract(value text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    f"$$ SELECT {_JSON.format('value')} #>> string_to_array(substr(path, 3), '.') $$",
    "CREATE FUNCTION json_each(list text) RETURNS TABLE(value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    "$$ SELECT json_array_elements_text(list::json) $$",
    "CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    "$$ SELECT strpos(whole, part) $$",
    "CREATE FUNCTION sources_of(body text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ "
    f"SELECT coalesce(sum(DISTINCT CASE one->>'type' {_BITS} ELSE 0 END), 0) "
    f"FROM json_array_elements({_JSON.format('body')} -> 'reported_by') AS told(one) $$",
    "CREATE TEXT SEARCH DICTIONARY porter (TEMPLATE = snowball, Language = porter)",
    "CREATE TEXT SEARCH CONFIGURATION words (PARSER = default)",
    f"ALTER TEXT SEARCH CONFIGURATION words ADD MAPPING FOR {_TOKENS} WITH porter",
    "CREATE FUNCTION words_of(plain text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS "
    f"$$ SELECT to_tsvector('{SCHEMA}.words', plain) $$",
    "CREATE FUNCTION names_of(plain text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS "
    "$$ SELECT to_tsvector('pg_catalog.simple', plain) $$",
    "CREATE FUNCTION asked_sentence_index(asked text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS "
    f"$$ SELECT to_tsquery('{SCHEMA}.words', asked) $$",
    "CREATE FUNCTION asked_actor_index(asked text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS "
    "$$ SELECT to_tsquery('pg_catalog.simple', asked) $$",
    "CREATE FUNCTION one_of(asked tsquery) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    "$$ SELECT replace(replace(asked::text, '<->', '|'), '&', '|')::tsquery $$",
    f"""CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql {_OF_SCHEMA} AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$""",
    f"""CREATE FUNCTION number_on() RETURNS trigger LANGUAGE plpgsql {_OF_SCHEMA} AS $$ BEGIN
  EXECUTE format('SELECT setval(%L, coalesce(max(seq), 0) + 1, false) FROM %I',
    pg_get_serial_sequence(TG_TABLE_NAME, 'seq'), TG_TABLE_NAME);
  RETURN NULL;
END $$""",
)
"""`number_on` lets rows be numbered after the last one, as SQLite does, however that one got its number."""


def refuse_changes(table: str) -> str:
    """Return the statement by which a table refuses to change or remove rows."""
    return (
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
