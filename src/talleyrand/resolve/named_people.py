"""Persons named in a noun phrase: in full, by surname and title, or by a name that no table has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talleyrand.codebook.actors_keys import Word, key_of, skeleton
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.context import Context, country_of, sector_of
from talleyrand.resolve.names import Segment
from talleyrand.resolve.people import (
    FORMER_SECTOR,
    NO_HINT,
    Hint,
    by_surname,
    choose_person,
    person_actor,
    unknown_person,
)
from talleyrand.resolve.phrases import Phrase

INITIALS_MAX = 2


def named_person(phrase: Phrase, context: Context) -> Actor | None:
    """Return the person of a full name, a surname, or an unknown name after a title or that the parser saw."""
    last = phrase.core[-1]
    alone = last.kind == "person" or len(last.words) > 1 or context.person is True
    if last.name("person") and alone and not _is_surname_of_another(phrase, context):
        return _known_person(last, phrase, context)
    if _is_namesake(phrase, context):
        return context.people(last.key)
    run = _name_run(phrase, context)
    return _person_of_run(run, phrase, context) if run else None


def _is_namesake(phrase: Phrase, context: Context) -> bool:
    """Whether a body's name is the surname of somebody whom the text named in full ("West" is Kanye, not the West)."""
    only = phrase.core[0]
    surname = len(phrase.core) == 1 and only.kind == "entity" and len(only.words) == 1 and only.capitalised
    return surname and not phrase.text.lower().startswith("the ") and context.people(only.key) is not None


def _is_surname_of_another(phrase: Phrase, context: Context) -> bool:
    """Whether a given name stands before a single name that somebody else is known by ("Dennis Francis", no pope)."""
    before = phrase.core[-2] if len(phrase.core) > 1 else None
    if before is None or len(phrase.core[-1].words) > 1 or before.names:
        return False
    return before.capitalised and before.words[-1].key in context.index.given_names


def _known_person(segment: Segment, phrase: Phrase, context: Context) -> Actor | None:
    names = [name.ref for name in segment.names if name.kind == "person"]
    hint = _hint(phrase, segment, context)
    chosen = choose_person(names, context.day, hint, context.index) or (
        None if hint.country else choose_person(names, context.day, NO_HINT, context.index)
    )
    written = phrase.text[segment.start : segment.end]
    if chosen is None:
        return unknown_person(written, hint.country, _role_text(phrase, segment), _role_sector(phrase, context))
    actor = person_actor(chosen, context.day, context.index, hint.office)
    return replace(actor, country=actor.country or hint.country, role=actor.role or _role_text(phrase, segment))


def _name_run(phrase: Phrase, context: Context) -> tuple[Segment, ...]:
    """Return the capitalised words that end the core and are no other known name."""
    run: list[Segment] = []
    for segment in reversed(phrase.core):
        usable = (
            not segment.names
            or segment.kind in ("place", "person")
            or _given_name(segment, context)
            or _particle(segment)
            or (not run and _is_surname_like(phrase, segment, context))
        )
        usable = usable or (bool(run) and _is_given_before(segment, run[-1], context))
        if not usable or not (segment.capitalised or _particle(segment)) or segment.key in word_set("honorifics"):
            break
        run.append(segment)
    run.reverse()
    while run and (_particle(run[0]) and not run[0].capitalised):
        run.pop(0)
    return tuple(run) if _looks_like_person(tuple(run), phrase, context) else ()


def _is_surname_like(phrase: Phrase, segment: Segment, context: Context) -> bool:
    """Whether a body's or capital's name stands right behind a given name ("Kanye West", "Jane Hamilton")."""
    at = phrase.core.index(segment)
    before = phrase.core[at - 1] if at else None
    if before is None or segment.kind not in ("entity", "capital") or len(segment.words) > 1:
        return False
    given = context.person is True or before.words[-1].key in context.index.given_names
    return before.capitalised and not before.names and given


def _is_given_before(segment: Segment, name: Segment, context: Context) -> bool:
    """Whether a country's name is the first name of somebody whom the parser saw (`Chad Doe`, `Jordan Roe`)."""
    own = context.person is True and segment.kind == "country" and len(segment.words) == 1
    return own and name.capitalised and not name.names


def _given_name(segment: Segment, context: Context) -> bool:
    return (
        len(segment.words) == 1
        and segment.key in context.index.given_names
        and segment.kind in ("country", "capital", "office")
    )


def _particle(segment: Segment) -> bool:
    return segment.key in word_set("particles")


def _looks_like_person(run: tuple[Segment, ...], phrase: Phrase, context: Context) -> bool:
    if not run:
        return False
    before = phrase.core[: len(phrase.core) - len(run)]
    titled = bool(before) and (before[-1].kind == "office" or before[-1].key in word_set("honorifics"))
    if titled or context.person is not None:
        return titled or bool(context.person)
    words = [word for segment in run for word in segment.words]
    if len(words) == 1:
        return _surname_actor(words[0].key, phrase, run[0], context) is not None
    if any(segment.kind == "person" and len(segment.words) > 1 for segment in run):
        return True
    return words[0].key in context.index.given_names and all(not segment.names for segment in run)


def _person_of_run(run: tuple[Segment, ...], phrase: Phrase, context: Context) -> Actor | None:
    words = [word for segment in run for word in segment.words if word.key != "'s"]
    hint = _hint(phrase, run[0], context)
    known = _spelled(words, hint, context) or _surname_actor(_surname_key(words), phrase, run[0], context)
    if known:
        return known
    written = phrase.text[words[0].start : words[-1].end]
    return unknown_person(written, hint.country, _role_text(phrase, run[0]), _role_sector(phrase, context))


def _surname_key(words: Sequence[Word]) -> str:
    """Return the key under which a name is looked up: one name alone, or a last name after initials."""
    if len(words) == 1 or all(
        len(word.key) <= INITIALS_MAX or word.key in word_set("honorifics") for word in words[:-1]
    ):
        return words[-1].key
    return " ".join(word.key for word in words)


def _spelled(words: Sequence[Word], hint: Hint, context: Context) -> Actor | None:
    """A full name with a middle name or an initial more than the table has."""
    keys = [word.key for word in words if word.key not in word_set("not_in_names")]
    if len(keys) < 2:
        return None
    found = _transliterated(keys, hint, context)
    if found:
        return found
    for shorter in (keys, [keys[0], keys[-1]], keys[:-1]):
        if len(shorter) < 2:
            continue
        names = context.index.names.get(" ".join(shorter), ())
        chosen = choose_person([name.ref for name in names if name.kind == "person"], context.day, hint, context.index)
        if chosen:
            return person_actor(chosen, context.day, context.index)
    return None


def _transliterated(keys: Sequence[str], hint: Hint, context: Context) -> Actor | None:
    """A first and last name that the table spells another way ("Andrei Kartapolov", "Andrey Kartapolov")."""
    index = context.index
    alike = index.surname_skeletons().get(skeleton(keys[-1]), ())
    first = skeleton(keys[0])
    persons = [p for p in alike if skeleton(key_of(index.people.persons[p].name).partition(" ")[0]) == first]
    chosen = choose_person(persons, context.day, hint, index)
    return person_actor(chosen, context.day, index, hint.office) if chosen else None


def _surname_actor(key: str, phrase: Phrase, segment: Segment, context: Context) -> Actor | None:
    known = context.people(key)
    if known:
        return known
    person = by_surname(key, context.day, _hint(phrase, segment, context), context.index)
    return person_actor(person, context.day, context.index) if person else None


def _hint(phrase: Phrase, segment: Segment, context: Context) -> Hint:
    """Return the state and the office that stand before a name."""
    before = [other for other in phrase.core if other.end <= segment.start]
    country = country_of((*before, *phrase.links), context)
    offices = [name.ref for other in reversed(before) if (name := other.name("office"))]
    return Hint(country, max(offices, key=lambda key: context.index.offices[key].rank, default=None))


def _role_text(phrase: Phrase, segment: Segment) -> str | None:
    """Return the words of the title before a name, without the state."""
    titles = [s for s in phrase.core if s.end <= segment.start and s.kind in ("office", "sector")]
    return phrase.text[titles[0].start : titles[-1].end] if titles else None


def _role_sector(phrase: Phrase, context: Context) -> str | None:
    """Return the sector of the highest office in the title, else of any word for a kind of actor."""
    offices = [context.index.offices[name.ref] for s in phrase.core if (name := s.name("office"))]
    organ = next((context.index.organs[name.ref] for s in phrase.links if (name := s.name("organ"))), None)
    if phrase.former and offices:
        return FORMER_SECTOR
    if offices:
        highest = max(offices, key=lambda office: office.rank)
        return organ.sector if organ and highest.key == "director" else highest.sector
    return next((found for s in reversed((*phrase.core, *phrase.rest)) if (found := sector_of(s, context.index))), None)
