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
    from talleyrand.analyse.accounts.measure import accounts
    from talleyrand.analyse.agreement.measure import agreement
    from talleyrand.analyse.balance.measure import balance
    from talleyrand.analyse.contacts.measure import contacts
    from talleyrand.analyse.forecasts.measure import forecasts
    from talleyrand.analyse.formulations.measure import formulations
    from talleyrand.analyse.framing.measure import framing
    from talleyrand.analyse.gap.measure import gap
    from talleyrand.analyse.ideal_points.measure import ideal_points
    from talleyrand.analyse.non_acts import non_acts
    from talleyrand.analyse.positions.measure import positions
    from talleyrand.analyse.sourcing.measure import sourcing
    from talleyrand.analyse.timeline.measure import timeline
    from talleyrand.analyse.turning_points.measure import turning_points
    from talleyrand.analyse.votes.measure import votes
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
    "accounts": "analyse.accounts.measure",
    "agreement": "analyse.agreement.measure",
    "balance": "analyse.balance.measure",
    "classify_act": "pipeline.texts",
    "code": "pipeline.code",
    "contacts": "analyse.contacts.measure",
    "find_attributions": "pipeline.attributions",
    "find_dates": "resolve.dates",
    "forecasts": "analyse.forecasts.measure",
    "formulations": "analyse.formulations.measure",
    "framing": "analyse.framing.measure",
    "gap": "analyse.gap.measure",
    "ideal_points": "analyse.ideal_points.measure",
    "load_engine": "parse.engine",
    "non_acts": "analyse.non_acts",
    "open_ledger": "ledger.store",
    "positions": "analyse.positions.measure",
    "record_from_json": "model.contract",
    "record_to_json": "model.contract",
    "resolve_actor": "resolve.actors",
    "sourcing": "analyse.sourcing.measure",
    "timeline": "analyse.timeline.measure",
    "turning_points": "analyse.turning_points.measure",
    "votes": "analyse.votes.measure",
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
