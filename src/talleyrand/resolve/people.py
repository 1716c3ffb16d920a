"""Persons as actors: who holds an office on a day, whom a surname means, what someone is on a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.codebook.actors import slug
from talleyrand.codebook.actors_keys import skeleton
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.offices import Holder
from talleyrand.model.actors import Actor

RANK_KNOWN_BY_SURNAME = 74
RANK_OF_FORMER_LEADERS = 90
FORMER_PENALTY = 30
CLEAR_LEAD = 6
YEARS_REMEMBERED = 12
FORMER_SECTOR = "ELI"
LONG_PAST = "2017"
"""The tables end in 2022: five years out of office make a former holder where no day is given."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the text says beside a name: the state or organisation, the office."""

    country: str | None = None
    office: str | None = None


NO_HINT = Hint()


def holder_on(country: str, office: str, day: str | None, index: ActorIndex) -> Holder | None:
    """Return who held an office of a state (or organisation) on `day`; of several the last to come."""
    keys: tuple[str, ...] = (office,)
    if office == "leader" and country in index.countries:
        keys = ("leader", index.countries[country].leader, "president", "prime-minister", "monarch")
    elif office == "president" and country not in index.countries:
        keys = ("igo-president", "president")
    elif office == "secretary-of-state":
        keys = (office, "foreign-minister")
    for key in keys:
        held = [term for term in index.people.offices.get((country, key), ()) if term.held(day)]
        if held:
            return held[-1]
    return None


def best_term(person: str, day: str | None, index: ActorIndex) -> tuple[Holder | None, bool]:
    """Return a person's highest office on `day` and True, or the last before it and False."""
    terms = index.people.terms.get(person, ())
    held = [term for term in terms if term.held(day)]
    if held:
        return max(held, key=lambda term: (rank(term, index), term.start)), True
    past = [term for term in terms if day is None or term.start[: len(day)] <= day[: len(term.start)]]
    if past:
        return max(past, key=lambda term: (term.end[:4], rank(term, index))), False
    return (terms[0], True) if terms else (None, False)


def rank(term: Holder, index: ActorIndex) -> int:
    """Return the rank of the office of a term."""
    office = index.offices.get(term.office)
    return office.rank if office else 0


def person_actor(person: str, day: str | None, index: ActorIndex, office: str | None = None) -> Actor:
    """Return a known person as of `day`: role, country and sector by the office held then, ELI after the last one.

    Without a day, an `office` that the text gives tells which of several is meant.
    """
    known = index.people.persons[person]
    term, current = best_term(person, day, index)
    if day is None and office:
        titled = (t for t in index.people.terms.get(person, ()) if same_office(t.office, office))
        term = next(titled, term)
    if term is None:
        return Actor(person, known.name, "person")
    country, sector = term_country(term, index), index.offices[term.office].sector
    if current or (day is None and (office or not _is_long_past(term))):
        return Actor(person, known.name, "person", country, term.title, sector)
    return Actor(person, known.name, "person", country, f"former {term.title}", FORMER_SECTOR)


def _is_long_past(term: Holder) -> bool:
    """Whether a term ended so long before the tables do that nobody means its holder by the office any more."""
    return bool(term.end) and term.end[:4] < LONG_PAST


def term_country(term: Holder, index: ActorIndex) -> str | None:
    """Return the state that a term's holder acts for, None for organisations."""
    if term.country in index.countries:
        return term.country
    entity = index.entity(term.country)
    return entity.country if entity else None


def choose_person(persons: Iterable[str], day: str | None, hint: Hint, index: ActorIndex) -> str | None:
    """Return which of several namesakes is meant: the one of highest office that fits the hint."""
    scored = [(score(person, day, hint, index), person) for person in persons]
    fitting = [pair for pair in scored if pair[0] > 0]
    pool = fitting or ([] if hint.country else scored)
    return max(pool, key=lambda pair: (pair[0], pair[1]))[1] if pool else None


def by_surname(key: str, day: str | None, hint: Hint, index: ActorIndex) -> str | None:
    """Return whom a surname alone means on `day`: a high office, or one that the hint names, and no rival near.

    A surname that one person alone has needs no office that is quite the one of the tables ("General Milley").
    """
    persons = index.people.surnames.get(key) or index.surname_skeletons().get(skeleton(key), ())
    scored = sorted(((score(person, day, hint, index), person) for person in persons), reverse=True)
    if not scored:
        return None
    best, person = scored[0]
    told = hint.office and (len(scored) == 1 or _may_hold(person, hint.office, index))
    enough = 1 if hint.country or told else RANK_KNOWN_BY_SURNAME
    rival = scored[1][0] if len(scored) > 1 else 0
    return person if best >= enough and best - rival >= CLEAR_LEAD else None


def _may_hold(person: str, office: str, index: ActorIndex) -> bool:
    """Whether a person held an office like the one a text names: "Congressman Smith" is no minister of that name."""
    sector = index.offices[office].sector
    held = (term.office for term in index.people.terms.get(person, ()))
    return any(same_office(one, office) or index.offices[one].sector == sector for one in held)


def score(person: str, day: str | None, hint: Hint, index: ActorIndex) -> int:
    """Return how likely a name means this person: the rank of the best office that fits day and hint, else 0."""
    terms = index.people.terms.get(person, ())
    return max((term_score(term, day, hint, index) for term in terms), default=0)


def term_score(term: Holder, day: str | None, hint: Hint, index: ActorIndex) -> int:
    """Return the rank of a term that fits the hint, less for a former one, 0 for what does not fit."""
    if hint.country and hint.country not in (term.country, term_country(term, index)):
        return 0
    base = rank(term, index) + (20 if hint.office and same_office(term.office, hint.office) else 0)
    if hint.office and not same_office(term.office, hint.office):
        base -= 25
    if day is None or term.held(day):
        return max(base - (0 if day or not term.end else FORMER_PENALTY // 2), 0)
    if term.start[: len(day)] > day[: len(term.start)]:
        return 0
    if not hint.country and not hint.office and rank(term, index) < RANK_OF_FORMER_LEADERS:
        return 0
    ago = int(day[:4]) - int(term.end[:4]) if term.end else 0
    lead = rank(term, index) >= RANK_OF_FORMER_LEADERS and hint == NO_HINT
    return max(base - (10 if lead else FORMER_PENALTY), 0) if ago <= YEARS_REMEMBERED else 0


def same_office(one: str, other: str) -> bool:
    """Tell whether two office keys mean the same post in what texts call it."""
    leads = {
        "leader",
        "president",
        "general-secretary",
        "supreme-leader",
        "prime-minister",
        "chancellor",
        "monarch",
        "crown-prince",
    }
    if one == other or ("leader" in (one, other) and one in leads and other in leads):
        return True
    alike = ({"minister", one}, {"foreign-minister", "secretary-of-state"}, {"secretary-of-state", "minister"})
    ministers = other == "minister" and one.endswith("-minister")
    return ministers or {one, other} == alike[1] or {one, other} == {"igo-president", "president"}


def unknown_person(name: str, country: str | None, role: str | None, sector: str | None) -> Actor:
    """Return a person whom no table has, under an id made of the name."""
    return Actor("person:" + slug(name), " ".join(name.split()), "person", country, role, sector)
