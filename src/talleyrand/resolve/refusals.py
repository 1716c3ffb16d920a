"""Why a draft cannot be a record of the ledger: nobody known acts, or the other side is missing."""

from __future__ import annotations

import re

from talleyrand.codebook.actors_words import word_set
from talleyrand.codebook.cues import load_cues
from talleyrand.model.actors import Actor
from talleyrand.model.drafts import Draft
from talleyrand.model.records import Act, Record, Statement

_POLITICAL = frozenset({"state", "organ", "office", "igo", "bloc", "armed-group"})
_OF_A_STATE = frozenset({"person", "group", "company", "outlet", "ngo", "unknown"})
_TWO_PARTIES = frozenset({"CONSULT", "COOPERATE"})
_ONE_OR_MORE = _TWO_PARTIES | {"AGREE", "CONCEDE", "RETREAT", "PROTEST", "MOBILIZE", "COERCE"}
"""Types that need no party but the actor: a state can mobilise, resign or impose a curfew at home."""
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "IGO", "PTY", "OPP", "REB"})
"""PLOVER sectors of those who speak for a state, a party or an organisation."""
_ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "CVL", "OPP", "LAB"})
"""Sectors of those whose deeds count wherever they are, also where no state is named: forces, rebels, crowds."""
_SIDES = frozenset({"REB", "PRM", "UAF", "OPP", "PTY", "MIL", "LAB"})
"""Sectors of sides that talks are held with, though no name tells which (`talks with the rebels`)."""
_PRIVATE = frozenset({"CVL", "REF", "EDU", "JRN", "MED", "SOC"})
"""Sectors of those whose journeys are no visits of a state."""
_PLURAL = re.compile(r"(?i)(?:s|people|men|women|police)\b(?: of\b|$| in\b| from\b| for\b)")
_UNARMED = frozenset({"company", "outlet", "ngo"})
"""Types of actors that have no forces: a rocket that a company tests threatens nobody."""
_HOSTILE = frozenset({"ASSAULT", "SANCTION", "THREATEN", "MOBILIZE"})
"""What a state doesn't do to itself, nor to those who speak for it; what it does to its people is another matter."""
_IN_EARNEST = "accuse.hold"
_MEANT = frozenset({"planned", "possible", "called-for"})
"""Who is to be held accountable one day is not accused by that."""
_PAIR = 2
_VERBAL = "verbal"
"""Quad classes of acts in words; what private persons say is a statement, not an act of foreign policy."""


def refusal(record: Record, draft: Draft) -> str | None:
    """Why a draft can't be a record of the ledger; None where it can.

    A count of votes names nobody, nor does a forecast of the text's own.
    """
    if not record.actors:
        return None if record.kind in {"vote", "forecast"} and not draft.actors else "no actor"
    if isinstance(record.payload, Act):
        return _act_refusal(record, draft)
    if isinstance(record.payload, Statement) and _is_anothers_word(record):
        if all(_is_pronoun(a) for a in record.actors):
            return f"nobody known for the pronoun: {record.actors[0].name}"
        if _is_of_minds(draft) and all(_is_public(a) for a in record.actors):
            return f"a speaker's remark on what people in general hold: {record.actors[0].name}"
    if draft.remark and _is_anothers(record):
        return f"a speaker's remark on what another holds or wants: {record.actors[0].name}"
    if record.kind in {"vote", "framing"} and not any(_is_political(a) for a in record.actors):
        return f"actor not resolved: {record.actors[0].name}"
    return None


def _is_anothers(record: Record) -> bool:
    """Whether the nearest speaker is of another state than all whose mind is told."""
    if not record.reported_by:
        return False
    speaker = record.reported_by[-1]
    own = {speaker.country, None}
    return speaker.country is not None and all(a.country not in own and a.id != speaker.id for a in record.actors)


def _act_refusal(record: Record, draft: Draft) -> str | None:
    parties = [*record.actors, *record.recipients]
    sectors = _PUBLIC if _act(record).quad.startswith(_VERBAL) else _PUBLIC | _ARMED
    known = _act(record).event_type == "PROTEST" or any(a.sector in sectors for a in record.actors)
    if not known and not any(_is_political(a) for a in parties):
        return f"no state, organ, office-holder or organisation among the parties: {', '.join(a.name for a in parties)}"
    if not known and not any(_is_known(a) for a in record.actors):
        return f"actor not resolved: {record.actors[0].name}"
    if _act(record).quad.startswith(_VERBAL) and all(_is_private(a, draft) for a in record.actors):
        return f"words of somebody who speaks for no state or organisation: {record.actors[0].name}"
    if draft.method.startswith(_IN_EARNEST) and record.factuality in _MEANT:
        return f"an accusation that is not made yet: {record.actors[0].name}"
    if _act(record).event_type in _HOSTILE and _is_against_itself(record):
        return f"a state against itself, so that another is meant: {record.actors[0].name}"
    if _act(record).event_type == "MOBILIZE" and all(a.type in _UNARMED for a in record.actors):
        return f"no forces: {record.actors[0].name}"
    if _act(record).event_type == "CONSULT" and any(a.type == "outlet" for a in parties):
        return "an interview"
    if draft.recipients and not record.recipients and _act(record).event_type not in _ONE_OR_MORE:
        return f"no recipient but the actor itself: {record.actors[0].name}"
    alone = len({a.id for a in parties}) < _PAIR and not _is_plural(record)
    if _act(record).event_type in _TWO_PARTIES and alone and record.factuality not in {"negated", "refused"}:
        return f"only one party known: {record.actors[0].name}"
    if _act(record).event_type == "CONSULT":
        return _talks_refusal(record)
    return None


def _talks_refusal(record: Record) -> str | None:
    """Why a conversation or a visit is none that a ledger tells: with whom is not said, or nobody in office went."""
    parties = {a.id for a in (*record.actors, *record.recipients) if not _is_nameless(a)}
    if record.recipients and len(parties) < _PAIR:
        return f"the other party is not named: {record.recipients[0].name}"
    if _act(record).mode == "visit" and all(a.sector in _PRIVATE for a in record.actors):
        return f"a visit of people who hold no office: {record.actors[0].name}"
    return None


def _is_against_itself(record: Record) -> bool:
    """Whether a state as a whole acts against itself or somebody of its government (`this state attacked us`)."""
    own = {actor.country for actor in record.actors if actor.type == "state"}
    targets = [a for a in record.recipients if a.type == "state" or (a.type == "person" and a.sector == "GOV")]
    return len(own) == 1 and all(a.type == "state" for a in record.actors) and any(a.country in own for a in targets)


def _is_nameless(actor: Actor) -> bool:
    """Somebody described by words that name no state and no side (`his counterparts`, `other countries`)."""
    described = actor.type in {"group", "unknown"} and actor.country is None and actor.sector not in _SIDES
    return described and (actor.name == actor.name.lower() or actor.name.startswith("counterpart"))


def _is_pronoun(actor: Actor) -> bool:
    """Whether nobody was found for a pronoun: it stands for the actor as it is written."""
    name = actor.name.lower()
    alone = actor.mention is not None and actor.mention.text.lower() == name  # "one of them" is somebody
    return alone and actor.type == "unknown" and name in word_set("personal")


def _is_of_minds(draft: Draft) -> bool:
    """Whether what is told is held or wanted, not said."""
    return draft.method.removeprefix("statement.").partition("@")[0] in load_cues().minds


def _is_anothers_word(record: Record) -> bool:
    """Whether somebody else than the actors vouches for it."""
    own = {a.id for a in record.actors}
    return any(link.id not in own for link in record.reported_by)


def _is_public(actor: Actor) -> bool:
    """People in general (`the average citizen`, `many people`), of no state."""
    words = actor.name.lower().split()
    described = actor.type in {"group", "unknown"} and actor.country is None and actor.name == actor.name.lower()
    return described and words[-1] in word_set("people_in_general")


def _act(record: Record) -> Act:
    assert isinstance(record.payload, Act)  # noqa: S101  the caller has looked
    return record.payload


def _is_plural(record: Record) -> bool:
    """Whether the actors are several by the word for them: an organisation, "the ministers"."""
    return any(a.type in {"igo", "bloc"} or (a.type == "group" and _PLURAL.search(a.name)) for a in record.actors)


def _is_political(actor: Actor) -> bool:
    return actor.type in _POLITICAL or (actor.country is not None and actor.type in _OF_A_STATE)


def _is_private(actor: Actor, draft: Draft) -> bool:
    """A named person who acts for no state and holds no public office."""
    named = any(m.quote == actor.mention and m.kind == "name" for m in draft.actors)
    return named and actor.type == "person" and actor.country is None and actor.sector not in _PUBLIC


def _is_known(actor: Actor) -> bool:
    return actor.type != "unknown" or actor.country is not None or actor.sector in _PUBLIC | _ARMED
