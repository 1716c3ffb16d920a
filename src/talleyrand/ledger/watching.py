"""What a ledger remembers of watching: which addresses were asked and when, what was told, what webhooks have heard."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Row, Table, func, select

from talleyrand.ledger.tables.schema import document, reading, run
from talleyrand.ledger.tables.schema_watch import delivery, news, visit
from talleyrand.model.contract import canonical
from talleyrand.model.news import News, news_json, news_of

TOGETHER = 500
"""Addresses that one query asks for."""
LATEST = 200
"""The newest news that a feed of them holds."""
_OF_DOCUMENT = f'{{"id":"{"_" * 16}","kind":"document"%'
"""How the body of news of a document begins; a ledger that is watched for years has hundreds of thousands of them."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of an address when it was asked last, at `at` (ISO 8601).

    `etag` and `last_modified` are what its server recognises it by, `mark` what its feed said of it. `failure` is why
    it could not be fetched (None: it could), `failures` how often in a row, `until` when it may be asked again.
    """

    address: str
    at: str
    etag: str | None = None
    last_modified: str | None = None
    mark: str | None = None
    failures: int = 0
    failure: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """News as the ledger keeps them: their number, when they were noted, whether they were told."""

    seq: int
    at: str
    news: News
    told: bool


@dataclass(frozen=True, slots=True)
class Untold:
    """Runs of watching that have not ended, by their rows, and the documents that came in by them, by id."""

    runs: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()


def untold(connection: Connection, feeds: Collection[str]) -> Untold:
    """Return what was read of feeds and not told of yet: by this round, and by those that broke off before."""
    open_runs = connection.execute(select(run.c.seq, run.c.arguments).where(run.c.finished.is_(None)))
    runs = tuple(seq for seq, arguments in open_runs if json.loads(arguments).get("feed") in feeds)
    entered = select(document.c.id).join_from(reading, document).where(reading.c.run.in_(runs))
    rows = connection.execute(entered.order_by(reading.c.seq)) if runs else ()
    return Untold(runs, tuple(dict.fromkeys(row[0] for row in rows)))


def end_runs(connection: Connection, runs: Sequence[int], *, at: str) -> None:
    """Note that runs of watching have ended: what came in by them is told."""
    connection.execute(run.update().where(run.c.seq.in_(runs)).values(finished=at))


def visits_to(connection: Connection, addresses: Sequence[str]) -> dict[str, Visit]:
    """Return what became of addresses, those left out that were never asked."""
    found = {}
    for at in range(0, len(addresses), TOGETHER):
        rows = connection.execute(select(visit).where(visit.c.address.in_(addresses[at : at + TOGETHER])))
        found.update({row.address: Visit(**row._mapping) for row in rows})
    return found


def note_visit(connection: Connection, made: Visit) -> None:
    """Note what became of an address."""
    _put(connection, visit, asdict(made))


def note_news(connection: Connection, found: Iterable[News], *, at: str, told: bool = True) -> list[News]:
    """Keep news, and return those that were not there yet; with `told` False they are what stood so before."""
    fresh = []
    for one in found:
        if connection.execute(select(news.c.seq).where(news.c.id == one.id)).first() is None:
            row = {"id": one.id, "at": at, "told": int(told), "body": canonical(news_json(one))}
            connection.execute(news.insert(), row)
            fresh.append(one)
    return fresh


def every_change(connection: Connection) -> list[News]:
    """Return the changes that were ever noted, oldest first, those that stood so at the beginning among them."""
    changes = select(news).where(news.c.body.not_like(_OF_DOCUMENT)).order_by(news.c.seq)
    return [_kept(row).news for row in connection.execute(changes)]


def latest_news(connection: Connection, limit: int = LATEST) -> list[Kept]:
    """Return the newest news that were told, the last first."""
    query = select(news).where(news.c.told == 1).order_by(news.c.seq.desc()).limit(limit)
    return [_kept(row) for row in connection.execute(query)]


def undelivered(connection: Connection, address: str, limit: int) -> list[Kept]:
    """Return news that a webhook has not taken yet, oldest first; to one that is new only what comes from now on."""
    last = connection.execute(select(delivery.c.news).where(delivery.c.address == address)).scalar()
    query = select(news).where(news.c.told == 1, news.c.seq > (last or 0)).order_by(news.c.seq).limit(limit)
    return [_kept(row) for row in connection.execute(query)]


def begin_delivery(connection: Connection, address: str) -> None:
    """Note a webhook that is new: it hears what comes from now on."""
    if connection.execute(select(delivery.c.news).where(delivery.c.address == address)).first() is None:
        last = connection.execute(select(func.max(news.c.seq))).scalar() or 0
        note_delivery(connection, address, last)


def note_delivery(connection: Connection, address: str, last: int, failure: str | None = None) -> None:
    """Note the last news that a webhook took, and why it took no more."""
    _put(connection, delivery, {"address": address, "news": last, "failure": failure})


def first_run(connection: Connection) -> str | None:
    """Return when the ledger was first read into: what tells it from others, and never changes."""
    found = connection.execute(select(run.c.started).order_by(run.c.seq).limit(1)).scalar()
    return None if found is None else str(found)


def _put(connection: Connection, table: Table, row: dict[str, object]) -> None:
    """Write a row over the one of the same address."""
    connection.execute(table.delete().where(table.c.address == row["address"]))
    connection.execute(table.insert(), row)


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    found = row._mapping
    return Kept(found["seq"], found["at"], news_of(json.loads(found["body"])), bool(found["told"]))
