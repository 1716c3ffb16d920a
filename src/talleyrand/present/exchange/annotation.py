"""Records as W3C Web Annotations: JSON-LD lines that point to the evidence in the archived text.

Positions are counted in Unicode code points, as ours are: the Web Annotation Data Model (W3C Recommendation of 23
February 2017, 4.2.4 and 4.2.5) wants them in code points, not in the UTF-16 units in which scripts of browsers count,
and in text without markup, which the archived text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from talleyrand.model.contract import canonical, record_to_json
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Entry, Record
from talleyrand.model.spans import Quote
from talleyrand.present.exchange.events import OF_DATA, LeftOut
from talleyrand.present.parties import who
from talleyrand.present.plain import line
from talleyrand.present.words import what

Json = dict[str, Any]
CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"talleyrand": "urn:talleyrand:"}]
AROUND = 32
"""Characters before and after the evidence that tell one place from another with the same words."""


def annotation_lines(entries: Iterable[Entry], left_out: LeftOut) -> Iterator[str]:
    """Yield an annotation for each record of a text, of every kind and factuality; `left_out` counts the others."""
    for record, document in entries:
        if record.row is None:
            yield canonical(annotation(record, document)) + "\n"
        else:
            left_out[OF_DATA] += 1


def annotation(record: Record, document: Document) -> Json:
    """Return the annotation of a record: its target is the evidence, its bodies what was coded.

    The record as contract 1 has it stands in `talleyrand:record`, so that nothing of it is lost.
    """
    return {
        "@context": CONTEXT,
        "id": f"urn:talleyrand:record:{record.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [_described(record), *(_tag(word) for word in _tags(record))],
        "target": list(_targets(record.evidence, document)),
        "talleyrand:record": {"@type": "@json", "@value": record_to_json(record, document)},
    }


def source_of(document: Document) -> str:
    """Return what names the archived text of a document: the hash of its source, as its id has it."""
    return f"urn:talleyrand:document:{document.id}"


def _targets(evidence: Quote, document: Document) -> Iterator[Json]:
    """Yield the place in the archived text and, where the page is known, the words there.

    Positions hold in the archived text only: a page has other text around the article.
    """
    quoted = _quoted(evidence, document)
    position = {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}
    archived: Json = {"id": source_of(document), "type": "Text", "format": "text/plain"}
    yield {"source": archived, "selector": [position, quoted]}
    if document.url:
        yield {"source": document.url, "selector": quoted}


def _quoted(evidence: Quote, document: Document) -> Json:
    before = document.text[max(0, evidence.start - AROUND) : evidence.start]
    after = document.text[evidence.end : evidence.end + AROUND]
    return {"type": "TextQuoteSelector", "exact": evidence.text, "prefix": before, "suffix": after}


def _tags(record: Record) -> Iterator[str]:
    yield record.kind
    if isinstance(record.payload, Act):
        yield from filter(None, (record.payload.event_type, record.payload.mode, *record.payload.contexts))
    yield record.factuality


def _described(record: Record) -> Json:
    words = line(f"{who(record)} {what(record)}")
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": words}


def _tag(word: str) -> Json:
    return {"type": "TextualBody", "purpose": "tagging", "value": word}
