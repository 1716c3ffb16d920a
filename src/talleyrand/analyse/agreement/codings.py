"""Agreement between two codings of the same documents: what both found, how they coded it, where they mark it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from talleyrand.analyse.agreement.kappa import cohen
from talleyrand.analyse.agreement.krippendorff import Scale, krippendorff
from talleyrand.analyse.agreement.rows import FEWEST, AgreementRow, DisputeRow, Judgement, judged
from talleyrand.analyse.agreement.unitizing import Marked, unitizing_alpha
from talleyrand.model.records import KINDS, Act, Forecast, Framing, Record, Statement, Vote
from talleyrand.model.spans import Span

Value = str | float | None
Pair = tuple[Record, Record]
CHOICES = {"no": 1.0, "abstain": 2.0, "yes": 3.0}
"""Votes in their order; an absent one has no place in it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that coders decide of a record: its scale, and how to read it; None where it does not apply."""

    name: str
    scale: Scale
    read: Callable[[Record], Value]


def match(ours: Iterable[Record], theirs: Iterable[Record]) -> tuple[list[Pair], list[Record], list[Record]]:
    """Return the records that two coders made of the same words, and those that only the first or the second made.

    Records of one document and kind are paired, each at most once, those whose spans overlap most first: the words that
    trigger an act, the content of a statement, else the evidence.
    """
    first, second = _by_place(ours), _by_place(theirs)
    shared = _documents(first) & _documents(second)
    pairs: list[Pair] = []
    for place in sorted(first.keys() & second.keys()):
        pairs += _paired(first[place], second[place])
    taken = {record.id for pair in pairs for record in pair[:1]}, {record.id for pair in pairs for record in pair[1:]}
    left = [_left(found, done, shared) for found, done in zip((first, second), taken, strict=True)]
    return pairs, left[0], left[1]


def field_rows(pairs: Sequence[Pair], between: str) -> Iterator[tuple[AgreementRow, list[Record]]]:
    """Yield alpha of every field, and kappa of those without an order."""
    for field in FIELDS:
        coded = [(field.read(one), field.read(other), one, other) for one, other in pairs]
        both = [(a, b, one, other) for a, b, one, other in coded if a is not None and b is not None]
        if not both:
            continue
        records = [record for *_, one, other in both for record in (one, other)]
        counted = len(both), len({record.id for record in records}), len({record.document_id for record in records})
        alpha = krippendorff([(a, b) for a, b, *_ in both], field.scale)
        verdict = judged(alpha.alpha, alpha.low, alpha.high, alpha.units)
        name = f"alpha {field.scale}"
        values = alpha.alpha, alpha.low, alpha.high, alpha.below
        yield AgreementRow(between, field.name, name, *values, verdict, *counted), records
        if field.scale == "nominal":
            kappa = cohen([(str(a), str(b)) for a, b, *_ in both])
            values = kappa.kappa, kappa.low, kappa.high, None
            verdict = judged(kappa.kappa, kappa.low, kappa.high, kappa.units)
            yield AgreementRow(between, field.name, "kappa", *values, verdict, *counted), records


def span_rows(
    ours: Sequence[Record], theirs: Sequence[Record], between: str
) -> Iterator[tuple[AgreementRow, list[Record]]]:
    """Yield unitizing alphas of each kind: whether the same words are marked, and with the same value."""
    first, second = _by_place(ours), _by_place(theirs)
    shared = sorted(_documents(first) & _documents(second))
    for kind in KINDS:
        found = [[first.get((ident, kind), []), second.get((ident, kind), [])] for ident in shared]
        records = [record for texts in found for coder in texts for record in coder]
        if not records:
            continue
        marked, length = _joined(found, [_length(ident, first, second) for ident in shared])
        alphas = unitizing_alpha(marked, length)
        counted = len(records), len(records), len({record.document_id for record in records})
        for name, value in (("units", alphas.units), ("boundaries", alphas.boundaries), ("values", alphas.values)):
            row = AgreementRow(
                between, f"{kind}: {name}", "alpha unitizing", value, None, None, None, _judged(value), *counted
            )
            yield row, records


def dispute_rows(pairs: Sequence[Pair], names: tuple[str, str]) -> Iterator[tuple[DisputeRow, list[Record]]]:
    """Yield every field in which two matched records differ."""
    for one, other in pairs:
        for field in FIELDS:
            a, b = field.read(one), field.read(other)
            if a != b:
                values = tuple("" if value is None else str(value) for value in (a, b))
                yield DisputeRow(one.id, field.name, names, values, one.evidence.text, 2, 1), [one, other]


def left_rows(records: Iterable[Record], name: str, other: str) -> Iterator[tuple[DisputeRow, list[Record]]]:
    """Yield the records that one coder alone made."""
    for record in records:
        yield DisputeRow(record.id, "found", (name, other), (record.kind, ""), record.evidence.text, 1, 1), [record]


def _judged(value: float | None) -> Judgement:
    """A coefficient without an interval is judged by itself."""
    return judged(value, value, value, FEWEST)


def _by_place(records: Iterable[Record]) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        found[record.document_id, record.kind].append(record)
    return found


def _documents(found: Mapping[tuple[str, str], object]) -> set[str]:
    return {ident for ident, _ in found}


def _left(found: Mapping[tuple[str, str], list[Record]], done: set[str], shared: set[str]) -> list[Record]:
    """The records that were not paired, of documents that both coded: of others the second said nothing."""
    return [r for (ident, _), records in sorted(found.items()) if ident in shared for r in records if r.id not in done]


def _paired(ours: Sequence[Record], theirs: Sequence[Record]) -> list[Pair]:
    """Pair records by overlap of their spans; of equal overlaps, those of like value and order first."""
    scored = [
        (-_overlap(span_of(one), span_of(other)), -_alike(one, other), at, to)
        for at, one in enumerate(ours)
        for to, other in enumerate(theirs)
        if span_of(one).overlaps(span_of(other))
    ]
    pairs: list[Pair] = []
    done: tuple[set[int], set[int]] = (set(), set())
    for _, _, at, to in sorted(scored):
        if at not in done[0] and to not in done[1]:
            done[0].add(at)
            done[1].add(to)
            pairs.append((ours[at], theirs[to]))
    return pairs


def _overlap(one: Span, other: Span) -> float:
    """Jaccard's index of two spans that overlap."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def _alike(one: Record, other: Record) -> int:
    return sum(field.read(one) == field.read(other) for field in FIELDS)


def span_of(record: Record) -> Span:
    """Return the words that a record rests on: an act's trigger, the content of a statement, else the evidence."""
    if isinstance(record.payload, Act):
        return record.payload.trigger.span
    if isinstance(record.payload, Statement) and record.payload.content:
        return Span(record.payload.content[0].start, record.payload.content[-1].end)
    return record.evidence.span


def _joined(found: Sequence[Sequence[Sequence[Record]]], lengths: Sequence[int]) -> tuple[list[list[Marked]], int]:
    """Put texts one behind the other: the stretches of each coder, and the length of all."""
    coders: list[list[Marked]] = [[], []]
    offset = 0
    for texts, length in zip(found, lengths, strict=True):
        for coder, records in zip(coders, texts, strict=True):
            spans = {(span_of(record).start, span_of(record).end): _value(record) for record in records}
            coder += [Marked(start + offset, end + offset, value) for (start, end), value in sorted(spans.items())]
        offset += length
    return coders, offset


def _length(ident: str, *codings: Mapping[tuple[str, str], Sequence[Record]]) -> int:
    """The length of a document as far as anybody marked it: exports have no texts."""
    ends = [
        max(record.evidence.end, span_of(record).end)
        for coding in codings
        for kind in KINDS
        for record in coding.get((ident, kind), ())
    ]
    return max(ends, default=0)


def _value(record: Record) -> str:
    """What a marked stretch is coded as."""
    match record.payload:
        case Act(event_type=value) | Statement(form=value) | Vote(choice=value) | Framing(term=value):
            return str(value)
    return record.kind


def _type(record: Record) -> Value:
    return record.payload.event_type if isinstance(record.payload, Act) else None


def _mode(record: Record) -> Value:
    return record.payload.mode or "none" if isinstance(record.payload, Act) else None


def _intensity(record: Record) -> Value:
    return record.payload.intensity if isinstance(record.payload, Act) else None


def _choice(record: Record) -> Value:
    return CHOICES.get(record.payload.choice) if isinstance(record.payload, Vote) else None


def _form(record: Record) -> Value:
    return record.payload.form if isinstance(record.payload, Statement) else None


def _probability(record: Record) -> Value:
    given = record.payload.probability if isinstance(record.payload, Forecast) else None
    return sum(given) / 2 if given else None


def _use(record: Record) -> Value:
    return f"{record.payload.term} {record.payload.use}" if isinstance(record.payload, Framing) else None


def _actor(record: Record) -> Value:
    return record.actors[0].id if record.actors else "none"


def _recipient(record: Record) -> Value:
    return record.recipients[0].id if record.recipients else "none"


def _factuality(record: Record) -> Value:
    return record.factuality


def _day(record: Record) -> Value:
    return record.date.start or "none"


FIELDS = (
    Field("event type", "nominal", _type),
    Field("mode", "nominal", _mode),
    Field("intensity", "interval", _intensity),
    Field("factuality", "nominal", _factuality),
    Field("actor", "nominal", _actor),
    Field("recipient", "nominal", _recipient),
    Field("first day", "nominal", _day),
    Field("form", "nominal", _form),
    Field("choice", "ordinal", _choice),
    Field("probability", "interval", _probability),
    Field("term", "nominal", _use),
)
