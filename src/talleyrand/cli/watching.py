"""`talleyrand watch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.failures import DONE, NOTHING_READABLE, SOME_UNREADABLE, guarded, message
from talleyrand.cli.options import Format, FormatOption, LedgerOption, Toward, ledger_location, settings
from talleyrand.cli.output import chosen_format, print_rows
from talleyrand.cli.reading import EngineModel, Outlet, Relevant
from talleyrand.cli.stopping import Stopping, stopping

if TYPE_CHECKING:
    from talleyrand.fetch.fetching import Fetcher, Limits, World
    from talleyrand.model.news import News
    from talleyrand.pipeline.watching.loop import Plan
    from talleyrand.pipeline.watching.rounds import Round, Watch
    from talleyrand.pipeline.watching.telling import Channels, Webhook

Feeds = Annotated[
    list[str] | None, typer.Argument(metavar="FEED", help="Addresses of RSS, Atom or JSON feeds, else the settings'.")
]
Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="ACTOR", help="Tell of this actor only; repeat it for more.")
]
Every = Annotated[str, typer.Option("--every", metavar="TIME", help="How often: 15m, 2h, 1d.")]
Once = Annotated[bool, typer.Option("--once", help="One round only.")]
Rounds = Annotated[int | None, typer.Option("--rounds", metavar="N", min=1, help="So many rounds only.")]
Pages = Annotated[int, typer.Option("--pages", metavar="N", min=1, help="Pages of one feed in one round, at most.")]
Atom = Annotated[
    Path | None, typer.Option("--atom", metavar="FILE", help="Write the news as an Atom feed after each round.")
]
Hook = Annotated[
    str | None,
    typer.Option("--webhook", metavar="URL", help="Post the news as JSON, signed with TALLEYRAND_WEBHOOK_SECRET."),
]
Site = Annotated[str, typer.Option("--site", metavar="URL", help="Where the ledger is served, for links in news.")]
Loopback = Annotated[bool, typer.Option("--allow-loopback", help="Fetch from this machine too, as tests do.")]
COLUMNS = ("at", "id", "kind", "day", "sentence", "sure", "found", "actor", "other", "url")
SHOWN = 5
"""Records of a document that a table has below it; other formats have more."""
HOOK_SECONDS = 10.0
"""How long a webhook may take to answer: it must not hold up the reading."""


@guarded
def watch(
    feeds: Feeds = None,
    actor: Actors = None,
    toward: Toward = None,
    every: Every = "15m",
    once: Once = False,
    rounds: Rounds = None,
    pages: Pages = 100,
    atom: Atom = None,
    webhook: Hook = None,
    site: Site = "http://127.0.0.1:8765",
    allow_loopback: Loopback = False,
    outlet: Outlet = None,
    engine_model: EngineModel = None,
    relevance: Relevant = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Read what is new in feeds, and tell what moved.

    The pages that feeds name are fetched, where robots.txt allows, archived and coded. After each round new documents
    are told, and what changed about the actors named. Ctrl-C ends it when what is at hand is entered; the next run
    goes on from there.
    """
    from talleyrand.archive.options import ReadOptions
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.jobs import Job, engine_coder
    from talleyrand.pipeline.views import resolve
    from talleyrand.pipeline.watching.loop import Plan, interval, made_once, unique
    from talleyrand.pipeline.watching.news import find_interest
    from talleyrand.pipeline.watching.rounds import Watch
    from talleyrand.pipeline.watching.telling import Channels

    chosen = settings()
    named, gap = unique(feeds or chosen.feeds), interval(every)
    coder = made_once(engine_coder(engine_model or chosen.engine_model, relevance or chosen.relevance))
    job = Job(ReadOptions(outlet=outlet or chosen.outlet), make_coder=coder)
    with ExitStack() as stack:
        stop = stack.enter_context(stopping())
        web = _world(stop)
        opened = stack.enter_context(open_ledger(ledger_location(ledger)))
        plan = Plan(named, find_interest(opened, actor or (), toward, resolve), gap, 1 if once else rounds)
        hook = stack.enter_context(_hook(webhook or chosen.webhook, web, allow_loopback))
        fetcher = stack.enter_context(_fetcher(web, chosen.contact, allow_loopback))
        watching = Watch(opened, fetcher, job, web.now, stop.sleep, stop, _tell, pages)
        code = run(watching, plan, Channels(atom, hook, site=site), chosen_format(format))
    return stop.code or code


def run(watching: Watch, plan: Plan, channels: Channels, format: Format) -> int:
    """Watch, telling the news of each round as it ends; returns the exit code that all rounds call for."""
    from talleyrand.pipeline.views import resolve
    from talleyrand.pipeline.watching.loop import watch_feeds
    from talleyrand.pipeline.watching.telling import prepare, tell

    prepare(channels, watching.ledger)
    codes = []
    for told in watch_feeds(watching, plan, resolve):
        print_news(told.news, format, watching.at())
        for line in told.round.summary():
            message(line)
        failed = [error.line() for error in tell(channels, watching.ledger, watching.now)]
        for line in failed:
            _tell(line)
        codes.append(_code(told.round, failed))
    return NOTHING_READABLE if set(codes) == {NOTHING_READABLE} else SOME_UNREADABLE if any(codes) else DONE


def _code(made: Round, failed: Sequence[str]) -> int:
    if made.nothing:
        return NOTHING_READABLE
    return SOME_UNREADABLE if made.failed or made.report.unreadable or failed else DONE


def print_news(news: Sequence[News], format: Format, at: str) -> None:
    """Print the news of one round: a row each, in a table the records behind it below."""
    from talleyrand.model.news import news_json

    if not news:
        return
    rows = [{"at": at, **news_json(one)} for one in news]
    print_rows(rows, format, columns=COLUMNS, table=lambda: _print_table(news))


def _print_table(news: Sequence[News]) -> None:
    from talleyrand.cli.tables import print_table
    from talleyrand.present.atom import news_title
    from talleyrand.present.plain import count

    rows = []
    for one in news:
        found = f" ({count(one.found, 'record')})" if one.document else ""
        rows.append((one.day or "", one.kind, f"{news_title(one)}{found}", one.sure or "", ""))
        if one.document:
            rows.extend(("", "", f"  {told.sentence}", "", told.id) for told in one.records[:SHOWN])
    print_table(("day", "kind", "news", "sure", "id"), rows, folding=("news",), kept=("day", "kind", "news"))
    for one in news:
        if one.figure:
            print(f"why: talleyrand why '{one.figure}'")


def _world(stop: Stopping) -> World:
    """Return the world as it is, but that who sleeps can be woken."""
    from talleyrand.fetch.fetching import World

    return World(sleep=stop.sleep)


def _fetcher(world: World, contact: str | None, allow_loopback: bool, limits: Limits | None = None) -> Fetcher:
    from talleyrand.fetch.addresses import Rules
    from talleyrand.fetch.fetching import ROBOT, Fetcher, Limits
    from talleyrand.settings import VERSION

    agent = f"{ROBOT}/{VERSION}" + (f" ({contact})" if contact else "")
    return Fetcher(agent, rules=Rules(allow_loopback=allow_loopback), limits=limits or Limits(), world=world)


@contextmanager
def _hook(address: str | None, world: World, allow_loopback: bool) -> Iterator[Webhook | None]:
    """Yield the webhook at an address; it has time limits of its own."""
    from talleyrand.fetch.addresses import web_address
    from talleyrand.fetch.fetching import Limits
    from talleyrand.pipeline.watching.telling import Webhook

    if address is None:
        yield None
        return
    web_address(address)
    secret = settings().webhook_secret
    if not secret:
        message("talleyrand: news are posted without a signature: TALLEYRAND_WEBHOOK_SECRET is not set")
    limits = Limits(HOOK_SECONDS, HOOK_SECONDS, HOOK_SECONDS, gap=0.0, patience=HOOK_SECONDS)
    with _fetcher(world, None, allow_loopback, limits) as fetcher:
        yield Webhook(address, fetcher, secret)


def _tell(line: str) -> None:
    message(f"talleyrand: {line}")
