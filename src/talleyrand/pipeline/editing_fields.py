"""The fields of a record that a person can change: how each is read, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, cast, get_args

from talleyrand.codebook.frames import OTHER, frame_name, load_frames
from talleyrand.codebook.plover import MOST_CONTEXTS, all_contexts, load_event_types
from talleyrand.codebook.vote_files import bodies_by_id, find_body
from talleyrand.errors import CorrectionError
from talleyrand.model import dates, records
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Body, Forecast, Horizon, Kind, Record
from talleyrand.model.spans import Quote, Span
from talleyrand.pipeline import editing_values as values
from talleyrand.pipeline.editing_parties import Find, actors_of, source_words, sources_of
from talleyrand.pipeline.editing_values import Given

FieldKind = Literal["choice", "choices", "flag", "day", "number", "text", "actors", "sources", "span", "spans"]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a record are looked for, and what finds whom names mean."""

    document: Document
    find: Find


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: how it is called, what it takes, and how it is read from a record and written into one."""

    name: str
    label: str
    kind: FieldKind
    read: Callable[[Record], str]
    write: Callable[[Record, Given, Place], Record]
    options: Callable[[Record], Pairs] = lambda _: ()


def specs(kind: Kind) -> dict[str, Spec]:
    """Return the fields of a kind of record by name, in the order in which they are shown and written."""
    return {spec.name: spec for spec in (*_COMMON, *_OF_KIND[kind], *_LAST)}


def _listed(words: Iterable[str]) -> Pairs:
    return tuple((word, word) for word in words)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def _choice(name: str, label: str, options: Callable[[Record], Pairs], *, empty: bool = False) -> Spec:
    """A field of the record or its payload that is one of several words; `empty` allows nothing."""

    def write(record: Record, given: Given, _: Place) -> Record:
        chosen = values.choice_of(given, name, [value for value, _ in options(record)])
        if chosen is None and not empty:
            raise CorrectionError("it can't be empty", where=name)
        return _put(record, name, chosen)

    return Spec(name, label, "choice", lambda record: _get(record, name) or "", write, options)


def _text(name: str, label: str, *, empty: bool = True) -> Spec:
    def write(record: Record, given: Given, _: Place) -> Record:
        words = values.text_of(given, name)
        if words is None and not empty:
            raise CorrectionError("it can't be empty", where=name)
        return _put(record, name, words)

    return Spec(name, label, "text", lambda record: _get(record, name) or "", write)


def _flag(name: str, label: str) -> Spec:
    return Spec(
        name,
        label,
        "flag",
        lambda record: "yes" if _get(record, name) else "no",
        lambda record, given, _: _put(record, name, values.flag_of(given, name)),
    )


def _parties(name: str, label: str) -> Spec:
    def write(record: Record, given: Given, place: Place) -> Record:
        where = (place.document, record.evidence.span)
        return _put(record, name, actors_of(given, name, _get(record, name), where, place.find))

    return Spec(name, label, "actors", lambda record: _joined(a.name for a in _get(record, name)), write)


def _span(name: str, label: str, *, empty: bool = False) -> Spec:
    def write(record: Record, given: Given, place: Place) -> Record:
        quote = values.span_of(given, name, place.document, record.evidence.span)
        if quote is None and not empty:
            raise CorrectionError("it can't be empty", where=name, hint="give its place as 412-655, or its words")
        return _put(record, name, quote)

    return Spec(name, label, "span", lambda record: values.span_words(_get(record, name)), write)


def _day(name: str, label: str, at: Literal[0, 1]) -> Spec:
    def write(record: Record, given: Given, _: Place) -> Record:
        days = values.days_of(given, name)
        return _put(record, name, days[at] if days else None)

    return Spec(name, label, "day", lambda record: _get(record, name) or "", write)


def _get(record: Record, name: str) -> Any:
    """Return the value under a name such as `date.start` or `act.mode`; None where what holds it is None."""
    holder: Any = record
    for part in _path(name):
        holder = None if holder is None else getattr(holder, part)
    return holder


def _put(record: Record, name: str, value: Any) -> Record:
    """Return the record with another value under a name."""
    head, *rest = _path(name)
    if not rest:
        return replace(record, **{head: value})
    inner = getattr(record, head)
    return replace(record, **{head: replace(inner, **{rest[0]: value})})


def _path(name: str) -> list[str]:
    head, *rest = name.split(".")
    return ["payload" if head in records.KINDS else head, *rest]


def _write_start(record: Record, given: Given, _: Place) -> Record:
    """The first day; a month or a year gives the last day, too, and so does the end of a single day."""
    days = values.days_of(given, "date.start")
    old = record.date
    start, end = days or (None, None)
    if days and days[0] == days[1] and old.end is not None and old.end != old.start and old.end >= days[0]:
        end = old.end
    return replace(record, date=replace(old, start=start, end=end, precision=values.precision_of(start, end)))


def _write_end(record: Record, given: Given, _: Place) -> Record:
    days = values.days_of(given, "date.end")
    end = days[1] if days else None
    start = record.date.start
    return replace(record, date=replace(record.date, end=end, precision=values.precision_of(start, end)))


def _write_event_type(record: Record, given: Given, _: Place) -> Record:
    act = cast("Act", record.payload)
    chosen = values.choice_of(given, "act.event_type", list(load_event_types()))
    if chosen is None:
        raise CorrectionError("it can't be empty", where="act.event_type")
    mode = act.mode if act.mode in load_event_types()[chosen].modes else None
    return replace(record, payload=scored(replace(act, event_type=chosen, mode=mode)))


def _write_mode(record: Record, given: Given, _: Place) -> Record:
    act = cast("Act", record.payload)
    chosen = values.choice_of(given, "act.mode", [value for value, _ in _modes(record)])
    return replace(record, payload=scored(replace(act, mode=chosen)))


def scored(act: Act) -> Act:
    """Return an act with the quad class and the intensity that the codebook gives its type and mode."""
    known = load_event_types()[act.event_type]
    return replace(act, quad=known.quad, intensity=known.intensity(act.mode))


def _write_contexts(record: Record, given: Given, _: Place) -> Record:
    name = "act.contexts"
    chosen = [values.choice_of(part, name, all_contexts()) for part in values.parts_of(given, name)]
    contexts = tuple(dict.fromkeys(one for one in chosen if one))
    if len(contexts) > MOST_CONTEXTS:
        raise CorrectionError(f"{len(contexts)} contexts are too many", where=name, hint=f"at most {MOST_CONTEXTS}")
    return _put(record, name, contexts)


def _write_content(record: Record, given: Given, place: Place) -> Record:
    name = "statement.content"
    return _put(record, name, values.spans_of(given, name, place.document, record.evidence.span))


def _write_evidence(record: Record, given: Given, place: Place) -> Record:
    quote = values.span_of(given, "evidence", place.document, Span(0, 0))
    if quote is None:
        raise CorrectionError("it can't be empty", where="evidence", hint="give its place as 412-655")
    return replace(record, evidence=quote)


def _write_sources(record: Record, given: Given, place: Place) -> Record:
    where = (place.document, record.evidence.span)
    return replace(record, reported_by=sources_of(given, "reported_by", record.reported_by, where, place.find))


def _write_body(record: Record, given: Given, _: Place) -> Record:
    words = values.text_of(given, "vote.body")
    old = _get(record, "vote.body")
    if words is None or (old and words in (old.id, old.name)):
        return _put(record, "vote.body", old if words else None)
    found = find_body(words)
    if found is None:
        known = ", ".join(sorted(body.name for body in bodies_by_id().values()))
        raise CorrectionError(f"{words[:60]!r} is no body that votes", where="vote.body", hint=f"one of {known}")
    return _put(record, "vote.body", found)


def _write_probability(record: Record, given: Given, _: Place) -> Record:
    name = "forecast.probability"
    return _put(record, name, values.shares_of(given, name))


def _probability(record: Record) -> str:
    shares = cast("Forecast", record.payload).probability
    return "" if shares is None else "-".join(f"{share:g}" for share in dict.fromkeys(shares))


def _horizon(at: Literal[0, 1]) -> Spec:
    """The first or the last day of a forecast's horizon."""
    name, label = (("forecast.horizon.start", "comes from"), ("forecast.horizon.end", "comes by"))[at]

    def read(record: Record) -> str:
        horizon = _get(record, "forecast.horizon")
        return ((horizon.start, horizon.end)[at] or "") if horizon else ""

    def write(record: Record, given: Given, _: Place) -> Record:
        days = values.days_of(given, name)
        old = _get(record, "forecast.horizon") or Horizon(None, None)
        day = days[at] if days else None
        made = replace(old, start=day) if at == 0 else replace(old, end=day)
        return _put(record, "forecast.horizon", made if made.start or made.end else None)

    return Spec(name, label, "day", read, write)


def _modes(record: Record) -> Pairs:
    return _listed(load_event_types()[cast("Act", record.payload).event_type].modes)


def _event_types(_: Record) -> Pairs:
    return tuple((name, f"{name}: {known.what}") for name, known in load_event_types().items())


def _bodies(_: Record) -> Pairs:
    return tuple(sorted((body.name, body.name) for body in bodies_by_id().values()))


@cache
def _frame_options() -> Pairs:
    idents = {frame.id for frames in load_frames().by_term.values() for frame in frames}
    return tuple((ident, frame_name(ident)) for ident in (*sorted(idents), OTHER))


def _literal(of: Any) -> Callable[[Record], Pairs]:
    return lambda _: _listed(get_args(of))


def _quotes(quotes: Iterable[Quote]) -> str:
    return _joined(map(values.span_words, quotes))


_COMMON = (
    Spec("evidence", "the words it rests on", "span", lambda r: values.span_words(r.evidence), _write_evidence),
    _choice("factuality", "factuality", _literal(records.Factuality)),
    _parties("actors", "who"),
    _parties("recipients", "to whom"),
    Spec("date.start", "first day", "day", lambda r: r.date.start or "", _write_start),
    Spec("date.end", "last day", "day", lambda r: r.date.end or "", _write_end),
    _choice("date.precision", "how precise the date is", _literal(dates.Precision)),
    _choice("date.basis", "how the date is known", _literal(dates.DateBasis)),
)
_LAST = (
    Spec("reported_by", "who says so", "sources", lambda r: _joined(map(source_words, r.reported_by)), _write_sources),
)
_OF_KIND: dict[Kind, tuple[Spec, ...]] = {
    "act": (
        Spec(
            "act.event_type",
            "event type",
            "choice",
            lambda r: cast("Act", r.payload).event_type,
            _write_event_type,
            _event_types,
        ),
        Spec("act.mode", "mode", "choice", lambda r: cast("Act", r.payload).mode or "", _write_mode, _modes),
        Spec(
            "act.contexts",
            "contexts",
            "choices",
            lambda r: _joined(cast("Act", r.payload).contexts),
            _write_contexts,
            lambda _: _listed(all_contexts()),
        ),
        _span("act.trigger", "the words of the act"),
    ),
    "statement": (
        _choice("statement.form", "form", _literal(records.Form)),
        Spec(
            "statement.content",
            "what was said",
            "spans",
            lambda r: _quotes(_get(r, "statement.content")),
            _write_content,
        ),
        _span("statement.cue", "the word of saying", empty=True),
        _parties("statement.addressees", "said to"),
    ),
    "vote": (
        Spec("vote.body", "body", "choice", lambda r: _body_name(_get(r, "vote.body")), _write_body, _bodies),
        _choice("vote.choice", "choice", _literal(records.Choice)),
        _flag("vote.veto", "veto"),
        _text("vote.subject", "voted on"),
        _text("vote.roll_call", "symbol of the roll call"),
    ),
    "forecast": (
        _span("forecast.proposition", "what is foretold"),
        _text("forecast.expression", "words of likelihood"),
        Spec("forecast.probability", "probability", "number", _probability, _write_probability),
        _horizon(0),
        _horizon(1),
    ),
    "framing": (
        _choice("framing.frame", "the matter", lambda _: _frame_options()),
        _text("framing.term", "term", empty=False),
        _choice("framing.use", "use", _literal(records.Use)),
    ),
}


def _body_name(body: Body | None) -> str:
    return body.name if body else ""
