"""One round after the other, until a person or a number of rounds ends it, with the news of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from talleyrand.errors import OptionError
from talleyrand.model.news import News
from talleyrand.pipeline.asking import Resolve
from talleyrand.pipeline.coders import MakeCoder
from talleyrand.pipeline.watching.news import Interest, find_news, note_standing
from talleyrand.pipeline.watching.rounds import Round, Watch, run_round

SHORTEST = timedelta(minutes=1)
_EVERY = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which feeds, about whom, how often: `every` lies between the beginnings of two rounds, `rounds` None for ever."""

    feeds: tuple[str, ...]
    interest: Interest
    every: timedelta = timedelta(minutes=15)
    rounds: int | None = None


@dataclass(slots=True)
class Told:
    """A round with what it brought that is new."""

    round: Round
    news: list[News] = field(default_factory=list)


def watch_feeds(watch: Watch, plan: Plan, resolve: Resolve) -> Iterator[Told]:
    """Yield each round when it is done; the next begins when the caller asks for it and its time has come.

    Ends after the rounds planned, or when `watch.stopped` says so. Raises LedgerError and EngineError.
    """
    note_standing(watch.ledger, plan.interest, resolve, watch.at())
    number = 0
    while not watch.stopped():
        begun = watch.now()
        made = run_round(watch, plan.feeds)
        yield Told(made, find_news(watch.ledger, made.untold, plan.interest, resolve, watch.at()))
        number += 1
        if plan.rounds is not None and number >= plan.rounds:
            return
        left = min(plan.every, plan.every - (watch.now() - begun))  # a clock may be set back
        if not watch.stopped() and left > timedelta():
            watch.sleep(left.total_seconds())


def made_once(make_coder: MakeCoder) -> MakeCoder:
    """Return what makes a coder once and gives the same again: an engine takes seconds to load, rounds come and go."""
    return lru_cache(maxsize=1)(make_coder)


def interval(text: str) -> timedelta:
    """Return the time that words such as `15m`, `90s`, `2h` or `1d` mean; raises OptionError for other words.

    >>> interval("15m")
    datetime.timedelta(seconds=900)
    """
    match = _EVERY.fullmatch(text.strip().lower())
    if match is None:
        raise OptionError(f"{text!r} is no time", where="--every", hint="write 15m, 2h or 1d")
    found = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if found < SHORTEST:
        raise OptionError(f"{text} is too often", where="--every", hint="1m at the least; most feeds move by the hour")
    return found


def unique(feeds: Sequence[str]) -> tuple[str, ...]:
    """Return feeds in their order, each once; raises OptionError where there are none."""
    found = tuple(dict.fromkeys(feed.strip() for feed in feeds if feed.strip()))
    if not found:
        raise OptionError("no feed to watch", hint='name one, or write feeds = ["https://..."] into talleyrand.toml')
    return found
