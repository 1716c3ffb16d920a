"""The actor index: every name that the codebook knows, under one look-up key each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain

from talleyrand.codebook.actors_keys import fold, key_of, skeleton, words
from talleyrand.codebook.actors_model import ActorIndex, Entity, Name, Organ, Title
from talleyrand.codebook.actors_words import word_set
from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.offices import load_given_names, load_offices, load_people
from talleyrand.codebook.tables import read_rows, split_list
from talleyrand.model.actors import Actor

ENTITY_COLUMNS = ("id", "name", "aliases", "type", "country", "sector", "start", "end")
ENTITY_TABLES = ("organs.csv", "organisations.csv", "armed_groups.csv", "outlets.csv", "countries_regions.csv")
ORGAN_COLUMNS = ("slug", "name", "sector", "words")
TITLE_COLUMNS = ("words", "holder", "scope", "reason")
SECTOR_TABLES = ("organs_sectors_extra.csv", "organs_sectors.csv")
LONGEST_ABBREVIATION = 6

NamePair = tuple[str, Name]


@cache
def load_actor_index() -> ActorIndex:
    """Return the index of actors, read once. CodebookError where a table is malformed."""
    names = _index_names()
    reach: dict[str, int] = {}
    for key in names:
        first, _, rest = key.partition(" ")
        length = 2 + rest.count(" ") if rest else 1
        if reach.get(first, 0) < length:
            reach[first] = length
    people = load_people()
    entities: dict[str, list[Entity]] = defaultdict(list)
    for entity, _ in _entities():
        entities[entity.id].append(entity)
    return ActorIndex(
        countries=load_countries(),
        entities={ident: tuple(rows) for ident, rows in entities.items()},
        organs={organ.slug: organ for organ, _ in _organs()},
        offices=load_offices(),
        titles=_titles(),
        people=people,
        names=names,
        reach=reach,
        given_names=load_given_names(),
        surname_skeletons=cache(partial(_skeletons, people.surnames)),
    )


def official_outlet(name: str) -> Actor | None:
    """Return the actor whose words an official outlet or institution publishes, None for the press.

    >>> official_outlet("Kremlin (President of Russia)").id, official_outlet("Example Wire")
    ('organ:RUS-kremlin', None)
    """
    index = load_actor_index()
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", name)
    for key in dict.fromkeys((outlet_key(name), outlet_key(bare))):
        target = _official().get(key)
        if target:
            return actor_of(target, index)
    return _official_organ(bare, index)


def official_site(host: str) -> Actor | None:
    """Return the institution whose own site a host is, None for a site of nobody official.

    >>> found = official_site("whitehouse.gov")
    >>> found.id if found else None, official_site("example.org")
    ('organ:USA-white-house', None)
    """
    target = _official().get(outlet_key(host))
    return actor_of(target, load_actor_index()) if target else None


def official_speaker(name: str, country: str | None = None, post: str | None = None) -> Actor:
    """Return the author of a speech from what a record of it says: a name, the state's alpha-3 code, the post held.

    >>> official_speaker("Sergey Lavrov", "RUS", "Minister for Foreign Affairs").id
    'person:sergey-lavrov'
    """
    index = load_actor_index()
    person = next((found.ref for found in index.names.get(key_of(name), ()) if found.kind == "person"), None)
    role = " ".join(post.split()) if post else None
    known = index.people.persons[person] if person else None
    ident = known.id if known else "person:" + slug(name)
    return Actor(ident, known.name if known else " ".join(name.split()), "person", country, role, "GOV")


def actor_of(target: str, index: ActorIndex) -> Actor | None:
    """Return the actor of an id such as `country:CHN` or `organ:UKR-foreign-ministry`, None for an unknown one."""
    if target.startswith("country:"):
        country = index.countries.get(target.removeprefix("country:"))
        return Actor(target, country.name, "state", country.iso3, None, "GOV") if country else None
    entity = index.entity(target)
    if entity:
        return entity.actor()
    code, _, kind = target.removeprefix("organ:").partition("-")
    return organ_actor(kind, code, index) if kind in index.organs else None


def organ_actor(organ: str, code: str, index: ActorIndex) -> Actor:
    """Return the organ of that kind of a state (or of an organisation, given its id)."""
    kind = index.organs[organ]
    known = index.entity(f"organ:{code}-{organ}")
    if known:
        return known.actor()
    name = kind.name.format(country=index.country_name(code), adjective=_adjective(code, index))
    state = code if code in index.countries else None
    return Actor(f"organ:{code.partition(':')[2] or code}-{organ}", name, "organ", state, None, kind.sector)


def _adjective(code: str, index: ActorIndex) -> str:
    country = index.countries.get(code)
    return country.adjectives[0] if country and country.adjectives else index.country_name(code)


def outlet_key(name: str) -> str:
    """Return the look-up key of an outlet's name, without a leading article."""
    return key_of(name).removeprefix("the ")


def slug(text: str) -> str:
    """Return a name as a part of an id: lower case ASCII letters and digits joined by hyphens.

    >>> slug("Yun Sun"), slug("one of the people")
    ('yun-sun', 'one-of-the-people')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")


@cache
def _official() -> dict[str, str]:
    return {outlet_key(name): target for name, target in read_rows("outlets_official.csv", ("outlet", "actor"))}


def _official_organ(name: str, index: ActorIndex) -> Actor | None:
    key = outlet_key(name)
    for found in index.names.get(key, ()):
        if found.kind == "entity" and found.ref.startswith(("organ:", "igo:", "bloc:")):
            return actor_of(found.ref, index)
    keys = [word.key for word in words(name)]
    code = next(
        (n.ref for size in (3, 2, 1) for n in _runs(keys, size, index) if n.kind in ("country", "adjective")), None
    )
    organ = next((n.ref for size in (6, 5, 4, 3, 2, 1) for n in _runs(keys, size, index) if n.kind == "organ"), None)
    return organ_actor(organ, code, index) if code and organ else None


def _runs(keys: list[str], size: int, index: ActorIndex) -> Iterator[Name]:
    for start in range(len(keys) - size + 1):
        yield from index.names.get(" ".join(keys[start : start + size]), ())


def _index_names() -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    sources = (
        _country_names(),
        _entity_names(),
        _organ_names(),
        _office_names(),
        _sector_names(),
        _person_names(),
        _place_names(),
    )
    for key, name in chain.from_iterable(sources):
        group = found.get(key)
        if group is None:
            found[key] = [name]
        elif all(other.kind != name.kind or (other.ref != name.ref and name.kind == "person") for other in group):
            group.append(name)
    return {key: tuple(group) for key, group in found.items() if key}


def _country_names() -> Iterator[NamePair]:
    for country in load_countries().values():
        code = country.iso3
        for text in country.names:
            yield _key(text), Name("country", code, cased=_abbreviation(text))
        for text in country.abbreviations:
            yield _key(text), Name("country", code, cased=True)
        for text in country.adjectives:
            yield _key(text), Name("adjective", code, cased=_abbreviation(text))
    yield from _demonym_names()


def _demonym_names() -> Iterator[NamePair]:
    for country in load_countries().values():
        for text in country.singular:
            yield _key(text), Name("demonym", country.iso3)
        for text in country.plural:
            yield _key(text), Name("demonyms", country.iso3)
        for text in country.capitals:
            if _key(text) not in word_set("namesakes"):
                yield _key(text), Name("capital", f"country:{country.iso3}")
    for text, target in read_rows("metonyms.csv", ("name", "target")):
        yield _key(text), Name("capital", target, proper=text[0].isupper())


def _entity_names() -> Iterator[NamePair]:
    for entity, aliases in _entities():
        for text in (entity.name, *aliases):
            yield _key(text), Name("entity", entity.id, _proper(text), _abbreviation(text))


def _entities() -> Iterator[tuple[Entity, tuple[str, ...]]]:
    for table in ENTITY_TABLES:
        for ident, name, aliases, kind, country, sector, start, end in read_rows(table, ENTITY_COLUMNS):
            entity = Entity(ident, name, kind, country or None, sector or None, start, end)  # type: ignore[arg-type]
            yield entity, split_list(aliases)


def _organs() -> Iterator[tuple[Organ, tuple[str, ...]]]:
    for ident, name, sector, nouns in read_rows("organs_generic.csv", ORGAN_COLUMNS):
        yield Organ(ident, name, sector), split_list(nouns)


def _organ_names() -> Iterator[NamePair]:
    for organ, nouns in _organs():
        for text in nouns:
            yield key_of(text), Name("organ", organ.slug, proper=False)


def _office_names() -> Iterator[NamePair]:
    for office in load_offices().values():
        for text in office.words:
            yield key_of(text), Name("office", office.key, proper=False)


def _titles() -> dict[str, Title]:
    rows = read_rows("offices_titles.csv", TITLE_COLUMNS)
    return {key_of(words): Title(holder, scope == "always") for words, holder, scope, _ in rows}


def _sector_names() -> Iterator[NamePair]:
    for table in SECTOR_TABLES:
        for noun, sector in read_rows(table, ("noun", "sector")):
            yield noun, Name("sector", sector, proper=False)


def _person_names() -> Iterator[NamePair]:
    for person in load_people().persons.values():
        name = Name("person", person.id)
        for text in (person.name, *person.aliases):
            key = key_of(text)
            yield key, name
            shorter = _without_initials(key)
            if shorter:
                yield shorter, name


def _place_names() -> Iterator[NamePair]:
    for text, code in read_rows("countries_places.csv", ("name", "iso3")):
        yield _key(text), Name("place", code)
    for text, code in read_rows("countries_ship_classes.csv", ("name", "iso3")):
        yield _key(text), Name("adjective", code)


def _key(text: str) -> str:
    return key_of(text).removeprefix("the ")


def _proper(text: str) -> bool:
    return text.removeprefix("the ")[0].isupper() or not text[0].isalpha()


def _abbreviation(text: str) -> bool:
    return text.isupper() and len(text.replace(".", "")) <= LONGEST_ABBREVIATION and " " not in text


def _without_initials(key: str) -> str:
    """Return the key without middle initials, "" where it has none."""
    parts = key.split()
    if len(parts) < 3:
        return ""
    kept = [parts[0], *(part for part in parts[1:-1] if len(part) > 1), parts[-1]]
    return " ".join(kept) if len(kept) < len(parts) else ""


def _skeletons(surnames: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, persons in surnames.items():
        bare = skeleton(key)
        found[bare] = (*found.get(bare, ()), *persons)
    return found
