"""Talleyrand: an evidence-linked ledger of what states and leaders said and did.

    >>> import talleyrand as ty
    >>> engine = ty.load_engine()
    >>> document = ty.Document.from_text("China abstained in the Security Council.", published="2022-02-26")
    >>> [record.kind for record in ty.code(document, engine)]
    ['vote']

What is listed in `__all__` is the public face, with the tree of errors in `talleyrand.errors`; every other module is
private. Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talleyrand.analyse.accounts import accounts
    from talleyrand.analyse.agreement import agreement
    from talleyrand.analyse.balance import balance
    from talleyrand.analyse.contacts import contacts
    from talleyrand.analyse.forecasts import forecasts
    from talleyrand.analyse.formulations import formulations
    from talleyrand.analyse.framing import framing
    from talleyrand.analyse.gap import gap
    from talleyrand.analyse.ideal_points import ideal_points
    from talleyrand.analyse.non_acts import non_acts
    from talleyrand.analyse.positions import positions
    from talleyrand.analyse.sourcing import sourcing
    from talleyrand.analyse.timeline import timeline
    from talleyrand.analyse.turning_points import turning_points
    from talleyrand.analyse.votes import votes
    from talleyrand.errors import TalleyrandError
    from talleyrand.ledger.store import open_ledger
    from talleyrand.model.actors import Actor, Attribution
    from talleyrand.model.contract import record_from_json, record_to_json
    from talleyrand.model.dates import DateInterval
    from talleyrand.model.documents import Document
    from talleyrand.model.records import Act, Forecast, Framing, Record, Statement, Vote
    from talleyrand.model.results import Result
    from talleyrand.model.spans import Quote, Span
    from talleyrand.parse.engine import Engine, load_engine
    from talleyrand.pipeline.attributions import find_attributions
    from talleyrand.pipeline.code import code
    from talleyrand.pipeline.texts import classify_act
    from talleyrand.resolve.actors import resolve_actor
    from talleyrand.resolve.dates import find_dates

__version__ = "0.1.0"

_HOME = {
    "Act": "model.records",
    "Actor": "model.actors",
    "Attribution": "model.actors",
    "DateInterval": "model.dates",
    "Document": "model.documents",
    "Engine": "parse.engine",
    "Forecast": "model.records",
    "Framing": "model.records",
    "Quote": "model.spans",
    "Record": "model.records",
    "Result": "model.results",
    "Span": "model.spans",
    "Statement": "model.records",
    "TalleyrandError": "errors",
    "Vote": "model.records",
    "accounts": "analyse.accounts",
    "agreement": "analyse.agreement",
    "balance": "analyse.balance",
    "classify_act": "pipeline.texts",
    "code": "pipeline.code",
    "contacts": "analyse.contacts",
    "find_attributions": "pipeline.attributions",
    "find_dates": "resolve.dates",
    "forecasts": "analyse.forecasts",
    "formulations": "analyse.formulations",
    "framing": "analyse.framing",
    "gap": "analyse.gap",
    "ideal_points": "analyse.ideal_points",
    "load_engine": "parse.engine",
    "non_acts": "analyse.non_acts",
    "open_ledger": "ledger.store",
    "positions": "analyse.positions",
    "record_from_json": "model.contract",
    "record_to_json": "model.contract",
    "resolve_actor": "resolve.actors",
    "sourcing": "analyse.sourcing",
    "timeline": "analyse.timeline",
    "turning_points": "analyse.turning_points",
    "votes": "analyse.votes",
}

__all__ = [
    "Act",
    "Actor",
    "Attribution",
    "DateInterval",
    "Document",
    "Engine",
    "Forecast",
    "Framing",
    "Quote",
    "Record",
    "Result",
    "Span",
    "Statement",
    "TalleyrandError",
    "Vote",
    "accounts",
    "agreement",
    "balance",
    "classify_act",
    "code",
    "contacts",
    "find_attributions",
    "find_dates",
    "forecasts",
    "formulations",
    "framing",
    "gap",
    "ideal_points",
    "load_engine",
    "non_acts",
    "open_ledger",
    "positions",
    "record_from_json",
    "record_to_json",
    "resolve_actor",
    "sourcing",
    "timeline",
    "turning_points",
    "votes",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'talleyrand' has no attribute {name!r}")
    return getattr(import_module(f"talleyrand.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
