"""The accounts of a call or meeting side by side: what each side says was said, and what only one mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.analyse.accounts.matching import Occasion, states_of
from talleyrand.analyse.accounts.sources import Documents
from talleyrand.analyse.accounts.tellings import Telling
from talleyrand.analyse.accounts.words import Stems, cosine, rarity, stems, words_by_stem
from talleyrand.analyse.parties import name_of
from talleyrand.codebook.countries import load_countries
from talleyrand.model.records import Act, Forecast, Framing, Record

SHARED = 0.2
"""Likeness from which a sentence of another side is taken to make the same point."""
MOST_WORDS = 8
SAMPLE = 2000
"""Records from whose sentences the rarity of words is read."""
COMMONEST = 4.6
"""Weight below which a word is too common to tell one side from another: in more than about 1 % of the sentences."""
TWICE = 0.55
"""How much less a word of two sentences weighs than one of a single one: where there are few, two are not common."""
_SHORT = 15


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side's account of an event beside the others.

    `points` are the sentences that it tells, `shared` those with a like one on another side; `only_...` is what no
    other side mentions: states, types of acts, contested terms, and its rarest words.
    """

    event: str
    side: str
    day: date | None
    what: str
    title: str
    published: str | None
    document: str
    documents: int
    records: int
    independent: int
    points: int
    shared: int
    only_states: tuple[str, ...]
    only_acts: tuple[str, ...]
    only_terms: tuple[str, ...]
    only_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointRow:
    """One sentence of a side's account: who speaks or acts in it, what it is coded as, and which other sides have it.

    `likeness` is that of the likest sentence on another side, 0 to 1.
    """

    event: str
    side: str
    point: int
    day: date | None
    speakers: tuple[str, ...]
    kinds: tuple[str, ...]
    text: str
    also: tuple[str, ...]
    likeness: float
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class Point:
    """The records of one sentence, with the words that tell it from others."""

    records: tuple[Record, ...]
    stems: Stems


@dataclass(frozen=True, slots=True)
class Side:
    """What one side tells, point by point."""

    telling: Telling
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An event with its sides; `day` and `what` name it to a reader."""

    occasion: Occasion
    event: str
    day: date | None
    what: str
    sides: tuple[Side, ...]


def compare(occasion: Occasion, told: Iterable[Telling], *, day: date | None, what: str) -> Comparison | None:
    """Return the sides of an event point by point; None when fewer than two sides have anything to compare."""
    names = [party.name for record in occasion.records for party in (*record.actors, *record.recipients)]
    names += _state_words(occasion)
    own = {record.id for record in occasion.records}
    sides = [Side(telling, points) for telling in told if (points := tuple(_points(telling.records, own, names)))]
    if len(sides) < 2:
        return None
    return Comparison(occasion, occasion.id, day, what, tuple(sides))


def _state_words(occasion: Occasion) -> list[str]:
    """The names, adjectives and people of the states that take part: every sentence of either side has them."""
    found = [
        load_countries()[code] for record in occasion.records for code in states_of(record) if code in load_countries()
    ]
    return [word for one in found for word in (*one.names, *one.adjectives, *one.singular, *one.plural, *one.capitals)]


def weights_of(records: Sequence[Record]) -> dict[str, float]:
    """Return how rare each stem is in the sentences of records, read from a sample of them at even steps."""
    step = max(1, len(records) // SAMPLE)
    texts = {record.evidence.text for record in records[::step]}
    return rarity(stems(text) for text in sorted(texts))


def side_rows(one: Comparison, weights: Mapping[str, float], documents: Documents) -> Iterator[SideRow]:
    """Yield a row for each side of a comparison."""
    for side in one.sides:
        others = [other for other in one.sides if other is not side]
        document = documents.get(side.telling.lead)
        likest = [_likest(point, others, weights)[0] for point in side.points]
        yield SideRow(
            event=one.event,
            side=side.telling.side,
            day=one.day,
            what=one.what,
            title=(document.title or "") if document else "",
            published=document.published if document else None,
            document=side.telling.lead[:_SHORT],
            documents=len(side.telling.documents),
            records=sum(len(point.records) for point in side.points),
            independent=1,
            points=len(side.points),
            shared=sum(like >= SHARED for like in likest),
            only_states=_only(side, others, states_in, without=parties_of(one.occasion)),
            only_acts=_only(side, others, acts_in),
            only_terms=_only(side, others, terms_in),
            only_words=words_only(side, others, weights),
        )


def point_rows(one: Comparison, weights: Mapping[str, float]) -> Iterator[PointRow]:
    """Yield a row for each point of each side, in the order of its text."""
    for side in one.sides:
        others = [other for other in one.sides if other is not side]
        for number, point in enumerate(side.points, 1):
            like, also = _likest(point, others, weights)
            yield PointRow(
                event=one.event,
                side=side.telling.side,
                point=number,
                day=one.day,
                speakers=_speakers(point.records),
                kinds=tuple(dict.fromkeys(_kind(record) for record in point.records)),
                text=point.records[0].evidence.text,
                also=also,
                likeness=like,
                records=len(point.records),
                independent=1,
            )


def _points(records: Sequence[Record], own: set[str], names: Sequence[str]) -> Iterator[Point]:
    """Yield the sentences that say more than that the contact took place."""
    by_sentence: dict[tuple[str, int, str], list[Record]] = {}
    for record in records:
        if record.id not in own:
            key = record.document_id, record.evidence.start, record.evidence.text
            by_sentence.setdefault(key, []).append(record)
    for sentence in by_sentence.values():
        yield Point(tuple(sentence), stems(sentence[0].evidence.text, names))


def _likest(point: Point, others: Sequence[Side], weights: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """Return the likeness of the likest sentence on other sides, and the sides that make the point too."""
    best = {
        other.telling.side: max((cosine(point.stems, theirs.stems, weights) for theirs in other.points), default=0.0)
        for other in others
    }
    return max(best.values(), default=0.0), tuple(side for side, like in best.items() if like >= SHARED)


def _only(
    side: Side,
    others: Sequence[Side],
    read: Callable[[Side], Sequence[str]],
    *,
    without: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Return what a side mentions and no other does, the most frequent first."""
    own = Counter(read(side))
    elsewhere = {value for other in others for value in read(other)} | without
    return tuple(value for value, _ in own.most_common() if value not in elsewhere)


def _records(side: Side) -> Iterator[Record]:
    for point in side.points:
        yield from point.records


def states_in(side: Side) -> list[str]:
    """Return the states that a side names, once for each record."""
    codes = (code for record in _records(side) for code in states_of(record))
    return [name_of(code) for code in codes if code in load_countries()]


def parties_of(occasion: Occasion) -> frozenset[str]:
    """Return the names of the states that take part."""
    return frozenset(name_of(code) for record in occasion.records for code in states_of(record))


def acts_in(side: Side) -> list[str]:
    """Return the acts that a side tells of, in words."""
    return [_kind(record) for record in _records(side) if isinstance(record.payload, Act)]


def terms_in(side: Side) -> list[str]:
    """Return the contested terms that a side uses or rejects."""
    return [_kind(record) for record in _records(side) if isinstance(record.payload, Framing)]


def words_only(side: Side, others: Sequence[Side], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words that no other side has, those that this side repeats and that are rare elsewhere first."""
    counted = Counter(stem for point in side.points for stem in point.stems)
    theirs = {stem for other in others for point in other.points for stem in point.stems}
    rarest = max(weights.values(), default=0.0)
    score = {stem: n * weights.get(stem, rarest) for stem, n in counted.items() if stem not in theirs}
    rare = min(COMMONEST, rarest - TWICE)
    own = sorted((s for s in score if weights.get(s, rarest) >= rare), key=lambda stem: (-score[stem], stem))
    shown = words_by_stem(point.records[0].evidence.text for point in side.points)
    return tuple(shown.get(stem, stem) for stem in own[:MOST_WORDS])


def _speakers(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.name for record in records for actor in record.actors))


def _kind(record: Record) -> str:
    """What a record is, in a word or two: `says`, `request`, `aid planned`, `term: invasion`."""
    if isinstance(record.payload, Framing):
        use = "" if record.payload.use == "used" else f" {record.payload.use}"
        return f"term: {record.payload.term}{use}"
    word = record.payload.event_type.lower() if isinstance(record.payload, Act) else "says"
    if isinstance(record.payload, Forecast):
        word = "predicts"
    return word if record.factuality == "actual" else f"{word} {record.factuality}"
