"""Agreement: between machine and person, between persons, between two codings of the same documents."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from talleyrand.analyse.agreement import codings
from talleyrand.analyse.agreement import reviews as judging
from talleyrand.analyse.agreement.drawing import draw_agreement
from talleyrand.analyse.agreement.rows import AgreementRow, DisputeRow, GroupRow, TotalRow
from talleyrand.analyse.choosing import check_period
from talleyrand.model.concerning import in_period
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value
from talleyrand.model.reviews import Review

Row = TypeVar("Row")
Found = Sequence[tuple[Row, Sequence[Record]]]
QUESTION = "Do coders agree, and how often is the machine right?"


def agreement(
    records: Iterable[Record],
    *,
    reviews: Iterable[Review] = (),
    against: Iterable[Record] | None = None,
    names: tuple[str, str] = ("A", "B"),
    random: bool = False,
    sample: int | None = None,
    seed: int = 0,
    sampled: Container[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Result[AgreementRow]:
    """Return coefficients of agreement with their 90 % intervals.

    With `reviews` (a ledger's verdicts on the `records`, the rejected among them): the share of records that
    persons accepted, alpha and kappa between persons; part `fields` has alpha and kappa of every field, of the
    machine with persons and between persons; part `groups` the share by kind, type of act and confidence, part
    `totals` the number of right records corrected by the prediction-powered mean, if the reviewed records were
    drawn at `random`. `sample` keeps to the records of a random sample of so many with that `seed`, whose ids are
    `sampled`. With `against`, another coding of the same documents: alpha and kappa of every field on records of
    the same words, unitizing alpha of what is marked. `names` are those of the two codings. Part `disputes` lists
    what they differ in.

    Krippendorff (2011), Hayes and Krippendorff (2007), Krippendorff et al. (2016), Cohen (1960), Angelopoulos et al.
    (2023).
    """
    check_period(since, until)
    ours = {record.id: record for record in records if in_period(record, since, until)}
    theirs = [record for record in against or () if in_period(record, since, until)]
    judged = judging.latest(ours, reviews)
    if sample is not None:
        judged, random = [one for one in judged if one.record.id in sampled], True
    compared = _compared(list(ours.values()), theirs, names) if against is not None else ([], [])
    main = [*judging.machine_rows(judged), *judging.person_rows(judged), *compared[0]]
    asked: dict[str, Value] = {"since": since, "until": until, "random": random or None}
    if sample is not None:
        asked |= {"random": None, "sample": sample, "seed": seed or None}
    return _result(
        "agreement",
        AgreementRow,
        ("between", "field", "coefficient"),
        main,
        asked,
        shown=("between", "field", "coefficient", "value", "low", "high", "below", "judgement", "units"),
        notes=(
            *_notes(judged, ours, random=random, against=against is not None, main=main),
            *_sample_notes(sample, len(judged)),
        ),
        parts=_parts(ours, judged, compared[1], asked, random=random),
        drawing=lambda: draw_agreement(QUESTION, [row for row, _ in main]),
    )


def _compared(
    ours: Sequence[Record], theirs: Sequence[Record], names: tuple[str, str]
) -> tuple[Found[AgreementRow], Found[DisputeRow]]:
    ours = [record for record in ours if record.review != "rejected"]
    theirs = [record for record in theirs if record.review != "rejected"]
    pairs, only_ours, only_theirs = codings.match(ours, theirs)
    between = " and ".join(names)
    rows = [*codings.field_rows(pairs, between), *codings.span_rows(ours, theirs, between)]
    disputes = [
        *codings.dispute_rows(pairs, names),
        *codings.left_rows(only_ours, *names),
        *codings.left_rows(only_theirs, names[1], names[0]),
    ]
    return rows, disputes


def _parts(
    ours: Mapping[str, Record],
    judged: Sequence[judging.Judged],
    disputes: Found[DisputeRow],
    asked: Mapping[str, Value],
    *,
    random: bool,
) -> dict[str, Result[Any]]:
    between = judging.versions_between(judged)
    differing = [
        row
        for names, pairs in between.items()
        if judging.MACHINE not in names
        for row in codings.dispute_rows(pairs, names)
    ]
    found = [*judging.disputes(judged), *differing, *disputes]
    parts: dict[str, Result[Any]] = {}
    if judged:
        fields = [row for names, pairs in between.items() for row in codings.field_rows(pairs, " and ".join(names))]
        parts["fields"] = _result("agreement/fields", AgreementRow, ("between", "field", "coefficient"), fields, asked)
        parts["groups"] = _result(
            "agreement/groups", GroupRow, ("group", "value"), list(judging.group_rows(judged)), asked
        )
    if judged and random:
        totals = list(judging.total_rows(ours, judged))
        parts["totals"] = _result("agreement/totals", TotalRow, ("group", "value"), totals, asked)
    parts["disputes"] = _result(
        "agreement/disputes", DisputeRow, ("record", "field"), found, asked, shown=("field", "coders", "values", "text")
    )
    return parts


def _notes(
    judged: Sequence[judging.Judged],
    ours: Mapping[str, Record],
    *,
    random: bool,
    against: bool,
    main: Found[AgreementRow],
) -> Iterator[str]:
    if not main:
        yield "nothing to compare: no record was reviewed" if not against else "no document was coded by both"
    if judged and not random:
        yield ("shares hold for the records reviewed; if these were drawn at random from all, say so for honest totals")
    if judged and random:
        yield f"{len(judged):,} of {len(ours):,} records were reviewed, taken as drawn at random from all"
    if judged and not any(len(one.verdicts) > 1 for one in judged):
        yield "no record was judged by two persons: agreement between persons is not known"


def _sample_notes(sample: int | None, judged: int) -> Iterator[str]:
    if sample is not None and judged < sample:
        yield f"{judged:,} of the {sample:,} records of the sample are judged; the figures hold once all are"


def _result(
    measure: str,
    row_type: type[Row],
    keys: tuple[str, ...],
    found: Found[Row],
    asked: Mapping[str, Value],
    **more: Any,
) -> Result[Row]:
    every = {record.id: record for record in chain.from_iterable(records for _, records in found)}
    return Result(
        measure=measure,
        question=QUESTION,
        row_type=row_type,
        rows=tuple(row for row, _ in found),
        keys=keys,
        parameters=asked,
        records=len(every),
        independent=len({record.document_id for record in every.values()}),
        reasons=lambda at: tuple(Reason(r.id, cluster=r.document_id, note=r.review) for r in found[at][1]),
        **more,
    )
