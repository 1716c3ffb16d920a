"""A ledger of any age, in a file or on a server, becomes what a new one is."""

from contextlib import closing

import pytest

from making import add, make_older, snapshot
from talleyrand.ledger import canonical_dump, open_ledger
from talleyrand.ledger.location import Server, located
from talleyrand.ledger.opening import VERSION, any_connection

ON_SERVERS_SINCE = 8
OLD = [("sqlite", version) for version in range(1, VERSION)] + [
    ("postgresql", version) for version in range(ON_SERVERS_SINCE, VERSION)
]
IN_A_FILE = (
    'SELECT m.type, m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m '
    "LEFT JOIN pragma_table_info(m.name) c WHERE m.name NOT LIKE 'sqlite_%'",
    'SELECT m.name, f."from", f."table", f."to" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f',
    "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')",
)
ON_A_SERVER = (
    "SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default "
    "FROM information_schema.columns WHERE table_schema = 'talleyrand'",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'talleyrand'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'talleyrand'::regnamespace",
    "SELECT pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'talleyrand'::regnamespace",
)


@pytest.fixture
def place(kind, tmp_path, request):
    """Where an empty ledger of the test's own is, which nobody else uses afterwards."""
    if kind == "sqlite":
        return str(tmp_path / "test.db")
    server = request.getfixturevalue("postgresql")
    return server.address(server.database("template"))


def made_of(place):
    """Everything that a ledger is made of, in no order."""
    where = located(place)
    with closing(any_connection(where)) as connection:
        asked = ON_A_SERVER if isinstance(where, Server) else IN_A_FILE
        return [sorted(map(str, connection.execute(query))) for query in asked]


@pytest.mark.parametrize(("kind", "version"), OLD)
def test_an_older_ledger_becomes_what_a_new_one_is(place, version):
    with open_ledger(place) as ledger:
        add(ledger, snapshot("China called Russia. France refused to call Russia.", outlet="Example Wire"))
        said = list(canonical_dump(ledger))
    new = made_of(place)
    make_older(place, version)
    assert made_of(place) != new
    with open_ledger(place) as ledger:
        assert list(canonical_dump(ledger)) == said
        add(ledger, snapshot("Russia called France.", path="b.txt"))
        assert ledger.directory.tally("FRA").records == 2
        assert not list(ledger.verify())
    assert made_of(place) == new
