"""PLOVER records, an object of JSON a line, as records of ours.

Fields are those of the manual's chapter "Data Fields"; `target`, `eventText` and `actorText` of its first drafts are
read too. Of our own additions the factuality, the precision of the date and an actor's id count where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from talleyrand.errors import InputError
from talleyrand.model.actors import Actor, ActorType
from talleyrand.model.dates import Precision
from talleyrand.model.records import FACTUALITIES, DataRow, Factuality, Record
from talleyrand.pipeline.event_data.parties import named_party
from talleyrand.pipeline.event_data.rows import PassedOver, Told, act_of, data_record, interval

Json = Mapping[str, Any]
_FLAGS: dict[str, Factuality] = {"negation": "negated", "future": "planned", "hypothetical": "possible"}
"""What PLOVER's auxiliary modes say of an event; `historical` says when it was."""
_HISTORICAL = "historical"


class Plover:
    """Reads lines of one file."""

    def __init__(self, address: str) -> None:
        self._address = address

    def record(self, number: int, line: str) -> Record:
        """Return the record of a line; raises InputError for one that is none, PassedOver for one without an event."""
        data = _object(line)
        if data.get("has_event") is False:
            raise PassedOver("records that say they have no event")
        modes = _texts(data, "mode")
        act = act_of(
            next(iter(_texts(data, "event")), ""),
            next((mode for mode in modes if mode not in _FLAGS and mode != _HISTORICAL), ""),
            _texts(data, "context"),
            "" if data.get("event_scale") is None else str(data["event_scale"]),
        )
        cited = data.get("cite_info")
        cite: Json = cited if isinstance(cited, dict) else {}
        row = DataRow(
            "PLOVER", number, _text(data, "id"), _text(cite, "publication") or None, _text(cite, "url") or None
        )
        if not row.event:
            raise InputError("the record has no id")
        actors, recipients = tuple(_parties(data, "source")), tuple(_parties(data, "recipient", "target"))
        date = interval(_text(data, "date"), _text(data, "enddate"), _precision(data))
        return data_record(row, self._address, Told(line, act, actors, recipients, date, _factuality(data, modes)))


def _object(line: str) -> Json:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}", hint="PLOVER files have one whole object a line") from error
    if not isinstance(data, dict):
        raise InputError("no JSON object", hint="PLOVER files have one whole object a line")
    return data


def _text(data: Json, field: str) -> str:
    value = data.get(field)
    return value.strip() if isinstance(value, str) else ""


def _texts(data: Json, field: str) -> tuple[str, ...]:
    """The texts of a field that is a list, or one text."""
    value = data.get(field)
    values = value if isinstance(value, list) else [value]
    return tuple(one.strip() for one in values if isinstance(one, str) and one.strip())


def _parties(data: Json, *fields: str) -> Iterator[Actor]:
    for field in fields:
        value = data.get(field)
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict):
                actor = _own(one) or named_party(
                    _name(one), _text(one, "code"), _text(one, "sector"), _text(one, "office")
                )
                if actor is not None:
                    yield actor


def _name(one: Json) -> str:
    return _text(one, "identifier_text") or _text(one, "actor_text") or _text(one, "actorText")


def _own(one: Json) -> Actor | None:
    """The actor that a file of ours names by its id."""
    ident, kind = _text(one, "actor_id"), _text(one, "actor_type")
    if not ident or kind not in get_args(ActorType):
        return None
    known = named_party("", _text(one, "code"), "", "")
    country = known.country if known else None
    name = _name(one) or ident
    return Actor(
        ident, name, cast("ActorType", kind), country, _text(one, "office") or None, _text(one, "sector") or None
    )


def _precision(data: Json) -> Precision:
    given = _text(data, "date_precision")
    return cast("Precision", given) if given in get_args(Precision) else "day"


def _factuality(data: Json, modes: tuple[str, ...]) -> Factuality:
    """What a record says of whether it happened: our own field, else PLOVER's auxiliary mode."""
    given = _text(data, "factuality")
    if given in FACTUALITIES:
        return given
    return next((_FLAGS[mode] for mode in modes if mode in _FLAGS), "actual")
