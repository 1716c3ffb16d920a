"""Measures of a ledger: which function of `analyse` answers, and from which records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from inspect import Parameter, signature
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal, cast, get_args
from urllib.parse import parse_qsl, unquote

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.records import Records, caution
from talleyrand.ledger.selecting.selection import Choice, DataChoice
from talleyrand.model.records import Entry, Kind, Record
from talleyrand.model.reviews import by_person
from talleyrand.model.wanted import Wanted
from talleyrand.pipeline.asking import Resolve, find_actor
from talleyrand.pipeline.gathering import Reading, uncollected
from talleyrand.pipeline.views import actor_key

if TYPE_CHECKING:
    from talleyrand.model.results import Result, Value

Scope = Literal["actor", "parties", "all", "none"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Where a measure lives (in `analyse` unless its name is whole), and what it is given.

    `scope` "actor" gives the records in which the actor asked for takes any part, and all records where none is asked
    for; "parties" gives those of the target asked for too, whose words are compared; "all" gives all in any case,
    "none" none.
    `kinds` gives records of those kinds alone, one kind after the other; none stands for every kind. `types` gives acts
    of those event types alone where no actor is asked for, whose records several measures share. `documents` gives
    the documents too, by id and without their texts; `reviews` gives persons' verdicts and the records that they
    judged, the rejected among them, or all records where totals are asked for. `more` is a function of `analyse` that
    tells from those records and the measure's options which others it needs besides (`Wanted`); `whole` gives a way to
    all records of a document, for one that looks at few of many. `history` gives the records before `since` too, and
    `asks` a way to ask other measures of the same ledger; `looks` a way to any record and its document.
    """

    home: str
    scope: Scope = "actor"
    kinds: tuple[Kind, ...] = ()
    types: tuple[str, ...] = ()
    documents: bool = False
    reviews: bool = False
    more: str = ""
    whole: bool = False
    history: bool = False
    asks: bool = False
    looks: bool = False

    @property
    def module(self) -> str:
        """The name of its module."""
        return _module(self.home)

    @property
    def function(self) -> Callable[..., Result[Any]]:
        """The function that answers."""
        found: Callable[..., Result[Any]] = _named(self.home)
        return found

    def wanted(self, records: Iterable[Record], options: Mapping[str, Value]) -> Wanted | None:
        """Return which records it needs besides those it has, None for no others."""
        return _named(self.more)(records, **options) if self.more else None


def _named(home: str) -> Any:
    return getattr(import_module(_module(home)), home.partition(":")[2])


def _module(home: str) -> str:
    module = home.partition(":")[0]
    return module if module.startswith("talleyrand.") else f"talleyrand.analyse.{module}"


MEASURES: dict[str, Measure] = {
    "timeline": Measure("timeline.measure:timeline"),
    "non_acts": Measure("non_acts:non_acts"),
    "positions": Measure("positions.measure:positions"),
    "standings": Measure(
        "positions.standings:standings",
        scope="all",
        kinds=("framing", "vote"),
        more="positions.standings:acts_wanted",
    ),
    "turning_points": Measure("turning_points.measure:turning_points"),
    "gap": Measure("gap.measure:gap", kinds=("act", "statement", "framing", "vote"), documents=True),
    "contacts": Measure("contacts.measure:contacts", kinds=("act",), types=("CONSULT",), documents=True),
    "votes": Measure("votes.measure:votes", scope="all", kinds=("vote",)),
    "roll_call": Measure("votes.ballots:roll_call", scope="all", kinds=("vote",)),
    "ideal_points": Measure("ideal_points.measure:ideal_points", scope="all", kinds=("vote",)),
    "framing": Measure("framing.measure:framing", scope="parties", documents=True),
    "formulations": Measure("formulations.measure:formulations", documents=True),
    "forecasts": Measure("forecasts.measure:forecasts", kinds=("forecast",), more="forecasts.resolution:acts_wanted"),
    "accounts": Measure("accounts.measure:accounts", documents=True, whole=True),
    "agreement": Measure("agreement.measure:agreement", scope="all", reviews=True),
    "balance": Measure(
        "balance.measure:balance",
        scope="all",
        kinds=("framing", "vote"),
        more="balance.network_records:acts_wanted",
    ),
    "sourcing": Measure("sourcing.measure:sourcing", documents=True),
    "changes": Measure("talleyrand.pipeline.changes.measure:changes", documents=True, history=True, asks=True),
    "brief": Measure("talleyrand.pipeline.briefs.draft:brief", scope="none", documents=True, asks=True, looks=True),
}
_PARTIES = ("actor", "target")
MOST_SAMPLED = 100_000
"""Records of a random sample that may be asked for: more than anybody judges."""
_GIVEN = frozenset({"documents", "whole", "reviews", "outcomes", "against", "ask", "look", "sampled"})
"""Parameters of measures that are the ledger's or the caller's to give, and no question may name."""


def ask(ledger: Records, name: str, parameters: dict[str, Value], resolve: Resolve) -> Result[Any]:
    """Return a measure's answer from a ledger.

    `parameters` are those of the measure's function (`actor` and `target` as a person writes them, `since`, `until` and
    its own), and what chooses the records: `min_confidence`, `case` by its id, and `data` ("with": records of event
    data too, "only": they alone); None stands for its default. Numbers may be written as text, as in an address. Raises
    NotFoundError for measures, actors and cases that nobody knows, with those near them, and OptionError for options
    that the measure has not.
    """
    return Questions(ledger, resolve).ask(name, parameters)


class Questions:
    """Measures asked of one ledger one after the other: records that several of them need are read once.

    It keeps what it read: use one for one actor or page, and drop it.
    """

    def __init__(self, ledger: Records, resolve: Resolve) -> None:
        self._ledger = ledger
        self._resolve = resolve
        self._reading = Reading(ledger)
        self._answers: dict[tuple[Any, ...], Result[Any]] = {}

    def ask(self, name: str, parameters: dict[str, Value]) -> Result[Any]:
        """Return a measure's answer, as `ask` does."""
        measure = MEASURES.get(name)
        if measure is None:
            near = get_close_matches(name, MEASURES, 1) or list(MEASURES)
            raise NotFoundError("no such measure", where=name, hint=f"one of {', '.join(near)}")
        given = {key: value for key, value in parameters.items() if value is not None}
        for party in _PARTIES:
            if party in given:
                given[party] = actor_key(find_actor(str(given[party]), self._ledger, self._resolve))
        if given.get("target") is not None and given.get("target") == given.get("actor"):
            raise OptionError(f"{given['actor']} and itself are no two parties", hint="name another actor")
        sure = _confidence(given.pop("min_confidence", None))
        case = given.pop("case", None)
        data = _data(given.pop("data", "without"))
        choice = _choice(measure, given, sure)
        if data != "without":
            choice["data"] = data
        if case is not None:
            choice["within"] = self._ledger.case(str(case))
        function = measure.function
        options = _typed(name, function, given)
        with uncollected():
            records = self._records(measure, choice, options)
            more: dict[str, Value] = {"min_confidence": sure, "case": case, "data": choice.get("data")}
            more = {name: value for name, value in more.items() if value is not None}
            given_to = self._given(measure, choice, more)
            if measure.reviews and options.get("sample") is not None:
                given_to["sampled"] = self._sampled(options, choice)
            result = function(records, **options, **given_to)
        told = caution(self._ledger) if result.independent else None
        cautious = replace(result, notes=(*result.notes, told)) if told else result
        return _asked_with(cautious, _usual(function), more)

    def _records(self, measure: Measure, choice: Choice, options: Mapping[str, Value]) -> tuple[Record, ...]:
        if measure.scope == "none":
            return ()
        if measure.reviews:
            return tuple(self._as_proposed(choice))
        records = self._reading.records(choice, measure.kinds)
        if measure.scope == "parties" and "actor" in options and "target" in options:
            records += self._reading.records({**choice, "actor": str(options["target"])}, measure.kinds)
        wanted = measure.wanted(records, options)
        return records if wanted is None else self._reading.records(_choice_of(wanted, choice)) + records

    def _as_proposed(self, choice: Choice) -> Iterator[Record]:
        """Yield records as the machine proposed them, with what holds of them; what persons added it did not."""
        sure = choice.get("min_confidence") or 0.0
        for record in self._reading.records({**choice, "min_confidence": None}):
            proposed = self._ledger.review.proposed(record.id) if by_person(record.engine) else record
            if not by_person(proposed.engine) and proposed.confidence >= sure:
                yield replace(proposed, review=record.review)

    def _sampled(self, options: Mapping[str, Value], choice: Choice) -> frozenset[str]:
        """Return the ids of the random sample that is asked for."""
        size, seed = int(str(options["sample"])), int(str(options.get("seed") or 0))
        if not 0 < size <= MOST_SAMPLED:
            raise OptionError(f"{size} is no size of a sample", where="sample", hint=f"1 to {MOST_SAMPLED:,}")
        everything: Choice = {**choice, "reviewed": False, "min_confidence": None}
        return frozenset(self._ledger.review.sample(size, choice=everything, seed=seed))

    def _given(self, measure: Measure, choice: Choice, more: Mapping[str, Value]) -> dict[str, Any]:
        """Return what a measure takes of the ledger besides its records."""
        given: dict[str, Any] = {}
        if measure.documents:
            given["documents"] = self._reading.documents
        if measure.whole:
            given["whole"] = lambda ident: self._reading.records(_choice_of(Wanted(documents=(ident,)), choice))
        if measure.reviews:
            given["reviews"] = self._ledger.reviews()
        if measure.asks:
            given["ask"] = partial(self._again, more)
        if measure.looks:
            given["look"] = self._look
        return given

    def _again(self, more: Mapping[str, Value], name: str, **parameters: Value) -> Result[Any]:
        """Return an answer that another is composed of; several may ask for the same."""
        given = {**parameters, **more}
        key = (name, *sorted((option, value) for option, value in given.items() if value is not None))
        if key not in self._answers:
            self._answers[key] = self.ask(name, given)
        return self._answers[key]

    def _look(self, ident: str) -> Entry:
        record = self._ledger.record(ident)
        return record, self._ledger.document(record.document_id)


def _asked_with(result: Result[Any], usual: Mapping[str, Value], more: Mapping[str, Value]) -> Result[Any]:
    """Return an answer whose addresses, and those of its parts, hold `more` too, but no parameter that is as usual."""
    parts = {name: _asked_with(part, usual, more) for name, part in result.parts.items()}
    told = {name: value for name, value in result.parameters.items() if name not in usual or value != usual[name]}
    return replace(result, parameters={**told, **more}, parts=parts)


def _usual(function: Callable[..., Result[Any]]) -> dict[str, Value]:
    """The defaults of a measure's options."""
    known = signature(function).parameters.values()
    return {option.name: option.default for option in known if option.default is not option.empty}


def parse_address(address: str) -> tuple[str, dict[str, Value], str]:
    """Return the measure, the parameters and the row's name of an address such as `gap?actor=CHN&target=RUS#deeds`."""
    question, _, row = address.partition("#")
    name, _, query = question.partition("?")
    return name, dict(parse_qsl(query)), unquote(row)


def _typed(name: str, function: Callable[..., Result[Any]], given: Mapping[str, Value]) -> dict[str, Value]:
    """Return the parameters as the function takes them: text that stands for a number or a truth value as such."""
    known = {option: one for option, one in signature(function).parameters.items() if _is_option(one)}
    for option in given.keys() - known.keys():
        near = get_close_matches(option, known, 1) or list(known)
        raise OptionError(f"{name} has no option {option!r}", hint=f"one of {', '.join(near)}")
    missing = [option for option, one in known.items() if one.default is Parameter.empty and option not in given]
    if missing:
        raise OptionError(f"{name} needs {' and '.join(missing)}", hint=f"such as {name}?actor=CHN&target=RUS")
    return {option: _read(option, value, str(known[option].annotation)) for option, value in given.items()}


def _is_option(parameter: Parameter) -> bool:
    """Tell whether a question may name a parameter: one plain value that is not handed over otherwise."""
    plain = not str(parameter.annotation).startswith("tuple")
    return parameter.kind is Parameter.KEYWORD_ONLY and plain and parameter.name not in _GIVEN


def _read(option: str, value: Value, annotation: str) -> Value:
    kinds = set(annotation.replace("|", " ").split())
    if not isinstance(value, str) or "str" in kinds:
        return value
    if "bool" in kinds:
        if value not in ("True", "False"):
            raise OptionError(f"{value!r} is neither True nor False", where=option)
        return value == "True"
    for kind, read in (("int", int), ("float", float)):
        if kind in kinds:
            return _number(option, value, read)
    return value


def _number(option: str, value: str, read: Callable[[str], int | float]) -> int | float:
    try:
        number = read(value)
    except ValueError as error:
        raise OptionError(f"{value[:40]!r} is no number", where=option) from error
    if not isfinite(number) or (option == "seed" and number < 0):
        raise OptionError(f"{value[:40]!r} is no number that it can be", where=option)
    return number


def _choice(measure: Measure, given: Mapping[str, Value], sure: float | None) -> Choice:
    actor = given.get("actor") if measure.scope != "all" else None
    choice: Choice = {
        "actor": None if actor is None else str(actor),
        "part": "any",
        "since": None if measure.history else _text(given.get("since")),
        "until": _text(given.get("until")),
        "undated": True,
    }
    if measure.reviews:
        choice["rejected"] = True
        choice["reviewed"] = not (given.get("random") or given.get("sample"))
    if measure.types and actor is None:
        choice["types"] = measure.types
    if sure is not None:
        choice["min_confidence"] = sure
    return choice


def _confidence(value: Value) -> float | None:
    """The least confidence of records that count; raises OptionError for what is none."""
    if value is None:
        return None
    try:
        sure = float(str(value))
    except ValueError:
        sure = -1.0
    if not 0 <= sure <= 1:
        raise OptionError(f"{str(value)!r} is no confidence", where="min_confidence", hint="between 0 and 1")
    return sure


def _data(value: Value) -> DataChoice:
    """Whether records of event data count; raises OptionError for what says neither."""
    if value not in get_args(DataChoice):
        raise OptionError(f"{str(value)!r} is none", where="data", hint=f"one of {', '.join(get_args(DataChoice))}")
    return cast("DataChoice", value)


def _choice_of(wanted: Wanted, choice: Choice) -> Choice:
    """The records wanted besides, as sure as the others."""
    more: Choice = {
        "kind": wanted.kind,
        "types": wanted.types,
        "factualities": wanted.factualities,
        "documents": wanted.documents,
        "since": wanted.since,
        "until": wanted.until,
        "undated": wanted.undated or (wanted.since is None and wanted.until is None),
        "between": wanted.between,
        "bare": wanted.bare,
    }
    if "min_confidence" in choice:
        more["min_confidence"] = choice["min_confidence"]
    if "within" in choice:
        more["within"] = choice["within"]
    if "data" in choice:
        more["data"] = choice["data"]
    return more


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
