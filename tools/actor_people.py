"""Persons and their terms in office, put together from all sources; used by build_actor_tables.py."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from actor_files import write
from actor_offices import offices
from actor_sources import Person, Spell, from_factbook, from_handmade, from_reign, from_wikidata, from_world

from talleyrand.codebook.actors_keys import fold, key_of, skeleton

FAMILY_NAME_FIRST = {"CHN", "TWN", "KOR", "PRK", "HKG", "MAC", "KHM", "VNM"}
GIVEN_NAME_SPOKEN = {"VNM", "MMR", "ETH", "ISL"}
PARTICLES = {"von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "las", "los"}
PARTICLES |= {"al", "el", "bin", "ibn", "ben", "bint", "ter", "zu", "st", "ould", "abu", "o", "mac", "ten", "af", "y"}
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
LEADING = {"leader", "president", "prime-minister", "chancellor", "monarch", "supreme-leader", "general-secretary"}


def write_people(reference: Path, isos: dict[str, str]) -> None:
    """Write persons.csv and holders.csv from all sources, the most exact first."""
    people: dict[str, Person] = {}
    spells: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    sources = (
        from_wikidata(reference, people),
        from_handmade(reference),
        from_world(reference, isos),
        from_factbook(reference, isos),
    )
    for source in sources:
        for name, spell in source:
            add_spell(people, spells, name, spell)
    for name, spell in from_reign(reference, isos, people):
        add_spell(people, spells, name, spell)
    fill_genders(people)
    ids = person_ids(people)
    kept = [spell for group in spells.values() for spell in group]
    rows = [(ids[s.person], s.office, s.country, s.title, s.start, s.end) for s in kept]
    write("holders.csv", "person,office,country,title,start,end", set(rows))
    used = {spell.person for spell in kept}
    write(
        "persons.csv",
        "id,name,surnames,aliases,gender",
        (person_row(ids[k], p) for k, p in people.items() if k in used),
    )


def fill_genders(people: dict[str, Person]) -> None:
    """Write persons_given_names.csv and complete genders: by a given name that at least nine in ten bearers share."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for person in people.values():
        if person.gender in ("male", "female"):
            counts[given_name(person)][person.gender == "female"] += 1
    sure = {
        name: "mf"[f > m]
        for name, (m, f) in counts.items()
        if max(m, f) >= 9 * min(m, f) and name.isalpha() and len(name) > 1
    }
    for person in people.values():
        person.gender = person.gender or sure.get(given_name(person), "")
    write("persons_given_names.csv", "name,gender", (row for row in sure.items() if sum(counts[row[0]]) > 1))


def given_name(person: Person) -> str:
    """Return the look-up key of a person's given name: the first word, or the second where family names come first."""
    parts = key_of(person.name).split()
    second = bool(person.countries & FAMILY_NAME_FIRST) and len(parts) > 1
    return "" if not parts else parts[1] if second else parts[0]


def person_row(ident: str, person: Person) -> tuple[str, ...]:
    """Return a person's row: the surnames by which texts call them, other names, gender (m, f)."""
    extra = sorted(alias for alias in person.aliases if key_of(alias) != key_of(person.name))
    return ident, person.name, "|".join(surnames(person)), "|".join(extra), person.gender[:1]


def surnames(person: Person) -> list[str]:
    """Return look-up keys of the names that stand for a person after Mr., most usual first."""
    words = [word for word in key_of(person.name).split() if word not in SUFFIXES]
    if len(words) < 2:
        return words
    first = bool(person.countries & FAMILY_NAME_FIRST) and len(words) <= 3
    if first:
        found = [words[0]]
        return [*found, words[-1]] if person.countries & GIVEN_NAME_SPOKEN else found
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    found = list(dict.fromkeys([" ".join(words[start:]), words[-1]]))
    if len(words) > 2 and "-" in person.name.split()[-1]:
        found.append(" ".join(words[-2:]))
    return found


def add_spell(
    people: dict[str, Person], spells: dict[tuple[str, str, str], list[Spell]], name: str, spell: Spell
) -> None:
    """Add one term, unless the same person is known in that office at overlapping dates."""
    spell = same_person(people, spells, name, spell)
    group = spells[(spell.country, spell.office, spell.person)]
    if any(overlap(spell, other) for other in group):
        return
    person = people.setdefault(spell.person, Person(name))
    person.countries.add(spell.country)
    person.rank = max(person.rank, next((rank for key, rank in offices().values() if key == spell.office), 30))
    group.append(spell)


def same_person(
    people: dict[str, Person], spells: dict[tuple[str, str, str], list[Spell]], name: str, spell: Spell
) -> Spell:
    """Give the term of someone known by name alone to the holder then who bears the surname in some spelling."""
    if not spell.person.startswith("n-"):
        return spell
    mine = {skeleton(word) for word in key_of(name).split() if len(word) > 2}
    offices_alike = LEADING if spell.office in LEADING else {spell.office}
    for (country, office, key), group in spells.items():
        if country == spell.country and office in offices_alike and any(overlap(spell, other) for other in group):
            theirs = {skeleton(word) for surname in surnames(people[key]) for word in surname.split()}
            if mine & theirs:
                return replace(spell, person=key)
    return spell


def overlap(one: Spell, other: Spell) -> bool:
    """Tell whether two terms share time, compared as exactly as both are known; terms that only touch do not."""
    return before(one.start, other.end) and before(other.start, one.end)


def before(start: str, end: str) -> bool:
    """Tell whether `start` lies before `end`; an empty end never comes, equal years or months count as before."""
    width = min(len(start), len(end)) if end else 0
    return start[:width] < end[:width] or (width < len("2000-01-01") and start[:width] == end[:width])


def person_ids(people: dict[str, Person]) -> dict[str, str]:
    """Return ids made of names; of two namesakes the one of higher office takes the plain one."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key, person in sorted(people.items(), key=lambda item: (-item[1].rank, item[0])):
        plain = "person:" + re.sub(r"[^a-z0-9]+", "-", fold(person.name).replace("'", "")).strip("-")
        ident = plain if plain not in taken else f"{plain}-{person.born[:4] or key.lower()}"
        ids[key] = ident if ident not in taken else f"{plain}-{key.lower()}"
        taken.add(ids[key])
    return ids
