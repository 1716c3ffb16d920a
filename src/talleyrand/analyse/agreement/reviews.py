"""Agreement from a ledger's reviews: machine against person, person against person, honest totals."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import fmean
from typing import TypeVar

from scipy.special import betaincinv

from talleyrand.analyse.agreement.kappa import cohen
from talleyrand.analyse.agreement.krippendorff import LEVEL, krippendorff
from talleyrand.analyse.agreement.prediction_powered import prediction_powered_mean
from talleyrand.analyse.agreement.rows import AgreementRow, DisputeRow, GroupRow, TotalRow, judged
from talleyrand.model.contract import record_from_body
from talleyrand.model.records import KINDS, Act, Record
from talleyrand.model.reviews import Review

One = TypeVar("One")
FEWEST_REVIEWED = 5
"""Reviewed records from which the total of a group is corrected."""
MACHINE = "machine"
REVIEWERS = "reviewers"
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Edges of the bands of confidence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A record as proposed, with the latest verdict of each person who judged it, and what it says by them.

    `versions` has no record of who rejected it, or only said that it is to be corrected.
    """

    record: Record
    verdicts: Mapping[str, str]
    versions: Mapping[str, Record] = field(default_factory=dict)

    @property
    def right(self) -> float:
        """The share of its judges who accepted it as it stands."""
        return fmean(verdict == "accepted" for verdict in self.verdicts.values())


def latest(records: Mapping[str, Record], reviews: Iterable[Review]) -> list[Judged]:
    """Return the records that persons judged, each person's last verdict; one taken back is none."""
    last: dict[str, dict[str, Review]] = defaultdict(dict)
    for review in reviews:
        if review.record in records and review.judges:
            last[review.record][review.reviewer] = review
    judged_records = (_judged(records[ident], given) for ident, given in sorted(last.items()))
    return [one for one in judged_records if one.verdicts]


def _judged(record: Record, given: Mapping[str, Review]) -> Judged:
    standing = {who: review for who, review in given.items() if review.status != "proposed"}
    verdicts = {who: _verdict(review) for who, review in standing.items()}
    versions = {who: _version(record, review) for who, review in standing.items()}
    return Judged(record, verdicts, {who: version for who, version in versions.items() if version})


def _verdict(review: Review) -> str:
    """What a person says of the proposal: who accepts another's correction does not accept it."""
    return "corrected" if review.status == "accepted" and review.body else review.status


def _version(record: Record, review: Review) -> Record | None:
    """The record as a person says it."""
    if review.body:
        body = json.loads(review.body)
        kind = next((kind for kind in KINDS if kind in body), record.kind)
        return record_from_body(record.id, record.document_id, kind, body, "corrected")
    return record if review.status in ("accepted", "disputed") else None


def versions_between(judged_records: Iterable[Judged]) -> dict[tuple[str, str], list[tuple[Record, Record]]]:
    """Return what two coders say of the records that both keep: the machine and all persons, and every two persons."""
    found: dict[tuple[str, str], list[tuple[Record, Record]]] = defaultdict(list)
    for one in judged_records:
        for version in one.versions.values():
            found[MACHINE, REVIEWERS].append((one.record, version))
        for first, second in combinations(sorted(one.versions), 2):
            found[first, second].append((one.versions[first], one.versions[second]))
    return dict(sorted(found.items()))


def machine_rows(judged_records: Sequence[Judged]) -> Iterator[tuple[AgreementRow, list[Record]]]:
    """Yield the share of records that persons accepted."""
    if judged_records:
        share = share_right(judged_records)
        records = [one.record for one in judged_records]
        yield (
            AgreementRow(
                f"{MACHINE} and {REVIEWERS}",
                "record",
                "share accepted",
                *share,
                None,
                "",
                len(records),
                len(records),
                _documents(records),
            ),
            records,
        )


def person_rows(judged_records: Sequence[Judged]) -> Iterator[tuple[AgreementRow, list[Record]]]:
    """Yield alpha between all persons, and kappa between every two, on the records that two or more judged."""
    shared = [one for one in judged_records if len(one.verdicts) > 1]
    records = [one.record for one in shared]
    if not shared:
        return
    alpha = krippendorff([list(one.verdicts.values()) for one in shared], "nominal")
    verdict = judged(alpha.alpha, alpha.low, alpha.high, alpha.units)
    yield (
        AgreementRow(
            REVIEWERS, "verdict", "alpha nominal", alpha.alpha, alpha.low, alpha.high, alpha.below, verdict,
            alpha.units, len(records), _documents(records),
        ),
        records,
    )  # fmt: skip
    people = sorted({person for one in shared for person in one.verdicts})
    for first, second in combinations(people, 2):
        both = [one for one in shared if first in one.verdicts and second in one.verdicts]
        if both:
            kappa = cohen([(one.verdicts[first], one.verdicts[second]) for one in both])
            yield (
                AgreementRow(
                    f"{first} and {second}", "verdict", "kappa", kappa.kappa, kappa.low, kappa.high, None,
                    judged(kappa.kappa, kappa.low, kappa.high, kappa.units), kappa.units, len(both),
                    _documents(one.record for one in both),
                ),
                [one.record for one in both],
            )  # fmt: skip


def group_rows(judged_records: Sequence[Judged]) -> Iterator[tuple[GroupRow, list[Record]]]:
    """Yield how often the machine was right by kind, type of act and band of confidence."""
    for group, value_of in GROUPS.items():
        for value, found in _grouped(judged_records, lambda one, read=value_of: read(one.record)):  # type: ignore[misc]
            records = [one.record for one in found]
            right, low, high = share_right(found)
            yield GroupRow(group, value, right, low, high, len(found), len(records), _documents(records)), records


def total_rows(
    records: Mapping[str, Record], judged_records: Sequence[Judged]
) -> Iterator[tuple[TotalRow, list[Record]]]:
    """Yield how many records are right, in all and by kind and type, where five at least of a group were judged."""
    by_id = {one.record.id: one for one in judged_records}
    for group in ("all", "kind", "type of act"):
        for value, found in _grouped(records.values(), GROUPS.get(group, lambda _: "records")):
            sample = [by_id[record.id] for record in found if record.id in by_id]
            mean = prediction_powered_mean(
                [record.confidence for record in found], [(one.record.confidence, one.right) for one in sample]
            )
            if mean is not None and mean.reviewed >= FEWEST_REVIEWED:
                n = len(found)
                estimate, low, high = (min(max(share, 0.0), 1.0) * n for share in (mean.estimate, mean.low, mean.high))
                reviewed = [one.record for one in sample]
                row = TotalRow(
                    group, value, n, mean.machine * n, estimate, low, high, len(sample), n, _documents(found)
                )
                yield row, reviewed


def disputes(judged_records: Iterable[Judged]) -> Iterator[tuple[DisputeRow, list[Record]]]:
    """Yield the records of which persons gave different verdicts."""
    for one in judged_records:
        if len(set(one.verdicts.values())) > 1:
            coders, values = tuple(one.verdicts), tuple(one.verdicts.values())
            yield DisputeRow(one.record.id, "verdict", coders, values, one.record.evidence.text, 1, 1), [one.record]


def share_right(judged_records: Sequence[Judged]) -> tuple[float, float, float]:
    """Return the share accepted with its 90 % interval.

    The interval is Jeffreys' (Beta with 1/2 added), with the effective number of records: those of one document are
    alike, and the variance between documents tells how much (Korn and Graubard 1998).
    """
    n = len(judged_records)
    share = fmean(one.right for one in judged_records)
    effective = n / _design_effect(judged_records, share)
    right = share * effective
    low, high = (betaincinv(right + 0.5, effective - right + 0.5, edge) for edge in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return share, float(low), float(high)


def _design_effect(judged_records: Sequence[Judged], share: float) -> float:
    """The variance between documents over that of as many independent records; never below 1."""
    n = len(judged_records)
    by_document: dict[str, list[float]] = defaultdict(list)
    for one in judged_records:
        by_document[one.record.document_id].append(one.right)
    k, plain = len(by_document), share * (1 - share) / n
    if k < 2 or plain <= 0:
        return 1.0
    between = sum((sum(found) - share * len(found)) ** 2 for found in by_document.values()) * k / (k - 1) / n**2
    return max(1.0, between / plain)


def _kind(record: Record) -> str:
    return record.kind


def _type(record: Record) -> str | None:
    return record.payload.event_type if isinstance(record.payload, Act) else None


def _band(record: Record) -> str:
    low = max(edge for edge in BANDS[:-1] if record.confidence >= edge)
    return f"{low:.1f} to {BANDS[BANDS.index(low) + 1]:.1f}"


GROUPS: dict[str, Callable[[Record], str | None]] = {"kind": _kind, "type of act": _type, "confidence": _band}


def _grouped(given: Iterable[One], value_of: Callable[[One], str | None]) -> list[tuple[str, list[One]]]:
    found: dict[str, list[One]] = defaultdict(list)
    for one in given:
        value = value_of(one)
        if value is not None:
            found[value].append(one)
    return sorted(found.items())


def _documents(records: Iterable[Record]) -> int:
    return len({record.document_id for record in records})
