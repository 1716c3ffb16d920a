"""Spans, actors and payloads of records as JSON objects, and back (the parts of contract 1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Body, Forecast, Framing, Horizon, Payload, Statement, Vote
from talleyrand.model.spans import NO_WORDS, Quote

Json = dict[str, Any]


def quote_json(quote: Quote) -> Json:
    """Return a span with its characters as `{start, end, text}`."""
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def quote_from(data: Json) -> Quote:
    """Return the quote of `{start, end, text}`."""
    return Quote(data["start"], data["end"], data["text"])


def maybe_quote_json(quote: Quote | None) -> Json | None:
    """Return a quote as JSON, or None for none."""
    return None if quote is None else quote_json(quote)


def maybe_quote_from(data: Json | None) -> Quote | None:
    """Return the quote of a JSON object, or None for none."""
    return None if data is None else quote_from(data)


def actor_json(actor: Actor) -> Json:
    """Return an actor as contract 1 writes it, with its sector."""
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "country": actor.country,
        "role": actor.role,
        "sector": actor.sector,
        "mention": maybe_quote_json(actor.mention),
    }


def actor_from(data: Json) -> Actor:
    """Return the actor of an object made by `actor_json`."""
    return Actor(
        data["id"],
        data["name"],
        data["type"],
        data["country"],
        data["role"],
        data.get("sector"),
        maybe_quote_from(data["mention"]),
    )


def payload_json(payload: Payload) -> Json:
    """Return the object that stands under the name of the record's kind."""
    return _TO[type(payload)](payload)


def payload_from(kind: str, data: Json) -> Payload:
    """Return the payload of `kind` that an object describes; raises `ValueError` for an unknown kind."""
    if kind not in _FROM:
        raise ValueError(f"unknown kind of record: {kind!r}")
    return _FROM[kind](data)


def _statement_json(statement: Statement) -> Json:
    return {
        "form": statement.form,
        "content": [quote_json(quote) for quote in statement.content],
        "cue": maybe_quote_json(statement.cue),
        "addressees": [actor_json(actor) for actor in statement.addressees],
        "act_id": statement.act_id,
    }


def _statement_from(data: Json) -> Statement:
    content = tuple(map(quote_from, data["content"]))
    addressees = tuple(map(actor_from, data["addressees"]))
    return Statement(data["form"], content, maybe_quote_from(data["cue"]), addressees, data["act_id"])


def _act_json(act: Act) -> Json:
    return {
        "event_type": act.event_type,
        "mode": act.mode,
        "contexts": list(act.contexts),
        "quad": act.quad,
        "intensity": act.intensity,
        "trigger": quote_json(act.trigger),
    }


def _act_from(data: Json) -> Act:
    contexts = tuple(data["contexts"])
    trigger = quote_from(data["trigger"]) if data["trigger"] else NO_WORDS
    return Act(data["event_type"], data["mode"], contexts, data["quad"], data["intensity"], trigger)


def _vote_json(vote: Vote) -> Json:
    body = {"id": vote.body.id, "name": vote.body.name} if vote.body else None
    called = {} if vote.roll_call is None else {"roll_call": vote.roll_call}
    return {"body": body, "choice": vote.choice, "veto": vote.veto, "subject": vote.subject} | called


def _vote_from(data: Json) -> Vote:
    body = Body(data["body"]["id"], data["body"]["name"]) if data["body"] else None
    return Vote(body, data["choice"], data["veto"], data["subject"], data.get("roll_call"))


def _forecast_json(forecast: Forecast) -> Json:
    horizon = forecast.horizon
    return {
        "proposition": quote_json(forecast.proposition),
        "expression": forecast.expression,
        "probability": list(forecast.probability) if forecast.probability else None,
        "horizon": {"start": horizon.start, "end": horizon.end} if horizon else None,
        "outcome": forecast.outcome,
    }


def _forecast_from(data: Json) -> Forecast:
    probability, horizon = data["probability"], data["horizon"]
    return Forecast(
        quote_from(data["proposition"]),
        data["expression"],
        (probability[0], probability[1]) if probability else None,
        Horizon(horizon["start"], horizon["end"]) if horizon else None,
        data["outcome"],
    )


def _framing_json(framing: Framing) -> Json:
    return {"frame": framing.frame, "term": framing.term, "use": framing.use}


def _framing_from(data: Json) -> Framing:
    return Framing(data["frame"], data["term"], data["use"])


_TO: dict[type, Callable[[Any], Json]] = {
    Statement: _statement_json,
    Act: _act_json,
    Vote: _vote_json,
    Forecast: _forecast_json,
    Framing: _framing_json,
}
_FROM: dict[str, Callable[[Json], Payload]] = {
    "statement": _statement_from,
    "act": _act_from,
    "vote": _vote_from,
    "forecast": _forecast_from,
    "framing": _framing_from,
}
