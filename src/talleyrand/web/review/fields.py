"""Fields of a record as a page shows and changes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.plover import MOST_CONTEXTS, load_event_types
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Record
from talleyrand.pipeline.reviewing import Field, fields_of
from talleyrand.present.plain import capital, line, listed, shown

MAY_BE_EMPTY = frozenset({"act.mode", "vote.body"})
"""Fields of one choice that may have none."""
FINE = frozenset({"evidence", "act.trigger", "statement.cue", "vote.roll_call", "reported_by"})
"""Fields that are shown when they are changed: the text beside has these words marked, or a line says it in words."""
_FIRST = ("actors", "recipients")
_LAST = ("factuality", "date.start", "date.end", "date.precision", "date.basis", "reported_by", "evidence")
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class OptionView:
    """One of the values that a field may have: as it is sent, and in words; `of` names the event type of a mode."""

    value: str
    words: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class PartyView:
    """An actor or a source in a field: as it is sent, and in words."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SpanView:
    """Words of the text in a field: their place in code points."""

    start: int
    end: int
    text: str

    @property
    def place(self) -> str:
        """The place as it is sent."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: its name in contract 1, what it is called, and what is given for it.

    `kind` is `choice`, `choices`, `flag`, `day`, `number`, `text`, `actors`, `sources`, `span` or `spans`. `words` is
    the value as read, `chosen` as controls hold it, `was` as JSON as it is sent, which tells whether it was changed.
    `parties` and `spans` are the parts of a value that has them.
    """

    name: str
    label: str
    kind: str
    words: str
    chosen: tuple[str, ...]
    was: str
    options: tuple[OptionView, ...] = ()
    parties: tuple[PartyView, ...] = ()
    spans: tuple[SpanView, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether it is shown only when it is changed."""
        return self.name in FINE or self.name.startswith("date.")


def field_views(record: Record, document: Document) -> tuple[FieldView, ...]:
    """Return the fields of a record that a person may change: who and to whom, what, how, when, where it says so."""
    return tuple(_view(field, record, document) for field in sorted(fields_of(record), key=_order))


def _order(field: Field) -> int:
    if field.name in _FIRST:
        return _FIRST.index(field.name) - len(_FIRST)
    return 1 + _LAST.index(field.name) if field.name in _LAST else 0


def _view(field: Field, record: Record, document: Document) -> FieldView:
    label, options = capital(field.label), tuple(_options(field, record))
    match field.kind:
        case "actors" | "sources":
            parties = tuple(_parties(field))
            was = json.dumps([one.id for one in parties])
            words = listed([one.name for one in parties])
            return FieldView(field.name, label, field.kind, words, (), was, parties=parties)
        case "span" | "spans":
            spans = tuple(_spans(field, document))
            was = json.dumps([one.place for one in spans] if field.kind == "spans" else field.value)
            words = " … ".join(line(one.text) for one in spans)
            return FieldView(field.name, label, field.kind, words, (), was, spans=spans)
        case "choices":
            chosen = tuple(field.value.split(_BETWEEN)) if field.value else ()
            padded = (*chosen, *[""] * (MOST_CONTEXTS - len(chosen)))
            was = json.dumps(list(chosen))
            return FieldView(field.name, label, field.kind, listed(chosen), padded, was, options)
    words = next((one.words for one in options if one.value == field.value != ""), line(field.value))
    return FieldView(field.name, label, field.kind, words, (field.value,), json.dumps(field.value), options)


def _options(field: Field, record: Record) -> Iterator[OptionView]:
    """Yield what may be chosen; the modes of every event type, since that may be changed, too."""
    if field.kind == "flag":
        yield from (OptionView("yes", "yes"), OptionView("no", "no"))
    elif field.name == "act.mode" and isinstance(record.payload, Act):
        yield OptionView("", "none")
        for name, known in load_event_types().items():
            yield from (OptionView(mode, mode, name) for mode in known.modes)
    else:
        values = [option.value for option in field.options]
        if field.kind == "choices" or field.name in MAY_BE_EMPTY or not field.value:
            yield OptionView("", "none")
        if field.kind == "choice" and field.value not in ("", *values):
            yield OptionView(field.value, line(field.value))
        yield from (OptionView(option.value, line(option.label)) for option in field.options)


def _parties(field: Field) -> Iterator[PartyView]:
    if field.kind == "sources":
        words = [part for part in field.value.split(_BETWEEN) if part]
        yield from (PartyView(part, line(part)) for part in words)
    else:
        yield from (PartyView(party.value, line(party.label)) for party in field.parties)


def _spans(field: Field, document: Document) -> Iterator[SpanView]:
    for place in filter(None, field.value.split(_BETWEEN)):
        start, _, end = place.partition("-")
        yield SpanView(int(start), int(end), shown(document.text[int(start) : int(end)]))
