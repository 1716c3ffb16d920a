"""Telling news to a webhook and to a file: what is not taken is told again after the next round."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

from talleyrand.errors import LedgerError, TalleyrandError
from talleyrand.fetch.failures import FetchError
from talleyrand.fetch.fetching import Fetcher
from talleyrand.fetch.signing import HEADER, signature
from talleyrand.ledger import watching
from talleyrand.ledger.store import Ledger
from talleyrand.ledger.watching import Kept
from talleyrand.model.news import news_json

SCHEMA = "talleyrand.news/1"
TOGETHER = 50
"""News that one request carries at most."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where news are posted, over which fetcher, signed with which secret (None: not signed)."""

    address: str
    fetcher: Fetcher
    secret: str | None = None

    @property
    def key(self) -> str:
        """What the ledger knows it by: addresses of webhooks are often secrets themselves."""
        return f"sha256:{hashlib.sha256(self.address.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Channels:
    """Where news go besides the terminal: a file, a webhook; `site` is where the ledger's pages are served."""

    atom: Path | None = None
    webhook: Webhook | None = None
    title: str = "What moved"
    site: str = ""


def prepare(channels: Channels, ledger: Ledger) -> None:
    """Note a webhook that is new: it hears what comes from now on."""
    if channels.webhook is not None:
        with ledger.transaction() as connection:
            watching.begin_delivery(connection, channels.webhook.key)


def tell(channels: Channels, ledger: Ledger, now: Callable[[], datetime]) -> Iterator[TalleyrandError]:
    """Write the file and post what is new; yields what failed, which the next call makes up for."""
    try:
        if channels.atom is not None:
            at = now().isoformat(timespec="seconds")
            write_whole(channels.atom, atom_of(ledger, channels.title, channels.site, at))
    except LedgerError as error:
        yield error
    try:
        if channels.webhook is not None:
            deliver(channels.webhook, ledger, now)
    except FetchError as error:
        yield error


def deliver(webhook: Webhook, ledger: Ledger, now: Callable[[], datetime]) -> int:
    """Post what the webhook has not taken yet, oldest first; returns how many news it took.

    Raises FetchError where it takes no more; the next call goes on from there.
    """
    taken = 0
    while batch := _undelivered(webhook, ledger):
        try:
            _post(webhook, batch, now())
        except FetchError as error:
            _note(webhook, ledger, batch[0].seq - 1, error.what)
            hint = "the news are posted again after the next round"
            shown = f"webhook at {urlsplit(webhook.address).hostname}"
            raise FetchError(error.what, where=shown, hint=hint, kind=error.kind) from error
        _note(webhook, ledger, batch[-1].seq, None)
        taken += len(batch)
    return taken


def write_whole(path: Path, content: bytes) -> None:
    """Put content into a file so that a reader sees the old or the new, never half; raises LedgerError."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o644)
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        what = error.strerror or "it can't be written"
        raise LedgerError(what, where=str(path), hint="choose another file with --atom") from error


def atom_of(ledger: Ledger, title: str, site: str, at: str) -> bytes:
    """Return the newest news of a ledger as an Atom document."""
    from talleyrand.present.atom import Channel, Dated, atom_feed

    with ledger.transaction() as connection:
        latest = watching.latest_news(connection)
        key = watching.first_run(connection)
    channel = Channel(title, key or at, at, site.rstrip("/"))
    return atom_feed((Dated(kept.news, kept.at) for kept in latest), channel)


def _post(webhook: Webhook, batch: list[Kept], now: datetime) -> None:
    body = payload(batch, now)
    headers = {"Content-Type": "application/json", "X-Talleyrand-Delivery": f"{batch[0].seq}-{batch[-1].seq}"}
    if webhook.secret:
        headers[HEADER] = signature(body, webhook.secret)
    webhook.fetcher.post(webhook.address, body, headers)


def payload(batch: list[Kept], now: datetime) -> bytes:
    """Return the body of a request: the schema, when it was sent (which the signature covers), and the news."""
    news: list[dict[str, Any]] = [{**news_json(kept.news), "at": kept.at} for kept in batch]
    value = {"schema": SCHEMA, "sent": now.isoformat(timespec="seconds"), "news": news}
    return json.dumps(value, ensure_ascii=False).encode()


def _undelivered(webhook: Webhook, ledger: Ledger) -> list[Kept]:
    with ledger.transaction() as connection:
        return watching.undelivered(connection, webhook.key, TOGETHER)


def _note(webhook: Webhook, ledger: Ledger, last: int, failure: str | None) -> None:
    with ledger.transaction() as connection:
        watching.note_delivery(connection, webhook.key, last, failure)
