"""Our own gold set: sentences and short articles in our own words, annotated with every kind of record.

A record that is not listed is a false one, except where an `optional` one stands. Phrases (`near`, `content`, `cue`
...) are of the text; `near` is unique in it, the others are taken where they stand nearest to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quality.places import OWN
from quality.sets.jsonl import Json, rows
from talleyrand import Actor, Document, Engine, Record, Span, code
from talleyrand.codebook.actors import actor_of, load_actor_index, official_speaker
from talleyrand.model.records import Factuality, Kind
from talleyrand.pipeline.events import find_factuality

FILES = ("sentences.jsonl", "articles.jsonl")


@dataclass(frozen=True, slots=True)
class Expected:
    """A record that should be found; what is None or empty is not asked for."""

    kind: Kind
    near: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    date: tuple[str, str] | None = None
    reported_by: tuple[str, ...] = ()
    optional: bool = False
    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    content: tuple[Span, ...] = ()
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    form: str | None = None
    choice: str | None = None
    veto: bool = False
    body: str | None = None
    probability: tuple[float, float] | None = None
    term: str | None = None
    use: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """A phrase that names somebody, and who that is: a person's name or a country's code."""

    span: Span
    refers: str


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of the set with all that should be found in it."""

    id: str
    split: str
    article: bool
    document: Document
    tags: tuple[str, ...]
    records: tuple[Expected, ...]
    namings: tuple[Naming, ...]

    @property
    def text(self) -> str:
        """The characters that all spans point into."""
        return self.document.text


@dataclass(frozen=True, slots=True)
class OwnReading:
    """What was found in a text: its records, and the factuality read at the trigger of each expected act."""

    records: tuple[Record, ...]
    triggers: tuple[Factuality | None, ...]


def load(folder: Path = OWN) -> list[OwnText] | None:
    """Return the texts, sentences first; None where there are none."""
    found = [own_text(row, name == FILES[1]) for name, row in own_rows(folder)]
    return found or None


def own_rows(folder: Path = OWN) -> list[tuple[str, Json]]:
    """Return the objects of the set's files, each with its file's name."""
    return [(name, row) for name in FILES for row in rows(folder / name) or ()]


def read(item: OwnText, engine: Engine) -> OwnReading:
    """Code the text, and read the factuality of the acts that are marked in it."""
    spans = [r.near for r in item.records if r.kind == "act"]
    return OwnReading(tuple(code(item.document, engine)), tuple(find_factuality(item.document, spans, engine)))


def own_text(row: Json, article: bool) -> OwnText:
    """Return the text that a line of the set describes; raises `ValueError` for a phrase that is not in it."""
    text = row["text"]
    document = Document.from_text(
        text,
        published=row.get("published"),
        outlet=row.get("outlet"),
        title=row.get("title"),
        author=author(row.get("author")),
    )
    return OwnText(
        row["id"],
        row["split"],
        article,
        document,
        tuple(row.get("tags") or ()),
        tuple(expected(record, text) for record in row["records"]),
        tuple(naming(mention, text) for mention in row.get("mentions") or ()),
    )


def author(name: str | None) -> Actor | None:
    """Return the actor whose words a text is: a country by its code, or a person by name or id."""
    if name is None or not re.fullmatch(r"[A-Z]{3}", name):
        return official_speaker(name.removeprefix("person:").replace("-", " ")) if name else None
    known = actor_of(f"country:{name}", load_actor_index())
    if known is None:
        raise ValueError(f"no country has the code {name!r}")
    return known


def naming(mention: Json, text: str) -> Naming:
    """Return where within `near` the words stand that name somebody."""
    near = phrase(mention["near"], text)
    start = text.find(mention["text"], near.start, near.end)
    if start < 0:
        raise ValueError(f"{mention['text']!r} is not in {mention['near']!r}")
    return Naming(Span(start, start + len(mention["text"])), mention["refers"])


def expected(row: Json, text: str) -> Expected:
    """Return the record that an object of the set describes."""
    near = phrase(row["near"], text)
    place = near.start
    content = row.get("content") or ([row["proposition"]] if row.get("proposition") else [])
    return Expected(
        kind=row["kind"],
        near=near,
        actors=tuple(row.get("actors") or ()),
        recipients=tuple(row.get("recipients") or ()),
        factuality=tuple(row.get("factuality") or ()),
        date=_pair(row.get("date")),
        reported_by=tuple(row.get("reported_by") or ()),
        optional=bool(row.get("optional")),
        event=tuple(row.get("event") or ()),
        mode=tuple(row.get("mode") or ()),
        content=tuple(nearest(words, text, place) for words in content),
        cue=nearest(row["cue"], text, place) if row.get("cue") else None,
        source=nearest(row["source"], text, place) if row.get("source") else None,
        speaker=row.get("speaker"),
        form=row.get("form"),
        choice=row.get("choice"),
        veto=bool(row.get("veto")),
        body=row.get("body"),
        probability=_pair(row.get("probability")),
        term=row.get("term"),
        use=row.get("use"),
    )


def phrase(words: str, text: str) -> Span:
    """Return where the words stand in the text; raises `ValueError` unless they stand there once."""
    if text.count(words) != 1:
        raise ValueError(f"{words!r} stands {text.count(words)} times in {text[:40]!r}")
    start = text.index(words)
    return Span(start, start + len(words))


def nearest(words: str, text: str, place: int) -> Span:
    """Return where the words stand nearest to a place of the text; raises `ValueError` where they don't."""
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    if not starts or not words:
        raise ValueError(f"{words!r} is not in {text[:40]!r}")
    start = min(starts, key=lambda i: abs(i - place))
    return Span(start, start + len(words))


def _pair(values: list[Any] | None) -> tuple[Any, Any] | None:
    return (values[0], values[1]) if values else None
