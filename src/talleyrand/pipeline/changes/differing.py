"""Events of the period of which two accounts contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from talleyrand.model.results import Result
from talleyrand.pipeline.changes.change import Asked, ChangeRow, Found, sure_by_reports
from talleyrand.pipeline.changes.wording import day_of, ended
from talleyrand.present.plain import clip, line, listed

SHOWN = 2
"""Sources that are named for each version."""


def differing(asked: Asked) -> Iterator[Found]:
    """Yield contradicted events, each with the versions of the first field in which they differ."""
    result = asked.of("accounts", since=asked.since.isoformat())
    for at, row in enumerate(result):
        if row.contradicted and asked.holds(row.day):
            change = ChangeRow(
                kind="accounts",
                day=row.day,
                subject=row.event,
                actor=asked.actor,
                other=None,
                sentence=ended(_words(row, result.parts["fields"])),
                sure=sure_by_reports(row.independent),
                records=row.records,
                independent=row.independent,
                figure=result.address(row),
            )
            yield Found(change, partial(result.why, at))


def _words(row: Any, fields: Result[Any]) -> str:
    field = row.contradicted[0]
    versions = [
        one for one in fields if one.event == row.event and one.field == field and one.standing == "contradicted"
    ]
    told = [f"{line(str(one.value))} according to {listed([line(s) for s in one.sources[:SHOWN]])}" for one in versions]
    what = f"{line(row.what)} of {day_of(row.day)} ({clip(listed([line(one) for one in row.parties]), 90)})"
    return f"Accounts of {what} contradict each other on the {field.replace('_', ' ')}: {'; '.join(told)}"
