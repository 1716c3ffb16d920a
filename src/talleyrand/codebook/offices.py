"""Offices, the words for them, and who held them when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_rows, read_toml, split_list

HOLDER_COLUMNS = ("person", "office", "country", "title", "start", "end")
SAME_COLUMNS = ("id", "same_as", "reason")
PERSON_COLUMNS = ("id", "name", "surnames", "aliases", "gender")
HOLDER_TABLES = ("holders_extra.csv", "holders.csv")
NAME_TABLES = ("persons_given_names_extra.csv", "persons_given_names.csv")
PERSON_TABLES = ("persons_extra.csv", "persons.csv")


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office; `rank` (0 to 100) orders namesakes, and `unique` ones have one holder per state at a time."""

    key: str
    name: str
    sector: str
    rank: int
    words: tuple[str, ...]
    unique: bool = False
    leads: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """One term in an office.

    `country` is an alpha-3 code or an organisation's id; dates are ISO days, months or years, `end` is "" while open.
    """

    person: str
    office: str
    country: str
    title: str
    start: str
    end: str

    def held(self, day: str | None) -> bool:
        """Tell whether the term covers `day` (to the precision known); without a day, whether it is open."""
        if day is None:
            return not self.end
        started = not self.start or self.start[: len(day)] <= day[: len(self.start)]
        return started and (not self.end or day[: len(self.end)] <= self.end[: len(day)])


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the tables; `surnames` are look-up keys of what stands after Mr., `gender` is m, f or ""."""

    id: str
    name: str
    surnames: tuple[str, ...]
    aliases: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Persons by id, their terms by person and by (country, office), and person ids by surname key."""

    persons: dict[str, Person]
    terms: dict[str, tuple[Holder, ...]]
    offices: dict[tuple[str, str], tuple[Holder, ...]]
    surnames: dict[str, tuple[str, ...]]


@cache
def load_offices() -> dict[str, Office]:
    """Return offices by key, from offices.toml."""
    return {entry["key"]: _office(entry) for entry in read_toml("offices.toml")["office"]}


@cache
def load_people() -> People:
    """Return people and their terms since 2000 (Wikidata, CC0; CIA World Factbook; REIGN; hand-made additions)."""
    persons: dict[str, Person] = {}
    same = {ident: other for ident, other, _ in read_rows("persons_same.csv", SAME_COLUMNS)}
    for table in PERSON_TABLES:
        for ident, name, surnames, aliases, gender in read_rows(table, PERSON_COLUMNS):
            kept = same.get(ident, ident)
            found = Person(kept, name, split_list(surnames), split_list(aliases), gender)
            persons[kept] = _merged(persons[kept], found) if kept in persons else found
    rows = (row for table in HOLDER_TABLES for row in read_rows(table, HOLDER_COLUMNS))
    holders = [Holder(same.get(person, person), *rest) for person, *rest in rows]
    by_surname = _grouped((key, person.id) for person in persons.values() for key in person.surnames)
    return People(persons, _terms(holders), _offices(holders), by_surname)


def short_name(name: str) -> str:
    """Return what stands after Mr. or Ms. in the name of a person of the table of people; other names stay whole.

    >>> short_name("Xi Jinping"), short_name("Vladimir Putin"), short_name("United States")
    ('Xi', 'Putin', 'United States')
    """
    words = name.split()
    for surname in _surnames_by_name().get(name, ()):
        size = len(surname.split())
        for at in range(len(words) - size, -1, -1):
            if " ".join(words[at : at + size]).casefold() == surname:
                return " ".join(words[at : at + size])
    return name


@cache
def _surnames_by_name() -> dict[str, tuple[str, ...]]:
    return {person.name: person.surnames for person in load_people().persons.values()}


@cache
def load_given_names() -> dict[str, str]:
    """Return given names (look-up keys) with the gender, m or f, of nearly all who bear them in the table of people."""
    return {name: gender for table in NAME_TABLES for name, gender in read_rows(table, ("name", "gender"))}


def _office(entry: dict[str, Any]) -> Office:
    return Office(
        entry["key"],
        entry["name"],
        entry["sector"],
        entry["rank"],
        tuple(entry["words"]),
        unique=entry.get("unique", False),
        leads=entry.get("leads", False),
        countries=tuple(entry.get("countries", ())),
    )


def _merged(one: Person, other: Person) -> Person:
    surnames = tuple(dict.fromkeys((*other.surnames, *one.surnames)))
    aliases = tuple(alias for alias in (*one.aliases, other.name, *other.aliases) if alias != one.name)
    return Person(one.id, one.name, surnames, aliases, one.gender or other.gender)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _terms(holders: Iterable[Holder]) -> dict[str, tuple[Holder, ...]]:
    groups: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders:
        groups[holder.person].append(holder)
    return {key: tuple(sorted(values, key=lambda term: term.start)) for key, values in groups.items()}


def _offices(holders: Iterable[Holder]) -> dict[tuple[str, str], tuple[Holder, ...]]:
    groups: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders:
        groups[holder.country, holder.office].append(holder)
    return {key: tuple(sorted(values, key=lambda term: term.start)) for key, values in groups.items()}
