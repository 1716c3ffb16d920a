"""Contacts one by one, the silences between them, and the counterparts and pairs that they are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from talleyrand.present.boards.side_names import name_of
from talleyrand.present.contacts.names import CHANNELS, LEVELS
from talleyrand.present.plain import clip, interval_words, line, listed

Row = Mapping[str, Any]
Pair = tuple[str, str]
_WHO = 6
"""People named of one contact; more are counted."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact, held or not: its days in words and as ISO, the two sides, who, how, and the records that tell of it.

    `standing` is held, denied, refused, or planned; `outcome` what became of a planned one; `days` how long a denied
    one lasted; `why` the address of its reasons.
    """

    event: str
    one: str
    other: str
    one_name: str
    other_name: str
    start: str
    when: str
    basis: str
    days: int
    who: str
    channel: str
    how: str
    standing: str
    outcome: str
    reports: int
    independent: int
    records: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest silence between two contacts that follow each other: days, and from when to when (ISO)."""

    days: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One that an actor, or one of a pair that its other, was in contact with; rates as the measure `contacts` tells.

    `silence` is the probability of no contact since the last, None where no rate can be told.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    contacts: int
    independent: int
    channels: str
    persons: str
    first: str
    last: str
    days_since: int | None
    longest: Gap | None
    silence: float | None
    why: str


def build_lines(
    rows: Iterable[Row], names: Mapping[str, str], standing: str = "held", *, most: int | None = None
) -> tuple[ContactLine, ...]:
    """Return the newest rows of a part (`events`, `silences`, `coming`) of the measure `contacts`, `most` at most."""
    ordered = sorted(rows, key=lambda row: (row["start"] or "", row["event"]), reverse=True)
    return tuple(_line(row, names, standing) for row in ordered[:most])


def build_counterparts(rows: Iterable[Row], events: Iterable[Row], names: Mapping[str, str]) -> tuple[Counterpart, ...]:
    """Return the rows of the measure `contacts`, of an actor or of all pairs, with their longest silences."""
    days: dict[Pair, list[str]] = defaultdict(list)
    for event in events:
        if event["start"] and event["end"]:
            days[event["one"], event["other"]].append(event["start"])
            days["", event["other"]].append(event["start"])
    return tuple(_counterpart(row, days, names) for row in rows)


def longest_gap(days: Sequence[str]) -> Gap | None:
    """Return the longest silence between days (ISO) in order, None where there are fewer than two.

    >>> longest_gap(["2022-01-01", "2022-01-31", "2022-02-02"])
    Gap(days=30, start='2022-01-01', end='2022-01-31')
    """
    gaps = [Gap(_length(start, end), start, end) for start, end in pairwise(sorted(days))]
    return max(gaps, key=lambda gap: gap.days, default=None)


def _counterpart(row: Row, days: Mapping[Pair, Sequence[str]], names: Mapping[str, str]) -> Counterpart:
    one, other = row.get("one", ""), row.get("other") or row.get("counterpart", "")
    return Counterpart(
        one=one,
        other=other,
        one_name=name_of(one, names) if one else "",
        other_name=name_of(other, names),
        contacts=row["contacts"],
        independent=row["independent"],
        channels=", ".join(_channels(row)),
        persons=clip(line(", ".join(row.get("persons", ()))), 120),
        first=row["first"] or "",
        last=row["last"] or "",
        days_since=row["days_since"],
        longest=longest_gap(days.get((one, other), ())),
        silence=row.get("silence"),
        why=row["why"],
    )


def _channels(row: Row) -> Iterable[str]:
    """How often by which channel, in words; the measure tells it in a list of an actor, in columns of a pair."""
    if "channels" in row:
        for told in row["channels"]:
            channel, _, number = told.rpartition(" ")
            yield f"{number} {CHANNELS[channel]}"
        return
    columns = {"third-party": "third_party", "not said": "unspecified"}
    for channel, words in CHANNELS.items():
        number = row[columns.get(channel, channel)]
        if number:
            yield f"{number} {words}"


def _line(row: Row, names: Mapping[str, str], standing: str) -> ContactLine:
    start, end = row["start"] or "", row["end"] or ""
    who = [line(name) for name in row["who"]]
    rest = [f"{len(who) - _WHO} more"] if len(who) > _WHO else []
    return ContactLine(
        event=row["event"],
        one=row["one"],
        other=row["other"],
        one_name=name_of(row["one"], names),
        other_name=name_of(row["other"], names),
        start=start,
        when=interval_words(start, end) if start and end else "",
        basis={"said": "as said", "published": "day of publication"}.get(row.get("basis", ""), ""),
        days=_length(start, end) if start and end else 0,
        who=listed([*who[:_WHO], *rest]),
        channel=row["channel"],
        how=_how(row),
        standing={"negated": "denied", "refused": "refused"}.get(row.get("kind", ""), standing),
        outcome=row.get("outcome", ""),
        reports=row["records"],
        independent=row["independent"],
        records=tuple(row["record_ids"]),
        why=row["why"],
    )


def _how(row: Row) -> str:
    level = "" if row["level"] == "other" else f", {LEVELS[row['level']]}"
    return CHANNELS[row["channel"]] + level


def _length(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
