"""Who is in a record, on which side, and how the names stand in a sentence."""

from __future__ import annotations

import re

from talleyrand.codebook.articles import with_article
from talleyrand.model.actors import Actor
from talleyrand.model.records import Record, Statement
from talleyrand.present.phrases import Phrase, in_factuality, phrases
from talleyrand.present.plain import line, listed, names

NOBODY = "nobody resolved"
_HEAD = re.compile(r" (?:of|in|at|from|for|near|close|who|with) ")


def who(record: Record) -> str:
    """Return the actors' names; for contacts, those who are actors and not also recipients come first."""
    own = own_actors(record)
    return names(own) or names(record.actors) or NOBODY


def own_actors(record: Record) -> tuple[Actor, ...]:
    """Return the actors that are not among the recipients; a contact may list every party on both sides."""
    given = {actor.id for actor in record.recipients}
    own = tuple(actor for actor in record.actors if actor.id not in given)
    return own or record.actors


def other_side(record: Record) -> tuple[Actor, ...]:
    """Return the recipients that are not actors; for a statement its addressees where there are no recipients."""
    given = record.recipients
    if not given and isinstance(record.payload, Statement):
        given = record.payload.addressees
    own = {actor.id for actor in own_actors(record)}
    return tuple(actor for actor in given if actor.id not in own)


def recipients_words(record: Record) -> str:
    """Return the other side's names as they stand within a sentence: `the United States and Russia`."""
    return listed(list(dict.fromkeys(with_article(line(actor.name)) for actor in other_side(record))))


def is_plural(actors: tuple[Actor, ...]) -> bool:
    """Tell whether the actors take a plural verb: several, or one with a plural name ("Armed forces of Russia")."""
    head = _HEAD.split(actors[0].name.lower())[0] if actors else ""
    return len(actors) > 1 or head.endswith(phrases().plurals)


def done(record: Record, phrase: Phrase) -> str:
    """Return the phrase in the record's factuality and its actors' number; an undated negation is a lasting one."""
    lasting = record.date.start != record.date.end or record.date.basis in ("inferred", "publication")
    return in_factuality(phrase, record.factuality, plural=is_plural(own_actors(record)), lasting=lasting)
