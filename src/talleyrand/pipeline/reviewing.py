"""Records as persons change and add them: field by field, each as the model and the codebook allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from talleyrand.errors import CorrectionError
from talleyrand.model.actors import Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.identity import record_id
from talleyrand.model.records import KINDS, Act, Forecast, Framing, Kind, Payload, Record, Statement, Vote
from talleyrand.model.spans import Quote, Span
from talleyrand.pipeline.editing_fields import FieldKind, Place, Spec, scored, specs
from talleyrand.pipeline.editing_parties import Find, source_type
from talleyrand.pipeline.editing_values import Given, days_of, span_of, text_of

Changes = Mapping[str, Given]
"""New values by the flat names of contract 1: `{"factuality": "planned", "act.event_type": "AID", "actors": "CHN"}`."""

_EDGE = re.compile(r"(.+)\.(start|end)")
_NAMES = {"evidence", "act.trigger", "statement.cue", "forecast.proposition"}
_FOLLOWS = {
    "act.quad": "the event type",
    "act.intensity": "the event type and the mode",
    "id": "what was first found",
    "confidence": "what was reviewed",
}
_NEEDED = {"act": "act.event_type", "vote": "vote.choice", "framing": "framing.term"}
_QUOTED = re.compile('[“”"«»„]')


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field may take, and how it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record that a person can change: its name in contract 1, what it is called, and its present value.

    `kind` says what is given for it: one of the `options` (`choice`) or several (`choices`), yes or no (`flag`), a day,
    month or year (`day`), a number or two (`number`), `text`, names or ids between semicolons (`actors`), these with
    what they are (`sources`), and words of the text by their place, `412-655` (`span`, `spans`). `words` are those
    words, `parties` the parties of the present value by id.
    """

    name: str
    label: str
    kind: FieldKind
    value: str
    options: tuple[Option, ...] = ()
    words: str = ""
    parties: tuple[Option, ...] = ()


def fields_of(record: Record) -> tuple[Field, ...]:
    """Return the fields of a record that a person can change, with their present values, in the order to show them."""
    return tuple(_field(spec, record) for spec in specs(record.kind).values())


def changed(record: Record, document: Document, changes: Changes, *, find: Find) -> Record:
    """Return a record with fields changed; its id, confidence and method stay.

    A value is text as a person types it, or a number, a truth value or a list; one that is as it was changes nothing.
    `find` tells whom a name means. Quad class and intensity follow from the event type and the mode, the precision of a
    date from its days. Raises CorrectionError that names the first field whose value is not allowed.
    """
    given = _whole_spans(record, changes)
    known = specs(record.kind)
    for name in given:
        if name not in known:
            raise _unknown(name, record.kind)
    place = Place(document, find)
    made = record
    for name, spec in known.items():
        if name in given and (text_of(given[name], name) or "") != spec.read(record):
            made = spec.write(made, given[name], place)
    return _checked(made)


def new_record(document: Document, kind: Kind, span: Span, changes: Changes, *, find: Find) -> Record:
    """Return a record that the machine missed: of a kind, resting on words of a document, with fields as given.

    Who did it is needed, and of an act its event type, of a vote the choice, of framing the term. What is not given is
    what the document says of itself: its day of publication, its author as the source. Raises CorrectionError.
    """
    if kind not in KINDS:
        raise CorrectionError(f"{kind!r} is no kind of record", where="kind", hint=f"one of {', '.join(KINDS)}")
    for name in ("actors", _NEEDED.get(kind, "actors")):
        if not changes.get(name):
            raise CorrectionError("it can't be empty", where=name)
    made = changed(blank_record(document, kind, span), document, changes, find=find)
    return replace(made, id=record_id(made))


def blank_record(document: Document, kind: Kind, span: Span) -> Record:
    """Return the record from which one that a person adds begins: its words, and what the document says of itself.

    Raises CorrectionError for a span that is no words of the text.
    """
    evidence = span_of(f"{span.start}-{span.end}", "evidence", document, span)
    assert evidence is not None  # noqa: S101 - a span of text is given
    record = Record("", document.id, _MADE[kind](evidence), evidence, date=_published(document))
    return replace(record, reported_by=_author(document), method="person.added@1")


def _field(spec: Spec, record: Record) -> Field:
    options = tuple(Option(value, label) for value, label in spec.options(record))
    value = spec.read(record)
    return Field(spec.name, spec.label, spec.kind, value, options, _words(spec, record), _parties(spec, record))


def _words(spec: Spec, record: Record) -> str:
    """The words of the text that a field of spans marks."""
    if spec.kind not in ("span", "spans"):
        return ""
    held = record.evidence if spec.name == "evidence" else getattr(record.payload, spec.name.split(".")[1])
    quotes = (held,) if isinstance(held, Quote) else held or ()
    return " … ".join(quote.text for quote in quotes)


def _parties(spec: Spec, record: Record) -> tuple[Option, ...]:
    if spec.kind not in ("actors", "sources"):
        return ()
    holder, name = (record.payload, spec.name.split(".")[1]) if "." in spec.name else (record, spec.name)
    return tuple(Option(party.id, party.name) for party in getattr(holder, name))


def _whole_spans(record: Record, changes: Changes) -> dict[str, Given]:
    """Return changes with a span for `evidence.start` and `evidence.end`, which may come alone."""
    given = dict(changes)
    for name, value in changes.items():
        edge = _EDGE.fullmatch(name)
        if edge and edge[1] in _NAMES and edge[1].split(".")[0] in (record.kind, "evidence"):
            del given[name]
            whole = str(given.get(edge[1]) or specs(record.kind)[edge[1]].read(record) or "0-0")
            start, _, end = whole.partition("-")
            given[edge[1]] = f"{value}-{end}" if edge[2] == "start" else f"{start}-{value}"
    return given


def _unknown(name: str, kind: Kind) -> CorrectionError:
    if name in _FOLLOWS:
        return CorrectionError(f"it follows from {_FOLLOWS[name]}", where=name)
    article = "an" if kind == "act" else "a"
    return CorrectionError(
        f"{article} {kind} has no such field", where=name[:80], hint=f"one of {', '.join(specs(kind))}"
    )


def _checked(record: Record) -> Record:
    """Return the record; raises CorrectionError where its fields contradict each other."""
    date = record.date
    if date.start and date.end and date.start > date.end:
        raise CorrectionError(f"{date.end} is before the first day, {date.start}", where="date.end")
    if isinstance(record.payload, Forecast) and record.payload.horizon:
        start, end = record.payload.horizon.start, record.payload.horizon.end
        if start and end and start > end:
            raise CorrectionError(f"{end} is before {start}", where="forecast.horizon.end")
    if isinstance(record.payload, Vote) and record.payload.veto and record.payload.choice != "no":
        raise CorrectionError("a veto is a vote of no", where="vote.veto")
    return record


def _published(document: Document) -> DateInterval:
    days = days_of(document.published, "date.start")
    if days is None:
        return DateInterval()
    precision = {4: "year", 7: "month"}.get(len(document.published or ""), "day")
    return DateInterval(*days, precision, "publication")  # type: ignore[arg-type]


def _author(document: Document) -> tuple[Attribution, ...]:
    author = document.author
    if author is None:
        return ()
    return (Attribution(source_type(author), author.id, author.name, author.country),)


def _act(evidence: Quote) -> Payload:
    return scored(Act("AGREE", None, (), "", 0.0, evidence))


def _statement(evidence: Quote) -> Payload:
    return Statement("direct" if _QUOTED.search(evidence.text) else "indirect", (evidence,))


_MADE: dict[Kind, Callable[[Quote], Payload]] = {
    "act": _act,
    "statement": _statement,
    "vote": lambda _: Vote(None, "yes"),
    "forecast": lambda evidence: Forecast(evidence, None, None),
    "framing": lambda _: Framing("other", "", "used"),
}
