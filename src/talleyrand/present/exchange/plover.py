"""Acts as PLOVER records: JSON lines with the names of the manual's chapter "Data Fields", and some of our own.

The manual lets a data set add fields. Ours keep what PLOVER has no place for: `factuality`, `reported_by` (the chain of
those who vouch for it), `date_precision`, `confidence`, `review`; an actor's `actor_id`, `actor_type`, `start` and
`end`. Offsets are code points into the archived text of the document that `cite_info.citation` addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from talleyrand.codebook.event_formats import AUXILIARY_MODES, QUAD_NUMBERS
from talleyrand.codebook.plover_codes import plover_code
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.contract import canonical
from talleyrand.model.documents import Document
from talleyrand.model.records import Entry
from talleyrand.present.exchange.events import Happening, LeftOut, happenings

Json = dict[str, Any]
CODEBOOK = "plover-2.0"


def plover_lines(entries: Iterable[Entry], left_out: LeftOut, *, version: str, flagged: bool = False) -> Iterator[str]:
    """Yield a line for each act that happened; `left_out` counts the other records.

    With `flagged` acts that did not happen come, too, with PLOVER's auxiliary mode for that (`negation`, `future`,
    `hypothetical`) and their factuality.
    """
    for happening in happenings(entries, left_out, flagged=flagged):
        yield canonical(plover_json(happening, version)) + "\n"


def plover_json(happening: Happening, version: str) -> Json:
    """Return an act as a PLOVER record; fields that are unknown are left out, as the manual has it."""
    record, document, act = happening.record, happening.document, happening.act
    evidence = record.evidence
    modes = [act.mode, AUXILIARY_MODES.get(record.factuality)]
    return _known(
        {
            "id": record.id_in("PLOVER"),
            "date": record.date.start,
            "enddate": record.date.end if record.date.end != record.date.start else None,
            "source": [_actor(actor) for actor in record.actors],
            "recipient": [_actor(actor) for actor in record.recipients],
            "event": [act.event_type],
            "event_text": [act.trigger.text] if act.trigger.text else None,
            "quad_code": QUAD_NUMBERS.get(act.quad),
            "event_scale": act.intensity,
            "mode": [mode for mode in modes if mode],
            "context": list(act.contexts),
            "text": evidence.text or None,
            "text_info": {"start": evidence.start, "end": evidence.end} if evidence.text else None,
            "cite_info": _citation(document, version),
            "coder": f"{version} {record.method}".strip(),
            "factuality": record.factuality,
            "reported_by": [_source(link) for link in record.reported_by],
            "date_precision": record.date.precision,
            "confidence": record.confidence,
            "review": record.review,
        }
    )


def _actor(actor: Actor) -> Json:
    mention = actor.mention
    return _known(
        {
            "code": plover_code(actor),
            "sector": actor.sector,
            "actor_text": mention.text if mention else None,
            "identifier_text": actor.name,
            "office": actor.role,
            "actor_id": actor.id,
            "actor_type": actor.type,
            "start": mention.start if mention else None,
            "end": mention.end if mention else None,
        }
    )


def _source(link: Attribution) -> Json:
    return _known({"type": link.type, "id": link.id, "name": link.name, "code": link.country})


def _citation(document: Document, version: str) -> Json:
    return _known(
        {
            "citation": document.id,
            "url": document.url,
            "title": document.title,
            "publication": document.outlet or (document.author.name if document.author else None),
            "publication_date": document.published,
            "coder": version,
            "codebook": CODEBOOK,
        }
    )


def _known(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value is not None and value != []}
