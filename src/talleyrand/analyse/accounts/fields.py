"""What accounts of one event say in each field, and whether they agree: standing, day, participants, mode, numbers.

No version is called the true one: each stands with the accounts that give it and the independent sources behind them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import median
from typing import Literal

from talleyrand.analyse.accounts.matching import (
    APART_DAYS,
    CONTACT,
    WEAK_BASES,
    family_of,
    is_named_person,
    people_of,
    states_of,
)
from talleyrand.analyse.accounts.sources import Account, independent
from talleyrand.codebook.figures import find_figures
from talleyrand.model.concerning import counterparts
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import Act, Record

Standing = Literal["agreed", "compatible", "contradicted", "inconsistent", "one account"]
"""Whether versions of a field are the same, differ without excluding each other, or exclude each other: between
independent sources a contradiction, within one source's own accounts an inconsistency."""
_DENIED = frozenset({"negated", "refused"})


@dataclass(frozen=True, slots=True)
class Version:
    """What some accounts say in a field.

    `low`, `best` and `high` are the least, median and greatest number over all accounts, as UCDP gives them; None for
    fields that are no numbers.
    """

    field: str
    value: str
    standing: Standing
    accounts: tuple[Account, ...]
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One account's value of a field: as shown, and as compared."""

    account: Account
    shown: str
    compared: object


def versions(accounts: Sequence[Account]) -> tuple[Version, ...]:
    """Return every version of every field that the accounts of an event give."""
    fields: list[Version] = []
    for field, read, excludes in _FIELDS:
        fields += _compared(field, [Said(account, *said) for account in accounts if (said := read(account))], excludes)
    return (*fields, *_numbers(accounts))


def standings(found: Iterable[Version]) -> dict[str, Standing]:
    """Return how the accounts stand to each other in each field."""
    return {version.field: version.standing for version in found}


def _compared(field: str, said: Sequence[Said], excludes: Callable[[object, object], bool]) -> Iterator[Version]:
    """Yield the versions of a field, those with the most independent sources first."""
    by_value: dict[str, list[Account]] = defaultdict(list)
    for one in said:
        by_value[one.shown].append(one.account)
    standing: Standing = "agreed" if len(said) > 1 else "one account"
    if len(by_value) > 1:
        standing = _clash(said, excludes)
    for value in sorted(by_value, key=lambda value: (-independent(by_value[value]), -len(by_value[value]), value)):
        yield Version(field, value, standing, tuple(by_value[value]))


def _clash(said: Sequence[Said], excludes: Callable[[object, object], bool]) -> Standing:
    clashes = [
        one.account.voucher != other.account.voucher
        for one, other in combinations(said, 2)
        if excludes(one.compared, other.compared)
    ]
    return "contradicted" if any(clashes) else "inconsistent" if clashes else "compatible"


def _factuality(account: Account) -> tuple[str, object] | None:
    """An account that says it happened says no more by having announced it before."""
    said = {record.factuality for record in account.records}
    if len(said) > 1:
        said.discard("planned")
    return ", ".join(sorted(said)), frozenset(said)


def _denies(one: object, other: object) -> bool:
    assert isinstance(one, frozenset) and isinstance(other, frozenset)  # noqa: S101
    return ("actual" in one) != ("actual" in other) and bool((one | other) & _DENIED)


def _days(account: Account) -> tuple[str, object] | None:
    """The most precise interval of an account's records, and whether it may be a day off."""
    known = [(_length(r.date), r.date.start, r.date.end, r.date.basis) for r in account.records if r.date.known]
    if not known:
        return None
    _, start, end, basis = min(known)
    return (str(start) if start == end else f"{start} to {end}"), (start, end, basis in WEAK_BASES)


def _length(days: DateInterval) -> int:
    return (date.fromisoformat(days.end or "") - date.fromisoformat(days.start or "")).days


def _apart(one: object, other: object) -> bool:
    """Whether two days exclude each other: not where they touch and one is inferred, as from a day of publication."""
    assert isinstance(one, tuple) and isinstance(other, tuple)  # noqa: S101
    first, second = sorted((one, other))
    gap = (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days
    return gap > (APART_DAYS if one[2] or other[2] else 0)


def _participants(account: Account) -> tuple[str, object] | None:
    """The persons of each state, or what stands for it where no person is named."""
    persons: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    for party in (party for record in account.records for party in (*record.actors, *counterparts(record))):
        if party.country or party.type != "unknown":
            (persons if is_named_person(party) else others)[party.country or party.id].add(party.name)
    if not persons and not others:
        return None
    named = [name for state in sorted({*persons, *others}) for name in sorted(persons[state] or others[state])]
    states: frozenset[str] = frozenset().union(*(states_of(record) for record in account.records))
    met = people_of(record for record in account.records if family_of(record) == CONTACT)
    return ", ".join(named), (states, met)


def _others_took_part(one: object, other: object) -> bool:
    """Whether each names a state that the other does not, or a state is said to have been met in other persons.

    In other acts than contacts a state's persons stand for it, whoever is named.
    """
    assert isinstance(one, tuple) and isinstance(other, tuple)  # noqa: S101
    if one[0] - other[0] and other[0] - one[0]:
        return True
    return any(people.isdisjoint(other[1].get(state, people)) for state, people in one[1].items())


def _mode(account: Account) -> tuple[str, object] | None:
    modes = {record.payload.mode for record in account.records if isinstance(record.payload, Act)} - {None}
    return (", ".join(sorted(mode for mode in modes if mode)), frozenset(modes)) if modes else None


def _disjoint(one: object, other: object) -> bool:
    assert isinstance(one, frozenset) and isinstance(other, frozenset)  # noqa: S101
    return one.isdisjoint(other)


_FIELDS = (
    ("factuality", _factuality, _denies),
    ("date", _days, _apart),
    ("participants", _participants, _others_took_part),
    ("mode", _mode, _disjoint),
)


def _numbers(accounts: Sequence[Account]) -> Iterator[Version]:
    """Yield the versions of each thing that is counted, with the range over all accounts."""
    by_unit: dict[str, list[tuple[Account, tuple[float, ...]]]] = defaultdict(list)
    for account in accounts:
        for unit, values in _counted(account.records).items():
            by_unit[unit].append((account, values))
    for unit, given in sorted(by_unit.items()):
        said = [Said(account, " to ".join(map(_shown, values)), values) for account, values in given]
        every = [value for _, values in given for value in values]
        for version in _compared(f"number of {unit}", said, _off):
            yield Version(
                version.field, version.value, version.standing, version.accounts, min(every), median(every), max(every)
            )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:,}"


def _counted(records: Iterable[Record]) -> dict[str, tuple[float, ...]]:
    """Return for each unit the numbers in the sentences of an account, the least and the greatest where they differ."""
    found: dict[str, set[float]] = defaultdict(set)
    for text in dict.fromkeys(record.evidence.text for record in records):
        for figure in find_figures(text):
            found[figure.unit].add(figure.value)
    return {unit: tuple(sorted({min(values), max(values)})) for unit, values in found.items()}


def _off(one: object, other: object) -> bool:
    assert isinstance(one, tuple) and isinstance(other, tuple)  # noqa: S101
    return bool(one[-1] < other[0] or other[-1] < one[0])
