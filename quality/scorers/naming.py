"""Does an actor answer to a name of the gold set: a country's code, a person's or an organisation's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from talleyrand import Actor, Attribution

SHORTEST = 4
"""A shorter name than this must be the whole of what it is compared with (`USA` is not in `Lusaka`)."""


def names(actors: Iterable[Actor | Attribution]) -> Iterator[str]:
    """Yield all that the actors are called: country, name, the words of the text."""
    for actor in actors:
        called = (actor.country, actor.name, actor.mention.text if actor.mention else None)
        yield from (name for name in called if name)


def answers(wanted: str, called: Iterable[str]) -> bool:
    """Tell whether one of the names is the one wanted, or a long one holds it."""
    return any(wanted == c or (len(wanted) >= SHORTEST and wanted.lower() in c.lower()) for c in called)


def any_answers(wanted: Iterable[str], actors: Iterable[Actor | Attribution]) -> bool:
    """Tell whether one of the names wanted is among the actors'."""
    called = list(names(actors))
    return any(answers(name, called) for name in wanted)


def same_parties(wanted: Sequence[str], actors: Sequence[Actor]) -> bool:
    """Tell whether every name wanted is an actor's and no actor is a stranger."""
    return all_answer(wanted, actors) and not strangers(wanted, actors)


def all_answer(wanted: Iterable[str], actors: Sequence[Actor]) -> bool:
    """Tell whether every name wanted is an actor's."""
    called = list(names(actors))
    return all(answers(name, called) for name in wanted)


def strangers(wanted: Sequence[str], actors: Sequence[Actor]) -> list[Actor]:
    """Return the actors that are not wanted.

    One of the same country as one that is wanted (`Beijing` beside `Xi Jinping`) is no stranger; nor is a phrase that
    stands for nobody known (`it`, `the ships`), which says nothing about anybody.
    """
    known = [a for a in actors if any_answers(wanted, (a,))]
    countries = {a.country for a in known if a.country}
    return [a for a in actors if a not in known and a.country not in countries and not _nobody(a)]


def _nobody(actor: Actor) -> bool:
    return actor.type in {"unknown", "group"} and actor.country is None
