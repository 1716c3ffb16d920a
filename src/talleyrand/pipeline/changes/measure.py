"""What changed between two days about one actor, the surest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from talleyrand.analyse.charts import Spec, chart, data, time
from talleyrand.analyse.choosing import check_period
from talleyrand.analyse.observations import directed
from talleyrand.analyse.parties import Party, called, is_official
from talleyrand.errors import OptionError
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Result
from talleyrand.pipeline.changes import reported
from talleyrand.pipeline.changes.change import KINDS, SURE, Ask, Asked, ChangeRow, Found
from talleyrand.pipeline.changes.differing import differing
from talleyrand.pipeline.changes.meetings import meetings
from talleyrand.pipeline.changes.phrases import phrases
from talleyrand.pipeline.changes.turns import turns
from talleyrand.pipeline.changes.wording import party
from talleyrand.present.plain import listed

DAYS = 30
"""The length of the period where its beginning is not given."""
TARGETS = 6
"""Parties whom most words and deeds concern, whose positions are searched for turns."""
MOST = 5
"""Changes of one kind that are told, the surest; how many more there are is noted."""
SOURCES: tuple[Callable[[Asked], Iterator[Found]], ...] = (
    turns, meetings, phrases, reported.refusals, reported.silences, reported.commitments, reported.votes,
    reported.forecasts, differing,
)  # fmt: skip


def changes(
    records: Iterable[Record],
    *,
    actor: str,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    most: int = MOST,
    documents: Mapping[str, Document] | None = None,
    ask: Ask | None = None,
) -> Result[ChangeRow]:
    """Return what changed about an actor from `since` to `until` (days, inclusive), the surest first.

    `records` are those of the actor up to `until`, those before `since` among them, which tell what was usual; without
    `since` the last 30 days count, without `until` the period ends with the newest document. `target` keeps what
    concerns one other party; `most` is how many changes of one kind are told. `ask` asks the measures that it is
    composed of. Raises OptionError for a number that is none, DateError for days that are none.
    """
    check_period(since, until)
    if most < 1:
        raise OptionError(f"{most} changes of a kind tell nothing", where="most", hint=f"{MOST}, say")
    asked = _asked(list(records), actor, target, (since, until), (documents or {}, ask))
    found = [one for source in SOURCES for one in source(asked)] if asked is not None else []
    told = _chosen([one for one in found if target is None or one.row.other == target], most)
    rows = tuple(one.row for one in told)
    who = called(actor)
    period = f" from {asked.since} to {asked.until}" if asked else ""
    question = f"What changed about {who}{f' and {called(target)}' if target else ''}{period}?"
    return Result(
        measure="changes",
        question=question,
        row_type=ChangeRow,
        rows=rows,
        keys=("kind", "day", "subject"),
        shown=("day", "kind", "sentence", "sure", "independent"),
        parameters={"actor": actor, "target": target, "since": since, "until": until, "most": most},
        notes=tuple(_notes(asked, found, told)),
        records=len({reason.record for one in told for reason in one.reasons()}),
        independent=sum(row.independent for row in rows),
        reasons=lambda at: told[at].reasons(),
        drawing=lambda: _drawn(question, rows),
    )


def _asked(
    records: Sequence[Record],
    actor: str,
    target: str | None,
    days: tuple[str | None, str | None],
    given: tuple[Mapping[str, Document], Ask | None],
) -> Asked | None:
    """Return what the sources of changes are asked, None where no day is known to end the period with."""
    documents, ask = given
    end = days[1] or max((one.published or "" for one in documents.values()), default="")[:10]
    if ask is None or len(end) < len("2022-02-24"):
        return None
    until = date.fromisoformat(end)
    since = date.fromisoformat(days[0]) if days[0] else until - timedelta(days=DAYS)
    targets = (target,) if target else _targets(records, actor)
    known = {record.id: record for record in records if record.review != "rejected"}
    return Asked(actor, called(actor, records), since, until, targets, known, documents, ask, days[1])


def _targets(records: Iterable[Record], actor: str) -> tuple[str, ...]:
    """The parties whom most of what an actor says and does concerns."""
    own = Party.of(actor)
    tally: Counter[str] = Counter()
    for record in records:
        if own.acts_in(record):
            tally.update({_key(one.target) for one in directed(record) if not own.fits(one.target)})
    return tuple(key for key, _ in tally.most_common(TARGETS) if not key.startswith("unknown:"))


def _key(target: Actor) -> str:
    """What asks for a party: a state for all that act for it, a firm or a crowd of some country for itself."""
    return target.country if target.country and is_official(target) else target.id


def _chosen(found: Sequence[Found], most: int) -> list[Found]:
    """The surest of each kind, each once, then all in order of sureness, kind, reports and days."""
    unique = {(one.row.kind, one.row.day, one.row.subject): one for one in found}
    ordered = sorted(unique.values(), key=lambda one: _rank(one.row))
    kinds: Counter[str] = Counter()
    kept = []
    for one in ordered:
        kinds[one.row.kind] += 1
        if kinds[one.row.kind] <= most:
            kept.append(one)
    return kept


def _rank(row: ChangeRow) -> tuple[Any, ...]:
    return SURE.index(row.sure), KINDS.index(row.kind), -row.independent, -row.day.toordinal(), row.subject


def _notes(asked: Asked | None, found: Sequence[Found], told: Sequence[Found]) -> Iterator[str]:
    if asked is None:
        yield "no document has a day: there is no period to compare"
        return
    searched = listed([party(one) for one in asked.targets]) or "nobody"
    yield f"turns were searched toward {searched}: words and deeds, means and numbers of reports"
    if not told:
        yield "nothing was found; that is not to say that nothing changed"
        return
    yield "firm: chance makes it in fewer than 5 of 100 searches like this, or three independent reports tell it"
    yield "the surest first, then by kind and by independent reports"
    left = Counter(one.row.kind for one in found)
    left.subtract(one.row.kind for one in told)
    more = ", ".join(f"{n} of {kind}" for kind, n in left.items() if n > 0)
    if more:
        yield f"not told: {more}"


def _drawn(question: str, rows: Sequence[ChangeRow]) -> Spec:
    """Each change on its day, a row for each kind; the surer the darker."""
    if not rows:
        return {}
    kinds = [kind for kind in KINDS if any(row.kind == kind for row in rows)]
    body = {
        "height": {"step": 24},
        "data": data(
            {"day": row.day.isoformat(), "kind": row.kind, "sure": row.sure, "sentence": row.sentence} for row in rows
        ),
        "mark": {"type": "tick", "thickness": 3, "size": 18},
        "encoding": {
            "x": time("day"),
            "y": {"field": "kind", "type": "nominal", "sort": kinds, "axis": {"title": None}},
            "opacity": {
                "field": "sure",
                "type": "ordinal",
                "scale": {"domain": list(SURE), "range": [1.0, 0.6, 0.3]},
                "legend": {"title": "how sure"},
            },
            "tooltip": [{"field": "day", "type": "nominal"}, {"field": "sentence", "type": "nominal"}],
        },
    }
    return chart(question, body, subtitle=f"{len(rows)} changes")
