"""From a noun phrase to an actor, by what its words say alone (and a little context that the caller gives)."""

from __future__ import annotations

import re
from dataclasses import replace

from talleyrand.codebook.actors import actor_of, organ_actor, slug
from talleyrand.codebook.actors_model import Name
from talleyrand.codebook.actors_words import word_set
from talleyrand.codebook.offices import Office
from talleyrand.model.actors import Actor
from talleyrand.resolve.affiliations import affiliation
from talleyrand.resolve.context import Context, country_of, sector_of
from talleyrand.resolve.named_people import named_person
from talleyrand.resolve.names import Segment, segment_words
from talleyrand.resolve.people import FORMER_SECTOR, NO_HINT, by_surname, holder_on, person_actor
from talleyrand.resolve.phrases import Phrase, parse_phrase

GOVERNMENT = "government"
CIVILIANS = "CVL"
"""Sector of a town or province that is no seat of government: it stands for those who live there."""
EMBASSY = "embassy"
HYPHENS = "-–‑\u2060"
STATE_MEDIA = "state-media"
SECTORS_BY_AFFILIATION = ("EDU", "SOC", "BUS", "JRN", "CVL", "REL", "MED")

UNIONS = ("bloc", "alliance")
"""Nouns that alone stand for the union named before, or the best known one."""
HEADS = ("monarch", "president", "prime-minister", "chancellor")
"""Offices that some states have and others have not; the tables have the holders of each."""

BODIES = ("organ", "entity", "country", "capital", "office")
"""What an adjective and a noun name together that an office can be the state's in."""
OFFICES_BY_PLACE = ("spokesperson", "minister", "legislator", "governor", "mayor", "judge", "former-official")
"""Offices that a place behind them ties to its state ("a spokeswoman in Lima"); an ambassador there is another's."""


_NAMED_TWICE = re.compile(r"\b(\w[\w’'-]*) (\w[\w’'-]*) \2 \1(?:[A-Z]\w*)?")
"""A name run together with the label of its link, as pages of the Kremlin print it: `Jane Doe Doe JanePresident`."""


def describe(text: str, context: Context) -> Actor:
    """Return the actor that a noun phrase names; an unknown one by name or description, never none."""
    phrase = _without_kind(parse_phrase(_NAMED_TWICE.sub(r"\1 \2", text), context.index))
    if not phrase.core:
        return unknown(phrase, context)
    return (
        named_person(phrase, context)
        or _entity(phrase, context)
        or _organ(phrase, context)
        or _office(phrase, context)
        or _state(phrase, context)
        or _group(phrase, context)
        or unknown(phrase, context)
    )


def _without_kind(phrase: Phrase) -> Phrase:
    """The phrase without the noun that says what sort of body the name in front of it is ("the NATO bloc")."""
    kind = len(phrase.core) > 1 and phrase.core[-1].key in UNIONS and phrase.core[-2].kind == "entity"
    return replace(phrase, core=phrase.core[:-1]) if kind else phrase


def _entity(phrase: Phrase, context: Context) -> Actor | None:
    head = phrase.core[-1]
    name = head.name("entity")
    entity = context.index.entity(name.ref, context.day) if name and head.kind in ("entity", "capital") else None
    if entity is None:
        return None
    organ = head.name("organ")
    if organ:
        code = country_of((*phrase.core[:-1], *phrase.links), context)
        if code is None and context.home and context.index.entity(f"organ:{context.home}-{organ.ref}"):
            return organ_actor(organ.ref, context.home, context.index)
        return None if code not in (None, entity.country) else entity.actor()
    return entity.actor()


def _organ(phrase: Phrase, context: Context) -> Actor | None:
    head = phrase.core[-1]
    name = head.name("organ")
    if name is None:
        return None
    code = country_of((*phrase.core[:-1], *phrase.links), context, organisations=True)
    code = code or _surname_country(phrase, context)
    code = code or (context.home if phrase.definite and head.key != EMBASSY else None)
    if code is None or phrase.former:
        return None
    if name.ref == GOVERNMENT:
        return replace(
            actor_of(f"country:{code}", context.index) or organ_actor(GOVERNMENT, code, context.index), sector="GOV"
        )
    if name.ref == STATE_MEDIA and code in context.index.countries:
        country = context.index.countries[code]
        adjective = (country.adjectives or country.names)[0]
        return Actor(f"org:state-media-{code.lower()}", f"{adjective} state media", "outlet", code, None, "GOV")
    actor = organ_actor(name.ref, code, context.index)
    return _embassy(actor, phrase, context) if name.ref == EMBASSY else actor


def _surname_country(phrase: Phrase, context: Context) -> str | None:
    """Return the state of the person whose surname stands before ("the Biden administration")."""
    plain = [segment for segment in phrase.core[:-1] if segment.capitalised and not segment.names]
    if not plain:
        return None
    joined = len(plain) > 1 and not phrase.text[plain[-2].end : plain[-1].start].strip(HYPHENS)
    key = plain[-2 if joined else -1].key  # of "the Biden-Harris administration" the first leads
    person = context.people(key)
    if person:
        return person.country
    ident = by_surname(key, context.day, NO_HINT, context.index)
    return person_actor(ident, context.day, context.index).country if ident else None


def _embassy(actor: Actor, phrase: Phrase, context: Context) -> Actor:
    """An embassy with where it is."""
    host = country_of(phrase.rest, context)
    place = next((s for s in phrase.rest if s.name("capital", "country", "place")), None)
    if host is None or place is None:
        return actor
    return replace(actor, id=f"{actor.id}-{host}", name=f"{actor.name} in {phrase.text[place.start : place.end]}")


def _office(phrase: Phrase, context: Context) -> Actor | None:
    """An office: its holder on the day where state and office name one person, else the office or someone described."""
    head = phrase.core[-1]
    name = head.name("office")
    if name is None:
        return None
    office = context.index.offices[name.ref]
    within = segment_words(head.words[1:], context.index) + segment_words(head.words[:-1], context.index)
    code = country_of((*within, *phrase.core[:-1], *phrase.links), context, organisations=True)
    code = code or _titled(head.key, context) or _implied(office, context, phrase)
    sector = FORMER_SECTOR if phrase.former else _office_sector(phrase, office.sector)
    if phrase.whose is not None and phrase.whose.kind not in BODIES:
        sector = _sector_of_body(phrase.whose, sector)
    elif code and office.unique and phrase.definite and not phrase.former:
        term = holder_on(code, office.key, context.day, context.index) if context.day else None
        if term:
            return person_actor(term.person, context.day, context.index)
        state = code if code in context.index.countries else None
        named = f"{office.name} of {context.index.country_name(code)}"
        return Actor(
            f"office:{code.partition(':')[2] or code}-{office.key}", named, "office", state, office.name, sector
        )
    state = code if code in context.index.countries else None
    placed = sector in SECTORS_BY_AFFILIATION or office.key in OFFICES_BY_PLACE
    if state is None and placed and phrase.rest:
        state = affiliation(phrase.text[phrase.core[-1].end :], context)
    label = phrase.label
    return Actor("unknown:" + slug(label), label, "unknown", state, phrase.text[head.start : head.end], sector)


def _sector_of_body(body: Segment, sector: str) -> str:
    """The sector of who heads a body that is no state's organ ("president of the Chadian rights league")."""
    named = body.name("sector")
    return named.ref if named else sector


def _titled(key: str, context: Context) -> str | None:
    """Return the state or organisation whose office words such as "taoiseach" name by themselves."""
    title = context.index.titles.get(key)
    return title.holder if title and (title.always or context.usual) else None


def _implied(office: Office, context: Context, phrase: Phrase) -> str | None:
    """Whose office it is where the phrase does not say: the home's, if it ever had one ("the Queen" of no republic)."""
    if not phrase.definite:
        return None
    if len(office.countries) == 1:
        return office.countries[0]
    unheard = office.key in HEADS and (str(context.home), office.key) not in context.index.people.offices
    return None if unheard else context.home


def _office_sector(phrase: Phrase, sector: str) -> str:
    """An ambassador stays in government, a director of a university does not."""
    if sector not in ("SOC", "BUS"):
        return sector
    named = next((s for s in (*phrase.links, *phrase.rest, *phrase.core[:-1]) if s.kind in ("sector", "organ")), None)
    return named.names[0].ref if named and named.kind == "sector" else sector


def _state(phrase: Phrase, context: Context) -> Actor | None:
    head = phrase.core[-1]
    if head.kind not in ("country", "adjective", "capital", "demonym", "demonyms", "place"):
        return None
    name = head.names[0]
    if _people_of_state(phrase, name):
        return None
    if name.kind == "capital":
        return actor_of(name.ref, context.index)
    state = actor_of(f"country:{name.ref}", context.index)
    return replace(state, sector=CIVILIANS if name.kind == "place" else None) if state else None


def _people_of_state(phrase: Phrase, name: Name) -> bool:
    """Tell people ("two Russians", "a Russian") from their state ("the Russians")."""
    if name.kind == "demonyms":
        return len(phrase.core) > 1 or not phrase.text.lower().startswith("the ")
    return name.kind in ("adjective", "demonym") and not phrase.definite


def _group(phrase: Phrase, context: Context) -> Actor | None:
    """People or things by their kind: "Chinese officials", "Boko Haram gunmen" (who are the group)."""
    head = phrase.core[-1]
    name = head.name("sector", "demonyms", "demonym", "adjective")
    if name is None:
        return None
    of_group = next((s.name("entity") for s in phrase.core[:-1] if s.kind == "entity"), None)
    vague = head.key in word_set("quantities")
    if of_group and (vague or of_group.ref.startswith("armed:")) and not phrase.former:
        return actor_of(of_group.ref, context.index)
    segments = (*phrase.core, *phrase.links)
    country = country_of(segments, context) or country_of(phrase.rest, context)
    sector = FORMER_SECTOR if phrase.former else (name.ref if name.kind == "sector" else "CVL")
    label = phrase.full_label if all(not s.names for s in phrase.core[:-1]) else phrase.label
    label = f"one of the {label}" if phrase.one else label
    return Actor("unknown:" + slug(label), label, "group", country, None, sector)


def unknown(phrase: Phrase, context: Context) -> Actor:
    """Return an actor that nothing is known of but its words, with the state they name."""
    vague = phrase.head_key in word_set("quantities")
    label = phrase.full_label if vague else phrase.label
    everything = (*phrase.core, *phrase.links, *phrase.rest)
    country = country_of((*phrase.core, *phrase.links), context) or country_of(phrase.rest, context)
    sector = next((s for segment in reversed(everything) if (s := sector_of(segment, context.index))), None)
    return Actor("unknown:" + (slug(label) or "nobody"), label, "unknown", country, None, sector)
