"""A question to a text alone, without a ledger: the act between two marked parties."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.codebook.plover import load_event_types
from talleyrand.extract.pairs import find_pair_act
from talleyrand.model.documents import Document
from talleyrand.model.records import Factuality
from talleyrand.model.spans import Span
from talleyrand.parse.engine import Engine
from talleyrand.parse.judge import load_judge
from talleyrand.pipeline.contexts import read_context


@dataclass(frozen=True, slots=True)
class ClassifiedAct:
    """How an act is coded in PLOVER: as a coder of the pair would, and (`plain_...`) as its words say.

    A promise to send aid is an AGREE that is actual, plainly an AID that is planned. `mode` is that of the plain type.
    """

    event_type: str
    mode: str | None
    quad: str
    factuality: Factuality
    plain_type: str
    plain_factuality: Factuality


def classify_act(
    text: str, *, source: tuple[int, int], target: tuple[int, int], engine: Engine
) -> ClassifiedAct | None:
    """Return the PLOVER code of what the party at `source` does to the party at `target`, None if nothing is found.

    `source` and `target` are half-open intervals of code points. Of several acts the one between both parties wins,
    then the first that names either.
    """
    context = read_context(Document.from_text(text), engine, judge=load_judge())
    found = find_pair_act(context, Span(*source), Span(*target))
    if found is None:
        return None
    quad = load_event_types()[found.event_type].quad
    return ClassifiedAct(found.event_type, found.mode, quad, found.factuality, found.plain_type, found.plain_factuality)
