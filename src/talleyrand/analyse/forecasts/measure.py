"""Who foretold what, what became of it, and who was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from talleyrand.analyse.choosing import chosen, day_of
from talleyrand.analyse.clusters import clusters_of
from talleyrand.analyse.forecasts.chart import draw_forecasts
from talleyrand.analyse.forecasts.resolution import WITHIN, Acts, Question, Suggestion, question_of, suggest, surnames
from talleyrand.analyse.forecasts.tables import Scored, leans_of, scores_of
from talleyrand.analyse.parties import Party, called
from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.state_mentions import states_in
from talleyrand.model.records import Forecast, Outcome, Record
from talleyrand.model.results import Reason, Result, Spec

By = Literal["forecaster", "institution", "country"]
Truth = Literal["true", "false"]
NOBODY = "not named"
GOOD = "How good were these forecasts?"
LEANING = "Do the errors lean one way?"


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One forecast: who, when, of what, how likely (`low` to `high`, 0 to 1), by when, and what became of it.

    `outcome` is a person's word: `true` where it came as foretold. What is called unlikely or excluded (`high` below
    0.5) is foretold not to come, and is true when it does not. `suggested` is what later acts suggest, `because` of
    what, `act` the record of that act. `question` is what it is about as far as its words tell.
    """

    record: str
    day: date | None
    forecaster: str
    institution: str | None
    country: str | None
    proposition: str
    expression: str | None
    low: float | None
    high: float | None
    horizon: date | None
    outcome: Outcome
    suggested: Truth | None
    because: str
    act: str | None
    question: str | None


def forecasts(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    by: By = "forecaster",
    within: int = WITHIN,
    outcomes: Mapping[str, Outcome] | None = None,
) -> Result[ForecastRow]:
    """Return the register of forecasts in order of time, the undated last, with scores by forecaster or another group.

    `records` hold forecasts and the acts that may show what became of them. `actor` and `target` (ISO codes, ids or
    names) choose who foretold and whom it concerns, `since` and `until` (inclusive) when. `outcomes` are a person's by
    record id, before those in the records. `within` are the days in which acts are looked for where no horizon is
    stated. Parts: "scores" and "one_sidedness" from outcomes, "scores_suggested" and "one_sidedness_suggested" from
    what acts suggest, which nobody has confirmed.
    """
    given = list(records)
    party, other = Party.of(actor) if actor else None, Party.of(target) if target else None
    asked = [r for r in chosen(given, since, until) if isinstance(r.payload, Forecast) and _is_asked(r, party, other)]
    asked.sort(key=lambda record: (day_of(record) or date.max, record.id))
    told = _told(asked, given, outcomes or {}, within)
    who = f"has {called(actor, asked)}" if actor else "was"
    question = f"What {who} foretold{f' of {called(target, asked)}' if target else ''}, and who was right?"
    parameters = {"actor": actor, "target": target, "since": since, "until": until, "by": by, "within": within}
    groups = [_group(one.row, by) for one in told]
    confirmed, suggested = (_scored(told, groups, suggested=s) for s in (False, True))
    parts: dict[str, Result[Any]] = {
        "scores": scores_of("scores", GOOD, confirmed, parameters),
        "one_sidedness": leans_of("one_sidedness", LEANING, confirmed, parameters),
        "scores_suggested": scores_of("scores_suggested", GOOD, suggested, parameters),
        "one_sidedness_suggested": leans_of("one_sidedness_suggested", LEANING, suggested, parameters),
    }
    return Result(
        measure="forecasts",
        question=question,
        row_type=ForecastRow,
        rows=tuple(one.row for one in told),
        keys=("record",),
        parameters=parameters,
        shown=tuple("day forecaster proposition outcome suggested expression low high because record".split()),
        notes=_notes(told, within),
        records=len(told),
        independent=len({one.cluster for one in told}),
        parts=parts,
        reasons=lambda at: _reasons(told[at]),
        drawing=lambda: _drawn(question, told, parts, confirmed or suggested, confirmed=bool(confirmed)),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A forecast with its row, its independent report, and what is known of its event."""

    row: ForecastRow
    cluster: str
    question: Question | None
    act: Record | None


def _is_asked(record: Record, party: Party | None, other: Party | None) -> bool:
    if party is not None and not party.acts_in(record):
        return False
    if other is None or other.meets_in(record):
        return True
    assert isinstance(record.payload, Forecast)  # noqa: S101  forecasts alone are asked about
    text = record.payload.proposition.text
    if other.country is not None:
        return any(code == other.country for _, code in states_in(text))
    return other.name is not None and other.name in text.casefold()


def _told(
    asked: Sequence[Record], given: Sequence[Record], outcomes: Mapping[str, Outcome], within: int
) -> list[_Told]:
    counted = [record for record in given if record.review != "rejected"] if asked else []
    acts, names = Acts(counted), surnames(counted)
    clusters = clusters_of(asked)
    made = []
    for record in asked:
        question = question_of(record, names)
        suggestion = suggest(record, question, acts, within)
        row = _row(record, outcomes.get(record.id), question, suggestion, within)
        made.append(_Told(row, clusters[record.id], question, suggestion.act if suggestion else None))
    return made


def _row(
    record: Record, outcome: Outcome | None, question: Question | None, suggestion: Suggestion | None, within: int
) -> ForecastRow:
    forecast = record.payload
    assert isinstance(forecast, Forecast)  # noqa: S101  forecasts alone are asked about
    low, high = forecast.probability or (None, None)
    horizon = forecast.horizon.end if forecast.horizon else None
    return ForecastRow(
        record=record.id,
        day=day_of(record),
        forecaster=", ".join(actor.name for actor in record.actors) or NOBODY,
        institution=_institution(record),
        country=next((actor.country for actor in record.actors if actor.country), None),
        proposition=forecast.proposition.text,
        expression=forecast.expression,
        low=low,
        high=high,
        horizon=date.fromisoformat(horizon) if horizon else None,
        outcome=outcome or forecast.outcome,
        suggested=_truth(high, came=suggestion.came) if suggestion else None,
        because=_because(suggestion, horizon, within),
        act=suggestion.act.id if suggestion and suggestion.act else None,
        question=question.name if question else None,
    )


def denies(high: float | None) -> bool:
    """Tell whether words of likelihood say that the event will rather not come."""
    return high is not None and high < 0.5


def _truth(high: float | None, *, came: bool) -> Truth:
    return "true" if came != denies(high) else "false"


def _because(suggestion: Suggestion | None, horizon: str | None, within: int) -> str:
    if suggestion is None:
        return ""
    if suggestion.act is None:
        return f"no such act recorded {f'by {horizon}' if horizon else f'in {within} days'}"
    by, toward = (
        ", ".join(party.name for party in side) for side in (suggestion.act.actors, suggestion.act.recipients)
    )
    event = getattr(suggestion.act.payload, "event_type", "")
    return " ".join(part for part in (event, by, f"toward {toward}" if toward else "", str(suggestion.day)) if part)


def _institution(record: Record) -> str | None:
    """The organ, organisation or firm whose word it is: the forecaster itself, or the first that vouches for it."""
    for actor in record.actors:
        if actor.type in ("organ", "igo", "bloc", "company", "ngo", "outlet"):
            return actor.name
    return next((link.name for link in record.reported_by if link.type == "institution"), None)


def _group(row: ForecastRow, by: By) -> str:
    value = {"forecaster": row.forecaster, "institution": row.institution, "country": row.country}[by]
    return value or NOBODY


def _scored(told: Sequence[_Told], groups: Sequence[str], *, suggested: bool) -> list[Scored]:
    """The forecasts whose event has come or not, by a person's word or as acts suggest."""
    made = []
    for one, group in zip(told, groups, strict=True):
        row = one.row
        truth = row.suggested if suggested else row.outcome
        if truth not in ("true", "false") or row.low is None or row.high is None:
            continue
        came = (truth == "true") != denies(row.high)
        question = f"{one.question.name} {one.act.id if one.act else came}" if one.question else one.cluster
        made.append(Scored(row.record, group, row.low, row.high, came, question, one.cluster, _quad(one.question)))
    return made


def _quad(question: Question | None) -> str | None:
    return load_event_types()[min(question.event.types)].quad if question else None


def _reasons(one: _Told) -> tuple[Reason, ...]:
    own = Reason(one.row.record, cluster=one.cluster, note="the forecast")
    if one.act is None:
        return (own,)
    return own, Reason(one.act.id, note=f"the act by which it is suggested {one.row.suggested}")


def _drawn(
    question: str, told: Sequence[_Told], parts: Mapping[str, Result[Any]], scored: Sequence[Scored], *, confirmed: bool
) -> Spec:
    leans = parts["one_sidedness" if confirmed else "one_sidedness_suggested"]
    return draw_forecasts(question, [one.row for one in told], scored, leans.rows, confirmed)


def _notes(told: Sequence[_Told], within: int) -> tuple[str, ...]:
    if not told:
        return ("no forecast is recorded; that is not to say there was none",)
    undated = sum(one.row.day is None for one in told)
    resolved = sum(one.row.outcome in ("true", "false") for one in told)
    suggested = sum(one.row.suggested is not None for one in told)
    notes = [
        f"{resolved} of {len(told)} are resolved by a person (talleyrand forecasts --resolve ID true)",
        f"for {suggested} later acts suggest an outcome; none is one until a person says so, "
        f"and what no act of the ledger shows within {within} days may have happened all the same",
    ]
    return (*notes, f"{undated} have no day, or a vague one") if undated else tuple(notes)
