"""The chain of a record drawn out: who says that who said it, the outermost first."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.model.actors import Attribution
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.present.phrases import phrases
from talleyrand.present.plain import clip, line
from talleyrand.present.sourcing import outlet_words

NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a chain: who, as what kind of source, and the words that name them where these differ.

    `actor` is the id of an actor that the ledger knows, empty for an outlet without one and for who is not named.
    """

    name: str
    type: str
    type_words: str
    words: str = ""
    actor: str = ""


def chain_steps(record: Record, document: Document) -> tuple[StepView, ...]:
    """Return who vouches for a record, outermost first: the document, then each source within it.

    What the record says of its own actors follows after the last step. A source that is the document itself is not
    named twice.
    """
    first = _first(document)
    steps = (_step(link) for link in record.reported_by)
    return (first, *(step for step in steps if step.name != first.name))


def _first(document: Document) -> StepView:
    type_ = "author" if document.author else "report"
    name = line(document.author.name) if document.author else outlet_words(document)
    actor = document.author.id if document.author else ""
    return StepView(clip(name, NAME_LIMIT), type_, phrases().source[type_], actor=actor)


def _step(link: Attribution) -> StepView:
    words = clip(line(link.mention.text), NAME_LIMIT) if link.mention else ""
    name = clip(line(link.name), NAME_LIMIT)
    if link.type == "anonymous":
        return StepView(words or name, link.type, phrases().source[link.type])
    return StepView(name, link.type, phrases().source[link.type], words if words != name else "", link.id)
